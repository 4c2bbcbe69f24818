"""Messages about returns of which a case was withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

BEFORE = (
    "'invitation', 'week-before', 'two-days-before', 'day-after', 'chase', 'thanks', 'agreed', "
    "'sections', 'dates', 'discussion-soon', 'children-asked', 'to-read', 'answered', 'concern', "
    "'does-not-fit', 'asked-anew'"
)


def upgrade() -> None:
    _know(f"{BEFORE}, 'withdrawn'")


def downgrade() -> None:
    """What was written of this kind has no place any more."""
    op.execute(sa.text("DELETE FROM message WHERE kind = 'withdrawn'"))
    _know(BEFORE)


def _know(kinds: str) -> None:
    name = op.f("ck_message_kind_known")
    with op.batch_alter_table("message") as message:
        message.drop_constraint(name, type_="check")
        message.create_check_constraint(name, f"kind IN ({kinds})")
