"""A case: one child (or area) under audit, known by a reference and never by a name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from audit_tools.errors import Refused


class CaseState(StrEnum):
    """Where a case stands. Opening is one-way: what others wrote cannot be unread."""

    WAITING = "waiting"
    PREPARED = "prepared"
    OPEN = "open"
    WRITTEN_UP = "written-up"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_revealed(self) -> bool:
        """Whether the agencies of the case may read each other's returns."""
        return self in REVEALED

    @property
    def takes_entries(self) -> bool:
        """Whether its discussion is still written in."""
        return self in (CaseState.OPEN, CaseState.WRITTEN_UP)

    @property
    def is_counted(self) -> bool:
        """A withdrawn case is out of every count."""
        return self is not CaseState.WITHDRAWN


_LABELS = {
    CaseState.WAITING: "waiting for returns",
    CaseState.PREPARED: "ready to open",
    CaseState.OPEN: "discussion open",
    CaseState.WRITTEN_UP: "written up",
    CaseState.AGREED: "agreed",
    CaseState.WITHDRAWN: "withdrawn",
}

REVEALED = frozenset({CaseState.OPEN, CaseState.WRITTEN_UP, CaseState.AGREED})

NEXT_STATES: dict[CaseState, tuple[CaseState, ...]] = {
    CaseState.WAITING: (CaseState.PREPARED, CaseState.WITHDRAWN),
    CaseState.PREPARED: (CaseState.OPEN, CaseState.WITHDRAWN),
    CaseState.OPEN: (CaseState.WRITTEN_UP, CaseState.AGREED, CaseState.WITHDRAWN),
    CaseState.WRITTEN_UP: (CaseState.OPEN, CaseState.AGREED, CaseState.WITHDRAWN),
    CaseState.AGREED: (),
    CaseState.WITHDRAWN: (),
}


class Known(StrEnum):
    """Whether an agency knows the child. Only one that knows them gives a return.

    That an agency knew a child before or after the period under review, and had no part in it, is
    an answer of its own: it is no return, and it is not that the child was not known.
    """

    KNOWN = "known"
    NOT_KNOWN = "not-known"
    NOT_IN_PERIOD = "not-in-period"
    NOT_ASKED = "not-asked"

    @property
    def label(self) -> str:
        return _KNOWN_LABELS[self]


_KNOWN_LABELS = {
    Known.KNOWN: "known",
    Known.NOT_KNOWN: "not known",
    Known.NOT_IN_PERIOD: "known, but not in this period",
    Known.NOT_ASKED: "not asked",
}


@dataclass(frozen=True)
class Involvement:
    """Which agency is asked about a case; the lead enters the case details once for all."""

    agency: str
    known: Known
    lead: bool = False


NOT_RECORDED = "not recorded"
"""The band of a case of which something is not known, in words."""


class CaseField(StrEnum):
    """One of the bands that are held of a case."""

    AGE_BAND = "age_band"
    SEX = "sex"
    ETHNICITY_GROUP = "ethnicity_group"
    PLAN_TYPE = "plan_type"
    LOCALITY = "locality"

    @property
    def label(self) -> str:
        return _FIELD_LABELS[self]


_FIELD_LABELS = {
    CaseField.AGE_BAND: "age band",
    CaseField.SEX: "sex",
    CaseField.ETHNICITY_GROUP: "ethnicity group",
    CaseField.PLAN_TYPE: "kind of plan",
    CaseField.LOCALITY: "locality",
}


@dataclass(frozen=True)
class Characteristics:
    """The bands that the sample was drawn by. Never an exact age, a date or a place."""

    age_band: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)
    ethnicity_group: str = field(default="", repr=False)
    plan_type: str = field(default="", repr=False)
    locality: str = field(default="", repr=False)

    def of(self, held: CaseField) -> str:
        """One of the bands; empty where it is not recorded."""
        return str(getattr(self, held.value))


@dataclass(frozen=True)
class Case:
    """One case. ``reference`` is short, can be said aloud and is made from nothing of the child."""

    reference: str
    state: CaseState
    involvements: tuple[Involvement, ...] = ()
    characteristics: Characteristics = Characteristics()

    @property
    def lead(self) -> str | None:
        """The agency that enters the case details, if one is named."""
        return next((i.agency for i in self.involvements if i.lead), None)

    def involves(self, agency: str) -> bool:
        """Whether the agency was asked about this child and knows them."""
        return any(i.agency == agency and i.known is Known.KNOWN for i in self.involvements)

    def answering(self, agencies: Iterable[str]) -> frozenset[str]:
        """Those of the agencies that know the child, and so have to say how they worked.

        That the chair's own service is among them is no conflict but a fact, which is printed.
        """
        return frozenset(agency for agency in agencies if self.involves(agency))


def check_can_move(state: CaseState, to: CaseState) -> None:
    """Raise ``Refused`` unless a case in this state may move on to the other."""
    if to not in NEXT_STATES[state]:
        raise Refused(f"This case is {state.label}; it cannot become {to.label}.")


def check_reason(reason: str) -> str:
    """The reason, trimmed. Raises ``Refused`` where it is missing."""
    trimmed = reason.strip()
    if not trimmed:
        raise Refused("Give a reason. It stays in the history of this audit.", place="reason")
    return trimmed
