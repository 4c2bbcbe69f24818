"""Published findings by area: the one document in which cases are named, since they are no cases.

An area is named in a published letter. A child never is, whatever an audit says of its sources.
"""

from audit_tools.across import Across, Cell, ThemeAcross, names_areas
from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.errors import Hidden
from audit_tools.facts import CycleFacts
from audit_tools.places import FindingKind
from audit_tools.themes import count_themes


def for_audience_across(facts: CycleFacts) -> Across:
    """Every theme that was seen in each area, those with most to learn from first.

    Raises ``Hidden`` for an audit of the partnership's own, and for one that counts children.
    """
    cycle = facts.cycle
    if not names_areas(cycle.attribution, cycle.counted):
        raise Hidden("This audit holds no published findings about areas.")
    agreed = AgreedCases(facts)
    areas = tuple(sorted(agreed.references, key=str.casefold))
    keys = [theme.key for theme in facts.codebook.themes]
    seen = [one.theme for one in count_themes(keys, areas, agreed.findings) if one.was_seen]
    themes = tuple(
        ThemeAcross(key, agreed.title(key), tuple(_cell(agreed, key, area) for area in areas))
        for key in seen
    )
    return Across(
        cycle.key,
        cycle.title,
        areas,
        themes,
        cycle.attribution,
        facts.marking,
        cycle.invented,
        any(case.corrected for case in agreed.cases),
    )


def _cell(agreed: AgreedCases, theme: str, area: str) -> Cell:
    kinds = [f.kind for f in agreed.findings if f.case == area and theme in f.themes]
    return Cell(kinds.count(FindingKind.STRENGTH), kinds.count(FindingKind.DEVELOPMENT))
