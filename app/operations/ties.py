"""What an action can be tied to: findings of inspectors, themes, audits, questions, agencies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.action_plans import PlanOnFile
from app.db.agencies import list_agencies
from app.db.inspections import load_inspection
from app.db.tools import newest_tools, themes_of
from app.operations.summaries import list_summaries
from audit_tools.action_plans.papers import AnsweredBy
from audit_tools.action_plans.tracking import Answers
from audit_tools.errors import CHOOSE, Problem
from audit_tools.permissions import Person

Listed = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Offered:
    """Keys and labels, each list in the order in which it is shown."""

    findings: Listed
    themes: Listed
    audits: Listed
    questions: Listed
    agencies: Listed

    def wrong(self, answers: Answers, agencies: Iterable[str]) -> Iterator[Problem]:
        """What is not among these, each at the place of its field."""
        question = f"{answers.tool}/{answers.question}" if answers.question else ""
        asked = {
            "finding_number": (self.findings, [str(answers.finding or "")]),
            "theme": (self.themes, [answers.theme]),
            "audit": (self.audits, [str(answers.audit or "")]),
            "question": (self.questions, [question]),
            "agencies": (self.agencies, list(agencies)),
        }
        for place, (listed, keys) in asked.items():
            if not {key for key in keys if key} <= dict(listed).keys():
                yield Problem(place, CHOOSE)

    def words(self, answers: Answers) -> AnsweredBy:
        """What an action answers, as people read it; what is there no more is left out."""
        question = f"{answers.tool}/{answers.question}"
        return AnsweredBy(
            dict(self.findings).get(str(answers.finding), ""),
            dict(self.themes).get(answers.theme, ""),
            dict(self.questions).get(question, ""),
        )


def offered_for(session: Session, person: Person, plan: PlanOnFile) -> Offered:
    """What the actions of a plan can be tied to, as far as the person may read it."""
    here = person.partnership
    found = plan.inspection and load_inspection(session, here, plan.inspection)
    findings = found.inspection.findings if found else ()
    return Offered(
        tuple((str(f.number), f"{f.number}. {f.statement}") for f in findings),
        tuple(themes_of(session, here).items()),
        audits_offered(session, person),
        questions_offered(session, here),
        tuple((agency.key, agency.name) for agency in list_agencies(session, here)),
    )


def audits_offered(session: Session, person: Person) -> Listed:
    """The audits whose summary the person may read."""
    found = list_summaries(session, by=person)
    return tuple((str(one.audit.id), one.audit.cycle.title) for one in found)


def questions_offered(session: Session, partnership: UUID, theme: str = "") -> Listed:
    """The questions of all audit tools, each by its tool and its key; those on a theme alone, if
    one is named."""
    return tuple(
        (f"{tool.key}/{q.key}", f"{tool.title}: {q.number} {q.text}".strip())
        for tool in newest_tools(session, partnership).values()
        for q in tool.questions
        if not q.asked.is_once and (not theme or theme in q.themes)
    )
