"""Consultations as practitioners and the group meet them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from app.db.consultations import load_consultation
from app.db.engine import Database
from app.db.models.history import HistoryContent
from app.operations import consultations
from app.operations.versions import version_of
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.learning.consultations import SaidOf
from audit_tools.permissions import Grant, Person, Role
from tests import factories
from tests.app.learning.conftest import SignInAs
from tests.app.visitors import send, text_of
from tests.learning import CONSULTATION

[SENTENCE] = CONSULTATION.sentences
SAID = "It should be short, and in a briefing."


@pytest.fixture
def asked(database: Database, people: dict[str, Person]) -> UUID:
    here = people["unit"].partnership
    for who in ("ade", "priya"):
        people[who] = factories.make_person(database, here, Grant(Role.PRACTITIONER, "police"))
    return consultations.add(database, by=people["learning"], consultation=CONSULTATION)


def answer(database: Database, person: Person, asked: UUID) -> None:
    consultations.answer(
        database, by=person, consultation_id=asked, answers={SENTENCE: SaidOf.AGREE}
    )


def test_an_answer_is_counted_once_and_nothing_says_whose_it_was(
    database: Database, people: dict[str, Person], asked: UUID, sign_in_as: SignInAs
) -> None:
    page, ade = f"/consultations/{asked}", sign_in_as("ade")
    assert send(ade, f"{page}/answer").status_code == 422
    assert send(ade, f"{page}/answer", **{"sentence-0": "agree"}).location == page
    assert "You have answered." in ade.get(page).text
    with pytest.raises(Refused, match="answered already"):
        answer(database, people["ade"], asked)
    answer(database, people["priya"], asked)
    with database.reading() as session:
        found = load_consultation(session, people["ade"].partnership, asked)
        kept = session.scalars(select(HistoryContent.after)).all()
    assert (found.counts, found.people) == ({SENTENCE: {"agree": 2}}, 2)
    assert not any("agree" in (text or "") for text in kept)
    assert "Told once 5 people have answered." in text_of(sign_in_as("board").get(page))
    assert "What practitioners answered" not in ade.get(page).text


def test_a_comment_is_read_by_others_once_the_group_has_responded(
    people: dict[str, Person], asked: UUID, sign_in_as: SignInAs, database: Database
) -> None:
    page, ade, group = f"/consultations/{asked}", sign_in_as("ade"), sign_in_as("learning")
    without = send(ade, f"{page}/comment", said=SAID)
    assert 'href="#role"' in without.text
    assert SAID in without.text
    send(ade, f"{page}/comment", said=SAID, role="response officer")
    assert SAID not in sign_in_as("priya").get(page).text
    assert "1 comment waits for a response." in text_of(group.get(page))
    with database.reading() as session:
        [comment] = load_consultation(session, people["ade"].partnership, asked).comments
    address, seen = f"/consultations/comments/{comment.id}", version_of("")
    assert send(group, address, response="We make it five minutes.", seen=seen).location == page
    assert send(group, address, response="No.", seen=seen).status_code == 409
    theirs = text_of(sign_in_as("priya").get(page))
    assert SAID in theirs
    assert "We make it five minutes." in theirs
    assert people["ade"].name not in theirs.split("Comments and what comes of them")[1]


def test_what_was_answered_stays_and_what_has_not_begun_or_is_over_takes_no_answer(
    database: Database, people: dict[str, Person], asked: UUID
) -> None:
    by = people["learning"]
    answer(database, people["ade"], asked)
    other = replace(CONSULTATION, sentences=("Another.",))
    seen = version_of(CONSULTATION)
    with pytest.raises(Invalid, match="have answered"):
        consultations.change(database, by=by, consultation_id=asked, consultation=other, seen=seen)
    over = replace(CONSULTATION, closes_on=date(2025, 5, 27))
    consultations.change(database, by=by, consultation_id=asked, consultation=over, seen=seen)
    with pytest.raises(Refused, match="not open"):
        answer(database, people["priya"], asked)
    later = replace(CONSULTATION, opens_on=date(2025, 5, 29))
    to_come = consultations.add(database, by=by, consultation=later)
    with pytest.raises(Hidden):
        answer(database, people["priya"], to_come)
    with database.reading() as session:
        listed = consultations.listed_for(session, people["priya"])
    assert [one.id for one in listed] == [asked]
