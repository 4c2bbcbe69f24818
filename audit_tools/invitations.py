"""Who is expected at a discussion from each agency, and what they reply."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from audit_tools.discussions import Came
from audit_tools.errors import Invalid

LONGEST_NAME = 120
MOST_OF_AN_AGENCY = 10


class Reply(StrEnum):
    """What somebody who is expected has said."""

    NO_REPLY = "no-reply"
    COMING = "coming"
    APOLOGIES = "apologies"
    STAND_IN = "stand-in"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Reply.NO_REPLY: "no reply yet",
    Reply.COMING: "coming",
    Reply.APOLOGIES: "apologies",
    Reply.STAND_IN: "a stand-in comes",
}


MAY_COME = frozenset({Reply.NO_REPLY, Reply.COMING})
"""Replies after which somebody may sit there themselves."""


@dataclass(frozen=True)
class Invited:
    """Somebody who is expected, by name or role, and their reply."""

    name: str = field(repr=False)
    reply: Reply = Reply.NO_REPLY
    stand_in: str = field(default="", repr=False)

    @property
    def who(self) -> str:
        """Who would sit there: the stand-in where there is one."""
        return self.stand_in if self.reply is Reply.STAND_IN else self.name

    @property
    def spoken(self) -> str:
        """``Ann Green, coming``; ``Ben Hall for Ann Green``."""
        if self.reply is Reply.STAND_IN:
            return f"{self.stand_in} for {self.name}"
        return f"{self.name}, {self.reply.label}"


def check_invited(said: Invited) -> Invited:
    """The same with spaces taken off. Raises ``Invalid``, its place ``name`` or ``stand_in``."""
    found = replace(
        said, name=" ".join(said.name.split()), stand_in=" ".join(said.stand_in.split())
    )
    for place, text in (("name", found.name), ("stand_in", found.stand_in)):
        if len(text) > LONGEST_NAME:
            raise Invalid(f"Use {LONGEST_NAME} characters or fewer.", place=place)
    if found.reply is Reply.STAND_IN and not found.stand_in:
        raise Invalid("Name the stand-in, or choose another reply.", place="stand_in")
    if found.stand_in and found.reply is not Reply.STAND_IN:
        raise Invalid("Choose “a stand-in comes”, or take the name out.", place="stand_in")
    if not found.name and (found.stand_in or found.reply is not Reply.NO_REPLY):
        raise Invalid("Say whose reply this is.", place="name")
    return found


def lacking(invited: Iterable[Invited]) -> str:
    """What is missing of one agency before the day, in a word; empty where nothing is.

    Enough is one who comes, or a stand-in. ``nobody`` is expected, or all sent ``apologies``, or
    there is ``no reply``.
    """
    replies = {one.reply for one in invited}
    if not replies:
        return "nobody"
    if replies & {Reply.COMING, Reply.STAND_IN}:
        return ""
    return "no reply" if Reply.NO_REPLY in replies else "apologies"


def foreseen(invited: Iterable[Invited]) -> Came | None:
    """Whether an agency comes if it does as it replied; ``None`` where that is open.

    It is a suggestion to whoever notes who came, and never an answer.
    """
    return {"": Came.YES, "apologies": Came.APOLOGIES}.get(lacking(invited))
