"""What was passed on of what was learned, and how teams used it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0040"
down_revision = "0039"
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


def upgrade() -> None:
    op.create_table(
        "passed_on",
        *_of_partnership("passed_on"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("passed_by", sa.String(200), nullable=False),
        sa.Column("network", sa.String(200), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=True),
        sa.Column("audit_id", sa.Uuid(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        _refers("passed_on", "audit_id", "audit"),
        sa.CheckConstraint(
            "kind IN ('briefing', 'newsletter', 'meeting', 'web', 'training', 'other')",
            name=op.f("ck_passed_on_kind_known"),
        ),
    )
    op.create_table(
        "team_use",
        *_of_partnership("team_use"),
        sa.Column("passed_on_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(80), nullable=False),
        sa.Column("team", sa.String(200), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        _refers("team_use", "passed_on_id", "passed_on"),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["person.id"], name=op.f("fk_team_use_recorded_by")
        ),
    )
    op.create_index(op.f("ix_team_use_passed_on_id"), "team_use", ["passed_on_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_team_use_passed_on_id"), "team_use")
    op.drop_table("team_use")
    op.drop_table("passed_on")
