"""The table of who may do what, read from ``who_may_do_what.yaml``, and the page made from it.

``python -m tests.spec.who_may_do_what`` writes the page afresh.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

TABLE = Path(__file__).with_suffix(".yaml")
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "who-may-do-what.md"
EVERYBODY_ELSE = "everybody else"
# Only people of an agency that is asked have one of these.
OF_ONES_OWN = (
    "one's own return",
    "a concern of one's own agency",
    "what one's own agency is asked",
)
HEADING = """\
# Who may do what

Made from the table in `tests/spec/who_may_do_what.yaml` by `python -m tests.spec.who_may_do_what`.
The table is written by hand; a test asks for every address as every person in every state and
compares. An address that the table does not name fails the test.

**Yes**: it is shown or done. **No**: refused with a sentence; they know that it is there, and it is
not theirs to do, or not now. **Not there**: it does not exist for them; they get the same page as
for an address that was never there. A person who is not in a table has no role for this kind of
page and is told so before anything is looked up.

A case is in one of its states, or its audit is still being set up; a return that is *sent* is in
while its case still waits for others.

Somebody of another partnership finds nothing here, whatever their roles. Somebody who is not signed
in is led to sign-in, except at the public addresses at the end.

## The people
"""


class Expected(StrEnum):
    """What happens to somebody who asks."""

    YES = "yes"
    NO = "no"
    NONE = "none"
    ROLE = "role"

    @property
    def word(self) -> str:
        """How the page says it."""
        return {"yes": "yes", "no": "no", "none": "not there", "role": "not their role"}[self]


@dataclass(frozen=True)
class Group:
    """Addresses for which the same is expected; ``who`` has one word for each column."""

    name: str
    endpoints: tuple[str, ...]
    about: str
    columns: tuple[str, ...]
    who: Mapping[str, tuple[Expected, ...]]

    def expected(self, who: str, column: str) -> Expected:
        """What the table says. Raises ``KeyError`` for somebody to whom it does not apply."""
        return self.who[who][self.columns.index(column)]


@dataclass(frozen=True)
class Table:
    """All of it. ``people`` are told apart by what they are, ``own_agency`` says of whom."""

    people: Mapping[str, str]
    own_agency: Mapping[str, str]
    public: frozenset[str]
    groups: tuple[Group, ...]

    @property
    def endpoints(self) -> frozenset[str]:
        """Every address that the table knows."""
        return self.public.union(*(group.endpoints for group in self.groups))


@cache
def read_table() -> Table:
    """The table, read once: to read it takes a second.

    Raises ``ValueError`` for a row that names nobody, has too few words, or has "role" beside
    another word: who is refused before anything is looked up is refused in every state.
    """
    document = YAML(typ="safe", pure=True).load(TABLE)
    people = document["people"]
    groups = tuple(_group(entry, document) for entry in document["groups"])
    return Table(people, document["own_agency"], frozenset(document["public"]), groups)


def _group(entry: Mapping[str, Any], document: Mapping[str, Any]) -> Group:
    about = entry["about"]
    columns = tuple(document["about"][about])
    everybody = list(document["people"])
    if about in OF_ONES_OWN:
        everybody = list(document["own_agency"])
    rows = {key: _cells(text, columns) for key, text in entry["who"].items()}
    who = {person: cells for key, cells in rows.items() for person in _named(key)}
    rest = rows.get(EVERYBODY_ELSE)
    who |= {person: rest for person in everybody if rest and person not in who}
    if set(who) - {EVERYBODY_ELSE} != set(everybody):
        wrong = sorted(set(who) ^ set(everybody) - {EVERYBODY_ELSE})
        raise ValueError(f"{entry['name']}: twice, unknown or forgotten: {wrong}")
    in_order = {person: who[person] for person in everybody}
    return Group(entry["name"], tuple(entry["endpoints"]), about, columns, in_order)


def _named(key: str) -> list[str]:
    return [name.strip() for name in key.split(",")]


def _cells(text: object, columns: tuple[str, ...]) -> tuple[Expected, ...]:
    # A lone "yes" or "no" is read as true or false.
    words = ({True: "yes", False: "no"}[text] if isinstance(text, bool) else str(text)).split()
    cells = tuple(Expected(word) for word in words)
    if len(cells) == 1:
        return cells * len(columns)
    if len(cells) != len(columns) or Expected.ROLE in cells:
        raise ValueError(f"{text!r} has not one word for each of {columns}, or has role among them")
    return cells


def page_of(table: Table) -> str:
    """The table as a page to read."""
    people = "\n".join(f"- **{name}**: {what}" for name, what in table.people.items())
    groups = "\n".join(line for group in table.groups for line in _describe(group, table))
    public = "\n".join(f"- `{endpoint}`" for endpoint in sorted(table.public))
    return f"{HEADING}\n{people}\n\n{groups}\n## Without signing in\n\n{public}\n"


def _describe(group: Group, table: Table) -> Iterator[str]:
    yield f"## {group.name}\n"
    yield f"About {group.about}: {', '.join(f'`{e}`' for e in group.endpoints)}\n"
    rows = [(who, cells) for who, cells in group.who.items() if set(cells) != {Expected.ROLE}]
    if [who for who, _ in rows] == list(table.people) and len({c for _, c in rows}) == 1:
        rows = [("everybody", rows[0][1])]
    columns = group.columns if len(group.columns) > 1 else ("",)
    yield f"| | {' | '.join(columns)} |"
    yield f"|---{'|---' * len(columns)}|"
    for cells, same in groupby(sorted(rows, key=_by_cells(rows)), key=lambda row: row[1]):
        names = ", ".join(who for who, _ in same)
        yield f"| {names} | {' | '.join(cell.word for cell in cells)} |"
    yield ""


def _by_cells(rows: list[tuple[str, tuple[Expected, ...]]]) -> Any:
    """People with the same rights stand together, in the order of the first of them."""
    first = [cells for _, cells in rows]
    return lambda row: first.index(row[1])


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page_of(read_table()), encoding="utf-8")
