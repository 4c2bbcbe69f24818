"""The list of candidates: what is read, and everything that stops it. Nothing of it is repeated."""

import hashlib

import pytest

from audit_tools.candidates import (
    Candidate,
    bands_in_words,
    check_bands,
    fingerprint,
    read_candidates,
)
from audit_tools.cases import Characteristics
from audit_tools.csv_files import MAX_BYTES, MAX_ROWS
from audit_tools.errors import Invalid

HEADINGS = "reference,age band,sex,ethnicity group,plan type,locality"
ROW = "SYV25-01,13-15,male,Asian,child in need,East"


def csv_of(*rows: str, headings: str = HEADINGS) -> bytes:
    return "\n".join((headings, *rows, "")).encode()


def refusal_of(data: bytes) -> Invalid:
    with pytest.raises(Invalid) as raised:
        read_candidates(data)
    return raised.value


def problems_of(*rows: str, headings: str = HEADINGS) -> list[tuple[str, str]]:
    error = refusal_of(csv_of(*rows, headings=headings))
    return [(problem.place, problem.message) for problem in error.problems]


def test_a_row_is_a_candidate_with_its_bands() -> None:
    assert read_candidates(csv_of(ROW)) == (
        Candidate(
            "SYV25-01",
            Characteristics(
                age_band="13-15",
                sex="male",
                ethnicity_group="Asian",
                plan_type="child in need",
                locality="East",
            ),
        ),
    )


def test_a_candidate_shows_nothing_but_its_reference() -> None:
    assert repr(read_candidates(csv_of(ROW))[0]) == "Candidate(reference='SYV25-01')"


@pytest.mark.parametrize(
    "data",
    [
        csv_of(ROW, headings="REFERENCE,Age_Band, Sex ,Ethnicity-Group,PLAN  TYPE,locality"),
        csv_of(ROW, headings=HEADINGS.replace("reference", "Case reference")),
        b"\xef\xbb\xbf" + csv_of(ROW),
        csv_of(ROW).replace(b"\n", b"\r\n"),
        # Empty rows and columns, as spreadsheets leave them behind.
        csv_of("", ROW + ",,", ",,,,,,,", headings=HEADINGS + ",,"),
        csv_of('" SYV25-01 ",13-15,male,Asian,"child  in need",East'),
        b"locality,plan type,ethnicity group,sex,age band,reference\n"
        b"East,child in need,Asian,male,13-15,SYV25-01",
    ],
)
def test_the_same_list_is_read_however_it_was_saved(data: bytes) -> None:
    assert read_candidates(data) == read_candidates(csv_of(ROW))


@pytest.mark.parametrize(
    ("written", "band"),
    [
        *((one, "10-12") for one in ("10-12", "10 - 12", "10 to 12", "10\u201312")),
        *((one, "10-12") for one in ("10-Dec", "12-Oct", "2026-12-10", "2026-10-12")),
        *((one, "5-9") for one in ("5-9", "05-Sep", "5-Sep", "9-May", "2026-09-05", "2026-05-09")),
        ("0 to 4", "0-4"),
    ],
)
def test_an_age_band_survives_a_spreadsheet_that_takes_it_for_a_day(
    written: str, band: str
) -> None:
    (candidate,) = read_candidates(csv_of(f"SYV25-01,{written},male,Asian,,East"))
    assert candidate.characteristics.age_band == band


@pytest.mark.parametrize(
    ("written", "sex"),
    [("Male", "male"), ("F", "female"), ("OTHER", "other"), ("", "not recorded")],
)
def test_sex_is_read_in_the_usual_spellings(written: str, sex: str) -> None:
    (candidate,) = read_candidates(csv_of(f"SYV25-01,13-15,{written},Asian,none,East"))
    assert candidate.characteristics.sex == sex


def test_an_empty_band_is_not_recorded() -> None:
    (candidate,) = read_candidates(csv_of("SYV25-01,13-15,,unknown,Not known,Not Recorded"))
    assert candidate.characteristics == Characteristics(
        "13-15", "not recorded", "not recorded", "not recorded", "not recorded"
    )


def test_a_row_that_ends_early_is_not_recorded_from_there() -> None:
    (candidate,) = read_candidates(csv_of("SYV25-01,13-15,male"))
    assert candidate.characteristics.locality == "not recorded"


def test_spellings_that_differ_in_capitals_are_one_stratum() -> None:
    rows = ["SYV25-01,13-15,male,asian,none,EAST", "SYV25-02,13-15,male,Asian,None,East"]
    for order in (rows, rows[::-1]):
        read = read_candidates(csv_of(*order))
        assert {c.characteristics.ethnicity_group for c in read} == {"Asian"}
        assert {c.characteristics.locality for c in read} == {"EAST"}


def test_the_fingerprint_of_a_file_is_its_sha_256() -> None:
    assert fingerprint(b"list") == hashlib.sha256(b"list").hexdigest()


# A case chosen by hand ---------------------------------------------------------------------------


def test_the_bands_of_a_chosen_case_are_spelt_as_a_list_has_them() -> None:
    chosen = Characteristics("13 to 15", "M", " Asian ", "child  in need", "")
    assert check_bands(chosen) == Characteristics(
        "13-15", "male", "Asian", "child in need", "not recorded"
    )


def test_bands_are_told_in_words_without_what_is_not_recorded() -> None:
    told = bands_in_words(Characteristics("16-17", "male", "Asian", "none", "East"))
    assert told == "16-17, male, plan: none"
    assert bands_in_words(Characteristics("16-17", "not recorded", "", "not recorded")) == "16-17"


def test_the_age_of_a_chosen_case_may_be_not_recorded_but_has_to_be_chosen() -> None:
    assert check_bands(Characteristics("not recorded")).age_band == "not recorded"
    with pytest.raises(Invalid, match="10-12, 13-15 or 16-17"):
        check_bands(Characteristics(""))


def test_every_band_of_a_chosen_case_that_is_none_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        check_bands(Characteristics("14", "boy", "=A1", "LS8 1AB", "12 Harehills Lane"))
    assert [problem.place for problem in refused.value.problems] == [
        "age_band",
        "sex",
        "ethnicity_group",
        "plan_type",
        "locality",
    ]
    assert refused.value.message_at("plan_type") == "This looks like a postcode."


@pytest.mark.parametrize("place", ["Harehills Lane", "4 Park Rd.", "chapeltown road"])
def test_a_street_is_no_locality(place: str) -> None:
    assert problems_of(f"SYV25-01,13-15,male,Asian,none,{place}") == [
        ("row 2, locality", "This looks like a street. Give a broad part of the area.")
    ]


@pytest.mark.parametrize("place", ["East", "St Johns", "Lane End", "Ladbroke Grove"])
def test_a_part_of_the_area_is_a_locality(place: str) -> None:
    assert check_bands(Characteristics("13-15", locality=place)).locality == place


# Files that cannot be read -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b" " * (MAX_BYTES + 1), "larger than 1 MB"),
        (csv_of(*[ROW] * (MAX_ROWS + 1)), "more than 2,000 rows"),
        (csv_of(ROW).decode().encode("utf-16"), "not in UTF-8.*CSV UTF-8"),
        (csv_of(ROW).decode().encode("utf-16-le"), "not in UTF-8.*CSV UTF-8"),
        (csv_of(ROW.replace("East", "Caf\u00e9")).decode().encode("cp1252"), "not in UTF-8"),
        # A workbook that was only renamed.
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "not in UTF-8"),
        (csv_of('"SYV25-01,13-15'), "quotation mark is missing"),
        (b"", "The file is empty"),
        (b"\n,,\n", "The file is empty"),
        (csv_of(), "headings and no candidates"),
        (csv_of(ROW).split(b"\n", 1)[1], "The first row has to be the headings"),
        (csv_of(ROW).replace(b",", b";"), "separated by commas"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        read_candidates(data)


def test_a_file_of_just_1_mb_is_read() -> None:
    assert len(read_candidates(csv_of(ROW).ljust(MAX_BYTES, b"\n"))) == 1


def test_as_many_rows_as_are_allowed_are_read() -> None:
    rows = [f"SYV25-{number},13-15,male,Asian,none,East" for number in range(MAX_ROWS)]
    assert len(read_candidates(csv_of(*rows))) == MAX_ROWS


# Headings ----------------------------------------------------------------------------------------


def test_every_heading_that_is_wrong_is_named() -> None:
    assert problems_of(ROW, headings="reference,age band,sex,sex,need,locality") == [
        ("column 4", "This is headed sex, as another column is. Keep one."),
        ("column 5", "This is none of the columns of the list. Take it out."),
        ("row 1", "There is no column headed ethnicity group. Add it."),
        ("row 1", "There is no column headed plan type. Add it."),
    ]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Name", "a name"),
        ("Forename", "a name"),
        ("SURNAME", "a name"),
        ("First_Name", "a name"),
        ("initials", "initials"),
        ("DOB", "a date of birth"),
        ("D.O.B.", "a date of birth"),
        ("Date of Birth", "a date of birth"),
        ("birth date", "a date of birth"),
        ("NHS No", "an NHS number"),
        ("Address", "an address"),
        ("post code", "a postcode"),
        ("UPN", "a unique pupil number"),
        ("School", "a school"),
        ("E-mail", "an e-mail address"),
        ("Mobile", "a telephone number"),
        ("Carer", "a carer"),
    ],
)
def test_a_column_of_personal_details_stops_the_import(heading: str, meaning: str) -> None:
    error = refusal_of(csv_of(ROW + ",x", headings=f"{HEADINGS},{heading}"))
    assert error.message.startswith("The import was stopped")
    assert [(p.place, p.message) for p in error.problems] == [
        ("column 7", f"This is headed as {meaning}.")
    ]


# Content that could identify a child -------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("Robin", "This looks like a name: a case reference has at least one digit."),
        ("JS120410", "This looks like initials with a date of birth."),
        ("J.S.-12.04.10", "This looks like initials with a date of birth."),
        ("20100412RHL", "This looks like initials with a date of birth."),
        ("12042010", "This looks like initials with a date of birth."),
        ("12/04/2010", "This looks like a date of birth."),
        ("9434765919", "This looks like an NHS number."),
        ("LS14AP", "This looks like a postcode."),
        ("07700900123", "This looks like a telephone number."),
    ],
)
def test_a_reference_made_of_a_child_s_details_stops_the_import(
    reference: str, message: str
) -> None:
    error = refusal_of(csv_of(ROW, f"{reference},13-15,male,Asian,none,East"))
    assert error.message.startswith("The import was stopped")
    assert [(p.place, p.message) for p in error.problems] == [("row 3, reference", message)]


@pytest.mark.parametrize(
    "reference",
    [
        "SYV25-03",
        "1234567",
        "120410",
        "SYV25/03_a",
        "SYV25-0110",
        "A1",
        "JS401210",
        "JS121310",
        "SYV250101",
        "LEEDS-2025.014",
    ],
)
def test_an_ordinary_case_reference_is_read(reference: str) -> None:
    (candidate,) = read_candidates(csv_of(f"{reference},13-15,male,Asian,none,East"))
    assert candidate.reference == reference


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        ("S1,3/4/2010,male,Asian,none,East", "row 2, age band", "a date of birth"),
        ("S1,13-15,male,Asian,none,LS8 1AB", "row 2, locality", "a postcode"),
        ("S1,13-15,male,Asian,943 476 5919,East", "row 2, plan type", "an NHS number"),
        ("S1,13-15,male,a@example.org,none,East", "row 2, ethnicity group", "an e-mail address"),
    ],
)
def test_personal_details_under_another_heading_stop_the_import(
    row: str, place: str, message: str
) -> None:
    assert problems_of(row) == [(place, f"This looks like {message}.")]


def test_a_column_in_which_nearly_every_value_differs_stops_the_import() -> None:
    rows = [f"S{n},13-15,male,Asian,none,Place {chr(65 + n)}" for n in range(10)]
    ((place, message),) = problems_of(*rows)
    assert place == "column locality"
    assert message.startswith("Nearly every row has a value of its own here")


def test_what_is_not_recorded_hides_no_column_of_names() -> None:
    rows = [f"S{n},13-15,male,Asian,none,Place {chr(65 + n)}" for n in range(10)]
    gaps = [f"S{n},13-15,male,Asian,none," for n in range(10, 30)]
    assert [place for place, _ in problems_of(*rows, *gaps)] == ["column locality"]


def test_a_short_list_may_have_as_many_groups_as_rows() -> None:
    rows = [f"S{n},13-15,male,Asian,none,Place {chr(65 + n)}" for n in range(9)]
    assert len(read_candidates(csv_of(*rows))) == 9


# Rows --------------------------------------------------------------------------------------------


def test_every_bad_row_is_named_by_number_and_reason_and_nothing_is_imported() -> None:
    error = refusal_of(
        csv_of(
            ROW,
            "syv25-01,13-15,male,Asian,none,East",
            "",
            "SYV25-02,18-19,boy,Asian,none,East",
            ",13-15,male,Asian,none,East",
            "SYV25 04,13-15,male,Asian,none,East",
            "SYV25-00000000000000005,,male,Asian,none,East",
            f"SYV25-06,13-15,male,=1+1,{'x' * 61},Ea\x07st",
        )
    )

    age = (
        "This has to be 0-4, 5-9, 10-12, 13-15 or 16-17: the age at the start of the period under "
        "review."
    )
    words = "This has to be a few plain words, at most 60 characters."
    assert error.message == "Nothing was imported: some rows have to be put right first."
    assert [(p.place, p.message) for p in error.problems] == [
        (
            "row 3, reference",
            "This is the reference of row 2 too. Each case has one of its own.",
        ),
        ("row 5, age band", age),
        ("row 5, sex", "This has to be male, female, other or not recorded."),
        (
            "row 6, reference",
            "There is no reference. Give every case one, such as SYV25-03.",
        ),
        (
            "row 7, reference",
            "A reference is letters and digits, joined where you like by single hyphens, points,"
            " slashes or underscores, such as SYV25-03.",
        ),
        (
            "row 8, reference",
            "The reference is longer than 20 characters. Give a shorter one.",
        ),
        ("row 8, age band", age),
        ("row 9, ethnicity group", words),
        ("row 9, plan type", words),
        ("row 9, locality", words),
    ]


def test_a_row_with_more_cells_than_headings_is_refused() -> None:
    ((place, message),) = problems_of(ROW, "SYV25-02,13-15,male,Asian,none,East, Leeds")
    assert place == "row 3"
    assert "more cells than there are headings" in message


@pytest.mark.parametrize(
    "data",
    [
        csv_of("Robin Quill,13-15,male,Asian,none,East"),
        csv_of("S1,Robin Quill,Robin Quill,Asian,none,East"),
        csv_of("S1,13-15,male,Asian,none,East,Robin Quill"),
        csv_of(ROW, headings="Robin Quill,age band,sex,ethnicity group,plan type,locality"),
        b"Robin Quill,13-15,male,Asian,none,East\n",
    ],
)
def test_no_refusal_repeats_what_the_file_holds(data: bytes) -> None:
    error = refusal_of(data)
    said = " ".join([error.message, *map(str, error.problems)])
    assert "Robin" not in said
    assert "Quill" not in said
