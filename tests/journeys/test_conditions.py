"""The page and the server agree on every condition: what is shown in one is shown in the other."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hypothesis
import pytest
from flask import Flask, get_template_attribute, render_template_string
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from app.web.answered_once.pages import question_boxes as questions_once
from app.web.boxes import Boxes
from app.web.discussions.record import record_of
from app.web.returns.questions import QuestionBox, question_boxes
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.conditions.terms import Situation
from audit_tools.definition import tool_to_document
from audit_tools.kinds_of_audit import asked_in
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import SEPARATOR, AskedOf, AuditTool, Section, SectionFor
from tests.audit_tools.conditions.generated import answered, situations, tools
from tests.journeys.conftest import Live, look
from tests.scenes import TOOL, Scene

pytestmark = pytest.mark.browser

# Each page is laid out in turn; what is answered on it is ticked as a person would, and what it
# shows then is what the script makes of it.
SHOWN = """async ([script, cases]) => {
    const { showConditions } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
    const form = document.createElement("form");
    document.body.append(form);
    return cases.map(({ html, answers }) => {
        form.innerHTML = html;
        for (const control of [...form.elements].filter(({ type }) => type !== "hidden")) {
            const chosen = answers[control.name] ?? [];
            if (["radio", "checkbox"].includes(control.type)) {
                control.checked = chosen.includes(control.value);
            } else {
                control.value = chosen.join();
            }
        }
        showConditions(form);
        const shown = [...form.querySelectorAll("[data-question]:not([hidden])")];
        return shown.map((one) => one.dataset.question);
    });
}"""


# Who answers, and how many tools of theirs are looked at.
PAGES = {AskedOf.EACH: 300, AskedOf.PANEL: 150, AskedOf.UNIT: 150}


def test_each_page_shows_what_the_server_does_of_every_generated_tool(
    page: Page, app: Flask
) -> None:
    """The page of a return, that of a discussion and those that are answered once, all in one
    look: it is the browser that takes long."""
    cases: list[dict[str, Any]] = []
    expected: list[list[str]] = []

    def gather(asked: AskedOf) -> None:
        @hypothesis.settings(max_examples=PAGES[asked], phases=[hypothesis.Phase.generate])
        @hypothesis.given(st.data())
        def draw(data: st.DataObject) -> None:
            whole, who = data.draw(tools(asked=asked)), data.draw(situations())
            who = who if asked is AskedOf.EACH else Situation(case=who.case, audit=who.audit)
            entries = data.draw(answered(whole))
            # A page is of an audit, which asks what its kind asks.
            tool = asked_in(whole, who.audit)
            hypothesis.assume(any(section.key == "page" for section in tool.sections))
            section = tool.section("page")
            cases.append(laid_out(tool, section, entries, who))
            expected.append([q.key for q in section.questions if tool.shown(q, entries, who)])

        draw()

    with app.test_request_context():
        for asked in PAGES:
            gather(asked)
    script = (Path(app.static_folder or "") / "conditions.js").read_text(encoding="utf-8")
    assert page.evaluate(SHOWN, [script, cases]) == expected
    first = 0
    for asked, count in PAGES.items():
        assert len({tuple(shown) for shown in expected[first : first + count]}) > 10, asked
        first += count


def laid_out(
    tool: AuditTool, section: Section, entries: Mapping[str, str], who: Situation
) -> dict[str, Any]:
    """The questions of the page with nothing in them, and what is to be entered there."""
    on_page = {question.key for question in section.questions}
    others = {place: value for place, value in entries.items() if place not in on_page}
    html = LAID_OUT[section.asked](tool, section, others, who)
    answers = {place: entries[place].split(SEPARATOR) for place in on_page & entries.keys()}
    return {"html": html, "answers": answers}


def of_return(tool: AuditTool, section: Section, entries: Mapping[str, str], who: Situation) -> str:
    value = AgencyReturn(
        "one",
        who.kind or AgencyKind.OTHER,
        who.leads,
        ReturnStatus.DUE,
        CaseState.WAITING,
        entries,
        characteristics=who.case,
    )
    return asked_by(question_boxes(tool, section, value, Boxes({})))


def asked_by(boxes: Iterable[QuestionBox]) -> str:
    macro = get_template_attribute("macros/questions.html", "question")
    return "".join(macro(box) for box in boxes)


def of_discussion(
    tool: AuditTool, section: Section, entries: Mapping[str, str], who: Situation
) -> str:
    # As much of a discussion as its panel is made of.
    held: Any = SimpleNamespace(
        audit=SimpleNamespace(tool=tool),
        case=SimpleNamespace(case=SimpleNamespace(characteristics=who.case)),
        values=entries,
        agencies={},
        returns=(),
    )
    return render_template_string(PANEL, panels=record_of(held, section, Boxes({})).panel)


PANEL = """
{% from "discussions/macros.html" import take_back, text_box with context %}
{% from "macros/questions.html" import error, instead_of_rows, links, rows, version %}
{% for panel in panels %}{% include "discussions/_panel_question.html" %}{% endfor %}
"""


def answered_once(
    tool: AuditTool, section: Section, entries: Mapping[str, str], who: Situation
) -> str:
    held: Any = SimpleNamespace(audit=SimpleNamespace(tool=tool), values=entries, bands=who.case)
    return asked_by(questions_once(held, section, Boxes({})))


LAID_OUT = {
    SectionFor.AGENCIES: of_return,
    SectionFor.PANEL: of_discussion,
    SectionFor.UNIT: answered_once,
}


def test_a_number_that_is_typed_opens_what_hangs_on_it_and_tab_leads_there(
    live: Live, page: Page, scene: Scene
) -> None:
    document = tool_to_document(TOOL)
    [section] = [one for one in document["sections"] if one["key"] == "justice"]
    number, hanging = section["questions"][0], section["questions"][1]
    number.update(type="number", choices=[], absences=[])
    hanging["show_when"] = [{"not": {"question": number["key"], "less_than": 3}}]
    scene.use_tool(document)
    live.sign_in(page, scene.practitioners["police"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'police']}/sections/justice"))
    typed = page.locator(f'[name="{number["key"]}"]')
    opened = page.locator(f'[data-question="{hanging["key"]}"]')

    expect(opened).to_be_visible()
    typed.fill("2")
    typed.press("Tab")
    expect(opened).to_be_hidden()
    typed.fill("12")
    typed.press("Tab")
    expect(opened).to_be_visible()
    expect(opened.get_by_role("radio").first).to_be_focused()
    look(page)
