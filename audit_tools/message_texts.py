"""What a message says: how many returns, which cases by number, by when, and where the list is.

Nothing else is put into a message: mail is read over shoulders and stays in mailboxes for years.
A line that is a path of the application becomes a link when the message is shown or sent.
"""

from collections.abc import Iterable, Iterator
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


def write_text(draft: Draft[AskedReturn], setting: Setting) -> MessageText:
    """The message in words. Nothing of a reference, a return or another agency can get into it."""
    said = _Said(draft)
    return compose(
        setting,
        subject=_SUBJECTS[draft.kind].format(said=said),
        opening=_OPENINGS[draft.kind].format(said=said),
        lines=said.lines(),
        place=_PLACES.get(draft.kind, ("Your list of returns:", "/returns")),
        closing=NOBODY_LEADS if _is_for_nobody(draft) else _CLOSINGS.get(draft.kind, ""),
    )


def compose(
    setting: Setting,
    *,
    subject: str,
    opening: str,
    lines: Iterable[str],
    place: tuple[str, str],
    closing: str,
) -> MessageText:
    """A message of the parts that all have: ``place`` is what is found at a path, and the path."""
    parts = (
        f"Dear {one_line(setting.name)},",
        opening,
        "\n".join((f"Audit: {one_line(setting.audit)}", *lines)),
        "\n".join(place),
        closing,
        f"The Business Unit\n{one_line(setting.partnership)}",
    )
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

    def __init__(self, draft: Draft[AskedReturn]) -> None:
        self._about = draft.about
        self._sections = {
            one.id: len(one.helpers[draft.to.person])
            for one in draft.about
            if draft.kind is MessageKind.SECTIONS and draft.to.person
        }
        days = {one.due for one in draft.about}
        self._day = days.pop() if len(days) == 1 else None
        self._is_one = len(draft.about) == 1

    @property
    def returns(self) -> str:
        """``Three returns``; from ten on ``10 returns``."""
        return f"{number_word(len(self._about))} {'return' if self._is_one else 'returns'}"

    @property
    def some(self) -> str:
        """The same within a sentence."""
        return self.returns.lower()

    @property
    def sections(self) -> str:
        """``two sections of one return``."""
        return f"{_sections(sum(self._sections.values()))} of {self.some}"

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
            agency = f"{one_line(one.agency_name)}, " if len(names) > 1 else ""
            yield f"- {_first_large(agency + one.spoken.lower())}{self._parts_of(one)}"

    def _parts_of(self, one: AskedReturn) -> str:
        """``: two sections, due Friday 6 June 2025``, as far as it is not the same for all."""
        sections = self._sections.get(one.id)
        said = (_sections(sections) if sections else "", self._due_of(one))
        parts = ", ".join(part for part in said if part)
        return f": {parts}" if parts else ""

    def _due_of(self, one: AskedReturn) -> str:
        if self._day or not one.due or not one.is_open:
            return ""
        return f"due {name_day(one.due)}"


_REMINDER = "{said.returns} of yours {said.are} due{said.on}."
_OPENINGS = {
    MessageKind.INVITATION: "You are asked for {said.some}{said.when}.",
    MessageKind.SECTIONS: "You are asked for {said.sections}{said.when}.",
    MessageKind.WEEK_BEFORE: _REMINDER,
    MessageKind.TWO_DAYS_BEFORE: _REMINDER,
    MessageKind.DAY_AFTER: "{said.returns} of yours {said.overdue}.",
    MessageKind.CHASE: "{said.returns} of your agency {said.overdue}.",
    MessageKind.THANKS: "Thank you for your part in {said.some}. Nothing more is needed from "
    "you now.",
    MessageKind.AGREED: "Thank you for your part: {said.discussions} that you answered about "
    "{said.are} signed off.",
}
_REMINDER_SUBJECT = "{said.returns} {said.are} due{said.on}"
_SUBJECTS = {
    MessageKind.INVITATION: "You are asked for {said.some}{said.when}",
    MessageKind.SECTIONS: "You are asked for {said.sections}{said.when}",
    MessageKind.WEEK_BEFORE: _REMINDER_SUBJECT,
    MessageKind.TWO_DAYS_BEFORE: _REMINDER_SUBJECT,
    MessageKind.DAY_AFTER: "{said.returns} of yours {said.are} overdue",
    MessageKind.CHASE: "{said.returns} of your agency {said.are} overdue",
    MessageKind.THANKS: "Thank you for your part in {said.some}",
    MessageKind.AGREED: "Thank you: {said.discussions} {said.are} signed off",
}
_PLACES = {MessageKind.AGREED: ("What came of it, and three questions:", "/afterwards")}
_ASK_LEAD = "If you cannot answer in time, tell the lead of your agency or the Business Unit today."
_CLOSINGS = {
    MessageKind.INVITATION: "If your agency does not know a case, one button in the list says so. "
    "If somebody else should answer, the lead of your agency can give it to them.",
    MessageKind.SECTIONS: "You see and answer these sections and nothing else of the return. If "
    "somebody else should answer, tell the lead of your agency.",
    MessageKind.WEEK_BEFORE: _ASK_LEAD,
    MessageKind.TWO_DAYS_BEFORE: _ASK_LEAD,
    MessageKind.DAY_AFTER: _ASK_LEAD,
    MessageKind.CHASE: "If whoever has it is away, you can give it to a colleague or answer "
    "yourself. If it needs more time, ask the Business Unit for a later date.",
}


NOBODY_LEADS = (
    "Nobody of your agency can answer here yet. Tell the Business Unit today who leads its "
    "returns, so that they can be invited."
)


def _is_for_nobody(draft: Draft[AskedReturn]) -> bool:
    """Whether it goes to a mailbox because there is no person to write to."""
    return draft.to.agency is not None and draft.kind is not MessageKind.CHASE


def number_word(number: int) -> str:
    """``Three``; from ten on ``10``."""
    return _WORDS[number] if number < len(_WORDS) else str(number)


def _sections(number: int) -> str:
    return f"{number_word(number).lower()} {'section' if number == 1 else 'sections'}"


def one_line(text: str) -> str:
    """The text without line breaks, so that none of its lines can pass for a path."""
    return " ".join(text.split())


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
