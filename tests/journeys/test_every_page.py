"""Every page that the table of who may do what opens to somebody, looked at in a browser.

The pages come from the walked world without a server between: what the browser asks for is answered
by the walk, as that person. A page that is added to the table is looked at from then on.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.app.walk import Walk
from tests.journeys.conftest import PHONE, check_axe, check_no_sideways
from tests.spec.who_may_do_what import Expected, read_table

pytestmark = pytest.mark.browser

TABLE = read_table()
HOST = "http://localhost"


@pytest.fixture(scope="module")
def walk(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    walk = Walk(empty_database, tmp_path_factory.mktemp("walk"))
    yield walk
    walk.close()


def addresses(walk: Walk, who: str) -> dict[str, str]:
    """One address of each page that is open to this person, by its endpoint."""
    found: dict[str, str] = {}
    for group in (group for group in TABLE.groups if who in group.who):
        for column, values in walk.world.subjects(group.about, who, TABLE.own_agency.get(who)):
            if group.expected(who, column) is Expected.YES:
                for endpoint in group.endpoints:
                    for method, rule in walk.rules[endpoint]:
                        if method == "GET":
                            found[f"{endpoint}, {column}"] = walk.address_of(rule, values)
    return found


@pytest.mark.parametrize(
    ("who", "least"),
    [
        ("administrator", 8),
        ("coordinator", 60),
        ("chair", 20),
        ("police lead", 20),
        ("learning member", 4),
    ],
)
def test_no_page_has_a_barrier_or_is_wider_than_a_phone(
    who: str, least: int, walk: Walk, page: Page
) -> None:
    def answer(route: Route) -> None:
        response = walk.open(who, route.request.url.removeprefix(HOST))
        route.fulfill(
            status=response.status_code, headers=dict(response.headers), body=response.data
        )

    page.route("**/*", answer)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    looked, wrong = set[str](), list[str]()
    for name, address in addresses(walk, who).items():
        if "text/html" not in walk.open(who, address).content_type:
            continue
        page.goto(f"{HOST}{address}")
        looked.add(name.split(",")[0])
        try:
            check_axe(page)
            check_no_sideways(page)
        except AssertionError as found:
            wrong.append(f"{name} ({address}): {found}")
    assert not wrong, "\n\n".join(wrong)
    assert len(looked) >= least
