"""A correction after the signing off is said on every paper that used the record."""

from app.db.engine import Database
from app.operations.corrections import correct_record
from audit_tools.cases import CaseState
from tests.app.afterwards.conftest import SignInAs
from tests.app.visitors import text_of
from tests.world import World, discussion_mark

SAID = "The record of 1 of 1 child was corrected after it was signed off."
PAPERS = {
    "board member": (
        "summary",
        "summary.docx",
        "summary.pdf",
        "training-needs",
        "training-needs.docx",
        "training-needs.pdf",
    ),
    "police lead": (
        "heads/police",
        "heads/police/good-practice.docx",
        "heads/police/good-practice.pdf",
    ),
}


def test_every_paper_that_used_a_corrected_record_says_so(
    sign_in_as: SignInAs, database: Database, world: World, closed: World
) -> None:
    def marked() -> set[str]:
        return {
            paper
            for who, papers in PAPERS.items()
            for paper in papers
            if SAID
            in " ".join(text_of(sign_in_as(who).get(f"/audits/{closed.audit}/{paper}")).split())
        }

    board = sign_in_as("board member")
    assert marked() == set()
    assert (
        ",corrected after signing off,0,1," in board.get(f"/audits/{closed.audit}/summary.csv").text
    )
    correct_record(
        database,
        by=world.people["chair"],
        case_id=closed.cases[CaseState.AGREED],
        place="voice/why",
        seen=f"{discussion_mark(CaseState.AGREED)} why",
        after="He was asked twice.",
        reason="A visit was left out",
    )
    assert marked() == {paper for papers in PAPERS.values() for paper in papers}
    data = board.get(f"/audits/{closed.audit}/summary.json").get_json()
    assert data["corrected"] == {"count": 1, "of": 1}
    assert (
        ",corrected after signing off,1,1," in board.get(f"/audits/{closed.audit}/summary.csv").text
    )
