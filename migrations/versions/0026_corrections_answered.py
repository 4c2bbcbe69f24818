"""What became of a correction that was asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KNOWN = "settled IN ('made', 'not-made')"


def upgrade() -> None:
    with op.batch_alter_table("accuracy_reply") as reply:
        reply.add_column(sa.Column("settled", sa.String(16), nullable=True))
        reply.add_column(sa.Column("settled_reason", sa.Text(), nullable=False, server_default=""))
        reply.add_column(sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("accuracy_reply") as reply:
        reply.alter_column("settled_reason", server_default=None)
        reply.create_check_constraint(op.f("ck_accuracy_reply_settled_known"), KNOWN)


def downgrade() -> None:
    with op.batch_alter_table("accuracy_reply") as reply:
        reply.drop_constraint(op.f("ck_accuracy_reply_settled_known"), type_="check")
        for column in ("settled_at", "settled_reason", "settled"):
            reply.drop_column(column)
