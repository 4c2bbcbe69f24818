"""The case record: the completed audit tool of one child, in the tool's order, for the people of
the case. What the agencies wrote stands beside what was agreed, word for word.
"""

from collections.abc import Iterator
from datetime import datetime

from audit_tools import case_records
from audit_tools.answers import beside, said
from audit_tools.candidates import bands_in_words
from audit_tools.case_records import CaseRecord
from audit_tools.cases import Known
from audit_tools.dates import format_instant
from audit_tools.discussions import Came
from audit_tools.numbers import joined, plural
from audit_tools.places import FindingKind
from audit_tools.points import NOTE, Points, SidedPoints, has_points, in_section
from audit_tools.returns import ReturnStatus
from audit_tools.tool import Section, SectionFor
from reports.kinds import sentences
from reports.kinds.case_endings import corrections, findings, tasks
from reports.kinds.case_sections import (
    answers_table,
    grade_label,
    grades_sentence,
    returns_table,
)
from reports.kinds.papers import LEADS, period_of, term, without_empty_columns
from reports.outline import (
    NOT_SIGNED_OFF,
    Heading,
    Node,
    Note,
    Outline,
    Paragraph,
    Table,
    Term,
    Terms,
)

_CAME = {Came.YES: "came", Came.NO: "did not come", Came.APOLOGIES: "sent apologies"}


def case_record(record: CaseRecord) -> Outline:
    """The whole record. Where it is not signed off it says so first."""
    nodes: list[Node] = [*_warnings(record), Paragraph(_first(record), leads=True), _head(record)]
    grades = [_grades(record)] if any(section.graded for section in record.sections) else []
    nodes += [*grades, *_points(record), *_attendance(record)]
    # What the child and those beside it said comes before what agencies say of them.
    for section in sorted(record.sections, key=lambda one: not one.asked.is_companion):
        nodes += _section(record, section)
    nodes += [*findings(record), *tasks(record), *corrections(record)]
    return Outline(
        f"Case record: {record.head.reference}",
        f"{record.head.spoken} · {record.head.audit}",
        tuple(nodes),
        record.head.invented,
        record.head.marking,
        NOT_SIGNED_OFF if record.is_draft else "",
        _dated(record),
        rehearsal=record.head.rehearsal,
    )


def _dated(record: CaseRecord) -> datetime:
    """When it last changed for good: by its last correction, its signing off or its opening."""
    latest = record.corrections[-1].at if record.corrections else record.agreed_at
    return latest or record.opened_at


def _warnings(record: CaseRecord) -> Iterator[Note]:
    if record.is_draft:
        yield Note("Draft: this record is not signed off and can still change.")
    if record.corrections:
        changes = plural(len(record.corrections), "place", "places")
        yield Note(
            f"Corrected after it was signed off, in {changes}. What stood there, and why it was "
            "changed, is at the end."
        )
    if record.twofold:
        where = plural(len(record.twofold), "place", "places")
        yield Note(
            f"In {where} two people wrote at once and nobody has chosen yet. The text that stood "
            "first is shown."
        )


def _first(record: CaseRecord) -> str:
    """What was agreed, and what follows from it, in a sentence or two."""
    graded = [s.key for s in record.sections if s.graded]
    done = [key for key in graded if record.at(key, "agreed") or record.at(key, "why")]
    strengths = sum(f.kind is FindingKind.STRENGTH for f in record.findings)
    found = (
        plural(strengths, "strength", "strengths"),
        sentences.areas(len(record.findings) - strengths),
        plural(len(case_records.actions(record)), "action", "actions"),
    )
    what = plural(len(graded), "section is", "sections are")
    agreed = f"{len(done)} of {what} agreed. " if graded else ""
    return f"{agreed}{sentences.opening(joined(found))}."


def _head(record: CaseRecord) -> Terms:
    head, agreed = record.head, record.agreed_at
    return Terms(
        (
            *term("Reference", f"{head.reference} ({head.spoken})"),
            *term("Period under review", period_of(head)),
            *term("Child", bands_in_words(head.characteristics)),
            *term("Discussion opened", format_instant(record.opened_at)),
            *term("Signed off", format_instant(agreed) if agreed else "not yet"),
            *term("Signed off before all who came were heard on it", record.early_reason),
        )
    )


def _grades(record: CaseRecord) -> Table:
    """What was agreed beside what the agencies said, at a glance."""
    rows = tuple(
        (
            f"{section.number} {section.title}".strip(),
            _agreed_word(record, section),
            grades_sentence(record.given, section),
        )
        for section in record.sections
        if section.graded
    )
    columns = ("Section", "Agreed grade", "How the agencies graded their own part")
    return without_empty_columns(Table("What was agreed", columns, rows, (6, 4, 9)))


def _points(record: CaseRecord) -> list[Node]:
    """Own and moderated points side by side; nothing where the tool has none."""
    given = record.given
    if not has_points(given.tool):
        return []
    sided = {
        f"{section.number} {section.title}".strip(): in_section(
            given.tool,
            given.scale,
            section,
            given.by_name(),
            given.situation,
            record.record,
            given.characteristics,
        )
        for section in record.sections
    }
    total = sum(sided.values(), SidedPoints({}, Points()))
    rows = tuple(
        (
            title,
            "\n".join(f"{given.name(key)}: {own}" for key, own in one.own.items() if str(own)),
            str(one.moderated),
        )
        for title, one in {**sided, "All sections": total}.items()
        if any(map(str, (*one.own.values(), one.moderated)))
    )
    columns = ("Section", "Own points", "Moderated points")
    nodes: list[Node] = [Table("Points, own and moderated", columns, rows, (6, 8, 5)), Note(NOTE)]
    if given.tool.not_computed:
        nodes.append(Note(f"Not computed here: {given.tool.not_computed}"))
    return nodes


def _agreed_word(record: CaseRecord, section: Section) -> str:
    """The agreed grade; in an audit without grades, whether anything was agreed."""
    if record.given.scale is None:
        return "agreed" if record.at(section.key, "why") else "not yet"
    return grade_label(record.given, record.at(section.key, "agreed")) or "not yet"


def _attendance(record: CaseRecord) -> list[Node]:
    """Who was there, by agency and role and by nobody's name."""
    statuses = {one.agency: one.status for one in record.given.returns}
    rows = tuple(
        (
            agency.name + (f" ({LEADS})" if key == record.given.lead else ""),
            _came(record, key),
            _return(record, statuses[key]) if key in statuses else _no_return(record, key),
        )
        for key, agency in record.given.agencies.items()
    )
    held = tuple(Term(one.role.label, (_whose(record, one.agencies),)) for one in record.held_by)
    table = Table("Agencies", ("Agency", "Discussion", "Return"), rows, (8, 4, 6))
    held_by = HELD_BY if record.given.asks_returns else HELD_BY_FIRST
    parts = (Paragraph(held_by), Terms(held)) if held else ()
    return [Heading("Who was there", anchor="attendance"), table, *parts]


HELD_BY = "Who held the discussion, by role, and whether their own service gave a return:"
HELD_BY_FIRST = "Who held the discussion, by role, and whether their own service had a part in it:"


def _came(record: CaseRecord, agency: str) -> str:
    """Who has nothing to say of the child need not come."""
    if agency in record.attendance:
        return _CAME[record.attendance[agency]]
    statuses = {one.agency: one.status for one in record.given.returns}
    if statuses.get(agency) is ReturnStatus.NOT_KNOWN or agency in _said_beforehand(record):
        return "not expected"
    return "not noted"


def _no_return(record: CaseRecord, agency: str) -> str:
    return _said_beforehand(record).get(agency, "not asked for a return")


def _said_beforehand(record: CaseRecord) -> dict[str, str]:
    """What agencies said that were asked whether they know the child and owe no return."""
    return {a: _OWES_NONE[known] for a, known in record.known.items() if known in _OWES_NONE}


_OWES_NONE = {
    Known.NOT_KNOWN: "not known to them",
    Known.NOT_IN_PERIOD: Known.NOT_IN_PERIOD.label,
}


def _return(record: CaseRecord, status: ReturnStatus) -> str:
    if status is ReturnStatus.MISSING and not record.given.asks_returns:
        return "not asked for"
    return _RETURNS[status]


_RETURNS = {
    ReturnStatus.SUBMITTED: "sent",
    ReturnStatus.NOT_KNOWN: "not known to them",
    ReturnStatus.MISSING: "no return",
    ReturnStatus.GIVEN_IN_DISCUSSION: "given in the discussion",
    ReturnStatus.DUE: "no return",
    ReturnStatus.REOPENED: "no return",
}


def _whose(record: CaseRecord, agencies: tuple[str, ...]) -> str:
    """Whether the own service of who had a part gave a return, or spoke where nobody was asked for
    one: no conflict, but a fact."""
    if not record.given.asks_returns:
        spoke = (
            f"had a part too: {joined(record.given.names(agencies))}" if agencies else "had none"
        )
        return f"Their own service {spoke}."
    sent = {r.agency for r in record.given.returns if r.status is ReturnStatus.SUBMITTED}
    if given := [agency for agency in agencies if agency in sent]:
        return f"Their own service gave a return too: {joined(record.given.names(given))}."
    if agencies:
        return f"Their own service gave no return: {joined(record.given.names(agencies))}."
    return "Their own service was not asked for a return in this case."


def _section(record: CaseRecord, section: Section) -> list[Node]:
    nodes: list[Node] = []
    rows = (*_told(record, section), *_agreed(record, section))
    if rows:
        nodes.append(Terms(rows))
    if section.asked is not SectionFor.PANEL:
        nodes += returns_table(record.given, section)
        nodes += answers_table(record.given, section)
    if not nodes:
        return []
    return [Heading(_title(record, section), anchor=section.key), *nodes]


def _title(record: CaseRecord, section: Section) -> str:
    """The section as the tool numbers it or, of a companion questionnaire, with whose words it
    holds."""
    if section.asked.is_companion:
        return next(one.heading for one in record.told if one.section == section)
    return f"{section.number} {section.title}".strip()


def _told(record: CaseRecord, section: Section) -> Iterator[Term]:
    """What was answered once for the case."""
    for one in record.told:
        if one.section == section:
            for told in one.all_told:
                yield from term(told.question, *told.text.split("\n"))


def _agreed(record: CaseRecord, section: Section) -> Iterator[Term]:
    """What the discussion wrote in a section: for all, by one agency, and still to be done."""
    for question in record.given.tool.panel_questions:
        if question in section.questions and question.is_answered(record.record):
            written = (f"{label}: {text}" for label, text in beside(question, record.record))
            yield from term(question.text, said(question, record.record), *written)
    yield from term("Agreed grade", grade_label(record.given, record.at(section.key, "agreed")))
    yield from term("Why", record.at(section.key, "why"))
    for view in case_records.views(record, section.key):
        grade = grade_label(record.given, view.grade)
        text = ": ".join(part for part in (grade, view.reason) if part)
        yield from term(f"{record.given.name(view.agency)}, a different view", text)
    for agency, text in case_records.said(record, section.key):
        yield from term(f"{record.given.name(agency)}, said in the discussion", text)
