"""The protective marking stands on every page on which a case stands, and on its print."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db.engine import Database
from app.operations import partnerships
from app.web.marking import printed
from audit_tools.errors import Invalid
from tests.app.discussions.conftest import SignInAs
from tests.app.walk import Walk
from tests.spec.who_may_do_what import Expected, read_table
from tests.world import World

TABLE = read_table()
MARKING = "OFFICIAL-SENSITIVE"
REFERENCE = re.compile(r"SYV\d\d-\d\d")


@pytest.fixture(scope="module")
def walk(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    walk = Walk(empty_database, tmp_path_factory.mktemp("marked"))
    yield walk
    walk.close()


@pytest.mark.long
@pytest.mark.parametrize("who", ["coordinator", "chair", "police lead", "learning member"])
def test_no_page_shows_a_case_without_the_marking(who: str, walk: Walk) -> None:
    pages = dict(pages_with_a_case(walk, who))
    assert [page for page, text in pages.items() if MARKING not in text] == []
    assert pages or who == "learning member"


def pages_with_a_case(walk: Walk, who: str) -> Iterator[tuple[str, str]]:
    """Every page that somebody may see and on which a reference stands, in the first state in which
    they may and in the last."""
    for group in (group for group in TABLE.groups if who in group.who):
        subjects = walk.world.subjects(group.about, who, TABLE.own_agency.get(who))
        seen = [one for one in subjects if group.expected(who, one[0]) is Expected.YES]
        for column, values in dict(seen[:1] + seen[-1:]).items():
            for method, rule in (r for e in group.endpoints for r in walk.rules[e]):
                # To read a paper takes as long as to make it.
                text = walk.ask(who, method, rule, values).text if method == "GET" else ""
                if REFERENCE.search(text):
                    yield f"{rule.rule}, {column}", text


def test_a_page_without_a_case_has_no_marking(sign_in_as: SignInAs) -> None:
    client = sign_in_as("administrator")
    for path in ("/account", "/people", "/agencies"):
        assert MARKING not in client.get(path).text
    assert MARKING in sign_in_as("police lead").get("/returns").text


def test_the_marking_is_a_setting(sign_in_as: SignInAs) -> None:
    assert f'value="{MARKING}"' in sign_in_as("coordinator").get("/partnership").text


@pytest.mark.parametrize("marking", ["", "   ", "x" * 101])
def test_a_partnership_always_has_a_marking_that_fits_on_a_line(
    marking: str, world: World, database: Database
) -> None:
    with pytest.raises(Invalid) as caught:
        partnerships.change_settings(
            database, by=world.people["coordinator"], name="North", front_door="",
            accent="#1d70b8", marking=marking,
        )  # fmt: skip
    assert caught.value.place == "marking"


def test_every_sheet_that_is_printed_has_it(sign_in_as: SignInAs) -> None:
    style = sign_in_as("chair").get("/partnership/accent.css").text
    assert printed_on(style, "gt-of-case") == {"top": MARKING, "bottom": MARKING}
    assert printed_on(style, "gt-draft") == {"top": f"{MARKING} · Draft", "bottom": MARKING}


def printed_on(style: str, sheet: str) -> dict[str, str]:
    """What a style sheet prints at the top and the foot of a kind of sheet, as it is read."""
    rules = style.split(f"@page {sheet} {{")[1].split("@page")[0]
    return {
        where: re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), text)
        for where, text in re.findall(r'@(top|bottom)-center { content: "([^"]*)"', rules)
    }


def test_a_marking_cannot_become_a_rule_of_a_style_sheet() -> None:
    rules = printed('"; } body { display: none } \\ */')
    assert "display" not in rules
    assert rules.count("{") == rules.count("}") == 6
