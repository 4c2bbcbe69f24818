"""The group that owns an audit approves its method."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "method_approval",
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.String(120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_method_approval_partnership_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_method_approval_partnership_id_audit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["person.id"], name=op.f("fk_method_approval_recorded_by")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_method_approval")),
    )
    op.create_index(op.f("ix_method_approval_audit_id"), "method_approval", ["audit_id"])


def downgrade() -> None:
    op.drop_table("method_approval")
