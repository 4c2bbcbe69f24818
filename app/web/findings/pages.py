"""What the pages about findings show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.db.findings import FindingOnFile
from audit_tools.codebook import Codebook, Theme
from audit_tools.facts import Agency
from audit_tools.places import FindingKind


@dataclass(frozen=True)
class ThemeOffered:
    """A theme that can be ticked."""

    key: str
    code: str
    title: str
    definition: str

    @classmethod
    def of(cls, theme: Theme) -> "ThemeOffered":
        return cls(theme.key, theme.code, theme.title, theme.definition)


@dataclass(frozen=True)
class FindingShown:
    """A finding as the people of the case read it."""

    id: UUID
    number: int
    is_strength: bool
    kind: str
    statement: str = field(repr=False)
    section: str
    theme_keys: tuple[str, ...]
    themes: tuple[str, ...]
    cause: str
    remedy: str
    agencies: tuple[str, ...]
    is_sorted: bool
    from_line: bool


def show_finding(
    held: FindingOnFile, codebook: Codebook, agencies: Mapping[str, Agency]
) -> FindingShown:
    """A finding with its themes and agencies in words."""
    finding = held.finding
    return FindingShown(
        held.id,
        finding.number,
        finding.kind is FindingKind.STRENGTH,
        finding.kind.label,
        finding.statement,
        finding.section,
        finding.themes,
        tuple(codebook.theme(key).title for key in finding.themes),
        finding.cause.label if finding.cause else "",
        finding.remedy.label if finding.remedy else "",
        tuple(agencies[key].name for key in finding.agencies if key in agencies),
        finding.is_sorted,
        bool(finding.sources),
    )
