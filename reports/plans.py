"""Plans as documents: an action plan, a written statement of action, the year's audit plan, the
learning and development strategy, the needs report of an audit, what became of the findings of an
inspection.

They hold what boards and inspectorates are told, and nothing of a case. Whatever the form, it is
made of one outline: the page, Word and PDF of the one that is read, a workbook and CSV of the same
rows as tables.
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
from reports.documents import MEDIA_TYPES, Document, Format, Kind
from reports.kinds.action_plan import action_plan, plan_as_data
from reports.kinds.audit_year import audit_year, audit_year_as_data
from reports.kinds.follow_up import follow_up
from reports.kinds.learning_strategy import learning_strategy, strategy_as_data
from reports.kinds.needs_report import needs_report
from reports.kinds.statement_of_action import statement_of_action
from reports.outline import Outline
from reports.papers import WRITERS
from reports.provenance import PlanFacts, with_origin
from reports.writers.csv import write_first_table
from reports.writers.plan_json import write_plan_json
from reports.writers.strategy_json import write_strategy_json


@dataclass(frozen=True)
class _Plan:
    """A plan before it is written: to be read, and as tables and data where there are any."""

    kind: Kind
    stem: str
    read: Callable[[], Outline]
    tables: Callable[[], Outline] | None = None
    as_json: Callable[[], bytes] | None = None


def make_plan(kind: str, facts: PlanFacts, format: str) -> Document:
    """``action-plan``, ``learning-strategy`` and ``audit-plan`` as ``html``, ``docx``, ``pdf``,
    ``xlsx`` or ``csv``, the first two as ``json`` too; ``statement-of-action``,
    ``needs-report`` and ``what-became-of-the-findings`` as ``html``, ``docx`` or ``pdf``.

    Raises ``Invalid`` for anything else.
    """
    plan = _plan_of(facts)
    data = _written(plan, facts, format) if kind == plan.kind else None
    if data is None:
        raise Invalid("There is no such plan.")
    return Document(f"{plan.stem}.{format}", MEDIA_TYPES[Format(format)], data)


def _plan_of(facts: PlanFacts) -> _Plan:
    match facts:
        case PlanPaper():
            return _Plan(
                Kind.ACTION_PLAN,
                "action-plan",
                lambda: action_plan(facts),
                lambda: plan_as_data(facts),
                lambda: write_plan_json(facts),
            )
        case StatementOfAction():
            number = f"-{facts.update.number}" if facts.update else "-draft"
            return _Plan(
                Kind.STATEMENT_OF_ACTION,
                f"statement-of-action{number}",
                lambda: statement_of_action(facts),
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
            return _Plan(Kind.NEEDS_REPORT, stem, lambda: needs_report(facts))
        case StrategyPaper():
            return _Plan(
                Kind.LEARNING_STRATEGY,
                "learning-strategy",
                lambda: learning_strategy(facts),
                lambda: strategy_as_data(facts),
                lambda: write_strategy_json(facts),
            )
    assert_never(facts)


def _written(plan: _Plan, facts: PlanFacts, format: str) -> bytes | None:
    if format in WRITERS:
        outline = plan.read() if format == Format.HTML else with_origin(plan.read(), facts)
        return WRITERS[Format(format)](outline.title, (outline,))
    if plan.as_json and format == Format.JSON:
        return plan.as_json()
    if plan.tables and format == Format.CSV:
        return write_first_table(plan.tables())
    if plan.tables and format == Format.XLSX:
        # Loaded with the first workbook, which no start waits for.
        from reports.writers.xlsx import write_xlsx  # noqa: PLC0415

        return write_xlsx(plan.tables())
    return None
