"""Whether an audit is a full one, a rapid one or a re-audit, where its tool tells them apart."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

KINDS = "audit_kind IN ('full', 'rapid', 're-audit')"


def upgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.add_column(
            sa.Column("audit_kind", sa.String(16), nullable=False, server_default="full")
        )
        audit.create_check_constraint(op.f("ck_audit_audit_kind_known"), KINDS)
    with op.batch_alter_table("audit") as audit:
        audit.alter_column("audit_kind", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.drop_constraint(op.f("ck_audit_audit_kind_known"), type_="check")
        audit.drop_column("audit_kind")
