"""Messages about returns whose questions changed."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

BEFORE = (
    "'invitation', 'week-before', 'two-days-before', 'day-after', 'chase', 'thanks', 'agreed', "
    "'sections', 'dates', 'discussion-soon', 'children-asked', 'to-read', 'answered', 'concern', "
    "'does-not-fit'"
)


def upgrade() -> None:
    _know(f"{BEFORE}, 'asked-anew'")


def downgrade() -> None:
    """What was written of this kind has no place any more."""
    op.execute(sa.text("DELETE FROM message WHERE kind = 'asked-anew'"))
    _know(BEFORE)


def _know(kinds: str) -> None:
    name = op.f("ck_message_kind_known")
    with op.batch_alter_table("message") as message:
        message.drop_constraint(name, type_="check")
        message.create_check_constraint(name, f"kind IN ({kinds})")
