"""An audit is set up, started and closed by the Business Unit, and by nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from app.db.audits import AuditOnFile, list_audits, load_audit
from app.db.board import interim_issued_at
from app.db.candidates import list_candidates
from app.db.engine import Database
from app.db.models.findings import FindingRow
from app.operations import audits, candidates, cases, closing, sorting
from audit_tools.audit_details import AuditDates, AuditDetails
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.cycles import Phase, Selection, Working
from audit_tools.errors import AuditError, Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Grant, Person, Role
from audit_tools.returns import ReturnStatus
from tests import factories
from tests.changes import changing
from tests.preparations import (
    ASKED,
    AT_RANDOM,
    DATES,
    DETAILS,
    LIST,
    NOW,
    Preparation,
    make_preparation,
)

LATER = replace(DATES, returns_due=date(2025, 5, 20))
OTHERS = [r for r in Role if r is not Role.COORDINATOR and not r.belongs_to_agency]


@pytest.fixture
def prepared(database: Database) -> Preparation:
    return make_preparation(database)


def load(prepared: Preparation) -> AuditOnFile:
    with prepared.database.reading() as session:
        return load_audit(session, prepared.partnership, prepared.audit)


def change(prepared: Preparation, details: AuditDetails, seen: str | None = None) -> None:
    seen = seen or audits.version_of_details(load(prepared))
    audits.change_details(
        prepared.database, by=prepared.unit, audit_id=prepared.audit, details=details, seen=seen
    )


def move(prepared: Preparation, dates: AuditDates, reason: str = "Bank holiday") -> None:
    seen = audits.version_of_dates(load(prepared))
    audits.change_dates(
        prepared.database,
        by=prepared.unit,
        audit_id=prepared.audit,
        dates=dates,
        reason=reason,
        seen=seen,
    )


def close(prepared: Preparation, **options: object) -> None:
    given = {"reason": "All are agreed", **options}
    closing.close_audit(prepared.database, by=prepared.unit, audit_id=prepared.audit, **given)  # type: ignore[arg-type]


def add_finding(prepared: Preparation, case: UUID, themes: list[str]) -> UUID:
    """A strength that was found in a case, put there without its discussion."""
    finding = uuid4()
    with changing(prepared.database, prepared) as session:
        session.add(
            FindingRow(
                partnership_id=prepared.partnership,
                id=finding,
                audit_id=prepared.audit,
                case_id=case,
                number=1,
                section="voice",
                kind="strength",
                statement="Said to us.",
                themes=themes,
                agencies=["police"],
                sources=[],
            )
        )
    return finding


def sort(prepared: Preparation, finding: UUID) -> None:
    sorting.sort_finding(
        prepared.database, by=prepared.unit, finding_id=finding, themes=("voice",), cause=None
    )


DEEDS: list[Callable[[Preparation, Person, UUID], object]] = [
    lambda p, by, audit: audits.create_audit(
        p.database, by=by, tool_version=p.tool, details=DETAILS
    ),
    lambda p, by, audit: audits.change_details(
        p.database, by=by, audit_id=audit, details=DETAILS, seen=""
    ),
    lambda p, by, audit: audits.change_dates(
        p.database, by=by, audit_id=audit, dates=DATES, reason="r", seen=""
    ),
    lambda p, by, audit: audits.delete_audit(p.database, by=by, audit_id=audit),
    lambda p, by, audit: audits.start_audit(p.database, by=by, audit_id=audit),
    lambda p, by, audit: closing.close_audit(p.database, by=by, audit_id=audit, reason="r"),
    lambda p, by, audit: closing.issue_interim_summary(p.database, by=by, audit_id=audit),
]


def test_nobody_else_runs_an_audit(prepared: Preparation) -> None:
    everybody_else = prepared.person(*OTHERS)
    for deed in DEEDS:
        with pytest.raises(Refused, match="Business Unit"):
            deed(prepared, everybody_else, prepared.audit)


def test_an_audit_that_is_absent_is_hidden(prepared: Preparation) -> None:
    for deed in DEEDS[1:]:
        with pytest.raises(Hidden):
            deed(prepared, prepared.unit, uuid4())


def test_an_audit_keeps_what_was_written_down(prepared: Preparation) -> None:
    audit = load(prepared)
    assert audits.details_of(audit) == DETAILS
    assert audit.cycle.phase is Phase.PREPARING
    assert audit.cycle.key == "serious-youth-violence-quarter-1-2025-26"
    assert prepared.told("audit.created")


def test_two_audits_of_one_title_have_two_keys(prepared: Preparation) -> None:
    audits.create_audit(
        prepared.database, by=prepared.unit, tool_version=prepared.tool, details=DETAILS
    )
    with prepared.database.reading() as session:
        keys = {audit.cycle.key for audit in list_audits(session, prepared.partnership)}
    base = "serious-youth-violence-quarter-1-2025-26"
    assert keys == {base, f"{base}-2"}


def test_an_audit_begins_from_a_published_tool(prepared: Preparation) -> None:
    with pytest.raises(Invalid) as refused:
        audits.create_audit(
            prepared.database, by=prepared.unit, tool_version=uuid4(), details=DETAILS
        )
    assert refused.value.place == "tool"


def test_details_change_until_the_start_and_history_keeps_both(prepared: Preparation) -> None:
    change(prepared, replace(DETAILS, title="Another title", scale=None))
    assert load(prepared).cycle.title == "Another title"
    assert "Another title" in prepared.told("audit.changed")[0]
    prepared.started_case()
    with pytest.raises(Refused, match="has started"):
        change(prepared, DETAILS)


def test_a_change_made_on_an_old_page_is_a_conflict(prepared: Preparation) -> None:
    seen = audits.version_of_details(load(prepared))
    change(prepared, replace(DETAILS, title="Theirs"))
    with pytest.raises(Conflict):
        change(prepared, replace(DETAILS, title="Mine"), seen)
    assert load(prepared).cycle.title == "Theirs"


def test_how_cases_are_chosen_stays_once_one_is(prepared: Preparation) -> None:
    prepared.add_case("SYV25-01")
    with pytest.raises(Invalid) as refused:
        change(prepared, AT_RANDOM)
    assert refused.value.place == "selection"


def test_dates_move_with_a_reason_while_the_audit_is_under_way(prepared: Preparation) -> None:
    prepared.started_case()
    move(prepared, LATER)
    assert load(prepared).cycle.returns_due == date(2025, 5, 20)
    assert "Bank holiday" in prepared.told("audit.dates-changed")[0]


@pytest.mark.parametrize(
    ("dates", "reason", "kind"),
    [
        (LATER, "  ", Refused),
        (replace(LATER, discussions_to=None), "Bank holiday", Invalid),
        (replace(LATER, discussions_to=date(2025, 1, 1)), "Bank holiday", Invalid),
    ],
)
def test_dates_that_cannot_be_do_not_move(
    prepared: Preparation, dates: AuditDates, reason: str, kind: type[AuditError]
) -> None:
    prepared.started_case()
    with pytest.raises(kind):
        move(prepared, dates, reason)
    assert load(prepared).cycle.returns_due == DATES.returns_due


def test_dates_of_an_audit_in_preparation_change_without_a_reason_elsewhere(
    prepared: Preparation,
) -> None:
    with pytest.raises(Refused, match="under way"):
        move(prepared, LATER)


def test_dates_moved_on_an_old_page_are_a_conflict(prepared: Preparation) -> None:
    prepared.started_case()
    with pytest.raises(Conflict):
        audits.change_dates(
            prepared.database,
            by=prepared.unit,
            audit_id=prepared.audit,
            dates=LATER,
            reason="Bank holiday",
            seen="old",
        )


def test_an_audit_in_preparation_is_deleted_with_all_that_belongs_to_it(
    database: Database,
) -> None:
    prepared = make_preparation(database, AT_RANDOM)
    candidates.import_candidates(database, by=prepared.unit, audit_id=prepared.audit, data=LIST)
    audits.delete_audit(database, by=prepared.unit, audit_id=prepared.audit)
    with database.reading() as session:
        assert list_audits(session, prepared.partnership) == ()
        assert list_candidates(session, prepared.partnership, prepared.audit) == ()
    assert prepared.told("audit.deleted")


def test_cases_and_who_was_asked_go_with_their_audit(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED)
    audits.delete_audit(prepared.database, by=prepared.unit, audit_id=prepared.audit)
    assert prepared.cases() == ()


def test_an_audit_that_has_started_is_not_deleted(prepared: Preparation) -> None:
    prepared.started_case()
    with pytest.raises(Refused, match="has started"):
        audits.delete_audit(prepared.database, by=prepared.unit, audit_id=prepared.audit)


def test_starting_makes_a_return_for_each_agency_that_was_asked(prepared: Preparation) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED, Involvement("social-care", Known.NOT_KNOWN))
    prepared.start()
    returns = prepared.returns(case)
    assert {agency: one.status for agency, one in returns.items()} == {
        "police": ReturnStatus.DUE,
        "school": ReturnStatus.DUE,
        "social-care": ReturnStatus.NOT_KNOWN,
    }
    assert returns["social-care"].submitted_at == NOW
    assert load(prepared).cycle.phase is Phase.COLLECTING


def test_a_withdrawn_case_is_not_asked_about(prepared: Preparation) -> None:
    prepared.add_case("SYV25-02")
    withdrawn = prepared.cases()[0].id
    cases.withdraw_case(
        prepared.database, by=prepared.unit, case_id=withdrawn, reason="Another area"
    )
    prepared.started_case()
    assert prepared.returns(withdrawn) == {}


def test_where_the_discussion_comes_first_every_case_is_ready_and_nobody_is_asked(
    prepared: Preparation,
) -> None:
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED, Involvement("social-care", Known.NOT_KNOWN))
    change(prepared, replace(DETAILS, working=Working.DISCUSSION_FIRST))
    prepared.start()
    assert prepared.case(case).case.state is CaseState.PREPARED
    statuses = {agency: one.status for agency, one in prepared.returns(case).items()}
    assert statuses == {
        "police": ReturnStatus.MISSING,
        "school": ReturnStatus.MISSING,
        "social-care": ReturnStatus.NOT_KNOWN,
    }


def test_where_the_discussion_comes_first_a_late_case_is_ready_once_its_agencies_are_named(
    prepared: Preparation,
) -> None:
    change(prepared, replace(DETAILS, working=Working.DISCUSSION_FIRST))
    prepared.started_case()
    late = prepared.add_case("SYV25-02")
    for not_enough in ((), ASKED[:1]):
        prepared.ask(late, *not_enough)
        assert prepared.case(late).case.state is CaseState.WAITING
    prepared.ask(late, *ASKED)
    assert prepared.case(late).case.state is CaseState.PREPARED
    statuses = {one.status for one in prepared.returns(late).values()}
    assert statuses == {ReturnStatus.MISSING}


def test_an_audit_that_lacks_something_does_not_start(prepared: Preparation) -> None:
    prepared.add_case("SYV25-01")
    with pytest.raises(Invalid) as refused:
        prepared.start()
    assert len(refused.value.problems) == 2
    assert load(prepared).cycle.phase is Phase.PREPARING


def test_an_audit_does_not_start_while_nobody_would_see_the_returns_of_an_agency(
    prepared: Preparation,
) -> None:
    factories.make_agency(prepared.database, prepared.partnership, "probation", name="Probation")
    case = prepared.add_case("SYV25-01")
    prepared.ask(case, *ASKED, Involvement("probation", Known.KNOWN))
    with pytest.raises(Invalid, match="Probation has no lead yet"):
        prepared.start()
    grant = Grant(Role.AGENCY_LEAD, "probation")
    factories.make_person(prepared.database, prepared.partnership, grant)
    prepared.start()
    assert prepared.returns(case).keys() == {"police", "school", "probation"}


def test_an_audit_starts_once(prepared: Preparation) -> None:
    prepared.started_case()
    with pytest.raises(Refused, match="being prepared"):
        prepared.start()


def test_an_audit_closes_when_every_case_is_agreed_or_withdrawn(prepared: Preparation) -> None:
    prepared.change_case(prepared.started_case(), CaseState.AGREED)
    close(prepared)
    assert load(prepared).cycle.phase is Phase.CLOSED
    assert "All are agreed" in prepared.told("audit.closed")[0]


@pytest.mark.parametrize("state", [state for state in CaseState if state not in closing.FINISHED])
def test_an_audit_with_an_unfinished_case_does_not_close(
    prepared: Preparation, state: CaseState
) -> None:
    prepared.change_case(prepared.started_case(), state)
    with pytest.raises(Refused, match="1 child still to be agreed"):
        close(prepared)


def test_closing_takes_a_reason(prepared: Preparation) -> None:
    prepared.change_case(prepared.started_case(), CaseState.AGREED)
    with pytest.raises(Refused) as refused:
        close(prepared, reason=" ")
    assert refused.value.place == "reason"
    assert load(prepared).cycle.phase is Phase.COLLECTING


def test_an_audit_does_not_close_while_a_finding_is_unsorted(prepared: Preparation) -> None:
    case = prepared.started_case()
    prepared.change_case(case, CaseState.AGREED)
    finding = add_finding(prepared, case, themes=[])
    with pytest.raises(Refused, match="Sort the finding that is left"):
        close(prepared)
    sort(prepared, finding)
    close(prepared)
    with pytest.raises(Refused, match="stay sorted"):
        sort(prepared, finding)


def test_a_finding_of_a_withdrawn_case_holds_nothing_up(prepared: Preparation) -> None:
    case = prepared.started_case()
    add_finding(prepared, case, themes=[])
    prepared.change_case(case, CaseState.WITHDRAWN)
    close(prepared)
    assert load(prepared).cycle.phase is Phase.CLOSED


def test_who_the_children_were_is_kept_with_the_chair_who_approved_it(
    prepared: Preparation,
) -> None:
    prepared.change_case(prepared.started_case(), CaseState.AGREED)
    chair = prepared.person(Role.CHAIR)
    close(prepared, cases_sentence="One boy of 13 to 15.", approved_by=chair.id)
    assert load(prepared).cycle.cases_sentence == "One boy of 13 to 15."
    assert str(chair.id) in prepared.told("audit.closed")[0]


@pytest.mark.parametrize(
    ("sentence", "approver", "place"),
    [
        ("One boy of 13 to 15.", None, "approved_by"),
        # only somebody in the chair answers for what is said of the children
        ("One boy of 13 to 15.", Role.NOTE_TAKER, "approved_by"),
        ("A boy born 12/04/2010.", Role.CHAIR, "cases_sentence"),
    ],
)
def test_a_sentence_that_nobody_approved_or_that_identifies_is_refused(
    prepared: Preparation, sentence: str, approver: Role | None, place: str
) -> None:
    prepared.change_case(prepared.started_case(), CaseState.AGREED)
    approved_by = prepared.person(approver).id if approver else None
    with pytest.raises(Invalid) as refused:
        close(prepared, cases_sentence=sentence, approved_by=approved_by)
    assert refused.value.place == place
    assert load(prepared).cycle.phase is Phase.COLLECTING


def test_no_interim_summary_tells_of_fewer_than_three(prepared: Preparation) -> None:
    prepared.agreed_cases(2)
    with pytest.raises(Invalid, match="of 2 children are agreed"):
        closing.issue_interim_summary(prepared.database, by=prepared.unit, audit_id=prepared.audit)
    assert not load(prepared).interim_issued


def test_an_interim_summary_is_issued_once_and_only_under_way(prepared: Preparation) -> None:
    def issue() -> None:
        closing.issue_interim_summary(prepared.database, by=prepared.unit, audit_id=prepared.audit)

    with pytest.raises(Refused, match="under way"):
        issue()
    prepared.agreed_cases(3)
    issue()
    with prepared.database.reading() as session:
        assert interim_issued_at(session, prepared.partnership, prepared.audit) == NOW
    with pytest.raises(Refused, match="already"):
        issue()


def test_the_reserves_go_when_the_audit_is_closed(database: Database) -> None:
    prepared = make_preparation(database, AT_RANDOM)
    prepared.draw(candidates.DrawWanted(2, 2, (), "7"))
    for case in prepared.cases():
        prepared.ask(case.id, *ASKED)
    prepared.start()
    for case in prepared.cases():
        prepared.change_case(case.id, CaseState.AGREED)
    close(prepared)
    assert prepared.candidates() == ()


def test_a_list_that_was_never_drawn_from_goes_at_the_start(database: Database) -> None:
    prepared = make_preparation(database, AT_RANDOM)
    candidates.import_candidates(database, by=prepared.unit, audit_id=prepared.audit, data=LIST)
    change(prepared, replace(DETAILS, selection=Selection.INSPECTORS))
    prepared.started_case("SYV25-30")
    with database.reading() as session:
        assert list_candidates(session, prepared.partnership, prepared.audit) == ()
