"""What was said of a record for accuracy, and what was corrected after its signing off."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accuracy_reply",
        sa.Column("discussion_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("word", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "word IN ('agree', 'correct')", name=op.f("ck_accuracy_reply_word_known")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "agency"],
            ["agency.partnership_id", "agency.key"],
            name=op.f("fk_accuracy_reply_partnership_id_agency"),
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_accuracy_reply_by")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "discussion_id"],
            ["case_discussion.partnership_id", "case_discussion.id"],
            name=op.f("fk_accuracy_reply_partnership_id_discussion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_accuracy_reply_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_accuracy_reply")),
        sa.UniqueConstraint(
            "partnership_id",
            "discussion_id",
            "agency",
            name=op.f("uq_accuracy_reply_partnership_id_discussion_id_agency"),
        ),
    )
    op.create_table(
        "correction",
        sa.Column("discussion_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_correction_by")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "discussion_id"],
            ["case_discussion.partnership_id", "case_discussion.id"],
            name=op.f("fk_correction_partnership_id_discussion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_correction_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction") as correction:
        correction.create_index(op.f("ix_correction_discussion_id"), ["discussion_id"])


def downgrade() -> None:
    op.drop_table("correction")
    op.drop_table("accuracy_reply")
