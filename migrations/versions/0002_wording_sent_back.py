"""Wording for sharing can be sent back with what should be different."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("finding") as finding:
        finding.add_column(
            sa.Column("wording_sent_back", sa.Text(), nullable=False, server_default="")
        )
    with op.batch_alter_table("finding") as finding:
        finding.alter_column("wording_sent_back", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("finding") as finding:
        finding.drop_column("wording_sent_back")
