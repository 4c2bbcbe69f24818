"""Messages about returns that do not fit the child on an agency's key sheet."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

BEFORE = (
    "'invitation', 'week-before', 'two-days-before', 'day-after', 'chase', 'thanks', 'agreed', "
    "'sections', 'dates', 'discussion-soon', 'children-asked', 'to-read', 'answered', 'concern'"
)


def upgrade() -> None:
    _know(f"{BEFORE}, 'does-not-fit'")


def downgrade() -> None:
    """What was written of this kind has no place any more."""
    op.execute(sa.text("DELETE FROM message WHERE kind = 'does-not-fit'"))
    _know(BEFORE)


def _know(kinds: str) -> None:
    name = op.f("ck_message_kind_known")
    with op.batch_alter_table("message") as message:
        message.drop_constraint(name, type_="check")
        message.create_check_constraint(name, f"kind IN ({kinds})")
