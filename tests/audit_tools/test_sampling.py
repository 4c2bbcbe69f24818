"""The draw, held to the example in docs/reference/drawing-the-sample.md and to its promises."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_tools.candidates import Candidate
from audit_tools.cases import Characteristics
from audit_tools.errors import Invalid
from audit_tools.sampling import Draw, draw, list_hash, order_key, replacement_for

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "drawing-the-sample.md"
SEED = "28 May 2025"
LOCALITY = ("locality",)
LOCALITIES = {
    "SYV25-01": "East",
    "SYV25-02": "East",
    "SYV25-03": "South",
    "SYV25-04": "West",
    "SYV25-05": "South",
    "SYV25-06": "East",
    "SYV25-07": "West",
    "SYV25-08": "South",
    "SYV25-09": "East",
    "SYV25-10": "East",
    "SYV25-11": "West",
    "SYV25-12": "South",
}


def candidate(reference: str, locality: str = "East", age_band: str = "13-15") -> Candidate:
    return Candidate(reference, Characteristics(age_band=age_band, locality=locality))


EXAMPLE = tuple(candidate(reference, locality) for reference, locality in LOCALITIES.items())


def references(candidates: tuple[Candidate, ...]) -> list[str]:
    return [each.reference for each in candidates]


def test_the_published_example_is_drawn() -> None:
    drawn = draw(EXAMPLE, 5, 2, LOCALITY, SEED)

    assert references(drawn.selected) == [
        "SYV25-09",
        "SYV25-10",
        "SYV25-11",
        "SYV25-03",
        "SYV25-08",
    ]
    # South and West tie for the second reserve; West's first candidate comes first.
    assert references(drawn.reserves) == ["SYV25-01", "SYV25-04"]
    assert [(s.values, s.candidates, s.selected, s.reserves) for s in drawn.table] == [
        (("East",), 5, 2, 1),
        (("South",), 4, 2, 0),
        (("West",), 3, 1, 1),
    ]
    assert (drawn.seed, drawn.strata) == (SEED, LOCALITY)
    assert drawn.list_hash == "92dd92db99194c76bb2f1dfe4dd4ed4b5b589072d82bbb5ef2c5a89607df9437"


def test_the_order_key_is_the_sha_256_of_seed_colon_reference() -> None:
    # As sha256sum prints it.
    expected = "4353f5877a802ebef1c11ce7f32e37987f156556dd18fe5254b6cdf5466b712f"
    assert order_key(SEED, "SYV25-01") == expected


def test_the_page_shows_the_example_as_it_is_drawn() -> None:
    drawn = draw(EXAMPLE, 5, 2, LOCALITY, SEED)
    lot = dict.fromkeys(references(drawn.selected), "case")
    lot |= dict.fromkeys(references(drawn.reserves), "reserve")
    rows = sorted(
        (order_key(SEED, reference)[:16], reference, locality, lot.get(reference, ""))
        for reference, locality in LOCALITIES.items()
    )

    shown = re.findall(
        r"^\| ([0-9a-f]{16}) \| (\S+) \| (\w+) \| (\w*) ?\|$", PAGE.read_text(), re.M
    )
    assert shown == rows
    assert drawn.list_hash in PAGE.read_text()


def test_the_program_on_the_page_draws_the_same(tmp_path: Path) -> None:
    program = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)[0]
    rows = "".join(f"{reference},{locality}\n" for reference, locality in LOCALITIES.items())
    (tmp_path / "redraw.py").write_text(program)
    (tmp_path / "candidates.csv").write_text(f"reference,locality\n{rows}")

    run = subprocess.run(
        [sys.executable, "redraw.py", "candidates.csv", "5", "2", SEED, "locality"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    drawn = draw(EXAMPLE, 5, 2, LOCALITY, SEED)
    assert run.stdout.splitlines() == [
        " ".join(["cases", *references(drawn.selected)]),
        " ".join(["reserves", *references(drawn.reserves)]),
    ]
    assert run.stdout in PAGE.read_text()


def test_without_strata_the_first_in_the_order_are_drawn() -> None:
    drawn = draw(EXAMPLE, 2, 1, (), SEED)

    assert references(drawn.selected + drawn.reserves) == ["SYV25-09", "SYV25-10", "SYV25-11"]
    assert [(s.values, s.candidates) for s in drawn.table] == [((), 12)]


def test_spaces_around_the_seed_do_not_count() -> None:
    assert draw(EXAMPLE, 5, 2, LOCALITY, f" {SEED}\n") == draw(EXAMPLE, 5, 2, LOCALITY, SEED)


def test_everybody_on_the_list_can_be_drawn() -> None:
    drawn = draw(EXAMPLE, 12, 0, LOCALITY, SEED)

    assert sorted(references(drawn.selected)) == sorted(LOCALITIES)
    assert drawn.reserves == ()


def test_the_list_hash_sees_only_what_the_draw_read() -> None:
    other_age = replace(EXAMPLE[0], characteristics=Characteristics(locality="East", sex="female"))
    moved = replace(EXAMPLE[0], characteristics=Characteristics(locality="West"))

    assert list_hash((other_age, *EXAMPLE[1:]), LOCALITY) == list_hash(EXAMPLE, LOCALITY)
    assert list_hash((moved, *EXAMPLE[1:]), LOCALITY) != list_hash(EXAMPLE, LOCALITY)


@pytest.mark.parametrize(
    ("refused", "place", "message"),
    [
        (lambda: draw((), 1, 0, (), SEED), "", "There are no candidates"),
        (lambda: draw(EXAMPLE * 2, 1, 0, (), SEED), "", "on the list twice"),
        (lambda: draw(EXAMPLE, 1, 0, (), "  "), "seed", "Give a seed"),
        (lambda: draw(EXAMPLE, 0, 0, (), SEED), "size", "at least one"),
        (lambda: draw(EXAMPLE, 13, 0, (), SEED), "size", "13 cases and 0 reserves are more than"),
        (lambda: draw(EXAMPLE, 11, 2, (), SEED), "size", "11 cases and 2 reserves are more than"),
        (lambda: draw(EXAMPLE, 1, -1, (), SEED), "reserves", "0 or more"),
        (lambda: draw(EXAMPLE, 1, 0, ("school",), SEED), "strata", "Strata are some of age band"),
        # A reference is no stratum: each would hold one case.
        (lambda: draw(EXAMPLE, 1, 0, ("reference",), SEED), "strata", "Strata are some of"),
        (lambda: draw(EXAMPLE, 1, 0, LOCALITY * 2, SEED), "strata", "each once"),
    ],
)
def test_a_draw_that_cannot_be_made_is_refused(
    refused: Callable[[], Draw], place: str, message: str
) -> None:
    with pytest.raises(Invalid, match=message) as raised:
        refused()
    assert raised.value.place == place


def test_a_replacement_is_the_first_reserve_of_the_same_stratum() -> None:
    reserves = (candidate("R1", "West"), candidate("R2", "East"), candidate("R3", "East"))

    assert replacement_for(candidate("C1", "East"), reserves, LOCALITY) == reserves[1]


def test_without_a_reserve_of_its_stratum_the_first_one_replaces_a_case() -> None:
    reserves = (candidate("R1", "West"), candidate("R2", "East"))

    assert replacement_for(candidate("C1", "South"), reserves, LOCALITY) == reserves[0]
    assert replacement_for(candidate("C1", "South"), (), LOCALITY) is None


LISTS = st.dictionaries(
    st.text("ABC0123456789-", min_size=1, max_size=8),
    st.tuples(st.sampled_from("EWS"), st.sampled_from(("10-12", "13-15", "16-17"))),
    min_size=1,
    max_size=60,
).map(lambda rows: tuple(candidate(reference, *bands) for reference, bands in rows.items()))
STRATA = st.sampled_from(((), LOCALITY, ("age_band", "locality")))
SEEDS = st.text(min_size=1).filter(str.strip)


@st.composite
def draws(make: st.DrawFn) -> tuple[tuple[Candidate, ...], Draw]:
    candidates = make(LISTS)
    size = make(st.integers(1, len(candidates)))
    reserves = make(st.integers(0, len(candidates) - size))
    return candidates, draw(candidates, size, reserves, make(STRATA), make(SEEDS))


@given(draws(), st.randoms())
def test_the_order_of_the_list_makes_no_difference(
    made: tuple[tuple[Candidate, ...], Draw], random: Random
) -> None:
    candidates, drawn = made
    shuffled = random.sample(candidates, len(candidates))
    size, reserves = len(drawn.selected), len(drawn.reserves)

    assert draw(shuffled, size, reserves, drawn.strata, drawn.seed) == drawn


@given(LISTS, STRATA, SEEDS, st.data())
def test_as_many_as_asked_for_are_drawn_and_nobody_twice(
    candidates: tuple[Candidate, ...], strata: tuple[str, ...], seed: str, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(candidates)))
    reserves = data.draw(st.integers(0, len(candidates) - size))
    drawn = draw(candidates, size, reserves, strata, seed)

    assert (len(drawn.selected), len(drawn.reserves)) == (size, reserves)
    everybody = references(drawn.selected + drawn.reserves)
    assert len(set(everybody)) == len(everybody)
    assert set(everybody) <= set(references(candidates))


@given(draws())
def test_no_stratum_is_one_case_away_from_its_exact_share(
    made: tuple[tuple[Candidate, ...], Draw],
) -> None:
    candidates, drawn = made
    size, total = len(drawn.selected), len(candidates)
    for stratum in drawn.table:
        assert abs(stratum.selected * total - size * stratum.candidates) < total


@given(draws())
def test_the_table_counts_what_was_drawn(made: tuple[tuple[Candidate, ...], Draw]) -> None:
    candidates, drawn = made

    def counts(group: tuple[Candidate, ...]) -> Counter[tuple[str, ...]]:
        return Counter(
            tuple(getattr(each.characteristics, column) for column in drawn.strata)
            for each in group
        )

    table = drawn.table
    assert {s.values: s.candidates for s in table} == counts(candidates)
    assert Counter({s.values: s.selected for s in table}) == counts(drawn.selected)
    assert Counter({s.values: s.reserves for s in table}) == counts(drawn.reserves)
