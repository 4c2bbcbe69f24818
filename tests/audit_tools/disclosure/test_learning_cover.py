"""A need against the offer, for an audience: who is named by kind is told apart by kind."""

from dataclasses import replace
from datetime import date

from audit_tools.agency_kinds import AgencyKind
from audit_tools.facts import Agency, CycleFacts
from audit_tools.learning.attendance import Attendance, Counts
from audit_tools.learning.coverage import Asked, Cover, CoverRow, Judged, LearningFacts, Offered
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.learning.offers import LearningOffer, OfferKind
from tests.audit_tools.disclosure.audiences import given
from tests.facts import AGENCIES, cases, cycle_facts, development

DALE = Agency("dale", "Dale School", AgencyKind.EDUCATION)
COURSE = LearningOffer("Listening", OfferKind.COURSE, themes=("voice",))
HILL_ALONE = Attendance(Counts(booked=9, attended=0), None, "hillside")
FACTS = cycle_facts(development(1, "C01", "voice", agencies=("hillside", "police")), cases=cases(2))


def rows(facts: CycleFacts, learning: LearningFacts) -> tuple[CoverRow, ...]:
    facts = replace(facts, learning=learning, partners=(*AGENCIES, DALE))
    [need] = given(facts).needs
    return need.offered


def test_each_agency_concerned_is_asked_about_and_a_school_with_all_schools() -> None:
    at_dale = Attendance(Counts(booked=3, attended=12), None, "dale")
    offers = (Offered(COURSE, (HILL_ALONE, at_dale)),)
    school, police = sorted(
        rows(FACTS, LearningFacts(date(2025, 5, 28), offers)),
        key=lambda row: row.staff != "Schools",
    )
    assert (school.audience, school.cover) == ("Schools", Cover.COVERED)
    assert "Hillside" not in f"{school.asked}{school.why}"
    assert (police.audience, police.cover) == ("Police", Cover.NOT_ATTENDED)


def test_what_the_group_asked_besides_and_what_it_judged_stands_with_its_reason() -> None:
    judged = Judged(Cover.PARTLY, "Few have heard of it.", date(2025, 5, 1))
    asked = {
        Asked("voice", "police"): judged,
        Asked("voice", "kind:education", "eight-groups/3"): Judged(),
        Asked("planning", "police"): judged,
        Asked("voice", "gone"): judged,
    }
    found = rows(FACTS, LearningFacts(places={"eight-groups/3": "Group 3"}, asked=asked))
    assert [row.audience for row in found].count("Schools, Group 3") == 1
    assert len(found) == 3
    assert [row.judged for row in found if row.asked.staff == "police"] == [judged]


def test_findings_that_are_quoted_from_others_are_set_against_what_anybody_may_take() -> None:
    quoted = replace(FACTS, cycle=replace(FACTS.cycle, attribution="Published letters"))
    [row] = rows(quoted, LearningFacts())
    assert (row.audience, row.cover) == ("Any agency", Cover.NOT_COVERED)


def test_evidence_from_elsewhere_on_the_same_theme_is_named() -> None:
    plan = LearningEvidence(EvidenceKind.OWN_ANALYSIS, "Training plan", themes=("voice",))
    other = replace(plan, title="Another", themes=("planning",))
    facts = replace(FACTS, learning=LearningFacts(evidence=(plan, other)))
    assert given(facts).needs[0].also_known == (
        "Training plan (an agency's own audit, needs analysis or training plan)",
    )
