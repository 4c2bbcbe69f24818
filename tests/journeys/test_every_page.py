"""Every page that the table of who may do what opens to somebody, looked at in a browser.

The pages come from the walked world: what the browser asks for is answered by the walk, as that
person. A page that is added to the table is looked at from then on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page
from playwright.sync_api import Request as Asked
from werkzeug import Request, Response
from werkzeug.datastructures import Headers

from tests.app.walk import Walk
from tests.journeys.colours import colours_to_look_at
from tests.journeys.conftest import AXE, PHONE, check_axe, check_keyboard, check_no_sideways
from tests.served import serving
from tests.spec.who_may_do_what import Expected, read_table

pytestmark = pytest.mark.browser

TABLE = read_table()
PARTS, ENOUGH = 4, 50


@pytest.fixture(scope="module")
def walk(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    walk = Walk(empty_database, tmp_path_factory.mktemp("walk"), papers=False)
    yield walk
    walk.close()


def test_what_no_key_leads_to_is_found(page: Page) -> None:
    page.set_content("""
        <style>.dark:focus { outline: none }</style>
        <a href="/" tabindex="2">early</a> <a href="/" tabindex="-1">left out</a>
        <button class="dark">dark</button> <div style="cursor: pointer">pressed</div>
        <label style="cursor: pointer"><input type="checkbox"> fine</label>
        <details><summary>folded</summary> <a href="/" tabindex="-1">not shown</a></details>
        <button data-clear tabindex="-1">has a key of its own</button>
    """)
    with pytest.raises(AssertionError) as found:
        check_keyboard(page)
    lines = str(found.value).splitlines()[:4]
    assert [line.strip().partition(": ")[0] for line in lines] == [
        "comes before its turn",
        "Tab does not reach it",
        "nothing shows that it has the focus",
        "is pressed and has no key",
    ]


def says(page: Page, colour: str, on: str, size: str = "16px") -> None:
    """Show a text in these colours."""
    page.set_content(f"""
        <html lang="en"><title>A page</title><main style="background: {on}"><h1>A page</h1>
        <p style="color: {colour}; font-size: {size}">A text.</p></main></html>
    """)


def test_colours_that_were_looked_at_once_are_found_wrong_elsewhere(page: Page) -> None:
    says(page, "black", "white")
    check_axe(page)
    assert colours_to_look_at(page) == []
    says(page, "#767676", "white")
    check_axe(page)
    for colour, on, size in (("#767676", "#eee", "16px"), ("#777777", "white", "16px")):
        for _ in range(2):
            says(page, colour, on, size)
            with pytest.raises(AssertionError, match="color-contrast"):
                check_axe(page)
    says(page, "#777777", "white", "30px")
    check_axe(page)


def links(page: Page, style: str, line: str) -> None:
    """Show a line with a link of this style in it."""
    page.set_content(f"""
        <html lang="en"><title>A page</title><style>a {{ color: #222; {style} }}</style>
        <main><h1>A page</h1>{line}</main></html>
    """)


def test_links_that_were_looked_at_once_are_found_hidden_elsewhere(page: Page) -> None:
    beside = '<p>See <a href="/">the list</a> first.</p>'
    for line in (beside, '<p><a href="/">The list</a></p>'):
        links(page, "text-decoration: underline", line)
        check_axe(page)
        assert colours_to_look_at(page) == []
    links(page, "text-decoration: none", '<p><a href="/">The list</a></p>')
    check_axe(page)
    for line in (beside, beside.replace("See", "<b>See</b>"), beside.replace("p>", "div>")):
        links(page, "text-decoration: none", line)
        with pytest.raises(AssertionError, match="link-in-text-block"):
            check_axe(page)


# Each page is looked at as the first of these to whom it is open.
VIEWERS = ("chair", "coordinator", "police lead", "learning member", "administrator")


def addresses(walk: Walk, who: str) -> dict[str, list[str]]:
    """The addresses of each page that is open to this person, in the first state and the last."""
    found: dict[str, list[str]] = {}
    for group in (group for group in TABLE.groups if who in group.who):
        for column, values in walk.world.subjects(group.about, who, TABLE.own_agency.get(who)):
            if group.expected(who, column) is Expected.YES:
                for endpoint in group.endpoints:
                    for method, rule in walk.rules[endpoint]:
                        if method == "GET":
                            found.setdefault(endpoint, []).append(walk.address_of(rule, values))
    return {endpoint: list(dict.fromkeys((all[0], all[-1]))) for endpoint, all in found.items()}


@dataclass(frozen=True)
class Seen:
    """A page as somebody was given it; ``address`` is the one that they were led to."""

    who: str
    address: str
    headers: Headers = field(repr=False, compare=False)
    body: bytes = field(repr=False, compare=False)


def pages(walk: Walk, part: int) -> Iterator[Seen]:
    """The pages of a part of all; what is a file or no page is left out."""
    mine = sorted({one for group in TABLE.groups for one in group.endpoints})[part::PARTS]
    seen = set[str]()
    for who in VIEWERS:
        found = addresses(walk, who)
        for endpoint in [one for one in mine if one not in seen]:
            for address in found.get(endpoint, ()):
                if given := page_at(walk, who, address):
                    yield given
                    seen.add(endpoint)


def page_at(walk: Walk, who: str, address: str) -> Seen | None:
    """What a browser is answered there; nothing for a file or where there is no page."""
    response = walk.open(who, address, follow_redirects=True, buffered=True)
    is_file = "Content-Disposition" in response.headers
    if is_file or response.status_code != 200 or response.mimetype != "text/html":
        return None
    return Seen(who, address_of(response.request), response.headers, response.data)


def address_of(request: Request) -> str:
    return request.full_path.removesuffix("?")


# In parts, so that nobody who runs tests beside each other waits for one long one.
@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_barrier_or_is_wider_than_a_phone(part: int, walk: Walk, page: Page) -> None:
    looked_at = list(dict.fromkeys(pages(walk, part)))
    assert len(looked_at) >= ENOUGH
    shown, wrong = looked_at[0], list[str]()

    def answer(request: Request) -> Response:
        address = address_of(request)
        if address == shown.address:
            return Response(shown.body, headers=shown.headers)
        return walk.open(shown.who, address, buffered=True)

    # Loaded with each page it takes a quarter of the time in which it is sent to one.
    page.add_init_script(AXE)
    page.set_viewport_size(PHONE)
    # Over a server: a browser whose requests are answered for it keeps no style sheet.
    with serving(Request.application(answer)) as host:
        page.on("request", lambda asked: wrong.extend(asked_of_others(asked, host)))
        for shown in looked_at:
            page.goto(f"{host}{shown.address}")
            try:
                check_axe(page)
                check_keyboard(page)
                check_no_sideways(page)
            except AssertionError as found:
                wrong.append(f"{shown.address} as {shown.who}: {found}")
    assert not wrong, "\n\n".join(wrong)


def asked_of_others(asked: Asked, host: str) -> Iterator[str]:
    if not asked.url.startswith(f"{host}/"):
        yield f"{asked.frame.url} asks {asked.url}"
