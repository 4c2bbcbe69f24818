"""Something that was passed on, for the tests."""

from datetime import date

from audit_tools.passing_on import PassedKind, PassedOn

PASSED = PassedOn(
    PassedKind.BRIEFING, "The briefing on voice", "L&D group", "Trainers", date(2025, 5, 1), 38
)
