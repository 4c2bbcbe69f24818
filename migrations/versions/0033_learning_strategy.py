"""The learning and development strategy: objectives, activities and evaluation points."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0033"
down_revision = "0032"
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


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    names = ("partnership_id", *columns)
    return sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}"))


def _one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_known"))


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "learning_strategy",
        *_of_partnership("learning_strategy"),
        _text("title", 200),
        _text("overseen_by", 200),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        _text("aim"),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "strategy_objective",
        *_of_partnership("strategy_objective"),
        sa.Column("strategy_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("says"),
        _refers("strategy_objective", "strategy_id", "learning_strategy"),
        _once("strategy_objective", "strategy_id", "number"),
    )
    op.create_table(
        "strategy_activity",
        *_of_partnership("strategy_activity"),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("what"),
        _text("owner", 200),
        _text("body", 200),
        sa.Column("held_on", sa.Date(), nullable=True),
        _text("audience"),
        sa.Column("audit_id", sa.Uuid(), nullable=True),
        _text("theme", 80),
        _text("tool", 80),
        _text("question", 200),
        _text("status", 32),
        _text("reason"),
        _refers("strategy_activity", "objective_id", "strategy_objective"),
        _refers("strategy_activity", "audit_id", "audit"),
        _one_of("strategy_activity", "status", "planned", "under-way", "done", "dropped"),
        _once("strategy_activity", "objective_id", "number"),
    )
    op.create_table(
        "evaluation_point",
        *_of_partnership("evaluation_point"),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        _text("kind", 32),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=True),
        _text("how_much"),
        _text("how_well"),
        _text("difference"),
        _refers("evaluation_point", "activity_id", "strategy_activity"),
        _one_of(
            "evaluation_point",
            "kind",
            "before",
            "after",
            "with-manager",
            "three-months",
            "six-months",
            "re-audit",
        ),
        _once("evaluation_point", "activity_id", "kind"),
    )


def downgrade() -> None:
    for table in ("evaluation_point", "strategy_activity", "strategy_objective",
                  "learning_strategy"):  # fmt: skip
        op.drop_table(table)
