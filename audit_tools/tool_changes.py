"""What the next version of an audit tool changes, and which answers stay comparable with it.

Answers are stored under the keys of questions, so a key is the question: with it a question can be
reworded, moved and numbered anew. A key that was dropped is never given to another question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from audit_tools.agency_kinds import AgencyKind
from audit_tools.carried import find_moved
from audit_tools.conditions.in_words import say_all
from audit_tools.questions import say_asked
from audit_tools.tool import AnswerType, AuditTool, Part, Question, ToolNames


class Change(StrEnum):
    """What became of a question."""

    NEW = "new"
    DROPPED = "dropped"
    ANSWERED_OTHERWISE = "answered otherwise"
    REWORDED = "reworded"
    ASKED_OF_OTHERS = "asked of others"
    OTHER_ABSENCES = "offering other absences"
    OTHER_ROWS = "asking for other rows"
    WORDS_ASKED_OTHERWISE = "other words asked for beside it"
    ASKED_WHERE = "asked in other cases"
    NEEDED_OTHERWISE = "has to be answered or not otherwise"
    MOVED = "moved"
    TAGGED_ANEW = "tagged anew"
    OTHERWISE = "changed in what stands beside it"


@dataclass(frozen=True)
class Rewording:
    """Words of a question as they were and as they are; empty where there are none.

    What ``stands_alone`` is new or dropped, and is on one side only.
    """

    label: str
    before: str
    now: str
    stands_alone: bool = False


@dataclass(frozen=True)
class QuestionChange:
    """A question as it was and as it is, and what became of it: nothing where that is empty.

    ``comparable`` says whether answers to it may stand beside those of the version before; None
    where nobody judges by them, or where there is nothing to compare. Its author has to say it
    where it ``asks_author``: no rule can tell whether other words ask another thing.
    """

    key: str
    before: Question | None
    now: Question | None
    changes: frozenset[Change]
    comparable: bool | None
    asks_author: bool
    only: tuple[str, str] = ("", "")
    sections: tuple[str, str] = ("", "")

    def is_asked_of(self, kind: AgencyKind, lead: bool) -> bool:
        """Whether an agency is, or was, asked it."""
        both = (one for one in (self.before, self.now) if one is not None)
        return any(one.is_asked_of(kind, lead) for one in both)

    @property
    def told(self) -> str:
        """What became of it, in words: ``Reworded, moved``."""
        return ", ".join(one for one in Change if one in self.changes).capitalize()

    @property
    def rewordings(self) -> tuple[Rewording, ...]:
        """Which of its words are others now, what it offers besides its answers, and where it is
        asked."""
        if self.before is None or self.now is None:
            return ()
        then = _all_words(self.before) | self._around(0)
        now = _all_words(self.now) | self._around(1)
        return tuple(
            _rewording(label, then.get(label, ""), now.get(label, ""))
            for label in {**now, **then}
            if then.get(label, "") != now.get(label, "")
        )

    def _around(self, at: int) -> dict[str, str]:
        return {"Asked only where": self.only[at], "In the section": self.sections[at]}

    @property
    def sets_aside(self) -> bool:
        """Whether earlier answers are not among those that can be given now."""
        return Change.ANSWERED_OTHERWISE in self.changes


@dataclass(frozen=True)
class ToolChanges:
    """All questions of two versions: those of the newer in its order, then the dropped ones.

    ``others`` says what changed beside the questions, each in a sentence.
    """

    questions: tuple[QuestionChange, ...]
    others: tuple[str, ...]

    @property
    def changed(self) -> tuple[QuestionChange, ...]:
        return tuple(one for one in self.questions if one.changes)

    @property
    def to_be_said(self) -> tuple[QuestionChange, ...]:
        """The questions of which the author has to say whether their answers stay comparable."""
        return tuple(one for one in self.questions if one.asks_author)

    @property
    def is_empty(self) -> bool:
        return not self.changed and not self.others


@dataclass(frozen=True)
class Said:
    """What the author says of a reworded question: whether its answers stay comparable, and why."""

    comparable: bool
    why: str


def find_changes(before: AuditTool, now: AuditTool, carried: Collection[str] = ()) -> ToolChanges:
    """What the newer of two versions of a tool changes.

    ``carried`` are the keys of questions that somebody is known to have moved: where one of two
    must have been, it is that one.
    """
    moved = find_moved(
        [question.key for question in before.questions],
        [question.key for question in now.questions],
        carried,
    )
    newer = {question.key for question in now.questions}
    was = {question.key: question for question in before.questions}
    names = (ToolNames(before), ToolNames(now))
    elsewhere = _in_another_section(before, now)
    kept = (
        _kept(was[q.key], q, q.key in moved, names, elsewhere.get(q.key, ("", "")))
        if q.key in was
        else _only(Change.NEW, q)
        for q in now.questions
    )
    dropped = (_only(Change.DROPPED, q) for q in before.questions if q.key not in newer)
    return ToolChanges((*kept, *dropped), tuple(_others(before, now)))


def _in_another_section(before: AuditTool, now: AuditTool) -> dict[str, tuple[str, str]]:
    """The titles of the sections that questions were carried from and into, by their keys."""
    return {
        key: (before.section(old).title, now.section(new).title)
        for key in (question.key for question in now.questions)
        if (old := before.section_at(key)) not in ("", new := now.section_at(key))
    }


def declare(now: AuditTool, said: Mapping[str, Said]) -> AuditTool:
    """The tool with what its author said of reworded questions, by their keys."""

    def declared(question: Question) -> Question:
        if question.key not in said:
            return question
        one = said[question.key]
        since = question.comparable_from if one.comparable else now.version
        return replace(question, comparable_from=since, comparable_why=one.why)

    sections = (
        replace(section, questions=tuple(map(declared, section.questions)))
        for section in now.sections
    )
    return replace(now, sections=tuple(sections))


def _only(change: Change, question: Question) -> QuestionChange:
    """A question that only one of the two versions has."""
    was, now = (None, question) if change is Change.NEW else (question, None)
    return QuestionChange(question.key, was, now, frozenset({change}), None, asks_author=False)


def _kept(
    was: Question,
    now: Question,
    moved: bool,
    names: tuple[ToolNames, ToolNames],
    elsewhere: tuple[str, str],
) -> QuestionChange:
    changes = frozenset(_changes(was, now, moved or any(elsewhere)))
    scored = now.judges
    otherwise = Change.ANSWERED_OTHERWISE in changes
    comparable = not otherwise and now.comparable_from == was.comparable_from
    asks = scored and bool(changes & _FOR_ITS_AUTHOR) and not otherwise
    only = ("", "")
    if Change.ASKED_WHERE in changes:
        only = (say_all(was.show_when, names[0]), say_all(now.show_when, names[1]))
    comparable_now = comparable if scored else None
    return QuestionChange(now.key, was, now, changes, comparable_now, asks, only, elsewhere)


# No rule knows whether other words ask another thing, or what "no evidence" would have been before.
_FOR_ITS_AUTHOR = frozenset({Change.REWORDED, Change.OTHER_ABSENCES, Change.OTHER_ROWS})


def _changes(was: Question, now: Question, moved: bool) -> Iterator[Change]:
    found = {change for change, part in _PARTS.items() if part(was) != part(now)}
    if _answered_otherwise(was, now):
        found.add(Change.ANSWERED_OTHERWISE)
    yield from found
    if moved:
        yield Change.MOVED
    # Whatever a tool can say, nothing of it changes without a word.
    if not found and _without_judgement(was) != _without_judgement(now):
        yield Change.OTHERWISE


def _without_judgement(question: Question) -> Question:
    """The question without what its author says of it, what is said of its scale, and the order
    of what is offered besides its own answers."""
    absences = None if question.absences is None else tuple(sorted(question.absences))
    return replace(question, comparable_from=1, comparable_why="", scale=None, absences=absences)


def _answers(question: Question) -> object:
    """The kind of answer that is given; the grades of a scale are others in another order."""
    keys = tuple(choice.key for choice in question.own_options)
    answers = keys if question.type is AnswerType.SCALE else frozenset(keys)
    return question.type, question.question_class, answers


def _answered_otherwise(was: Question, now: Question) -> bool:
    """Whether a part that both have of the rows of a group is answered otherwise."""
    then = {part.key: _kind_of(part) for part in was.parts}
    return any(then.get(part.key, _kind_of(part)) != _kind_of(part) for part in now.parts)


def _kind_of(part: Part) -> object:
    return part.type, {choice.key for choice in part.choices}


def _rewording(label: str, before: str, now: str) -> Rewording:
    """An answer that is there on one side only is no answer that reads otherwise."""
    if label.startswith(_ANSWER) and not before:
        return Rewording("New answer", "", now, stands_alone=True)
    if label.startswith(_ANSWER) and not now:
        return Rewording("Answer that is dropped", before, "", stands_alone=True)
    return Rewording(label, before, now)


_ANSWER = "Answer “"


def _words(question: Question) -> dict[str, str]:
    """All that is read of a question, by what it is."""
    words = {
        "Question": question.text,
        "Guidance": question.guidance,
        "Asked for a reason": question.reason_prompt,
        "Over its row": question.matrix,
        "As a row": question.row,
    }
    for kind, variant in question.variants.items():
        words |= {
            f"Question for {kind.label}": variant.text,
            f"Guidance for {kind.label}": variant.guidance,
        }
    words |= {f"{_ANSWER}{choice.key}”": choice.label for choice in question.own_options}
    if question.parts:
        words["Rows are called"] = f"{question.row_name(1)}, {question.row_name(2)}"
    for part in question.parts:
        words[f"Part “{part.key}”"] = part.label
        words |= {f"{_ANSWER}{c.key}” to “{part.key}”": c.label for c in part.choices}
    return words | {
        f"What “{choice.key}” means": choice.hint for choice in question.own_options if choice.hint
    }


def _all_words(question: Question) -> dict[str, str]:
    """The same, with what is offered besides its answers and what stands beside it."""
    return (
        _words(question)
        | _offered(question)
        | {
            "Asked of": say_asked(question),
            "Number": question.number,
            "Prompt for the others": question.look_for,
            "As a strength": question.strength,
            "As an area for development": question.development,
            "Points": ", ".join(
                f"{one.label} {one.points}" for one in question.choices if one.points is not None
            ),
            "Not computed here": question.not_computed,
        }
    )


def _offered(question: Question) -> dict[str, str]:
    return {"Offered besides": ", ".join(one.label for one in question.offered_absences)}


_PARTS: Mapping[Change, Callable[[Question], object]] = {
    Change.ANSWERED_OTHERWISE: _answers,
    Change.REWORDED: _words,
    Change.OTHER_ABSENCES: lambda question: set(question.offered_absences),
    Change.ASKED_OF_OTHERS: lambda question: (question.asked, question.kinds),
    Change.OTHER_ROWS: lambda question: (
        question.most,
        {part.key for part in question.parts},
        {part.key for part in question.parts if part.required},
    ),
    Change.WORDS_ASKED_OTHERWISE: lambda question: (
        question.reason,
        set(question.reason_when),
        question.comments,
        {choice.key for choice in question.choices if choice.say_which},
    ),
    Change.ASKED_WHERE: lambda question: question.show_when,
    Change.TAGGED_ANEW: lambda question: (
        question.themes,
        question.criteria,
        question.cross_references,
        question.links,
    ),
    Change.NEEDED_OTHERWISE: lambda question: (
        question.must_be_answered,
        question.required_when,
    ),
}


def _others(before: AuditTool, now: AuditTool) -> Iterator[str]:
    for told, then, later in (
        ("The tool", _texts(before), _texts(now)),
        ("The waits", before.waits, now.waits),
        ("The standing meetings", before.meetings, now.meetings),
        ("What is counted", before.counts, now.counts),
        ("How the cases are agreed", before.in_one_sitting, now.in_one_sitting),
        ("Who signs a return off", before.second_person, now.second_person),
        ("The theme list", before.theme_list, now.theme_list),
    ):
        if then != later:
            verb = "is reworded" if told == "The tool" else "changed"
            yield f"{told} {verb}."
    yield from _parts("section", _sections(before), _sections(now))
    yield from _sections_asked_otherwise(before, now)
    yield from _parts("scale", _scales(before), _scales(now))


def _parts(
    noun: str, then: Mapping[str, tuple[str, object]], now: Mapping[str, tuple[str, object]]
) -> Iterator[str]:
    """What became of sections or scales, given by key as a title and all that they say."""
    for key, (title, says) in now.items():
        if key not in then:
            yield f"The {noun} “{title}” is new."
        elif then[key][1] != says:
            yield f"The {noun} “{title}” changed."
    for key, (title, _) in then.items():
        if key not in now:
            yield f"The {noun} “{title}” is dropped."


def _sections_asked_otherwise(before: AuditTool, now: AuditTool) -> Iterator[str]:
    was = {section.key: section.show_when for section in before.sections}
    for section in now.sections:
        if section.show_when != was.get(section.key, section.show_when):
            only = say_all(section.show_when, ToolNames(now))
            said = f"asked only where {only}" if only else "always asked"
            yield f"The section “{section.title}” is now {said}."


def _texts(tool: AuditTool) -> object:
    return (
        tool.title,
        tool.about,
        tool.definition,
        (tool.look_back, tool.look_back_rapid, tool.look_back_re_audit),
        tool.longer_why,
        tool.not_computed,
    )


def _sections(tool: AuditTool) -> dict[str, tuple[str, object]]:
    return {
        s.key: (s.title, replace(s, number="", questions=(), show_when=())) for s in tool.sections
    }


def _scales(tool: AuditTool) -> dict[str, tuple[str, object]]:
    return {scale.key: (scale.title, scale) for scale in tool.scales}
