"""How agencies are named to governance and to the L&D group.

An agency that serves the whole area is named. One that is close to a few children only is named
by its kind: whoever reads "Hillside School, 1 of 6" knows where that child goes to school, while
"a school" says as much of practice. An area has many of these kinds, so they stay unnamed even
where several took part.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit_tools.agency_kinds import AgencyKind
from audit_tools.facts import Agency

NAMED_BY_KIND: dict[AgencyKind, tuple[str, str]] = {
    AgencyKind.EDUCATION: ("a school", "schools"),
    # A GP practice is community health, and tells of a street as a school does.
    AgencyKind.COMMUNITY_HEALTH: ("a community health service", "community health services"),
    AgencyKind.HOUSING: ("a housing provider", "housing providers"),
    AgencyKind.VOLUNTARY: ("a voluntary organisation", "voluntary organisations"),
    # A children's home would be of this kind.
    AgencyKind.OTHER: ("another agency", "other agencies"),
}


@dataclass(frozen=True)
class AgencyGroup:
    """One agency under its name, or all of one kind under the name of the kind."""

    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class AgencyNames:
    """The names of one audit's agencies, in its order.

    ``published`` is for an audit of findings quoted from publications, which name their own
    sources.
    """

    agencies: Sequence[Agency]
    published: bool = False

    def of(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The names under which these agencies appear, each once: ``Police``, ``2 schools``."""
        return tuple(group.name for group in self.groups(keys))

    def groups(self, keys: Iterable[str]) -> tuple[AgencyGroup, ...]:
        """The same names, with the agencies that stand behind each."""
        wanted = frozenset(keys)
        together: dict[str, list[Agency]] = {}
        for agency in self.agencies:
            if agency.key in wanted:
                together.setdefault(self._group(agency), []).append(agency)
        return tuple(self._named(group) for group in together.values())

    def _is_named(self, agency: Agency) -> bool:
        return self.published or agency.kind not in NAMED_BY_KIND

    def _group(self, agency: Agency) -> str:
        return f"name {agency.key}" if self._is_named(agency) else f"kind {agency.kind}"

    def _named(self, group: list[Agency]) -> AgencyGroup:
        keys = tuple(agency.key for agency in group)
        if self._is_named(group[0]):
            return AgencyGroup(group[0].name, keys)
        one, many = NAMED_BY_KIND[group[0].kind]
        return AgencyGroup(one if len(group) == 1 else f"{len(group)} {many}", keys)
