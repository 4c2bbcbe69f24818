"""Learning offers, the evidence that they answer, and the frames that say whom they are for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0032"
down_revision = "0031"
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


def _one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_known"))


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _added() -> list[SchemaItem]:
    return [
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "learning_offer",
        *_of_partnership("learning_offer"),
        _text("title", 200),
        _text("kind", 32),
        _text("provider", 200),
        _text("about"),
        _json("themes"),
        _json("levels"),
        _text("for_whom", 200),
        _json("agencies"),
        _text("own_agency", 80),
        sa.Column("places", sa.Integer(), nullable=True),
        _json("agency_places"),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _text("dates_as_written", 200),
        *_added(),
        _one_of("learning_offer", "kind", "course", "briefing", "e-learning", "podcast", "video",
                "reflective-tool", "supervision-tool", "shadowing", "news-item", "input",
                "development-time"),
    )  # fmt: skip
    op.create_table(
        "learning_evidence",
        *_of_partnership("learning_evidence"),
        _text("kind", 32),
        _text("title", 200),
        _text("said"),
        _text("agency", 80),
        sa.Column("dated_on", sa.Date(), nullable=True),
        _json("themes"),
        sa.Column("audit_id", sa.Uuid(), nullable=True),
        sa.Column("inspection_id", sa.Uuid(), nullable=True),
        *_added(),
        _refers("learning_evidence", "audit_id", "audit"),
        _refers("learning_evidence", "inspection_id", "inspection"),
        _one_of("learning_evidence", "kind", "audit", "review", "inspection", "priority",
                "own-analysis", "practitioners"),
    )  # fmt: skip
    op.create_table(
        "offer_evidence",
        *_of_partnership("offer_evidence"),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        _refers("offer_evidence", "offer_id", "learning_offer"),
        _refers("offer_evidence", "evidence_id", "learning_evidence"),
        sa.UniqueConstraint(
            "partnership_id",
            "offer_id",
            "evidence_id",
            name=op.f("uq_offer_evidence_partnership_id_offer_id_evidence_id"),
        ),
    )
    op.create_table(
        "learning_frame",
        *_of_partnership("learning_frame"),
        _text("key", 80),
        _text("title", 200),
        _text("kind", 32),
        _json("levels"),
        _one_of("learning_frame", "kind", "people", "depth"),
        sa.UniqueConstraint(
            "partnership_id", "key", name=op.f("uq_learning_frame_partnership_id_key")
        ),
    )


def downgrade() -> None:
    for table in ("learning_frame", "offer_evidence", "learning_evidence", "learning_offer"):
        op.drop_table(table)
