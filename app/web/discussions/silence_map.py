"""Who said something where, and who had nothing to say: sections by agencies, a mark to each."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.web.discussions.compared import AgencyShown, Compared
from audit_tools.discussions import Silence
from audit_tools.numbers import joined
from audit_tools.tool import Grade, Scale, Section


@dataclass(frozen=True)
class Mark:
    """What stands in a cell, and the words for it. ``look`` is the name of its style."""

    text: str
    words: str
    look: str


@dataclass(frozen=True)
class Row:
    """One section, with a mark for each agency."""

    key: str
    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class SilenceMap:
    """The map. ``sentence`` names who is silent throughout, and is empty where nobody is."""

    agencies: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: tuple[Mark, ...]
    sentence: str


NOT_ASKED = Mark("", "not asked here", "none")
ROOM = Mark("said", "said in the discussion", "said")
WROTE = Mark("+", "wrote something, gave no grade", "said")
MARKS = {
    Silence.NOT_OUR_PART: Mark("-", "not our part", "none"),
    Silence.NOT_KNOWN: Mark("nk", "not known to them", "none"),
    Silence.NO_RETURN: Mark("", "no return", "no-return"),
    Silence.NO_GRADE: Mark("", "nothing said", "nothing"),
    Silence.GIVEN: Mark("", "nothing said", "nothing"),
}
_SPOKE = {"grade", "said"}
_SILENT = {"nothing", "no-return"}


def map_silences(compared: Compared, sections: Iterable[Section]) -> SilenceMap:
    """The map of a discussion, its agencies in the order of their names."""
    keys = [one.agency for one in compared.by_name()]
    names = tuple(compared.agencies[key].name for key in keys)
    rows = tuple(_row(compared, section, keys) for section in sections)
    used = {mark for row in rows for mark in row.marks}
    grades = map(_of_grade, compared.scale.grades if compared.scale else ())
    every = dict.fromkeys((*grades, ROOM, WROTE, *MARKS.values(), NOT_ASKED))
    return SilenceMap(
        names,
        rows,
        tuple(mark for mark in every if mark in used),
        _sentence(names, rows),
    )


def _row(compared: Compared, section: Section, keys: list[str]) -> Row:
    shown = {agency.key: agency for agency in compared.show(section).agencies}
    marks = (mark_of(shown.get(key), compared.scale) for key in keys)
    return Row(section.key, section.title, tuple(marks))


def mark_of(agency: AgencyShown | None, scale: Scale | None) -> Mark:
    """The mark of one agency in one section; ``None`` where it was not asked."""
    if agency is None:
        return NOT_ASKED
    grade = next((g for g in scale.grades if g.label == agency.grade), None) if scale else None
    if grade:
        return _of_grade(grade)
    if agency.said:
        return ROOM
    silence = Silence(agency.silence) if agency.silence else Silence.NO_GRADE
    wrote = agency.said_something or agency.answered
    return WROTE if wrote and silence is Silence.NO_GRADE else MARKS[silence]


def _of_grade(grade: Grade) -> Mark:
    return Mark(grade.initial, grade.label, "grade")


def _sentence(names: tuple[str, ...], rows: tuple[Row, ...]) -> str:
    silent = tuple(
        name
        for number, name in enumerate(names)
        if {row.marks[number].look for row in rows} & _SILENT
        and not any(row.marks[number].look in _SPOKE for row in rows)
    )
    return f"{joined(silent)} said nothing anywhere." if silent else ""
