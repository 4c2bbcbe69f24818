"""Changing a theme list: each change makes its next version, and the versions before stay.

A theme's key is what findings are sorted into, and stays where only its words change. Where two
themes are merged, the one that is left stands for the other's key too; where one is split, the new
theme stands for the old key beside it. So a tool's tags, which name keys, mean the right themes in
every version, and an audit that keeps its version is not rewritten.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from re import sub

from audit_tools.codebook import Codebook, Theme
from audit_tools.errors import Invalid, check_nothing_wrong

LONGEST_TITLE, LONGEST_TEXT = 80, 500
LONGEST_KEY = 60


@dataclass(frozen=True)
class Changed:
    """The next version of a list, and in one sentence what is different in it.

    ``moved`` maps the key of a theme that is gone to the theme its findings now belong to.
    """

    codebook: Codebook
    sentence: str
    moved: tuple[tuple[str, str], ...] = ()


def rename(codebook: Codebook, key: str, title: str, definition: str) -> Changed:
    """Other words for the same theme. Raises ``Invalid``, its places the arguments' names."""
    theme = codebook.theme(key)
    renamed = replace(theme, title=_one_line(title), definition=_one_line(definition))
    _check_words(codebook, renamed)
    if renamed == theme:
        raise Invalid("Nothing is different yet.", place="title")
    said = f"“{theme.title}” is now “{renamed.title}”."
    if renamed.title == theme.title:
        said = f"“{theme.title}” has another definition."
    return Changed(_next(codebook, _with(codebook, renamed)), said)


def merge(codebook: Codebook, key: str, into: str) -> Changed:
    """One theme less: what was sorted into it belongs to ``into``. Raises ``Invalid`` ("into")."""
    if into == key or into not in codebook:
        raise Invalid("Choose another theme of the list.", place="into")
    gone, kept = codebook.theme(key), codebook.theme(into)
    merged = replace(kept, stands_for=_keys(*kept.stands_for, key, *gone.stands_for))
    above = gone.part_of if kept.part_of == key else kept.part_of
    merged = replace(merged, part_of=above)
    left = tuple(
        replace(theme, part_of=into) if theme.part_of == key and theme.key != into else theme
        for theme in _with(codebook, merged)
        if theme.key != key
    )
    sentence = f"“{gone.title}” is merged into “{kept.title}”."
    return Changed(_next(codebook, left), sentence, ((key, into),))


def split(
    codebook: Codebook, key: str, title: str, definition: str, ever: Iterable[Theme]
) -> Changed:
    """One theme more, beside the one it was part of. ``ever`` are the themes of all versions.

    Raises ``Invalid``, its places the arguments' names.
    """
    theme, known = codebook.theme(key), list(ever)
    new = replace(
        theme,
        key=free_key(title, {one.key for one in known}),
        code=next_code(known),
        title=_one_line(title),
        definition=_one_line(definition),
        stands_for=_keys(key, *theme.stands_for),
        guid="",
    )
    _check_words(codebook, new)
    at = codebook.themes.index(theme) + 1
    themes = (*codebook.themes[:at], new, *codebook.themes[at:])
    return Changed(_next(codebook, themes), f"“{new.title}” is split from “{theme.title}”.")


def check_why(why: str) -> str:
    """Why the list is changed, on one line. Raises ``Invalid``, its place ``why``."""
    said = _one_line(why)
    if not said:
        raise Invalid("Say why the list is changed.", place="why")
    if len(said) > LONGEST_TEXT:
        raise Invalid(f"Use {LONGEST_TEXT} characters or fewer.", place="why")
    return said


def _check_words(codebook: Codebook, theme: Theme) -> None:
    others = {one.title.casefold() for one in codebook.themes if one.key != theme.key}
    wrong = {
        ("title", "Enter a title."): not theme.title,
        ("title", f"Use {LONGEST_TITLE} characters or fewer."): len(theme.title) > LONGEST_TITLE,
        ("title", "Another theme has this title."): theme.title.casefold() in others,
        ("definition", "Say what the theme is about."): not theme.definition,
        ("definition", f"Use {LONGEST_TEXT} characters or fewer."): len(theme.definition)
        > LONGEST_TEXT,
    }
    check_nothing_wrong(wrong)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _keys(*keys: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def _with(codebook: Codebook, theme: Theme) -> tuple[Theme, ...]:
    return tuple(theme if one.key == theme.key else one for one in codebook.themes)


def _next(codebook: Codebook, themes: tuple[Theme, ...]) -> Codebook:
    return replace(codebook, version=codebook.version + 1, themes=themes)


def free_key(title: str, taken: set[str]) -> str:
    """A key made of the title that no version has used."""
    plain = sub("[^a-z0-9]+", "-", title.casefold()).strip("-")[:LONGEST_KEY].strip("-")
    first = plain if plain[:1].isalpha() else f"theme-{plain}".strip("-")
    tried = (first if number == 1 else f"{first}-{number}" for number in range(1, len(taken) + 2))
    return next(key for key in tried if key not in taken)


def next_code(known: list[Theme]) -> str:
    """``T30`` after ``T29``: a number that no version has used."""
    numbers = [int(one.code[1:]) for one in known if one.code[1:].isdecimal()]
    return f"T{max(numbers, default=0) + 1:02}"
