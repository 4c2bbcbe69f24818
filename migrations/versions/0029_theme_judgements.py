"""What a group said of the themes of two audits."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "theme_judgement",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("earlier_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_theme_judgement_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_theme_judgement_partnership_id_audit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "earlier_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_theme_judgement_partnership_id_earlier_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["person.id"], name=op.f("fk_theme_judgement_recorded_by")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_theme_judgement")),
    )
    op.create_index(op.f("ix_theme_judgement_audit_id"), "theme_judgement", ["audit_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_theme_judgement_audit_id"), "theme_judgement")
    op.drop_table("theme_judgement")
