"""The map of the standing meetings: who was talked about where, who sat there, and minutes."""

from audit_tools.audience import AudienceFacts
from audit_tools.audience_waits import MeetingRow, Seat
from audit_tools.numbers import joined, plural
from reports.kinds.sentences import opening, short
from reports.outline import Heading, Node, Paragraph, Table

NO_BREAK = "\N{NO-BREAK SPACE}"


def meetings(facts: AudienceFacts) -> list[Node]:
    """The map as a table with a sentence before it; nothing where no meeting was noted."""
    if not facts.meetings:
        return []
    return [
        Heading("Standing meetings", anchor="meetings"),
        *(Paragraph(said) for said in (_most_seats(facts), _without_minutes(facts)) if said),
        Table(
            f"Meetings to which the {facts.counted.many} were taken, and who sat in them",
            ("Meeting", "Taken to it", "Who sat in it", "Minutes came"),
            tuple(_row(row) for row in facts.meetings),
            (26, 16, 40, 18),
            meanings=(
                "The standing meeting",
                f"How many {facts.counted.many} were taken to it, of those of whom it was noted",
                "Each kind of agency, with in how many of them it sat there",
                "After how many the minutes came, of those of which it was noted",
            ),
        ),
    ]


def _row(row: MeetingRow) -> tuple[str, ...]:
    not_noted = f"\n{row.not_noted} not noted" if row.not_noted else ""
    return (
        row.title,
        f"{short(row.taken)}{not_noted}",
        "\n".join(_seat(seat) for seat in row.seats) or "Nobody noted",
        short(row.minutes) if row.minutes.of else "–",  # noqa: RUF001, a dash for an absence
    )


def _seat(seat: Seat) -> str:
    """``Youth justice 3 of 4``, its numbers on one line however narrow the table is."""
    return f"{seat.kind} {short(seat.sat).replace(' ', NO_BREAK)}"


def _most_seats(facts: AudienceFacts) -> str:
    """Which kinds of agency sat in most of the meetings: where the same people meet again."""
    held = [row for row in facts.meetings if row.taken.count]
    if len(held) < 2:
        return ""
    kinds = sorted({seat.kind for row in held for seat in row.seats})
    everywhere = [k for k in kinds if all(any(s.kind == k for s in row.seats) for row in held)]
    if not everywhere:
        return f"No kind of agency sat in each of these {len(held)} kinds of meeting."
    named = opening(joined(everywhere))
    return f"{named} sat at least once in each of these {len(held)} kinds of meeting."


def _without_minutes(facts: AudienceFacts) -> str:
    taken = sum(row.minutes.of for row in facts.meetings)
    came = sum(row.minutes.count for row in facts.meetings)
    if not taken:
        return ""
    times = plural(taken, "time", "times")
    many = facts.counted.many
    return f"Of {times} that {many} were taken to one of these meetings, minutes came after {came}."
