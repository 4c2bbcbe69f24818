"""The case sheet: one side of paper a case, in black and white, for the night before and the room.

What was answered once for the case, the differences, the lines that weigh most, and space to write
what was agreed; where the discussion comes first, its sections with space to write.
"""

from audit_tools import case_sheets
from audit_tools.candidates import bands_in_words
from audit_tools.case_records import CaseReturns
from audit_tools.case_sheets import Apart, CaseSheet, Side
from audit_tools.discussed import recorded_sections
from audit_tools.discussions import ReturnRead, SectionCompared, Silence, compare_all
from audit_tools.numbers import joined
from audit_tools.places import FindingKind
from audit_tools.returns import ReturnStatus
from reports.kinds.papers import period_of, term
from reports.outline import Box, Node, Outline, Paragraph, Table, Term, Terms

LONGEST = 170
LONGEST_TOLD = 300
LINES = "\n\n"
"""Room for as much as is written by hand while one speaks."""
MARKS = {
    Silence.NOT_OUR_PART: "\N{EN DASH}",
    Silence.NO_GRADE: "?",
    Silence.NO_RETURN: "nr",
    Silence.GIVEN: "nr",
}
_MEANINGS = (
    ("\N{EN DASH}", "not our part"),
    ("?", "no grade given"),
    ("nr", "no return"),
)


def case_sheet(sheet: CaseSheet) -> Outline:
    """The sheet of one case."""
    given = sheet.given
    nodes: list[Node] = [_head(sheet), *_said(given), Box("What we agree, and why")]
    return Outline(
        f"{sheet.head.reference}",
        f"{sheet.head.spoken} · {sheet.head.audit}",
        tuple(nodes),
        sheet.head.invented,
        sheet.head.marking,
        one_side=True,
        rehearsal=sheet.head.rehearsal,
    )


def _said(given: CaseReturns) -> list[Node]:
    """What the returns say; where the discussion comes first, space for what is said in it."""
    if not given.asks_returns:
        return [_sections(given)]
    return [*_strip(given), _differences(given), _lines(given)]


def _sections(given: CaseReturns) -> Table:
    """A section to a line, with space to write in each."""
    agreed = ("Agreed",) if given.scale else ()
    spoken_of = recorded_sections(given.tool)
    rows = tuple(
        (f"{one.number} {one.title}".strip(), LINES, *("" for _ in agreed)) for one in spoken_of
    )
    widths = (6, 14, *(3 for _ in agreed))
    return Table("Section by section", ("Section", "What each says", *agreed), rows, widths)


def shortened(text: str, longest: int = LONGEST) -> str:
    """The beginning of a long text, cut between two words and with ``…`` at its end."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return f"{flat[:longest].rsplit(' ', 1)[0].rstrip('.,;:')} …"


def _head(sheet: CaseSheet) -> Terms:
    return Terms(
        (
            *term("Period", period_of(sheet.head)),
            *term("Expected", _expected(sheet.given)),
            *term("Child", bands_in_words(sheet.head.characteristics)),
            *(Term(label, (shortened(text),)) for label, text in case_sheets.the_child(sheet)),
            *(
                Term(label, (shortened(text, LONGEST_TOLD),))
                for label, text in case_sheets.answered_once(sheet)
            ),
        )
    )


def _expected(given: CaseReturns) -> str:
    """The agencies that know the child, who leads and who sent nothing; then who knows no child."""
    strangers = given.names(one.agency for one in given.returns if one not in _knowing(given))
    known = joined(_with_part(given, one.agency, one.status) for one in _knowing(given))
    return f"{known}. Not known to {joined(strangers)}." if strangers else f"{known}."


def _knowing(given: CaseReturns) -> list[ReturnRead]:
    return [one for one in given.by_name() if one.status is not ReturnStatus.NOT_KNOWN]


def _with_part(given: CaseReturns, agency: str, status: ReturnStatus) -> str:
    parts = ["leads"] if agency == given.lead else []
    parts += ["no return"] if status.speaks_in_discussion and given.asks_returns else []
    return f"{given.name(agency)} ({', '.join(parts)})" if parts else given.name(agency)


def _strip(given: CaseReturns) -> list[Node]:
    """The grades at a glance, a line to a section, with space for the one that is agreed."""
    if given.scale is None:
        return []
    agencies = [one.agency for one in _knowing(given)]
    rows = tuple(_strip_row(given, one, agencies) for one in _compared(given))
    columns = ("Section", *(given.name(agency) for agency in agencies), "Steps apart", "Agreed")
    caption = "How each agency graded its own part"
    widths = (22, *(6 for _ in agencies), 4, 6)
    return [Table(caption, columns, rows, widths), Paragraph(_legend(given, rows))]


def _compared(given: CaseReturns) -> tuple[SectionCompared, ...]:
    return compare_all(given.tool, given.scale, given.returns)


def _strip_row(
    given: CaseReturns, compared: SectionCompared, agencies: list[str]
) -> tuple[str, ...]:
    section = given.tool.section(compared.section)
    apart = str(compared.apart) if compared.apart else ""
    marks = (_mark(given, compared, agency) for agency in agencies)
    return (f"{section.number} {section.title}".strip(), *marks, apart, "")


def _mark(given: CaseReturns, compared: SectionCompared, agency: str) -> str:
    if given.scale and agency in compared.grades:
        return given.scale.grade(compared.grades[agency]).initial
    return MARKS[compared.silences[agency]]


def _legend(given: CaseReturns, rows: tuple[tuple[str, ...], ...]) -> str:
    """What the letters mean, the best grade first, and only the other marks that occur."""
    grades = given.scale.grades if given.scale else ()
    used = {cell for row in rows for cell in row[1:]}
    words = [f"{grade.initial} {grade.label.lower()}" for grade in grades]
    words += [f"{mark} {meaning}" for mark, meaning in _MEANINGS if mark in used]
    return f"{'; '.join(words)}."


def _differences(given: CaseReturns) -> Node:
    widest = case_sheets.widest(given)
    if not widest:
        return Paragraph("Nowhere do the agencies differ in their grades or answers.")
    rows = tuple((_about(apart), _side(apart.high), _side(apart.low)) for apart in widest)
    caption = "Where they differ most"
    return Table(caption, ("Section", "On one side", "On the other side"), rows, (5, 9, 9))


def _about(apart: Apart) -> str:
    if apart.question is None:
        return apart.section.title
    number = apart.question.number
    return f"{apart.section.title}\nQuestion {number}: {shortened(apart.question.text, 90)}"


def _side(side: Side) -> str:
    head = f"{side.word}: {joined(side.agencies)}"
    if not side.line:
        return head
    who = f" ({side.speaker})" if len(side.agencies) > 1 else ""
    return f"{head}\n{shortened(side.line)}{who}"


def _lines(given: CaseReturns) -> Node:
    strongest = case_sheets.strongest_lines(given)
    if not strongest:
        return Paragraph("There are no other lines.")
    rows = tuple(
        (
            given.name(one.agency),
            "went well" if one.line.kind is FindingKind.STRENGTH else "could be better",
            shortened(one.line.text),
        )
        for one in strongest
    )
    return Table("Lines that weigh most", ("Agency", "What", "Line"), rows, (5, 3, 15))
