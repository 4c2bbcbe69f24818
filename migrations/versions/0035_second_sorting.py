"""How a second person sorted findings."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

CAUSES = (
    "('knowledge-and-skill', 'tool-or-process', 'capacity-or-waiting', 'information-system', "
    "'culture-or-leadership', 'outside-our-control')"
)


def upgrade() -> None:
    op.create_table(
        "second_sorting",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("cause", sa.String(32), nullable=True),
        sa.Column("second_themes", sa.JSON(), nullable=False),
        sa.Column("second_cause", sa.String(32), nullable=True),
        sa.Column("sorted_by", sa.Uuid(), nullable=False),
        sa.Column("sorted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"cause IN {CAUSES}", name=op.f("ck_second_sorting_cause_known")),
        sa.CheckConstraint(
            f"second_cause IN {CAUSES}", name=op.f("ck_second_sorting_second_cause_known")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_second_sorting_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "finding_id"],
            ["finding.partnership_id", "finding.id"],
            name=op.f("fk_second_sorting_partnership_id_finding_id"),
        ),
        sa.ForeignKeyConstraint(
            ["sorted_by"], ["person.id"], name=op.f("fk_second_sorting_sorted_by")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_second_sorting")),
        sa.UniqueConstraint(
            "partnership_id", "finding_id", name=op.f("uq_second_sorting_partnership_id_finding_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("second_sorting")
