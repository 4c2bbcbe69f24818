"""The forms of a page, as a browser without scripts would send them."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html  # type: ignore[import-untyped]

Fields = dict[str, list[str]]


def read_forms(body: str) -> dict[str, Fields]:
    """What each form of a page would send if its button were pressed now.

    By the path that it is sent to, which is empty for the page's own.
    """
    found: dict[str, Fields] = {}
    for form in html.fromstring(body).forms:
        fields = found.setdefault(urlsplit(form.action or "").path, {})
        for name, value in _typed(form):
            fields.setdefault(name, []).append(value)
    return found


def read_form(body: str) -> Fields:
    """The fields of all forms of a page together."""
    found: Fields = {}
    for fields in read_forms(body.split("<main")[1]).values():
        found |= fields
    return found


def seen_on(page: str) -> str:
    """The version that a page carries, if it carries one."""
    return page.partition('name="seen" value="')[2].partition('"')[0]


def _typed(form: html.FormElement) -> Iterator[tuple[str, str]]:
    for field in form.iter("input", "textarea", "select"):
        is_choice = field.get("type") in ("radio", "checkbox")
        if field.name and not (is_choice and not field.checked):
            yield field.name, _value(field)


def _value(field: html.HtmlElement) -> str:
    if field.tag == "textarea":
        return str(field.text_content()).removeprefix("\n")
    return (field.value if field.tag == "select" else field.get("value")) or ""
