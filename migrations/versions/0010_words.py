"""A partnership keeps its own words: names that are none, what to mark, and acronyms."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KINDS = "'not-a-name', 'always-marked', 'blaming', 'acronym'"


def upgrade() -> None:
    op.create_table(
        "listed_word",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("is_taken_off", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_listed_word_kind_known")),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_listed_word_partnership_id"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_listed_word")),
        sa.UniqueConstraint(
            "partnership_id", "kind", "key", name=op.f("uq_listed_word_partnership_id_kind_key")
        ),
    )


def downgrade() -> None:
    op.drop_table("listed_word")
