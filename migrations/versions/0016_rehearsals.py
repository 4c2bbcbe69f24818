"""An audit can be a rehearsal, and then sends no mail unless it is turned on."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLUMNS = ("rehearsal", "rehearsal_mails")


def upgrade() -> None:
    for name in COLUMNS:
        column: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), nullable=False, server_default=sa.false()
        )
        with op.batch_alter_table("audit") as audit:
            audit.add_column(column)
        with op.batch_alter_table("audit") as audit:
            audit.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        for name in reversed(COLUMNS):
            audit.drop_column(name)
