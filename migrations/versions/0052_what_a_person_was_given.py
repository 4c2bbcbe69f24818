"""What one person was given is found without reading what all others were."""

from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_return_assignment_partnership_id_person_id_return_id", "return_assignment"


def upgrade() -> None:
    op.create_index(NAME, TABLE, ["partnership_id", "person_id", "return_id"])


def downgrade() -> None:
    op.drop_index(NAME, TABLE)
