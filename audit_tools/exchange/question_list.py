"""Every question of an audit once, under its permanent key, however many versions of its tool were
answered.

It says nothing that the versions do not say: it is made of them, for whoever reads the answers and
would otherwise have to lay the versions over each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from pydantic import Field

from audit_tools.agency_kinds import AgencyKind
from audit_tools.choices import Choice
from audit_tools.definition.shape import Key, QuestionKey
from audit_tools.exchange.fields import Document, Number, Text
from audit_tools.moving import not_alike
from audit_tools.parts import Part, PartType
from audit_tools.tool import AnswerType, AskedOf, AuditTool, Question


class PartAskedDocument(Document):
    """What is asked in each row of a group; its key stands last in the place of its answer."""

    key: Key
    label: Text
    type: PartType
    answers: dict[Key, Text] = Field(default_factory=dict)


class AskedDocument(Document):
    """A question as one version of the tool asks it."""

    version: Number
    section: Key
    number: Text = ""
    text: Text
    variants: dict[AgencyKind, Text] = Field(
        default_factory=dict, description="How it is asked of one kind of agency."
    )
    type: AnswerType
    asked: AskedOf
    matrix: Text = Field(default="", description="What stands over the rows of which it is one.")
    row: Text = Field(default="", description="What it is called as a row.")
    answers: dict[Key, Text] = Field(
        default_factory=dict, description="What can be chosen, by what is stored of it."
    )
    parts: list[PartAskedDocument] = Field(
        default_factory=list, description="What is asked in each row, of a group."
    )
    comparable: bool = Field(
        description="Whether answers to it may stand beside those to the last version that has it."
    )


class QuestionListedDocument(Document):
    """A question under its permanent key, as each version asks it."""

    key: QuestionKey
    versions: list[AskedDocument] = Field(min_length=1, description="The earliest first.")


def list_questions(
    tool: AuditTool, earlier: Collection[AuditTool] = ()
) -> list[QuestionListedDocument]:
    """Every question of these versions once: those of ``tool`` in its order, then those that only
    earlier versions ask, the latest version first."""
    versions = sorted((*earlier, tool), key=lambda one: one.version)
    apart = {(a.version, b.version): not_alike(a, b) for a, b in combinations(versions, 2)}

    def asked(key: str) -> Iterator[AskedDocument]:
        having = [one for one in versions if one.section_at(key)]
        for one in having:
            others = apart.get((one.version, having[-1].version), frozenset())
            yield _as_asked(one.question(key), one, comparable=key not in others)

    keys = dict.fromkeys(q.key for one in reversed(versions) for q in one.questions)
    return [QuestionListedDocument(key=key, versions=list(asked(key))) for key in keys]


def _as_asked(question: Question, tool: AuditTool, *, comparable: bool) -> AskedDocument:
    return AskedDocument(
        version=tool.version,
        section=tool.section_at(question.key),
        number=question.number,
        text=question.text,
        variants={kind: one.text for kind, one in question.variants.items() if one.text},
        type=question.type,
        asked=question.asked,
        matrix=question.matrix,
        row=question.row,
        answers=_labels(question.options),
        parts=[_part(part) for part in question.parts],
        comparable=comparable,
    )


def _part(part: Part) -> PartAskedDocument:
    return PartAskedDocument(
        key=part.key, label=part.label, type=part.type, answers=_labels(part.choices)
    )


def _labels(choices: Collection[Choice]) -> dict[str, str]:
    return {choice.key: choice.label for choice in choices}
