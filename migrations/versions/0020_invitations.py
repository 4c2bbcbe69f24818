"""An agency's lead invites colleagues to its own returns."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "colleague_invitation",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_colleague_invitation_partnership_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "agency"],
            ["agency.partnership_id", "agency.key"],
            name=op.f("fk_colleague_invitation_partnership_id_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["person.id"], name=op.f("fk_colleague_invitation_invited_by")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_colleague_invitation")),
        sa.UniqueConstraint(
            "partnership_id",
            "token_digest",
            name=op.f("uq_colleague_invitation_partnership_id_token_digest"),
        ),
        sa.UniqueConstraint(
            "partnership_id",
            "agency",
            "email",
            name=op.f("uq_colleague_invitation_partnership_id_agency_email"),
        ),
    )
    op.create_table(
        "invited_return",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_invited_return_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "invitation_id"],
            ["colleague_invitation.partnership_id", "colleague_invitation.id"],
            name=op.f("fk_invited_return_partnership_id_invitation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "return_id"],
            ["agency_return.partnership_id", "agency_return.id"],
            name=op.f("fk_invited_return_partnership_id_return_id"),
        ),
        sa.PrimaryKeyConstraint(
            "partnership_id", "invitation_id", "return_id", name=op.f("pk_invited_return")
        ),
    )
    op.create_index(op.f("ix_invited_return_return_id"), "invited_return", ["return_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_invited_return_return_id"), "invited_return")
    op.drop_table("invited_return")
    op.drop_table("colleague_invitation")
