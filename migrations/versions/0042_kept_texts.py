"""Texts of a discussion that were gone through for names and stay as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_text",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("discussion_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("seen", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_kept_text_by")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_kept_text_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "discussion_id"],
            ["case_discussion.partnership_id", "case_discussion.id"],
            name=op.f("fk_kept_text_partnership_id_discussion_id"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_kept_text")),
        sa.UniqueConstraint(
            "partnership_id",
            "discussion_id",
            "place",
            name=op.f("uq_kept_text_partnership_id_discussion_id_place"),
        ),
    )


def downgrade() -> None:
    op.drop_table("kept_text")
