"""Which sections of its tool an audit does not ask."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.add_column(sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("audit") as audit:
        audit.alter_column("left_out", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.drop_column("left_out")
