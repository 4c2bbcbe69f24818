"""The versions of a theme list, and what was changed in each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.people import PersonRow
from app.db.models.tools import ThemeListRow
from app.db.tools import codebook_of
from audit_tools.codebook import Codebook, Theme
from audit_tools.errors import Hidden


@dataclass(frozen=True)
class ListVersion:
    """A version of a theme list; ``change`` is empty for one that was published as it came."""

    id: UUID
    book: Codebook
    published_at: datetime
    change: str
    why: str
    by: str


@dataclass(frozen=True)
class ListOnFile:
    """All versions of a theme list, the newest first."""

    versions: tuple[ListVersion, ...]

    @property
    def newest(self) -> Codebook:
        return self.versions[0].book

    @property
    def ever(self) -> tuple[Theme, ...]:
        """The themes of all versions."""
        return tuple(theme for version in self.versions for theme in version.book.themes)


def theme_lists(session: Session, partnership: UUID) -> tuple[ListOnFile, ...]:
    """The partnership's theme lists, by their keys."""
    rows = session.execute(
        select(ThemeListRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == ThemeListRow.changed_by)
        .where(ThemeListRow.partnership_id == partnership)
        .order_by(ThemeListRow.key, ThemeListRow.version.desc())
    )
    found: dict[str, list[ListVersion]] = {}
    for row, name in rows:
        version = ListVersion(
            row.id, codebook_of(row), row.published_at, row.change, row.why, name or ""
        )
        found.setdefault(row.key, []).append(version)
    return tuple(ListOnFile(tuple(versions)) for versions in found.values())


def theme_titles(session: Session, partnership: UUID, key: str) -> dict[str, str]:
    """The titles of all themes that a list has or had, by their keys; nothing where there is no
    such list."""
    found = (one for one in theme_lists(session, partnership) if one.newest.key == key)
    return {theme.key: theme.title for one in found for theme in reversed(one.ever)}


def theme_list(session: Session, partnership: UUID, key: str) -> ListOnFile:
    """One theme list. Raises ``Hidden`` where there is none."""
    for one in theme_lists(session, partnership):
        if one.newest.key == key:
            return one
    raise Hidden("There is no such theme list.")
