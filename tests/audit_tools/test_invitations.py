"""Who is expected from an agency, and what they reply."""

import pytest

from audit_tools.discussions import Came
from audit_tools.errors import Invalid
from audit_tools.invitations import LONGEST_NAME, Invited, Reply, check_invited, foreseen, lacking


def test_spaces_around_names_are_taken_off() -> None:
    said = Invited("  Ann   Green ", Reply.STAND_IN, " Ben Hall ")
    assert check_invited(said) == Invited("Ann Green", Reply.STAND_IN, "Ben Hall")
    assert check_invited(said).spoken == "Ben Hall for Ann Green"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        # somebody has to come in their place
        (Invited("Ann Green", Reply.STAND_IN), "stand_in"),
        # a name that would be lost on saving
        (Invited("Ann Green", Reply.COMING, "Ben Hall"), "stand_in"),
        (Invited("", Reply.COMING), "name"),
        (Invited("x" * (LONGEST_NAME + 1)), "name"),
        (Invited("Ann Green", Reply.STAND_IN, "x" * (LONGEST_NAME + 1)), "stand_in"),
    ],
)
def test_a_reply_that_does_not_fit_is_refused_where_it_is_wrong(said: Invited, place: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_invited(said)
    assert refused.value.place == place


@pytest.mark.parametrize(
    ("replies", "lacks", "comes"),
    [
        ((), "nobody", None),
        ((Reply.NO_REPLY,), "no reply", None),
        ((Reply.APOLOGIES,), "apologies", Came.APOLOGIES),
        # a second one may still come
        ((Reply.APOLOGIES, Reply.NO_REPLY), "no reply", None),
        ((Reply.APOLOGIES, Reply.COMING), "", Came.YES),
        ((Reply.STAND_IN,), "", Came.YES),
    ],
)
def test_one_who_comes_is_enough(
    replies: tuple[Reply, ...], lacks: str, comes: Came | None
) -> None:
    invited = [Invited("Ann", reply) for reply in replies]
    assert lacking(invited) == lacks
    assert foreseen(invited) is comes
