"""What a paper counts, kept with it, so that its next version says what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meeting_item") as item:
        item.add_column(sa.Column("figures", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("meeting_item") as item:
        item.drop_column("figures")
