"""What a paper says that was put before a meeting once already: what changed, what was decided."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from audit_tools.governance import Decision
from audit_tools.paper_versions import (
    MOST_NAMED,
    NOT_KEPT,
    ONLY_WORDS,
    Counts,
    EarlierPaper,
    Figure,
    figures_of,
    latest_of,
    settled,
    what_changed,
    what_is_decided,
)
from audit_tools.priorities import Decision as Urgency
from audit_tools.priorities import Priority
from tests.reports.summaries import six_children

SILVER, GOLD = uuid4(), uuid4()
DECIDED_ON = date(2025, 1, 22)
BETTER = Figure(Counts.BETTER, "Planning", "in 1 of 6 children, 1 finding")


def paper(
    version: int,
    *figures: Figure,
    body: object = SILVER,
    asked: str = "Send 2 training needs.",
    decision: Decision | None = None,
) -> EarlierPaper:
    before = "Silver MACE, 10 December 2024"
    return EarlierPaper(version, "", body, before, asked, decision, figures)  # type: ignore[arg-type]


def test_what_a_paper_counts_is_kept_in_the_words_in_which_it_says_it() -> None:
    kept = figures_of(six_children())
    assert {
        Figure(Counts.AUDITED, "children whose discussion is agreed", "6 of 6"),
        Figure(
            Counts.BETTER, "Referral and notification quality", "in 3 of 6 children, 3 findings"
        ),
        Figure(Counts.WELL, "Voice of the child", "in 2 of 6 children, 2 findings"),
        # Who decided it is said with what was decided.
        Figure(Counts.PRIORITIES, "Referral and notification quality", "act now"),
        Figure(Counts.ELSEWHERE, "Planning and purposeful meetings", "process"),
    } <= set(kept)
    assert len(kept) == len({(one.counts, one.about) for one in kept})


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (BETTER, replace(BETTER, said="in 2 of 6 children, 2 findings"), "Could be better: "
         "Planning in 2 of 6 children, 2 findings, was in 1 of 6 children, 1 finding."),
        (replace(BETTER, about="Voice"), BETTER, "Could be better: Planning in 1 of 6 children, "
         "1 finding, new; Voice no longer, was in 1 of 6 children, 1 finding."),
        # Wording is no count, and a digest does not say which.
        (BETTER, BETTER, ONLY_WORDS),
    ],
)  # fmt: skip
def test_a_paper_says_what_it_counts_otherwise_than_before(
    then: Figure, now: Figure, said: str
) -> None:
    assert what_changed(paper(1, then), (now,)) == (said,)


def test_what_was_not_kept_is_not_said_to_be_unchanged() -> None:
    assert what_changed(paper(1), (BETTER,)) == (NOT_KEPT,)


def test_many_changes_of_one_kind_are_counted_after_the_first() -> None:
    now = [replace(BETTER, about=f"Theme {n}") for n in range(MOST_NAMED + 2)]
    [said, _] = what_changed(paper(1, replace(BETTER, counts=Counts.WELL)), now)
    assert said.endswith("; and 2 more, below.")


def test_a_version_is_compared_with_what_its_readers_had_last() -> None:
    first, second = paper(1), paper(2, body=GOLD)
    assert latest_of((first, second), SILVER, 3) == first
    assert latest_of((first, second), uuid4(), 3) == second
    # The same facts before another board are the same version: nothing changed since itself.
    assert latest_of((first,), GOLD, 1) is None


def test_what_was_decided_is_said_with_who_and_when() -> None:
    facts = six_children()
    urgency = Urgency(Priority.ACT_NOW, "Silver MACE", DECIDED_ON, "", (), Priority.ACT_NOW)
    themes = tuple(
        replace(row, priority=replace(row.priority, decided=urgency) if row.priority else None)
        for row in facts.themes
    )
    earlier = (paper(1, decision=Decision("Go\non.")), paper(2))
    assert what_is_decided(earlier, replace(facts, themes=themes)) == (
        "Silver MACE, 10 December 2024, on version 1: Go on.",
        "Silver MACE, 22 January 2025: how urgent 2 themes are.",
    )


def test_only_what_was_asked_and_decided_is_settled() -> None:
    need = Figure(Counts.NEEDS, "Notifications", "in 3 of 6 children, 3 findings")
    made = Decision("Sent.")
    assert settled([paper(1, need, BETTER, decision=made)], "training need", Counts.NEEDS) == {
        "Notifications"
    }
    assert not settled([paper(1, need)], "training need", Counts.NEEDS)
    assert not settled([paper(1, need, decision=made, asked="Note it.")], "need", Counts.NEEDS)
