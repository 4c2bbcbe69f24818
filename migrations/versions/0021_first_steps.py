"""A partnership says which boards read its summaries, and how long its audits are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ROLES = (
    "'administrator', 'coordinator', 'agency-lead', 'agency-deputy', 'practitioner', 'chair', "
    "'co-chair', 'note-taker', 'core-group', 'board-member', 'learning-member', 'scrutineer'"
)


def upgrade() -> None:
    op.create_table(
        "governing_body",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_governing_body_role_known")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_governing_body_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_governing_body")),
        sa.UniqueConstraint(
            "partnership_id", "name", name=op.f("uq_governing_body_partnership_id_name")
        ),
    )
    with op.batch_alter_table("partnership") as partnership:
        partnership.add_column(sa.Column("retention_years", sa.Integer(), nullable=True))
        partnership.add_column(
            sa.Column("retention_reason", sa.Text(), nullable=False, server_default="")
        )
    with op.batch_alter_table("partnership") as partnership:
        partnership.alter_column("retention_reason", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("partnership") as partnership:
        partnership.drop_column("retention_reason")
        partnership.drop_column("retention_years")
    op.drop_table("governing_body")
