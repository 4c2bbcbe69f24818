"""The six published letters are complete, quoted cleanly and sorted into the shipped theme list."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from audit_tools.findings import MAX_STATEMENT, MOST_THEMES
from audit_tools.library import shipped_theme_lists
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause, Gap, Remedy, remedy_for

ROOT = Path(__file__).parents[3]
LETTERS = ROOT / "app" / "demonstration" / "letters"

COLUMNS = [
    *("case_reference", "agency", "section", "kind", "statement", "themes", "cause"),
    *("remedy", "remedy_reason", "note"),
]
# As counted in the letters themselves: what needs to improve, and strengths.
IN_THE_LETTERS = {
    "Leeds": (3, 9),
    "Manchester": (6, 8),
    "Merton": (11, 14),
    "Lancashire": (11, 6),
    "Coventry": (5, 10),
    "Somerset": (12, 4),
}


def read_yaml(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path)


def read_findings() -> list[dict[str, str]]:
    with (LETTERS / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        assert rows.fieldnames == COLUMNS
        return list(rows)


def read_gaps() -> list[dict[str, str]]:
    with (LETTERS / "gaps.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


FINDINGS = read_findings()
NOT_KNOWN = "not-known"


def helps_with(row: dict[str, str]) -> Remedy:
    """What would help with an area for development."""
    chosen = Remedy(row["remedy"]) if row["remedy"] else None
    return remedy_for(Cause(row["cause"]), chosen, row["remedy_reason"])


def of_kind(kind: str, area: str | None = None) -> list[dict[str, str]]:
    rows = [row for row in FINDINGS if row["kind"] == kind]
    return [row for row in rows if area is None or row["case_reference"] == area]


def test_all_48_developments_and_51_strengths_are_there_and_nothing_else() -> None:
    assert Counter(row["kind"] for row in FINDINGS) == {"development": 48, "strength": 51}
    assert {row["case_reference"] for row in FINDINGS} == set(IN_THE_LETTERS)


@pytest.mark.parametrize(("area", "expected"), IN_THE_LETTERS.items())
def test_each_area_has_as_many_findings_as_its_letter(area: str, expected: tuple[int, int]) -> None:
    assert (len(of_kind("development", area)), len(of_kind("strength", area))) == expected


def test_only_somerset_has_priority_actions_and_it_has_two() -> None:
    noted = [(row["case_reference"], row["kind"], row["note"]) for row in FINDINGS if row["note"]]
    assert noted == [("Somerset", "development", "priority action")] * 2


def test_no_statement_stands_twice() -> None:
    twice = [text for text, n in Counter(row["statement"] for row in FINDINGS).items() if n > 1]
    assert twice == []


def test_a_statement_is_one_clean_line_without_markers() -> None:
    for statement in (row["statement"] for row in FINDINGS):
        assert statement == " ".join(statement.split())
        assert 0 < len(statement) <= MAX_STATEMENT
        assert not any(mark in statement for mark in "[]|\ufffd"), statement


def test_a_finding_has_one_to_three_different_themes_of_the_theme_list() -> None:
    (known,) = (themes for themes in shipped_theme_lists() if themes.key == "child-safeguarding-29")
    for row in FINDINGS:
        themes = row["themes"].split("|")
        assert 1 <= len(themes) <= MOST_THEMES, row["statement"]
        assert len(set(themes)) == len(themes), row["statement"]
        assert all(theme in known for theme in themes), row["statement"]


def test_a_development_has_a_cause() -> None:
    assert {row["cause"] for row in of_kind("development")} <= set(Cause)


def test_a_strength_has_neither_cause_nor_remedy() -> None:
    for row in of_kind("strength"):
        assert (row["cause"], row["remedy"], row["remedy_reason"]) == ("", "", ""), row["statement"]


def test_another_remedy_stands_only_against_the_usual_one_and_with_a_reason() -> None:
    for row in of_kind("development"):
        assert bool(row["remedy"]) == bool(row["remedy_reason"]), row["statement"]
        if row["remedy"]:
            assert Remedy(row["remedy"]) is not Cause(row["cause"]).usual_remedy, row["statement"]


def test_the_readme_counts_what_would_help_as_the_data_do() -> None:
    helps = Counter(map(helps_with, of_kind("development")))
    readme = " ".join((LETTERS / "README.md").read_text(encoding="utf-8").split())
    assert (
        f"training in {helps[Remedy.TRAINING]}, supervision in {helps[Remedy.SUPERVISION]}, "
        f"process in {helps[Remedy.PROCESS]}, governance in {helps[Remedy.GOVERNANCE]}, "
        f"capacity in {helps[Remedy.CAPACITY]}, recording and IT in "
        f"{helps[Remedy.RECORDING_AND_IT]} and communication in {helps[Remedy.COMMUNICATION]}."
    ) in readme
    learning = sum(n for remedy, n in helps.items() if remedy.is_learning)
    assert f"{learning} here and 17 there are needs for learning" in readme


def test_each_need_of_a_letter_says_why_training_fell_short_or_that_it_is_not_known() -> None:
    calling = [row for row in of_kind("development") if helps_with(row).is_learning]
    gaps = read_gaps()
    assert [(row["case_reference"], row["statement"]) for row in gaps] == [
        (row["case_reference"], row["statement"]) for row in calling
    ]
    assert {row["gap"] for row in gaps} <= {*Gap, NOT_KNOWN}
    for row, finding in zip(gaps, calling, strict=True):
        known = row["gap"] != NOT_KNOWN
        # It is written on a need of that statement, with the letter that says it.
        assert known is bool(row["need"]) is bool(row["gap_note"])
        assert not known or row["need"] in finding["themes"].split("|")
        assert not known or row["case_reference"] in row["gap_note"]
        # Only a statement about training can say what is wrong with it.
        assert known is ("training" in row["statement"].lower())
    assert len({row["need"] for row in gaps if row["need"]}) == 2


def test_each_statement_has_what_a_group_decides_with_and_none_has_a_grade() -> None:
    for row in FINDINGS:
        assert row["themes"]
        assert row["kind"] in set(FindingKind)
    for row in of_kind("development"):
        assert helps_with(row) in set(Remedy)
    assert read_yaml(LETTERS / "audit.yaml")["audit"]["scale"] is None
    assert not any("grade" in column for column in COLUMNS)


def test_the_header_names_licence_inspectorates_and_every_letter() -> None:
    header = read_yaml(LETTERS / "audit.yaml")
    audit, agencies = header["audit"], header["agencies"]
    assert (audit["kind"], audit["phase"], audit["invented"]) == (
        "inspection-letters",
        "closed",
        False,
    )
    assert audit["counts"] == {"one": "area", "many": "areas"}
    assert {agency["key"] for agency in agencies} == {row["agency"] for row in FINDINGS}
    attribution = audit["attribution"]
    assert "Open Government Licence v3.0" in attribution
    assert "Crown copyright" in attribution
    assert all(f"{area}, inspected " in attribution for area in IN_THE_LETTERS)


def test_the_inspection_is_leeds_letter_in_the_same_words_and_themes() -> None:
    inspection = read_yaml(LETTERS / "inspection.yaml")
    recorded = [
        (finding["number"], finding["statement"], "|".join(finding["themes"]))
        for finding in inspection["findings"]
    ]
    assert recorded == [
        (number, row["statement"], row["themes"])
        for number, row in enumerate(of_kind("development", "Leeds"), start=1)
    ]
