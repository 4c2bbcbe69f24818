"""Learning offers as they are kept and read, with what they are tied to."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.db.engine import Database
from app.db.learning_offers import list_evidence, list_frames, load_offer
from app.operations import learning_offers, learning_ties
from app.operations.versions import version_of
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.learning.frames import FrameKind
from audit_tools.learning.offers import LearningOffer
from audit_tools.permissions import Person
from tests.app.learning.conftest import SignInAs
from tests.app.visitors import send, text_of
from tests.changes import events
from tests.learning import BRIEFING, PRIORITY

People = dict[str, Person]


def add(database: Database, people: People, offer: LearningOffer = BRIEFING) -> UUID:
    return learning_offers.add_offer(database, by=people["learning"], offer=offer)


def test_an_offer_is_kept_with_all_that_it_is_tied_to_and_changed_by_who_saw_it(
    database: Database, people: People
) -> None:
    by = people["learning"]
    evidence = sorted(
        learning_ties.add_evidence(database, by=by, evidence=replace(PRIORITY, title=title))
        for title in ("One", "Another")
    )
    whole = replace(
        BRIEFING,
        levels=("eight-groups/3", "local-levels/2"),
        agencies=("police",),
        places=40,
        agency_places=(("police", 12),),
        answers=tuple(evidence),
    )
    id = add(database, people, whole)
    renamed = replace(whole, title="Renamed", answers=(evidence[1],))
    change = {"by": by, "offer_id": id, "offer": renamed, "seen": version_of(whole)}
    learning_offers.change_offer(database, **change)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        learning_offers.change_offer(database, **change)  # type: ignore[arg-type]
    with database.reading() as session:
        assert load_offer(session, by.partnership, id).offer == renamed
    assert [event for event in events(database) if event.startswith("learning-offer")] == [
        "learning-offer.added",
        "learning-offer.changed",
    ]
    learning_offers.remove_offer(database, by=by, offer_id=id)
    with database.reading() as session, pytest.raises(Hidden):
        load_offer(session, by.partnership, id)


@pytest.mark.parametrize(
    "changes",
    [
        {"themes": ("nothing",)},
        {"levels": ("eight-groups/9",)},
        {"agencies": ("nobody",)},
        {"own_agency": "nobody"},
        {"agency_places": (("nobody", 1),)},
        {"answers": (uuid4(),)},
    ],
)
def test_an_offer_names_nothing_that_is_not_there(
    database: Database, people: People, changes: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as wrong:
        add(database, people, replace(BRIEFING, **changes))
    assert wrong.value.place in changes


def test_evidence_leads_only_to_what_is_there(database: Database, people: People) -> None:
    for changes in ({"audit": uuid4(), "kind": EvidenceKind.AUDIT}, {"themes": ("nothing",)}):
        evidence = replace(PRIORITY, **changes)
        with pytest.raises((Hidden, Invalid)):
            learning_ties.add_evidence(database, by=people["unit"], evidence=evidence)
    own = LearningEvidence(EvidenceKind.OWN_ANALYSIS, "Own audit", agency="police")
    id = learning_ties.add_evidence(database, by=people["unit"], evidence=own)
    learning_ties.change_evidence(database, by=people["unit"], evidence_id=id,
                                  evidence=PRIORITY, seen=version_of(own))  # fmt: skip
    with database.reading() as session:
        [found] = list_evidence(session, people["unit"].partnership)
    assert found.evidence == PRIORITY


def test_a_level_that_an_offer_names_stays_in_its_frame(database: Database, people: People) -> None:
    by = people["learning"]
    add(database, people, replace(BRIEFING, levels=("local-levels/2",)))
    with database.reading() as session:
        before = learning_ties.frame_to_change(session, by, "local-levels")
    change = {"by": by, "key": "local-levels", "title": "Ours", "seen": version_of(before)}
    with pytest.raises(Invalid, match="2 by 1 offer"):
        learning_ties.change_frame(database, levels="1: First", **change)  # type: ignore[arg-type]
    learning_ties.change_frame(database, levels="2: Skill", **change)  # type: ignore[arg-type]
    learning_ties.add_frame(database, by=by, title="Hours", kind=FrameKind.DEPTH, levels="4")
    with pytest.raises(Invalid, match="of this title"):
        learning_ties.add_frame(database, by=by, title="hours", kind=FrameKind.DEPTH, levels="")
    with database.reading() as session:
        assert [frame.title for frame in list_frames(session, by.partnership)][-2:] == [
            "Ours",
            "Hours",
        ]


def test_the_pages_lead_from_the_list_to_an_offer_and_what_it_answers(
    sign_in_as: SignInAs, people: People, database: Database
) -> None:
    client = sign_in_as("learning")
    assert "No learning offer is entered yet." in client.get("/learning").text
    send(client, "/learning/evidence/new", kind="priority", title="Priority one")
    with database.reading() as session:
        [evidence] = list_evidence(session, people["learning"].partnership)
    typed = {"title": "A course", "kind": "course", "themes": "voice", "answers": str(evidence.id)}
    wrong = send(client, "/learning/new", **typed | {"places": "forty", "themes": "nothing"})
    assert 'href="#places"' in wrong.text
    address = send(client, "/learning/new", **typed | {"agency_places": "Police 3"}).location
    board = sign_in_as("board")
    assert "A course" in text_of(board.get("/learning?theme=voice"))
    assert "No offer is on this theme." in text_of(board.get("/learning?theme=planning"))
    page = text_of(board.get(address))
    assert "3 kept for Police" in page
    assert "Priority one" in page
    assert "Change the offer" not in page
