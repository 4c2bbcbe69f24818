"""Where a page leads."""

from collections.abc import Iterator

from lxml import html  # type: ignore[import-untyped]


def links_of(body: str) -> Iterator[str]:
    """The addresses of its links and pictures, and of forms that only ask."""
    for tag in html.fromstring(body).iter("a", "img", "form"):
        if tag.tag != "form" or tag.get("method") == "get":
            yield tag.get({"a": "href", "img": "src"}.get(tag.tag, "action"), "")
