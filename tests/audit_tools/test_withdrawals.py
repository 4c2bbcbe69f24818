"""Why cases left an audit is said in numbers, and names none."""

import pytest

from audit_tools.cycles import CHILDREN
from audit_tools.errors import Refused
from audit_tools.withdrawals import Withdrawn, WithdrawnFor, check_why, say_withdrawn

MOVED = Withdrawn(WithdrawnFor.MOVED, is_replaced=True)
COURT = Withdrawn(WithdrawnFor.COURT, is_replaced=True)
GONE = Withdrawn(WithdrawnFor.REVIEW, is_replaced=False)
SAID = [
    ((), 8, ""),
    (
        (MOVED, COURT),
        8,
        "2 of 8 children selected were replaced: moved out of the area (1) and court proceedings "
        "or a criminal trial pending (1).",
    ),
    # One that nothing replaced was among those selected, and is in the audit no more.
    ((GONE,), 7, "1 of 8 children selected was withdrawn and not replaced: subject of a review "
     "already (1)."),
    # What took the place of another was not selected, so its going is said apart.
    (
        (MOVED, Withdrawn(WithdrawnFor.COURT, is_replaced=True, took_a_place=True)),
        1,
        "1 of 1 child selected was replaced: moved out of the area (1). 1 of those that took their "
        "place was replaced: court proceedings or a criminal trial pending (1).",
    ),
    ((Withdrawn(None, is_replaced=True),), 2, "1 of 2 children selected was replaced: a reason "
     "that was not sorted (1)."),
]  # fmt: skip


@pytest.mark.parametrize(("withdrawn", "counted", "said"), SAID)
def test_how_many_left_is_said_of_those_that_were_selected(
    withdrawn: tuple[Withdrawn, ...], counted: int, said: str
) -> None:
    assert say_withdrawn(withdrawn, counted, CHILDREN) == said


def test_only_another_reason_needs_words() -> None:
    assert check_why(WithdrawnFor.MOVED, " ") == ""
    assert check_why(WithdrawnFor.OTHER, " Asked to stop. ") == "Asked to stop."
    with pytest.raises(Refused) as refused:
        check_why(WithdrawnFor.OTHER, " ")
    assert refused.value.place == "reason"


def test_every_reason_of_the_list_reads_as_a_reason() -> None:
    labels = [why.label for why in WithdrawnFor]
    assert len(set(labels)) == len(labels)
    assert not any(label.endswith(".") or label[0].isupper() for label in labels)
