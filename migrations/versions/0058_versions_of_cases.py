"""A case keeps the version of the tool that it is answered with, and answers that a later version
asks no more are kept with theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

VERSION = "fk_audit_case_partnership_id_tool_version_id"


def upgrade() -> None:
    with op.batch_alter_table("audit_case") as case:
        case.add_column(sa.Column("tool_version_id", sa.Uuid(), nullable=True))
        case.create_foreign_key(
            op.f(VERSION),
            "tool_version",
            ["partnership_id", "tool_version_id"],
            ["partnership_id", "id"],
        )
    op.create_table(
        "kept_answer",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("tool_version_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_kept_answer_partnership_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "record_id"],
            ["record.partnership_id", "record.id"],
            name=op.f("fk_kept_answer_partnership_id_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "tool_version_id"],
            ["tool_version.partnership_id", "tool_version.id"],
            name=op.f("fk_kept_answer_partnership_id_tool_version_id"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_kept_answer")),
    )
    op.create_index(op.f("ix_kept_answer_record_id"), "kept_answer", ["record_id"])


def downgrade() -> None:
    """What was kept stands again where nothing else does: below here a key is one question."""
    op.execute(
        "INSERT INTO entry (partnership_id, record_id, place, value, version, changed_at) "
        "SELECT partnership_id, record_id, place, min(value), 1, min(kept_at) FROM kept_answer "
        "WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.record_id = kept_answer.record_id "
        "AND entry.place = kept_answer.place) GROUP BY partnership_id, record_id, place"
    )
    op.drop_table("kept_answer")
    with op.batch_alter_table("audit_case") as case:
        case.drop_constraint(op.f(VERSION), type_="foreignkey")
        case.drop_column("tool_version_id")
