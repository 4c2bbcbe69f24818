"""The keys that answer a question."""

from app.web.returns.keys import keys_of
from audit_tools.tool import JUDGEMENTS, Absence, Choice


def choices(**labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(key.replace("_", "-"), label) for key, label in labels.items())


def test_yes_no_and_not_known_have_the_same_letters_in_every_question() -> None:
    own = choices(yes="Yes", no="No", not_known="Not known")

    absences = tuple(Choice(one, one.label) for one in Absence)
    assert "".join(keys_of((*JUDGEMENTS, *absences)).values()) == "ypnake"
    assert "".join(keys_of(own).values()) == "ynk"


def test_a_choice_has_its_first_letter_or_where_that_is_shared_its_number() -> None:
    own = choices(accepted="Yes, and accepted", declined="Yes, but declined", considered="Seen")
    assert "".join(keys_of(own).values()) == "12s"


def test_the_letter_that_opens_where_it_was_seen_chooses_nothing() -> None:
    assert keys_of(choices(work="Work")) == {"work": "1"}


def test_a_tenth_choice_without_a_letter_has_the_first_that_is_free() -> None:
    own = choices(**{f"a{number}": f"All {number}" for number in range(10)}, before="Before")
    assert "".join(keys_of(own).values()) == "123456789ab"


def test_what_begins_with_a_digit_has_its_number_and_what_is_one_has_it() -> None:
    spans = choices(first="1 to 2", second="3 to 5", third="6 or more")
    assert "".join(keys_of(spans).values()) == "123"
    scale = choices(**{f"n{number}": str(number) for number in range(11)}, not_known="Not known")
    assert "".join(keys_of(scale).values()) == "0123456789ak"
