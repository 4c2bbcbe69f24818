"""Which cases stand on an agency's key sheet, and to whom it was sent."""

import pytest

from audit_tools.cases import Case, CaseState, Characteristics, Involvement, Known
from audit_tools.errors import Invalid
from audit_tools.key_sheets import check_recipient, line_of, stands_on_sheet

BANDS = Characteristics("13-15", "male", "Asian", "child in need", "East")


def case(known: Known | None = None, state: CaseState = CaseState.WAITING) -> Case:
    involvements = () if known is None else (Involvement("police", known),)
    return Case("SYV25-03", state, involvements, BANDS)


@pytest.mark.parametrize(
    ("known", "is_asked", "stands"),
    [
        # asked, and has not said yet: it needs the name to look for
        (None, True, True),
        (None, False, False),
        # the Business Unit said at once that it knows them
        (Known.KNOWN, False, True),
        (Known.KNOWN, True, True),
        # it needs no name any more
        (Known.NOT_KNOWN, True, False),
        (Known.NOT_IN_PERIOD, True, False),
        (Known.NOT_ASKED, False, False),
    ],
)
def test_a_sheet_names_those_whom_the_agency_answers_for(
    known: Known | None, is_asked: bool, stands: bool
) -> None:
    assert stands_on_sheet(case(known), "police", is_asked) is stands


def test_a_withdrawn_case_stands_on_no_sheet() -> None:
    assert not stands_on_sheet(case(Known.KNOWN, CaseState.WITHDRAWN), "police", True)


def test_a_line_has_three_bands_and_no_more() -> None:
    line = line_of(case(), "Case 3 of 6")
    assert line.cells == ("Case 3 of 6", "SYV25-03", "13-15", "male", "child in need")
    assert "SYV25" not in repr(line)
    empty = line_of(Case("A1", CaseState.WAITING), "Case 1 of 1")
    assert empty.cells[2:] == ("not recorded",) * 3


@pytest.mark.parametrize(
    "text",
    [
        "safeguarding lead",
        "Safeguarding Lead, by secure mail",
        "Designated Nurse",
        "Duty desk, West Yorkshire Police",
        "The single point of contact",
        "Public Protection Unit mailbox",
        "Leeds Community Healthcare",
    ],
)
def test_a_role_is_a_recipient(text: str) -> None:
    known = ("Leeds Community Healthcare NHS Trust", "Leeds (test)")
    assert check_recipient(f" {text} ", known) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 121,
        "Jayden Smith",
        "about Jayden Smith's move",
        "lead for Jayden Smith-Jones",
        "child born 12/04/2010",
        "LS1 4AP",
        "lead@example.org",
    ],
)
def test_what_looks_like_a_person_or_an_address_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_recipient(text)
    assert refused.value.place == "to"
    assert "Jayden" not in refused.value.message
