"""What followed, said of a finding; what groups decided of the priority of themes."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

CONSEQUENCES = "consequence IN ('none-seen', 'late-help', 'at-risk', 'harm')"
PRIORITIES = "('act-now', 'plan-for', 'keep-watching')"


def upgrade() -> None:
    with op.batch_alter_table("finding") as batch:
        batch.add_column(sa.Column("consequence", sa.String(16), nullable=True))
        batch.create_check_constraint(op.f("ck_finding_consequence_known"), CONSEQUENCES)
    op.create_table(
        "theme_priority",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(80), nullable=False),
        sa.Column("priority", sa.String(16), nullable=False),
        sa.Column("suggested", sa.String(16), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("views", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            f"priority IN {PRIORITIES}", name=op.f("ck_theme_priority_priority_known")
        ),
        sa.CheckConstraint(
            f"suggested IN {PRIORITIES}", name=op.f("ck_theme_priority_suggested_known")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_theme_priority_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_theme_priority_partnership_id_audit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["person.id"], name=op.f("fk_theme_priority_recorded_by")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_theme_priority")),
    )
    op.create_index(op.f("ix_theme_priority_audit_id"), "theme_priority", ["audit_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_theme_priority_audit_id"), "theme_priority")
    op.drop_table("theme_priority")
    with op.batch_alter_table("finding") as batch:
        batch.drop_constraint(op.f("ck_finding_consequence_known"), type_="check")
        batch.drop_column("consequence")
