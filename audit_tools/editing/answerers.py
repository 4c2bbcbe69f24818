"""Who answers a section of a draft and its questions, and what follows where that changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit_tools.agency_kinds import AgencyKind
from audit_tools.editing.places import QUESTIONS, SECTIONS, Document, Part, find, listed
from audit_tools.editing.steps import GONE, NOTHING, Put, Together
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.tool import AskedOf, SectionFor


def follow_answerer(section: Document, part: Part, chosen: Put) -> Iterator[Put]:
    """What changes with who answers a section: facts are graded by nobody, and its questions are of
    whoever answers it."""
    before, now = (answerer_of(said) for said in (chosen.before, chosen.now))
    graded = section.get("graded", NOTHING)
    holds_facts = now is SectionFor.LEAD or now.is_once
    if holds_facts and graded is not False:
        yield Put(part, "graded", graded, False)
    for question in listed(section, QUESTIONS):
        asked = Part(((QUESTIONS, str(question.get("key"))),))
        yield from ask_as_section(question, asked, before, now)


def section_answered_once(document: Document, part: Part, asked: object) -> str:
    """The key of the first section in which a question stands that is answered once by such;
    empty where it stands in one already, or there is none."""
    if part.list_name != QUESTIONS or asked not in [one for one in AskedOf if one.is_once]:
        return ""
    holders = [
        one for one in listed(document, SECTIONS) if answerer_of(one.get("asked")).asks == asked
    ]
    stands = any(one.get("key") == part.key for held in holders for one in listed(held, QUESTIONS))
    return str(holders[0].get("key")) if holders and not stands else ""


def answerer_of(said: object) -> SectionFor:
    """Who answers a section that says so; one that says nothing yet is of the agencies."""
    words = str(said)
    return SectionFor(words) if words in list(SectionFor) else SectionFor.AGENCIES


def ask_as_section(
    question: Document, part: Part, before: SectionFor, now: SectionFor
) -> Iterator[Put]:
    """What changes in a question that a section of another answerer has from now on.

    Where each question says itself who answers it, it is each agency again; of which kinds is left
    to be chosen.
    """
    if now is before:
        return
    asked, kinds = question.get("asked", NOTHING), question.get("kinds", NOTHING)
    wanted = (now.asks or AskedOf.EACH).value
    if asked != wanted:
        yield Put(part, "asked", asked, wanted)
    if kinds is not NOTHING and now.asks not in (None, AskedOf.LEAD):
        yield Put(part, "kinds", kinds, NOTHING)


@dataclass(frozen=True)
class AskedInSection:
    """Of whom the questions of an agencies' section are asked now: the kinds that have all that
    agencies are asked, and whether the discussion is asked something."""

    kinds: frozenset[AgencyKind]
    panel: bool


def asked_in(document: Document, part: Part) -> AskedInSection | None:
    """Who is asked in a section; None of a part in which questions say nothing of kinds of agency,
    or where there are no questions yet."""
    section = find(document, part) or {}
    questions = listed(section, QUESTIONS) if _is_of_agencies(section, part) else ()
    if not questions:
        return None
    each = [set(one.get("kinds", ())) for one in questions if _asked(one) == AskedOf.EACH]
    common = set(AgencyKind).intersection(*each) if each else set[AgencyKind]()
    return AskedInSection(frozenset(common), any(_asked(one) == AskedOf.PANEL for one in questions))


def _is_of_agencies(section: Document, part: Part) -> bool:
    return part.list_name == SECTIONS and answerer_of(section.get("asked")) is SectionFor.AGENCIES


def _asked(question: Document) -> object:
    return question.get("asked", AskedOf.EACH)


def ask_all(
    document: Document, part: Part, kinds: Sequence[str], *, panel_too: bool
) -> Together | None:
    """The step that asks agencies of these kinds all questions of a section; None where they are.

    What the lead agency is asked, or whoever writes an area for development, stays as it is; what
    the discussion is asked too, unless ``panel_too``. Raises ``Conflict`` where the section is
    gone, ``Hidden`` where its questions are of no agencies or a kind is none, and ``Invalid``
    without a kind.
    """
    section = find(document, part)
    if section is None:
        raise Conflict(GONE, part.name)
    if not _is_of_agencies(section, part) or not set(kinds) <= set(AgencyKind):
        raise Hidden
    if not kinds:
        raise Invalid("Choose which kinds of agency are asked.", "kinds")
    changed = {AskedOf.EACH, AskedOf.PANEL} if panel_too else {AskedOf.EACH}
    wanted = [kind.value for kind in AgencyKind if kind in kinds]
    steps = tuple(
        step
        for question in listed(section, QUESTIONS)
        if _asked(question) in changed
        for step in _ask_of(question, wanted)
    )
    return Together(steps) if steps else None


def _ask_of(question: Document, kinds: list[str]) -> Iterator[Put]:
    part = Part(((QUESTIONS, str(question.get("key"))),))
    for field, now in (("asked", AskedOf.EACH.value), ("kinds", kinds)):
        stands = _asked(question) if field == "asked" else question.get(field)
        if stands != now:
            yield Put(part, field, question.get(field, NOTHING), now)
