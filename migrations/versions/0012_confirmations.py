"""What the chair of a discussion confirmed, section by section."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "section_confirmation",
        sa.Column("discussion_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=64), nullable=False),
        sa.Column("seen", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_section_confirmation_by")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "discussion_id"],
            ["case_discussion.partnership_id", "case_discussion.id"],
            name=op.f("fk_section_confirmation_partnership_id_discussion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_section_confirmation_partnership_id"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_section_confirmation")),
        sa.UniqueConstraint(
            "partnership_id",
            "discussion_id",
            "section",
            name=op.f("uq_section_confirmation_partnership_id_discussion_id_section"),
        ),
    )


def downgrade() -> None:
    op.drop_table("section_confirmation")
