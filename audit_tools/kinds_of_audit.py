"""What of a tool an audit asks: a rapid audit or a re-audit asks less than a full one, and any can
leave sections out.

A question that is not asked is gone, and not hidden: nothing is counted of it and nothing compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from audit_tools.conditions.holding import resolve
from audit_tools.conditions.terms import (
    AllOf,
    AnswerTerm,
    Condition,
    OfAudit,
    Situation,
    Term,
    terms_of,
)
from audit_tools.cycles import AuditKind
from audit_tools.places import grade_place
from audit_tools.tool import AuditTool, Needed, Question, Section, SectionFor


def tells_kinds_apart(tool: AuditTool) -> bool:
    """Whether any question or section hangs on the kind of audit, or the time that is looked back
    on does."""
    if tool.look_back_rapid or tool.look_back_re_audit:
        return True
    hanging: tuple[Section | Question, ...] = (*tool.sections, *tool.questions)
    conditions = (one for part in hanging for one in (*part.show_when, *part.required_when))
    terms = chain.from_iterable(map(terms_of, conditions))
    return any(isinstance(term, OfAudit) for term in terms)


def sections_to_choose(tool: AuditTool) -> tuple[Section, ...]:
    """The sections that an audit may leave out: of the agencies, and not mandatory."""
    return tuple(
        section
        for section in tool.sections
        if section.asked is SectionFor.AGENCIES and not section.mandatory
    )


def asked_in(tool: AuditTool, kind: AuditKind, left_out: Collection[str] = ()) -> AuditTool:
    """The tool as an audit of this kind asks it, with no condition left on the kind, and without
    the sections of these keys. What is looked back on is that of the kind.

    A section that is not asked takes the panel's questions in it with it. An answer that another
    question hangs on counts as not given where it is not asked for, and a wait or a meeting whose
    question is not asked is not mapped.
    """
    if not left_out and not tells_kinds_apart(tool):
        return tool
    asked_at_all = (section for section in tool.sections if section.key not in left_out)
    sections = tuple(_Narrowing(kind).sections(asked_at_all))
    asked = {question.key for section in sections for question in section.questions}
    return replace(
        tool,
        look_back=_look_back(tool, kind),
        look_back_rapid="",
        look_back_re_audit="",
        sections=sections,
        waits=tuple(
            replace(wait, meanwhile=wait.meanwhile if wait.meanwhile in asked else "")
            for wait in tool.waits
            if wait.question in asked
        ),
        meetings=tuple(meeting for meeting in tool.meetings if meeting.question in asked),
    )


def _look_back(tool: AuditTool, kind: AuditKind) -> str:
    """The look-back period of a kind of audit; that of the tool where it has none of its own."""
    own = {
        AuditKind.RAPID: tool.look_back_rapid,
        AuditKind.RE_AUDIT: tool.look_back_re_audit,
    }
    return own.get(kind) or tool.look_back


class _Narrowing:
    """A tool read from its beginning; conditions speak of what stands before them alone."""

    def __init__(self, kind: AuditKind) -> None:
        self._situation = Situation(audit=kind)
        self._asked = set[str]()

    def sections(self, sections: Iterable[Section]) -> Iterator[Section]:
        for section in sections:
            when = self._left(section.show_when)
            if when is None:
                continue
            questions = []
            for question in section.questions:
                own = self._left(question.show_when)
                if own is not None:
                    self._asked.add(question.key)
                    questions.append(self._needed(replace(question, show_when=own)))
            if questions or section.graded or not section.questions:
                self._asked.add(grade_place(section.key))
                required = self._left(section.required_when) if section.required_when else None
                yield replace(
                    section,
                    show_when=when,
                    questions=tuple(questions),
                    required_when=required or (),
                    mandatory=section.mandatory or required == (),
                )

    def _needed(self, question: Question) -> Question:
        """The question with what is left to know of whether it has to be answered."""
        if not question.required_when:
            return question
        required = self._left(question.required_when)
        # Where it never holds the answer may stay empty, whatever is usual for its type.
        settled = Needed.OPTIONAL if required is None else Needed.REQUIRED
        answer = question.answer if required else settled
        return replace(question, required_when=required or (), answer=answer)

    def _left(self, conditions: tuple[Condition, ...]) -> tuple[Condition, ...] | None:
        """What must hold besides; None where it never can."""
        if all(map(self._is_known_later, conditions)):
            return conditions
        left = resolve(AllOf(conditions), self._tell)
        if isinstance(left, bool):
            return () if left else None
        return left.parts if isinstance(left, AllOf) else (left,)

    def _is_known_later(self, condition: Condition) -> bool:
        return all(self._tell(term) is None for term in terms_of(condition))

    def _tell(self, term: Term) -> bool | None:
        if isinstance(term, OfAudit):
            return term.is_fulfilled(self._situation)
        if isinstance(term, AnswerTerm) and term.place not in self._asked:
            return term.is_fulfilled(())
        return None
