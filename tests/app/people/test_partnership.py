"""The partnership's settings: its name, its front door, its colour."""

import re
from io import BytesIO
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.db.engine import Database
from app.operations import partnerships
from audit_tools.errors import Conflict, Refused
from audit_tools.permissions import Person
from reports import styles_file
from tests.app.page_forms import seen_on
from tests.app.people.kept import change
from tests.app.visitors import send
from tests.changes import events
from tests.reports.files import own_styles


def test_the_settings_show_on_every_page(admin: FlaskClient, database: Database) -> None:
    change(
        admin,
        "/partnership",
        name="North Partnership",
        front_door="Front door, 0113 000 0000",
        accent="#00703C",
    )
    body = admin.get("/account").get_data(as_text=True)
    assert "<title>Your account - North Partnership</title>" in body
    style = admin.get("/partnership/accent.css")
    assert "--gt-accent: #00703c" in style.get_data(as_text=True)
    assert style.mimetype == "text/css"
    assert events(database)[-1] == "partnership.changed"


def test_the_settings_are_not_written_over_by_somebody_who_has_not_seen_them(
    admin: FlaskClient,
) -> None:
    page = "/partnership"
    began = seen_on(admin.get(page).text)
    fields = {"name": "North", "front_door": "Call 0113 000 0000", "accent": "#1d70b8"}
    change(admin, page, **fields)

    answer = send(admin, page, seen=began, **(fields | {"front_door": "Call me"}))

    assert answer.status_code == 409
    assert "<dd>Call 0113 000 0000</dd>" in answer.text
    assert "Call me</textarea>" in answer.text
    assert "<dt>Accent colour</dt>" not in answer.text
    assert "Call 0113 000 0000</textarea>" in admin.get(page).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Enter a name"),
        ({"front_door": "x" * 2001}, "Use 2000 characters or fewer."),
        ({"accent": "blue"}, "Enter a colour such as #1d70b8."),
        ({"accent": "#12345"}, "Enter a colour such as #1d70b8."),
        # It goes into a style sheet, so nothing else may.
        ({"accent": "#fff}*{"}, "Enter a colour such as #1d70b8."),
        ({"accent": "#ffdd00"}, "hard to read"),
    ],
)
def test_settings_that_cannot_be_are_refused(
    admin: FlaskClient, fields: dict[str, str], sentence: str
) -> None:
    typed = {"name": "North", "front_door": "Call", "accent": "#1d70b8"} | fields
    answer = change(admin, "/partnership", **typed)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert "Leeds (test)" in admin.get("/account").get_data(as_text=True)


def address_of_style(page: str) -> str:
    found: list[str] = re.findall(r'href="(/partnership/accent\.css[^"]*)"', page)
    return found[0]


def test_the_colour_is_kept_by_browsers_until_it_changes(
    admin: FlaskClient, client: FlaskClient
) -> None:
    before = address_of_style(admin.get("/account").text)
    kept = admin.get(before)
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    # Somebody who is not signed in gets the same, from the same address.
    assert address_of_style(client.get("/sign-in").text) == before
    assert client.get(before).data == kept.data

    change(admin, "/partnership", name="North", front_door="", accent="#00703c")

    after = address_of_style(admin.get("/account").text)
    assert after != before
    assert "#00703c" in admin.get(after).text
    for stale in (before, "/partnership/accent.css"):
        assert admin.get(stale).headers["Cache-Control"] == "no-store"


def test_nobody_else_changes_the_settings(database: Database, chair: Person) -> None:
    with pytest.raises(Refused):
        partnerships.change_settings(
            database, by=chair, name="Mine", front_door="", accent="#000000"
        )


# The contrast of three colours with white, as other tools give it (WCAG 2.2).
@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)]
)
def test_contrast_is_that_of_the_accessibility_guidelines(colour: str, contrast: float) -> None:
    assert partnerships.contrast_with_white(colour) == pytest.approx(contrast, abs=0.005)


def test_there_is_one_founding(database: Database, partnership: UUID) -> None:
    with pytest.raises(Conflict):
        partnerships.found(database, name="Another")


def test_word_papers_are_made_in_the_partnerships_own_styles(
    admin: FlaskClient, database: Database
) -> None:
    page, in_use = "/partnership/word-styles", "/partnership/word-styles/in-use.docx"
    own = own_styles()

    refused = send(admin, page, file=(BytesIO(b"%PDF"), "styles.docx"))
    assert refused.status_code == 422
    assert "This is no Word file" in refused.text
    for _ in range(2):
        assert send(admin, page, file=(BytesIO(own), "styles.docx")).status_code == 303

    assert admin.get(in_use).data == own
    assert events(database).count("partnership.word-styles-chosen") == 1
    assert "the styles of your own file" in admin.get(page).text

    send(admin, f"{page}/shipped")

    assert admin.get(in_use).data == styles_file(None).data
    assert admin.get(page).text.count("an own file, SHA-256 begins") == 1
