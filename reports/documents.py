"""Which documents there are, in which forms, and what a finished one is."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a document is about, and for whom it is.

    Theme summary, training needs and the needs report are for an audience. A case record, a case
    sheet and the copy of a return are for the people of that case, a CPD note for whoever wrote it,
    good practice for the head of an agency, a method statement for who owns the audit. An action
    plan, a statement of action, the year's audit plan and a learning strategy hold nothing of a
    case, what became of the findings of an inspection counts alone. An agenda is of a meeting, with
    what was decided there.
    Board assurance, the seven-minute briefing and the newsletter item are short papers of an audit.
    The strengths bank holds wording agreed for sharing, and nothing else of a case; the published
    learning offer is for anybody, and a blank return is what a kind of agency is asked.
    A comparison is of two audits, themes by area of published findings.
    """

    THEME_SUMMARY = "theme-summary"
    TRAINING_NEEDS = "training-needs"
    HOW_MADE = "how-the-numbers-are-made"
    CASE_RECORD = "case-record"
    CASE_SHEET = "case-sheet"
    RETURN_COPY = "return-copy"
    CPD_NOTE = "cpd-note"
    GOOD_PRACTICE = "good-practice"
    METHOD_STATEMENT = "method-statement"
    ACTION_PLAN = "action-plan"
    STATEMENT_OF_ACTION = "statement-of-action"
    AUDIT_YEAR = "audit-plan"
    LEARNING_STRATEGY = "learning-strategy"
    NEEDS_REPORT = "needs-report"
    FOLLOW_UP = "what-became-of-the-findings"
    COMPARISON = "comparison"
    ACROSS = "themes-by-area"
    BOARD_ASSURANCE = "board-assurance"
    BRIEFING = "seven-minute-briefing"
    AGENDA = "agenda"
    NEWSLETTER = "newsletter-item"
    STRENGTHS = "what-went-well"
    PUBLISHED_OFFER = "learning-offer"
    BLANK_RETURN = "blank-return"
    BLANK_DISCUSSION = "blank-discussion"
    QUESTIONNAIRE = "questionnaire"


class Format(StrEnum):
    """In which form a document is made."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"


MEDIA_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Document:
    """A finished document: its file name, its media type and its bytes."""

    name: str
    media_type: str
    data: bytes = field(repr=False)

    @property
    def is_word(self) -> bool:
        return self.media_type == MEDIA_TYPES[Format.DOCX]


def kept(name: str, format: str, data: bytes) -> Document:
    """A document that was made before and is given out again as it was."""
    return Document(name, MEDIA_TYPES[Format(format)], data)
