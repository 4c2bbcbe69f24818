"""Why a record was signed off while somebody could still say whether it is accurate."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("case_discussion") as discussion:
        discussion.add_column(
            sa.Column("early_reason", sa.Text(), nullable=False, server_default="")
        )
    with op.batch_alter_table("case_discussion") as discussion:
        discussion.alter_column("early_reason", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("case_discussion") as discussion:
        discussion.drop_column("early_reason")
