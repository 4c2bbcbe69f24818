"""In which meeting the priority of a theme was decided, where that is on file."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

KEY = "fk_theme_priority_partnership_id_meeting_id"


def upgrade() -> None:
    with op.batch_alter_table("theme_priority") as priority:
        priority.add_column(sa.Column("meeting_id", sa.Uuid(), nullable=True))
        priority.create_foreign_key(
            op.f(KEY), "meeting", ["partnership_id", "meeting_id"], ["partnership_id", "id"]
        )
        priority.create_index(op.f("ix_theme_priority_meeting_id"), ["meeting_id"])


def downgrade() -> None:
    with op.batch_alter_table("theme_priority") as priority:
        priority.drop_index(op.f("ix_theme_priority_meeting_id"))
        priority.drop_constraint(op.f(KEY), type_="foreignkey")
        priority.drop_column("meeting_id")
