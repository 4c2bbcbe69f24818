"""What a message about the dates of discussions says: which of how many, when, and where.

The number is the one that a calendar gives a discussion too. Nothing of a child is said, and nobody
else who is expected.
"""

from audit_tools.date_messages import DateToTell
from audit_tools.message_texts import (
    NOBODY_LEADS,
    MessageText,
    Setting,
    compose,
    number_word,
    one_line,
)
from audit_tools.messages import Draft, MessageKind

_PLACE = ("Your dates, files for your calendar, and where to say whether you come:", "/schedule")
_CLOSING = (
    "If you cannot come, say so there or tell the Business Unit. The lead of an agency says there "
    "who comes from it."
)


def write_date_text(draft: Draft[DateToTell], setting: Setting) -> MessageText:
    """The message in words."""
    is_reminder, subject = draft.kind is MessageKind.DISCUSSION_SOON, _subject(draft.about)
    return compose(
        setting,
        subject=f"Reminder: {subject[0].lower()}{subject[1:]}" if is_reminder else subject,
        opening=_reminder(draft.about) if is_reminder else _opening(draft.about),
        lines=(f"- {_line(one)}" for one in draft.about),
        place=_PLACE,
        closing=NOBODY_LEADS if draft.to.agency else _CLOSING,
    )


def _subject(about: tuple[DateToTell, ...]) -> str:
    if len(about) > 1:
        changed = any(one.is_changed for one in about)
        number = number_word(len(about)).lower()
        return (
            f"{'changed dates' if changed else 'dates'} of {number} case discussions".capitalize()
        )
    (one,) = about
    if one.slot is None:
        return f"{_which(one)} is called off"
    if one.is_changed and not one.is_moved:
        return f"{_which(one)} has another room or link"
    return f"{_which(one)} is {'now ' if one.is_moved else ''}on {one.slot.spoken}"


def _reminder(about: tuple[DateToTell, ...]) -> str:
    return f"This is a reminder of {_yours(about).lower()}."


def _opening(about: tuple[DateToTell, ...]) -> str:
    is_one = len(about) == 1
    if not any(one.is_changed for one in about):
        return f"{_yours(about)} {'has a date' if is_one else 'have dates'}."
    if all(one.slot is None for one in about):
        return f"{_yours(about)} {'is' if is_one else 'are'} called off."
    again = any(one.is_moved for one in about)
    more = " Where the time has moved, please say again whether you come." if again else ""
    return f"Something has changed about {_yours(about).lower()}.{more}"


def _yours(about: tuple[DateToTell, ...]) -> str:
    """``A case discussion that you have a part in``: an agency's lead has one too."""
    number = len(about)
    counted = "A case discussion" if number == 1 else f"{number_word(number)} case discussions"
    return f"{counted} that you have a part in"


def _line(one: DateToTell) -> str:
    if one.slot is None:
        was = f" It was to be on {one.before.spoken}." if one.before else ""
        return f"{_which(one)}: called off.{was}"
    place = f", {one_line(one.slot.place)}" if one.slot.place else ""
    before = f" (before: {one.before.spoken})" if one.is_moved and one.before else ""
    now = "now " if one.is_changed else ""
    return f"{_which(one)}: {now}{one.slot.spoken}{place}{before}"


def _which(one: DateToTell) -> str:
    """``Case discussion 3 of 6``. A withdrawn case has no number any more."""
    return f"Case discussion {one.number} of {one.of}" if one.number else "A case discussion"
