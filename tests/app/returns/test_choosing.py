"""What stands on the sections of a return before anything is chosen, for every kind of agency."""

from collections.abc import Iterator
from html.parser import HTMLParser

from flask import Flask

from app.db import records
from app.db.engine import Database
from audit_tools.agency_kinds import AgencyKind
from audit_tools.tool import Section
from tests.app.returns.conftest import Visit, Visitor
from tests.app.visitors import sign_in_client
from tests.scenes import TOOL, Scene, make_scene

OFSTED = TOOL.scale("ofsted")
LINE, REASON = "voice/strength/1", "data-reason hidden>"


class Page(HTMLParser):
    """The choices of a page with what describes them, what is chosen, and its texts."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.described: dict[tuple[str, str], str] = {}
        self.chosen: list[str] = []
        self.texts: dict[str, str] = {}
        self.items: list[str] = []
        self._in = ""
        self.feed(body.split("<main")[1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if found.get("type") in ("radio", "checkbox"):
            self.described[found["name"], found["value"]] = found.get("aria-describedby", "")
        if "checked" in found or ("selected" in found and found["value"]):
            self.chosen.append(str(found))
        self._in = "item" if tag == "li" else found.get("id", "")

    def handle_data(self, data: str) -> None:
        if data.strip() and self._in == "item":
            self.items.append(data.strip())
        elif data.strip() and self._in:
            self.texts[self._in] = data.strip()


def sections(
    app: Flask, database: Database, scene: Scene
) -> Iterator[tuple[AgencyKind, Section, Page]]:
    """Every section of every kind of agency; the police lead the case."""
    for kind in AgencyKind:
        client = sign_in_client(app, database, scene.practitioners[kind.value])
        visitor = Visitor(client, scene, "SYV30-01", kind.value)
        for section in TOOL.return_sections(kind, kind is AgencyKind.POLICE):
            yield kind, section, Page(visitor.read(f"/sections/{section.key}"))


def test_every_kind_of_agency_chooses_afresh_with_the_descriptors_and_prompts_of_the_tool(
    app: Flask, database: Database
) -> None:
    """Nothing is chosen beforehand; each grade is described by its own descriptor; what others are
    asked stands there to be looked for."""
    scene = make_scene(database, agencies=[kind.value for kind in AgencyKind], cases=["SYV30-01"])
    prompted, graded = 0, 0
    for kind, section, page in sections(app, database, scene):
        assert page.chosen == [], (kind, section.key)
        described = {
            grade: page.texts[hint]
            for (name, grade), hint in page.described.items()
            if name == f"{section.key}/grade" and hint
        }
        wanted = {grade.key: grade.descriptor for grade in OFSTED.grades}
        assert described == (wanted if section.graded else {}), (kind, section.key)
        prompts = TOOL.prompts_for(section, kind, kind is AgencyKind.POLICE)
        if section.graded:
            assert page.items == list(prompts), (kind, section.key)
        graded += section.graded
        prompted += bool(prompts)
    assert graded == 10 * len(AgencyKind)
    assert prompted > 50


def test_a_grade_without_a_line_is_asked_for_its_reason_and_with_one_it_is_not(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit()
    assert REASON not in visitor.read("/sections/voice")
    visitor.save("voice", visitor.open("voice"), {"voice/grade": "good"}, then="stay")
    assert REASON not in visitor.read("/sections/voice")
    assert "Give a reason for the grade" in visitor.read("/check")
    visitor.save("voice", visitor.open("voice"), {LINE: "The tutor listened."}, then="stay")
    assert REASON in visitor.read("/sections/voice")
    assert "Give a reason for the grade" not in visitor.read("/check")


def test_where_it_was_seen_is_stored_beside_the_answer_and_stands_open(
    visit: Visit, scene: Scene
) -> None:
    visitor, place = visit(), "voice.daily-life/seen"
    typed = {"voice.daily-life": "yes", place: "Attendance record, March"}
    assert visitor.save("voice", visitor.open("voice"), typed).status_code == 303
    with scene.database.reading() as session:
        stored = records.read_entries(
            session, scene.partnership, scene.returns["SYV30-01", "school"]
        )
    assert {place: one.value for place, one in stored.items()} == typed
    assert visitor.open("voice")[place] == ["Attendance record, March"]
    assert "Attendance record, March" in visitor.read("/copy")
    assert (
        visitor.read("/sections/voice").count('<details class="govuk-details gt-seen" open>') == 1
    )


def test_what_is_left_is_said_in_minutes(visit: Visit, scene: Scene) -> None:
    """A choice takes 20 seconds and a grade a minute: first 10 of each, then 9 and 7."""
    visitor = visit()
    assert "Not started · about 14 minutes" in visitor.read_list()
    done = dict.fromkeys(("assessment/grade", "places/grade", "justice/grade"), "not-our-part")
    scene.answer("SYV30-01", "school", {"voice.daily-life": "yes"} | done)
    assert "7 of 10 sections left · about 10 minutes" in visitor.read_list()
    assert "16 things are still to do, about 10 minutes." in visitor.read("/check")
    scene.complete("SYV30-01", "school")
    assert "Everything is answered. Check it and send it" in visitor.read_list()
