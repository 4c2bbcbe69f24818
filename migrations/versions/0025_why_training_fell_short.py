"""A training need says why training has not worked so far."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

NAME = "ck_need_audience_gap_known"
GAPS = (
    "content-absent",
    "not-analysed",
    "not-taken-up",
    "not-applied",
    "too-basic",
    "impact-unknown",
    "learning-lost",
)


def upgrade() -> None:
    with op.batch_alter_table("need_audience") as need:
        need.add_column(sa.Column("gap", sa.String(20), nullable=True))
        need.add_column(sa.Column("gap_note", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("need_audience") as need:
        need.alter_column("gap_note", server_default=None)
        need.create_check_constraint(op.f(NAME), sa.column("gap").in_(GAPS))


def downgrade() -> None:
    with op.batch_alter_table("need_audience") as need:
        need.drop_constraint(op.f(NAME), type_="check")
        need.drop_column("gap_note")
        need.drop_column("gap")
