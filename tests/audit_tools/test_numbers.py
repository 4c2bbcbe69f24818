"""How many of something, as people write it."""

import pytest

from audit_tools.numbers import joined, plural


@pytest.mark.parametrize(
    ("count", "one", "many", "said"),
    [
        (0, "finding", "", "0 findings"),
        (1, "finding", "", "1 finding"),
        (2, "finding", "", "2 findings"),
        (1, "child", "children", "1 child"),
        (6, "child", "children", "6 children"),
    ],
)
def test_the_noun_follows_the_number(count: int, one: str, many: str, said: str) -> None:
    assert plural(count, one, many) == said


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ((), ""),
        (("Police",), "Police"),
        (("Police", "Housing"), "Police and Housing"),
        (("Police", "Housing", "a school"), "Police, Housing and a school"),
    ],
)
def test_a_list_is_read_as_one_would_say_it(items: tuple[str, ...], sentence: str) -> None:
    assert joined(items) == sentence
