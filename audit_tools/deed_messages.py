"""What is written at once to those whom somebody's deed concerns, and in which words.

An agency is asked which children it knows, the questions of its returns changed, a case it answers
about was withdrawn, a return does not fit the child on a key sheet, a record waits to be read for
accuracy, a correction has its answer, a concern was raised. A message says that it happened and of
which case by number, and nothing of what was written: that is read where ``visibility`` decides.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from audit_tools.cases import Case
from audit_tools.cycles import CHILDREN, Counted
from audit_tools.message_texts import (
    NOBODY_LEADS,
    MessageText,
    Setting,
    compose,
    name_day,
    number_word,
)
from audit_tools.messages import Draft, MessageKind
from audit_tools.visibility import Standing, reads_concern, reads_discussion


@dataclass(frozen=True)
class Deed:
    """What happened: in the case ``number`` of ``of``, or to ``asked`` of what the audit counts, or
    to so many returns.

    A withdrawn case has no number. ``due`` is until when it is answered, where there is such a day.
    """

    number: int = 0
    of: int = 0
    asked: int = 0
    counted: Counted = CHILDREN
    due: date | None = None

    @property
    def which(self) -> str:
        """``case 1 of 3``."""
        return f"case {self.number} of {self.of}" if self.number else "a case"

    @property
    def children(self) -> str:
        """``which of 3 children your agency knows``, as somebody is asked."""
        if self.asked == 1:
            return f"whether your agency knows one {self.counted.one}"
        return f"which of {self.asked} {self.counted.many} your agency knows"

    @property
    def returns(self) -> str:
        """``two returns of yours``."""
        number = number_word(self.asked).lower()
        return f"{number} {'return' if self.asked == 1 else 'returns'} of yours"

    @property
    def by(self) -> str:
        """`` by Monday 2 June 2025``."""
        return f" by {name_day(self.due)}" if self.due else ""


def whom_to_tell_of_concern(standings: Mapping[UUID, Standing], agency: str) -> tuple[UUID, ...]:
    """Who is written to when a concern was raised from this agency's return: who may read it."""
    return tuple(who for who, standing in standings.items() if reads_concern(standing, agency))


def whom_to_tell_of_stop(standings: Mapping[UUID, Standing]) -> tuple[UUID, ...]:
    """Who is written to when a return was stopped, since it does not fit: who settles it."""
    return tuple(who for who, standing in standings.items() if standing.coordinates)


def whom_to_ask_of_record(
    standings: Mapping[UUID, Standing], case: Case, came: Collection[str]
) -> tuple[UUID, ...]:
    """Who is written to when a record waits to be read: who answers for an agency that came."""
    return tuple(
        who
        for who, standing in standings.items()
        if reads_discussion(standing, case) and not standing.own_agencies(case).isdisjoint(came)
    )


def write_deed_text(draft: Draft[Deed], setting: Setting) -> MessageText:
    """The message in words."""
    (deed,) = draft.about
    return compose(
        setting,
        subject=_SUBJECTS[draft.kind].format(deed=deed),
        opening=_OPENINGS[draft.kind].format(deed=deed),
        lines=(),
        place=_PLACES[draft.kind],
        closing=NOBODY_LEADS if draft.to.agency else _CLOSINGS.get(draft.kind, ""),
    )


_SUBJECTS = {
    MessageKind.CHILDREN_ASKED: "You are asked {deed.children}",
    MessageKind.TO_READ: "Please read the record of {deed.which}{deed.by}",
    MessageKind.ANSWERED: "The correction that you asked for in {deed.which} is answered",
    MessageKind.CONCERN: "An immediate concern was raised in {deed.which}",
    MessageKind.DOES_NOT_FIT: "A return for {deed.which} is stopped: it does not fit",
    MessageKind.ASKED_ANEW: "The questions of {deed.returns} have changed",
    MessageKind.WITHDRAWN: "A return for {deed.which} is needed no more",
}
_OPENINGS = {
    MessageKind.CHILDREN_ASKED: "You are asked {deed.children}.",
    MessageKind.TO_READ: "The record of the discussion of {deed.which} is written up. Please say "
    "whether it is accurate{deed.by}.",
    MessageKind.ANSWERED: "Those who hold the discussion of {deed.which} have said what became of "
    "the correction that you asked for.",
    MessageKind.CONCERN: "An immediate concern was raised in {deed.which}.",
    MessageKind.DOES_NOT_FIT: "A return for {deed.which} does not fit the key sheet of its agency, "
    "so it is stopped until you settle it.",
    MessageKind.WITHDRAWN: "The Business Unit has withdrawn {deed.which}, so your return for it is "
    "needed no more. It takes no more answers and is in no count.",
    MessageKind.ASKED_ANEW: "The questions of {deed.returns} have changed. Nothing that was "
    "answered is lost: what goes on being asked still stands, the rest is kept on your copy.",
}
_PLACES = {
    MessageKind.CHILDREN_ASKED: ("The question stands above your returns:", "/returns"),
    MessageKind.TO_READ: ("Your discussions:", "/discussions"),
    MessageKind.ANSWERED: ("Your discussions:", "/discussions"),
    MessageKind.CONCERN: ("It stands on top of every page until somebody has written what was "
                          "done:", "/returns"),
    MessageKind.ASKED_ANEW: ("Please look through them before you send them:", "/returns"),
    MessageKind.WITHDRAWN: ("What is still asked of you:", "/returns"),
    MessageKind.DOES_NOT_FIT: ("The board of the audit says which one, and leads to where it is "
                               "settled:", "/audits"),
}  # fmt: skip
_CLOSINGS = {
    MessageKind.CHILDREN_ASKED: "The Business Unit sends a key sheet to your agency, which says "
    "who is meant.",
    MessageKind.CONCERN: "This message says nothing of it. Please sign in today.",
    MessageKind.ASKED_ANEW: "A file that you took to answer without the application asks what was "
    "asked before. Take a new one.",
}
