"""When somebody confirmed a return for a second person of the agency to sign off, and who."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

KEY = "fk_agency_return_confirmed_by"


def upgrade() -> None:
    with op.batch_alter_table("agency_return") as returns:
        returns.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        returns.add_column(sa.Column("confirmed_by", sa.Uuid(), nullable=True))
        returns.create_foreign_key(op.f(KEY), "person", ["confirmed_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("agency_return") as returns:
        returns.drop_constraint(op.f(KEY), type_="foreignkey")
        returns.drop_column("confirmed_by")
        returns.drop_column("confirmed_at")
