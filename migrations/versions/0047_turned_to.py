"""To which section those who hold a discussion turned last, so that the room follows them."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("case_discussion") as discussion:
        discussion.add_column(
            sa.Column("turned_to", sa.String(64), nullable=False, server_default="")
        )
        discussion.add_column(sa.Column("turned_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("case_discussion") as discussion:
        discussion.alter_column("turned_to", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("case_discussion") as discussion:
        discussion.drop_column("turned_at")
        discussion.drop_column("turned_to")
