"""Frames that say whom learning is for or how far it goes: target groups and levels, as data.

Health counts in levels, partnerships in target groups or levels of their own, schools in roles.
None is converted into another: an offer names its places in as many frames as it has.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from audit_tools.errors import Invalid, Problem

LONGEST_LINE, MOST_LEVELS = 200, 20
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class FrameKind(StrEnum):
    """What the levels of a frame tell apart."""

    PEOPLE = "people"
    DEPTH = "depth"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    FrameKind.PEOPLE: "Target groups: whom it is for",
    FrameKind.DEPTH: "Levels: how far it goes",
}


@dataclass(frozen=True)
class Level:
    """One place of a frame. Its key is what people call it: ``3``."""

    key: str
    label: str

    @property
    def line(self) -> str:
        """As it is typed and shown: ``3: Works mainly with children``."""
        return f"{self.key}: {self.label}" if self.label else self.key


@dataclass(frozen=True)
class Frame:
    """A frame with its levels, in their order; one without levels is not offered."""

    key: str
    title: str
    kind: FrameKind
    levels: tuple[Level, ...]

    def place(self, level: Level) -> str:
        """How an offer names a level: ``eight-groups/3``."""
        return f"{self.key}/{level.key}"

    @property
    def text(self) -> str:
        """The levels as they are typed, one on a line."""
        return "\n".join(level.line for level in self.levels)


def make_frame(key: str, title: str, kind: FrameKind, text: str) -> Frame:
    """A frame as it is entered, a level on each line: what it is called, a colon, what it means.

    Raises ``Invalid`` (its places "title" and "levels").
    """
    title = " ".join(title.split())
    lines = [" ".join(line.split()) for line in text.splitlines()]
    levels = tuple(_level(line) for line in lines if line)
    if problems := tuple(_wrong(title, levels)):
        raise Invalid.because_of(problems)
    return Frame(key or key_of(title), title, kind, levels)


def key_of(title: str) -> str:
    """A key made of a title: ``local-levels``."""
    return "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:60].strip("-") or "frame"


def _level(line: str) -> Level:
    key, _, label = line.partition(":")
    return Level(key.strip(), label.strip())


def _wrong(title: str, levels: tuple[Level, ...]) -> Iterator[Problem]:
    if not title or len(title) > LONGEST_LINE:
        yield Problem("title", f"Enter a title, of at most {LONGEST_LINE} characters.")
    if len(levels) > MOST_LEVELS:
        yield Problem("levels", f"Enter at most {MOST_LEVELS} levels.")
    seen = set[str]()
    for number, level in enumerate(levels, 1):
        if not _KEY.fullmatch(level.key.casefold().replace(" ", "-")):
            yield Problem(
                "levels", f"Line {number}: begin with a number or a word, such as “3: Specialist”."
            )
        elif len(level.line) > LONGEST_LINE:
            yield Problem("levels", f"Line {number}: shorten it to {LONGEST_LINE} characters.")
        elif level.key.casefold() in seen:
            yield Problem("levels", f"Line {number}: {level.key} is there twice. Keep one.")
        seen.add(level.key.casefold())


def frames_in_use(kept: Iterable[Frame]) -> tuple[Frame, ...]:
    """The shipped frames, each as the partnership has changed it, then its own by title."""
    own = {frame.key: frame for frame in kept}
    shipped = tuple(own.pop(frame.key, frame) for frame in SHIPPED)
    return (*shipped, *sorted(own.values(), key=lambda frame: (frame.title.casefold(), frame.key)))


def places_of(frames: Iterable[Frame], *kinds: FrameKind) -> dict[str, str]:
    """What an offer can name: ``eight-groups/3`` and its words, in the order of the frames."""
    return {
        frame.place(level): f"{frame.title}, {level.line}"
        for frame in frames
        if frame.kind in (kinds or tuple(FrameKind))
        for level in frame.levels
    }


def _frame(key: str, title: str, kind: FrameKind, *lines: str) -> Frame:
    return Frame(key, title, kind, tuple(_level(line) for line in lines))


# The groups: Working Together to Safeguard Children 2010, chapter 4; lapsed nationally, still used
# by partnerships. The levels: the intercollegiate framework for health staff. Both shortened.
SHIPPED = (
    _frame(
        "eight-groups",
        "Target groups",
        FrameKind.PEOPLE,
        "1: Staff in infrequent contact with children and families",
        "2: Staff in regular contact, or in intense contact for a time",
        "3: Staff who work predominantly with children and families",
        "4: Staff with particular responsibilities, such as section 47 enquiries",
        "5: Professional advisers, named and designated professionals",
        "6: Operational managers and supervisors",
        "7: Senior managers with strategic responsibility",
        "8: Members of the partnership's boards",
    ),
    _frame(
        "schools",
        "Roles in schools and colleges",
        FrameKind.PEOPLE,
        "Staff",
        "DSL: Designated safeguarding leads and deputies",
        "Governors",
    ),
    _frame(
        "intercollegiate",
        "Intercollegiate levels (health)",
        FrameKind.DEPTH,
        "1: All staff in health care",
        "2: Staff who have contact with children, young people or parents",
        "3: Clinical staff who work with children and contribute to assessing and planning",
        "4: Named professionals",
        "5: Designated professionals",
        "Board: Chief executives and boards",
    ),
    _frame(
        "local-levels",
        "Local levels",
        FrameKind.DEPTH,
        "1: Awareness",
        "2: Skill",
        "3: Specialist",
    ),
)
