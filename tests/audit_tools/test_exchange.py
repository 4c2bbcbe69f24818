"""A file in the exchange format is read whole, or refused with everything that is wrong with it."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit_tools import exchange
from audit_tools.errors import Invalid
from audit_tools.exchange import read_exchange
from audit_tools.exchange.text import LARGEST_FILE
from tests.exchange_documents import read, small_audit

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
Change = Callable[[dict[str, Any]], object]


def problems_of(text: str | bytes) -> dict[str, str]:
    """The sentences by their places."""
    with pytest.raises(Invalid) as refused:
        read_exchange(text)
    return {problem.place: problem.message for problem in refused.value.problems}


def problems_after(change: Change) -> dict[str, str]:
    document = small_audit()
    change(document)
    return problems_of(json.dumps(document))


def case(document: dict[str, Any], number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = document["cases"][number - 1]
    return found


def agency_return(document: dict[str, Any]) -> dict[str, Any]:
    """The police's return for the first child."""
    found: dict[str, Any] = case(document)["returns"][0]
    return found


def finding(document: dict[str, Any], number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = case(document)["findings"][number - 1]
    return found


def test_a_sound_file_is_read_with_its_tool_and_theme_list() -> None:
    document = read(small_audit())
    assert document.document.audit.key == "syv-small"
    assert document.tool.key == "syv"
    assert "notifications" in document.codebook


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    text = json.dumps(small_audit()).encode("utf-8-sig")
    assert read_exchange(text).document.audit.key == "syv-small"


def test_an_instant_of_another_time_zone_is_read_as_utc() -> None:
    document = small_audit()
    case(document)["discussion"]["agreed_at"] = "2024-11-28T10:00:00+01:00"
    discussion = read(document).document.cases[0].discussion
    assert discussion is not None
    assert discussion.model_dump(mode="json")["agreed_at"] == "2024-11-28T09:00:00Z"


def test_what_stands_in_rows_is_carried_and_checked_cell_by_cell() -> None:
    document = small_audit()
    section = document["tool"]["sections"][0]
    group = {
        "key": f"{section['key']}.siblings",
        "text": "Which brothers and sisters are there?",
        "type": "group",
        "kinds": ["police"],
        "called": "Sibling",
        "parts": [{"key": "age", "label": "Age", "type": "number"}],
    }
    section["questions"].append(group)
    document["questions"] = []
    row = f"{group['key']}/row/2/age"
    entries = agency_return(document)["entries"]
    entries[row] = "9"
    assert read(document).document.cases[0].returns[0].entries[row] == "9"
    entries |= {row: "nine", f"{group['key']}/row/11/age": "9"}
    assert problems_of(json.dumps(document)) == {
        f"cases.1.returns.1.entries.{row}": "Enter a whole number in figures, such as 42.",
        f"cases.1.returns.1.entries.{group['key']}/row/11/age": "The audit tool has no such "
        "question.",
    }


WHOLE_FILES: list[tuple[str, str | bytes, str]] = [
    ("another kind of file", '{"format": "letter"}', "not an exported audit"),
    ("a list", "[]", "not an exported audit"),
    ("a later version",
     '{"format": "golden-thread-audit", "format_version": 2}', "another version"),
    ("a version that is no number",
     '{"format": "golden-thread-audit", "format_version": true}', "another version"),
    ("a file cut short", '{"format": "golden-thread-audit"', "not JSON"),
    ("UTF-16", json.dumps(small_audit()).encode("utf-16"), "not in UTF-8"),
    ("Latin-1", '{"format": "é"}'.encode("latin-1"), "not in UTF-8"),
    ("21 MB", b" " * (LARGEST_FILE + 1), "larger than 20 MB"),
    ("a value that JSON has not", '{"format": NaN}', "no value in JSON"),
    ("nested without end", "[" * 100_000, "nested too deeply"),
    ("a number without end", '{"format": ' + "9" * 5_000 + "}", "far too long"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text", "sentence"), WHOLE_FILES)
def test_a_file_that_is_no_audit_is_refused_in_a_sentence(
    what: str, text: str | bytes, sentence: str
) -> None:
    (message,) = problems_of(text).values()
    assert sentence in message, what


# Each change of a sound file, the place that is named, and words of the sentence.
CHANGES: list[tuple[str, Change, str, str]] = [
    # Shape.
    ("an unknown key", lambda d: d["audit"].update(colour="red"), "audit.colour", "not known here"),
    ("no title", lambda d: d["audit"].pop("title"), "audit.title", "Add “title”"),
    ("a day that is not", lambda d: d["audit"].update(period_from="2024-02-31"),
     "audit.period_from", "real date"),
    ("a year that is a slip", lambda d: d["audit"].update(period_from="0024-02-28"),
     "audit.period_from", "between 2000 and 2099"),
    ("a time without its zone",
     lambda d: agency_return(d).update(submitted_at="2024-11-12T14:02:00"),
     "cases.1.returns.1.submitted_at", "in UTC"),
    ("a number for a text", lambda d: finding(d).update(statement=5),
     "cases.1.findings.1.statement", "Write a text"),
    ("an unknown state", lambda d: case(d).update(state="lost"), "cases.1.state", "Use one of"),
    ("a role that no file has", lambda d: d["people"][0].update(role="administrator"),
     "people.1.role", "Use one of: practitioner"),
    ("a writer of wording who cannot be",
     lambda d: finding(d)["wording"].update(written_by="practitioner"),
     "cases.1.findings.1.wording.written_by", "Use one of: coordinator"),
    # Definitions.
    ("an unsound tool", lambda d: d["tool"]["sections"][0].pop("title"),
     "tool.sections.voice.title", "Add “title”"),
    ("an unsound theme list", lambda d: d["theme_list"]["themes"][0].pop("code"),
     "theme_list.themes.1.code", "Add “code”"),
    # The audit.
    ("a scale that the tool has not", lambda d: d["audit"].update(scale="plain"),
     "audit.scale", "Choose one of the scales"),
    ("a period that ends before it begins",
     lambda d: d["audit"].update(period_to="2024-03-01", returns_due=None),
     "audit.period_to", "end after it begins"),
    ("a closed audit with a case that waits", lambda d: d["audit"].update(phase="closed"),
     "audit.phase", "1 child still to be agreed"),
    ("a draw without a fingerprint", lambda d: d["audit"]["draws_shown"][0].update(list_hash="x"),
     "audit.draws_shown.1.list_hash", "64 hexadecimal digits"),
    ("a draw by a stratum that no list has",
     lambda d: d["audit"]["draws_shown"][0].update(strata=["school"]),
     "audit.draws_shown.1.strata.1", "locality"),
    ("a draw shown twice",
     lambda d: d["audit"]["draws_shown"].append(
         d["audit"]["draws_shown"][1] | {"confirmed": False}),
     "audit.draws_shown.3", "listed already"),
    ("two draws confirmed", lambda d: d["audit"]["draws_shown"][0].update(confirmed=True),
     "audit.draws_shown", "at most"),
    ("a return of an agency that knew the child at another time",
     lambda d: case(d)["agencies"][1].update(known="not-in-period"),
     "cases.1.returns.2.status", "not in this period"),
    ("two agencies with one key", lambda d: d["agencies"].append(d["agencies"][0]),
     "agencies", "hospital is given 2 times"),
    ("two people with one number", lambda d: d["people"].append(d["people"][0]),
     "people", "1 is given 2 times"),
    ("a practitioner of no agency", lambda d: d["people"][3].update(agency=None),
     "people.4.agency", "Say which agency"),
    ("a chair of an agency", lambda d: d["people"][0].update(agency="police"),
     "people.1.agency", "Leave this empty"),
    ("a person of an unknown agency", lambda d: d["people"][5].update(agency="fire"),
     "people.6.agency", "list of agencies"),
    ("a need of an unknown theme", lambda d: d["needs"][0].update(theme="weather"),
     "needs.1.theme", "no such theme"),
    ("two needs of one theme", lambda d: d["needs"].append(d["needs"][0]),
     "needs", "notifications is given 2 times"),
    # Cases.
    ("two cases with one reference", lambda d: case(d, 2).update(reference="SYV24-01"),
     "cases.2.reference", "Another case has this reference"),
    ("a name for a reference", lambda d: case(d).update(reference="Amelia"),
     "cases.1.reference", "looks like a name"),
    ("a withdrawal without a reason", lambda d: case(d, 2).update(state="withdrawn"),
     "cases.2.state_reason", "Give a reason"),
    ("a chair who is a practitioner", lambda d: case(d).update(chair=4),
     "cases.1.chair", "no chair of this number"),
    ("a note-taker who is not listed", lambda d: case(d).update(note_taker=99),
     "cases.1.note_taker", "no note-taker of this number"),
    ("an agency that is not listed", lambda d: case(d)["agencies"][1].update(agency="fire"),
     "cases.1.agencies.2.agency", "list of agencies"),
    ("an agency twice", lambda d: case(d)["agencies"].append(case(d)["agencies"][1]),
     "cases.1.agencies", "school is given 2 times"),
    ("two that lead", lambda d: case(d)["agencies"][1].update(lead=True),
     "cases.1.agencies", "One agency leads"),
    # Returns.
    ("a return of an agency that was not asked",
     lambda d: case(d, 2)["returns"][1].update(agency="hospital"),
     "cases.2.returns.2.agency", "was not asked"),
    ("two returns of one agency", lambda d: case(d)["returns"].append(agency_return(d)),
     "cases.1.returns", "police is given 2 times"),
    ("a return sent at no time", lambda d: agency_return(d).update(submitted_at=None),
     "cases.1.returns.1.submitted_at", "Say when"),
    ("a return out and sent",
     lambda d: case(d, 2)["returns"][0].update(submitted_at="2024-11-12T09:00:00Z"),
     "cases.2.returns.1.submitted_at", "until the return is sent"),
    ("a return out though returns are closed",
     lambda d: agency_return(d).update(status="due", submitted_at=None),
     "cases.1.returns.1.status", "closed"),
    ("an agency that knows the child and does not",
     lambda d: case(d, 2)["agencies"][2].update(known="known"),
     "cases.2.returns.2.status", "must agree"),
    ("a return given to somebody of another agency",
     lambda d: agency_return(d).update(practitioners=[6]),
     "cases.1.returns.1.practitioners.1", "nobody of this number"),
    ("an unknown question", lambda d: agency_return(d)["entries"].update({"voice.name": "yes"}),
     "cases.1.returns.1.entries.voice.name", "no such question"),
    ("an answer outside its choices",
     lambda d: agency_return(d)["entries"].update({"voice.daily-life": "perhaps"}),
     "cases.1.returns.1.entries.voice.daily-life", "Choose Yes, Partly, No"),
    ("a grade of another scale",
     lambda d: agency_return(d)["entries"].update({"voice/grade": "strong"}),
     "cases.1.returns.1.entries.voice/grade", "grades of this audit"),
    ("an unknown section", lambda d: agency_return(d)["entries"].update({"weather/grade": "good"}),
     "cases.1.returns.1.entries.weather/grade", "no such section"),
    # Discussions.
    ("an agreed case without its discussion", lambda d: case(d).update(discussion=None),
     "cases.1.discussion", "was opened"),
    ("a waiting case with a discussion",
     lambda d: case(d, 2).update(discussion=case(d)["discussion"] | {"attendance": []}),
     "cases.2.discussion", "no discussion yet"),
    ("an agreed case that was agreed at no time",
     lambda d: case(d)["discussion"].update(agreed_at=None),
     "cases.1.discussion.agreed_at", "Say when"),
    ("a case written up at no time",
     lambda d: (case(d).update(state="written-up"),
                case(d)["discussion"].update(written_up_at=None)),
     "cases.1.discussion.written_up_at", "Say when"),
    ("somebody who came from elsewhere",
     lambda d: case(d)["discussion"]["attendance"][0].update(agency="hospital"),
     "cases.1.discussion.attendance.1", "not one of the case"),
    ("an agency twice at the table",
     lambda d: case(d)["discussion"]["attendance"][1].update(agency="police"),
     "cases.1.discussion.attendance", "police is given 2 times"),
    ("a correction that was not made for no reason",
     lambda d: case(d)["discussion"]["replies"][0].update(settled_reason=""),
     "cases.1.discussion.replies.1.settled", "Say why it was not made"),
    ("a correction that was settled at no time",
     lambda d: case(d)["discussion"]["replies"][0].update(settled_at=None),
     "cases.1.discussion.replies.1.settled_at", "Say when"),
    ("a correction that was settled and not asked for",
     lambda d: case(d)["discussion"]["replies"][0].update(word="agree"),
     "cases.1.discussion.replies.1.settled", "no longer asks"),
    ("a record of an unknown place",
     lambda d: case(d)["discussion"]["entries"].update({"voice/mood": "calm"}),
     "cases.1.discussion.entries.voice/mood", "no such place"),
    ("an agreed grade outside the scale",
     lambda d: case(d)["discussion"]["entries"].update({"voice/agreed": "fine"}),
     "cases.1.discussion.entries.voice/agreed", "grades of this audit"),
    ("a correction before the signing off",
     lambda d: case(d).update(state="written-up"),
     "cases.1.discussion.corrections", "signed off is corrected"),
    ("a correction of an unknown place",
     lambda d: case(d)["discussion"]["corrections"][0].update(place="voice/mood"),
     "cases.1.discussion.corrections.1", "no such place"),
    ("a correction to another scale's grade",
     lambda d: case(d)["discussion"]["corrections"][0].update(place="voice/agreed", after="fine"),
     "cases.1.discussion.corrections.1", "grades of this audit"),
    # Findings.
    ("two findings with one number", lambda d: finding(d, 2).update(number=1),
     "cases", "number of a finding 1 is given 2 times"),
    ("an empty statement", lambda d: finding(d).update(statement=" "),
     "cases.1.findings.1.statement", "one sentence"),
    ("an unknown theme", lambda d: finding(d).update(themes=["weather"]),
     "cases.1.findings.1", "theme list"),
    ("a strength with a cause", lambda d: finding(d).update(cause="knowledge-and-skill"),
     "cases.1.findings.1", "Only an area for development"),
    ("another remedy without a reason", lambda d: finding(d, 2).update(remedy_reason=None),
     "cases.1.findings.2", "Say why something else"),
    ("a finding of an unknown section", lambda d: finding(d).update(section="weather"),
     "cases.1.findings.1.section", "no such section"),
    ("a finding of an unknown agency", lambda d: finding(d).update(agencies=["fire"]),
     "cases.1.findings.1.agencies.1", "list of agencies"),
    ("a line that nobody wrote",
     lambda d: finding(d)["sources"][0].update(place="voice/strength/2"),
     "cases.1.findings.1.sources.1", "such a line"),
    ("what one agency said, under the name of another",
     lambda d: finding(d)["sources"][0].update(place="voice/said/health"),
     "cases.1.findings.1.sources.1", "such a line"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [pytest.param(*rest, id=what) for what, *rest in CHANGES],
)
def test_what_is_wrong_is_named_with_its_place(change: Change, place: str, words: str) -> None:
    found = problems_after(change)
    assert place in found, found
    assert words in found[place]


def test_everything_wrong_is_named_at_once() -> None:
    def change(document: dict[str, Any]) -> None:
        finding(document).update(themes=["weather"])
        case(document).update(chair=99)
        agency_return(document)["entries"]["voice/grade"] = "strong"

    assert len(problems_after(change)) == 3


def test_a_finding_may_come_from_what_an_agency_said_in_the_discussion() -> None:
    document = small_audit()
    finding(document)["sources"] = [{"agency": "police", "place": "voice/said/police"}]
    assert read(document).document.cases[0].findings[0].sources[0].place == "voice/said/police"


def test_a_key_given_twice_is_named() -> None:
    text = json.dumps(small_audit()).replace('"key": "syv-small"', '"key": "a", "key": "b"')
    assert "“key” is given twice" in problems_of(text)[""]


def test_more_problems_than_anybody_would_mend_are_counted() -> None:
    def change(document: dict[str, Any]) -> None:
        entries = agency_return(document)["entries"]
        entries.update({f"voice.question-{number}": "yes" for number in range(250)})

    found = problems_after(change)
    assert len(found) == exchange.MOST_PROBLEMS + 1
    assert found[""] == "And 150 more; mend these first."


def test_no_message_repeats_what_was_written_of_a_case() -> None:
    def change(document: dict[str, Any]) -> None:
        agency_return(document)["entries"]["voice.daily-life"] = "canary of a child"
        finding(document).update(statement="canary " * 200)
        case(document).update(reference="Canary Child")

    assert "canary" not in str(problems_after(change)).casefold()


def test_a_document_is_printed_without_anything_of_a_case() -> None:
    document = read(small_audit())
    assert "SYV24" not in f"{document!r}{document.document!r}{document.document.cases!r}"


def test_the_areas_of_published_letters_have_their_names_for_references() -> None:
    document = small_audit()
    document["audit"].update(kind="inspection-letters", phase="closed")
    document["cases"] = [{"reference": "Somerset", "state": "agreed"}]
    assert read(document).document.cases[0].reference == "Somerset"


def test_a_text_is_written_the_same_for_the_same_document() -> None:
    document = small_audit()
    text = exchange.write_exchange(document)
    assert text == exchange.write_exchange(copy.deepcopy(document))
    assert json.loads(text) == document
    assert text.endswith("}\n")


def test_the_published_schema_is_the_present_one() -> None:
    """To publish it afresh: flask audits schema > docs/reference/exchange.schema.json"""
    published = (REFERENCE / "exchange.schema.json").read_text(encoding="utf-8")
    assert published == exchange.write_exchange(exchange.json_schema())


def test_the_published_schema_describes_a_sound_file() -> None:
    schema = exchange.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(small_audit(), schema)


def test_the_reference_page_explains_every_part_of_the_format() -> None:
    page = (REFERENCE / "exchange-format.md").read_text(encoding="utf-8")
    names = {
        name
        for key, part in exchange.json_schema()["$defs"].items()
        if key.endswith("Document") and not key.startswith(DEFINED_ELSEWHERE)
        for name in part.get("properties", {})
    }
    assert sorted(name for name in names if f"`{name}`" not in page) == []


DEFINED_ELSEWHERE = (
    *("Tool", "ThemeList", "Theme", "Section", "Question", "Choice"),
    *("Condition", "Variant", "Scale", "Grade", "WaitDocument", "MeetingDocument"),
    *("LinkDocument", "PartDocument", "PartChoiceDocument"),
)
