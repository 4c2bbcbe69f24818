"""The places of a return and of a discussion, and how they are written.

A place is a question's key, or a section's key followed by what of the section is meant. The key
of a question begins with that of the section it was born in, and stays when it is carried into
another::

    voice.daily-life            the answer to a question
    voice.daily-life/seen       where on which record it was seen
    voice.daily-life/reason     why this was answered
    voice.daily-life/says/other what is said beside a choice: which other
    details.peers/row/2/age     what is said of the age in the second row of a group
    voice/grade                 the agency's grade of its own part
    voice/development/2/cause   why the second thing that could be better happened
    voice/recommendation/1      what the agency recommends
    voice/view/school/grade     the grade that one agency would have given
    voice/said/school           what an agency without a return said in the discussion
    voice/finding/3             a finding, which stands beside the record and not in it
"""

from dataclasses import dataclass
from enum import StrEnum

NOT_OUR_PART = "not-our-part"
YES = "yes"
MOST_LINES = 30


class FindingKind(StrEnum):
    """Whether a line or a finding is something done well or something to do better."""

    STRENGTH = "strength"
    DEVELOPMENT = "development"

    @property
    def label(self) -> str:
        return "strength" if self is FindingKind.STRENGTH else "area for development"


RECOMMENDATION = "recommendation"
"""What a line says that is no finding: what an agency would have done from now on."""
LINE_KINDS = (*FindingKind, RECOMMENDATION)


@dataclass(frozen=True)
class Place:
    """A place taken apart: ``Place("voice", "development", ("2", "cause"))``.

    Of a question the part is its key, and the section is empty: which one it stands in, each
    version of its tool says anew (``AuditTool.section_at``).
    """

    section: str
    part: str
    rest: tuple[str, ...] = ()

    @property
    def of_question(self) -> bool:
        """Whether it is a question's: its answer, or what stands beside that."""
        return _is_question(self.part)

    @property
    def is_answer(self) -> bool:
        """Whether the answer to a question stands there."""
        return self.of_question and not self.rest


def _is_question(key: str) -> bool:
    return "." in key


def read_place(text: str) -> Place:
    """Take a place apart."""
    head, *rest = text.split("/")
    if _is_question(head):
        return Place("", head, tuple(rest))
    return Place(head, rest[0] if rest else "", tuple(rest[1:]))


def grade_place(section: str) -> str:
    return f"{section}/grade"


def reason_place(of: str) -> str:
    """Where the reason for a section's grade, or for the answer to a question, stands."""
    return f"{of}/reason"


def nothing_place(section: str) -> str:
    return f"{section}/nothing"


def not_asked_place(section: str) -> str:
    """Where it stands why whoever answers a companion questionnaire was not asked."""
    return f"{section}/not-asked"


def seen_place(question: str) -> str:
    return f"{question}/seen"


def says_place(question: str, choice: str) -> str:
    return f"{question}/says/{choice}"


def cell_place(question: str, row: int, part: str) -> str:
    return f"{question}/row/{row}/{part}"


def line_place(section: str, kind: str, number: int) -> str:
    """``kind`` is one of ``LINE_KINDS``."""
    return f"{section}/{kind}/{number}"


def cause_place(line: str) -> str:
    return f"{line}/cause"


def agreed_place(section: str) -> str:
    return f"{section}/agreed"


def action_place(section: str) -> str:
    return f"{section}/action"


def why_place(section: str) -> str:
    return f"{section}/why"


def view_place(section: str, agency: str, part: str) -> str:
    """``part`` is ``grade`` or ``reason``."""
    return f"{section}/view/{agency}/{part}"


def said_place(section: str, agency: str) -> str:
    return f"{section}/said/{agency}"


def finding_place(section: str, number: int) -> str:
    return f"{section}/finding/{number}"
