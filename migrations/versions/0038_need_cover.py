"""Needs against the offer: for whom and at what level they were asked, and what was judged."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "need_cover",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(80), nullable=False),
        sa.Column("staff", sa.String(80), nullable=False),
        sa.Column("people", sa.String(200), nullable=False),
        sa.Column("level", sa.String(200), nullable=False),
        sa.Column("judged", sa.String(32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_need_cover")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_need_cover_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_need_cover_partnership_id_audit_id"),
        ),
        sa.CheckConstraint(
            "judged IN ('covered', 'partly', 'not', 'not-attended', 'unchanged')",
            name=op.f("ck_need_cover_judged_known"),
        ),
        sa.UniqueConstraint(
            "partnership_id",
            "audit_id",
            "theme",
            "staff",
            "people",
            "level",
            name=op.f("uq_need_cover_partnership_id_audit_id_theme_staff_people_level"),
        ),
    )


def downgrade() -> None:
    op.drop_table("need_cover")
