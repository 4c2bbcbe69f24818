"""Yearly training returns: given by an agency's lead, read by the group, and made evidence."""

from app.db.engine import Database
from app.db.learning_offers import list_evidence
from audit_tools.learning.evidence import EvidenceKind
from audit_tools.permissions import Grant, Person, Role
from tests import factories
from tests.app.learning.conftest import SignInAs
from tests.app.page_forms import read_forms
from tests.app.visitors import send, text_of

LIST = "/training-returns/2024"
OWN, OTHER = f"{LIST}/police", f"{LIST}/school"


def test_a_lead_gives_the_return_of_their_agency_and_sees_no_other(
    sign_in_as: SignInAs, people: dict[str, Person], database: Database
) -> None:
    here = people["unit"].partnership
    for who, agency in (("police", "police"), ("school", "school")):
        people[who] = factories.make_person(database, here, Grant(Role.AGENCY_LEAD, agency))
    lead = sign_in_as("police")
    assert lead.get("/training-returns").location == LIST
    assert "School" not in text_of(lead.get(LIST))
    assert lead.get(f"{OTHER}/give").status_code == 404
    assert lead.get(OTHER).status_code == 404
    [seen] = read_forms(lead.get(f"{OWN}/give").text)[""]["seen"]
    answers = {"staff": "640", "trained": "4120", "analysis": "Own audit", "seen": seen}
    wrong = send(lead, f"{OWN}/give", **answers)
    assert 'href="#trained"' in wrong.text
    answers |= {"trained": "412", "themes": "voice", "found": "To listen."}
    assert send(lead, f"{OWN}/give", **answers).location == OWN
    met = send(lead, f"{OWN}/give", **answers | {"staff": "700"})
    assert met.status_code == 409
    assert "412 of 640 staff" in text_of(lead.get(OWN))
    assert sign_in_as("school").get(OWN).status_code == 404
    for address in ("/training-returns/2026", "/training-returns/2026/police"):
        assert lead.get(address).status_code == 404
    grants: list[Grant | Role] = [Grant(Role.AGENCY_LEAD, "police"), Role.BOARD_MEMBER]
    people["both"] = factories.make_person(database, here, *grants)
    assert sign_in_as("both").get(OTHER).status_code == 200
    assert sign_in_as("both").get(f"{OTHER}/give").status_code == 404


def test_the_group_reads_all_and_takes_an_analysis_as_evidence_once(
    sign_in_as: SignInAs, people: dict[str, Person], database: Database
) -> None:
    here = people["unit"].partnership
    people["police"] = factories.make_person(database, here, Grant(Role.AGENCY_LEAD, "police"))
    [seen] = read_forms(sign_in_as("police").get(f"{OWN}/give").text)[""]["seen"]
    answers = {"analysis": "Own audit", "themes": "voice", "found": "To listen.", "seen": seen}
    send(sign_in_as("police"), f"{OWN}/give", **answers)
    group, board = sign_in_as("learning"), sign_in_as("board")
    assert "1 of 2 returns are given." in text_of(board.get(LIST))
    assert "Take its own analysis" not in text_of(board.get(OWN))
    assert send(group, f"{OTHER}/evidence").status_code == 403
    assert send(group, f"{OWN}/evidence").location == "/learning/evidence"
    assert send(group, f"{OWN}/evidence").status_code == 403
    with database.reading() as session:
        [one] = list_evidence(session, here)
    evidence = one.evidence
    assert (evidence.kind, evidence.agency) == (EvidenceKind.OWN_ANALYSIS, "police")
    assert (evidence.title, evidence.said) == ("Own audit", "To listen.")
    assert evidence.themes == ("voice",)
