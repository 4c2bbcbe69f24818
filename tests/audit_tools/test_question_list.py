"""An export has every question once, and every answer once under the question it answered."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.codebook import Codebook
from audit_tools.definition import theme_list_to_document, tool_to_document
from audit_tools.errors import Invalid
from audit_tools.exchange import read_exchange
from audit_tools.exchange.question_list import list_questions
from audit_tools.exchange.shape import ExchangeDocument
from audit_tools.library import shipped_theme_lists
from audit_tools.moving import CaseToMove, set_aside
from audit_tools.places import read_place
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AnswerType, AuditTool
from tests.audit_tools.versions_of_a_tool import ANSWERS, TOOL, next_versions
from tests.exchange_documents import listed
from tests.wide_tool import wide_tool

SCALE = TOOL.scale("ofsted")
AGENCIES = {
    "police": AgencyKind.POLICE,
    "school": AgencyKind.EDUCATION,
    "hospital": AgencyKind.ACUTE_HEALTH,
    "social-care": AgencyKind.SOCIAL_CARE,
    "housing": AgencyKind.HOUSING,
}


def themes() -> Codebook:
    return next(one for one in shipped_theme_lists() if one.key == TOOL.theme_list)


@dataclass
class Answering:
    """One agency answers about one case, while the audit goes from version to version."""

    agency: str
    reference: str
    status: ReturnStatus = ReturnStatus.DUE
    tool: AuditTool = TOOL
    standing: dict[str, str] = field(default_factory=dict)
    kept: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def value(self) -> AgencyReturn:
        kind = AGENCIES[self.agency]
        state = CaseState.WAITING
        return AgencyReturn(self.agency, kind, False, self.status, state, self.standing)

    def move(self, then: AuditTool) -> None:
        gone = set_aside(self.tool, then, SCALE, self.value)
        self.kept += [(place, self.tool.version, text) for place, text in gone.items()]
        self.standing = {p: text for p, text in self.standing.items() if p not in gone}
        self.tool = then

    def answer(self, texts: dict[str, str]) -> None:
        """Answer what is still asked and not answered yet."""
        asked = replace(self.value, entries=texts)
        gone = set_aside(TOOL, self.tool, SCALE, asked)
        self.standing |= {p: t for p, t in texts.items() if p not in gone | self.standing}

    @property
    def given(self) -> list[tuple[str, int, str]]:
        """All that it answered, each with the version that it stands under."""
        standing = [(place, self.tool.version, text) for place, text in self.standing.items()]
        return standing + self.kept

    def document(self) -> dict[str, Any]:
        kept = [{"place": p, "version": number, "text": text} for p, number, text in self.kept]
        sent = {"submitted_at": "2030-05-01T10:00:00Z"} if self.status != "due" else {}
        of = {"agency": self.agency, "status": self.status}
        return {**of, **sent, "entries": self.standing, "kept": kept}


def export(published: dict[int, AuditTool], cases: list[list[Answering]]) -> dict[str, Any]:
    """The audit as it is given out: with the versions that something in it answers."""
    newest = published[max(published)]
    everybody = list(chain.from_iterable(cases))
    answered = {number for one in everybody for _, number, _ in one.given}
    answered |= {one.tool.version for one in everybody}
    earlier = {number: published[number] for number in sorted(answered - {newest.version})}
    return {
        "format": "golden-thread-audit",
        "format_version": 1,
        "tool": tool_to_document(newest),
        "earlier_tools": [tool_to_document(one) for one in earlier.values()],
        "questions": listed(newest, *earlier.values()),
        "theme_list": theme_list_to_document(themes()),
        "audit": {"key": "small", "title": "Small", "selection": "random", "scale": "ofsted",
                  "phase": "collecting"},
        "agencies": [{"key": k, "name": k, "kind": kind} for k, kind in AGENCIES.items()],
        "cases": [_case(newest, case) for case in cases],
    }  # fmt: skip


def _case(newest: AuditTool, case: list[Answering]) -> dict[str, Any]:
    behind = case[0].tool.version
    return {
        "reference": case[0].reference,
        "state": "waiting",
        **({"tool_version": behind} if behind != newest.version else {}),
        "agencies": [{"agency": one.agency, "known": "known"} for one in case],
        "returns": [one.document() for one in case],
    }


def answered_over_versions(
    data: st.DataObject,
) -> tuple[dict[int, AuditTool], list[list[Answering]]]:
    """Five agencies answer about two cases by one version after another; a case of which a return
    is sent stays with the version that it has."""
    cases = [[Answering(agency, f"SYV30-0{n}") for agency in AGENCIES] for n in (1, 2)]
    newest, published = TOOL, {TOOL.version: TOOL}
    for number in range(3):
        if number:
            newest = data.draw(next_versions(newest))
            published[newest.version] = newest
            move(cases, newest)
        for one in chain.from_iterable(cases):
            if one.status is ReturnStatus.DUE:
                one.answer(data.draw(ANSWERS))
        if data.draw(st.booleans()):
            cases[0][number].status = ReturnStatus.SUBMITTED
    return published, cases


def move(cases: list[list[Answering]], then: AuditTool) -> None:
    for case in cases:
        if not CaseToMove(CaseState.WAITING, tuple(one.status for one in case)).stays:
            for one in case:
                one.move(then)


Given = tuple[str, str, str, int, str]
"""Case, agency, place, the version that it stands under, what was answered."""


def given_out(document: ExchangeDocument) -> Iterator[Given]:
    for case in document.cases:
        stands = case.tool_version or document.tool.version
        for sent in case.returns:
            for place, text in sent.entries.items():
                yield case.reference, sent.agency, place, stands, text
            for one in sent.kept:
                yield case.reference, sent.agency, one.place, one.version, one.text


@settings(max_examples=25, phases=[Phase.generate])
@given(st.data())
def test_five_agencies_answer_while_the_tool_changes_and_each_answer_is_given_out_once(
    data: st.DataObject,
) -> None:
    """Questions are added, reworded, moved, carried over, retyped and retired over three versions;
    some cases move on and some stay. What is given out reads as a sound file."""
    published, cases = answered_over_versions(data)
    read = read_exchange(json.dumps(export(published, cases))).document
    keys = [one.key for one in read.questions]
    assert len(keys) == len(set(keys))
    words = {(one.key, by.version): by.text for one in read.questions for by in one.versions}
    found = list(given_out(read))
    for _, _, place, version, _ in found:
        question = read_place(place).part
        if "." in question:
            # It stands under the question that it answered, as that was asked.
            assert words[question, version] == published[version].question(question).text
    assert Counter(found) == Counter(
        (one.reference, one.agency, *answer)
        for one in chain.from_iterable(cases)
        for answer in one.given
    )


def with_first(tool: AuditTool, **changed: Any) -> AuditTool:
    """The next version, in which something of the first question is otherwise."""
    first, *rest = tool.sections[0].questions
    section = replace(tool.sections[0], questions=(replace(first, **changed), *rest))
    return replace(tool, version=tool.version + 1, sections=(section, *tool.sections[1:]))


# what the next version says of the first question, and whether its answers stay comparable
COMPARABLE = [
    ({"number": "7.7"}, True),
    ({"text": "Did anybody ask?"}, True),
    ({"text": "Did anybody ask?", "comparable_from": 2}, False),
    ({"type": AnswerType.TEXT}, False),
]


@pytest.mark.parametrize(("changed", "comparable"), COMPARABLE)
def test_each_version_has_its_words_and_says_whether_its_answers_compare(
    changed: dict[str, Any], comparable: bool
) -> None:
    later = with_first(TOOL, **changed)
    first = list_questions(later, [TOOL])[0]
    assert first.key == "voice.asked"
    assert [one.version for one in first.versions] == [1, 2]
    assert [one.text for one in first.versions] == [
        "Was the child asked?",
        later.questions[0].text,
    ]
    assert [one.comparable for one in first.versions] == [comparable, True]


def test_what_only_an_earlier_version_asks_comes_last_and_what_moved_stands_once() -> None:
    voice, home = TOOL.sections
    later = replace(
        TOOL,
        version=2,
        sections=(
            replace(voice, questions=voice.questions[1:2]),
            replace(home, questions=(*home.questions, voice.questions[0])),
        ),
    )
    found = {one.key: one for one in list_questions(later, [TOOL])}
    assert list(found) == [
        "voice.how", "home.seen", "home.siblings", "voice.asked", "voice.whom", "voice.days",
    ]  # fmt: skip
    assert [one.section for one in found["voice.asked"].versions] == ["voice", "home"]
    assert [one.version for one in found["voice.days"].versions] == [1]


def test_matrices_groups_and_answers_are_told_as_they_were_asked() -> None:
    found = {one.key: one.versions[0] for one in list_questions(wide_tool())}
    row = found["voice.heard-home"]
    assert (row.matrix, row.row) == ("How well was the child heard?", "At home")
    assert list(row.answers) == ["green", "amber", "red"]
    group = found["voice.siblings"]
    assert [(one.key, one.type) for one in group.parts][:2] == [
        ("age", "single"),
        ("lives", "text"),
    ]
    assert group.parts[0].answers == {"younger": "Under 10", "older": "10 or over"}
    assert found["voice.whom"].answers["another"] == "Somebody else"
    assert found["overall.safer"].asked == "panel"


def test_a_list_that_says_something_else_than_the_versions_is_refused() -> None:
    document = export({1: TOOL}, [])
    assert read_exchange(json.dumps(document | {"questions": []})).document.questions == []
    document["questions"][0]["versions"][0]["text"] = "Something else?"
    with pytest.raises(Invalid) as wrong:
        read_exchange(json.dumps(document))
    assert [one.place for one in wrong.value.problems] == ["questions"]
