"""Drafts of audit tools are changed step by step, and each step is kept."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tool_draft") as draft:
        draft.add_column(sa.Column("steps", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("tool_draft") as draft:
        draft.alter_column("steps", server_default=None)
    op.create_table(
        "tool_draft_step",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.CheckConstraint(
            "state IN ('done', 'undone', 'left')", name=op.f("ck_tool_draft_step_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_tool_draft_step_partnership_id")
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_tool_draft_step_by")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "draft_id"],
            ["tool_draft.partnership_id", "tool_draft.id"],
            name=op.f("fk_tool_draft_step_partnership_id_draft_id"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_tool_draft_step")),
        sa.UniqueConstraint(
            "partnership_id",
            "draft_id",
            "number",
            name=op.f("uq_tool_draft_step_partnership_id_draft_id_number"),
        ),
    )


def downgrade() -> None:
    op.drop_table("tool_draft_step")
    _drop_what_may_be_unfinished()
    with op.batch_alter_table("tool_draft") as draft:
        draft.drop_column("steps")


def _drop_what_may_be_unfinished() -> None:
    """Below this level every draft is a whole tool, and no page could show another."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, steps, document FROM tool_draft")).all()
    for id_, steps, document in rows:
        held = json.loads(document) if isinstance(document, str) else document
        if steps or "sections" not in held:
            connection.execute(sa.text("DELETE FROM tool_draft WHERE id = :id"), {"id": id_})
