"""The two invented audits as tests read them, built once."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from app.demonstration.invented import INVENTED_AUDITS, build
from app.demonstration.invented.people import AGENCIES
from audit_tools.cases import CaseState
from audit_tools.codebook import Codebook
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AuditTool

FINISHED, NEARLY_DONE = INVENTED_AUDITS
DEMONSTRATION_DATE = date(2025, 5, 28)
SCALE = "ofsted"

Document = dict[str, Any]


def shipped_tool() -> AuditTool:
    return next(tool for tool in shipped_tools() if tool.key == "serious-youth-violence")


def shipped_themes() -> Codebook:
    return next(themes for themes in shipped_theme_lists() if themes.key == "child-safeguarding-29")


@cache
def invented(key: str) -> Document:
    return build(key, shipped_tool(), shipped_themes())


def all_cases() -> Iterator[Document]:
    for key in INVENTED_AUDITS:
        yield from invented(key)["cases"]


def all_returns(*statuses: str) -> Iterator[tuple[Document, Document]]:
    """Each case with each of its returns of these statuses; with every one if none is named."""
    for case in all_cases():
        for agency_return in case["returns"]:
            if not statuses or agency_return["status"] in statuses:
                yield case, agency_return


def as_value(case: Document, agency_return: Document) -> AgencyReturn:
    """The return as the rules see it while it may still be written."""
    agency = agency_return["agency"]
    lead = any(i["lead"] for i in case["agencies"] if i["agency"] == agency)
    kind = AGENCIES[agency][1]
    entries = agency_return["entries"]
    return AgencyReturn(agency, kind, lead, ReturnStatus.DUE, CaseState.WAITING, entries)


def case_of(key: str, reference: str) -> Document:
    return next(case for case in invented(key)["cases"] if case["reference"] == reference)


def name_of(case: Document, agency_return: Document, place: str = "") -> str:
    return " ".join((case["reference"], agency_return["agency"], place))


def instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")


def discussed() -> list[Document]:
    return [case for case in all_cases() if case["state"] == "agreed"]


def findings_of(key: str) -> list[Document]:
    return [finding for case in invented(key)["cases"] for finding in case["findings"]]


# Words that label a child, blame, or dwell on the violence.
_UNWANTED = (
    *("offender", "perpetrator", "criminal", "gang", "thug", "absconded", "attention-seeking"),
    *("failed to engage", "refused to engage", "lifestyle", "streetwise", "promiscuous"),
    *("knife", "knives", "machete", "stab", "blade", "gun", "blood", "brutal", "horrific"),
)
_PATTERN = re.compile(rf"\b({'|'.join(_UNWANTED)})(s|ed|bed|bing)?\b", re.IGNORECASE)


def is_unwanted(text: str) -> bool:
    """Whether a text labels a child, blames, or dwells on the violence."""
    return bool(_PATTERN.search(text))
