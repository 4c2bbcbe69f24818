"""Nothing typed is lost, nothing is written twice."""

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from audit_tools.entries import Clash, Edit, Entry, settle, values

STANDING = {"voice/why": Entry("as it was", 3)}


def edit(value: str, base: int, key: str = "k1", place: str = "voice/why") -> Edit:
    return Edit(place, value, base, key)


def test_an_edit_from_the_standing_version_is_written_with_the_next_one() -> None:
    outcome = settle(STANDING, [edit("better", 3)])

    assert [(c.before, c.after) for c in outcome.changes] == [("as it was", Entry("better", 4))]
    assert not outcome.clashes


def test_the_first_edit_of_a_place_starts_from_version_nought() -> None:
    outcome = settle({}, [edit("first", 0)])

    assert outcome.changes[0].after == Entry("first", 1)


def test_an_unchanged_value_is_not_written_whatever_version_it_started_from() -> None:
    outcome = settle(STANDING, [edit("as it was", 1)])

    assert outcome.changes == ()
    assert outcome.clashes == ()


def test_an_edit_from_an_older_version_keeps_both_texts() -> None:
    outcome = settle(STANDING, [edit("mine", 2)])

    assert outcome.changes == ()
    assert outcome.clashes == (Clash("voice/why", theirs="mine", standing="as it was"),)


def test_the_same_edit_sent_again_has_no_second_effect() -> None:
    assert settle(STANDING, [edit("mine", 2, "seen")], seen_keys=["seen"]).clashes == ()


def test_the_same_edit_twice_in_one_request_is_written_once() -> None:
    assert len(settle(STANDING, [edit("new", 3), edit("newer", 4)]).changes) == 1


def test_two_edits_of_one_place_in_one_request_follow_each_other() -> None:
    outcome = settle(STANDING, [edit("new", 3, "k1"), edit("newer", 4, "k2")])

    assert [c.after.version for c in outcome.changes] == [4, 5]


def test_a_place_that_was_emptied_holds_no_value() -> None:
    assert values({"voice/why": Entry("", 4), "voice/check": Entry("see", 1)}) == {
        "voice/check": "see"
    }


class Typists(RuleBasedStateMachine):
    """Several people type in two places from whatever version they happened to load."""

    loaded = Bundle("loaded")

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, Entry] = {}
        self.accepted: dict[str, set[str]] = {}
        self.kept: dict[str, set[str]] = {}
        self.keys: set[str] = set()

    @rule(target=loaded, place=st.sampled_from(["voice/why", "help/why"]))
    def load(self, place: str) -> tuple[str, int]:
        return place, self.entries.get(place, Entry("", 0)).version

    @rule(seen=loaded, text=st.text("abc", min_size=1, max_size=3), key=st.uuids().map(str))
    def type_and_save(self, seen: tuple[str, int], text: str, key: str) -> None:
        place, version = seen
        outcome = settle(self.entries, [Edit(place, text, version, key)], self.keys)
        for change in outcome.changes:
            self.kept.setdefault(place, set()).add(change.before)
            self.entries[place] = change.after
        for clash in outcome.clashes:
            self.kept.setdefault(place, set()).add(clash.theirs)
        self.accepted.setdefault(place, set()).add(text)
        self.keys.add(key)

    @invariant()
    def every_text_that_was_sent_stands_or_is_kept(self) -> None:
        for place, texts in self.accepted.items():
            standing = {self.entries.get(place, Entry("", 0)).value}
            assert texts <= standing | self.kept.get(place, set())


TestTypists = Typists.TestCase
