"""An XLSForm that was never made for Golden Thread as an audit tool, with a list of what it loses.

Source: https://xlsform.org/en/.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from audit_tools.codebook import Codebook
from audit_tools.csv_files import Row
from audit_tools.definition import find_wrong, tool_from_document
from audit_tools.definition.sentences import Found
from audit_tools.errors import Invalid, Problem
from audit_tools.left_out import LeftOut
from audit_tools.tool import AuditTool
from audit_tools.workbook import layout
from audit_tools.workbook.ordinary import reasons
from audit_tools.workbook.ordinary.answers import Answers
from audit_tools.workbook.ordinary.building import Building
from audit_tools.workbook.ordinary.cells import FormRow, columns_of_sheet, form_rows, language_of
from audit_tools.workbook.ordinary.tree import tree_of
from audit_tools.workbook.ordinary.words import key_of, plain_text

Sheets = Mapping[str, tuple[Row, ...]]
USUAL_LIST = "child-safeguarding-29"
_OURS = {"kinds", "show_when", "asked"}


def is_ordinary(sheets: Sheets) -> bool:
    """Whether it is a form without the columns that only the workbook of a tool has."""
    named = _by_name(sheets)
    survey = {one.name for one in columns_of_sheet(named.get(layout.SURVEY, ()))}
    settings = {one.name for one in columns_of_sheet(named.get(layout.SETTINGS, ()))}
    return "type" in survey and not survey & _OURS and "theme_list" not in settings


def read_ordinary(
    sheets: Sheets, codebooks: Iterable[Codebook] = ()
) -> tuple[AuditTool, tuple[LeftOut, ...]]:
    """The tool that a form comes to, and what of the form could not be carried.

    Findings are sorted by the first of ``codebooks``. Raises ``Invalid`` with all that is wrong
    with the form itself: a group without an end, a list that is absent, no question at all.
    """
    return _Form(sheets, list(codebooks)).read()


def _by_name(sheets: Sheets) -> dict[str, tuple[Row, ...]]:
    return {name.strip().casefold(): rows for name, rows in sheets.items()}


class _Form:
    """A form while it is read."""

    def __init__(self, sheets: Sheets, codebooks: list[Codebook]) -> None:
        self._codebooks = codebooks
        named = _by_name(sheets)
        settings = form_rows(layout.SETTINGS, named.get(layout.SETTINGS, ()), "")
        default = settings[0].get("default_language") if settings else ""
        columns = [c for name in (layout.SURVEY, layout.CHOICES)
                   for c in columns_of_sheet(named.get(name, ()))]  # fmt: skip
        language = language_of(columns, default)
        self._settings = settings
        self._survey = form_rows(layout.SURVEY, named[layout.SURVEY], language)
        self._choices = form_rows(layout.CHOICES, named.get(layout.CHOICES, ()), language)
        known = (layout.SURVEY, layout.CHOICES, layout.SETTINGS)
        self._left_out = [
            LeftOut(name, 0, "", reasons.OTHER_SHEET)
            for name in sheets
            if name.strip().casefold() not in known
        ]

    def read(self) -> tuple[AuditTool, tuple[LeftOut, ...]]:
        document = self._head()
        answers = Answers(self._choices)
        building = Building(document["title"], answers)
        items, problems = tree_of(self._survey)
        building.build(items)
        problems += [*building.problems, *answers.problems]
        if not problems and not building.sections:
            problems.append(Problem(layout.SURVEY, "No question of this form can be carried."))
        if problems:
            raise Invalid.because_of(problems)
        if building.about:
            document["about"] = "\n".join(building.about)
        document["sections"] = building.sections
        self._left_out += [*building.left_out, *answers.left_out, *answers.unused()]
        self._left_out += [
            one for row in (*self._settings, *self._survey, *self._choices) for one in row.unread()
        ]
        self._take_out_conditions(document, building.rows)
        return tool_from_document(document, self._codebooks), tuple(_sorted(self._left_out))

    def _head(self) -> dict[str, Any]:
        """What the settings say, of the tool as a whole."""
        first, *others = self._settings or [FormRow(layout.SETTINGS, 0, "", {})]
        self._left_out += [row.leave_all(reasons.ONE_ROW) for row in others]
        named = first.get("form_id")
        title = plain_text(first.get("form_title")) or named or "A form without a title"
        lists = [book.key for book in self._codebooks] or [USUAL_LIST]
        return {
            "format_version": 1,
            "key": key_of(named or title, ()),
            "version": 1,
            "title": title,
            "theme_list": lists[0],
        }

    def _take_out_conditions(self, document: dict[str, Any], rows: Mapping[str, FormRow]) -> None:
        """Take out what the checks refuse of conditions, and say so; anything else stops it.

        Each turn takes out one condition at least, so that it ends.
        """
        while found := find_wrong(document, self._codebooks):
            spoilt = [one for one in found if "show_when" in one[0]]
            if not spoilt:
                raise Invalid.because_of(self._problems(found, document, rows))
            taken = set[str]()
            for path, sentence in spoilt:
                part = _part_at(document, path)
                if part["key"] in taken:
                    continue
                taken.add(part["key"])
                row = rows[part["key"]]
                self._left_out.append(row.leave("relevant", reasons.CONDITION.format(sentence)))
                _take_out(part, path)

    def _problems(
        self, found: Collection[Found], document: dict[str, Any], rows: Mapping[str, FormRow]
    ) -> Iterator[Problem]:
        for path, sentence in found:
            part = _part_at(document, path)
            row = rows.get(str(part.get("key")))
            yield Problem(row.place() if row else layout.SETTINGS, sentence)


def _part_at(document: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    """The question or the section that a path leads to."""
    part = document
    for name, number in zip(path[::2], path[1::2], strict=False):
        if name not in ("sections", "questions") or not isinstance(number, int):
            break
        part = part[str(name)][number]
    return part


def _take_out(part: dict[str, Any], path: tuple[str | int, ...]) -> None:
    """Take out the condition that is spoken of, or all where it is all of them together."""
    at = path[path.index("show_when") + 1 :]
    if at and isinstance(at[0], int) and len(part["show_when"]) > 1:
        del part["show_when"][at[0]]
    else:
        del part["show_when"]


def _sorted(left_out: Iterable[LeftOut]) -> list[LeftOut]:
    """The questions that are not asked before all else, which is in the order of the sheets."""
    order = (layout.SETTINGS, layout.SURVEY, layout.CHOICES)

    def at(one: LeftOut) -> tuple[bool, int, int]:
        sheet = order.index(one.sheet) if one.sheet in order else len(order)
        return not one.is_question, sheet, one.row

    return sorted(left_out, key=at)
