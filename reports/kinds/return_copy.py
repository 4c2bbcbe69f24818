"""An agency's own return, to take away: what it was asked and what it wrote."""

from audit_tools import places, returns
from audit_tools.answers import beside, said
from audit_tools.dates import format_instant
from audit_tools.places import FindingKind
from audit_tools.points import of_return
from audit_tools.return_copies import ReturnCopy
from audit_tools.returns import ReturnStatus
from audit_tools.tool import Question, Section
from reports.kinds import sentences
from reports.kinds.papers import period_of, term, texts
from reports.outline import NOT_SIGNED_OFF, Heading, Node, Note, Outline, Paragraph, Table, Terms


def return_copy(copy: ReturnCopy) -> Outline:
    """The whole return as it stands."""
    nodes: list[Node] = [_standing(copy), _head(copy)]
    if copy.value.status is not ReturnStatus.NOT_KNOWN:
        for section in returns.sections_of(copy.tool, copy.value):
            nodes += _section(copy, section)
    return Outline(
        f"{copy.head.reference} · {copy.agency.name}",
        f"{copy.head.spoken} · {copy.head.audit}",
        tuple(nodes),
        copy.head.invented,
        copy.head.marking,
        NOT_SIGNED_OFF if copy.is_draft else "",
        copy.submitted_at or copy.started_at,
        rehearsal=copy.head.rehearsal,
    )


def _standing(copy: ReturnCopy) -> Note:
    if copy.is_draft:
        return Note("Draft: this return has not been sent and can still change.")
    if copy.value.status is ReturnStatus.NOT_KNOWN:
        return Note(f"{copy.agency.name} said: not known to us.")
    if copy.value.status is ReturnStatus.SUBMITTED and copy.submitted_at:
        return Note(f"Sent {format_instant(copy.submitted_at)}. It is locked.")
    return Note("The returns of this case were closed before this one was sent.")


def _head(copy: ReturnCopy) -> Terms:
    leads = "leads the case" if copy.value.lead else ""
    return Terms(
        (
            *term("Reference", f"{copy.head.reference} ({copy.head.spoken})"),
            *term("Agency", copy.agency.name, leads),
            *term("Period under review", period_of(copy.head)),
        )
    )


def _section(copy: ReturnCopy, section: Section) -> list[Node]:
    entries = copy.value.entries
    shown = returns.shown_questions(copy.tool, section, copy.value)
    nodes: list[Node] = [Heading(f"{section.number} {section.title}".strip(), anchor=section.key)]
    if shown:
        rows = tuple(_answer(copy, question) for question in shown)
        caption, columns = f"Answers: {section.title}", ("Question", "Answer")
        nodes.append(Table(caption, columns, rows, (9, 10), is_headed=True))
    nodes += _lines(copy, section)
    if returns.says_nothing(entries, section.key):
        nodes.append(Paragraph("Nothing to add."))
    own = term(
        "Our own part", _grade(copy, section), entries.get(places.reason_place(section.key), "")
    )
    points = of_return(copy.tool, copy.scale, section, copy.value.situation, entries)
    own += term("Points", str(points))
    return [*nodes, *([Terms(own)] if own else [])]


def _answer(copy: ReturnCopy, question: Question) -> tuple[str, str]:
    entries = copy.value.entries
    written = (f"{label}: {text}" for label, text in beside(question, entries))
    text = f"{question.number} {question.text_for(copy.value.kind)}".strip()
    return text, "\n".join(part for part in (said(question, entries), *written) if part)


def _lines(copy: ReturnCopy, section: Section) -> list[Node]:
    written = returns.lines(copy.value.entries, section.key)
    recommended = returns.recommendations(copy.value.entries, section.key)
    sides = (
        ("What went well", texts(written, FindingKind.STRENGTH)),
        ("What could be better", texts(written, FindingKind.DEVELOPMENT)),
        ("What we recommend", "\n".join(one.text for one in recommended)),
    )
    rows = tuple(row for label, text in sides for row in term(label, *text.split("\n")))
    return [Terms(rows)] if rows else []


def _grade(copy: ReturnCopy, section: Section) -> str:
    grade = copy.value.entries.get(places.grade_place(section.key), "")
    if grade == places.NOT_OUR_PART:
        return "Not our part"
    return sentences.opening(copy.scale.grade(grade).label) if grade and copy.scale else ""
