"""A case that is withdrawn says for which reason of the list, and which case took its place."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

REPLACED = "fk_audit_case_partnership_id_replaced_by"
KNOWN = "withdrawn_for_known"
WORDS = "'moved', 'too-few-agencies', 'court', 'review', 'consent', 'out-of-scope', 'other'"


def upgrade() -> None:
    with op.batch_alter_table("audit_case") as case:
        case.add_column(sa.Column("withdrawn_for", sa.String(length=24), nullable=True))
        case.add_column(sa.Column("replaced_by", sa.Uuid(), nullable=True))
        case.create_check_constraint(op.f(f"ck_audit_case_{KNOWN}"), f"withdrawn_for IN ({WORDS})")
        case.create_foreign_key(
            op.f(REPLACED),
            "audit_case",
            ["partnership_id", "replaced_by"],
            ["partnership_id", "id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("audit_case") as case:
        case.drop_constraint(op.f(REPLACED), type_="foreignkey")
        case.drop_constraint(op.f(f"ck_audit_case_{KNOWN}"), type_="check")
        case.drop_column("replaced_by")
        case.drop_column("withdrawn_for")
