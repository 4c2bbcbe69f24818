"""A document as data: what it says, in order, and nothing of how it looks.

A kind of document makes an outline from what an audience may be given; a writer turns the outline
into bytes. Nodes carry references and no addresses: a writer is given the addresses.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from audit_tools.snapshots import Snapshot

FILLED, EMPTY = "■", "□"
SHORT_ROWS, SHORT_LETTERS = 14, 1200


@dataclass(frozen=True)
class Heading:
    """A heading of level 2 or 3; the title is level 1. ``anchor`` lets others link to it.

    ``beside`` is what the contents say of it beside its text.
    """

    text: str
    level: int = 2
    anchor: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. ``leads`` marks the sentence that somebody with four minutes should read."""

    text: str
    leads: bool = False


@dataclass(frozen=True)
class Note:
    """Something that must be known before the rest is believed."""

    text: str


@dataclass(frozen=True)
class Squares:
    """One square a case, in the order of the cases; ``sentence`` says the same in words.

    ``beside`` is text that stands beside the squares.
    """

    cases: tuple[bool, ...]
    sentence: str
    beside: str = ""

    @property
    def text(self) -> str:
        """``■ ■ □ ■``"""
        return " ".join(FILLED if seen else EMPTY for seen in self.cases)


@dataclass(frozen=True)
class Table:
    """A table. The first column names the row; ``caption`` says what the table shows, and where
    ``is_headed`` is set it names it only for who hears it: a heading above says the same.

    A cell's text may have several lines. ``widths`` are the columns' shares of a sheet of paper,
    where they are not all alike. Where ``of_texts`` is set every cell is a text to be read, the
    first too. ``meanings`` say what each column means, for whoever gets the table as data;
    ``counts`` names the columns whose cells are numbers in a workbook.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    of_texts: bool = False
    meanings: tuple[str, ...] = ()
    is_headed: bool = False
    counts: tuple[str, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether it is short enough to stand on one page of paper whole."""
        letters = sum(len(cell) for row in self.rows for cell in row)
        return len(self.rows) <= SHORT_ROWS and letters <= SHORT_LETTERS


@dataclass(frozen=True)
class Chart:
    """A picture: ``name`` says which, ``alternative`` says in a sentence what it shows.

    ``numbers`` has everything that the picture has.
    """

    name: str
    caption: str
    alternative: str
    numbers: Table


@dataclass(frozen=True)
class Link:
    """A reference to another page; it is left out by a writer that has no address for it."""

    text: str
    to: str
    anchor: str = ""


Detail = str | Squares | Link


@dataclass(frozen=True)
class Term:
    """One line of a list of terms; its details stand one under the other."""

    label: str
    details: tuple[Detail, ...]


@dataclass(frozen=True)
class Terms:
    rows: tuple[Term, ...]


@dataclass(frozen=True)
class Fold:
    """What stands folded under its label until somebody wants it; on paper it stands open.

    ``beside`` stands beside the label, so that the label need not be opened to be of use.
    ``on_paper`` stands on paper instead of a label that asks to be opened; nothing, if it is empty.
    What is ``only_on_screen`` says again for a narrow window what stands beside it.
    Those ``in_columns`` that follow each other stand on paper in two columns: they are many, and
    what they hold is short.
    """

    label: str
    nodes: "tuple[Node, ...]"
    beside: str = ""
    anchor: str = ""
    on_paper: str | None = None
    in_columns: bool = False
    only_on_screen: bool = False

    @property
    def paper_label(self) -> str:
        """What stands above its nodes on paper."""
        label = self.label if self.on_paper is None else self.on_paper
        return f"{label}: {self.beside}" if self.beside else label


@dataclass(frozen=True)
class Box:
    """An empty box to write in by hand, so many centimetres high; ``label`` says what."""

    label: str
    height: int = 4


NOT_SIGNED_OFF = "Draft: not signed off or not sent"
NOT_AGREED = "DRAFT: wording not agreed for sharing"
INVENTED = "Invented data. No child, person or agency in this paper is real."
WATERMARK = "REHEARSAL"
REHEARSAL = "Rehearsal. This paper tries out how an audit goes and is in no figure."


def in_columns(node: "Node") -> bool:
    """Whether it stands in one of two columns on paper."""
    return isinstance(node, Fold) and node.in_columns


Node = Heading | Paragraph | Note | Table | Chart | Terms | Link | Fold | Box


@dataclass(frozen=True)
class Outline:
    """A whole document. ``caption`` stands above the title and says what it belongs to.

    Where ``invented`` or ``rehearsal`` is set, whatever it is written on says so first. What leaves
    the application bears the rest on each of its pages: the protective ``marking``, and in which
    way it is a ``draft``, if it is one.
    ``at`` stands in a file as the instant it was made. ``one_side`` asks for letters so small that
    it all fits on one side of a sheet, ``landscape`` for a sheet that lies on its long side,
    ``large`` for letters that are read easily by whoever is not used to papers.
    """

    title: str
    caption: str
    nodes: tuple[Node, ...]
    invented: bool = False
    marking: str = ""
    draft: str = ""
    at: datetime | None = None
    one_side: bool = False
    rehearsal: bool = False
    landscape: bool = False
    large: bool = False

    @property
    def printed(self) -> tuple[Node, ...]:
        """What of it stands on paper."""
        return tuple(n for n in self.nodes if not (isinstance(n, Fold) and n.only_on_screen))

    def recorded(self, snapshot: Snapshot | None) -> "Outline":
        """The same as it is handed round on paper: it says from what it was made and when, where
        that is known."""
        if snapshot is None:
            return self
        return replace(self, at=snapshot.at, nodes=(Paragraph(snapshot.sentence), *self.nodes))

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands on top of each page of it: its marking, in which way it is a draft, and what
        warns of it."""
        return tuple(mark for mark in (self.marking, self.draft, *self.warnings) if mark)

    @property
    def watermark(self) -> str:
        """What lies large and grey under each page on paper; empty for what is no rehearsal."""
        return WATERMARK if self.rehearsal else ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What stands on top of each page of a paper that tells of no real audit."""
        return (*([INVENTED] if self.invented else []), *([REHEARSAL] if self.rehearsal else []))
