"""An agency that works here no longer is not asked in new audits."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agency") as agency:
        agency.add_column(
            sa.Column("is_asked", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("agency") as agency:
        agency.alter_column("is_asked", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("agency") as agency:
        agency.drop_column("is_asked")
