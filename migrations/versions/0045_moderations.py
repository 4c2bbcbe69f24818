"""Grades that inspectors or a second moderator gave to agreed cases."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

MODERATORS = ("inspectors", "second-moderator")
COMPARED = ("grades", "nothing-raised")


def upgrade() -> None:
    op.create_table(
        "moderation",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("moderator", sa.String(20), nullable=False),
        sa.Column("graded_on", sa.Date(), nullable=False),
        sa.Column("compared", sa.String(20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("grades", sa.JSON(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            sa.column("moderator").in_(MODERATORS), name=op.f("ck_moderation_moderator_known")
        ),
        sa.CheckConstraint(
            sa.column("compared").in_(COMPARED), name=op.f("ck_moderation_compared_known")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_moderation_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_moderation_partnership_id_audit_id"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_moderation")),
    )
    op.create_index(op.f("ix_moderation_audit_id"), "moderation", ["audit_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_moderation_audit_id"), "moderation")
    op.drop_table("moderation")
