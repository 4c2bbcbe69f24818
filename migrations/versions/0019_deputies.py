"""An agency has a lead and a deputy, who has the same rights."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLES = ("role_grant", "appointment")
BEFORE = "'administrator', 'coordinator', 'agency-lead', "
AFTER = "'practitioner', 'chair', 'co-chair', 'note-taker', 'core-group', 'board-member', "
LAST = "'learning-member', 'scrutineer'"


def upgrade() -> None:
    _know(f"{BEFORE}'agency-deputy', {AFTER}{LAST}")


def downgrade() -> None:
    """A deputy becomes a lead, who they were called before; whoever is both stays one."""
    op.execute(
        sa.text(
            "DELETE FROM role_grant WHERE role = 'agency-deputy' AND EXISTS ("
            " SELECT 1 FROM role_grant AS lead WHERE lead.role = 'agency-lead'"
            " AND lead.partnership_id = role_grant.partnership_id"
            " AND lead.person_id = role_grant.person_id AND lead.agency = role_grant.agency)"
        )
    )
    op.execute(sa.text("UPDATE role_grant SET role = 'agency-lead' WHERE role = 'agency-deputy'"))
    _know(BEFORE + AFTER + LAST)


def _know(roles: str) -> None:
    for table in TABLES:
        name = op.f(f"ck_{table}_role_known")
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(name, type_="check")
            changed.create_check_constraint(name, f"role IN ({roles})")
