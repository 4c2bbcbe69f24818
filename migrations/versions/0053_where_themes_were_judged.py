"""In which meeting the themes of two audits were judged, where that is on file."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

KEY = "fk_theme_judgement_partnership_id_meeting_id"


def upgrade() -> None:
    with op.batch_alter_table("theme_judgement") as judgement:
        judgement.add_column(sa.Column("meeting_id", sa.Uuid(), nullable=True))
        judgement.create_foreign_key(
            op.f(KEY), "meeting", ["partnership_id", "meeting_id"], ["partnership_id", "id"]
        )
        judgement.create_index(op.f("ix_theme_judgement_meeting_id"), ["meeting_id"])


def downgrade() -> None:
    with op.batch_alter_table("theme_judgement") as judgement:
        judgement.drop_index(op.f("ix_theme_judgement_meeting_id"))
        judgement.drop_constraint(op.f(KEY), type_="foreignkey")
        judgement.drop_column("meeting_id")
