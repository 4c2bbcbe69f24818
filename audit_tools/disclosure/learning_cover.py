"""A need against the offer, for an audience.

Agencies that are named by their kind are judged by their kind: what one school booked would say
which school it was.
"""

from collections.abc import Iterable, Iterator

from audit_tools.agency_kinds import AgencyKind
from audit_tools.agency_names import NAMED_BY_KIND
from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.facts import Agency
from audit_tools.learning.coverage import Asked, CoverRow, Judged, Staff, cover_of
from audit_tools.training_needs import TrainingNeed

ANYBODY = Staff("", "Any agency")
_KIND = "kind:"


def staff_of(agencies: Iterable[Agency]) -> dict[str, Staff]:
    """Whose staff can be asked about, by key: an agency by its name, or all of a kind."""
    listed = tuple(agencies)
    found = {ANYBODY.key: ANYBODY}
    for agency in listed:
        if agency.kind in NAMED_BY_KIND:
            staff = _of_kind(agency.kind, listed)
        else:
            staff = Staff(agency.key, agency.name, frozenset({agency.key}))
        found.setdefault(staff.key, staff)
    return found


def _of_kind(kind: AgencyKind, agencies: Iterable[Agency]) -> Staff:
    keys = frozenset(agency.key for agency in agencies if agency.kind is kind)
    return Staff(f"{_KIND}{kind}", NAMED_BY_KIND[kind][1].capitalize(), keys)


def cover_rows(agreed: AgreedCases, need: TrainingNeed) -> tuple[CoverRow, ...]:
    """A need against the offer: for each agency concerned, then for whom else it was asked."""
    facts = agreed.facts.learning
    staff = staff_of(agreed.facts.partners or agreed.facts.agencies)
    return tuple(
        _row(agreed, asked, staff[asked.staff], facts.asked.get(asked, Judged()))
        for asked in dict.fromkeys((*_concerned(agreed, need), *_asked(agreed, need)))
        if asked.staff in staff
    )


def also_known(agreed: AgreedCases, need: TrainingNeed) -> tuple[str, ...]:
    """The evidence from elsewhere on the same theme: ``Training plan 2025/26 (...)``."""
    return tuple(
        f"{one.title} ({one.kind.label[:1].lower()}{one.kind.label[1:]})"
        for one in agreed.facts.learning.evidence
        if need.theme in one.themes
    )


def _concerned(agreed: AgreedCases, need: TrainingNeed) -> Iterator[Asked]:
    """Each agency that the need's findings concern; anybody, where they are quoted from others."""
    kinds = {agency.key: agency.kind for agency in agreed.facts.agencies}
    if agreed.facts.cycle.attribution or not need.agencies:
        yield Asked(need.theme)
        return
    for key in need.agencies:
        by_kind = kinds.get(key) in NAMED_BY_KIND
        yield Asked(need.theme, f"{_KIND}{kinds[key]}" if by_kind else key)


def _asked(agreed: AgreedCases, need: TrainingNeed) -> Iterator[Asked]:
    listed = (asked for asked in agreed.facts.learning.asked if asked.theme == need.theme)
    yield from sorted(listed, key=lambda asked: (asked.staff, asked.group, asked.level))


def _row(agreed: AgreedCases, asked: Asked, staff: Staff, judged: Judged) -> CoverRow:
    facts = agreed.facts.learning
    cover, why = cover_of(asked, staff, facts, agreed.facts.cycle.period_from)
    named = [facts.places.get(place, place) for place in (asked.group, asked.level)]
    return CoverRow(asked, staff.name, named[0], named[1], cover, why, judged)
