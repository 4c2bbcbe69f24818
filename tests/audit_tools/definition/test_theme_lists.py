"""A theme list comes back as it went in, and what is wrong with one is said with its place."""

import pytest

from audit_tools.definition import read_theme_list, theme_list_from_document, theme_list_to_document
from audit_tools.errors import Invalid
from tests.audit_tools.definition.definitions import FEW

THEME_LIST = """\
key: few
version: 1
title: Few themes
themes:
  - {key: voice, code: T1, title: Voice, definition: Heard, usual_remedies: [training]}
  - {key: plan, code: T2, title: Plan, definition: Planned, usual_remedies: [process, training]}
"""


def test_a_theme_list_comes_back_as_it_went_in() -> None:
    book = read_theme_list(THEME_LIST)
    assert theme_list_from_document(theme_list_to_document(book)) == book
    assert book.theme("plan").usual_remedies == ("process", "training")


# What is replaced, by what, where the problem is, and what is said.
THEME_LIST_PROBLEMS = [
    ("key: plan", "key: voice", "line 6, themes.2.key", "already used above"),
    ("code: T2", "code: T1", "line 6, themes.2.code", "already used above"),
    ("[training]", "[course]", "line 5, themes.1.usual_remedies.1", "Use one of: training,"),
    ("[training]", "[]", "line 5, themes.1.usual_remedies", "at least 1"),
    ("definition: Heard", "meaning: Heard", "line 5, themes.1.meaning", "not known here"),
]


@pytest.mark.parametrize(("old", "new", "place", "said"), THEME_LIST_PROBLEMS)
def test_a_theme_list_with_a_problem_is_refused(old: str, new: str, place: str, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_theme_list(THEME_LIST.replace(old, new, 1))
    assert any(p.place == place and said in p.message for p in caught.value.problems)


def test_a_misshapen_theme_list_document_is_refused() -> None:
    with pytest.raises(Invalid, match="keys with their values"):
        theme_list_from_document([])


def test_an_unknown_theme_is_refused_by_its_list() -> None:
    assert "voice" in FEW
    assert "echo" not in FEW
    with pytest.raises(Invalid, match="no such theme"):
        FEW.theme("echo")
