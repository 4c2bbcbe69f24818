"""The pathway of a learning strategy: level, target group, minimum content, delivery."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pathway_row",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("strategy_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(200), nullable=False),
        sa.Column("target_group", sa.Text(), nullable=False),
        sa.Column("minimum_content", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_pathway_row")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_pathway_row_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "strategy_id"],
            ["learning_strategy.partnership_id", "learning_strategy.id"],
            name=op.f("fk_pathway_row_partnership_id_strategy_id"),
        ),
        sa.UniqueConstraint(
            "partnership_id",
            "strategy_id",
            "number",
            name=op.f("uq_pathway_row_partnership_id_strategy_id_number"),
        ),
    )


def downgrade() -> None:
    op.drop_table("pathway_row")
