"""What the list of agencies shows."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import Agency, list_agencies
from app.db.people import Leaders, who_leads


@dataclass(frozen=True)
class AgencyLine:
    """An agency, and in words who leads it."""

    agency: Agency
    led: str = field(repr=False)


def describe_agencies(session: Session, partnership: UUID) -> tuple[AgencyLine, ...]:
    """The partnership's agencies by name."""
    led = who_leads(session, partnership)
    return tuple(
        AgencyLine(agency, _in_words(led.get(agency.key, Leaders())))
        for agency in list_agencies(session, partnership)
    )


def _in_words(leaders: Leaders) -> str:
    """``Led by Noor; deputy Dan``."""
    parts = (("Led by", leaders.leads), ("deputy", leaders.deputies))
    said = "; ".join(f"{what} {', '.join(names)}" for what, names in parts if names)
    return said[:1].upper() + said[1:] or "Nobody leads it yet"
