"""One invented example of every kind of paper, and how each is built up.

``python -m tests.reports.every_kind`` writes the files in ``golden`` afresh.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from audit_tools.action_plans.papers import StatementOfAction
from audit_tools.agency_kinds import AgencyKind
from audit_tools.blank_returns import blank_discussion, blank_return, questionnaire
from audit_tools.governance import AgendaItem, Asked, Decision, Front, MeetingPaper
from audit_tools.learning import consultations, coverage
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.needs_reports import NeedsReport
from audit_tools.strengths import StrengthLine, StrengthsBank, StrengthsOfTheme
from audit_tools.training_needs import Gap
from reports.documents import Kind
from reports.kinds.across import across
from reports.kinds.action_plan import action_plan
from reports.kinds.agenda import agenda
from reports.kinds.audit_year import audit_year
from reports.kinds.blank_discussion import blank_record
from reports.kinds.blank_return import blank
from reports.kinds.board_assurance import board_assurance
from reports.kinds.briefing import briefing
from reports.kinds.case_record import case_record
from reports.kinds.case_sheet import case_sheet
from reports.kinds.cpd_note import cpd_note
from reports.kinds.follow_up import follow_up
from reports.kinds.good_practice import good_practice
from reports.kinds.how_made import how_made
from reports.kinds.learning_strategy import learning_strategy
from reports.kinds.method_statement import method_statement
from reports.kinds.needs_report import needs_report
from reports.kinds.newsletter_item import newsletter_item
from reports.kinds.published_offer import published_offer
from reports.kinds.questionnaire import blank_questionnaire
from reports.kinds.return_copy import return_copy
from reports.kinds.side_by_side import side_by_side
from reports.kinds.statement_of_action import statement_of_action
from reports.kinds.strengths import strengths
from reports.kinds.theme_summary import theme_summary
from reports.kinds.training_needs import training_needs
from reports.outline import Chart, Heading, Outline, Table, Terms
from tests.learning import CONSULTATION, published
from tests.plans import followed, tracked, year
from tests.reports import papers
from tests.reports.of_one_reader import NOTE, PRACTICE, approved
from tests.reports.outlines import unfolded
from tests.reports.summaries import six_children
from tests.strategies import answering, strategy_paper
from tests.two_audits import LETTERS, both
from tests.wide_tool import wide_tool

GOLDEN = Path(__file__).with_name("golden")
AT = datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
MEETING = MeetingPaper(
    "Silver MACE",
    date(2025, 6, 3),
    (
        AgendaItem(UUID(int=1), 1, "The summary", Front(Asked.NOTE, "What it says."),
                   decision=Decision("Noted.", "Police", date(2025, 7, 1))),
        AgendaItem(UUID(int=2), 2, "The plan", Front(Asked.DECIDE, "Who takes it on.")),
    ),
    "OFFICIAL",
    invented=False,
    at=AT,
)  # fmt: skip
BANK = StrengthsBank(
    "Leeds",
    "OFFICIAL",
    invented=False,
    at=AT,
    themes=(
        StrengthsOfTheme("voice", "Voice of the child", (StrengthLine("heard", ("An audit",)),)),
    ),
)


def needs() -> NeedsReport:
    """With something in each of its parts."""
    facts = six_children()
    (need,) = facts.needs
    judged = coverage.Judged(coverage.Cover.PARTLY, "Few know it.", AT.date())
    offered = coverage.CoverRow(
        coverage.Asked(need.key), "Police", "", "", coverage.Cover.COVERED, ("A course.",), judged
    )
    said = replace(need, audience="Officers", gap=Gap.NOT_APPLIED, offered=(offered,))
    [sentence] = CONSULTATION.sentences
    comment = consultations.Comment(UUID(int=1), "Short.", "nurse", AT.date())
    return NeedsReport(
        replace(facts, needs=(said,)),
        AT,
        (answering(need.key),),
        (LearningEvidence(EvidenceKind.PRACTITIONERS, "Group", "Short.", on=AT.date()),),
        (consultations.heard(CONSULTATION, {sentence: {"agree": 5}}, 5, (comment,)),),
    )


FACTS: dict[Kind, Any] = {
    Kind.THEME_SUMMARY: six_children(),
    Kind.TRAINING_NEEDS: six_children(),
    Kind.HOW_MADE: six_children(),
    Kind.BOARD_ASSURANCE: six_children(),
    Kind.BRIEFING: six_children(),
    Kind.NEWSLETTER: six_children(),
    Kind.NEEDS_REPORT: needs(),
    Kind.COMPARISON: both(),
    Kind.ACROSS: LETTERS,
    Kind.ACTION_PLAN: tracked(),
    Kind.STATEMENT_OF_ACTION: StatementOfAction(tracked()),
    Kind.AUDIT_YEAR: year(),
    Kind.LEARNING_STRATEGY: strategy_paper(),
    Kind.FOLLOW_UP: followed(),
    Kind.AGENDA: MEETING,
    Kind.STRENGTHS: BANK,
    Kind.PUBLISHED_OFFER: published(),
    Kind.METHOD_STATEMENT: approved(),
    Kind.GOOD_PRACTICE: PRACTICE,
    Kind.CPD_NOTE: NOTE,
    Kind.CASE_RECORD: papers.record(),
    Kind.RETURN_COPY: papers.copy(),
    Kind.BLANK_RETURN: blank_return(papers.copy().tool, AgencyKind.POLICE, "OFFICIAL"),
    Kind.BLANK_DISCUSSION: blank_discussion(papers.copy().tool, "OFFICIAL"),
    Kind.QUESTIONNAIRE: questionnaire(wide_tool(), "said", "OFFICIAL"),
    Kind.CASE_SHEET: (papers.sheet(),),
}
"""What each kind is made from."""

_OUTLINES: dict[Kind, Callable[[Any], Outline]] = {
    Kind.THEME_SUMMARY: theme_summary,
    Kind.TRAINING_NEEDS: training_needs,
    Kind.HOW_MADE: how_made,
    Kind.BOARD_ASSURANCE: board_assurance,
    Kind.BRIEFING: briefing,
    Kind.NEWSLETTER: newsletter_item,
    Kind.NEEDS_REPORT: needs_report,
    Kind.COMPARISON: side_by_side,
    Kind.ACROSS: across,
    Kind.ACTION_PLAN: action_plan,
    Kind.STATEMENT_OF_ACTION: statement_of_action,
    Kind.AUDIT_YEAR: audit_year,
    Kind.LEARNING_STRATEGY: learning_strategy,
    Kind.FOLLOW_UP: follow_up,
    Kind.AGENDA: agenda,
    Kind.STRENGTHS: strengths,
    Kind.PUBLISHED_OFFER: published_offer,
    Kind.METHOD_STATEMENT: method_statement,
    Kind.GOOD_PRACTICE: good_practice,
    Kind.CPD_NOTE: cpd_note,
    Kind.CASE_RECORD: case_record,
    Kind.RETURN_COPY: return_copy,
    Kind.BLANK_RETURN: blank,
    Kind.BLANK_DISCUSSION: blank_record,
    Kind.QUESTIONNAIRE: blank_questionnaire,
    Kind.CASE_SHEET: lambda sheets: case_sheet(sheets[0]),
}


def outline_of(kind: Kind) -> Outline:
    """The example of a kind before it is written."""
    return _OUTLINES[kind](FACTS[kind])


def structure_of(outline: Outline) -> str:
    """Its title, headings, labels and heads of tables, a line to each, as they follow."""
    return "\n".join([f"# {outline.title}", *_lines(outline), ""])


def golden_of(kind: Kind) -> Path:
    return GOLDEN / f"{kind}.txt"


def _lines(outline: Outline) -> Iterator[str]:
    for node in unfolded(outline.nodes):
        match node:
            case Heading():
                yield f"{'#' * node.level} {node.text}"
            case Terms():
                yield from (f"- {term.label}" for term in node.rows)
            case Table():
                yield _head(node)
            case Chart():
                yield f"picture: {node.name}"
                yield _head(node.numbers)


def _head(table: Table) -> str:
    return f"{table.caption}: | {' | '.join(table.columns)} |"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for one in Kind:
        golden_of(one).write_text(structure_of(outline_of(one)), encoding="utf-8")
