"""The walk through the demonstration of ``docs/how-to/demonstration.md``, page by page.

Whoever walks presses only buttons and follows only links that a page shows, without scripts.
"""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html  # type: ignore[import-untyped]

from app import create_app
from app.config import Mode, Settings
from tests.app.visitors import database_of, send, sign_in_client
from tests.loaded import somebody

AUDIT = "Serious youth violence audit, Quarter 1 2025/26"
NOT_YET = "You can read its summary here once it is closed."
SECTIONS_AT_MOST = 20
LINE = "Exclusion was discussed before anybody asked why the child stayed behind"
OF_ANOTHER = "The contact was closed within an hour"
SHARED = "Help at school was to end before the need for it was assessed."
OVERALL = {
    "overall.difference": "The child is back in the workshop.",
    "overall.safer": "safer",
    "overall.good-practice": "The navigator came at once.",
    "overall.improvement": "The front door listens to the hospital.",
    "overall/agreed": "good",
    "overall/why": "The child was heard, and the plan works.",
}


class Desk:
    """Somebody in front of the pages, who reads them and fills in their forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.path = ""

    def open(self, path: str) -> "Desk":
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.status)
        self._main = html.fromstring(answer.get_data(as_text=True)).xpath("//main")[0]
        self.path = answer.request.path
        return self

    @property
    def text(self) -> str:
        return " ".join(self._main.text_content().split())

    @property
    def title(self) -> str:
        return " ".join(self._main.findtext(".//h1").split())

    def sees(self, *sentences: str) -> None:
        for sentence in sentences:
            assert sentence in self.text, (self.path, sentence, self.text)

    def follow(self, link: str) -> "Desk":
        """Follow the first link that begins with this text."""
        return self.open(_named(self._main.xpath(".//a[@href]"), link).get("href"))

    def offers(self, name: str) -> list[str]:
        """The values that a field offers, without the empty one."""
        found = self._main.xpath(f".//*[@name='{name}']")
        values = [one.get("value") for one in found if one.tag == "input"]
        values += [
            one.get("value") for one in self._main.xpath(f".//select[@name='{name}']/option")
        ]
        return [value for value in values if value]

    def fields(self, ending: str) -> list[str]:
        """The names of the fields that are shown and end so."""
        names = self._main.xpath(".//*[@name][not(@type='hidden')]/@name")
        return list(dict.fromkeys(name for name in names if name.endswith(ending)))

    def has_button(self, text: str) -> bool:
        return any(_says(one, text) for one in self._main.xpath(".//form//button"))

    def press(self, button: str, typed: Mapping[str, str] | None = None) -> "Desk":
        """Press the first button that begins so, with its form as it stands and what is typed."""
        pressed = _named(self._main.xpath(".//form//button"), button)
        form = next(pressed.iterancestors("form"))
        sent: dict[str, list[str]] = {}
        for name, value in form.form_values():
            # lxml reads a radio button without a value as one that says "on"
            is_empty = form.xpath(f".//input[@name='{name}'][@checked][@type='radio'][@value='']")
            sent.setdefault(name, []).append("" if is_empty else value)
        for name, value in (typed or {}).items():
            assert self._main.xpath(f".//form//*[@name='{name}']"), (self.path, name)
            sent[name] = [value]
        if pressed.get("name"):
            sent[pressed.get("name")] = [pressed.get("value")]
        del sent["csrf_token"]
        action = pressed.get("formaction") or form.get("action") or self.path
        answer = send(self.client, action, **sent)
        assert answer.status_code == 303, (
            self.path,
            button,
            answer.status,
            sent,
            _errors(answer.text),
        )
        return self.open(answer.headers["Location"])


def _named(found: list[html.HtmlElement], text: str) -> html.HtmlElement:
    named = [one for one in found if _says(one, text)]
    assert named, (text, [" ".join(one.text_content().split()) for one in found])
    return named[0]


def _says(element: html.HtmlElement, text: str) -> bool:
    return " ".join(element.text_content().split()).startswith(text)


def _errors(body: str) -> list[str]:
    found = html.fromstring(body).xpath("//*[contains(@class, 'govuk-error')]")
    return [" ".join(one.text_content().split()) for one in found]


@pytest.fixture
def walked(settings: Settings, demonstration_file: Path, tmp_path: Path) -> Flask:
    """The demonstration as ``make demo`` serves it."""
    file = shutil.copy(demonstration_file, tmp_path / "demonstration.sqlite")
    there = replace(settings, mode=Mode.DEMONSTRATION, database=f"sqlite:///{file}")
    return create_app(there)


@pytest.mark.long
def test_the_walk_can_be_walked_from_a_return_to_the_training_needs(walked: Flask) -> None:
    database = database_of(walked)
    names = ("Wren", "Dilys", "Farah", "Beth", "Callum", "Hassan", "Imogen")
    wren, dilys, farah, beth, callum, hassan, imogen = (
        Desk(sign_in_client(walked, database, somebody(database, name))) for name in names
    )
    assert NOT_YET in hassan.open("/audits").text
    give_the_return(wren)
    close_the_returns(dilys)
    open_discussion(dilys, "SYV25-05")
    record(farah, "SYV25-05")
    sign_off(dilys, "SYV25-05")
    open_discussion(dilys, "SYV25-06").sees("Hospital trust")
    record(dilys, "SYV25-06")
    sign_off(dilys, "SYV25-06")
    wren.open("/discussions").follow("Discussions signed off").follow("SYV25-06")
    wren.sees("Signed off and locked on")
    sort_and_word(beth)
    agree_wordings(callum)
    close_the_audit(beth)
    read_the_summary(hassan)
    write_who_needs_to_learn(imogen)


# --- The steps of the walk --------------------------------------------------------------------


def give_the_return(wren: Desk) -> None:
    wren.open("/returns").sees("SYV25-06")
    wren.follow("Continue").press("Nothing to add", {"planning/grade": "not-our-part"})
    wren.press(
        "Save and continue",
        {
            "help.education": "yes",
            "help.ehcp": "no",
            "help/development/1": LINE,
            "help/development/1/cause": "tool-or-process",
            "help/grade": "requires-improvement",
        },
    )
    for _ in range(SECTIONS_AT_MOST):
        if wren.path.endswith("/check"):
            break
        answers = {name: wren.offers(name)[0] for name in questions(wren)}
        grades = [name for name in wren.fields("") if name.endswith("/grade")]
        wren.press("Nothing to add", answers | dict.fromkeys(grades, "not-our-part"))
    wren.sees("All 10 sections are done.")
    wren.press("Send", {"declared": "yes"})
    assert wren.title == "Sent"
    assert "SYV25-06" not in wren.open("/discussions").text


def questions(desk: Desk) -> list[str]:
    """The names of the choice questions of a section."""
    names = [name for name in desk.fields("") if "." in name and "/" not in name]
    return [name for name in names if desk.offers(name)]


def close_the_returns(dilys: Desk) -> None:
    dilys.open("/discussions").follow("SYV25-06")
    dilys.sees(
        "1 of 7 returns is still to come.",
        "Community health has not said yet whether the child is known to them.",
    )
    dilys.press("Close the returns", {"reason": "Reminded twice"})
    dilys.sees("The returns are closed.")
    dilys.open("/discussions").follow("SYV25-05").press("Read the returns")
    dilys.follow("Identification and first response").sees(OF_ANOTHER)


def open_discussion(dilys: Desk, reference: str) -> Desk:
    dilys.open("/discussions").follow(reference)
    dilys.follow("Open the discussion").press("Open the discussion")
    dilys.sees("The discussion is open.")
    return dilys


def record(desk: Desk, reference: str) -> None:
    """Who came, then section by section, with the first line taken over as a finding."""
    desk.open("/discussions").follow(reference).follow("Who came")
    desk.press("Save", {name: desk.offers(name)[0] for name in desk.fields("") if "came:" in name})
    desk.press("Go on with").press("+ finding")
    themes = next(name for name in desk.fields("") if name.startswith("themes:"))
    desk.press("Use these themes", {themes: desk.offers(themes)[0]})
    for _ in range(SECTIONS_AT_MOST):
        section = desk.path.rsplit("/", 1)[1]
        if section == "overall":
            break
        why = {f"{section}/why": "The child was heard."}
        if desk.has_button("Accept"):
            desk.press("Accept", why).press("Next")
        else:
            desk.press("Next", {f"{section}/agreed": "good", **why})
    desk.press("Save and finish", OVERALL).press("Written up")


def sign_off(dilys: Desk, reference: str) -> None:
    dilys.open("/discussions").follow(reference)
    dilys.follow("Read and confirm what is left").press("Confirm all that is left")
    dilys.follow("Sign off and lock")
    dilys.press("Sign off and lock", {"reason": "All who came have read it in the room."})
    dilys.sees("The discussion is signed off and locked.")


def sort_and_word(beth: Desk) -> None:
    beth.open("/audits").follow(AUDIT).follow("Sort findings into themes")
    beth.follow("Sort the next one")
    while beth.has_button("Save and sort the next"):
        beth.press("Save and sort the next", {"themes": beth.offers("themes")[0]})
    beth.press("Save", {"themes": beth.offers("themes")[0]})
    beth.sees("sorted into themes.")
    beth.follow("Without agreed wording").follow("Word finding 9 for sharing")
    beth.press("Save the wording", {"wording": SHARED})
    beth.sees("The wording of finding 9 waits for somebody else to agree it.")


def agree_wordings(callum: Desk) -> None:
    callum.open("/audits").follow(AUDIT).follow("Sort findings into themes")
    callum.follow("Wording that waits for you to agree it").sees("4 wordings wait for you.", SHARED)
    for _ in range(4):
        callum.press("Agree the wording")
    callum.sees("No wording waits for you.")


def close_the_audit(beth: Desk) -> None:
    beth.open("/audits").follow(AUDIT).follow("Close the audit")
    beth.press(
        "Close the audit",
        {
            "cases_sentence": "Six boys and young men of 13 to 17.",
            "approved_by": beth.offers("approved_by")[0],
            "reason": "All six discussions are signed off.",
        },
    )
    beth.sees("The audit is closed.")


def read_the_summary(hassan: Desk) -> None:
    assert NOT_YET not in hassan.open("/audits").text
    hassan.follow(AUDIT)
    assert hassan.title == "What we learned from 6 children"
    hassan.sees("of 6 children", SHARED, "Six boys and young men of 13 to 17.")
    for kept_back in ("SYV25-0", LINE, OF_ANOTHER):
        assert kept_back not in hassan.text


def write_who_needs_to_learn(imogen: Desk) -> None:
    imogen.open("/training-needs").follow(AUDIT)
    imogen.sees("training needs follow from 6 children.")
    imogen.follow("Write about the need").press("Save", {"audience": "About 300 staff."})
    imogen.sees("About 300 staff.")
