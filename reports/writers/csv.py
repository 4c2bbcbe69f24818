"""What an audience may be given, as one table for a spreadsheet.

One number or one text a row, in eight columns: ``part`` (audit, cases, returns, agencies, findings,
themes, wordings, priorities, recurring, sections, differed, graded by others, outcomes, waits,
meetings, remedies, needs, gaps, questions, inspection, concerns), ``key`` and ``title`` of what it
is about, ``measure``, ``count``, ``of``, ``agencies`` joined with "|", and ``text``. A number has
its ``of`` beside it; a row without a number leaves both empty. Of a theme it is in how many it
"went well" and "could be better"; of a need, in how many its theme "could be better" and in how
many of them "learning would help". UTF-8 with a byte order mark, which Excel needs to read it as
such.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from io import StringIO

from audit_tools.audience import AudienceFacts, Side, ThemeRow
from audit_tools.csv_files import safe_cell
from audit_tools.numbers import Share
from reports.outline import Outline, Table

WELL, BETTER = "went well", "could be better"


@dataclass(frozen=True)
class Row:
    """One row; the names of its fields are the heading of the table."""

    part: str
    key: str = ""
    title: str = ""
    measure: str = ""
    count: str = ""
    of: str = ""
    agencies: str = ""
    text: str = ""


def write_csv(facts: AudienceFacts) -> bytes:
    """The table, its heading first."""
    return _written([field.name for field in fields(Row)], map(astuple, _rows(facts)))


def write_first_table(outline: Outline) -> bytes:
    """The first table of an outline, which has to have one, with its headings."""
    table = next(node for node in outline.nodes if isinstance(node, Table))
    return _written(table.columns, table.rows)


def _written(columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _number(part: str, key: str, title: str, measure: str, share: Share, text: str = "") -> Row:
    return Row(part, key, title, measure, str(share.count), str(share.of), "", text)


def _seen(part: str, key: str, title: str, measure: str, side: Side, text: str = "") -> Row:
    row = _number(part, key, title, measure, side.share, text)
    return replace(row, agencies="|".join(side.agencies))


def _rows(facts: AudienceFacts) -> Iterator[Row]:
    yield from _audit(facts)
    yield from _participation(facts)
    yield from _themes(facts)
    yield from _agreement(facts)
    yield from _moderations(facts)
    yield from _times_and_meetings(facts)
    yield from _help(facts)
    for row in facts.inspection:
        yield Row("inspection", str(row.number), text=row.statement)
    if facts.followed_up is not None:
        yield Row("concerns", measure="all followed up", text="yes" if facts.followed_up else "no")


def _audit(facts: AudienceFacts) -> Iterator[Row]:
    said = {
        "theme": facts.theme,
        "purpose": facts.purpose,
        "period from": facts.period_from.isoformat() if facts.period_from else "",
        "period to": facts.period_to.isoformat() if facts.period_to else "",
        "for": facts.audience.value,
        "interim": "yes" if facts.interim else "no",
        "invented": "yes" if facts.invented else "no",
        "rehearsal": "yes" if facts.rehearsal else "",
        "attribution": facts.attribution,
        "chosen": facts.selection.value,
        "how chosen": facts.selection_note,
        "chosen by hand": str(facts.chosen_by_hand or ""),
        "who they were": facts.cases_sentence,
    }
    for measure, text in said.items():
        if text:
            yield Row("audit", facts.key, facts.title, measure, text=text)


def _moderations(facts: AudienceFacts) -> Iterator[Row]:
    for one in facts.moderations:
        who = f"{one.moderator.label}, {one.on.isoformat()}"
        yield _number("graded by others", one.compared.value, who, "cases", one.graded)
        for row in one.rows:
            title, same = f"{who}: {row.title}", row.matches.share
            yield _number("graded by others", row.number, title, "the same", same)
            higher = Share(row.matches.higher, same.of)
            yield _number("graded by others", row.number, title, "we graded higher", higher)


def _participation(facts: AudienceFacts) -> Iterator[Row]:
    yield _number("cases", "", facts.counted.many, "agreed", facts.agreed)
    yield _number("cases", "", facts.counted.many, "corrected after signing off", facts.corrected)
    yield _number("returns", "", "", "received", facts.returns)
    yield _number("returns", "", "", "received, of all cases", facts.all_returns)
    instead = Share(facts.given_in_discussion, facts.returns.of)
    yield _number("returns", "", "", "given in the discussion instead", instead)
    for part in facts.agencies:
        yield _number("agencies", "", part.name, "returned", part.returned)
        yield _number("agencies", "", part.name, "came", part.came)
        expected = Share(part.came_not_noted, part.came.of + part.came_not_noted)
        yield _number("agencies", "", part.name, "coming not noted", expected)
    if facts.chair_answers.count:
        services = ", ".join(facts.chair_agencies)
        yield _number("agencies", "", services, "of the chair or co-chair", facts.chair_answers)


def _themes(facts: AudienceFacts) -> Iterator[Row]:
    yield _number("findings", "", "", "sorted", facts.findings_sorted)
    yield _number("findings", "", "", "sorted alike by two people", facts.sorted_twice)
    for row in facts.themes:
        for measure, side in ((WELL, row.strengths), (BETTER, row.developments)):
            yield _seen("themes", row.key, row.title, measure, side)
            for wording in side.wordings:
                yield Row("wordings", row.key, row.title, measure, text=wording)
        yield from _priority(row)
    for recurring in facts.recurring:
        for one in recurring.seen:
            yield _number("recurring", recurring.theme, one.audit, BETTER, one.share)
        for action in recurring.actions or ():
            title = f"{action.plan}, action {action.number}"
            yield Row("recurring", recurring.theme, title, action.status, text=action.said)


def _priority(row: ThemeRow) -> Iterator[Row]:
    if row.priority is None:
        return
    suggested, decided = row.priority.suggested.priority, row.priority.decided
    yield Row("priorities", row.key, row.title, "suggested", text=suggested.value)
    if row.priority.worst:
        yield Row("priorities", row.key, row.title, "worst seen", text=row.priority.worst.value)
    if decided:
        yield Row("priorities", row.key, row.title, "decided", text=decided.priority.value)
        yield Row("priorities", row.key, row.title, "decided by", text=decided.group)
        yield Row("priorities", row.key, row.title, "decided on", text=decided.on.isoformat())
        yield Row("priorities", row.key, row.title, "reason", text=decided.reason)
        for view in decided.views:
            yield Row("priorities", row.key, row.title, "different view", text=view)


def _agreement(facts: AudienceFacts) -> Iterator[Row]:
    for row in facts.sections:
        for count in row.counts:
            share = Share(count.count, facts.cases)
            yield _number("sections", row.key, row.title, count.grade.key, share)
        absent = Share(row.without_grade, facts.cases)
        yield _number("sections", row.key, row.title, "no grade", absent)
        yield _number("differed", row.key, row.title, "agencies differed", row.differed)
    yield _number("differed", "", "any section", "agencies differed", facts.differed)
    if facts.outcomes is not None:
        question = facts.outcomes.question
        for answer in facts.outcomes.counts:
            share = Share(answer.count, facts.cases)
            yield _number("outcomes", "", question, answer.label, share)
        absent = Share(facts.outcomes.unanswered, facts.cases)
        yield _number("outcomes", "", question, "not answered", absent)


def _times_and_meetings(facts: AudienceFacts) -> Iterator[Row]:
    for wait in facts.waits:
        for days in wait.days:
            yield Row("waits", wait.key, wait.service, "days", text=str(days))
        if wait.standard:
            yield _number("waits", wait.key, wait.service, wait.standard, wait.within)
        if wait.meanwhile.of:
            yield _number("waits", wait.key, wait.service, "says what was done", wait.meanwhile)
    for meeting in facts.meetings:
        yield _number("meetings", meeting.key, meeting.title, "taken to it", meeting.taken)
        yield _number("meetings", meeting.key, meeting.title, "minutes came", meeting.minutes)
        for seat in meeting.seats:
            sat = _number("meetings", meeting.key, meeting.title, "sat in it", seat.sat)
            yield replace(sat, agencies=seat.kind)


def _help(facts: AudienceFacts) -> Iterator[Row]:
    for remedy in facts.remedies:
        yield _seen(
            "remedies", remedy.key, remedy.label, "would help", remedy.rests_on, remedy.goes_to
        )
    for need in facts.needs:
        yield _number("needs", need.key, need.title, BETTER, need.could_be_better)
        yield _seen(
            "needs", need.key, need.title, "learning would help", need.rests_on, need.audience
        )
        if need.gap:
            yield Row("gaps", need.key, need.title, need.gap.value, text=need.gap_note)
        for question in need.questions:
            text = f"{question.number} {question.text}".strip()
            yield Row("questions", need.key, need.title, question.key, text=text)
