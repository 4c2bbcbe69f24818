"""Messages about dates of discussions and about single sections, and what each said of which."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BEFORE = "'invitation', 'week-before', 'two-days-before', 'day-after', 'chase', 'thanks', 'agreed'"
NEW = "'sections', 'dates', 'discussion-soon'"
NEW_MESSAGES = f"SELECT id FROM message WHERE kind IN ({NEW})"  # noqa: S608 - our own words


def upgrade() -> None:
    _know(f"{BEFORE}, {NEW}")
    with op.batch_alter_table("message_return") as link:
        link.add_column(sa.Column("sections", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("message_return") as link:
        link.alter_column("sections", server_default=None)
    _create_dates()


def downgrade() -> None:
    """What was written of these kinds has no place any more."""
    op.drop_table("message_date")
    op.execute(sa.text(f"DELETE FROM message_return WHERE message_id IN ({NEW_MESSAGES})"))  # noqa: S608
    op.execute(sa.text(f"DELETE FROM message WHERE kind IN ({NEW})"))  # noqa: S608
    with op.batch_alter_table("message_return") as link:
        link.drop_column("sections")
    _know(BEFORE)


def _create_dates() -> None:
    op.create_table(
        "message_date",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        _refers("message_id", "message"),
        _refers("case_id", "audit_case"),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_message_date_partnership_id")
        ),
        sa.PrimaryKeyConstraint(
            "partnership_id", "message_id", "case_id", name=op.f("pk_message_date")
        ),
    )
    op.create_index(op.f("ix_message_date_case_id"), "message_date", ["case_id"])


def _refers(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["partnership_id", column],
        [f"{other}.partnership_id", f"{other}.id"],
        name=op.f(f"fk_message_date_partnership_id_{column}"),
    )


def _know(kinds: str) -> None:
    name = op.f("ck_message_kind_known")
    with op.batch_alter_table("message") as message:
        message.drop_constraint(name, type_="check")
        message.create_check_constraint(name, f"kind IN ({kinds})")
