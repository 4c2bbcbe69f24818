"""One case of an invented tool on paper, for the tests of its papers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from audit_tools.agency_kinds import AgencyKind
from audit_tools.case_records import CaseHead, CaseRecord, CaseReturns, HeldBy
from audit_tools.case_sheets import CaseSheet
from audit_tools.cases import CaseState, Characteristics
from audit_tools.discussions import Came, ReturnRead
from audit_tools.facts import Agency
from audit_tools.findings import Finding
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Role
from audit_tools.places import FindingKind
from audit_tools.return_copies import ReturnCopy
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.training_needs import Cause, Remedy

TOOL, THEMES = shipped_tools()[0], shipped_theme_lists()[0]
SCALE = TOOL.scale("ofsted")
AT = datetime(2025, 5, 20, 9, 30, tzinfo=UTC)
SIGNED = datetime(2025, 5, 23, 10, 0, tzinfo=UTC)
POLICE = Agency("police", "Police", AgencyKind.POLICE)
SCHOOL = Agency("school", "School", AgencyKind.EDUCATION)
CARE = Agency("social-care", "Social care", AgencyKind.SOCIAL_CARE)
PROBATION = Agency("probation", "Probation", AgencyKind.PROBATION)
AGENCIES = {one.key: one for one in (POLICE, PROBATION, SCHOOL, CARE)}
HEAD = CaseHead(
    "Case 3 of 6",
    "SYV25-03",
    "Serious youth violence audit",
    "OFFICIAL-SENSITIVE",
    period_from=date(2025, 1, 1),
    period_to=date(2025, 3, 31),
    characteristics=Characteristics("16-17", "male", plan_type="child in need"),
)
# Two steps apart on identification, one answer apart on information, the same on voice.
GIVEN: dict[str, dict[str, str]] = {
    "police": {
        "voice/grade": "good",
        "voice/strength/1": "He was spoken to alone.",
        "voice/strength/2": "The officer rang back.",
        "identification/grade": "good",
        "identification/strength/1": "The notification was sent the same night.",
        "information/grade": "good",
        "information.given": "yes",
        "information.given/seen": "Log of the neighbourhood team",
    },
    "school": {
        "voice/grade": "good",
        "voice.daily-life": "partly",
        "voice.trusted-person": "The tutor of the workshop.",
        "voice/strength/1": "What he hopes for stands in the plan.",
        "identification/grade": "inadequate",
        "identification/development/1": "We heard of the arrest from a parent.",
        "identification/development/1/cause": "tool-or-process",
        "identification/development/2": "Our own worry was never written down.",
        "information/grade": "good",
        "information.given": "partly",
    },
    "social-care": {
        "voice/grade": "good",
        "voice/reason": "The record carries what he said.",
        "identification/grade": "not-our-part",
        "information/nothing": "yes",
    },
    "probation": {},
}
RECORD = {
    "voice/agreed": "good",
    "voice/why": "The child was heard.",
    "identification/agreed": "requires-improvement",
    "identification/why": "It depended on who was on duty.",
    "identification/view/school/grade": "inadequate",
    "identification/view/school/reason": "Nobody told the school.",
    "identification/said/probation": "We were told on the second day.",
    "identification/action": "One form for all notifications",
    "identification/action-by": "Police",
    "identification/action-when": "By September",
    "voice/check": "Who rang the parents",
    "voice/check-by": "School",
}


def returns(given: Mapping[str, Mapping[str, str]] = GIVEN) -> CaseReturns:
    """The closed returns; probation sent none."""
    read = tuple(
        ReturnRead(key, ReturnStatus.SUBMITTED if entries else ReturnStatus.MISSING, entries)
        for key, entries in given.items()
    )
    agencies = {key: AGENCIES.get(key) or Agency(key, key, AgencyKind.OTHER) for key in given}
    return CaseReturns(TOOL, SCALE, agencies, "social-care", read)


def finding(number: int, kind: FindingKind, statement: str) -> Finding:
    cause = Cause.TOOL_OR_PROCESS if kind is FindingKind.DEVELOPMENT else None
    return Finding(
        number,
        HEAD.reference,
        "identification",
        kind,
        statement,
        ("notifications",),
        ("police",),
        cause,
        Remedy.PROCESS if cause else None,
    )


def record(
    state: CaseState = CaseState.AGREED, more: Mapping[str, str] | None = None
) -> CaseRecord:
    """A discussion with everything that one may hold."""
    return CaseRecord(
        HEAD,
        returns(),
        THEMES,
        state,
        RECORD | dict(more or {}),
        {"police": Came.YES, "school": Came.APOLOGIES},
        (HeldBy(Role.CHAIR, ("social-care",)), HeldBy(Role.NOTE_TAKER)),
        (
            finding(4, FindingKind.STRENGTH, "The first notification came at once."),
            finding(5, FindingKind.DEVELOPMENT, "The second one never came."),
        ),
        AT,
        SIGNED if state is CaseState.AGREED else None,
    )


def with_text(text: str) -> CaseRecord:
    """A record with the text in every place where somebody may write."""
    entries = {
        key: {place: text if _is_written(place) else value for place, value in given.items()}
        for key, given in GIVEN.items()
    }
    written = {place: text if not place.endswith("/grade") and "/agreed" not in place else value
               for place, value in RECORD.items()}  # fmt: skip
    whole = record(CaseState.OPEN)
    return replace(
        whole,
        head=replace(whole.head, audit=text),
        given=returns(entries),
        record=written,
        findings=(finding(1, FindingKind.DEVELOPMENT, text),),
    )


def _is_written(place: str) -> bool:
    return place.split("/")[-1].isdigit() or place.endswith(("/reason", "/seen", "-person"))


def sheet(given: Mapping[str, Mapping[str, str]] = GIVEN) -> CaseSheet:
    return CaseSheet(HEAD, returns(given))


def copy(status: ReturnStatus = ReturnStatus.DUE) -> ReturnCopy:
    """The school's own return."""
    value = AgencyReturn("school", SCHOOL.kind, False, status, CaseState.WAITING, GIVEN["school"])
    sent = SIGNED if status is ReturnStatus.SUBMITTED else None
    return ReturnCopy(HEAD, TOOL, SCALE, SCHOOL, value, AT, sent)
