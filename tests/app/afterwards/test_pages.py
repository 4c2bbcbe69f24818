"""The page of everybody who answered or came: what they read on it, and what they write."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.db.afterwards import list_taken_part, read_afterwards
from app.db.engine import Database
from app.db.models.cases import CaseRow, InvolvementRow
from app.db.models.discussions import AttendanceRow
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.models.returns import ReturnRow
from app.db.models.schedule import InvitedRow
from audit_tools.afterwards import Activity, NextTime
from audit_tools.cases import CaseState, Known
from audit_tools.discussions import Came
from audit_tools.errors import Hidden
from audit_tools.invitations import Reply
from audit_tools.permissions import Person
from audit_tools.returns import ReturnStatus
from tests.app import visitors
from tests.app.afterwards.answers import answer, version
from tests.app.afterwards.conftest import SignInAs
from tests.app.visitors import text_of
from tests.changes import changing
from tests.world import World, discussion_mark, finding_mark, return_mark

TAKERS = ("police lead", "police practitioner", "school practitioner", "chair", "core group")


def page_of(world: World) -> str:
    return f"/audits/{world.audit}/afterwards"


def send(
    client: FlaskClient, database: Database, by: Person, audit: UUID, **said: str
) -> TestResponse:
    whole = {"seen": version(database, by, audit)} | said
    return visitors.send(client, f"/audits/{audit}/afterwards", **whole)


# What is read


@pytest.mark.parametrize("who", TAKERS)
def test_it_shows_what_was_agreed_of_ones_own_signed_off_cases_and_nothing_else(
    who: str, sign_in_as: SignInAs, world: World
) -> None:
    text = sign_in_as(who).get(page_of(world)).text
    assert discussion_mark(CaseState.AGREED) in text
    for state in set(CaseState) - {CaseState.AGREED}:
        assert discussion_mark(state) not in text
    for state in CaseState:
        assert not any(return_mark(state, agency) in text for agency in ("police", "school"))
        assert finding_mark(state) not in text


def test_it_is_reached_from_the_list_and_the_list_from_returns_and_discussions(
    sign_in_as: SignInAs, world: World
) -> None:
    police, chair = sign_in_as("police practitioner"), sign_in_as("chair")
    # Whoever came answered no return, and a discussion under way may stand beside one signed off.
    for client, page in (
        (police, "/returns"),
        (sign_in_as("police colleague"), "/returns"),
        (chair, "/discussions"),
        (chair, "/discussions/signed-off"),
    ):
        assert 'href="/afterwards"' in client.get(page).text
    assert f'href="{page_of(world)}"' in police.get("/afterwards").text
    empty = sign_in_as("police colleague").get("/afterwards").text
    assert page_of(world) not in empty
    assert "Nothing yet" in empty


@pytest.mark.parametrize(
    ("status", "came", "took_part"),
    [
        # It answered, before the discussion or in it.
        (ReturnStatus.SUBMITTED, Came.NO, True),
        (ReturnStatus.GIVEN_IN_DISCUSSION, Came.NO, True),
        # It came.
        (ReturnStatus.MISSING, Came.YES, True),
        # Neither.
        (ReturnStatus.MISSING, Came.NO, False),
        (ReturnStatus.MISSING, Came.APOLOGIES, False),
    ],
)
def test_an_agency_took_part_that_answered_or_came(
    status: ReturnStatus,
    came: Came,
    took_part: bool,
    sign_in_as: SignInAs,
    database: Database,
    world: World,
) -> None:
    with changing(database, world) as session:
        returned = world.returns[CaseState.AGREED, "police"]
        session.get_one(ReturnRow, (world.partnership, returned)).status = status.value
        of_police = (
            AttendanceRow.discussion_id == world.discussions[CaseState.AGREED],
            AttendanceRow.agency == "police",
        )
        session.scalars(select(AttendanceRow).where(*of_police)).one().came = came.value
    lead = sign_in_as("police lead")
    assert lead.get(page_of(world)).status_code == (200 if took_part else 404)
    assert (page_of(world) in lead.get("/afterwards").text) is took_part
    assert sign_in_as("school practitioner").get(page_of(world)).status_code == 200


def test_not_known_to_us_is_no_part_in_it(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    with changing(database, world) as session:
        row = session.scalars(
            select(InvolvementRow).where(
                InvolvementRow.case_id == world.cases[CaseState.AGREED],
                InvolvementRow.agency == "police",
            )
        ).one()
        row.known = "not-known"
    assert sign_in_as("police lead").get(page_of(world)).status_code == 404
    assert page_of(world) not in sign_in_as("police lead").get("/afterwards").text


def test_who_answered_a_single_section_is_thanked_and_asked_and_reads_nothing_of_the_case(
    sign_in_as: SignInAs, database: Database, world: World, closed: World
) -> None:
    client, by = sign_in_as("police helper"), world.people["police helper"]
    assert page_of(closed) in client.get("/afterwards").text
    text = client.get(page_of(closed)).text
    assert "You or your agency took part, for 1 child of this audit." in text
    assert "Three questions on next time" in text
    assert "What was agreed" not in text
    for hidden in (discussion_mark(CaseState.AGREED), "SYV25-", "/record"):
        assert hidden not in text
    assert send(client, database, by, closed.audit, helped="One section.").status_code == 303


@pytest.mark.parametrize(
    ("reply", "came", "took_part"),
    [
        # The police came, and so did whoever of them was expected and did not say otherwise.
        (Reply.COMING, Came.YES, True),
        (Reply.NO_REPLY, Came.YES, True),
        # Somebody else was there for them.
        (Reply.APOLOGIES, Came.YES, False),
        (Reply.STAND_IN, Came.YES, False),
        # None of the police came, whatever was said before.
        (Reply.COMING, Came.NO, False),
    ],
)
def test_who_came_and_answered_nothing_is_asked_and_reads_nothing_of_the_case(
    reply: Reply,
    came: Came,
    took_part: bool,
    sign_in_as: SignInAs,
    database: Database,
    world: World,
    closed: World,
) -> None:
    by = world.people["police colleague"]
    expect(database, closed, by, reply, came)
    client = sign_in_as("police colleague")
    page = client.get(page_of(closed))
    assert page.status_code == (200 if took_part else 404)
    assert (page_of(closed) in client.get("/afterwards").text) is took_part
    if took_part:
        assert 'value="discussion" checked' in page.text
        for hidden in (discussion_mark(CaseState.AGREED), "SYV25-", "/record"):
            assert hidden not in page.text


@pytest.mark.parametrize("known", [Known.NOT_KNOWN, Known.NOT_ASKED])
def test_who_came_for_an_agency_that_does_not_know_the_child_is_not_asked(
    known: Known, sign_in_as: SignInAs, database: Database, world: World, closed: World
) -> None:
    expect(database, closed, world.people["police colleague"], Reply.COMING, Came.YES, known)
    client = sign_in_as("police colleague")
    assert client.get(page_of(closed)).status_code == 404
    assert page_of(closed) not in client.get("/afterwards").text


def expect(
    database: Database,
    of: World,
    person: Person,
    reply: Reply,
    came: Came,
    known: Known = Known.KNOWN,
) -> None:
    """Let somebody be expected from the police, who ``came``."""
    case = of.cases[CaseState.AGREED]
    of_police = {"partnership_id": of.partnership, "agency": "police"}
    with changing(database, of) as session:
        session.add(
            InvitedRow(**of_police, case_id=case, name="Pat", person_id=person.id, number=9,
                       reply=reply.value)
        )  # fmt: skip
        attended = select(AttendanceRow).filter_by(
            **of_police, discussion_id=of.discussions[CaseState.AGREED]
        )
        session.scalars(attended).one().came = came.value
        involved = select(InvolvementRow).filter_by(**of_police, case_id=case)
        session.scalars(involved).one().known = known.value


def test_the_list_names_just_the_audits_whose_page_is_there(
    database: Database, world: World, closed: World
) -> None:
    """The list looks through the database, the page asks the rule: they say the same."""
    with database.reading() as session:
        for who, person in world.people.items():
            listed = {one.audit_id for one in list_taken_part(session, person)}
            assert listed == {
                audit for audit in (world.audit, closed.audit) if _reads(session, person, audit)
            }, who


def test_the_whole_audit_is_told_of_only_when_it_is_closed(
    sign_in_as: SignInAs, world: World, closed: World
) -> None:
    client = sign_in_as("police practitioner")
    assert "From the whole audit" not in client.get(page_of(world)).text
    assert "From the whole audit" in client.get(page_of(closed)).text


# What is written


def test_a_page_saved_untouched_is_nothing_written(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    client, by = sign_in_as("police practitioner"), world.people["police practitioner"]
    send(client, database, by, world.audit, activity="return")
    assert "you have written something" not in client.get("/afterwards").text
    send(client, database, by, world.audit, activity="return", helped="The questions came early.")
    assert "you have written something" in client.get("/afterwards").text


def test_what_is_saved_stands_there_the_next_time(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    client, by = sign_in_as("police practitioner"), world.people["police practitioner"]
    saved = send(
        client, database, by, world.audit,
        helped="The questions came early.", day="2025-05-19", hours="2,5",
        activity="return", reflection="I ring before I write.",
    )  # fmt: skip
    assert saved.status_code == 303
    text = client.get(page_of(world)).text
    for typed in ("The questions came early.", "2025-05-19", "2.5", "I ring before I write."):
        assert typed in text


@pytest.mark.parametrize(
    "wrong", [{"hours": "many"}, {"day": "yesterday"}, {"hours": "many", "day": "yesterday"}]
)
def test_a_slip_in_the_note_stops_no_answer_and_nothing_else_of_the_note(
    wrong: dict[str, str], sign_in_as: SignInAs, database: Database, world: World
) -> None:
    client, by = sign_in_as("police practitioner"), world.people["police practitioner"]
    sound = {"hours": "2.5", "day": "2025-05-19"}
    send(client, database, by, world.audit, **sound)
    typed = {"differently": "Begin at ten.", "reflection": "Mine."} | sound | wrong
    refused = send(client, database, by, world.audit, **typed)
    assert refused.status_code == 422
    assert "What is named here is not saved. Everything else is." in refused.text
    for place, text in wrong.items():
        assert f'href="#{place}"' in refused.text
        assert f'value="{text}"' in refused.text
    saved = client.get(page_of(world)).text
    for text in ("Begin at ten.", "Mine.", *sound.values()):
        assert text in saved
    seen = refused.text.split('name="seen" value="')[1].split('"')[0]
    mended = visitors.send(client, page_of(world), **typed | sound, seen=seen)
    assert mended.status_code == 303


def test_an_answer_that_is_too_long_is_refused_with_all_that_was_typed(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    client, by = sign_in_as("police practitioner"), world.people["police practitioner"]
    refused = send(
        client, database, by, world.audit, differently="x" * 20_001, helped="The day.", hours="2"
    )
    assert refused.status_code == 422
    for typed in ("The day.", "x" * 20_001, 'value="2"'):
        assert typed in refused.text
    assert 'href="#differently"' in refused.text
    assert "The day." not in client.get(page_of(world)).text


def test_a_text_that_met_another_device_s_is_shown_beside_what_stands(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    client, by = sign_in_as("police practitioner"), world.people["police practitioner"]
    before = version(database, by, world.audit)
    send(client, database, by, world.audit, helped="From the telephone.")
    late = visitors.send(client, page_of(world), seen=before, helped="From the office.")
    assert late.status_code == 409
    assert "From the telephone." in late.text
    assert "From the office." in late.text
    assert "From the telephone." in client.get(page_of(world)).text
    again = version(database, by, world.audit)
    assert again in late.text
    assert visitors.send(client, page_of(world), seen=again, helped="Both.").status_code == 303


def test_what_may_identify_somebody_is_marked_under_its_box(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    client, by = sign_in_as("police practitioner"), world.people["police practitioner"]
    send(client, database, by, world.audit, in_the_way="Ring 0113 496 0123 first.")
    assert "looks like a telephone number" in client.get(page_of(world)).text


def test_history_says_that_something_was_saved_and_nothing_of_what(
    database: Database, world: World
) -> None:
    answer(database, world, "police practitioner", NextTime(helped="The early date."))
    with database.reading() as session:
        found = session.execute(
            select(HistoryEvent.by, HistoryContent.before, HistoryContent.after)
            .join(HistoryContent, HistoryContent.event_id == HistoryEvent.id)
            .where(HistoryEvent.what == "afterwards.saved")
        ).all()
    assert found == [(world.people["police practitioner"].id, "{}", "{}")]


# Who reads what was written


def test_the_business_unit_reads_answers_from_three_people_on_and_no_name(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    client, address = sign_in_as("coordinator"), f"/audits/{world.audit}/next-time"
    answer(database, world, "police practitioner", NextTime(differently="Zebra crossing"))
    answer(database, world, "school practitioner", NextTime(differently="Begin at ten"))
    early = client.get(address).text
    assert "Begin at ten" not in early
    assert "2 people have" in early
    answer(database, world, "chair", NextTime(differently="More tea"))
    text = client.get(address).text
    assert text.index("Begin at ten") < text.index("More tea") < text.index("Zebra crossing")
    for who in ("police practitioner", "school practitioner", "chair"):
        assert world.people[who].name not in text


def test_a_note_is_read_by_nobody_but_its_writer(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    by, audit = world.people["police practitioner"], f"/audits/{world.audit}"
    own = sign_in_as("police practitioner")
    send(own, database, by, world.audit, reflection="markreflection", helped="markhelped")
    for who in ("school practitioner", "chair"):
        answer(database, world, who, NextTime(helped="More tea"))
    for page in (page_of(world), f"{audit}/cpd-note.docx"):
        assert "markreflection" in text_of(own.get(page))
        for who in ("police lead", "school practitioner", "chair"):
            others = sign_in_as(who).get(page)
            assert others.status_code == 200
            assert "markreflection" not in text_of(others)
    coordinator = sign_in_as("coordinator")
    for page in (f"{audit}/next-time", f"{audit}/summary", audit):
        others = coordinator.get(page)
        assert others.status_code == 200
        assert "markreflection" not in others.text
    assert "markhelped" in coordinator.get(f"{audit}/next-time").text


@pytest.mark.parametrize("paper", ["docx", "pdf"])
def test_the_note_says_who_when_how_long_and_what_and_nothing_of_the_case(
    paper: str, sign_in_as: SignInAs, database: Database, world: World
) -> None:
    by, client = world.people["police practitioner"], sign_in_as("police practitioner")
    send(
        client, database, by, world.audit,
        day="2025-05-19", hours="7.25", activity="holding",
        reflection="I ring before I write.",
        helped="marknexttime",
    )  # fmt: skip
    taken = client.get(f"/audits/{world.audit}/cpd-note.{paper}")
    text = " ".join(text_of(taken).split())
    for said in (by.name, "19 May 2025", "7.25", Activity.HOLDING.label, "I ring before I write."):
        assert said in text
    for hidden in ("SYV25-", "School", "marknexttime", discussion_mark(CaseState.AGREED)):
        assert hidden not in text
    assert taken.headers["Content-Disposition"] == f"attachment; filename=world-cpd-note.{paper}"


def test_a_reference_is_turned_away_from_the_note(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    with database.reading() as session:
        reference = session.scalars(
            select(CaseRow.reference).where(CaseRow.id == world.cases[CaseState.OPEN])
        ).one()
    by, client = world.people["police practitioner"], sign_in_as("police practitioner")
    refused = send(client, database, by, world.audit, reflection=f"About {reference}.")
    assert refused.status_code == 422
    assert "Leave out the reference" in refused.text


def _reads(session: Session, person: Person, audit: UUID) -> bool:
    try:
        read_afterwards(session, person, audit)
    except Hidden:
        return False
    return True
