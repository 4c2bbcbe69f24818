"""Messages that the application writes, later dates, mailboxes and school holidays."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KINDS = (
    "kind IN ('invitation', 'week-before', 'two-days-before', 'day-after', 'chase', 'thanks',"
    " 'agreed')"
)


def upgrade() -> None:
    with op.batch_alter_table("agency_return") as agency_return:
        agency_return.add_column(sa.Column("due_later", sa.Date(), nullable=True))
    _add("agency_return", sa.Column("due_later_reason", sa.Text(), nullable=False), "")
    _add("agency", sa.Column("mailbox", sa.Text(), nullable=False), "")
    _add("partnership", sa.Column("school_holidays", sa.JSON(), nullable=False), "[]")
    _add("partnership", sa.Column("chase_after", sa.Integer(), nullable=False), "2")
    _create_messages()
    _create_links()


def downgrade() -> None:
    op.drop_table("message_return")
    op.drop_table("message")
    for table, column in (
        ("partnership", "chase_after"),
        ("partnership", "school_holidays"),
        ("agency", "mailbox"),
        ("agency_return", "due_later_reason"),
        ("agency_return", "due_later"),
    ):
        with op.batch_alter_table(table) as changed:
            changed.drop_column(column)


def _add(table: str, column: sa.Column[Any], given: str) -> None:
    """Add a column that must hold something: the rows that are there are given it once."""
    column.server_default = sa.DefaultClause(given)
    with op.batch_alter_table(table) as changed:
        changed.add_column(column)
    with op.batch_alter_table(table) as changed:
        changed.alter_column(column.name, server_default=None)


def _create_messages() -> None:
    op.create_table(
        "message",
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("agency", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("how", sa.String(length=16), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_message_kind_known")),
        sa.CheckConstraint("how IN ('mail', 'copied')", name=op.f("ck_message_how_known")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "agency"],
            ["agency.partnership_id", "agency.key"],
            name=op.f("fk_message_partnership_id_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_message_partnership_id_audit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_message_partnership_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id")),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_message")),
    )
    with op.batch_alter_table("message") as message:
        message.create_index(message.f("ix_message_audit_id"), ["audit_id"], unique=False)


def _create_links() -> None:
    op.create_table(
        "message_return",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "message_id"],
            ["message.partnership_id", "message.id"],
            name=op.f("fk_message_return_partnership_id_message_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "return_id"],
            ["agency_return.partnership_id", "agency_return.id"],
            name=op.f("fk_message_return_partnership_id_return_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_message_return_partnership_id")
        ),
        sa.PrimaryKeyConstraint(
            "partnership_id", "message_id", "return_id", name=op.f("pk_message_return")
        ),
    )
    with op.batch_alter_table("message_return") as link:
        link.create_index(link.f("ix_message_return_return_id"), ["return_id"], unique=False)
