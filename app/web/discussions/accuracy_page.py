"""What those who were there said of the write-up, and until when they may."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.corrections import changed_since, read_replies
from app.db.discussions import DiscussionRead, read_discussion
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.corrections import (
    Accuracy,
    Reply,
    agencies_to_reply,
    sections_named,
    still_to_reply,
)
from audit_tools.discussions import Came
from audit_tools.numbers import joined
from audit_tools.permissions import Person
from audit_tools.tool import Section
from audit_tools.visibility import writes_discussion


@dataclass(frozen=True)
class ReplyShown:
    """What one agency said, and what became of the correction it asked for, if anybody has said.

    ``can_settle`` says that this person may say so now; ``seen`` is then the version of the text.
    """

    key: str
    agency: str
    reply: Reply
    can_settle: bool
    seen: str
    sections: tuple[Section, ...]
    """The sections that it names."""
    is_unchanged: bool
    """Whether a correction is asked for since which nothing in the record has changed."""


@dataclass(frozen=True)
class AccuracyPage:
    """The replies so far, and for which agencies this person may reply. Instants are in UTC."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    replies: tuple[ReplyShown, ...]
    waits_for: str
    due: datetime | None
    signed_off: datetime | None
    own: dict[str, str]


def describe_accuracy(session: Session, person: Person, case_id: UUID) -> AccuracyPage:
    """What was said of the write-up. Raises ``Hidden`` or ``Refused``."""
    held = read_discussion(session, person, case_id)
    said = read_replies(session, person.partnership, held.on_file.id)
    names = {key: agency.name for key, agency in held.agencies.items()}
    settles = writes_discussion(held.standing, held.case.case)
    mine = held.standing.own_agencies(held.case.case) & set(agencies_to_reply(_attendance(held)))
    return AccuracyPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        tuple(_shown(session, person, held, one, settles) for one in said),
        waits_for(held, said),
        held.replies_due,
        held.on_file.agreed_at,
        {key: names[key] for key in sorted(mine)} if _is_asked(held) else {},
    )


def waits_for(held: DiscussionRead, said: tuple[Reply, ...]) -> str:
    """``Police and School``: who was there and has not replied; nobody once it is signed off."""
    if not _is_asked(held):
        return ""
    left = still_to_reply(_attendance(held), said)
    return joined(sorted(held.agencies[agency].name for agency in left))


def _is_asked(held: DiscussionRead) -> bool:
    return held.case.case.state is CaseState.WRITTEN_UP


def _attendance(held: DiscussionRead) -> dict[str, Came]:
    return {a: came for a, came in held.on_file.attendance.items() if a in held.agencies}


def _shown(
    session: Session, person: Person, held: DiscussionRead, one: Reply, settles: bool
) -> ReplyShown:
    asks = settles and one.word is Accuracy.CORRECT
    agency = held.agencies.get(one.agency)
    return ReplyShown(
        one.agency,
        agency.name if agency else one.agency,
        one,
        asks,
        version_of(one.text),
        sections_named(held.audit.tool, one.text),
        asks and not changed_since(session, person.partnership, held.case.id, one.at),
    )
