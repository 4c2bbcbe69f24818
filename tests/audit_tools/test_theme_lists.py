"""Changing a theme list: the next version, in which the tags of a tool still mean what they did."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from audit_tools.audience import Audience
from audit_tools.codebook import Codebook
from audit_tools.comparable import find_alike
from audit_tools.definition import theme_list_from_document, theme_list_to_document
from audit_tools.disclosure import for_audience
from audit_tools.errors import Invalid
from audit_tools.facts import InspectionFinding
from audit_tools.library import shipped_theme_lists
from audit_tools.theme_lists import check_why, merge, rename, split
from tests.facts import CODEBOOK, cases, cycle_facts, development

LIST = shipped_theme_lists()[0]
VOICE = LIST.theme("voice")
ABOUT = "Whether a child is heard in meetings."


def titles(codebook: Codebook) -> list[str]:
    return [theme.title for theme in codebook.themes]


def test_a_renamed_theme_is_the_same_theme() -> None:
    changed = rename(LIST, "voice", "  Hearing the\n child ", ABOUT)
    theme = changed.codebook.theme("voice")
    assert (theme.title, theme.definition) == ("Hearing the child", ABOUT)
    assert (changed.codebook.version, LIST.version) == (2, 1)
    assert changed.codebook.meant_by(["voice"]) == ("voice",)
    assert LIST.theme("voice").title in changed.sentence


def test_what_is_merged_is_meant_by_the_old_key_however_often_it_is_merged() -> None:
    once = merge(LIST, "missing", "education")
    twice = merge(once.codebook, "education", "send").codebook
    assert "missing" not in once.codebook
    assert once.moved == (("missing", "education"),)
    assert twice.meant_by(["missing"]) == twice.meant_by(["education"]) == ("send",)
    assert twice.meant_by(["education", "voice", "missing"]) == ("send", "voice")
    assert len(twice.themes) == len(LIST.themes) - 2


def test_a_part_that_is_split_off_is_meant_beside_the_theme_it_was_part_of() -> None:
    changed = split(LIST, "voice", "Voice in meetings", ABOUT, LIST.themes)
    new = changed.codebook.themes[changed.codebook.themes.index(LIST.theme("voice")) + 1]
    assert (new.key, new.code) == ("voice-in-meetings", "T30")
    assert new.usual_remedies == LIST.theme("voice").usual_remedies
    assert changed.codebook.meant_by(["voice"]) == ("voice", "voice-in-meetings")


def test_no_key_and_no_code_is_used_a_second_time() -> None:
    first = split(LIST, "voice", "Meetings", ABOUT, LIST.themes).codebook
    without = merge(first, "meetings", "planning").codebook
    again = split(without, "voice", "Meetings!", ABOUT, (*first.themes, *LIST.themes)).codebook
    assert {theme.key for theme in again.themes} - {theme.key for theme in without.themes} == {
        "meetings-2"
    }
    assert again.theme("meetings-2").code == "T31"


@pytest.mark.parametrize(
    ("change", "places"),
    [
        (lambda: rename(LIST, "voice", " ", ""), ["title", "definition"]),
        (lambda: rename(LIST, "voice", "x" * 81, "x" * 501), ["title", "definition"]),
        (lambda: rename(LIST, "voice", LIST.theme("family").title.upper(), "x"), ["title"]),
        (lambda: split(LIST, "voice", VOICE.title, "x", LIST.themes), ["title"]),
        (
            lambda: rename(
                LIST, "voice", LIST.theme("voice").title, LIST.theme("voice").definition
            ),
            ["title"],
        ),
        (lambda: merge(LIST, "voice", "voice"), ["into"]),
        (lambda: merge(LIST, "voice", ""), ["into"]),
        (lambda: check_why(" "), ["why"]),
    ],
)
def test_what_is_wrong_is_said_where_it_is(change: Callable[[], object], places: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        change()
    assert [problem.place for problem in refused.value.problems] == places


def test_the_document_of_a_changed_list_says_what_it_stands_for_and_no_other() -> None:
    merged = merge(LIST, "missing", "education").codebook
    assert theme_list_from_document(theme_list_to_document(merged)) == merged
    assert "stands_for" not in str(theme_list_to_document(LIST))


def test_a_theme_that_took_another_in_is_not_compared_with_what_it_was() -> None:
    then = cycle_facts(cases=cases(2))
    asked_of_none = next(
        theme.key
        for theme in CODEBOOK.themes
        if not any(theme.key in question.themes for question in then.tool.questions)
    )
    changed = {
        "merged": merge(CODEBOOK, asked_of_none, "voice"),
        "split": split(CODEBOOK, "voice", "A part", ABOUT, CODEBOOK.themes),
        "renamed": rename(CODEBOOK, "voice", "Other words", ABOUT),
    }
    alike = {
        how: "voice" in find_alike(then, replace(then, codebook=one.codebook)).themes
        for how, one in changed.items()
    }
    assert alike == {"merged": False, "split": False, "renamed": True}


def test_a_summary_on_a_merged_list_answers_the_inspection_by_the_theme_that_is_left() -> None:
    first, second = (theme.key for theme in CODEBOOK.themes[:2])
    found = cycle_facts(
        development(1, "C01", second),
        cases=cases(2),
        codebook=merge(CODEBOOK, first, second).codebook,
        inspection=[InspectionFinding(1, "Said by inspectors.", (first,))],
    )
    given = for_audience(found, Audience.GOVERNANCE, interim=True)
    assert given.inspection[0].themes == (CODEBOOK.theme(second).title,)
    assert [row.inspection for row in given.themes] == [(1,)]
