"""The map of the standing meetings: to which the children were taken, who sat there, minutes.

Who sat in a meeting is said by kind of agency, as the discussion ticked it.
"""

from audit_tools.audience_waits import MeetingRow, Seat
from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.numbers import Share
from audit_tools.tool import SEPARATOR, Choice
from audit_tools.waits_and_meetings import MINUTES, NOT_TAKEN, StandingMeeting


def meetings(agreed: AgreedCases) -> tuple[MeetingRow, ...]:
    """Every standing meeting of which something was said, in the tool's order."""
    rows = (_row(agreed, meeting) for meeting in agreed.facts.tool.meetings)
    return tuple(row for row in rows if row.taken.of)


def _row(agreed: AgreedCases, meeting: StandingMeeting) -> MeetingRow:
    answers = [set(filter(None, case.panel.get(meeting.question, "").split(SEPARATOR)))
               for case in agreed.cases if meeting.question not in case.not_asked]  # fmt: skip
    answered = [answer for answer in answers if answer]
    taken = [answer for answer in answered if NOT_TAKEN not in answer]
    choices = agreed.facts.tool.question(meeting.question).options
    return MeetingRow(
        key=meeting.key,
        title=meeting.title,
        taken=Share(len(taken), len(answered)),
        not_noted=len(answers) - len(answered),
        seats=tuple(seat for choice in choices if (seat := _seat(choice, taken)).sat.count),
        minutes=Share(sum(MINUTES in answer for answer in taken), len(taken)),
    )


def _seat(choice: Choice, taken: list[set[str]]) -> Seat:
    """How often one kind of agency sat in the meeting; what is no kind sat in none."""
    sat = 0 if choice.key in (NOT_TAKEN, MINUTES) else sum(choice.key in one for one in taken)
    return Seat(choice.label, Share(sat, len(taken)))
