"""All tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "history_content",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "partnership_id", name=op.f("pk_history_content")),
    )
    op.create_table(
        "history_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("digest_before", sa.Text(), nullable=False),
        sa.Column("digest_after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "partnership_id", name=op.f("pk_history_event")),
    )
    with op.batch_alter_table("history_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_history_event_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_history_event_subject_id"), ["subject_id"], unique=False
        )

    op.create_table(
        "partnership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("front_door", sa.Text(), nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email_digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_attempt_email_digest"), ["email_digest"], unique=False
        )

    op.create_table(
        "agency",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("own_route", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('police', 'social-care', 'youth-justice', 'education', 'acute-health',"
            " 'community-health', 'mental-health', 'ambulance', 'probation', 'housing',"
            " 'voluntary', 'other')",
            name=op.f("ck_agency_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_agency_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_agency")),
        sa.UniqueConstraint("partnership_id", "key", name=op.f("uq_agency_partnership_id_key")),
    )
    op.create_table(
        "credential",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_credential_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_credential")),
    )
    op.create_table(
        "inspection",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("inspected_from", sa.Date(), nullable=True),
        sa.Column("inspected_to", sa.Date(), nullable=True),
        sa.Column("letter_dated", sa.Date(), nullable=True),
        sa.Column("plan_due", sa.Date(), nullable=True),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_inspection_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("partnership_id", "key", name=op.f("uq_inspection_partnership_id_key")),
    )
    op.create_table(
        "password_link",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_password_link_person_id")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_password_link")),
    )
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_password_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "record",
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_record_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_record")),
    )
    op.create_table(
        "signed_in_session",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("device", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_signed_in_session_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_signed_in_session_person_id")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_signed_in_session")),
        sa.UniqueConstraint("id", name=op.f("uq_signed_in_session_id")),
    )
    with op.batch_alter_table("signed_in_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_signed_in_session_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "theme_list",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_theme_list_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_theme_list")),
        sa.UniqueConstraint(
            "partnership_id",
            "key",
            "version",
            name=op.f("uq_theme_list_partnership_id_key_version"),
        ),
    )
    op.create_table(
        "tool_version",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_tool_version_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_tool_version")),
        sa.UniqueConstraint(
            "partnership_id",
            "key",
            "version",
            name=op.f("uq_tool_version_partnership_id_key_version"),
        ),
    )
    op.create_table(
        "audit",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("counts_one", sa.Text(), nullable=False),
        sa.Column("counts_many", sa.Text(), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("selection", sa.String(length=16), nullable=False),
        sa.Column("selection_note", sa.Text(), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("returns_due", sa.Date(), nullable=True),
        sa.Column("discussions_from", sa.Date(), nullable=True),
        sa.Column("discussions_to", sa.Date(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("cases_sentence", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("tool_version_id", sa.Uuid(), nullable=False),
        sa.Column("theme_list_id", sa.Uuid(), nullable=False),
        sa.Column("interim_issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("inspection_findings", sa.JSON(), nullable=False),
        sa.Column("draw", sa.JSON(), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "phase IN ('preparing', 'collecting', 'closed')", name=op.f("ck_audit_phase_known")
        ),
        sa.CheckConstraint(
            "selection IN ('random', 'nominated', 'inspectors', 'other')",
            name=op.f("ck_audit_selection_known"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "theme_list_id"],
            ["theme_list.partnership_id", "theme_list.id"],
            name=op.f("fk_audit_partnership_id_theme_list_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "tool_version_id"],
            ["tool_version.partnership_id", "tool_version.id"],
            name=op.f("fk_audit_partnership_id_tool_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_audit_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_audit")),
        sa.UniqueConstraint("partnership_id", "key", name=op.f("uq_audit_partnership_id_key")),
    )
    op.create_table(
        "clash",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_clash_by")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "record_id"],
            ["record.partnership_id", "record.id"],
            name=op.f("fk_clash_partnership_id_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_clash_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_clash")),
    )
    with op.batch_alter_table("clash", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clash_record_id"), ["record_id"], unique=False)

    op.create_table(
        "edit",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "record_id"],
            ["record.partnership_id", "record.id"],
            name=op.f("fk_edit_partnership_id_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_edit_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "record_id", "key", name=op.f("pk_edit")),
    )
    op.create_table(
        "entry",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_entry_changed_by")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "record_id"],
            ["record.partnership_id", "record.id"],
            name=op.f("fk_entry_partnership_id_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_entry_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "record_id", "place", name=op.f("pk_entry")),
    )
    op.create_table(
        "inspection_finding",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "inspection_id"],
            ["inspection.partnership_id", "inspection.id"],
            name=op.f("fk_inspection_finding_partnership_id_inspection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_inspection_finding_partnership_id"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_inspection_finding")),
        sa.UniqueConstraint(
            "partnership_id",
            "inspection_id",
            "number",
            name=op.f("uq_inspection_finding_partnership_id_inspection_id_number"),
        ),
    )
    op.create_table(
        "role_grant",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "role IN ('administrator', 'coordinator', 'agency-lead', 'practitioner', 'chair',"
            " 'co-chair', 'note-taker', 'core-group', 'board-member', 'learning-member',"
            " 'scrutineer')",
            name=op.f("ck_role_grant_role_known"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "agency"],
            ["agency.partnership_id", "agency.key"],
            name=op.f("fk_role_grant_partnership_id_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_role_grant_partnership_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id")),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint(
            "partnership_id",
            "person_id",
            "role",
            "agency",
            name=op.f("uq_role_grant_partnership_id_person_id_role_agency"),
        ),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_person_id"), ["person_id"], unique=False)

    op.create_table(
        "audit_case",
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("chosen_reason", sa.Text(), nullable=False),
        sa.Column("age_band", sa.String(length=40), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("ethnicity_group", sa.Text(), nullable=False),
        sa.Column("plan_type", sa.Text(), nullable=False),
        sa.Column("locality", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'prepared', 'open', 'written-up', 'agreed', 'withdrawn')",
            name=op.f("ck_audit_case_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_audit_case_partnership_id_audit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_audit_case_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_audit_case")),
        sa.UniqueConstraint(
            "partnership_id",
            "audit_id",
            "reference",
            name=op.f("uq_audit_case_partnership_id_audit_id_reference"),
        ),
    )
    with op.batch_alter_table("audit_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_case_audit_id"), ["audit_id"], unique=False)

    op.create_table(
        "candidate",
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("age_band", sa.String(length=40), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("ethnicity_group", sa.Text(), nullable=False),
        sa.Column("plan_type", sa.Text(), nullable=False),
        sa.Column("locality", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_candidate_partnership_id_audit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_candidate_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_candidate")),
        sa.UniqueConstraint(
            "partnership_id",
            "audit_id",
            "reference",
            name=op.f("uq_candidate_partnership_id_audit_id_reference"),
        ),
    )
    op.create_table(
        "core_group_member",
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_core_group_member_partnership_id_audit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_core_group_member_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_core_group_member_person_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_core_group_member")),
        sa.UniqueConstraint(
            "partnership_id",
            "audit_id",
            "person_id",
            name=op.f("uq_core_group_member_partnership_id_audit_id_person_id"),
        ),
    )
    op.create_table(
        "need_audience",
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(length=80), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_need_audience_partnership_id_audit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_need_audience_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_need_audience")),
        sa.UniqueConstraint(
            "partnership_id",
            "audit_id",
            "theme",
            name=op.f("uq_need_audience_partnership_id_audit_id_theme"),
        ),
    )
    op.create_table(
        "agency_return",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "status IN ('due', 'submitted', 'reopened', 'not-known', 'missing',"
            " 'given-in-discussion')",
            name=op.f("ck_agency_return_status_known"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "agency"],
            ["agency.partnership_id", "agency.key"],
            name=op.f("fk_agency_return_partnership_id_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "case_id"],
            ["audit_case.partnership_id", "audit_case.id"],
            name=op.f("fk_agency_return_partnership_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "id"],
            ["record.partnership_id", "record.id"],
            name=op.f("fk_agency_return_partnership_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_agency_return_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["person.id"], name=op.f("fk_agency_return_submitted_by")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_agency_return")),
        sa.UniqueConstraint(
            "partnership_id",
            "case_id",
            "agency",
            name=op.f("uq_agency_return_partnership_id_case_id_agency"),
        ),
    )
    with op.batch_alter_table("agency_return", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_return_case_id"), ["case_id"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("conflict_declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "role IN ('administrator', 'coordinator', 'agency-lead', 'practitioner', 'chair',"
            " 'co-chair', 'note-taker', 'core-group', 'board-member', 'learning-member',"
            " 'scrutineer')",
            name=op.f("ck_appointment_role_known"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "case_id"],
            ["audit_case.partnership_id", "audit_case.id"],
            name=op.f("fk_appointment_partnership_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_appointment_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appointment_person_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_appointment")),
        sa.UniqueConstraint(
            "partnership_id",
            "case_id",
            "person_id",
            "role",
            name=op.f("uq_appointment_partnership_id_case_id_person_id_role"),
        ),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_person_id"), ["person_id"], unique=False)

    op.create_table(
        "case_discussion",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("written_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_by", sa.Uuid(), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreed_by"], ["person.id"], name=op.f("fk_case_discussion_agreed_by")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["person.id"], name=op.f("fk_case_discussion_opened_by")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "case_id"],
            ["audit_case.partnership_id", "audit_case.id"],
            name=op.f("fk_case_discussion_partnership_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "id"],
            ["record.partnership_id", "record.id"],
            name=op.f("fk_case_discussion_partnership_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_case_discussion_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_case_discussion")),
        sa.UniqueConstraint(
            "partnership_id", "case_id", name=op.f("uq_case_discussion_partnership_id_case_id")
        ),
    )
    op.create_table(
        "finding",
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("agencies", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("cause", sa.String(length=32), nullable=True),
        sa.Column("remedy", sa.String(length=32), nullable=True),
        sa.Column("remedy_reason", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("wording_by", sa.Uuid(), nullable=True),
        sa.Column("wording_agreed_by", sa.Uuid(), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('strength', 'development')", name=op.f("ck_finding_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "audit_id"],
            ["audit.partnership_id", "audit.id"],
            name=op.f("fk_finding_partnership_id_audit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "case_id"],
            ["audit_case.partnership_id", "audit_case.id"],
            name=op.f("fk_finding_partnership_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_finding_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["wording_agreed_by"], ["person.id"], name=op.f("fk_finding_wording_agreed_by")
        ),
        sa.ForeignKeyConstraint(["wording_by"], ["person.id"], name=op.f("fk_finding_wording_by")),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_finding")),
        sa.UniqueConstraint(
            "partnership_id",
            "audit_id",
            "number",
            name=op.f("uq_finding_partnership_id_audit_id_number"),
        ),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_audit_id"), ["audit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_case_id"), ["case_id"], unique=False)

    op.create_table(
        "involvement",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("known", sa.String(length=16), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "known IN ('known', 'not-known', 'not-asked')", name=op.f("ck_involvement_known_known")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "agency"],
            ["agency.partnership_id", "agency.key"],
            name=op.f("fk_involvement_partnership_id_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "case_id"],
            ["audit_case.partnership_id", "audit_case.id"],
            name=op.f("fk_involvement_partnership_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_involvement_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_involvement")),
        sa.UniqueConstraint(
            "partnership_id",
            "case_id",
            "agency",
            name=op.f("uq_involvement_partnership_id_case_id_agency"),
        ),
    )
    op.create_table(
        "attendance",
        sa.Column("discussion_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(length=64), nullable=False),
        sa.Column("came", sa.String(length=16), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "came IN ('yes', 'no', 'apologies')", name=op.f("ck_attendance_came_known")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "agency"],
            ["agency.partnership_id", "agency.key"],
            name=op.f("fk_attendance_partnership_id_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id", "discussion_id"],
            ["case_discussion.partnership_id", "case_discussion.id"],
            name=op.f("fk_attendance_partnership_id_discussion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_attendance_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "partnership_id",
            "discussion_id",
            "agency",
            name=op.f("uq_attendance_partnership_id_discussion_id_agency"),
        ),
    )
    op.create_table(
        "concern",
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=True),
        sa.Column("concern", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("told_at", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_by", sa.Uuid(), nullable=True),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["outcome_by"], ["person.id"], name=op.f("fk_concern_outcome_by")),
        sa.ForeignKeyConstraint(
            ["partnership_id", "return_id"],
            ["agency_return.partnership_id", "agency_return.id"],
            name=op.f("fk_concern_partnership_id_return_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_concern_partnership_id")
        ),
        sa.ForeignKeyConstraint(["raised_by"], ["person.id"], name=op.f("fk_concern_raised_by")),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_concern")),
    )
    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concern_return_id"), ["return_id"], unique=False)

    op.create_table(
        "return_assignment",
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "return_id"],
            ["agency_return.partnership_id", "agency_return.id"],
            name=op.f("fk_return_assignment_partnership_id_return_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_return_assignment_partnership_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_return_assignment_person_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id", name=op.f("pk_return_assignment")),
        sa.UniqueConstraint(
            "partnership_id",
            "return_id",
            "person_id",
            name=op.f("uq_return_assignment_partnership_id_return_id_person_id"),
        ),
    )
    with op.batch_alter_table("return_assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_return_assignment_person_id"), ["person_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("return_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_return_assignment_person_id"))

    op.drop_table("return_assignment")
    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_concern_return_id"))

    op.drop_table("concern")
    op.drop_table("attendance")
    op.drop_table("involvement")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_case_id"))
        batch_op.drop_index(batch_op.f("ix_finding_audit_id"))

    op.drop_table("finding")
    op.drop_table("case_discussion")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_person_id"))

    op.drop_table("appointment")
    with op.batch_alter_table("agency_return", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_return_case_id"))

    op.drop_table("agency_return")
    op.drop_table("need_audience")
    op.drop_table("core_group_member")
    op.drop_table("candidate")
    with op.batch_alter_table("audit_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_case_audit_id"))

    op.drop_table("audit_case")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_person_id"))

    op.drop_table("role_grant")
    op.drop_table("inspection_finding")
    op.drop_table("entry")
    op.drop_table("edit")
    with op.batch_alter_table("clash", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clash_record_id"))

    op.drop_table("clash")
    op.drop_table("audit")
    op.drop_table("tool_version")
    op.drop_table("theme_list")
    with op.batch_alter_table("signed_in_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signed_in_session_person_id"))

    op.drop_table("signed_in_session")
    op.drop_table("record")
    with op.batch_alter_table("password_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_password_link_person_id"))

    op.drop_table("password_link")
    op.drop_table("inspection")
    op.drop_table("credential")
    op.drop_table("agency")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_email_digest"))

    op.drop_table("sign_in_attempt")
    op.drop_table("person")
    op.drop_table("partnership")
    with op.batch_alter_table("history_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_history_event_subject_id"))
        batch_op.drop_index(batch_op.f("ix_history_event_at"))

    op.drop_table("history_event")
    op.drop_table("history_content")
