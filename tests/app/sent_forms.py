"""What is sent to each address: the form that a page has for it, and what somebody types into it.

Without a whole form an address turns it away before it is looked at whose it is and in which state.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

from flask import Flask

from app.operations.versions import version_of
from audit_tools.definition import tool_to_document, write_tool
from audit_tools.editing.changes import mark_of
from audit_tools.qda_codebooks.writing import write_codebook
from audit_tools.theme_lists import rename
from reports import styles_file
from tests.app.page_forms import read_forms
from tests.app.walked_world import ASKED_FOR, CANDIDATES, WORDING
from tests.audit_tools.qda_codebooks.files import OF_A_UNIVERSITY
from tests.world import PUBLISHED, THEMES, TOOL

Typed = dict[str, str] | Callable[[Mapping[str, Any]], dict[str, Any]]
Show = Callable[[str], str]


@cache
def _next_version() -> bytes:
    """To write the file takes longer than to read it."""
    return write_tool(replace(PUBLISHED, about="Others")).encode()


@cache
def _shipped_styles() -> bytes:
    return styles_file(None).data


DATES = {
    "period_from": "2025-01-01",
    "period_to": "2025-03-31",
    "returns_due": "2025-05-21",
    "discussions_from": "2025-06-02",
    "discussions_to": "2025-06-06",
}
PLAN = """\
Table,Finding,Lead agency,Proposed actions,Responsible agency,Proposed timescale,Governance
What needs to improve,A finding,Police,Something,Police,By June 2025,Executive"""
CODEBOOK = write_codebook(rename(THEMES, "voice", "The voice", "Other words.").codebook)
LIST_OF_OFFERS = "Course\nA course"
# Some have fields named by an id of the address.
TYPED: dict[str, Typed] = {
    "accuracy.reply": {"agency": "police", "word": "agree"},
    "accuracy.settle": {
        "agency": "police",
        "police-settled": "not-made",
        "police-reason": "It was one visit.",
        "police-seen": version_of(ASKED_FOR),
    },
    "action_plans.add_plan": {
        "title": "Another plan",
        "heading_improve": "response",
        "heading_additional": "inspectors",
    },
    "action_plans.import_plan": lambda _ids: {
        "title": "Brought in",
        "file": (BytesIO(PLAN.encode()), "plan.csv"),
    },
    "actions.add_action": {
        "table": "improve",
        "finding": "A finding",
        "proposed_actions": "Something",
    },
    "activities.add_activity": {"what": "A course", "status": "planned"},
    "activities.measure": {"on": "2025-05-01", "how_much": "22 came"},
    "afterwards.save": {"helped": "The questions came early."},
    "agencies.add_agency": {"name": "Another agency", "kind": "police"},
    "agencies.change_agency": {"name": "Renamed"},
    "answered_once.save_of_audit": {"edit_key": "a-key"},
    "answered_once.save_of_case": {"edit_key": "a-key"},
    "answered_once.save_companion": {"edit_key": "a-key"},
    "audits.change_dates": DATES | {"reason": "Easter"},
    "audits.create_audit": DATES | {"title": "Another"},
    "audit_years.plan_audit": {
        "quarter": "2025-04-01",
        "theme": "Neglect",
        "why": "A review asked for it.",
        "owner": "Audit and Review",
        "state": "planned",
    },
    "bodies.add_body": {"name": "Gold MACE", "role": "board-member"},
    "bodies.change_body": {"name": "Silver MACE"},
    "candidates.import_candidates": {"pasted": CANDIDATES.replace("SYV99", "SYV98")},
    "candidates.make_draw": {"size": "1", "reserves": "0", "seed": "7"},
    "cases.add_case": {"reference": "SYV25-77", "age_band": "13-15", "reason": "Nominated"},
    "cases.reopen_return": {"reason": "To look again"},
    "cases.replace_case": {"reference": "SYV25-78", "age_band": "13-15", "why": "moved"},
    "cases.withdraw_case": {"why": "moved"},
    "closing.close_audit": {"reason": "All is agreed"},
    "colleagues.invite": {"name": "Sam", "email": "sam2@example.org"},
    "comparison.judge": {
        "group": "Silver MACE",
        "on": "2025-05-01",
        "theme:voice": "continuing",
        "seen": version_of({}),
    },
    "concerns.raise_concern": {"concern": "She was not in school."},
    "concerns.settle": {"outcome": "The front door was told."},
    "consultations.add": {
        "title": "Another",
        "draft": "We propose a briefing.",
        "opens_on": "2025-05-01",
        "closes_on": "2025-06-30",
    },
    "consultations.answer": {"sentence-0": "agree"},
    "consultations.change": {"title": "Renamed"},
    "consultations.comment": {"said": "It should be short.", "role": "social worker"},
    "consultations.respond": {"response": "It is five minutes."},
    "correcting.correct": {"after": "Heard at home.", "reason": "It was at home."},
    "decisions.record": {"item1-said": "Agreed", "item1-owner": "the chair"},
    "discussions.close_returns": {"reason": "No more will come"},
    "discussion_sections.save_section": {"edit_key": "a-key"},
    "discussions.sign_off": {"reason": "All who came were heard in the room."},
    "findings.add": {"kind": "strength", "statement": "Heard early."},
    "following.add_note": {"kind": "progress", "said": "It goes on.", "role": "police lead"},
    "following.agree": {"agency": "Police", "on": "2025-05-01", "said_by": "its lead"},
    "following.check": {"said": "Read again", "role": "Business Unit"},
    "following.close": {"body": "Executive", "decision": "Closed", "on": "2025-05-01"},
    "good_practice.agree": {"wording": WORDING},
    "good_practice.write": {"wording": "One worker stayed."},
    "inspection_dates.take_over": {"notified_on": "2025-05-12", "reason": "Inspectors came"},
    "involvements.add_agency": {"agency": "housing"},
    "involvements.set_agencies": lambda ids: {
        "seen": ids["asked_as_seen"],
        "known:housing": "not-known",
    },
    "key_sheets.record_sent": {"sent_on": "2025-05-01", "to": "safeguarding lead"},
    "knowing.answer": lambda ids: {f"known:{ids['case_id']}": "not-known"},
    "knowing.ask": {"agencies": "police"},
    "knowing.enter_told": lambda ids: {f"known:{ids['case_id']}": "known"},
    "later_dates.give": {"due_later": "2025-06-30", "reason": "The worker is away."},
    "meetings.add_item": {"title": "The plan", "what": "How far it is", "is_exempt": "no"},
    "meetings.add_meeting": lambda ids: {"body": str(ids["body_id"]), "held_on": "2025-06-12"},
    "meetings.put_paper": {
        "what": "Say who takes it on",
        "is_exempt": "no",
        "done_by": "Police: Kofi",
    },
    "learning.add_offer": {"title": "A briefing", "kind": "briefing"},
    "learning.change": {"title": "Renamed"},
    "learning_cover.judge": {"cover": "partly", "why": "Few have heard of it."},
    "learning_files.propose": {"pasted": LIST_OF_OFFERS},
    "learning_files.choose": {"rows": LIST_OF_OFFERS, "column-0": "title"},
    "learning_files.take": {
        "rows": LIST_OF_OFFERS,
        "column-0": "title",
        "seen": version_of([["title"], False]),
    },
    "learning_ties.add_evidence": {"kind": "priority", "title": "A priority"},
    "learning_ties.change_evidence": {"title": "Renamed"},
    "learning_ties.add_frame": {"title": "Ours", "kind": "depth", "levels": "1: First"},
    "learning_ties.change_frame": {"title": "Renamed"},
    "method_statements.approve": {
        "group": "Silver MACE",
        "on": "2025-05-01",
        "said_by": "its chair",
    },
    "people.add_person": {"name": "Sam", "email": "sam2@example.org", "role": "board-member"},
    "people.give_role": {"role": "board-member", "agency": ""},
    "people.rename": {"name": "Renamed"},
    "practice.save_section": {"edit_key": "a-key"},
    "priorities.decide": {
        "priority": "act-now",
        "reason": "It was in three of six.",
        "group": "Silver MACE",
        "on": "2025-05-01",
        "seen": version_of({}),
    },
    "retention.record": {"years": "6", "reason": "The schedule of the partners"},
    "returns.give_sections": {"of:voice": ""},
    "returns.save_section": {"edit_key": "a-key"},
    "returns.say_fit": {"fit": "yes"},
    "returns.send": {"declared": "yes"},
    "schedule.set_dates": lambda ids: {f"place:{ids['case_id']}": "Room 3"},
    "schedule.set_who_comes": {"name:police": "Pat", "name:school": "Pat"},
    "statements_of_action.record_sent": {
        "addressee": "The inspectorates",
        "signed_by": "the chair",
        "signed_on": "2025-05-01",
        "sent_on": "2025-05-02",
    },
    "moderations.add": {"moderator": "inspectors", "on": "2025-05-01", "compared": "grades"},
    "moderations.set_grades": {"voice": "good"},
    "passing_on.record": {
        "kind": "briefing",
        "what": "A briefing",
        "passed_by": "police lead",
        "network": "Sergeants",
        "on": "2025-05-01",
    },
    "passing_on.say_used": {"team": "East", "said": "We talked.", "on": "2025-05-01"},
    "pathways.add_step": {
        "level": "Awareness",
        "target_group": "All",
        "minimum_content": "What to notice",
    },
    "strategies.add_objective": {"says": "Children are heard"},
    "strategies.add_strategy": {"title": "Another strategy"},
    "tool_drafts.bring_in": lambda _ids: {"file": (BytesIO(_next_version()), "tool.yaml")},
    "tool_conditions.change": {
        "deed": "put",
        "subject": "leads",
        "way": "true",
    },
    "tool_edits.add": {"list": "sections", "words": "A section"},
    "tool_edits.carry": {"part": "questions/voice.daily-life", "section": "details"},
    "tool_edits.ask_all": {"part": "sections/family", "kinds": "police"},
    "tool_edits.move": {"down": "sections/voice"},
    "tool_edits.save": {"version:title": "from another text", "title": TOOL.title},
    "tool_edits.take_out": {
        "part": f"sections/voice:{mark_of(tool_to_document(PUBLISHED)['sections'][1])}"
    },
    "tool_starts.begin_like": {"title": "Another tool"},
    "tool_starts.begin_new": {"title": "A new tool", "theme_list": TOOL.theme_list},
    "sittings.agree": {"edit_key": "a-key"},
    "sittings.close_returns": {"reason": "No more will come"},
    "second_sorting.sort": {"themes": "voice", "cause": "knowledge-and-skill"},
    "sitting_findings.give_back": {"question": "notification.sent", "kind": "strength"},
    "sitting_findings.take": {
        "question": "notification.sent",
        "kind": "strength",
        "statement": "Sent within the day.",
    },
    "sorting.agree_wording": {"wording": WORDING},
    "sorting.send_wording_back": {"wording": WORDING, "asked": "Leave out the school."},
    "theme_list_files.show_next": lambda _ids: {"file": (BytesIO(CODEBOOK), "codes.qdc")},
    "theme_list_files.take_next": {
        "carried": b64encode(CODEBOOK).decode(),
        "seen": "1",
        "why": "As agreed.",
    },
    "theme_list_files.show_new": lambda _ids: {
        "file": (BytesIO(OF_A_UNIVERSITY), "codes.qdc"),
        "title": "From a university",
    },
    "theme_list_files.take_new": {
        "carried": b64encode(OF_A_UNIVERSITY).decode(),
        "title": "From a university",
        "remedy": "training",
    },
    "theme_lists.make_change": {"into": "family", "why": "They are one.", "seen": "1"},
    "training_returns.give": {"given": "Two briefings"},
    "training_needs.write": {"audience": "Nurses"},
    "word_styles.replace": lambda _ids: {
        "file": (BytesIO(_shipped_styles()), "styles.docx"),
    },
    "undecided.accept": {"reason": "Talked through.", "group": "Silver MACE", "on": "2025-05-01"},
    "words.put_word": {"text": "troublemaker", "says": "a child in trouble", "why": "It blames."},
}
# Where a form stands that is not on a page of its own address, and what that page is asked.
PAGES = {
    "candidates.confirm_draw": ("candidates.show_draw", "?shown=1"),
    "correcting.correct": ("correcting.ask_to_correct", "?place=voice/why"),
    "decisions.record": ("decisions.show", ""),
    "good_practice.write": ("good_practice.list_practices", ""),
    "inspection_dates.take_over": ("inspection_dates.ask", "?notified_on=2025-05-12"),
    "people.take_role": ("people.show_person", ""),
    "tool_conditions.change": ("tool_conditions.show", "?subject=leads"),
    "words.take_off": ("words.show_list", ""),
}


class SentForms:
    """The forms of an application's addresses."""

    def __init__(self, app: Flask) -> None:
        self._adapter = app.url_map.bind("localhost")
        rules = list(app.url_map.iter_rules())
        asked = {rule.rule: rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
        sent = {rule.endpoint: rule.rule for rule in rules if "POST" in (rule.methods or ())}
        same = {end: (asked[path], "") for end, path in sent.items() if path in asked}
        self._pages = same | PAGES

    def fill(self, endpoint: str, ids: Mapping[str, Any], show: Show) -> dict[str, Any]:
        """The form as its page has it for whoever sees that, with what is typed into it."""
        typed = TYPED.get(endpoint, {})
        return self._shown(endpoint, ids, show) | (typed(ids) if callable(typed) else typed)

    def _shown(self, endpoint: str, ids: Mapping[str, Any], show: Show) -> dict[str, Any]:
        if endpoint not in self._pages:
            return {}
        shows, query = self._pages[endpoint]
        page, sent = self._path(shows, ids, "GET"), self._path(endpoint, ids, "POST")
        forms = read_forms(show(page + query))
        shown = forms.get(sent) or (forms.get("", {}) if page == sent else {})
        return {name: value for name, value in shown.items() if name != "csrf_token"}

    def _path(self, endpoint: str, ids: Mapping[str, Any], method: str) -> str:
        return self._adapter.build(endpoint, dict(ids), method, append_unknown=False)
