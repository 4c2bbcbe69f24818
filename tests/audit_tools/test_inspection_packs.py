"""Who may make an inspection pack, and what its redacted set holds no more."""

import pytest

from audit_tools.errors import Refused
from audit_tools.inspection_packs import REDACTED, check_can_pack, redact, redacted_record
from audit_tools.words.shipped import shipped_words
from tests.reports.papers import record


@pytest.mark.parametrize(("records", "conflicts"), [(0, 0), (6, 1)])
def test_a_pack_needs_records_and_somebody_who_may_read_them_all(
    records: int, conflicts: int
) -> None:
    check_can_pack(1, 0)
    with pytest.raises(Refused):
        check_can_pack(records, conflicts)


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Jayden was met at school.", f"{REDACTED} was met at school."),
        ("Born 3 May 2010, lives in LS9 7TF.", f"Born {REDACTED}, lives in {REDACTED}."),
        ("The child was heard early.", "The child was heard early."),
    ],
)
def test_what_could_identify_somebody_is_under_a_black_bar(text: str, redacted: str) -> None:
    assert redact(text, shipped_words()) == redacted


def test_a_redacted_record_says_neither_which_child_nor_which_school() -> None:
    full, redacted = record(), redacted_record(record())
    assert redacted.head.reference == full.head.spoken
    assert redacted.head.characteristics != full.head.characteristics
    assert redacted.given.name("school") == "A school"
    assert redacted.given.name("police") == "Police"
