"""What the chair is told before signing off a whole sitting, and who came to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.sittings import SittingRead, read_sitting
from app.operations.sittings import NOTED
from audit_tools.cases import Known
from audit_tools.cycles import Counted
from audit_tools.discussions import Came, left_to_agree
from audit_tools.errors import Refused
from audit_tools.permissions import Person


@dataclass(frozen=True)
class CameLine:
    """One agency that read cases of the sitting, and whether it came, if that was noted."""

    key: str
    name: str
    came: str


@dataclass(frozen=True)
class SigningOffPage:
    """The question whether to sign off ``count`` cases; ``left`` are those it waits for."""

    id: UUID
    audit: str
    invented: bool
    counted: Counted
    count: int
    left: tuple[str, ...]
    came: tuple[CameLine, ...]

    def as_sent(self, sent: Mapping[str, Came]) -> "SigningOffPage":
        """The page with what was chosen on it."""
        lines = (
            replace(line, came=sent[line.key].value) if line.key in sent else line
            for line in self.came
        )
        return replace(self, came=tuple(lines))


def describe_signing_off(session: Session, person: Person, audit_id: UUID) -> SigningOffPage:
    """What the chair confirms. Raises ``Hidden``, or ``Refused`` to anybody but a chair."""
    held = read_sitting(session, person, audit_id)
    if not any(one.standing.in_the_chair for one in held.cases):
        raise Refused("Only the chair signs off.")
    chaired = [
        one for one in held.cases if one.standing.in_the_chair and one.case.case.state in NOTED
    ]
    tool, scale = held.audit.tool, held.audit.scale
    return SigningOffPage(
        audit_id,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        held.audit.cycle.counted,
        len(chaired),
        tuple(
            one.case.case.reference
            for one in chaired
            if left_to_agree(tool, scale, one.values, one.case.case.characteristics)
        ),
        _came(held),
    )


def _came(held: SittingRead) -> tuple[CameLine, ...]:
    asked = {
        i.agency for o in held.cases for i in o.case.case.involvements if i.known is Known.KNOWN
    }
    noted = {agency: word.value for one in held.cases for agency, word in one.attendance.items()}
    named = sorted((held.agencies[key].name, key) for key in asked)
    return tuple(CameLine(key, name, noted.get(key, "")) for name, key in named)
