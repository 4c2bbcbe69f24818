"""What a message says: how many returns, which cases by number, by when, and where the list is.

Nothing else is put into a message: mail is read over shoulders and stays in mailboxes for years.
A line that is a path of the application becomes a link when the message is shown or sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from audit_tools.dates import format_date
from audit_tools.messages import AskedReturn, Draft, MessageKind

_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True)
class Setting:
    """What a message may name besides counts: the audit, the partnership, and whom it greets."""

    audit: str
    partnership: str
    name: str = field(repr=False)


@dataclass(frozen=True)
class MessageText:
    """A subject of one line, and a plain text."""

    subject: str
    body: str


def write_text(draft: Draft, setting: Setting) -> MessageText:
    """The message in words. Nothing of a reference, a return or another agency can get into it."""
    said = _Said(draft)
    place, path = _PLACES.get(draft.kind, ("Your list of returns:", "/returns"))
    parts = (
        f"Dear {_line(setting.name)},",
        _OPENINGS[draft.kind].format(said=said),
        f"Audit: {_line(setting.audit)}\n" + "\n".join(said.lines()),
        f"{place}\n{path}",
        _NOBODY_LEADS if _is_for_nobody(draft) else _CLOSINGS.get(draft.kind, ""),
        f"The Business Unit\n{_line(setting.partnership)}",
    )
    subject = _SUBJECTS[draft.kind].format(said=said)
    return MessageText(subject, "\n\n".join(part for part in parts if part) + "\n")


def with_links(body: str, base_address: str) -> str:
    """The text with every line that is a path made an address that can be followed."""
    base = base_address.rstrip("/")
    lines = (f"{base}{line}" if line.startswith("/") else line for line in body.split("\n"))
    return "\n".join(lines)


def name_day(day: date) -> str:
    """``Friday 6 June 2025``."""
    return f"{day:%A} {format_date(day)}"


class _Said:
    """What is said of the returns of one message, in the number that they have."""

    def __init__(self, draft: Draft) -> None:
        self._about = draft.about
        days = {one.due for one in draft.about}
        self._day = days.pop() if len(days) == 1 else None
        self._is_one = len(draft.about) == 1

    @property
    def returns(self) -> str:
        """``Three returns``; from ten on ``10 returns``."""
        number = len(self._about)
        counted = _WORDS[number] if number < len(_WORDS) else str(number)
        return f"{counted} {'return' if self._is_one else 'returns'}"

    @property
    def some(self) -> str:
        """The same within a sentence."""
        return self.returns.lower()

    @property
    def discussions(self) -> str:
        """``the discussion of a case``."""
        return "the discussion of a case" if self._is_one else "discussions of cases"

    @property
    def are(self) -> str:
        return "is" if self._is_one else "are"

    @property
    def on(self) -> str:
        """`` on Friday 6 June 2025``, where it is one day for all."""
        return f" on {name_day(self._day)}" if self._day else ""

    @property
    def when(self) -> str:
        """``, due on Friday 6 June 2025``."""
        return f", due{self.on}" if self._day else ""

    @property
    def overdue(self) -> str:
        """``was due on Friday 6 June 2025 and is overdue``."""
        were = "was" if self._is_one else "were"
        return f"{were} due{self.on} and {self.are} overdue" if self._day else f"{self.are} overdue"

    def lines(self) -> Iterator[str]:
        """One line a return: its case by number, and what is not the same for all."""
        names = {one.agency_name for one in self._about}
        for one in self._about:
            agency = f"{_line(one.agency_name)}, " if len(names) > 1 else ""
            yield f"- {_first_large(agency + one.spoken.lower())}{self._due_of(one)}"

    def _due_of(self, one: AskedReturn) -> str:
        if self._day or not one.due or not one.is_open:
            return ""
        return f": due {name_day(one.due)}"


_REMINDER = "{said.returns} of yours {said.are} due{said.on}."
_OPENINGS = {
    MessageKind.INVITATION: "You are asked for {said.some}{said.when}.",
    MessageKind.WEEK_BEFORE: _REMINDER,
    MessageKind.TWO_DAYS_BEFORE: _REMINDER,
    MessageKind.DAY_AFTER: "{said.returns} of yours {said.overdue}.",
    MessageKind.CHASE: "{said.returns} of your agency {said.overdue}.",
    MessageKind.THANKS: "Thank you for {said.some}. Nothing more is needed from you now.",
    MessageKind.AGREED: "Thank you for your part: {said.discussions} that you answered about "
    "{said.are} signed off.",
}
_REMINDER_SUBJECT = "{said.returns} {said.are} due{said.on}"
_SUBJECTS = {
    MessageKind.INVITATION: "You are asked for {said.some}{said.when}",
    MessageKind.WEEK_BEFORE: _REMINDER_SUBJECT,
    MessageKind.TWO_DAYS_BEFORE: _REMINDER_SUBJECT,
    MessageKind.DAY_AFTER: "{said.returns} of yours {said.are} overdue",
    MessageKind.CHASE: "{said.returns} of your agency {said.are} overdue",
    MessageKind.THANKS: "Thank you for {said.some}",
    MessageKind.AGREED: "Thank you: {said.discussions} {said.are} signed off",
}
_PLACES = {
    MessageKind.AGREED: ("What was agreed, what will change, and three questions:", "/afterwards")
}
_ASK_LEAD = "If you cannot answer in time, tell the lead of your agency or the Business Unit today."
_CLOSINGS = {
    MessageKind.INVITATION: "If your agency did not know the child, one button in the list says "
    "so. If somebody else should answer, the lead of your agency can give it to them.",
    MessageKind.WEEK_BEFORE: _ASK_LEAD,
    MessageKind.TWO_DAYS_BEFORE: _ASK_LEAD,
    MessageKind.DAY_AFTER: _ASK_LEAD,
    MessageKind.CHASE: "If whoever has it is away, you can give it to a colleague or answer "
    "yourself. If it needs more time, ask the Business Unit for a later date.",
}


_NOBODY_LEADS = (
    "Nobody of your agency can answer here yet. Tell the Business Unit today who leads its "
    "returns, so that they can be invited."
)


def _is_for_nobody(draft: Draft) -> bool:
    """Whether it goes to a mailbox because there is no person to write to."""
    return draft.to.agency is not None and draft.kind is not MessageKind.CHASE


def _line(text: str) -> str:
    return " ".join(text.split())


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
