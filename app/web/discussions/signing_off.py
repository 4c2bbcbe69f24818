"""What the chair is told before signing off: what it waits for, and what is still to be sorted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.corrections import read_replies
from app.db.discussions import DiscussionRead, read_discussion
from app.db.findings import findings_of_case
from app.db.kept_texts import read_marked_texts
from app.web.discussions.accuracy_page import waits_for
from audit_tools.confirming import CONFIRMING
from audit_tools.corrections import ACCURACY, Reply, check_all_settled
from audit_tools.discussions import ATTENDANCE, check_can_sign_off
from audit_tools.errors import Refused
from audit_tools.findings import Finding
from audit_tools.marks import NAMES_LEFT
from audit_tools.numbers import joined, plural
from audit_tools.permissions import Person
from audit_tools.places import FindingKind
from audit_tools.visibility import check_signs_off

MARKED = "marked"


@dataclass(frozen=True)
class SigningOffPage:
    """The question whether to sign off.

    ``waits_for`` is the sentence that stops it, empty where nothing does; ``section`` is the
    section it is about, empty where it is about attendance, confirming, names or accuracy.
    ``early`` are those who came and may still say whether the record is accurate, until ``due`` or,
    where that is None, until it is written up: then a reason is asked for. ``unsorted`` and
    ``unheard`` only warn.
    """

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    waits_for: str
    section: str
    waits_for_confirming: bool
    waits_for_names: bool
    waits_for_accuracy: bool
    unsorted: tuple[str, ...]
    unheard: str
    early: str
    due: datetime | None


def describe_signing_off(
    session: Session, person: Person, case_id: UUID, now: datetime
) -> SigningOffPage:
    """What the chair confirms. Raises ``Hidden``, or ``Refused`` to anybody but the chair."""
    held = read_discussion(session, person, case_id)
    check_signs_off(held.standing, held.case.case)
    found = [one.finding for one in findings_of_case(session, person.partnership, case_id)]
    said = read_replies(session, person.partnership, held.on_file.id)
    left = read_marked_texts(session, person.partnership, held).left
    sentence, place = _stop(held, left, said)
    is_section = place not in ("", ATTENDANCE, CONFIRMING, MARKED, ACCURACY)
    return SigningOffPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        sentence,
        held.audit.tool.section_at(place) if is_section else "",
        place == CONFIRMING,
        place == MARKED,
        place == ACCURACY,
        _unsorted(found),
        waits_for(held, said),
        joined(held.unheard(said, now)),
        held.replies_due,
    )


def _stop(
    held: DiscussionRead, marked: Collection[str], said: tuple[Reply, ...]
) -> tuple[str, str]:
    """What the signing off waits for, and the place where it is mended."""
    try:
        check_can_sign_off(
            held.audit.tool,
            held.audit.scale,
            held.values,
            held.case.case.state,
            {clash.place for clash in held.clashes},
            held.unnoted,
            held.unconfirmed,
            held.case.case.characteristics,
        )
        if marked:
            return NAMES_LEFT, MARKED
        check_all_settled(said)
    except Refused as refused:
        if not (place := refused.place):
            raise
        return refused.message, place
    return "", ""


def _unsorted(findings: list[Finding]) -> tuple[str, ...]:
    """``2 findings without a theme``; nothing that is not missing is named."""
    themeless = sum(not finding.themes for finding in findings)
    causeless = sum(
        finding.kind is FindingKind.DEVELOPMENT and finding.cause is None for finding in findings
    )
    counted = (
        (themeless, "without a theme"),
        (causeless, "without why they happened" if causeless > 1 else "without why it happened"),
    )
    return tuple(f"{plural(count, 'finding')} {what}" for count, what in counted if count)
