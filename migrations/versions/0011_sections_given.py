"""One section of a return can be given to a colleague."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "section_assignment",
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "return_id"],
            ["agency_return.partnership_id", "agency_return.id"],
            name=op.f("fk_section_assignment_partnership_id_return_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_section_assignment_partnership_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_section_assignment_person_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_section_assignment")),
        sa.UniqueConstraint(
            "partnership_id",
            "return_id",
            "section",
            name=op.f("uq_section_assignment_partnership_id_return_id_section"),
        ),
    )
    op.create_index(op.f("ix_section_assignment_person_id"), "section_assignment", ["person_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_section_assignment_person_id"), table_name="section_assignment")
    op.drop_table("section_assignment")
