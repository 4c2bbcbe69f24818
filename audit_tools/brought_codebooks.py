"""What a codebook of another program makes of a theme list: a new one, or its next version.

Nothing that was sorted is touched: a theme that the file has not stays, until somebody merges it
into another, and a code that is only a heading in the file stays a theme where it is one here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from audit_tools.codebook import Codebook, Part, Theme, ThemeGroup
from audit_tools.errors import Invalid
from audit_tools.left_out import LeftOut
from audit_tools.numbers import joined, plural
from audit_tools.qda_codebooks.values import ReadCode, ReadCodebook, guid_of
from audit_tools.theme_lists import Changed, free_key, next_code
from audit_tools.training_needs import Remedy

LONGEST_TITLE = 80
_PARTS = {"title": "title", "definition": "definition", "colour": "colour", "part_of": "place",
          "usual_remedies": "what usually helps", "training_implication": "the training",
          "audience": "for whom it is"}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """What would become of one theme: ``before`` is None for a new one, ``now`` the same for one
    that the file has not; ``parts`` are what differs, in words."""

    before: Theme | None
    now: Theme
    is_in_file: bool = True

    @property
    def parts(self) -> tuple[str, ...]:
        if self.before is None:
            return ()
        before, now = vars(self.before), vars(self.now)
        return tuple(said for name, said in _PARTS.items() if before[name] != now[name])

    @property
    def sentence(self) -> str:
        if self.before is None:
            return "New."
        if not self.is_in_file:
            return "Not in the file: it stays. Merge it into another theme if it is to go."
        return f"Changed: {joined(self.parts)}." if self.parts else ""


@dataclass(frozen=True)
class Brought:
    """The list as it was and as it would be, with the differences of its themes, and what of the
    file could not be carried."""

    before: Codebook
    codebook: Codebook
    differences: tuple[Difference, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def told(self) -> tuple[Difference, ...]:
        """The differences that anybody has to know of."""
        return tuple(one for one in self.differences if one.sentence)

    @property
    def is_different(self) -> bool:
        """Whether anything would be other than it is."""
        return replace(self.codebook, version=self.before.version) != self.before

    @property
    def asks_remedy(self) -> bool:
        """Whether themes are new of which the file does not say what usually helps."""
        return any(not theme.usual_remedies for theme in self.codebook.themes)

    def changed(self, remedy: str) -> Changed:
        """It as the next version of a list, where ``remedy`` usually helps with what is new.

        Raises ``Invalid`` ("remedy") where that has to be said, and where nothing is different.
        """
        if not self.is_different:
            raise Invalid("The file says the same as the list. Change something first.", "file")
        new = sum(one.before is None for one in self.differences)
        other = sum(bool(one.parts) for one in self.differences)
        counts = [plural(new, "new theme")] if new else []
        counts += [f"{other} that {'is' if other == 1 else 'are'} changed"] if other else []
        said = joined(counts) or "another order, or other headings"
        return Changed(self.with_remedy(remedy), f"A REFI-QDA codebook was brought in: {said}.")

    def with_remedy(self, remedy: str) -> Codebook:
        """The list, with what usually helps where the file does not say it.

        Raises ``Invalid`` ("remedy") where that has to be said.
        """
        if not self.asks_remedy:
            return self.codebook
        if remedy not in list(Remedy):
            raise Invalid("Choose what usually helps with the new themes.", "remedy")
        themes = (
            one if one.usual_remedies else replace(one, usual_remedies=(remedy,))
            for one in self.codebook.themes
        )
        return replace(self.codebook, themes=tuple(themes))


def new_list(read: ReadCodebook, title: str) -> Brought:
    """A list of its own: under its own key and version where it was written by Golden Thread.

    Raises ``Invalid`` ("title") where it has no name.
    """
    title = read.title or " ".join(title.split())
    if not title:
        raise Invalid("Give the theme list a name.", "title")
    if len(title) > LONGEST_TITLE:
        raise Invalid(f"Use {LONGEST_TITLE} characters or fewer.", "title")
    key = read.key or free_key(title, set())
    return _Joining(Codebook(key, max(read.version, 1), title, ()), read, ()).join()


def bring_in(codebook: Codebook, read: ReadCodebook, ever: Iterable[Theme]) -> Brought:
    """The next version of a list. ``ever`` are the themes of all of its versions.

    Raises ``Invalid`` for the file of another list.
    """
    if read.key and read.key != codebook.key:
        raise Invalid(
            f"This is the file of another theme list, “{read.title}”. Bring it in on its own page.",
            "file",
        )
    brought = _Joining(codebook, read, tuple(ever)).join()
    return replace(brought, codebook=replace(brought.codebook, version=codebook.version + 1))


class _Joining:
    """Matches the codes of a file with the themes of a list, and makes a list of both."""

    def __init__(self, book: Codebook, read: ReadCodebook, ever: tuple[Theme, ...]) -> None:
        self._book, self._read = book, read
        self._is_ours = read.key == book.key
        self._known = list(ever)
        self._taken = {*(one.key for one in ever), *(one.key for one in book.parts)}
        self._left_out = list(read.left_out)
        self._by_guid = {guid_of(book.key, one): one for one in book.parts}
        in_file = {code.guid for code in read.codes}
        left = [one for guid, one in self._by_guid.items() if guid not in in_file]
        self._by_key = {one.key: one for one in left} if self._is_ours else {}
        self._by_title = {one.title.casefold(): one for one in left}
        self._titles = set[str]()
        self._keys = dict[str, str]()

    def join(self) -> Brought:
        themes, groups = list[tuple[int, Theme]](), list[tuple[int, ThemeGroup]]()
        differences = list[Difference]()
        for at, code in enumerate(self._read.codes):
            before = self._before(code)
            key = before.key if before else self._key(code)
            self._keys[code.guid] = key
            if code.is_codable or isinstance(before, Theme):
                theme = self._theme(code, key, before if isinstance(before, Theme) else None)
                self._known.append(theme)
                themes.append((_place(code, at), theme))
                differences.append(Difference(before if isinstance(before, Theme) else None, theme))
            else:
                groups.append((_place(code, at), self._group(code, key)))
        ordered = [theme for _, theme in sorted(themes, key=lambda one: one[0])]
        headings = [group for _, group in sorted(groups, key=lambda one: one[0])]
        kept = list(self._kept(ordered, headings))
        differences += [Difference(before, now, is_in_file=False) for before, now in kept]
        book = replace(
            self._book,
            themes=(*ordered, *(now for _, now in kept)),
            groups=tuple(headings),
        )
        # In the order of the list, so that a theme that only moved is seen to.
        order = {theme.key: number for number, theme in enumerate(book.themes)}
        differences.sort(key=lambda one: order[one.now.key])
        return Brought(self._book, book, tuple(differences), tuple(self._left_out))

    def _before(self, code: ReadCode) -> Part | None:
        """What is here already: by its guid, else by its key or its title. A code that was copied
        has those too, but nothing here is two codes of a file."""
        if code.guid in self._by_guid:
            return self._by_guid[code.guid]
        found = self._by_key.get(code.said.get("Key", ""))
        found = found or self._by_title.get(code.name.casefold())
        return found if found and found.key not in self._keys.values() else None

    def _key(self, code: ReadCode) -> str:
        said = code.said.get("Key", "") if self._is_ours else ""
        key = said if said and said not in self._taken else free_key(code.name, self._taken)
        self._taken.add(key)
        return key

    def _theme(self, code: ReadCode, key: str, before: Theme | None) -> Theme:
        said = code.said
        usual = before or Theme(key, "", "", "", ())
        remedies = tuple(
            one for one in said.get("Usual remedies", "").split() if one in list(Remedy)
        )
        # Of a list that is here a file does not say what its tags have meant.
        stands_for = () if self._book.themes else tuple(said.get("Stands for", "").split())
        return replace(
            usual,
            code=usual.code or self._code(said),
            title=self._title(code),
            definition=code.definition or usual.definition or self._named(code),
            usual_remedies=remedies or usual.usual_remedies,
            training_implication=said.get("Training", "") if said else usual.training_implication,
            audience=said.get("For", "") if said else usual.audience,
            stands_for=usual.stands_for or stands_for,
            part_of=self._keys.get(code.over, ""),
            colour=code.colour,
            guid=self._guid(code, key),
        )

    def _guid(self, code: ReadCode, key: str) -> str:
        made = guid_of(self._book.key, ThemeGroup(key, ""))
        return "" if code.guid == made else code.guid

    def _code(self, said: Mapping[str, str]) -> str:
        taken = {one.code for one in self._known}
        code = said.get("Code", "") if self._is_ours else ""
        return code if code and code not in taken else next_code(self._known)

    def _group(self, code: ReadCode, key: str) -> ThemeGroup:
        return ThemeGroup(
            key, code.name, code.definition, self._keys.get(code.over, ""), code.colour,
            self._guid(code, key),
        )  # fmt: skip

    def _title(self, code: ReadCode) -> str:
        """Its name; where another theme has it, with the one that it stands in before it."""
        title = code.name
        if title.casefold() in self._titles:
            over = next((one.name for one in self._read.codes if one.guid == code.over), "")
            title = f"{over}: {title}" if over else title
            number = 2
            while title.casefold() in self._titles:
                title, number = f"{code.name} ({number})", number + 1
            self._leave(code, f"Another theme is called so: here it is “{title}”.")
        self._titles.add(title.casefold())
        return title

    def _named(self, code: ReadCode) -> str:
        self._leave(code, "It has no description; its name stands there too.")
        return code.name

    def _leave(self, code: ReadCode, why: str) -> None:
        self._left_out.append(LeftOut(f"code “{code.name}”", 0, "", why))

    def _kept(self, themes: list[Theme], groups: list[ThemeGroup]) -> Iterable[tuple[Theme, Theme]]:
        """The themes that the file has not, at the top where what they stood under is gone."""
        met = {one.key for one in themes}
        staying = [one for one in self._book.themes if one.key not in met]
        there = met | {one.key for one in staying} | {one.key for one in groups}
        for one in staying:
            yield one, one if one.part_of in there else replace(one, part_of="")


def _place(code: ReadCode, at: int) -> int:
    said = code.said.get("Place", "")
    return int(said) if said.isascii() and said.isdecimal() else at
