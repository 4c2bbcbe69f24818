"""Every draw that is shown is kept with its audit."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.add_column(sa.Column("draws_shown", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("audit") as audit:
        audit.alter_column("draws_shown", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.drop_column("draws_shown")
