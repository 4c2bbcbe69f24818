"""Afterwards: three answers and a CPD note of each person, good practice for heads of agencies."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ACTIVITIES = "'return-and-discussion', 'return', 'discussion', 'holding'"


def upgrade() -> None:
    _create_afterwards()
    _create_good_practice()


def _create_afterwards() -> None:
    op.create_table(
        "afterwards",
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("helped", sa.Text(), nullable=False),
        sa.Column("in_the_way", sa.Text(), nullable=False),
        sa.Column("differently", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("hours", sa.String(8), nullable=False),
        sa.Column("activity", sa.String(32), nullable=True),
        sa.Column("reflection", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            f"activity IN ({ACTIVITIES})", name=op.f("ck_afterwards_activity_known")
        ),
        *_of_partnership("afterwards"),
        _refers("afterwards", "audit_id", "audit"),
        _person("afterwards", "person_id"),
        sa.UniqueConstraint(
            "partnership_id",
            "audit_id",
            "person_id",
            name=op.f("uq_afterwards_partnership_id_audit_id_person_id"),
        ),
    )
    op.create_index(op.f("ix_afterwards_person_id"), "afterwards", ["person_id"])


def _create_good_practice() -> None:
    op.create_table(
        "good_practice",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("wording_by", sa.Uuid(), nullable=False),
        sa.Column("agreed_by", sa.Uuid(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        *_of_partnership("good_practice"),
        _refers("good_practice", "case_id", "audit_case"),
        *(_person("good_practice", column) for column in ("wording_by", "agreed_by")),
        sa.UniqueConstraint(
            "partnership_id", "case_id", name=op.f("uq_good_practice_partnership_id_case_id")
        ),
    )


def _of_partnership(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f(f"fk_{table}_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f(f"pk_{table}")),
    ]


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["partnership_id", column],
        [f"{other}.partnership_id", f"{other}.id"],
        name=op.f(f"fk_{table}_partnership_id_{column}"),
    )


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    for table in ("good_practice", "afterwards"):
        op.drop_table(table)
