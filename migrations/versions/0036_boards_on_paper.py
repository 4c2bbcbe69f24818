"""The members of a board or group may not sign in at all: then they hold no role."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("governing_body") as body:
        body.alter_column("role", existing_type=sa.String(32), nullable=True)


def downgrade() -> None:
    op.execute("UPDATE governing_body SET role = 'board-member' WHERE role IS NULL")
    with op.batch_alter_table("governing_body") as body:
        body.alter_column("role", existing_type=sa.String(32), nullable=False)
