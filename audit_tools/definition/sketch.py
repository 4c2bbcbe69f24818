"""A sketch of a definition that may be broken: what can be read of it, and nothing else.

Whatever is misshapen is skipped here without a word, since the shape reports it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit_tools.definition.text import Path
from audit_tools.tool import JUDGEMENTS, USUAL_ABSENCES, AnswerType, AskedOf

LEAD = "lead"


@dataclass(frozen=True)
class QuestionSketch:
    """As much of a question as could be read; `position` is its place in the whole tool."""

    path: Path
    position: int
    section: str
    key: str
    type: str
    asked: str
    kinds: tuple[str, ...]
    own_options: tuple[str, ...]
    absences: tuple[str, ...]
    scale: str
    has_scale: bool
    has_own_choices: bool
    alone: tuple[str, ...]
    has_comments: bool
    matrix: str
    row: str
    parts: tuple[tuple[Path, Mapping[str, object]], ...]
    called: str
    has_rows: bool
    variants: tuple[str, ...]
    conditions: tuple[tuple[Path, Mapping[str, object]], ...]
    required_when: tuple[tuple[Path, Mapping[str, object]], ...]
    reason: str
    reason_when: tuple[str, ...]
    reason_prompt: str
    answer: str

    @property
    def options(self) -> tuple[str, ...]:
        """Every answer that can be chosen."""
        return (*self.own_options, *self.absences)

    @property
    def askers(self) -> frozenset[str]:
        """Who answers: kinds of agency, and beside them the lead or the panel."""
        if self.asked == AskedOf.EACH:
            return frozenset(self.kinds)
        if self.asked == AskedOf.LEAD:
            return frozenset({*self.kinds, LEAD})
        return frozenset({self.asked})


def maps(
    holder: Mapping[str, object], name: str, at: Path = ()
) -> list[tuple[Path, dict[str, object]]]:
    """The mappings in a list, each with its path; whatever else stands there is skipped."""
    held = holder.get(name)
    items = held if isinstance(held, list) else []
    return [((*at, name, i), item) for i, item in enumerate(items) if isinstance(item, dict)]


def texts(holder: Mapping[str, object], name: str) -> tuple[str, ...]:
    """The texts in a list."""
    held = holder.get(name)
    return tuple(t for t in held if isinstance(t, str)) if isinstance(held, list) else ()


def text(holder: Mapping[str, object], name: str, default: str = "") -> str:
    """A text, or the default where there is none."""
    held = holder.get(name, default)
    return held if isinstance(held, str) else default


def sketch_questions(tool: Mapping[str, object]) -> Iterator[QuestionSketch]:
    """Every question of a tool, in its order."""
    position = 0
    scales = {text(scale, "key"): _keys(scale, "grades") for _, scale in maps(tool, "scales")}
    for at, section in maps(tool, "sections"):
        for path, question in maps(section, "questions", at):
            grades = scales.get(text(question, "scale"))
            yield _sketch(path, position, text(section, "key"), question, grades)
            position += 1


def _sketch(
    path: Path,
    position: int,
    section: str,
    question: dict[str, object],
    grades: tuple[str, ...] | None,
) -> QuestionSketch:
    variants = question.get("variants")
    return QuestionSketch(
        path=path,
        position=position,
        section=section,
        key=text(question, "key"),
        type=text(question, "type"),
        asked=text(question, "asked", AskedOf.EACH),
        kinds=texts(question, "kinds"),
        own_options=_own_options(question, grades or ()),
        absences=_absences(question),
        scale=text(question, "scale"),
        has_scale=grades is not None,
        has_own_choices=bool(maps(question, "choices")),
        alone=texts(question, "alone"),
        matrix=text(question, "matrix"),
        row=text(question, "row"),
        parts=tuple(maps(question, "parts", path)),
        called=text(question, "called"),
        has_rows=not question.keys().isdisjoint(("parts", "called", "numbered", "most")),
        has_comments=question.get("comments") is True,
        variants=tuple(variants) if isinstance(variants, dict) else (),
        conditions=tuple(maps(question, "show_when", path)),
        required_when=tuple(maps(question, "required_when", path)),
        reason=text(question, "reason"),
        reason_when=texts(question, "reason_when"),
        reason_prompt=text(question, "reason_prompt"),
        answer=text(question, "answer"),
    )


def _own_options(question: dict[str, object], grades: tuple[str, ...]) -> tuple[str, ...]:
    if text(question, "type") == AnswerType.ASSESSMENT:
        return tuple(choice.key for choice in JUDGEMENTS)
    if text(question, "type") == AnswerType.SCALE:
        return grades
    return _keys(question, "choices")


def _keys(holder: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(text(item, "key") for _, item in maps(holder, name))


def _absences(question: dict[str, object]) -> tuple[str, ...]:
    if "absences" not in question and text(question, "type") == AnswerType.ASSESSMENT:
        return USUAL_ABSENCES
    return texts(question, "absences")
