"""What a template needs to let somebody write at one place of a record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from werkzeug.datastructures import MultiDict

from app.db.records import ClashOnFile
from app.web import saving
from app.web.pointed_out import NOTHING, PointedOut, point_out_at
from audit_tools.entries import Entry
from audit_tools.errors import Invalid
from audit_tools.words.word_list import Words

NO_WORDS = Words()


@dataclass(frozen=True)
class Waiting:
    """A text that met another in the same place, until somebody chooses between them."""

    id: UUID
    text: str = field(repr=False)


@dataclass(frozen=True)
class Box:
    """One place on a page: what stands there, what is wrong with it, what it looks like."""

    place: str
    value: str = field(repr=False)
    base: str
    error: str = ""
    pointed: PointedOut = NOTHING
    waiting: tuple[Waiting, ...] = ()

    @property
    def id(self) -> str:
        return id_of(self.place)

    @property
    def is_used(self) -> bool:
        """Whether there is anything to be seen at it."""
        return bool(self.value or self.error or self.waiting)


def id_of(place: str) -> str:
    """The id of a place's control, which links lead to: ``voice_strength_1``."""
    return place.replace("/", "_")


class Boxes:
    """Makes the boxes of one page, from what is stored or from what was typed and not stored.

    ``words`` are the partnership's lists, for a page that lets somebody write.
    """

    def __init__(
        self,
        entries: Mapping[str, Entry],
        clashes: Iterable[ClashOnFile] = (),
        typed: MultiDict[str, str] | None = None,
        wrong: Invalid | None = None,
        words: Words = NO_WORDS,
    ) -> None:
        self._entries = entries
        self._words = words
        self._typed = typed
        self._errors = {p.place: p.message for p in wrong.problems} if wrong else {}
        self._waiting: dict[str, tuple[Waiting, ...]] = {}
        for clash in clashes:
            found = self._waiting.get(clash.place, ())
            self._waiting[clash.place] = (*found, Waiting(clash.id, clash.text))

    def box(self, place: str, *, is_text: bool = False, called: str = "") -> Box:
        """The box of a place; in a text, what could identify somebody or blames is pointed out. In
        a row of a group ``called`` is the name of the row."""
        value, base = self._content(place)
        return Box(
            place,
            value,
            base,
            self._errors.get(place, ""),
            point_out_at(place, value, self._words, called) if is_text else NOTHING,
            self._waiting.get(place, ()),
        )

    def _content(self, place: str) -> tuple[str, str]:
        """Text and base version: as typed, where the page is shown again to be mended."""
        if self._typed is not None and saving.VERSION + place in self._typed:
            return saving.posted_value(self._typed, place), self._typed[saving.VERSION + place]
        entry = self._entries.get(place)
        return entry.value if entry else "", saving.base_of(entry)
