"""What an audience may be given of how long children waited, and of the standing meetings."""

from dataclasses import dataclass

from audit_tools.numbers import Share


@dataclass(frozen=True)
class WaitRow:
    """How long children waited for one service, in whole days as recorded, the shortest first.

    ``days`` has one number for each case in which a wait was recorded; their order says nothing of
    the case. ``within`` is how many kept to the service's own standard, out of nothing where it
    has none, ``standard_days`` 0 then; ``meanwhile`` for how many something is written of what was
    done in the meantime.
    """

    key: str
    service: str
    standard: str
    standard_days: int
    days: tuple[int, ...]
    within: Share
    meanwhile: Share


@dataclass(frozen=True)
class Seat:
    """At how many of the cases taken to a meeting one kind of agency sat in it."""

    kind: str
    sat: Share


@dataclass(frozen=True)
class MeetingRow:
    """One standing meeting: to how many cases of those answered for it was held, and by whom.

    ``not_noted`` is of how many cases nothing was said; ``minutes`` for how many of those taken
    to it minutes came.
    """

    key: str
    title: str
    taken: Share
    not_noted: int
    seats: tuple[Seat, ...]
    minutes: Share
