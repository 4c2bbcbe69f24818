"""The yearly returns of agencies on the training that they give their own staff."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "training_return",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_training_return")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_training_return_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "evidence_id"],
            ["learning_evidence.partnership_id", "learning_evidence.id"],
            name=op.f("fk_training_return_partnership_id_evidence_id"),
        ),
        sa.UniqueConstraint(
            "partnership_id",
            "agency",
            "year",
            name=op.f("uq_training_return_partnership_id_agency_year"),
        ),
    )


def downgrade() -> None:
    op.drop_table("training_return")
