"""How urgent themes are, on a page that people read who have four minutes."""

from dataclasses import replace
from datetime import date

from audit_tools.audience import ThemePriority
from audit_tools.priorities import Decision, Priority, Suggestion
from reports.kinds.priorities import priorities
from reports.outline import Fold, Heading, Terms
from tests.reports.summaries import six_children

WATCH, ACT = Priority.KEEP_WATCHING, Priority.ACT_NOW
SUGGESTED = ThemePriority(None, 0, Suggestion(WATCH, WATCH, WATCH, for_what_followed=False), None)
OVERRULED = replace(
    SUGGESTED,
    decided=Decision(WATCH, "Silver MACE", date(2025, 1, 22), "It is seen to.", (), suggested=ACT),
)


def test_what_people_decided_to_watch_stands_open_and_what_a_rule_would_watch_is_folded() -> None:
    facts = six_children()
    first, second, *others = facts.themes
    rows = (replace(first, priority=SUGGESTED), replace(second, priority=OVERRULED))
    bare = (replace(row, priority=None) for row in others)
    _, heading, shown, folded, _ = priorities(replace(facts, themes=(*rows, *bare)))
    assert isinstance(heading, Heading)
    assert heading.text == "Keep watching"
    assert isinstance(shown, Terms)
    assert [term.label for term in shown.rows] == [second.title]
    assert "The rule suggested: act now." in str(shown.rows[0].details[0])
    assert isinstance(folded, Fold)
    assert folded.label == "Keep watching, as the rule suggests"
    (inside,) = folded.nodes
    assert isinstance(inside, Terms)
    assert [term.label for term in inside.rows] == [first.title]
