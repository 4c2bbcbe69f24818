"""Concerns and corrections are found without reading all that a partnership ever had."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

FOUND_BY = (
    ("concern", ("partnership_id", "return_id")),
    ("concern", ("partnership_id", "outcome_at")),
    ("correction", ("partnership_id", "discussion_id")),
)
BEFORE = (("concern", "return_id"), ("correction", "discussion_id"))


def upgrade() -> None:
    for table, columns in FOUND_BY:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
    for table, column in BEFORE:
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)


def downgrade() -> None:
    for table, column in BEFORE:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for table, columns in FOUND_BY:
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table_name=table)
