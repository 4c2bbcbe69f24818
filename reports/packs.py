"""Folders as zip files: the inspection pack with a manifest of what is in it, and the papers of a
meeting.

The same pack gives the same bytes. No name of a file says a reference: they stand in lists of
downloads and in e-mails. The index inside leads from a reference to its file.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit_tools.case_records import CaseRecord
from audit_tools.dates import format_instant, local
from audit_tools.governance import MeetingPaper
from audit_tools.inspection_packs import InspectionPack, redact, redacted_record
from audit_tools.snapshots import RULES
from audit_tools.words.word_list import Words
from reports.archives import File, zipped
from reports.documents import Document, Format, Kind
from reports.forms import WRITERS
from reports.kinds.case_record import case_record
from reports.outline import INVENTED, REHEARSAL, Outline, Table
from reports.outline_texts import with_texts
from reports.papers import make_paper
from reports.plans import make_plan
from reports.summaries import make_summary
from reports.word_styles import in_styles
from reports.worker.asking import beside
from reports.writers.csv import write_first_table
from reports.writers.json import as_bytes

INDEX = ("Case", "Reference", "Record", "Redacted record", "Signed off", "Inspectors' identifier")
NOT_READ = "Redacted by a program: to be read before it is handed over"


@beside
def inspection_pack(pack: InspectionPack) -> Document:
    """The zip file. Its manifest names each file with its size and its SHA-256."""
    files = [*_records(pack), *_audit(pack)]
    files.insert(0, ("about.txt", _about(pack, [name for name, _ in files])))
    day = local(pack.at).date().isoformat()
    files.append((f"manifest-{day}.csv", _manifest(files)))
    return Document(f"{pack.key}-inspection-pack-{day}.zip", "application/zip", zipped(files))


@beside
def meeting_folder(
    meeting: MeetingPaper,
    papers: Iterable[File],
    styles: bytes | None = None,
    words: Words | None = None,
) -> Document:
    """All that members of a board are sent: the agenda, in a partnership's own styles where it has
    some, and the papers as they were kept."""
    made = (
        in_styles(make_paper(Kind.AGENDA, meeting, format, words), styles)
        for format in (Format.DOCX, Format.PDF)
    )
    files = [*((one.name, one.data) for one in made), *papers]
    day = meeting.on.isoformat()
    return Document(f"meeting-{day}.zip", "application/zip", zipped(files))


def _records(pack: InspectionPack) -> Iterator[File]:
    rows = []
    for record in pack.records:
        paper = make_paper(Kind.CASE_RECORD, record, Format.PDF, pack.words)
        full, redacted = f"cases/{paper.name}", ""
        yield full, paper.data
        if pack.redacted:
            redacted = f"redacted/{paper.name}"
            yield redacted, _redacted(pack, record)
        signed_off = "no" if record.is_draft else "yes"
        rows.append((record.head.spoken, record.head.reference, full, redacted, signed_off, ""))
    rows += [(spoken, "", "", "", "not opened yet", "") for spoken in pack.left_out]
    yield "index.csv", _table("Cases", INDEX, tuple(rows))


def _redacted(pack: InspectionPack, record: CaseRecord) -> bytes:
    outline = case_record(redacted_record(record))
    nodes = with_texts(outline.nodes, lambda text: redact(text, pack.words))
    marks = " · ".join(mark for mark in (outline.draft, NOT_READ) if mark)
    outline = replace(outline, nodes=nodes, draft=marks)
    return WRITERS[Format.PDF](outline.title, (outline,))


def _audit(pack: InspectionPack) -> Iterator[File]:
    for name, definition in pack.definitions.items():
        yield f"{name}.json", as_bytes(dict(definition))
    method = make_paper(Kind.METHOD_STATEMENT, pack.method, Format.PDF, pack.words)
    yield "method-statement.pdf", method.data
    if pack.summary is not None:
        for kind in (Kind.THEME_SUMMARY, Kind.TRAINING_NEEDS):
            made = make_summary(kind, pack.summary, Format.PDF, {}, None, pack.at, None, pack.words)
            yield f"{kind.value}.pdf", made.data
    for number, plan in enumerate(pack.plans, 1):
        for format in (Format.PDF, Format.CSV):
            made = make_plan(Kind.ACTION_PLAN, plan, format, pack.words)
            yield f"actions/plan-{number}.{format}", made.data


def _about(pack: InspectionPack, names: list[str]) -> bytes:
    """What the folder is, for whoever opens it first."""
    warnings = {INVENTED: pack.invented, REHEARSAL: pack.rehearsal}
    one = pack.method.cycle.counted.one
    lines = [
        pack.marking,
        *(warning for warning, holds in warnings.items() if holds),
        f"Inspection pack: {pack.title}",
        f"Made on {format_instant(pack.at)} by the Business Unit.",
        f"Audit tool: {pack.tool.title}, version {pack.tool.version}. Rules: {RULES}.",
        "",
        "index.csv leads from each case's reference to its record, and has a column for the "
        f"identifier that inspectors use. Which {one} a reference is stands nowhere in here: the "
        "key sheets of the agencies say it.",
        "The manifest has the size and the SHA-256 of each file.",
    ]
    if pack.redacted:
        lines.append(
            f"The records under redacted/ are without references and without what the {one} is "
            "like, name schools and others by their kind, and have a black bar over what looks "
            "like a name, an address, a date or a number. A program found these: somebody has to "
            "read each record before it is handed over."
        )
    return "\r\n".join([*lines, "", *names, ""]).encode("utf-8-sig")


def _manifest(files: list[File]) -> bytes:
    rows = tuple((name, str(len(data)), hashlib.sha256(data).hexdigest()) for name, data in files)
    return _table("Files", ("File", "Bytes", "SHA-256"), rows)


def _table(caption: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> bytes:
    return write_first_table(Outline(caption, "", (Table(caption, columns, rows),)))
