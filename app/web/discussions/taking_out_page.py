"""Where words that are to be taken out of a signed-off record stand."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.discussions import DiscussionRead, read_discussion
from app.db.taking_out import texts_with
from app.web.marked_texts import Piece, pieces_of
from audit_tools.permissions import Person
from audit_tools.visibility import check_takes_out
from audit_tools.words.replacing import marks_of_passage


@dataclass(frozen=True)
class FoundText:
    """A text in which the words stand, and the section it is of."""

    where: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class TakingOutPage:
    """What is asked and, once words were entered, where they stand."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    found: tuple[FoundText, ...]


def describe_taking_out(
    session: Session, person: Person, case_id: UUID, words: str
) -> TakingOutPage:
    """The page, with where the words stand once some were entered. Raises ``Refused`` or
    ``Hidden``."""
    held = read_discussion(session, person, case_id)
    check_takes_out(held.standing, held.case.case)
    return TakingOutPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        _found(session, person, held, words) if words else (),
    )


def _found(
    session: Session, person: Person, held: DiscussionRead, words: str
) -> tuple[FoundText, ...]:
    titles = {section.key: section.title for section in held.audit.tool.sections}
    found = texts_with(session, person.partnership, held, words)
    return tuple(
        FoundText(
            titles.get(one.section, "Beside the sections"),
            pieces_of(one.text, marks_of_passage(one.text, words)),
        )
        for one in found
    )
