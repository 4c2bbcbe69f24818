"""A calendar file says when it was made, so no date keeps when it was changed."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLE, COLUMN = "scheduled_discussion", "changed_at"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as changed:
        changed.drop_column(COLUMN)


def downgrade() -> None:
    """When a date was changed is in the history; here it gets its own day."""
    kind = sa.DateTime(timezone=True)
    op.add_column(TABLE, sa.Column(COLUMN, kind, nullable=True))
    op.execute(sa.text("UPDATE scheduled_discussion SET changed_at = starts_at"))
    with op.batch_alter_table(TABLE) as changed:
        changed.alter_column(COLUMN, existing_type=kind, nullable=False)
