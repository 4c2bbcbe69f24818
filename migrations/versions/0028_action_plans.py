"""Action plans, what stands beside their rows, statements of action, and the year's audit plan."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def _of_partnership(table: str) -> list[SchemaItem]:
    """The key of every table of a partnership."""
    return [
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f(f"fk_{table}_partnership_id")
        ),
    ]


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["partnership_id", column],
        [f"{target}.partnership_id", f"{target}.id"],
        name=op.f(f"fk_{table}_partnership_id_{column}"),
    )


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def _one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_known"))


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "action_plan",
        *_of_partnership("action_plan"),
        _text("title", 200),
        sa.Column("inspection_id", sa.Uuid(), nullable=True),
        _text("heading_improve", 32),
        _text("heading_additional", 32),
        _text("principal_authority", 200),
        _text("lead_officer", 200),
        _text("addressee", 200),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        _refers("action_plan", "inspection_id", "inspection"),
        _one_of("action_plan", "heading_improve", "response", "inspectors"),
        _one_of("action_plan", "heading_additional", "response", "inspectors"),
    )
    _create_action()
    _create_beside()
    op.create_table(
        "planned_audit",
        *_of_partnership("planned_audit"),
        sa.Column("quarter_from", sa.Date(), nullable=False),
        _text("theme", 200),
        _text("why"),
        _text("owner", 200),
        _text("done_with", 200),
        _text("tool", 200),
        sa.Column("children", sa.Integer(), nullable=True),
        _text("state", 32),
        _text("reason"),
        sa.Column("audit_id", sa.Uuid(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        _refers("planned_audit", "audit_id", "audit"),
        _one_of("planned_audit", "state", "planned", "held", "late", "dropped"),
    )


def _create_action() -> None:
    op.create_table(
        "action",
        *_of_partnership("action"),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("plan_table", 32),
        _text("finding"),
        _text("lead_agency"),
        _text("proposed_actions"),
        _text("responsible_agency"),
        _text("proposed_timescale"),
        _text("governance"),
        sa.Column("quarter_year", sa.String(32), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("met", sa.JSON(), nullable=False),
        _text("status", 32),
        _text("effect", 32),
        sa.Column("finding_number", sa.Integer(), nullable=True),
        _text("theme", 80),
        sa.Column("audit_id", sa.Uuid(), nullable=True),
        _text("tool", 80),
        _text("question", 200),
        sa.Column("agencies", sa.JSON(), nullable=False),
        _text("closed_by", 200),
        sa.Column("closed_on", sa.Date(), nullable=True),
        _text("decision"),
        _refers("action", "plan_id", "action_plan"),
        _refers("action", "audit_id", "audit"),
        _one_of("action", "plan_table", "improve", "additional"),
        _one_of("action", "status", "not-started", "under-way", "delayed", "done", "closed"),
        _one_of("action", "effect", "not-looked-at", "seen", "partly", "not-seen"),
        _one_of("action", "quarter_year", "financial", "calendar"),
        sa.UniqueConstraint(
            "partnership_id",
            "plan_id",
            "number",
            name=op.f("uq_action_partnership_id_plan_id_number"),
        ),
    )


def _create_beside() -> None:
    op.create_table(
        "action_note",
        *_of_partnership("action_note"),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        _text("kind", 32),
        _text("said"),
        _text("role", 200),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        _refers("action_note", "action_id", "action"),
        _person("action_note", "by"),
        _one_of("action_note", "kind", "progress", "evidence", "check"),
    )
    op.create_index(op.f("ix_action_note_action_id"), "action_note", ["action_id"])
    op.create_table(
        "row_agreement",
        *_of_partnership("row_agreement"),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        _text("agency", 200),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        _text("said_by", 200),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        _refers("row_agreement", "action_id", "action"),
        _person("row_agreement", "recorded_by"),
    )
    op.create_index(op.f("ix_row_agreement_action_id"), "row_agreement", ["action_id"])
    op.create_table(
        "plan_update",
        *_of_partnership("plan_update"),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("head", sa.JSON(), nullable=False),
        _text("addressee", 200),
        _text("signed_by", 200),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        _text("note"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        _refers("plan_update", "plan_id", "action_plan"),
        _person("plan_update", "recorded_by"),
        sa.UniqueConstraint(
            "partnership_id",
            "plan_id",
            "number",
            name=op.f("uq_plan_update_partnership_id_plan_id_number"),
        ),
    )


def downgrade() -> None:
    for table in ("planned_audit", "plan_update", "row_agreement", "action_note", "action",
                  "action_plan"):  # fmt: skip
        op.drop_table(table)
