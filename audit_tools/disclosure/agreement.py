"""What the discussions agreed: grades by section, outcomes, and how often agencies differed.

An agency's own grades are read here for one number only: in how many cases they were apart.
"""

from audit_tools import discussions, places
from audit_tools.audience import GradeCount, GradeLabel, OutcomeCount, Outcomes, SectionRow
from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.discussions import ReturnRead
from audit_tools.facts import CaseFacts
from audit_tools.numbers import Share
from audit_tools.tool import Section

OUTCOME_QUESTION = "overall.safer"


def grade_labels(agreed: AgreedCases) -> tuple[GradeLabel, ...]:
    """The grades of the audit's scale, the best first; none where it has no scale."""
    grades = agreed.scale.grades if agreed.scale else ()
    return tuple(GradeLabel(grade.key, grade.label, grade.initial) for grade in grades)


def sections(agreed: AgreedCases) -> tuple[SectionRow, ...]:
    """The agreed grades of each graded section, in the tool's order; none without a scale."""
    if agreed.scale is None:
        return ()
    labels = grade_labels(agreed)
    return tuple(_section_row(agreed, section, labels) for section in agreed.graded_sections)


def _section_row(
    agreed: AgreedCases, section: Section, labels: tuple[GradeLabel, ...]
) -> SectionRow:
    by_key = {label.key: label for label in labels}
    grades = tuple(by_key.get(case.agreed.get(section.key, "")) for case in agreed.cases)
    apart = [a for case in agreed.cases if (a := _apart(agreed, case, section)) is not None]
    return SectionRow(
        section.key,
        section.number,
        section.title,
        grades,
        tuple(GradeCount(label, grades.count(label)) for label in labels),
        Share(sum(steps >= 1 for steps in apart), len(apart)),
    )


def differed(agreed: AgreedCases) -> Share:
    """Cases in which agencies' own grades were apart in any section, of those with two or more."""
    steps = [
        [
            a
            for section in agreed.graded_sections
            if (a := _apart(agreed, case, section)) is not None
        ]
        for case in agreed.cases
    ]
    compared = [apart for apart in steps if apart]
    return Share(sum(max(apart) >= 1 for apart in compared), len(compared))


def _apart(agreed: AgreedCases, case: CaseFacts, section: Section) -> int | None:
    """Steps between the best and the worst own grade; ``None`` where fewer than two gave one."""
    place = places.grade_place(section.key)
    read = tuple(
        ReturnRead(r.agency, r.status, {place: r.grades[section.key]})
        for r in case.returns
        if r.status.is_received and section.key in r.grades
    )
    compared = discussions.compare(section, agreed.scale, read)
    return compared.apart if len(compared.grades) > 1 else None


def outcomes(agreed: AgreedCases) -> Outcomes | None:
    """Whether the children are safer, as counts; ``None`` where the tool does not ask."""
    asked = {question.key: question for question in agreed.facts.tool.panel_questions}
    if OUTCOME_QUESTION not in asked:
        return None
    question = asked[OUTCOME_QUESTION]
    given = [case.panel.get(question.key) for case in agreed.cases]
    counts = tuple(OutcomeCount(c.label, given.count(c.key)) for c in question.options)
    return Outcomes(question.text, counts, len(given) - sum(c.count for c in counts))
