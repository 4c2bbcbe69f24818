"""Points in the record of a case and on the agency's copy: own and moderated, side by side."""

from dataclasses import replace

import reports
from audit_tools.agency_kinds import AgencyKind
from audit_tools.case_records import CaseReturns
from audit_tools.cases import CaseState
from audit_tools.discussions import ReturnRead
from audit_tools.facts import Agency
from audit_tools.returns import ReturnStatus
from tests.audit_tools.pointed import SCALE, TOOL
from tests.reports import papers
from tests.reports.files import word, word_text

SCHOOL = Agency("school", "School", AgencyKind.EDUCATION)
OWN = {"staff.trained": "some", "staff/grade": "well"}


def record_text(own: dict[str, str], record: dict[str, str]) -> str:
    read = (ReturnRead("school", ReturnStatus.SUBMITTED, own),)
    given = CaseReturns(TOOL, SCALE, {"school": SCHOOL}, None, read)
    whole = replace(papers.record(CaseState.AGREED), given=given, record=record, findings=())
    return word_text(word(reports.build("case-record", whole, "docx").data))


def test_the_record_of_a_case_has_own_and_moderated_points_and_what_is_not_computed() -> None:
    text = record_text(OWN, {"staff/agreed": "badly", "staff/why": "Seen.", "staff.seen": "much"})
    for said in ("School: 5 of 7 points", "2 of 6 points", "All sections",
                 "Not computed here: Pass mark 80 %.", "no grade is made of them"):  # fmt: skip
        assert said in text
    assert "Own points" not in papers_text()


def papers_text() -> str:
    return word_text(word(reports.build("case-record", papers.record(), "docx").data))


def test_the_agency_has_its_points_on_its_copy() -> None:
    copy = papers.copy(ReturnStatus.SUBMITTED)
    value = replace(copy.value, kind=AgencyKind.EDUCATION, entries=OWN)
    whole = replace(copy, tool=TOOL, scale=SCALE, agency=SCHOOL, value=value)
    text = word_text(word(reports.build("return-copy", whole, "docx").data))
    assert "5 of 7 points" in text
    plain = reports.build("return-copy", papers.copy(ReturnStatus.SUBMITTED), "docx")
    assert "points" not in word_text(word(plain.data))
