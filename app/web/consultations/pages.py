"""What the pages of a consultation show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.consultations import ConsultationOnFile, has_answered
from app.operations import consultations
from app.web.paging import Part, part_of
from audit_tools.learning.consultations import Comment, Consultation, SaidOf, told
from audit_tools.permissions import Permission, Person, can


@dataclass(frozen=True)
class ListPage:
    consultations: Part[ConsultationOnFile]
    writes: bool
    today: date
    invented: bool


def describe_list(session: Session, person: Person, today: date) -> ListPage:
    found = consultations.listed_for(session, person)
    return ListPage(
        part_of(found),
        can(person, Permission.WRITE_NEEDS),
        today,
        any(one.invented for one in found),
    )


@dataclass(frozen=True)
class SentenceAsked:
    """A sentence of the questionnaire, what was chosen of it, and what is told of all answers."""

    name: str
    text: str
    chosen: str
    told: str


@dataclass(frozen=True)
class ConsultationPage:
    """A consultation for one reader: whether it can be answered, and the comments they may read."""

    id: UUID
    consultation: Consultation
    sentences: tuple[SentenceAsked, ...]
    people: int
    comments: tuple[Comment, ...]
    waiting: int
    is_open: bool
    takes_part: bool
    has_answered: bool
    reads_counts: bool
    writes: bool
    invented: bool

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return tuple((said.value, said.label) for said in SaidOf)


def describe(
    session: Session,
    person: Person,
    consultation_id: UUID,
    today: date,
    chosen: Mapping[str, str],
) -> ConsultationPage:
    """The page; ``chosen`` is what was sent of the questionnaire and not stored.

    Raises ``Hidden``.
    """
    found = consultations.to_read(session, person, consultation_id)
    writes = can(person, Permission.WRITE_NEEDS)
    # Until the group has responded, only the group reads a comment.
    comments = tuple(one for one in found.comments if writes or one.response)
    return ConsultationPage(
        found.id,
        found.consultation,
        tuple(
            SentenceAsked(
                name_of(place), text, chosen.get(text, ""), told(text, found.counts, found.people)
            )
            for place, text in enumerate(found.consultation.sentences)
        ),
        found.people,
        comments,
        sum(not one.response for one in comments),
        found.consultation.is_open(today),
        can(person, Permission.GIVE_RETURNS),
        has_answered(session, person.partnership, found.id, person.id),
        can(person, Permission.READ_PLANS),
        writes,
        found.invented,
    )


def name_of(place: int) -> str:
    """What the answers to a sentence are called in the form."""
    return f"sentence-{place}"
