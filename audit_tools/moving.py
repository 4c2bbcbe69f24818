"""Moving an audit that is under way to a later version of its tool.

A case moves whole or stays whole, so that all its agencies answer the same questions and the
discussion compares like with like. One of which a return was sent stays with its version, and so do
those whose returns are closed. What a later version asks no more, or asks as another question, is
kept with the version that it answered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from audit_tools.answered_once import check_value
from audit_tools.answers import SEEN, check_answer, words_at
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.errors import Invalid, Refused
from audit_tools.facts import CaseFacts
from audit_tools.numbers import Share, plural
from audit_tools.places import read_place
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AuditTool, Question, Scale, Section
from audit_tools.tool_changes import Change, find_changes

Sections = Callable[[AuditTool], tuple[Section, ...]]
"""Which sections of a tool are meant."""


@dataclass(frozen=True)
class CaseToMove:
    """A case in the preview of a move. ``stays`` says why it stays, and is empty where it moves."""

    state: CaseState
    statuses: tuple[ReturnStatus, ...]

    @property
    def stays(self) -> str:
        if self.state is CaseState.WITHDRAWN:
            return "It is withdrawn."
        if self.state is not CaseState.WAITING:
            return "Its returns are closed."
        sent = Share(self.statuses.count(ReturnStatus.SUBMITTED), len(self.statuses))
        if sent.count:
            verb = "is" if sent.count == 1 else "are"
            return f"{sent.count} of {plural(sent.of, 'return')} {verb} sent."
        return ""


def newest_version(tool: AuditTool, published: Collection[AuditTool]) -> AuditTool:
    """The newest published version of a tool: this one, where none came after it."""
    later = [one for one in published if one.key == tool.key and one.version > tool.version]
    return max(later, key=lambda one: one.version, default=tool)


def check_phase(phase: Phase) -> None:
    """Raise ``Refused`` unless the audit is under way."""
    if phase is Phase.PREPARING:
        raise Refused(
            "This audit has not started. Set it up with the version that it is to begin with."
        )
    if phase is Phase.CLOSED:
        raise Refused("This audit is closed, so nothing in it is answered any more.")


def check_can_move(now: AuditTool, then: AuditTool, scale: str | None, *, all_move: bool) -> None:
    """Raise ``Refused`` where an audit by ``now`` cannot go on by ``then``.

    Findings, agreed grades and sections that were given to colleagues hang on sections, and grades
    on the scale: these stay what they are. Where all cases are agreed in one sitting they are
    answered with one version, so all must move.
    """
    if then.key != now.key or then.version <= now.version:
        raise Refused("An audit moves to a later version of its own tool.")
    if wrong := next(_in_the_way(now, then, scale), ""):
        raise Refused(
            f"{wrong} An audit under way cannot move to it. Publish a version that keeps this."
        )
    if (now.in_one_sitting or then.in_one_sitting) and not all_move:
        raise Refused(
            "All cases of this audit are agreed in one sitting and so are answered with one "
            "version. Some have been sent or closed already."
        )


def held_back(now: AuditTool, then: AuditTool) -> tuple[str, ...]:
    """Why audits under way by ``now`` could not all go on by ``then``, whichever grades they give:
    empty where they could."""
    scales = [None, *(scale.key for scale in now.grading_scales)]
    return tuple(dict.fromkeys(one for key in scales for one in _in_the_way(now, then, key)))


def _in_the_way(now: AuditTool, then: AuditTool, scale: str | None) -> Iterator[str]:
    """What the later version lacks that the audit stands on, in sentences."""
    later = {section.key: section for section in then.sections}
    for section in now.sections:
        other = later.get(section.key)
        if other is None:
            yield f"Version {then.version} has no section “{section.title}”."
        elif (other.graded, other.asked) != (section.graded, section.asked):
            yield f"Version {then.version} grades or asks the section “{section.title}” otherwise."
        elif section.recommendations and not other.recommendations:
            yield f"Version {then.version} has no room for recommendations in “{section.title}”."
    if scale is not None and _grades(now, scale) != _grades(then, scale):
        yield f"Version {then.version} has other grades."
    if then.theme_list != now.theme_list:
        yield f"Version {then.version} has another theme list."


def _grades(tool: AuditTool, scale: str) -> tuple[tuple[str, bool | None], ...]:
    found = (one for one in tool.scales if one.key == scale)
    return tuple((grade.key, grade.meets_standard) for one in found for grade in one.grades)


def set_aside(
    now: AuditTool, then: AuditTool, scale: Scale | None, agency_return: AgencyReturn
) -> dict[str, str]:
    """What of a return does not go on with the later version, by place.

    The question was dropped or is not asked of this agency any more; it is another question now;
    or it takes other answers.
    """
    others = not_alike(now, then)
    return {
        place: value
        for place, value in agency_return.entries.items()
        if read_place(place).part in others
        or not _can_stand(then, scale, agency_return, place, value)
    }


def set_aside_once(
    now: AuditTool, then: AuditTool, sections: Sections, entries: Mapping[str, str]
) -> dict[str, str]:
    """The same of what was answered once for a case or an audit, in those ``sections`` of a tool.

    What was written about a case or an audit waits for nobody, so none of it holds a version.
    """
    others, asked = not_alike(now, then), sections(then)
    return {
        place: value
        for place, value in entries.items()
        if read_place(place).part in others or not _can_be_told(asked, place, value)
    }


def _can_be_told(sections: tuple[Section, ...], place: str, value: str) -> bool:
    try:
        check_value(sections, place, value)
    except Invalid:
        return False
    return True


def _can_stand(
    tool: AuditTool, scale: Scale | None, agency_return: AgencyReturn, place: str, value: str
) -> bool:
    try:
        check_answer(tool, scale, agency_return, place, value)
    except Invalid:
        return False
    return True


def not_alike(one: AuditTool, other: AuditTool) -> frozenset[str]:
    """The keys of the questions of either version whose answers do not stand for the other's."""
    if one is other:
        return frozenset()
    earlier, later = sorted((one, other), key=lambda tool: tool.version)
    changes = find_changes(earlier, later).questions
    return frozenset(
        c.key
        for c in changes
        if c.before is None
        or c.now is None
        or c.comparable is False
        or Change.ANSWERED_OTHERWISE in c.changes
    )


def for_version(case: CaseFacts, others: frozenset[str]) -> CaseFacts:
    """What of a case can be counted with a version from which these questions of its own differ."""
    if not others:
        return case
    return replace(
        case,
        panel=_without(case.panel, others),
        returns=tuple(replace(r, answers=_without(r.answers, others)) for r in case.returns),
        not_asked=others,
    )


def _without(answers: Mapping[str, str], others: frozenset[str]) -> dict[str, str]:
    return {key: answer for key, answer in answers.items() if key not in others}


@dataclass(frozen=True)
class KeptAnswer:
    """An answer that is asked no more, or as another question, with the version it answered."""

    place: str
    value: str = field(repr=False)
    tool: AuditTool

    @property
    def question(self) -> Question:
        return self.tool.question(read_place(self.place).part)

    @property
    def words(self) -> str:
        """The answer as people read it, with what it is where it stood beside one."""
        words = words_at(self.question, self.place, self.value)
        if self.place == self.question.key:
            return words
        return f"{self.question.beside_label(self.place) or SEEN}: {words}"
