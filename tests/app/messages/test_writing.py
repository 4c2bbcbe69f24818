"""What causes a message writes it in the same transaction, and what is no longer true goes."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.db.asked_returns import read_to_ask
from app.db.engine import Database
from app.db.messages import list_messages
from app.db.models.history import HistoryEvent
from app.db.models.returns import ReturnRow
from app.operations import (
    assignments,
    audits,
    cases,
    discussions,
    knowing,
    messages,
    people,
    returns,
)
from app.operations.fit import say_fit, settle_fit
from app.operations.later_dates import give_later_date
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.discussions import Came
from audit_tools.entries import Edit
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.fit import Fit
from audit_tools.knowing import Answer
from audit_tools.messages import MessageKind, foresee
from audit_tools.permissions import Grant, Person, Role
from audit_tools.returns import ReturnStatus
from tests import factories
from tests.app.discussions.cases import confirm_and_sign_off
from tests.app.messages.conftest import messages_of
from tests.app.messages.written import at, mark_all, write
from tests.changes import change_audit, change_row
from tests.preparations import ASKED, DATES, NOW, Preparation, make_preparation
from tests.scenes import DUE, TOOL, Scene


@pytest.fixture
def prepared(database: Database) -> Preparation:
    return make_preparation(database)


def written(prepared: Preparation) -> list[tuple[str, str]]:
    """To whom, and the subject, of every message."""
    with prepared.database.reading() as session:
        found = list_messages(session, prepared.unit, prepared.audit)
    return sorted((one.name, one.subject) for one in found)


def kinds_to(scene: Scene) -> set[tuple[MessageKind, str]]:
    return {(one.kind, one.name) for one in messages_of(scene)}


def kinds_waiting(scene: Scene) -> set[tuple[MessageKind, str]]:
    return {(one.kind, one.name) for one in messages_of(scene) if one.sent_at is None}


def test_the_start_invites_the_leads_once_for_all_cases(prepared: Preparation) -> None:
    for number in (1, 2):
        prepared.ask(prepared.add_case(f"SYV25-0{number}"), *ASKED)
    assert written(prepared) == []
    prepared.start()
    subjects = {subject for _, subject in written(prepared)}
    assert subjects == {"You are asked for two returns, due on Friday 16 May 2025"}
    assert len(written(prepared)) == 2


def test_what_a_start_sends_out_is_known_before(prepared: Preparation) -> None:
    """A lead and a deputy are written to once each; who was named for a return, instead of them."""

    def somebody(role: Role, agency: str) -> Person:
        return factories.make_person(prepared.database, prepared.partnership, Grant(role, agency))

    somebody(Role.AGENCY_DEPUTY, "police")
    teacher, lead = somebody(Role.PRACTITIONER, "school"), somebody(Role.AGENCY_LEAD, "school")
    one, two = (prepared.add_case(f"SYV25-0{number}") for number in (1, 2))
    for case in (one, two):
        prepared.ask(case, ASKED[0], Involvement("social-care", Known.NOT_KNOWN))
    knowing.ask_agencies(
        prepared.database, by=prepared.unit, audit_id=prepared.audit, agencies=frozenset({"school"})
    )
    with prepared.database.reading() as session:
        _, asked = knowing.to_answer(session, lead, prepared.audit, "school")
    knowing.answer(
        prepared.database, by=lead, audit_id=prepared.audit, agency="school",
        answers={case: Answer(Known.KNOWN, teacher.id) for case in (one, two)},
        seen=knowing.version_of_asked(asked),
    )  # fmt: skip
    with prepared.database.reading() as session:
        due = audits.to_run(session, prepared.unit, prepared.audit).cycle.returns_due
        to_ask = read_to_ask(session, prepared.partnership, prepared.cases(), due)
    foreseen = foresee(to_ask, NOW.date())
    prepared.start()
    started = [one for case in (one, two) for one in prepared.returns(case).values()]
    assert foreseen.returns == sum(one.status is ReturnStatus.DUE for one in started) == 4
    assert foreseen.messages == len(written(prepared)) == 3
    assert foreseen.agencies == 2


def test_an_agency_asked_later_is_invited_and_one_taken_out_is_not(prepared: Preparation) -> None:
    case = prepared.started_case()
    prepared.ask(case, *ASKED, Involvement("social-care", Known.KNOWN))
    assert len(written(prepared)) == 3
    prepared.ask(case, *ASKED)
    assert len(written(prepared)) == 2


def test_a_start_that_is_refused_writes_nothing(prepared: Preparation) -> None:
    prepared.add_case("SYV25-01")
    with pytest.raises(Invalid, match="Say which agencies"):
        prepared.start()
    assert written(prepared) == []


def test_moved_dates_are_in_what_waits(prepared: Preparation) -> None:
    prepared.started_case()
    with prepared.database.reading() as session:
        audit = audits.to_run(session, prepared.unit, prepared.audit)
    moved = replace(DATES, returns_due=date(2025, 5, 19))
    audits.change_dates(
        prepared.database, by=prepared.unit, audit_id=prepared.audit, dates=moved,
        reason="Easter", seen=audits.version_of_dates(audit),
    )  # fmt: skip
    assert {subject for _, subject in written(prepared)} == {
        "You are asked for one return, due on Monday 19 May 2025"
    }


def test_giving_a_return_invites_whoever_got_it_and_not_who_had_it(scene: Scene) -> None:
    at(scene.database, 20)
    write(scene)
    new = factories.make_person(
        scene.database, scene.partnership, Grant(Role.PRACTITIONER, "police"), name="New Person"
    )
    for reference in ("SYV30-01", "SYV30-02"):
        give(scene, reference, {new.id})
    assert kinds_to(scene) == {
        (MessageKind.INVITATION, "New Person"),
        (MessageKind.INVITATION, "School Worker"),
    }
    (to_new,) = [one for one in messages_of(scene) if one.name == "New Person"]
    assert to_new.subject == "You are asked for two returns, due on Thursday 6 June 2030"


def test_giving_sections_invites_whoever_got_them_and_what_waits_follows(scene: Scene) -> None:
    at(scene.database, 20)
    helper = scene.add_helper("SYV30-01", "police", "voice")
    give_sections(scene, identification=helper)
    (to_helper,) = [one for one in messages_of(scene) if one.name == helper.name]
    assert to_helper.kind is MessageKind.SECTIONS
    assert to_helper.subject == (
        "You are asked for two sections of one return, due on Thursday 6 June 2030"
    )
    mark_all(scene)
    at(scene.database, 19)
    give_sections(scene, voice=scene.practitioners["police"], identification=helper)
    assert kinds_waiting(scene) == set()
    give_sections(scene, assessment=helper)
    assert kinds_waiting(scene) == {(MessageKind.SECTIONS, helper.name)}
    give_sections(scene, assessment=None)
    assert kinds_waiting(scene) == set()


def test_a_return_taken_back_is_the_lead_s(scene: Scene) -> None:
    at(scene.database, 20)
    give(scene, "SYV30-01", set())
    assert (MessageKind.INVITATION, "Police Lead") in kinds_to(scene)


def test_sending_a_return_thanks_and_ends_the_reminders(scene: Scene) -> None:
    at(scene.database, 20)
    write(scene)
    mark_all(scene)
    at(scene.database, 7)
    write(scene)
    assert (MessageKind.WEEK_BEFORE, "School Worker") in kinds_to(scene)
    for reference in ("SYV30-01", "SYV30-02"):
        scene.send(reference, "school")
    waiting = {(o.kind, o.name) for o in messages_of(scene) if o.sent_at is None}
    assert waiting == {
        (MessageKind.WEEK_BEFORE, "Police Worker"),
        (MessageKind.THANKS, "School Worker"),
    }


def test_who_answered_a_section_is_thanked_while_they_belong_to_the_agency(scene: Scene) -> None:
    at(scene.database, 20)
    scene.add_helper("SYV30-01", "school", "voice")
    gone = scene.add_helper("SYV30-01", "school", "family")
    boss = factories.make_person(scene.database, scene.partnership, Role.ADMINISTRATOR)
    people.deactivate(scene.database, by=boss, person_id=gone.id)
    scene.send("SYV30-01", "school")
    thanked = [one.name for one in messages_of(scene) if one.kind is MessageKind.THANKS]
    assert sorted(thanked) == ["Hana Helper", "School Worker"]


def test_not_known_to_us_ends_the_reminders_without_thanks(scene: Scene) -> None:
    at(scene.database, 20)
    write(scene)
    for reference in ("SYV30-01", "SYV30-02"):
        returns.answer_not_known(
            scene.database,
            by=scene.practitioners["school"],
            return_id=scene.returns[reference, "school"],
        )
    assert kinds_to(scene) == {(MessageKind.INVITATION, "Police Worker")}


def test_a_reopened_return_is_asked_for_again(scene: Scene) -> None:
    at(scene.database, 20)
    write(scene)
    mark_all(scene)
    scene.send("SYV30-01", "school")
    mark_all(scene)
    assert scene.coordinator is not None
    at(scene.database, 7)
    returns.reopen_return(
        scene.database, by=scene.coordinator, return_id=scene.returns["SYV30-01", "school"],
        reason="Look again",
    )  # fmt: skip
    write(scene)
    (reminder,) = [
        one for one in messages_of(scene) if one.sent_at is None and one.name == "School Worker"
    ]
    assert reminder.subject == "Two returns are due on Thursday 6 June 2030"


def test_a_return_that_does_not_fit_is_not_reminded_of_until_that_is_settled(scene: Scene) -> None:
    at(scene.database, 7)
    for one in scene.returns.values():
        set_fit(scene, one, Fit.NOT_SAID)
    write(scene)
    stopped = scene.returns["SYV30-01", "school"]
    say_fit(
        scene.database, by=scene.practitioners["school"], return_id=stopped, fits=False
    )  # fmt: skip
    (school,) = [one for one in messages_of(scene) if one.name == "School Worker"]
    assert "Case 2 of 2" in school.body
    assert "Case 1 of 2" not in school.body
    assert scene.coordinator is not None
    settle_fit(
        scene.database, by=scene.coordinator, case_id=scene.cases["SYV30-01"], return_id=stopped,
        note="It is the child on line 3.",
    )  # fmt: skip
    (school,) = [one for one in messages_of(scene) if one.name == "School Worker"]
    assert "- Case 1 of 2\n- Case 2 of 2\n" in school.body


def set_fit(scene: Scene, return_id: UUID, fit: Fit) -> None:
    change_row(scene.database, scene, ReturnRow, return_id, fit=fit.value)


def test_a_case_has_the_number_in_messages_that_it_has_on_pages(scene: Scene) -> None:
    at(scene.database, 20)
    assert scene.coordinator is not None
    scene.add_cases("SYV30-03")
    cases.withdraw_case(
        scene.database, by=scene.coordinator, case_id=scene.cases["SYV30-01"], reason="Moved"
    )
    write(scene)
    for one in messages_of(scene):
        numbers = "- Case 1 of 2\n- Case 2 of 2\n"
        assert (numbers in one.body) is (one.kind is not MessageKind.WITHDRAWN)


def test_closing_the_returns_of_a_case_or_withdrawing_it_ends_its_reminders(scene: Scene) -> None:
    at(scene.database, 5)
    write(scene)
    assert scene.coordinator is not None
    discussions.close_returns(
        scene.database, by=scene.coordinator, case_id=scene.cases["SYV30-01"], reason="No more"
    )
    assert {one.subject for one in messages_of(scene)} == {
        "You are asked for one return, due on Thursday 6 June 2030"
    }
    cases.withdraw_case(
        scene.database, by=scene.coordinator, case_id=scene.cases["SYV30-02"], reason="Moved"
    )
    assert {one.kind for one in messages_of(scene)} == {MessageKind.WITHDRAWN}


def test_signing_off_thanks_those_who_answered(scene: Scene) -> None:
    at(scene.database, 20)
    scene.send("SYV30-01", "school")
    mark_all(scene)
    scene.change_case("SYV30-01", CaseState.PREPARED)
    assert scene.chair is not None
    case = scene.cases["SYV30-01"]
    discussions.open_discussion(scene.database, by=scene.chair, case_id=case)
    agree(scene, scene.chair, case)
    thanks = [one for one in messages_of(scene) if one.kind is MessageKind.AGREED]
    assert [one.name for one in thanks] == ["School Worker"]


def test_a_later_date_moves_the_reminders(scene: Scene) -> None:
    at(scene.database, 20)
    write(scene)
    mark_all(scene)
    at(scene.database, 7)
    later = DUE + timedelta(days=10)
    give_later(scene, "SYV30-01", later)
    write(scene)
    (school,) = [o for o in messages_of(scene) if o.kind is MessageKind.WEEK_BEFORE
                 and o.name == "School Worker"]  # fmt: skip
    assert school.subject == "One return is due on Thursday 6 June 2030"
    assert "Case 2 of 2" in school.body


def test_what_was_marked_as_sent_stays_so(scene: Scene) -> None:
    at(scene.database, 20)
    write(scene)
    mark_all(scene)
    before = messages_of(scene)
    at(scene.database, 19)
    mark_all(scene)
    assert messages_of(scene) == before


def test_only_the_business_unit_writes_and_marks(scene: Scene) -> None:
    at(scene.database, 20)
    write(scene)
    message = messages_of(scene)[0].id
    lead = scene.leads["police"]
    with pytest.raises(Refused):
        messages.write_reminders(scene.database, by=lead, audit_id=scene.audit)
    with pytest.raises(Refused):
        mark(scene, lead, message)
    assert scene.coordinator is not None
    with pytest.raises(Hidden):
        messages.write_reminders(scene.database, by=scene.coordinator, audit_id=message)
    with pytest.raises(Hidden):
        mark(scene, scene.coordinator, scene.audit)


def test_writing_is_in_the_history_and_writing_nothing_is_not(scene: Scene) -> None:
    at(scene.database, 20)
    for _ in range(3):
        write(scene)
    with scene.database.reading() as session:
        told = session.scalars(
            select(HistoryEvent.what).where(HistoryEvent.what == "messages.written")
        ).all()
    assert len(told) == 1


def test_a_closed_audit_writes_nothing(scene: Scene) -> None:
    at(scene.database, -3)
    change_audit(scene.database, scene, phase="closed")
    assert write(scene) == 0
    assert messages_of(scene) == ()


def give(scene: Scene, reference: str, people: set[UUID]) -> None:
    assignments.give_return(
        scene.database,
        by=scene.leads["police"],
        return_id=scene.returns[reference, "police"],
        people=frozenset(people),
    )


def give_sections(scene: Scene, **given: Person | None) -> None:
    assignments.give_sections(
        scene.database,
        by=scene.leads["police"],
        return_id=scene.returns["SYV30-01", "police"],
        given={section: person.id if person else None for section, person in given.items()},
    )


def give_later(scene: Scene, reference: str, day: date) -> None:
    assert scene.coordinator is not None
    give_later_date(
        scene.database,
        by=scene.coordinator,
        case_id=scene.cases[reference],
        return_id=scene.returns[reference, "school"],
        day=day,
        reason="The worker is away",
    )


def mark(scene: Scene, by: Person, message: UUID) -> None:
    messages.mark_as_sent(scene.database, by=by, audit_id=scene.audit, message_id=message)


def agree(scene: Scene, by: Person, case: UUID) -> None:
    """Sign the discussion off with as much as that takes."""
    for part, text in (("agreed", "good"), ("why", "We all saw it.")):
        places = [f"{section.key}/{part}" for section in TOOL.sections if section.graded]
        edits = tuple(Edit(place, text, 0, place) for place in places)
        discussions.save_record(scene.database, by=by, case_id=case, edits=edits)
    came = dict.fromkeys(("police", "school"), Came.YES)
    discussions.note_attendance(scene.database, by=by, case_id=case, came=came)
    confirm_and_sign_off(scene.database, by, case)
