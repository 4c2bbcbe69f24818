"""Who came to learning offers, as counts, and what the columns of files meant."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0034"
down_revision = "0033"
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


def upgrade() -> None:
    op.create_table(
        "learning_attendance",
        *_of_partnership("learning_attendance"),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("agency", sa.String(80), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("places", "booked", "attended", "cancelled", "no_show", "unscheduled")
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "offer_id"],
            ["learning_offer.partnership_id", "learning_offer.id"],
            name=op.f("fk_learning_attendance_partnership_id_offer_id"),
        ),
    )
    op.create_index(op.f("ix_learning_attendance_offer_id"), "learning_attendance", ["offer_id"])
    op.create_table(
        "remembered_columns",
        *_of_partnership("remembered_columns"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('offers', 'attendance')", name=op.f("ck_remembered_columns_kind_known")
        ),
        sa.UniqueConstraint(
            "partnership_id", "kind", name=op.f("uq_remembered_columns_partnership_id_kind")
        ),
    )


def downgrade() -> None:
    op.drop_table("remembered_columns")
    op.drop_index(op.f("ix_learning_attendance_offer_id"), "learning_attendance")
    op.drop_table("learning_attendance")
