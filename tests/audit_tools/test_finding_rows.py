"""Findings come in from CSV whole, or every bad row is named by number and reason."""

import csv
from io import StringIO

import pytest

from audit_tools.csv_files import MAX_BYTES
from audit_tools.errors import Invalid
from audit_tools.exchange.finding_rows import NEEDED, OPTIONAL, Expected, read_findings
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause, Remedy
from tests.facts import CODEBOOK, TOOL

EXPECTED = Expected(
    {"C01": None, "C02": None, "C03": "This discussion has been signed off and is locked."},
    {"police", "school"},
    TOOL,
    CODEBOOK,
    frozenset({("C02", FindingKind.STRENGTH, "Known already.")}),
)
STRENGTH = {
    "case_reference": "C01",
    "agency": "police",
    "section": "voice",
    "kind": "strength",
    "statement": "Officers asked about the child's week.",
    "themes": "voice",
}
DEVELOPMENT = STRENGTH | {
    "kind": "development",
    "statement": "The form has no field for ethnicity.",
    "themes": "notifications|voice",
    "cause": "knowledge-and-skill",
}


def file_of(*rows: dict[str, str], columns: tuple[str, ...] = (*NEEDED, *OPTIONAL)) -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def problems_of(data: bytes) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        read_findings(data, EXPECTED)
    return {problem.place: problem.message for problem in refused.value.problems}


def test_a_row_becomes_a_finding_sorted_into_its_themes() -> None:
    strength, development = read_findings(file_of(STRENGTH, DEVELOPMENT), EXPECTED)
    assert (strength.case_reference, strength.kind) == ("C01", FindingKind.STRENGTH)
    assert (strength.sorting.cause, strength.sorting.remedy) == (None, None)
    assert development.sorting.themes == ("notifications", "voice")
    assert development.sorting.cause is Cause.KNOWLEDGE_AND_SKILL
    assert development.sorting.remedy is Remedy.TRAINING


def test_another_remedy_is_kept_with_its_reason() -> None:
    row = DEVELOPMENT | {"remedy": "recording-and-it", "remedy_reason": "The form lacks a field."}
    (found,) = read_findings(file_of(row), EXPECTED)
    assert found.sorting.remedy is Remedy.RECORDING_AND_IT
    assert found.sorting.remedy_reason == "The form lacks a field."


def test_a_finding_may_concern_several_agencies_or_none() -> None:
    several, none = read_findings(
        file_of(STRENGTH | {"agency": "police | school"}, DEVELOPMENT | {"agency": ""}), EXPECTED
    )
    assert several.agencies == ("police", "school")
    assert none.agencies == ()


def test_the_optional_columns_may_be_left_out_and_headings_be_in_any_order() -> None:
    data = file_of(STRENGTH, columns=tuple(reversed(NEEDED)))
    assert len(read_findings(data, EXPECTED)) == 1


def test_area_for_development_is_read_as_it_is_said() -> None:
    (found,) = read_findings(file_of(DEVELOPMENT | {"kind": "Area for development"}), EXPECTED)
    assert found.kind is FindingKind.DEVELOPMENT


@pytest.mark.parametrize(
    ("cell", "column", "words"),
    [
        ({"case_reference": "C99"}, "case_reference", "no such case"),
        # Why a case takes none is said by the application, which knows its state.
        ({"case_reference": "C03"}, "case_reference", "signed off"),
        ({"agency": "fire"}, "agency", "no such agency"),
        ({"section": "weather"}, "section", "no such section"),
        ({"kind": "praise"}, "kind", "strength or development"),
        ({"statement": ""}, "statement", "one sentence"),
        ({"statement": "x" * 20_001}, "statement", "20,000 characters"),
        ({"themes": "weather"}, "themes", "theme list"),
        ({"themes": "voice|notifications|planning|missing"}, "themes", "no more than 3"),
        ({"cause": "bad luck"}, "cause", "Write one of: knowledge-and-skill"),
        ({"remedy": "a poster"}, "remedy", "Write one of: training"),
        # Training is what this cause usually calls for.
        ({"remedy": "capacity"}, "remedy_reason", "Say why"),
        ({"kind": "strength"}, "cause", "Only an area for development"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(
    cell: dict[str, str], column: str, words: str
) -> None:
    found = problems_of(file_of(STRENGTH, DEVELOPMENT | cell))
    assert list(found) == [f"row 3, {column}"]
    assert words in found[f"row 3, {column}"]


def test_every_bad_row_is_named_at_once_in_the_order_of_the_file() -> None:
    data = file_of(
        STRENGTH | {"themes": "weather"}, DEVELOPMENT, DEVELOPMENT | {"case_reference": "C99"}
    )
    assert list(problems_of(data)) == ["row 2, themes", "row 4, case_reference"]


def test_a_finding_that_is_there_already_is_refused() -> None:
    known = STRENGTH | {"case_reference": "C02", "statement": "Known already."}
    found = problems_of(file_of(known, STRENGTH, STRENGTH))
    assert list(found) == ["row 2, statement", "row 4, statement"]


def test_the_same_words_on_the_other_side_or_of_another_case_are_another_finding() -> None:
    other_side = DEVELOPMENT | {"statement": STRENGTH["statement"]}
    other_case = STRENGTH | {"case_reference": "C02"}
    assert len(read_findings(file_of(STRENGTH, other_side, other_case), EXPECTED)) == 3


def test_a_missing_a_strange_and_a_repeated_column_are_named() -> None:
    columns = ("case_reference", "agency", "kind", "statement", "themes", "cause", "mood", "kind")
    data = (",".join(columns) + "\n").encode()
    assert problems_of(data) == {
        "row 1": "There is no column headed section. Add it.",
        "column 7": "This column is not known. Take it out.",
        "column 8": "kind is there twice. Keep one.",
    }


def test_a_row_with_more_cells_than_headings_is_refused() -> None:
    data = file_of(STRENGTH, columns=NEEDED)
    data += b"C01,police,voice,development,One, two,voice,knowledge-and-skill\n"
    found = problems_of(data)
    assert list(found) == ["row 3, column 8"]
    assert "in quotes" in found["row 3, column 8"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (file_of(), "no finding"),
        (file_of(STRENGTH).decode().encode("utf-16"), "not in UTF-8"),
        (b"x" * (MAX_BYTES + 1), "larger than 1 MB"),
        (b"", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    (message,) = problems_of(data).values()
    assert words in message


def test_no_message_repeats_what_a_row_says() -> None:
    data = file_of(STRENGTH | {"case_reference": "Canary Child", "statement": "canary " * 200})
    assert "canary" not in str(problems_of(data)).casefold()
