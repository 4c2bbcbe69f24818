"""A practice case that somebody tries out for themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practice_case",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("tool_version_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "agency"],
            ["agency.partnership_id", "agency.key"],
            name=op.f("fk_practice_case_partnership_id_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "id"],
            ["record.partnership_id", "record.id"],
            name=op.f("fk_practice_case_partnership_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "tool_version_id"],
            ["tool_version.partnership_id", "tool_version.id"],
            name=op.f("fk_practice_case_partnership_id_tool_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_practice_case_partnership_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_practice_case_person_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_practice_case")),
        sa.UniqueConstraint(
            "partnership_id", "person_id", name=op.f("uq_practice_case_partnership_id_person_id")
        ),
    )


def downgrade() -> None:
    """What was typed into practice cases goes with them: nobody could find or delete it below."""
    bind, practice = op.get_bind(), _table("practice_case", "id")
    begun = [{"of": of, "record": record} for of, record in bind.execute(sa.select(practice))]
    op.drop_table("practice_case")
    for name, key in _OF_A_RECORD if begun else ():
        table = _table(name, key)
        gone = (table.c.partnership_id == sa.bindparam("of")) & (
            table.c[key] == sa.bindparam("record")
        )
        bind.execute(table.delete().where(gone), begun)


_OF_A_RECORD = (
    ("clash", "record_id"),
    ("edit", "record_id"),
    ("entry", "record_id"),
    ("record", "id"),
)


def _table(name: str, key: str) -> sa.TableClause:
    return sa.table(name, sa.column("partnership_id"), sa.column(key))
