"""Two audits beside each other: the counts of each, as they are, and one sentence."""

from collections.abc import Iterator
from dataclasses import asdict, replace

from audit_tools.audience import Audience, AudienceFacts
from audit_tools.cases import CaseState
from audit_tools.cycles import Counted, Phase
from audit_tools.disclosure import for_audience
from audit_tools.numbers import Share
from audit_tools.side_by_side import SideBySide, beside
from audit_tools.training_needs import Cause
from tests.facts import agency_return, case, cycle, cycle_facts, development, strength


def before() -> AudienceFacts:
    """Six children: voice twice could be better and once went well."""
    six = [
        case(f"C{n}", agency_return("police"), agreed={"voice": "good" if n < 4 else "inadequate"})
        for n in range(1, 7)
    ]
    findings = (
        development(1, "C1", "voice"),
        development(2, "C2", "voice"),
        strength(3, "C3", "voice"),
        development(4, "C4", "planning", cause=Cause.TOOL_OR_PROCESS),
    )
    return for_audience(cycle_facts(*findings, cases=six), Audience.GOVERNANCE)


def now(**changed: object) -> AudienceFacts:
    """Two children: voice once went well, and notifications could be better."""
    two = [case(f"D{n}", agency_return("police"), agreed={"voice": "good"}) for n in (1, 2)]
    findings = (strength(1, "D1", "voice"), development(2, "D2", "notifications"))
    facts = for_audience(
        cycle_facts(*findings, cases=two, cycle=cycle(title="The second")), Audience.GOVERNANCE
    )
    return replace(facts, **changed)  # type: ignore[arg-type]


def both() -> SideBySide:
    found = beside(now(), before())
    assert found
    return found


def test_the_one_sentence_is_said_of_what_the_audit_counts() -> None:
    assert both().sentence == "Different children, and too few to say that anything changed."
    notifications = beside(now(counted=Counted("notification", "notifications")), before())
    assert notifications
    assert notifications.sentence.startswith("Different notifications,")


def test_themes_stand_by_their_titles_each_with_k_of_n_of_both_audits() -> None:
    assert [(t.title, t.well_then, t.well_now, t.better_then, t.better_now)
            for t in both().themes] == [
        ("Planning and purposeful meetings", Share(0, 6), Share(0, 2), Share(1, 6), Share(0, 2)),
        ("Referral and notification quality", Share(0, 6), Share(0, 2), Share(0, 6), Share(1, 2)),
        ("Voice of the child", Share(1, 6), Share(1, 2), Share(2, 6), Share(0, 2)),
    ]  # fmt: skip


def test_agreed_grades_stand_by_section_with_the_counts_of_both() -> None:
    (voice, _) = both().sections
    assert [(c.grade.key, c.count) for c in voice.then] == [
        ("outstanding", 0), ("good", 3), ("requires-improvement", 0), ("inadequate", 3),
    ]  # fmt: skip
    assert [c.count for c in voice.now] == [0, 2, 0, 0]


def test_only_what_both_asked_about_is_compared() -> None:
    narrower = replace(before(), sections=before().sections[:1])
    found = beside(now(), narrower)
    assert found
    assert [one.title for one in found.sections] == ["Voice and lived experience"]
    assert found.asked_now == 2


def test_grades_in_other_words_are_not_compared() -> None:
    other = replace(before(), scale=before().scale[:2])
    found = beside(now(), other)
    assert found
    assert found.sections == ()
    assert not found.graded_alike
    assert found.themes


def test_it_says_what_was_asked_for_before_and_to_whom_it_went() -> None:
    assert [(row.label, row.goes_to, row.rests_on.findings) for row in both().asked_for] == [
        ("Training", "Learning and development group", 2),
        ("Process", "Silver MACE, with the agencies concerned", 1),
    ]


def test_nothing_is_compared_while_nothing_is_agreed() -> None:
    waiting = [case("D1", agency_return("police"), state=CaseState.WAITING)]
    facts = cycle_facts(cases=waiting, cycle=cycle(phase=Phase.COLLECTING))
    interim = for_audience(facts, Audience.GOVERNANCE, interim=True)
    assert beside(interim, before()) is None
    assert beside(before(), interim) is None


def test_no_number_is_made_of_both_audits() -> None:
    """No difference and no share: of no two of these numbers another is made by either."""
    cases = [case(f"C{n}", agency_return("police"), agreed={"voice": "good"}) for n in range(40)]
    then = for_audience(
        cycle_facts(*(development(n, f"C{n}", "voice") for n in range(18)), cases=cases[:23]),
        Audience.GOVERNANCE,
    )
    present = for_audience(
        cycle_facts(*(development(n, f"C{n}", "voice") for n in range(7)), cases=cases),
        Audience.GOVERNANCE,
    )
    found = beside(present, then)
    assert found
    sections = len(found.sections)
    assert set(_numbers(asdict(found))) == {0, 7, 18, 23, 40, sections}


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _numbers(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value
