"""In an audit the discussion can come before any return."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.add_column(
            sa.Column(
                "working", sa.String(length=20), nullable=False, server_default="returns-first"
            )
        )
    with op.batch_alter_table("audit") as audit:
        audit.alter_column("working", server_default=None)
        audit.create_check_constraint(
            op.f("ck_audit_working_known"), "working IN ('returns-first', 'discussion-first')"
        )


def downgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.drop_constraint(op.f("ck_audit_working_known"), type_="check")
        audit.drop_column("working")
