"""Services that children wait for, and standing meetings, as an audit tool lists them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wait:
    """A service that children wait for, and where the tool asks for the days.

    ``question`` asks for a number of days, of agencies of these ``kinds`` or of the discussion.
    ``standard`` is what the service itself promises, in words ("within 24 hours"), and
    ``standard_days`` the same in whole days, 0 for "on the same day"; without a standard it is
    empty and None. ``meanwhile`` is the question on what was done while the child waited, if there
    is one.
    """

    key: str
    service: str
    question: str
    kinds: frozenset[str] = frozenset()
    standard: str = ""
    standard_days: int | None = None
    meanwhile: str = ""

    def is_within(self, days: int) -> bool:
        """Whether so many days keep to the service's own standard; nothing does without one."""
        return self.standard_days is not None and days <= self.standard_days


@dataclass(frozen=True)
class StandingMeeting:
    """A meeting that goes on from child to child, and the question that the discussion answers.

    The question's choices are kinds of agency, for those who sat in it, and beside them
    ``NOT_TAKEN`` and ``MINUTES``.
    """

    key: str
    title: str
    question: str


NOT_TAKEN, MINUTES = "not-taken", "minutes"
