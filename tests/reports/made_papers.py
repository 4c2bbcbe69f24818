"""The papers on one case as files, and what they say."""

import reports
from audit_tools.cases import CaseState
from tests.reports import papers
from tests.reports.files import pdf, pdf_text, word, word_text

STATES = (CaseState.OPEN, CaseState.WRITTEN_UP, CaseState.AGREED)


def record_as(paper: str, state: CaseState = CaseState.AGREED) -> bytes:
    return reports.build("case-record", papers.record(state), paper).data


def read(paper: str, data: bytes) -> str:
    if paper == "html":
        return data.decode()
    return word_text(word(data)) if paper == "docx" else pdf_text(pdf(data))


def sheet_pages(*sheets: object) -> list[str]:
    data = reports.build("case-sheet", sheets, "pdf").data  # type: ignore[arg-type]
    return [" ".join(page.extract_text().split()) for page in pdf(data).pages]
