"""Drafts of audit tools: looked at before they are published."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tool_draft",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("brought_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brought_in_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_tool_draft_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["brought_in_by"], ["person.id"], name=op.f("fk_tool_draft_brought_in_by")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_tool_draft")),
    )


def downgrade() -> None:
    op.drop_table("tool_draft")
