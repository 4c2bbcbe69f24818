"""What of the file that a draft of a tool came from could not be carried into it."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tool_draft") as draft:
        draft.add_column(sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("tool_draft") as draft:
        draft.alter_column("left_out", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("tool_draft") as draft:
        draft.drop_column("left_out")
