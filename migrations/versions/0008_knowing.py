"""The agencies are asked which children they know; a return says first that it fits its child."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KNOWN = "ck_involvement_known_known"
BEFORE = "known IN ('known', 'not-known', 'not-asked')"
AFTER = "known IN ('known', 'not-known', 'not-in-period', 'not-asked')"
FIT = "fit IN ('not-said', 'fits', 'does-not-fit')"


def upgrade() -> None:
    with op.batch_alter_table("involvement") as involvement:
        involvement.drop_constraint(op.f(KNOWN), type_="check")
        involvement.create_check_constraint(op.f(KNOWN), AFTER)
    with op.batch_alter_table("agency_return") as agency_return:
        agency_return.add_column(
            sa.Column("fit", sa.String(16), nullable=False, server_default="not-said")
        )
        agency_return.add_column(
            sa.Column("fit_note", sa.Text(), nullable=False, server_default="")
        )
    with op.batch_alter_table("agency_return") as agency_return:
        agency_return.alter_column("fit", server_default=None)
        agency_return.alter_column("fit_note", server_default=None)
        agency_return.create_check_constraint(op.f("ck_agency_return_fit_known"), FIT)
    _create_knowing()
    _create_sent_key_sheet()
    _create_earlier_case()


def _create_knowing() -> None:
    op.create_table(
        "knowing",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("by_telephone", sa.Boolean(), nullable=False),
        sa.Column("completes", sa.Uuid(), nullable=True),
        sa.Column("comes", sa.String(120), nullable=False),
        *_of_partnership("knowing"),
        *_refers("knowing", ("case_id", "audit_case", "id"), ("agency", "agency", "key")),
        *(_person("knowing", column) for column in ("answered_by", "completes")),
        sa.UniqueConstraint(
            "partnership_id",
            "case_id",
            "agency",
            name=op.f("uq_knowing_partnership_id_case_id_agency"),
        ),
    )
    op.create_index(op.f("ix_knowing_agency"), "knowing", ["agency"])


def _create_sent_key_sheet() -> None:
    op.create_table(
        "sent_key_sheet",
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(64), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_to", sa.String(120), nullable=False),
        sa.Column("cases", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        *_of_partnership("sent_key_sheet"),
        *_refers("sent_key_sheet", ("audit_id", "audit", "id"), ("agency", "agency", "key")),
        _person("sent_key_sheet", "recorded_by"),
    )
    op.create_index(op.f("ix_sent_key_sheet_audit_id"), "sent_key_sheet", ["audit_id"])


def _create_earlier_case() -> None:
    op.create_table(
        "earlier_case",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("earlier_id", sa.Uuid(), nullable=False),
        *_of_partnership("earlier_case"),
        *_refers(
            "earlier_case", ("case_id", "audit_case", "id"), ("earlier_id", "audit_case", "id")
        ),
        sa.UniqueConstraint(
            "partnership_id", "case_id", name=op.f("uq_earlier_case_partnership_id_case_id")
        ),
    )


def _of_partnership(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f(f"fk_{table}_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f(f"pk_{table}")),
    ]


def _refers(table: str, *to: tuple[str, str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["partnership_id", column],
            [f"{other}.partnership_id", f"{other}.{key}"],
            name=op.f(f"fk_{table}_partnership_id_{column}"),
        )
        for column, other, key in to
    ]


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    for table in ("earlier_case", "sent_key_sheet", "knowing"):
        op.drop_table(table)
    with op.batch_alter_table("agency_return") as agency_return:
        agency_return.drop_constraint(op.f("ck_agency_return_fit_known"), type_="check")
        agency_return.drop_column("fit")
        agency_return.drop_column("fit_note")
    # The earlier version has no word for it, and no return of such an agency either.
    op.execute("UPDATE involvement SET known = 'not-known' WHERE known = 'not-in-period'")
    with op.batch_alter_table("involvement") as involvement:
        involvement.drop_constraint(op.f(KNOWN), type_="check")
        involvement.create_check_constraint(op.f(KNOWN), BEFORE)
