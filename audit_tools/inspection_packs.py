"""What inspectors are handed of an audit: the case records in full, and what was made of them.

A record is named by its reference. Which child that is stands in no part of a pack: each agency's
key sheet says it, outside. A redacted set is made only if somebody asks for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from audit_tools.action_plans.papers import PlanPaper
from audit_tools.agency_names import NAMED_BY_KIND
from audit_tools.audience import AudienceFacts
from audit_tools.case_records import CaseRecord
from audit_tools.cases import Characteristics
from audit_tools.errors import Refused
from audit_tools.facts import Agency
from audit_tools.method_statements import MethodStatement
from audit_tools.tool import AuditTool
from audit_tools.words.marking import marks_in
from audit_tools.words.word_list import Words

REDACTED = "█████"


@dataclass(frozen=True)
class InspectionPack:
    """All that goes into a pack; ``left_out`` are cases without a record, as they are spoken of.

    ``definitions`` are the audit tool and the theme list as they are exchanged, by their names.
    ``summary`` is empty while no discussion is agreed. ``words`` find what may name somebody in the
    redacted set, and explain acronyms.
    """

    at: datetime
    key: str
    title: str
    marking: str
    invented: bool
    rehearsal: bool
    tool: AuditTool
    definitions: Mapping[str, Mapping[str, Any]]
    records: tuple[CaseRecord, ...]
    left_out: tuple[str, ...]
    method: MethodStatement
    summary: AudienceFacts | None
    plans: tuple[PlanPaper, ...]
    words: Words
    redacted: bool = False


def check_can_pack(records: int, conflicts: int) -> None:
    """Raise ``Refused`` where there is no record yet, or where the person may not read them all."""
    if conflicts:
        raise Refused(
            "You declared a conflict about a case of this audit, so you cannot read its record. "
            "A colleague of the Business Unit can make the pack."
        )
    if not records:
        raise Refused("No discussion has been opened yet, so there is no case record to hand over.")


def redact(text: str, words: Words) -> str:
    """The text with a black bar over whatever looks as if it could identify somebody."""
    for mark in reversed(marks_in(text, words)):
        text = f"{text[: mark.start]}{REDACTED}{text[mark.end :]}"
    return text


def redacted_record(record: CaseRecord) -> CaseRecord:
    """The record without its reference and who the child is, and with schools and others that are
    close to a few children only by their kind. Its texts are redacted as they are written."""
    head = replace(record.head, reference=record.head.spoken, characteristics=Characteristics())
    agencies = {key: _by_kind(agency) for key, agency in record.given.agencies.items()}
    return replace(record, head=head, given=replace(record.given, agencies=agencies))


def _by_kind(agency: Agency) -> Agency:
    if agency.kind not in NAMED_BY_KIND:
        return agency
    one, _ = NAMED_BY_KIND[agency.kind]
    return replace(agency, name=one[:1].upper() + one[1:])
