"""Boards and groups have meetings; what was put before them is kept, with what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("governing_body") as body:
        body.add_column(
            sa.Column("each_audit", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("governing_body") as body:
        body.alter_column("each_audit", server_default=None)
    op.create_table(
        "meeting",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_meeting_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "body_id"],
            ["governing_body.partnership_id", "governing_body.id"],
            name=op.f("fk_meeting_partnership_id_body_id"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_meeting")),
        sa.UniqueConstraint(
            "partnership_id",
            "body_id",
            "held_on",
            name=op.f("uq_meeting_partnership_id_body_id_held_on"),
        ),
    )
    op.create_table(
        "meeting_item",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("asked", sa.String(32), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("exempt", sa.String(200), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("as_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("rules", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("put_by", sa.Uuid(), nullable=False),
        sa.Column("taken_off", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("asked IN ('decide', 'note')", name=op.f("ck_meeting_item_asked_known")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_meeting_item_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "meeting_id"],
            ["meeting.partnership_id", "meeting.id"],
            name=op.f("fk_meeting_item_partnership_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_meeting_item_partnership_id_audit_id"),
        ),
        sa.ForeignKeyConstraint(["put_by"], ["person.id"], name=op.f("fk_meeting_item_put_by")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_meeting_item_decided_by")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_meeting_item")),
        sa.UniqueConstraint(
            "partnership_id",
            "meeting_id",
            "number",
            name=op.f("uq_meeting_item_partnership_id_meeting_id_number"),
        ),
    )
    op.create_index(op.f("ix_meeting_item_audit_id"), "meeting_item", ["audit_id"])
    op.create_table(
        "paper_file",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_paper_file_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "item_id"],
            ["meeting_item.partnership_id", "meeting_item.id"],
            name=op.f("fk_paper_file_partnership_id_item_id"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_paper_file")),
        sa.UniqueConstraint(
            "partnership_id",
            "item_id",
            "format",
            name=op.f("uq_paper_file_partnership_id_item_id_format"),
        ),
    )


def downgrade() -> None:
    op.drop_table("paper_file")
    op.drop_index(op.f("ix_meeting_item_audit_id"), "meeting_item")
    op.drop_table("meeting_item")
    op.drop_table("meeting")
    with op.batch_alter_table("governing_body") as body:
        body.drop_column("each_audit")
