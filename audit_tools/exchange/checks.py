"""What an audit file means, as far as it concerns the whole: tool, agencies, people, needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain

from audit_tools.answered_once import sections_of_audit
from audit_tools.audit_details import AuditDates, AuditDetails, check_details
from audit_tools.cases import CaseState
from audit_tools.codebook import Codebook
from audit_tools.cycles import Counted, Phase, check_can_close
from audit_tools.errors import AuditError, Invalid, Problem
from audit_tools.exchange.case_checks import find_in_answers, find_in_case
from audit_tools.exchange.finding_checks import find_in_finding
from audit_tools.exchange.question_list import list_questions
from audit_tools.exchange.shape import AuditDocument, ExchangeDocument
from audit_tools.exchange.whole import NO_VERSION, Whole, twice
from audit_tools.tool import AuditTool

_DONE = (CaseState.AGREED, CaseState.WITHDRAWN)


def find_in_audit(
    document: ExchangeDocument,
    tool: AuditTool,
    codebook: Codebook,
    earlier: tuple[AuditTool, ...] = (),
) -> Iterator[Problem]:
    """Everything that is wrong with a file of the right shape."""
    whole = Whole.of(document, tool, codebook, earlier)
    yield from _in_versions(tool, earlier)
    yield from _in_questions(document, tool, earlier)
    yield from _in_header(document, tool)
    yield from _in_phase(document)
    yield from _in_answers(document, whole)
    yield from _in_draws(document.audit)
    yield from _in_people(document, whole)
    yield from _in_needs(document, codebook)
    yield from _given_twice(document)
    yield from _in_replaced(document)
    for number, case in enumerate(document.cases, 1):
        place = f"cases.{number}"
        if case.tool_version not in (None, *whole.earlier):
            yield Problem(f"{place}.tool_version", NO_VERSION)
            continue
        yield from find_in_case(whole.of_case(case), case, place)
        for position, finding in enumerate(case.findings, 1):
            yield from find_in_finding(whole, case, finding, f"{place}.findings.{position}")


def _in_versions(tool: AuditTool, earlier: tuple[AuditTool, ...]) -> Iterator[Problem]:
    for number, one in enumerate(earlier, 1):
        if one.key != tool.key or one.version >= tool.version:
            yield Problem(f"earlier_tools.{number}", "This is no earlier version of the tool.")
    yield from twice("earlier_tools", "version", (one.version for one in earlier))


def _in_questions(
    document: ExchangeDocument, tool: AuditTool, earlier: tuple[AuditTool, ...]
) -> Iterator[Problem]:
    """The list of questions says what the versions say, or is not there."""
    if document.questions and document.questions != list_questions(tool, earlier):
        yield Problem(
            "questions",
            "This list says something else than the versions of the tool. Leave it out: it is made "
            "of them.",
        )


def details_of(audit: AuditDocument) -> AuditDetails:
    """The details of the audit as they would be typed."""
    return AuditDetails(
        audit.title,
        audit.theme,
        audit.purpose,
        Counted(audit.counts.one, audit.counts.many),
        audit.selection,
        audit.selection_note,
        audit.scale,
        AuditDates(
            audit.period_from,
            audit.period_to,
            audit.returns_due,
            audit.discussions_from,
            audit.discussions_to,
        ),
    )


def _in_header(document: ExchangeDocument, tool: AuditTool) -> Iterator[Problem]:
    try:
        check_details(details_of(document.audit), tool)
    except Invalid as error:
        for problem in error.problems:
            where = problem.place.replace("counts_", "counts.")
            yield Problem(f"audit.{where}", problem.message)


def _in_replaced(document: ExchangeDocument) -> Iterator[Problem]:
    """What takes the place of a case is another case of the file, takes that of no third, and does
    not have its own taken by those whose place it took."""
    listed = [case.reference for case in document.cases]
    after = {case.reference: case.replaced_by for case in document.cases}
    seen: set[str] = set()
    for number, case in enumerate(document.cases, 1):
        other = case.replaced_by
        if other is None:
            continue
        if other not in listed or other == case.reference or other in seen:
            yield Problem(
                f"cases.{number}.replaced_by",
                "Give the reference of another case of the file that took the place of no other.",
            )
        elif case.reference in _chain(after, other):
            yield Problem(
                f"cases.{number}.replaced_by",
                "In the end it takes its own place. Take one out.",
            )
        seen.add(other)


def _chain(after: Mapping[str, str | None], start: str) -> set[str]:
    """A case, and all that took its place one after another."""
    found, here = set[str](), start
    while here not in found:
        found.add(here)
        here = after.get(here) or here
    return found


def _in_answers(document: ExchangeDocument, whole: Whole) -> Iterator[Problem]:
    sections = sections_of_audit(whole.tool)
    yield from find_in_answers(whole, sections, document.audit.answers, "audit.answers")


def _in_phase(document: ExchangeDocument) -> Iterator[Problem]:
    """A closed audit has no case left to agree."""
    if document.audit.phase is not Phase.CLOSED:
        return
    unfinished = sum(case.state not in _DONE for case in document.cases)
    counts = document.audit.counts
    try:
        check_can_close(Phase.COLLECTING, unfinished, Counted(counts.one, counts.many))
    except AuditError as error:
        yield Problem("audit.phase", error.message)


def _in_draws(audit: AuditDocument) -> Iterator[Problem]:
    """Each draw that was shown is there once, and one sample came of them at most."""
    made = [draw.model_dump_json(exclude={"confirmed"}) for draw in audit.draws_shown]
    for position in _repeated(made):
        yield Problem(f"audit.draws_shown.{position}", "This draw is listed already. Take it out.")
    if sum(draw.confirmed for draw in audit.draws_shown) > 1:
        yield Problem("audit.draws_shown", "One draw is confirmed at most.")


def _in_people(document: ExchangeDocument, whole: Whole) -> Iterator[Problem]:
    for number, person in enumerate(document.people, 1):
        place = f"people.{number}.agency"
        if person.role.belongs_to_agency and person.agency is None:
            yield Problem(place, f"Say which agency: {person.role.label} is a role in one.")
        elif not person.role.belongs_to_agency and person.agency is not None:
            yield Problem(place, f"Leave this empty: {person.role.label} is no role in an agency.")
        elif person.agency is not None:
            yield from whole.unknown_agency(person.agency, place)


def _in_needs(document: ExchangeDocument, codebook: Codebook) -> Iterator[Problem]:
    for number, need in enumerate(document.needs, 1):
        if need.theme not in codebook:
            yield Problem(f"needs.{number}.theme", "The theme list has no such theme.")


def _given_twice(document: ExchangeDocument) -> Iterator[Problem]:
    """Keys, numbers and references that have to be there once."""
    findings = chain.from_iterable(case.findings for case in document.cases)
    yield from twice("agencies", "agency", (agency.key for agency in document.agencies))
    yield from twice("people", "number of a person", (p.number for p in document.people))
    yield from twice("needs", "theme", (need.theme for need in document.needs))
    yield from twice("cases", "number of a finding", (finding.number for finding in findings))
    # A reference is not repeated: it may be what it should not be.
    for position in _repeated(case.reference for case in document.cases):
        yield Problem(f"cases.{position}.reference", "Another case has this reference. Change one.")


def _repeated(keys: Iterable[Hashable]) -> Iterator[int]:
    """The positions, from 1, of everything that stood before."""
    seen: Counter[Hashable] = Counter()
    for position, key in enumerate(keys, 1):
        seen[key] += 1
        if seen[key] > 1:
            yield position
