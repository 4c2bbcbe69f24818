"""Plans as documents: an action plan, a written statement of action, the year's audit plan, the
learning and development strategy, the needs report of an audit, what became of the findings of an
inspection.

They hold what boards and inspectorates are told, and nothing of a case. Whatever the form, it is
made of one outline: the page, Word and PDF of the one that is read, a workbook, CSV and JSON of the
same rows as tables.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from audit_tools.action_plans.follow_up import FollowUp
from audit_tools.action_plans.papers import PlanPaper, StatementOfAction
from audit_tools.audit_years import AuditYear
from audit_tools.errors import Invalid
from audit_tools.learning_strategy.papers import StrategyPaper
from audit_tools.needs_reports import NeedsReport
from audit_tools.words.word_list import Words
from reports.acronyms import with_acronyms, with_legend
from reports.documents import MEDIA_TYPES, Document, Format, Kind
from reports.forms import DATA, WRITERS
from reports.kinds.action_plan import action_plan, plan_as_data
from reports.kinds.audit_year import audit_year, audit_year_as_data
from reports.kinds.follow_up import follow_up
from reports.kinds.learning_strategy import learning_strategy, strategy_as_data
from reports.kinds.needs_register import as_workbook
from reports.kinds.needs_report import needs_report
from reports.kinds.statement_of_action import statement_of_action
from reports.outline import Outline
from reports.provenance import PlanFacts, with_origin
from reports.tables import as_tables
from reports.writers.plan_json import write_plan_json
from reports.writers.strategy_json import write_strategy_json


@dataclass(frozen=True)
class _Plan:
    """A plan before it is written: to be read, and the tables and data of one whose readers want
    others than ``reports.tables`` makes; ``workbook`` arranges those for a workbook alone.
    ``is_agreed`` says that it was agreed word for word."""

    kind: Kind
    stem: str
    read: Callable[[], Outline]
    tables: Callable[[], Outline] | None = None
    as_json: Callable[[], bytes] | None = None
    workbook: Callable[[Outline], Outline] = lambda tables: tables
    is_agreed: bool = False


def make_plan(kind: str, facts: PlanFacts, format: str, words: Words | None = None) -> Document:
    """``action-plan``, ``statement-of-action``, ``audit-plan``, ``learning-strategy``,
    ``needs-report`` and ``what-became-of-the-findings`` in all forms.

    With ``words`` what is handed round says what each acronym stands for. Raises ``Invalid`` for
    anything else.
    """
    plan = _plan_of(facts)
    if kind != plan.kind or format not in {*WRITERS, *DATA}:
        raise Invalid("There is no such plan.")
    data = _written(plan, facts, format, words)
    return Document(f"{plan.stem}.{format}", MEDIA_TYPES[Format(format)], data)


def plan_outline(facts: PlanFacts) -> Outline:
    """A plan as it is read, before it is written."""
    return _plan_of(facts).read()


def _plan_of(facts: PlanFacts) -> _Plan:
    match facts:
        case PlanPaper():
            return _Plan(
                Kind.ACTION_PLAN,
                "action-plan",
                lambda: action_plan(facts),
                lambda: plan_as_data(facts),
                lambda: write_plan_json(facts),
                is_agreed=True,
            )
        case StatementOfAction():
            number = f"-{facts.update.number}" if facts.update else "-draft"
            return _Plan(
                Kind.STATEMENT_OF_ACTION,
                f"statement-of-action{number}",
                lambda: statement_of_action(facts),
                is_agreed=True,
            )
        case AuditYear():
            return _Plan(
                Kind.AUDIT_YEAR,
                f"audit-plan-{facts.label.replace('/', '-')}",
                lambda: audit_year(facts),
                lambda: audit_year_as_data(facts),
            )
        case FollowUp():
            return _Plan(Kind.FOLLOW_UP, Kind.FOLLOW_UP.value, lambda: follow_up(facts))
        case NeedsReport():
            stem = f"{facts.facts.key}-{Kind.NEEDS_REPORT}"
            return _Plan(
                Kind.NEEDS_REPORT,
                stem,
                lambda: needs_report(facts),
                workbook=lambda tables: as_workbook(facts, tables),
            )
        case StrategyPaper():
            return _Plan(
                Kind.LEARNING_STRATEGY,
                "learning-strategy",
                lambda: learning_strategy(facts),
                lambda: strategy_as_data(facts),
                lambda: write_strategy_json(facts),
            )
    assert_never(facts)


def _written(plan: _Plan, facts: PlanFacts, format: str, words: Words | None) -> bytes:
    if format in DATA:
        return _as_data(plan, facts, format, words)
    outline = plan.read()
    if format != Format.HTML:
        worded = with_legend if plan.is_agreed else with_acronyms
        outline = with_origin(worded(outline, words), facts)
    return WRITERS[format](outline.title, (outline,))


def _as_data(plan: _Plan, facts: PlanFacts, format: str, words: Words | None) -> bytes:
    if plan.as_json and format == Format.JSON:
        return plan.as_json()
    if plan.tables:
        return DATA[format](plan.tables())
    tables = as_tables(with_origin(with_legend(plan.read(), words), facts))
    return DATA[format](plan.workbook(tables) if format == Format.XLSX else tables)
