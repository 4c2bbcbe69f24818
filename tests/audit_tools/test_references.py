"""Case references are short, can be said aloud, and are made from nothing of the child."""

import pytest

from audit_tools.references import make_reference, prefix_in_use, prefix_of, refusal


@pytest.mark.parametrize(
    ("title", "year", "prefix"),
    [
        ("Serious youth violence, Quarter 1 2025/26", 2025, "SYV25-"),
        ("Serious youth violence audit, Quarter 3", 2024, "SYV24-"),
        ("The audit of neglect", 2031, "N31-"),
        ("Police notification quality: dip sample", 2026, "PNQ26-"),
        ("2025/26", 2025, "CASE25-"),
    ],
)
def test_the_prefix_comes_from_the_audit(title: str, year: int, prefix: str) -> None:
    assert prefix_of(title, year) == prefix
    assert refusal(make_reference(prefix, ())) is None


def test_a_number_is_never_given_twice() -> None:
    assert make_reference("SYV25-", ()) == "SYV25-01"
    assert make_reference("SYV25-", ("SYV25-01", "syv25-07", "SYV24-09")) == "SYV25-08"
    # what is no number of ours does not count
    assert make_reference("SYV25-", ("SYV25-A", "SYV25-20250101")) == "SYV25-01"


def test_it_goes_on_from_the_references_in_use() -> None:
    assert prefix_in_use(("MACE/01", "MACE/02")) == "MACE/"
    assert prefix_in_use(("100234", "abc")) is None
    assert prefix_in_use(()) is None


@pytest.mark.parametrize(
    "reference", ["A123456789012", "h12345678901X", "1234567890", "K123456789"]
)
def test_a_number_of_a_register_is_no_reference(reference: str) -> None:
    assert refusal(reference)


@pytest.mark.parametrize("reference", ["SYV25-03", "100234", "20992231", "B-77"])
def test_a_short_reference_is_one(reference: str) -> None:
    assert refusal(reference) is None
