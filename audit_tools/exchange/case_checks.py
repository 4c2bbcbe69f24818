"""What one case of an audit file means: its agencies, returns, people and discussion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from audit_tools.answered_once import check_value, sections_of_case
from audit_tools.answers import check_answer
from audit_tools.cases import CaseState, Characteristics, Known
from audit_tools.corrections import check_settled
from audit_tools.discussions import check_record_value
from audit_tools.errors import Problem
from audit_tools.exchange.case_shape import (
    AttendanceDocument,
    CaseDocument,
    DiscussionDocument,
    KeptDocument,
    OnceDocument,
    ReplyDocument,
    ReturnDocument,
)
from audit_tools.exchange.whole import NO_VERSION, Whole, refused, twice
from audit_tools.findings import check_statement
from audit_tools.permissions import Role
from audit_tools.places import read_place
from audit_tools.references import refusal
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import Section
from audit_tools.withdrawals import WithdrawnFor, check_why

APPOINTED: Mapping[str, tuple[Role, ...]] = {
    "chair": (Role.CHAIR, Role.CO_CHAIR),
    "co_chair": (Role.CO_CHAIR,),
    "note_taker": (Role.NOTE_TAKER,),
}
"""Whose number may stand in which part of a case. A co-chair may hold a discussion alone."""

_SENT = (ReturnStatus.SUBMITTED, ReturnStatus.NOT_KNOWN)


def find_in_case(whole: Whole, case: CaseDocument, place: str) -> Iterator[Problem]:
    """Everything that is wrong with one case, its findings apart."""
    yield from _in_reference(whole, case, place)
    if case.state is CaseState.WITHDRAWN:
        why = case.withdrawn_for or WithdrawnFor.OTHER
        yield from refused(f"{place}.state_reason", lambda: check_why(why, case.state_reason or ""))
    elif case.withdrawn_for or case.replaced_by:
        yield Problem(f"{place}.state", "Only a case that is withdrawn has a reason for it.")
    yield from _in_appointments(whole, case, place)
    yield from _in_involvements(whole, case, place)
    yield from twice(f"{place}.returns", "agency", (r.agency for r in case.returns))
    for number, sent in enumerate(case.returns, 1):
        yield from _in_return(whole, case, sent, f"{place}.returns.{number}")
    yield from find_in_answers(
        whole, sections_of_case(whole.tool), case.answers, f"{place}.answers"
    )
    yield from _in_discussion(whole, case, f"{place}.discussion")


def find_in_answers(
    whole: Whole, sections: Sequence[Section], document: OnceDocument | None, place: str
) -> Iterator[Problem]:
    """Everything that is wrong with what was answered once for a case, or for the audit."""
    if document is None:
        return
    for where, text in document.entries.items():
        check = partial(check_value, sections, where, text)
        yield from refused(f"{place}.entries.{where}", check)
    yield from _in_kept(whole, document.kept, place)


def answers_entries(sections: Sequence[Section], document: OnceDocument) -> dict[str, str]:
    """The entries of what was answered once as they are stored. Raises ``Invalid``."""
    checked = {p: check_value(sections, p, text) for p, text in document.entries.items()}
    return {place: text for place, text in checked.items() if text}


def agency_return(whole: Whole, case: CaseDocument, document: ReturnDocument) -> AgencyReturn:
    """The return as the rules know it; its agency is in the list of agencies."""
    return AgencyReturn(
        document.agency,
        whole.kinds[document.agency],
        any(i.lead for i in case.agencies if i.agency == document.agency),
        document.status,
        case.state,
        document.entries,
        characteristics=Characteristics(**case.characteristics.model_dump()),
    )


def return_entries(whole: Whole, case: CaseDocument, document: ReturnDocument) -> dict[str, str]:
    """The entries of a return as they are stored. Raises ``Invalid`` for one that cannot be."""
    value = agency_return(whole, case, document)
    checked = {
        place: check_answer(whole.tool, whole.scale, value, place, text)
        for place, text in document.entries.items()
    }
    return {place: text for place, text in checked.items() if text}


def record_entries(whole: Whole, case: CaseDocument) -> dict[str, str]:
    """The entries of a discussion as they are stored. Raises ``Invalid``."""
    agencies = frozenset(i.agency for i in case.agencies)
    entries = case.discussion.entries if case.discussion else {}
    checked = {
        place: check_record_value(whole.tool, whole.scale, agencies, place, text)
        for place, text in entries.items()
    }
    return {place: text for place, text in checked.items() if text}


def _in_reference(whole: Whole, case: CaseDocument, place: str) -> Iterator[Problem]:
    """A child is known by a made-up reference; the areas of published letters by their names."""
    sentence = None if whole.audit.kind == "inspection-letters" else refusal(case.reference)
    if sentence is not None:
        yield Problem(f"{place}.reference", sentence)


def _in_appointments(whole: Whole, case: CaseDocument, place: str) -> Iterator[Problem]:
    for part, roles in APPOINTED.items():
        number = getattr(case, part)
        if number is not None and _role_of(whole, number) not in roles:
            yield Problem(
                f"{place}.{part}",
                f"The file's list of people has no {roles[0].label.lower()} of this number.",
            )


def _role_of(whole: Whole, number: int) -> Role | None:
    return whole.people[number].role if number in whole.people else None


def _in_involvements(whole: Whole, case: CaseDocument, place: str) -> Iterator[Problem]:
    yield from twice(f"{place}.agencies", "agency", (i.agency for i in case.agencies))
    if sum(i.lead for i in case.agencies) > 1:
        yield Problem(f"{place}.agencies", "One agency leads a case. Name one only.")
    for number, involvement in enumerate(case.agencies, 1):
        yield from whole.unknown_agency(involvement.agency, f"{place}.agencies.{number}.agency")


def _in_return(
    whole: Whole, case: CaseDocument, document: ReturnDocument, place: str
) -> Iterator[Problem]:
    asked = {i.agency for i in case.agencies if i.known is not Known.NOT_ASKED}
    if document.agency not in asked or document.agency not in whole.kinds:
        yield Problem(f"{place}.agency", "This agency was not asked about the case.")
        return
    yield from _in_status(case, document, place)
    yield from _in_practitioners(whole, document, place)
    value = agency_return(whole, case, document)
    for where, text in document.entries.items():
        yield from refused(
            f"{place}.entries.{where}",
            partial(check_answer, whole.tool, whole.scale, value, where, text),
        )
    yield from _in_kept(whole, document.kept, place)


def _in_kept(whole: Whole, document: Sequence[KeptDocument], place: str) -> Iterator[Problem]:
    for number, kept in enumerate(document, 1):
        answered = whole.earlier.get(kept.version)
        if answered is None:
            yield Problem(f"{place}.kept.{number}.version", NO_VERSION)
        elif all(kept.place not in question.places for question in answered.questions):
            yield Problem(f"{place}.kept.{number}.place", "That version has no such question.")


def _in_status(case: CaseDocument, document: ReturnDocument, place: str) -> Iterator[Problem]:
    if document.status in _SENT and document.submitted_at is None:
        yield Problem(f"{place}.submitted_at", "Say when this return was sent.")
    if document.status.can_be_written and document.submitted_at is not None:
        yield Problem(f"{place}.submitted_at", "Leave this empty until the return is sent.")
    if document.status.can_be_written and case.state not in (
        CaseState.WAITING,
        CaseState.WITHDRAWN,
    ):
        yield Problem(
            f"{place}.status", "The returns of this case are closed: a return still out is missing."
        )
    known = {i.known for i in case.agencies if i.agency == document.agency}
    if (document.status is ReturnStatus.NOT_KNOWN) != (known == {Known.NOT_KNOWN}):
        yield Problem(
            f"{place}.status",
            "Return and case must agree on whether the agency knows the child: “not-known” in "
            "both, or in neither.",
        )
    if known == {Known.NOT_IN_PERIOD}:
        yield Problem(
            f"{place}.status",
            "The case says that the agency knew the child, but not in this period: then it gives "
            "no return. Take the return out, or say “known”.",
        )


def _in_practitioners(whole: Whole, document: ReturnDocument, place: str) -> Iterator[Problem]:
    yield from twice(f"{place}.practitioners", "number", document.practitioners)
    for position, number in enumerate(document.practitioners, 1):
        person = whole.people.get(number)
        if person is None or person.agency != document.agency:
            yield Problem(
                f"{place}.practitioners.{position}",
                "The file's list of people has nobody of this number in this agency.",
            )


def _in_discussion(whole: Whole, case: CaseDocument, place: str) -> Iterator[Problem]:
    discussion = case.discussion
    if discussion is None:
        # An audit may hold findings alone: then nothing was opened, and nothing is missing.
        if case.state.is_revealed and case.returns:
            yield Problem(place, "The discussion of this case was opened: say when.")
        return
    if case.state in (CaseState.WAITING, CaseState.PREPARED):
        yield Problem(place, f"This case is {case.state.label}, so it has no discussion yet.")
    yield from _in_times(case, discussion, place)
    agencies = frozenset(i.agency for i in case.agencies)
    yield from _of_the_case(agencies, discussion.attendance, f"{place}.attendance")
    yield from _of_the_case(agencies, discussion.replies, f"{place}.replies")
    for number, reply in enumerate(discussion.replies, 1):
        yield from _in_settled(reply, f"{place}.replies.{number}")
    for where, text in discussion.entries.items():
        yield from refused(
            f"{place}.entries.{where}",
            partial(check_record_value, whole.tool, whole.scale, agencies, where, text),
        )
    yield from _in_corrections(whole, case, agencies, place)


def _in_corrections(
    whole: Whole, case: CaseDocument, agencies: frozenset[str], place: str
) -> Iterator[Problem]:
    """One with two equal texts says only that something was taken out of a section."""
    made = case.discussion.corrections if case.discussion else []
    if made and case.state is not CaseState.AGREED:
        yield Problem(f"{place}.corrections", "Only a record that is signed off is corrected.")
    for number, one in enumerate(made, 1):
        if one.before != one.after:
            yield from refused(
                f"{place}.corrections.{number}",
                partial(check_statement, one.after)
                if read_place(one.place).part == "finding"
                else partial(
                    check_record_value, whole.tool, whole.scale, agencies, one.place, one.after
                ),
            )


def _in_settled(reply: ReplyDocument, place: str) -> Iterator[Problem]:
    if reply.settled is None:
        return
    yield from refused(
        f"{place}.settled",
        partial(check_settled, reply.word, reply.settled, reply.settled_reason),
    )
    if reply.settled_at is None:
        yield Problem(f"{place}.settled_at", "Say when it was settled.")


def _of_the_case(
    agencies: frozenset[str],
    listed: Sequence[AttendanceDocument | ReplyDocument],
    place: str,
) -> Iterator[Problem]:
    """Each agency once, and none that is not one of the case."""
    yield from twice(place, "agency", (one.agency for one in listed))
    for number, one in enumerate(listed, 1):
        if one.agency not in agencies:
            yield Problem(f"{place}.{number}", "This agency is not one of the case.")


def _in_times(case: CaseDocument, discussion: DiscussionDocument, place: str) -> Iterator[Problem]:
    if case.state is CaseState.WRITTEN_UP and discussion.written_up_at is None:
        yield Problem(f"{place}.written_up_at", "Say when the discussion was written up.")
    if case.state is CaseState.AGREED and discussion.agreed_at is None:
        yield Problem(f"{place}.agreed_at", "Say when the discussion was agreed.")
