"""The day on which a joint inspection was notified."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.add_column(sa.Column("notified_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.drop_column("notified_on")
