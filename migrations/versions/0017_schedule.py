"""When and where discussions are, and who is expected at them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

REPLY = "reply IN ('no-reply', 'coming', 'apologies', 'stand-in')"


def upgrade() -> None:
    _create_scheduled()
    _create_invited()


def downgrade() -> None:
    op.drop_table("invited")
    op.drop_table("scheduled_discussion")


def _create_scheduled() -> None:
    op.create_table(
        "scheduled_discussion",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("called_off", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *_of_partnership("scheduled_discussion"),
        _refers("scheduled_discussion", "case_id", "audit_case", "id"),
        sa.UniqueConstraint(
            "partnership_id",
            "case_id",
            name=op.f("uq_scheduled_discussion_partnership_id_case_id"),
        ),
    )
    op.create_index(
        op.f("ix_scheduled_discussion_starts_at"), "scheduled_discussion", ["starts_at"]
    )


def _create_invited() -> None:
    op.create_table(
        "invited",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(64), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("reply", sa.String(16), nullable=False),
        sa.Column("stand_in", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_of_partnership("invited"),
        _refers("invited", "case_id", "audit_case", "id"),
        _refers("invited", "agency", "agency", "key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invited_person_id")),
        sa.CheckConstraint(REPLY, name=op.f("ck_invited_reply_known")),
    )
    op.create_index(op.f("ix_invited_case_id"), "invited", ["case_id"])
    op.create_index(op.f("ix_invited_person_id"), "invited", ["person_id"])


def _of_partnership(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f(f"fk_{table}_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f(f"pk_{table}")),
    ]


def _refers(table: str, column: str, other: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["partnership_id", column],
        [f"{other}.partnership_id", f"{other}.{key}"],
        name=op.f(f"fk_{table}_partnership_id_{column}"),
    )
