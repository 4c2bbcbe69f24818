"""What practitioners are asked, what they answered as counts, and what they commented."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0044"
down_revision = "0043"
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
        "consultation",
        *_of_partnership("consultation"),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("audit_id", sa.Uuid(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        _refers("consultation", "audit_id", "audit"),
    )
    op.create_table(
        "consultation_taken",
        *_of_partnership("consultation_taken"),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        _refers("consultation_taken", "consultation_id", "consultation"),
        sa.UniqueConstraint(
            "partnership_id",
            "consultation_id",
            "digest",
            name=op.f("uq_consultation_taken_partnership_id_consultation_id_digest"),
        ),
    )
    op.create_table(
        "consultation_comment",
        *_of_partnership("consultation_comment"),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("role", sa.String(200), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("responded_on", sa.Date(), nullable=True),
        _refers("consultation_comment", "consultation_id", "consultation"),
    )
    op.create_index(
        op.f("ix_consultation_comment_consultation_id"),
        "consultation_comment",
        ["consultation_id"],
    )


def downgrade() -> None:
    op.drop_index(
        op.f("ix_consultation_comment_consultation_id"), table_name="consultation_comment"
    )
    for table in ("consultation_comment", "consultation_taken", "consultation"):
        op.drop_table(table)
