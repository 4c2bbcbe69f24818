"""How long children waited, service by service: what was recorded, and never an average."""

from audit_tools.audience import AudienceFacts
from audit_tools.audience_waits import WaitRow
from audit_tools.numbers import plural
from reports.kinds.sentences import opening, short
from reports.outline import Chart, Heading, Node, Paragraph, Table

NOTE = (
    "Days are as they were recorded and are not averaged. A wait is no training need: it goes to "
    "those who run and commission the service."
)


def waits(facts: AudienceFacts) -> list[Node]:
    """The waits with their picture, their sentences and their numbers; nothing without any."""
    if not facts.waits:
        return []
    return [
        Heading("Waits for services", anchor="waits"),
        *(Paragraph(sentence(facts, row)) for row in facts.waits),
        Paragraph(NOTE),
        waits_chart(facts),
    ]


def sentence(facts: AudienceFacts, row: WaitRow) -> str:
    """``Mental health: a wait is recorded for 4 of 6 children, 77 to 784 days.``"""
    recorded = f"a wait is recorded for {facts.counted.of(len(row.days), facts.cases)}"
    return f"{row.service}: {recorded}, {_long(row)}.{_within(row)}{_told(row)}"


def _long(row: WaitRow) -> str:
    first, last = row.days[0], row.days[-1]
    if first == last:
        return plural(last, "day", "days")
    return f"{first} to {last} days"


def _within(row: WaitRow) -> str:
    return f" {short(row.within)} {row.standard}." if row.standard else ""


def _told(row: WaitRow) -> str:
    if not row.meanwhile.of:
        return ""
    return f" For {short(row.meanwhile)} it is written what was done meanwhile."


def waits_chart(facts: AudienceFacts) -> Chart:
    """Every wait as a dot beside its service's standard."""
    return Chart(
        "waits",
        "Days of waiting as recorded. One dot is one wait; each service has a line of its own, "
        "from 0 days to its longest wait or its standard. The dots stand in the order of their "
        f"length, not in that of the {facts.counted.many}.",
        " ".join(sentence(facts, row) for row in facts.waits),
        _table(facts),
    )


def _table(facts: AudienceFacts) -> Table:
    return Table(
        "Waits in days, the shortest first",
        ("Service", "Its own standard", "Days", "Within", "Says what was done meanwhile"),
        tuple(
            (
                row.service,
                opening(row.standard) or "None set",
                ", ".join(str(days) for days in row.days),
                short(row.within) if row.standard else "no standard",
                short(row.meanwhile) if row.meanwhile.of else "not asked",
            )
            for row in facts.waits
        ),
        (30, 18, 26, 12, 14),
        meanings=(
            "The service that was waited for",
            "Within what the service says that it begins",
            "The days of each wait that was recorded, the shortest first",
            "How many waits kept to the standard, of those recorded",
            "For how many it is written what was done meanwhile, of those asked",
        ),
    )
