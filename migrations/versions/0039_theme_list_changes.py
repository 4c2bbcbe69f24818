"""What was changed in a version of a theme list, why, and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("theme_list") as batch:
        batch.add_column(sa.Column("change", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("why", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("changed_by", sa.Uuid(), nullable=True))
    with op.batch_alter_table("theme_list") as batch:
        batch.alter_column("change", server_default=None)
        batch.alter_column("why", server_default=None)
        batch.create_foreign_key(op.f("fk_theme_list_changed_by"), "person", ["changed_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("theme_list") as batch:
        batch.drop_constraint(op.f("fk_theme_list_changed_by"), type_="foreignkey")
        for column in ("changed_by", "why", "change"):
            batch.drop_column(column)
