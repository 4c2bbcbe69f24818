"""Each act of a sitting: what it does to all cases, what refuses it, and that it is recorded."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.db.cases import list_cases
from app.db.discussions import read_discussion
from app.db.engine import Database
from app.db.findings import findings_of_audit
from app.db.models.history import HistoryEvent
from app.operations import (
    closing,
    discussions,
    sitting_findings,
    sittings,
    sorting,
    wording_alike,
)
from app.operations.sitting_findings import Said
from audit_tools.cases import CaseState
from audit_tools.discussions import Came
from audit_tools.entries import Edit
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.places import FindingKind
from audit_tools.sittings import READERS_AGREED
from audit_tools.training_needs import Cause
from tests.sittings import DipSample, make_dip_sample

CAME = {"police": Came.YES, "social-care": Came.APOLOGIES}
NO_ETHNICITY = Said(
    "notification.ethnicity", FindingKind.DEVELOPMENT, "Not recorded.", Cause.KNOWLEDGE_AND_SKILL
)


def states(sample: DipSample) -> list[CaseState]:
    with sample.database.reading() as session:
        cases = list_cases(session, sample.partnership, sample.audit)
    return [case.case.state for case in cases]


def record_of(sample: DipSample, reference: str) -> dict[str, str]:
    with sample.database.reading() as session:
        held = read_discussion(session, sample.people["chair"], sample.cases[reference])
    return held.values


def told(sample: DipSample) -> list[str]:
    """What was told of the audit as a whole."""
    with sample.database.reading() as session:
        rows = session.scalars(
            select(HistoryEvent.what).where(
                HistoryEvent.subject_id == sample.audit, HistoryEvent.what.startswith("sitting.")
            )
        )
        return list(rows)


def agree(sample: DipSample, who: str, **grades: str) -> tuple[str, ...]:
    """Agree grades, ``PN25_03="gaps"``, each with a sentence."""
    edits: dict[UUID, tuple[Edit, ...]] = {}
    for name, grade in grades.items():
        edits[sample.cases[name.replace("_", "-")]] = (
            Edit("notification/agreed", grade, 0, f"{name} grade"),
            Edit("notification/why", "The duty worker had to ring.", 0, f"{name} why"),
        )
    return sittings.agree(
        sample.database, by=sample.people[who], audit_id=sample.audit, edits=edits
    )


def sign_off(sample: DipSample, who: str = "chair", came: dict[str, Came] | None = None) -> int:
    return sittings.sign_off_all(
        sample.database,
        by=sample.people[who],
        audit_id=sample.audit,
        came=CAME if came is None else came,
    )


def take(sample: DipSample, who: str, said: Said = NO_ETHNICITY) -> int:
    return sitting_findings.take_answers(
        sample.database, by=sample.people[who], audit_id=sample.audit, said=said
    )


# --- Closing and opening ------------------------------------------------------------------------


def test_all_returns_close_in_one_act_and_those_still_out_need_a_reason(
    database: Database,
) -> None:
    sample = make_dip_sample(database, state=CaseState.WAITING, out=1)
    chair, audit = sample.people["chair"], sample.audit
    with pytest.raises(Refused, match="Give a reason"):
        sittings.close_all_returns(database, by=chair, audit_id=audit)
    assert states(sample) == [CaseState.WAITING] * 4
    sittings.close_all_returns(database, by=chair, audit_id=audit, reason="Out of time")
    assert states(sample) == [CaseState.PREPARED] * 4
    assert told(sample) == ["sitting.returns-closed"]


def test_one_case_is_never_opened_before_the_others(sample: DipSample) -> None:
    with pytest.raises(Refused, match="opened together"):
        discussions.open_discussion(
            sample.database, by=sample.people["chair"], case_id=sample.cases["PN25-01"]
        )
    assert states(sample) == [CaseState.PREPARED] * 4


def test_all_open_in_one_recorded_act(opened: DipSample) -> None:
    assert states(opened) == [CaseState.OPEN] * 4
    assert told(opened) == ["sitting.opened"]


def test_nothing_opens_while_one_case_waits(database: Database) -> None:
    sample = make_dip_sample(database, out=1)
    with pytest.raises(Refused, match="1 notification still waits"):
        sittings.open_sitting(database, by=sample.people["chair"], audit_id=sample.audit)
    assert CaseState.OPEN not in states(sample)


@pytest.mark.parametrize("who", ["other chair", "police lead", "board member"])
def test_a_sitting_does_not_exist_for_who_holds_none_of_it(sample: DipSample, who: str) -> None:
    with pytest.raises(Hidden):
        sittings.open_sitting(sample.database, by=sample.people[who], audit_id=sample.audit)


# --- Agreeing -----------------------------------------------------------------------------------


def test_what_both_readers_came_to_is_accepted_in_one_recorded_act(opened: DipSample) -> None:
    number = sittings.accept_all(
        opened.database, by=opened.people["note-taker"], audit_id=opened.audit
    )
    assert number == 2
    record = {"notification/agreed": "strong", "notification/why": READERS_AGREED}
    assert record_of(opened, "PN25-02") == record
    assert record_of(opened, "PN25-03") == record_of(opened, "PN25-04") == {}
    assert told(opened)[-1] == "sitting.accepted"


def test_accepting_leaves_alone_what_somebody_has_agreed_already(opened: DipSample) -> None:
    agree(opened, "chair", PN25_01="gaps")
    sittings.accept_all(opened.database, by=opened.people["chair"], audit_id=opened.audit)
    assert record_of(opened, "PN25-01")["notification/agreed"] == "gaps"


def test_accepting_twice_does_nothing_more_and_tells_nothing(opened: DipSample) -> None:
    for expected in (2, 0):
        chair = opened.people["chair"]
        done = sittings.accept_all(opened.database, by=chair, audit_id=opened.audit)
        assert done == expected
    assert told(opened) == ["sitting.opened", "sitting.accepted"]


def test_a_wrong_grade_stores_nothing_of_any_case(opened: DipSample) -> None:
    with pytest.raises(Invalid) as wrong:
        agree(opened, "chair", PN25_03="gaps", PN25_04="outstanding")
    assert wrong.value.problems[0].place == f"{opened.cases['PN25-04']}/notification/agreed"
    assert record_of(opened, "PN25-03") == {}


def test_two_who_agree_at_once_lose_nothing(opened: DipSample) -> None:
    agree(opened, "chair", PN25_03="gaps")
    edits = {opened.cases["PN25-03"]: (Edit("notification/agreed", "enough", 0, "other"),)}
    by = opened.people["note-taker"]
    clashing = sittings.agree(opened.database, by=by, audit_id=opened.audit, edits=edits)
    assert clashing == ("PN25-03",)
    assert record_of(opened, "PN25-03")["notification/agreed"] == "gaps"


def test_a_case_of_another_audit_is_not_agreed_here(opened: DipSample) -> None:
    edits = {opened.audit: (Edit("notification/agreed", "enough", 0, "x"),)}
    by = opened.people["chair"]
    with pytest.raises(Hidden):
        sittings.agree(opened.database, by=by, audit_id=opened.audit, edits=edits)


# --- Findings from the answers ------------------------------------------------------------------


def findings(sample: DipSample) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    with sample.database.reading() as session:
        found = findings_of_audit(session, sample.partnership, sample.audit)
    return [
        (one.finding.case, one.finding.statement, one.finding.themes, one.finding.agencies)
        for one in found
    ]


def test_one_sentence_becomes_a_finding_of_every_case_that_says_it(opened: DipSample) -> None:
    assert take(opened, "coordinator") == 2
    assert findings(opened) == [
        ("PN25-02", "Not recorded.", ("identity",), ("police",)),
        ("PN25-04", "Not recorded.", ("identity",), ("police",)),
    ]


def test_answers_are_taken_once_however_often_the_button_is_pressed(opened: DipSample) -> None:
    assert [take(opened, "chair"), take(opened, "chair")] == [2, 0]
    assert len(findings(opened)) == 2


def test_what_could_be_better_needs_why_it_happened(opened: DipSample) -> None:
    with pytest.raises(Invalid, match="why it happened"):
        take(opened, "chair", Said(NO_ETHNICITY.question, NO_ETHNICITY.kind, "Not recorded."))
    assert findings(opened) == []


def test_all_that_went_well_is_taken_at_once(opened: DipSample) -> None:
    by, audit = opened.people["chair"], opened.audit
    number = sitting_findings.take_all_strengths(opened.database, by=by, audit_id=audit)
    assert number == len(findings(opened)) > 40
    assert sitting_findings.take_all_strengths(opened.database, by=by, audit_id=audit) == 0


def test_findings_from_answers_can_be_taken_back_together(opened: DipSample) -> None:
    take(opened, "chair")
    sitting_findings.give_back(
        opened.database,
        by=opened.people["chair"],
        audit_id=opened.audit,
        question=NO_ETHNICITY.question,
        kind=NO_ETHNICITY.kind,
    )
    assert findings(opened) == []


def test_nothing_is_taken_from_answers_that_are_not_open(sample: DipSample) -> None:
    with pytest.raises(Refused, match="None of the notifications is open"):
        take(sample, "chair")
    assert findings(sample) == []


def wordings(sample: DipSample) -> list[bool]:
    with sample.database.reading() as session:
        found = findings_of_audit(session, sample.partnership, sample.audit)
    return [bool(one.finding.wording and one.finding.wording.is_agreed) for one in found]


def test_wording_that_says_the_same_of_many_is_agreed_once_and_by_somebody_else(
    opened: DipSample,
) -> None:
    take(opened, "coordinator")
    with opened.database.reading() as session:
        first = findings_of_audit(session, opened.partnership, opened.audit)[0].id
    with pytest.raises(Refused, match="You wrote this wording"):
        wording_alike.agree_wording(
            opened.database,
            by=opened.people["coordinator"],
            finding_id=first,
            wording="Not recorded.",
        )
    number = wording_alike.agree_wording(
        opened.database,
        by=opened.people["second coordinator"],
        finding_id=first,
        wording="Not recorded.",
    )
    assert (number, wordings(opened)) == (2, [True, True])


def test_wording_of_one_finding_alone_is_agreed_alone(opened: DipSample) -> None:
    take(opened, "coordinator")
    with opened.database.reading() as session:
        first, second = findings_of_audit(session, opened.partnership, opened.audit)
    sorting.write_wording(
        opened.database,
        by=opened.people["coordinator"],
        finding_id=second.id,
        wording="Other words.",
    )
    wording_alike.agree_wording(
        opened.database,
        by=opened.people["second coordinator"],
        finding_id=first.id,
        wording="Not recorded.",
    )
    assert wordings(opened) == [True, False]


# --- The end ------------------------------------------------------------------------------------


def test_nothing_is_signed_off_while_one_case_is_not_agreed(opened: DipSample) -> None:
    sittings.accept_all(opened.database, by=opened.people["chair"], audit_id=opened.audit)
    with pytest.raises(Refused, match="PN25-03: One thing is"):
        sign_off(opened)
    assert states(opened) == [CaseState.OPEN] * 4


def test_who_came_is_noted_before_it_is_signed_off(opened: DipSample) -> None:
    everything_agreed(opened)
    with pytest.raises(Refused, match="Note who came"):
        sign_off(opened, came={"police": Came.YES})


def test_only_the_chair_signs_off(opened: DipSample) -> None:
    everything_agreed(opened)
    for who in ("coordinator", "note-taker"):
        with pytest.raises(Refused, match="only the chair"):
            sign_off(opened, who)


def test_a_dip_sample_goes_from_its_returns_to_a_closed_audit_in_seven_acts(
    database: Database,
) -> None:
    sample = make_dip_sample(database, state=CaseState.WAITING)
    unit, audit = sample.people["coordinator"], sample.audit
    sittings.close_all_returns(database, by=unit, audit_id=audit)
    sittings.open_sitting(database, by=unit, audit_id=audit)
    everything_agreed(sample)
    take(sample, "coordinator")
    sitting_findings.take_all_strengths(database, by=unit, audit_id=audit)
    assert sign_off(sample) == 4
    assert states(sample) == [CaseState.AGREED] * 4
    closing.close_audit(database, by=unit, audit_id=audit, reason="The sample is read")
    assert told(sample)[-1] == "sitting.signed-off"


def everything_agreed(sample: DipSample) -> None:
    sittings.accept_all(sample.database, by=sample.people["chair"], audit_id=sample.audit)
    agree(sample, "chair", PN25_03="gaps", PN25_04="enough")
