"""Messages about what somebody did: asked agencies, wrote up, answered a correction, worried."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

BEFORE = (
    "'invitation', 'week-before', 'two-days-before', 'day-after', 'chase', 'thanks', 'agreed', "
    "'sections', 'dates', 'discussion-soon'"
)
NEW = "'children-asked', 'to-read', 'answered', 'concern'"


def upgrade() -> None:
    _know(f"{BEFORE}, {NEW}")
    with op.batch_alter_table("message") as message:
        message.add_column(sa.Column("case_id", sa.Uuid(), nullable=True))
        message.create_foreign_key(
            op.f("fk_message_partnership_id_case_id"),
            "audit_case",
            ["partnership_id", "case_id"],
            ["partnership_id", "id"],
        )


def downgrade() -> None:
    """What was written of these kinds has no place any more."""
    op.execute(sa.text(f"DELETE FROM message WHERE kind IN ({NEW})"))  # noqa: S608 - our own words
    with op.batch_alter_table("message") as message:
        message.drop_constraint(op.f("fk_message_partnership_id_case_id"), type_="foreignkey")
        message.drop_column("case_id")
    _know(BEFORE)


def _know(kinds: str) -> None:
    name = op.f("ck_message_kind_known")
    with op.batch_alter_table("message") as message:
        message.drop_constraint(name, type_="check")
        message.create_check_constraint(name, f"kind IN ({kinds})")
