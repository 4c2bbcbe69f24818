"""What the discussions agreed: grades by section, outcomes, and how often agencies differed.

An agency's own grades are read here only to count in how many cases they were how far apart.
"""

from collections.abc import Mapping, Sequence

from audit_tools.audience import (
    GradeCount,
    GradeLabel,
    MatchRow,
    ModerationRow,
    OutcomeCount,
    Outcomes,
    SectionRow,
)
from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.facts import CaseFacts, Moderated
from audit_tools.moderation import Matches, match
from audit_tools.numbers import Share
from audit_tools.sittings import graded_section
from audit_tools.statistics.agreement import (
    Coefficients,
    NotComputable,
    agree,
    coefficients,
)
from audit_tools.statistics.bounds import of_what_was_judged
from audit_tools.tool import Grade, Section

OUTCOME_QUESTION = "overall.safer"


def grade_labels(agreed: AgreedCases) -> tuple[GradeLabel, ...]:
    """The grades of the audit's scale, the best first; none where it has no scale."""
    grades = agreed.scale.grades if agreed.scale else ()
    return tuple(_label(grade) for grade in grades)


def _label(grade: Grade) -> GradeLabel:
    return GradeLabel(grade.key, grade.label, grade.initial, bool(grade.meets_standard))


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
    own = agree(_own(agreed, case, section) for case in agreed.cases)
    judged = [(grade.meets_standard, lacks)
              for grade, lacks in zip(grades, agreed.incomplete, strict=True) if grade]  # fmt: skip
    met = [is_met for is_met, _ in judged]
    return SectionRow(
        section.key,
        section.number,
        section.title,
        grades,
        tuple(GradeCount(label, grades.count(label)) for label in labels),
        Share(own.exact.of - own.exact.count, own.exact.of),
        own.within_one,
        Share(sum(met), len(met)),
        of_what_was_judged(met, [lacks for _, lacks in judged]),
    )


def differed(agreed: AgreedCases) -> Share:
    """Cases in which agencies' own grades were apart in any section, of those with two or more."""
    found = [
        agree(_own(agreed, case, section) for section in agreed.graded_sections).exact
        for case in agreed.cases
    ]
    compared = [exact for exact in found if exact.of]
    return Share(sum(not exact.is_all for exact in compared), len(compared))


def coefficients_of_readers(agreed: AgreedCases) -> Coefficients | NotComputable | None:
    """How far the readers of a dip sample agree; ``None`` where agencies grade their own part."""
    if not agreed.facts.tool.in_one_sitting or agreed.scale is None:
        return None
    section = graded_section(agreed.facts.tool)
    read = (_own(agreed, case, section) for case in agreed.cases)
    return coefficients(read, len(agreed.scale.grades))


def _own(agreed: AgreedCases, case: CaseFacts, section: Section) -> tuple[int, ...]:
    """The ranks of the grades that the returns gave in one section."""
    if agreed.scale is None:
        return ()
    given = (r.grades.get(section.key) for r in case.returns if r.status.is_received)
    return tuple(agreed.scale.score(grade) for grade in given if grade and grade in agreed.scale)


def moderations(agreed: AgreedCases) -> tuple[ModerationRow, ...]:
    """The agreed grades beside those that others gave to the same cases."""
    return tuple(_moderation(agreed, one) for one in agreed.facts.moderated)


def _moderation(agreed: AgreedCases, moderated: Moderated) -> ModerationRow:
    details = moderated.details
    given = [moderated.grades.get(case.reference, {}) for case in agreed.cases]
    rows = (
        MatchRow(section.number, section.title, _matches(agreed, given, section))
        for section in agreed.graded_sections
    )
    return ModerationRow(
        details.moderator,
        details.on,
        details.compared,
        Share(sum(bool(one) for one in given), len(given)),
        tuple(row for row in rows if row.matches.share.of),
    )


def _matches(agreed: AgreedCases, given: Sequence[Mapping[str, str]], section: Section) -> Matches:
    scale = agreed.scale
    both = (
        (case.agreed.get(section.key, ""), theirs.get(section.key, ""))
        for case, theirs in zip(agreed.cases, given, strict=True)
    )
    return match(
        (scale.score(ours), scale.score(theirs))
        for ours, theirs in both
        if scale is not None and ours in scale and theirs in scale
    )


def outcomes(agreed: AgreedCases) -> Outcomes | None:
    """Whether the children are safer, as counts; ``None`` where the tool does not ask."""
    asked = {question.key: question for question in agreed.facts.tool.panel_questions}
    if OUTCOME_QUESTION not in asked:
        return None
    question = asked[OUTCOME_QUESTION]
    asked_in = [case for case in agreed.cases if question.key not in case.not_asked]
    given = [case.panel.get(question.key) for case in asked_in]
    counts = tuple(
        OutcomeCount(c.key, c.label, given.count(c.key), c.key in question.offered_absences)
        for c in question.options
    )
    return Outcomes(question.key, question.text, counts, len(given) - sum(c.count for c in counts))
