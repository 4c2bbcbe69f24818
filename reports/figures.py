"""What an audience may be given, as tidy tables: one row for one thing seen.

Here numbers are only arranged: what somebody will be held to was counted in ``audit_tools``.
pandas is loaded with the first picture and not with the application, which starts three seconds
sooner for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_tools.audience import AudienceFacts, SectionRow

if TYPE_CHECKING:
    from pandas import DataFrame

STRENGTH, DEVELOPMENT = "strength", "development"


def theme_squares(facts: AudienceFacts) -> DataFrame:
    """One row for each theme, side and case: ``key, theme, side, case, seen``.

    Themes are in the order of the summary, cases numbered from 1 in the order of the facts.
    """
    from pandas import DataFrame  # noqa: PLC0415, see above

    rows = [
        (row.key, row.title, name, case, seen)
        for row in facts.themes
        for name, side in ((STRENGTH, row.strengths), (DEVELOPMENT, row.developments))
        for case, seen in enumerate(side.cases, start=1)
    ]
    return DataFrame(rows, columns=["key", "theme", "side", "case", "seen"])


def grade_boxes(facts: AudienceFacts) -> DataFrame:
    """One row for each section and case: ``key, section, case, rank``.

    ``rank`` is 0 for the best grade of the scale and -1 where no grade was agreed.
    """
    from pandas import DataFrame  # noqa: PLC0415, see above

    ranks = {grade: rank for rank, grade in enumerate(facts.scale)}
    rows = [
        (row.key, _label(row), case, -1 if grade is None else ranks[grade])
        for row in facts.sections
        for case, grade in enumerate(row.grades, start=1)
    ]
    return DataFrame(rows, columns=["key", "section", "case", "rank"])


def wait_dots(facts: AudienceFacts) -> DataFrame:
    """One row for each wait that was recorded: ``key, service, standard, limit, days``.

    Days are in the order of their length; ``limit`` is the standard in days.
    """
    from pandas import DataFrame  # noqa: PLC0415, see above

    rows = [
        (row.key, row.service, row.standard, row.standard_days, days)
        for row in facts.waits
        for days in row.days
    ]
    return DataFrame(rows, columns=["key", "service", "standard", "limit", "days"])


def _label(row: SectionRow) -> str:
    return f"{row.number} {row.title}".strip()
