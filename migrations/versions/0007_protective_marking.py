"""Every paper and page that shows a case bears the partnership's protective marking."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("partnership") as partnership:
        partnership.add_column(
            sa.Column("marking", sa.Text(), nullable=False, server_default="OFFICIAL-SENSITIVE")
        )
    with op.batch_alter_table("partnership") as partnership:
        partnership.alter_column("marking", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("partnership") as partnership:
        partnership.drop_column("marking")
