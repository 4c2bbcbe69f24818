"""The outline of a draft: its sections and questions, each with who answers it and how."""

from dataclasses import dataclass

from app.web.boxes import id_of
from audit_tools.agency_kinds import AgencyKind
from audit_tools.editing.labels import word_of
from audit_tools.editing.places import QUESTIONS, SECTIONS, Document, Part, listed, shape_of
from audit_tools.editing.saying import title_of


@dataclass(frozen=True)
class QuestionLine:
    """A question in the outline of a draft, and how it is answered by whom."""

    part: Part
    title: str
    about: str

    @property
    def id(self) -> str:
        return id_of(self.part.name)


@dataclass(frozen=True)
class SectionLines:
    """A section in the outline of a draft with its questions; ``last`` is the key of the last."""

    part: Part
    title: str
    questions: tuple[QuestionLine, ...]

    @property
    def id(self) -> str:
        return id_of(self.part.name)

    @property
    def last(self) -> str:
        return self.questions[-1].part.key if self.questions else ""


def outline_of(document: Document) -> tuple[SectionLines, ...]:
    """The sections of a draft and their questions, in order."""
    return tuple(
        SectionLines(
            part := Part().within(SECTIONS, str(section.get("key"))),
            title_of(document, part),
            tuple(_line(document, one) for one in listed(section, QUESTIONS)),
        )
        for section in listed(document, SECTIONS)
    )


def _line(document: Document, question: Document) -> QuestionLine:
    part = Part().within(QUESTIONS, str(question.get("key")))
    told = [who_answers(question), _word(part, question, "type")]
    return QuestionLine(part, title_of(document, part), " · ".join(one for one in told if one))


def who_answers(question: Document) -> str:
    """Who answers a question, in words."""
    part = Part().within(QUESTIONS, str(question.get("key")))
    kinds = [kind.label for kind in AgencyKind if kind in question.get("kinds", ())]
    if question.get("asked", "each") == "each":
        return "Every agency" if len(kinds) == len(AgencyKind) else ", ".join(kinds)
    return ", ".join([_word(part, question, "asked"), *kinds])


def _word(part: Part, held: Document, name: str) -> str:
    field = shape_of(part).field(name)
    value = held.get(name)
    known = field is not None and field.words is not None and value in list(field.words)
    return word_of(field, str(value)) if field is not None and known else ""
