"""What of a draft hangs on conditions: every field that holds them says so in its own words."""

from html import unescape

from flask.testing import FlaskClient

from app.web.tools.hanging import HANGING
from audit_tools.definition import tool_to_document
from audit_tools.definition.fields import Holds
from audit_tools.editing.places import Part, parts_of, shape_of
from tests.app.page_forms import read_forms
from tests.app.tools.editing import QUESTION
from tests.app.visitors import send
from tests.wide_tool import wide_tool


def test_every_field_that_holds_conditions_has_its_words() -> None:
    document = tool_to_document(wide_tool())
    shapes = (shape_of(part) for part, _ in parts_of(document, Part()))
    fields = (field for shape in shapes for field in shape.fields)
    assert {field.name for field in fields if field.holds is Holds.CONDITIONS} == set(HANGING)


def test_a_field_says_what_holds_without_conditions_and_leads_to_where_they_are_built(
    unit: FlaskClient, draft: str
) -> None:
    at = f"{draft}/edit/{QUESTION}"
    for field, words in HANGING.items():
        way = f"{draft}/when/{field}/{QUESTION}"
        shown = unescape(unit.get(at).text)
        assert words.without in shown
        assert f'href="{way}">{words.add}<' in shown
        built = unescape(unit.get(way).text)
        assert f'<h1 class="govuk-heading-l">{words.heading}</h1>' in built
        assert words.without in built
        chosen = unit.get(way, query_string={"subject": "leads"}).text
        seen = read_forms(f"<main>{chosen}")[way]["seen"][0]
        put = {"deed": "put", "at": "", "subject": "leads", "way": "true", "seen": seen}
        assert send(unit, way, **put).status_code == 303
        assert f'href="{way}">{words.change}<' in unescape(unit.get(at).text)
