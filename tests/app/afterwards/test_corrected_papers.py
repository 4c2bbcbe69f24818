"""A correction after the signing off is said on every kind of paper that used the record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from app.db.engine import Database
from app.db.models.findings import FindingRow
from app.db.models.inspections import InspectionFindingRow, InspectionRow
from app.operations.corrections import correct_record
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from reports.documents import Kind
from tests.app.afterwards.conftest import SignInAs
from tests.app.summaries.worlds import AGREED_WORDING, word_finding
from tests.app.visitors import text_of
from tests.changes import change_audit, change_row, changing
from tests.stored_strategies import add_strategy
from tests.world import World, discussion_mark, make_another_audit

COUNTED = "The record of 1 of 1 child was corrected after it was signed off."
NAMED = "In “An audit for tests: {}” a record was corrected after it was signed off."


@dataclass(frozen=True)
class Used:
    """Who reads a kind of paper, where, and what it says once a record was corrected."""

    who: str
    said: str
    places: tuple[str, ...]


USED = {
    Kind.THEME_SUMMARY: Used(
        "board member",
        COUNTED,
        (
            "/audits/{closed}/summary",
            "/audits/{closed}/summary.docx",
            "/audits/{closed}/summary.pdf",
        ),
    ),
    Kind.TRAINING_NEEDS: Used(
        "board member",
        COUNTED,
        (
            "/audits/{closed}/training-needs",
            "/audits/{closed}/training-needs.docx",
            "/audits/{closed}/training-needs.pdf",
        ),
    ),
    Kind.HOW_MADE: Used(
        "board member", COUNTED, ("/audits/{closed}/summary/how-the-numbers-are-made",)
    ),
    Kind.NEEDS_REPORT: Used(
        "board member",
        COUNTED,
        (
            "/audits/{closed}/needs-report",
            "/audits/{closed}/needs-report.docx",
            "/audits/{closed}/needs-report.csv",
        ),
    ),
    Kind.BOARD_ASSURANCE: Used(
        "board member",
        COUNTED,
        (
            "/audits/{closed}/papers/board-assurance",
            "/audits/{closed}/papers/board-assurance/paper.docx",
        ),
    ),
    # What goes to staff counts nobody.
    Kind.BRIEFING: Used(
        "board member",
        NAMED.format("closed"),
        (
            "/audits/{closed}/papers/seven-minute-briefing",
            "/audits/{closed}/papers/seven-minute-briefing/paper.docx",
        ),
    ),
    Kind.NEWSLETTER: Used(
        "board member",
        NAMED.format("closed"),
        (
            "/audits/{closed}/papers/newsletter-item",
            "/audits/{closed}/papers/newsletter-item/paper.docx",
        ),
    ),
    Kind.COMPARISON: Used(
        "board member",
        COUNTED,
        ("/audits/{closed}/comparison", "/audits/{closed}/comparison/paper.docx"),
    ),
    Kind.ACROSS: Used(
        "board member",
        NAMED.format("letters"),
        ("/audits/{letters}/themes-by-area", "/audits/{letters}/themes-by-area/paper.docx"),
    ),
    Kind.GOOD_PRACTICE: Used(
        "police lead",
        COUNTED,
        (
            "/audits/{closed}/heads/police",
            "/audits/{closed}/heads/police/good-practice.docx",
            "/audits/{closed}/heads/police/good-practice.pdf",
        ),
    ),
    Kind.LEARNING_STRATEGY: Used(
        "learning member",
        NAMED.format("closed"),
        (
            "/strategies/{strategy}",
            "/strategies/{strategy}/after",
            "/strategies/{strategy}/paper",
            "/strategies/{strategy}/strategy.docx",
        ),
    ),
    Kind.FOLLOW_UP: Used(
        "board member",
        NAMED.format("closed"),
        ("/inspections/{inspection}/followed-up", "/inspections/{inspection}/followed-up.docx"),
    ),
    Kind.STRENGTHS: Used(
        "learning member",
        NAMED.format("before"),
        ("/strengths", "/strengths?theme=voice", "/strengths/paper.docx"),
    ),
}
# The theme summary as data is all that its audience may be given, in a form of its own.
AS_DATA = Used(
    "board member", ",corrected after signing off,1,1,", ("/audits/{closed}/summary.csv",)
)
UNTOUCHED = {
    Kind.CASE_RECORD: "is the record, and says of each place what stood there",
    Kind.CASE_SHEET: "there is none once the discussion is over",
    Kind.RETURN_COPY: "holds a return, which no correction changes",
    Kind.CPD_NOTE: "holds nothing of a case",
    Kind.METHOD_STATEMENT: "is made from the set-up",
    Kind.ACTION_PLAN: "holds actions, in the words of the plan",
    Kind.STATEMENT_OF_ACTION: "the same",
    Kind.AUDIT_YEAR: "holds which audits are planned",
    Kind.AGENDA: "names papers, which say so themselves",
    Kind.PUBLISHED_OFFER: "names no audit",
    Kind.BLANK_RETURN: "holds what is asked, and no answer",
    Kind.BLANK_DISCUSSION: "the same",
    Kind.QUESTIONNAIRE: "the same",
}


def test_of_every_kind_of_paper_it_is_said_whether_it_uses_records() -> None:
    assert USED.keys() | UNTOUCHED.keys() == set(Kind)
    assert not USED.keys() & UNTOUCHED.keys()


@pytest.fixture
def before(database: Database, world: World) -> World:
    """A closed audit before, with a strength in agreed wording."""
    before = make_another_audit(
        database, world, [CaseState.AGREED], key="before", phase=Phase.CLOSED
    )
    change_audit(database, before, returns_due=date(2024, 11, 15))
    strength = before.findings[CaseState.AGREED]
    change_row(database, before, FindingRow, strength, kind="strength")
    word_finding(database, before, AGREED_WORDING, by="coordinator", agreed_by="chair")
    return before


@pytest.fixture
def letters(database: Database, world: World) -> World:
    """Published findings about an area."""
    letters = make_another_audit(
        database, world, [CaseState.AGREED], key="letters", phase=Phase.CLOSED
    )
    published = {"attribution": "Letters.", "counts_one": "area", "counts_many": "areas"}
    change_audit(database, letters, **published)
    return letters


@pytest.fixture
def inspection(database: Database, closed: World) -> UUID:
    """An inspection with a finding that the closed audit answers."""
    here, inspection = closed.partnership, uuid4()
    with changing(database, closed) as session:
        session.add(InspectionRow(partnership_id=here, id=inspection, key="i", title="One"))
        session.flush()
        session.add(InspectionFindingRow(partnership_id=here, id=uuid4(), number=1,
                                         inspection_id=inspection, statement="A finding",
                                         themes=["voice"]))  # fmt: skip
    change_audit(database, closed, inspection_findings=[1])
    return inspection


def test_every_paper_that_used_a_corrected_record_says_so(
    sign_in_as: SignInAs,
    database: Database,
    closed: World,
    before: World,
    letters: World,
    inspection: UUID,
) -> None:
    strategy = add_strategy(database, closed.people["learning member"], closed.audit)
    ids = {
        "closed": closed.audit,
        "letters": letters.audit,
        "inspection": inspection,
        "strategy": strategy.id,
    }
    clients = {who: sign_in_as(who) for who in {used.who for used in USED.values()}}

    def read(who: str, place: str) -> str:
        answer = clients[who].get(place.format(**ids))
        assert answer.status_code == 200, place
        return " ".join(text_of(answer).split())

    def marked() -> set[str]:
        return {
            place
            for used in (*USED.values(), AS_DATA)
            for place in used.places
            if used.said in read(used.who, place)
        }

    assert marked() == set()
    for audit in (closed, before, letters):
        correct_record(
            database,
            by=audit.people["chair"],
            case_id=audit.cases[CaseState.AGREED],
            place="voice/why",
            seen=f"{discussion_mark(CaseState.AGREED)} why",
            after="He was asked twice.",
            reason="A visit was left out",
        )
    assert marked() == {place for used in (*USED.values(), AS_DATA) for place in used.places}
    data = clients["board member"].get(f"/audits/{closed.audit}/summary.json").get_json()
    assert data["corrected"] == {"count": 1, "of": 1}
