"""One section as all agencies see it, side by side: grades, lines and answers untouched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.web.audits.sentences import in_words
from app.web.boxes import id_of
from audit_tools import places
from audit_tools.answers import beside
from audit_tools.dates import format_date, read_day
from audit_tools.discussions import ReturnRead, SectionCompared, Silence, compare
from audit_tools.facts import Agency
from audit_tools.findings import Finding, Source, statements_in
from audit_tools.numbers import joined
from audit_tools.places import FindingKind
from audit_tools.returns import lines, recommendations
from audit_tools.tool import (
    SEPARATOR,
    AnswerType,
    AuditTool,
    Question,
    Scale,
    Section,
    SectionFor,
)
from audit_tools.training_needs import Cause


@dataclass(frozen=True)
class LineShown:
    """A line of a return. ``taken`` are the numbers of the findings that were taken from it."""

    place: str
    is_strength: bool
    text: str = field(repr=False)
    cause: str
    taken: tuple[int, ...] = ()

    def id_of(self, agency: str) -> str:
        """The line's place on the page."""
        return line_id(agency, self.place)


@dataclass(frozen=True)
class RecommendationShown:
    """What an agency recommends. It ``is_taken`` where the action of the section says it."""

    place: str
    text: str = field(repr=False)
    is_taken: bool

    def id_of(self, agency: str) -> str:
        """The line's place on the page."""
        return line_id(agency, self.place)


@dataclass(frozen=True)
class StatementShown:
    """A statement that an agency made in the discussion, with the findings taken from it."""

    text: str = field(repr=False)
    taken: tuple[int, ...]


def line_id(agency: str, place: str) -> str:
    """Where on the page an agency's line stands: ``line_police_voice_strength_1``."""
    return f"line_{agency}_{id_of(place)}"


@dataclass(frozen=True)
class AgencyShown:
    """What one agency said in the section; ``silence`` says why it gave no grade."""

    key: str
    name: str
    is_lead: bool
    grade: str
    silence: str
    reason: str = field(repr=False)
    lines: tuple[LineShown, ...] = ()
    nothing: bool = False
    texts: tuple[tuple[str, str], ...] = field(repr=False, default=())
    answered: bool = False
    said: tuple[StatementShown, ...] = ()
    """What it said in the discussion: beside its return, or instead of one."""
    reworded: tuple[int, ...] = ()
    """The findings that were taken from what it said and do not say it as it stands."""
    recommended: tuple[RecommendationShown, ...] = ()

    @property
    def said_something(self) -> bool:
        return bool(self.lines or self.recommended or self.reason or self.texts or self.said)

    @property
    def is_silent(self) -> bool:
        """Whether it wrote nothing; where no grade is asked for, answers are enough."""
        asked_grade = bool(self.grade or self.silence)
        return not self.said_something and (asked_grade or not self.answered)


@dataclass(frozen=True)
class Rung:
    """A grade of the scale, or a silence, with the agencies that stand on it."""

    label: str
    agencies: tuple[str, ...]
    is_grade: bool


@dataclass(frozen=True)
class AnswerShown:
    """One agency's answer to a question, and what it wrote beside it, each with what it is.

    The rows of a group stand beside an empty label.
    ``wording`` is how the agency was asked, where that is not the question's common text.
    """

    agency: str
    label: str
    beside: tuple[tuple[str, str], ...] = field(repr=False)
    wording: str = ""

    @property
    def in_full(self) -> str:
        """The answer alone; where there are only the rows of a group, these."""
        return self.label or "\n".join(f"{row}: {text}" for row, text in self.beside)


@dataclass(frozen=True)
class QuestionShown:
    """A question with the answers of all who were asked it."""

    number: str
    text: str
    answers: tuple[AnswerShown, ...]
    is_apart: bool


@dataclass(frozen=True)
class SectionShown:
    """The whole comparison of one section."""

    key: str
    number: str
    title: str
    sentence: str
    ladder: tuple[Rung, ...]
    agencies: tuple[AgencyShown, ...]
    apart: tuple[QuestionShown, ...]
    others: tuple[QuestionShown, ...]
    same_grade: str | None

    @property
    def speaking(self) -> tuple[AgencyShown, ...]:
        return tuple(agency for agency in self.agencies if agency.said_something)

    @property
    def silent(self) -> tuple[AgencyShown, ...]:
        return tuple(agency for agency in self.agencies if agency.is_silent)


Taken = Mapping[Source, tuple[Finding, ...]]


@dataclass(frozen=True)
class Compared:
    """What is compared: the returns of a case, with their tool, scale and agencies.

    ``record`` is what the discussion has written so far, by place. Where the audit
    ``asks_returns`` of nobody, none is missing.
    """

    tool: AuditTool
    scale: Scale | None
    agencies: Mapping[str, Agency]
    lead: str | None
    returns: tuple[ReturnRead, ...]
    taken: Taken = field(default_factory=dict)
    record: Mapping[str, str] = field(repr=False, default_factory=dict)
    asks_returns: bool = True

    def show(self, section: Section) -> SectionShown:
        """One section, the differences named first."""
        compared = compare(section, self.scale, self.returns)
        questions = tuple(self._questions(section, compared))
        return SectionShown(
            section.key,
            section.number,
            section.title,
            self._sentence(section, compared),
            self._ladder(compared),
            tuple(
                self._agency(section, compared, one)
                for one in self.by_name()
                if self._has_part(section, one)
            ),
            tuple(q for q in questions if q.is_apart),
            tuple(q for q in questions if not q.is_apart),
            compared.same_grade,
        )

    def _has_part(self, section: Section, one: ReturnRead) -> bool:
        """Whether an agency was asked: a section that the lead answers is nobody else's silence."""
        if section.asked is not SectionFor.LEAD or one.agency == self.lead:
            return True
        return self._answers_in(section, one)

    def _answers_in(self, section: Section, one: ReturnRead) -> bool:
        return any(self.tool.section_at(place) == section.key for place in one.entries)

    def by_name(self) -> list[ReturnRead]:
        """The returns in the order of the agencies' names."""
        return sorted(self.returns, key=lambda one: self._name(one.agency))

    def _name(self, agency: str) -> str:
        return self.agencies[agency].name

    def _names(self, agencies: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self._name(agency) for agency in agencies))

    def _sentence(self, section: Section, compared: SectionCompared) -> str:
        """Where the agencies differ, in one sentence."""
        if self.scale is None or not section.graded:
            return _answers_apart([self.tool.question(key) for key in compared.questions])
        if not compared.grades:
            return "No agency gave itself a grade here."
        by_rank = [
            (grade.label, self._names(a for a, g in compared.grades.items() if g == grade.key))
            for grade in self.scale.grades
        ]
        given = [(label, names) for label, names in by_rank if names]
        if len(given) > 1:
            (best, high), (worst, low) = given[0], given[-1]
            return f"{joined(high)} said {best.lower()}; {joined(low)} said {worst.lower()}."
        label, names = given[0]
        if len(names) == 1:
            return f"Only {names[0]} gave a grade: {label.lower()}."
        all_of_them = "Both" if len(names) == 2 else f"All {in_words(len(names))}"
        who = f"{all_of_them} that gave a grade" if compared.silences else all_of_them
        return f"{who} said {label.lower()}."

    def _ladder(self, compared: SectionCompared) -> tuple[Rung, ...]:
        grades = self.scale.grades if self.scale else ()
        rungs = [
            Rung(
                grade.label,
                self._names(a for a, g in compared.grades.items() if g == grade.key),
                is_grade=True,
            )
            for grade in grades
        ]
        for silence in dict.fromkeys(compared.silences.values()):
            silent = (a for a, s in compared.silences.items() if s is silence)
            rungs.append(Rung(silence.value.capitalize(), self._names(silent), is_grade=False))
        return tuple(rungs)

    def _agency(self, section: Section, compared: SectionCompared, one: ReturnRead) -> AgencyShown:
        grade = compared.grades.get(one.agency)
        silence = compared.silences.get(one.agency)
        return AgencyShown(
            one.agency,
            self._name(one.agency),
            one.agency == self.lead,
            self.scale.grade(grade).label if self.scale and grade else "",
            self._word_of(silence, section),
            one.entries.get(places.reason_place(section.key), ""),
            tuple(self._lines(section, one)),
            places.nothing_place(section.key) in one.entries,
            tuple(self._texts(section, one)),
            self._answers_in(section, one),
            *self._said(section, one.agency),
            recommended=tuple(self._recommended(section, one)),
        )

    def _said(
        self, section: Section, agency: str
    ) -> tuple[tuple[StatementShown, ...], tuple[int, ...]]:
        """What an agency said, and the numbers of the findings that say it otherwise by now."""
        place = places.said_place(section.key, agency)
        statements = statements_in(self.record.get(place, ""))
        found = self.taken.get(Source(agency, place), ())
        shown = (
            StatementShown(text, tuple(f.number for f in found if f.statement == text))
            for text in statements
        )
        return tuple(shown), tuple(f.number for f in found if f.statement not in statements)

    def _word_of(self, silence: Silence | None, section: Section) -> str:
        """Why an agency gave no grade; nothing where no grade was asked for."""
        asked = section.graded and self.scale is not None
        if silence is None or (silence is Silence.NO_GRADE and not asked):
            return ""
        if not self.asks_returns and silence is not Silence.NOT_KNOWN:
            return ""
        return silence.value

    def _texts(self, section: Section, one: ReturnRead) -> Iterable[tuple[str, str]]:
        kind = self.agencies[one.agency].kind
        for question in section.questions:
            if question.type.is_text_box and question.key in one.entries:
                yield question.text_for(kind), one.entries[question.key]

    def _lines(self, section: Section, one: ReturnRead) -> Iterable[LineShown]:
        for line in lines(one.entries, section.key):
            yield LineShown(
                line.place,
                line.kind is FindingKind.STRENGTH,
                line.text,
                Cause(line.cause).label if line.cause else "",
                tuple(f.number for f in self.taken.get(Source(one.agency, line.place), ())),
            )

    def _recommended(self, section: Section, one: ReturnRead) -> Iterable[RecommendationShown]:
        action = self.record.get(places.action_place(section.key), "")
        for line in recommendations(one.entries, section.key):
            yield RecommendationShown(line.place, line.text, line.text in action)

    def _questions(self, section: Section, compared: SectionCompared) -> Iterable[QuestionShown]:
        for question in section.questions:
            if question.type.is_text_box:
                continue
            answers = tuple(self.answers_to(question))
            if answers:
                is_apart = question.key in compared.questions
                yield QuestionShown(question.number, question.text, answers, is_apart)

    def answers_to(self, question: Question) -> Iterable[AnswerShown]:
        """What each agency that answered a question wrote or chose, by the agencies' names."""
        for one in self.by_name():
            if question.is_answered(one.entries):
                asked = question.text_for(self.agencies[one.agency].kind)
                yield AnswerShown(
                    self._name(one.agency),
                    label_of(question, one.entries.get(question.key, "")),
                    beside(question, one.entries),
                    asked if asked != question.text else "",
                )


def _answers_apart(apart: Sequence[Question]) -> str:
    """What differs in an audit that gives no grades."""
    if not apart:
        return "No question is answered yes by one and partly or no by another."
    questions = "One question is" if len(apart) == 1 else f"{len(apart)} questions are"
    if all(question.type is AnswerType.ASSESSMENT for question in apart):
        return f"{questions} answered yes by one and partly or no by another."
    return f"{questions} answered differently."


def label_of(question: Question, value: str) -> str:
    """An answer as people read it."""
    labels = {choice.key: choice.label for choice in question.options}
    if labels:
        return ", ".join(labels.get(key, key) for key in value.split(SEPARATOR))
    # What was typed and could not be stored is no date.
    day = read_day(value) if question.type is AnswerType.DATE else None
    return format_date(day) if day else value
