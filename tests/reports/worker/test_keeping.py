"""What was made is given again for the same facts, for no others, and not for ever."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from reports.worker import keeping
from reports.worker.keeping import Kept, Made, Work
from tests.reports.summaries import six_children

OTHER = replace(six_children(), title="Another audit")
MORNING = datetime(2025, 5, 28, 9, 0, tzinfo=UTC)


def work(name: str = "build", *, kind: str = "theme-summary", at: datetime = MORNING) -> Work:
    return Work(name, (kind, six_children(), "pdf"), {"at": at})


def numbered() -> Callable[[], Made]:
    """What is made carries the number of times that something was."""
    numbers = count(1)
    return lambda: b"%d" % next(numbers)


def kept_by(seconds: list[float]) -> Kept:
    return Kept(lambda: seconds[-1])


def test_equal_facts_have_one_key() -> None:
    assert work().key == work().key


def test_facts_read_again_on_the_same_day_have_the_same_key_and_on_another_day_another() -> None:
    assert work(at=MORNING + timedelta(hours=3)).key == work().key
    assert work(at=MORNING + timedelta(days=1)).key != work().key


def test_the_day_is_that_of_people_here() -> None:
    # After midnight in a British summer it is still the day before in UTC.
    evening = datetime(2025, 5, 28, 22, 59, tzinfo=UTC)
    assert work(at=evening + timedelta(minutes=2)).key != work(at=evening).key


@pytest.mark.parametrize(
    "other",
    [
        work("chart_svg"),
        work(kind="training-needs"),
        Work("build", ("theme-summary", six_children(), "pdf"), {"at": None}),
        Work(
            "build",
            ("theme-summary", replace(six_children(), title="Another audit"), "pdf"),
            {"at": MORNING},
        ),
        Work("build", ("theme-summary", six_children(), "docx"), {"at": MORNING}),
        Work("build", ("theme-summary", six_children(), "pdf"), {"at": MORNING, "before": None}),
    ],
)
def test_whatever_differs_has_another_key(other: Work) -> None:
    assert other.key != work().key


def test_what_could_be_taken_for_something_else_has_no_key() -> None:
    with pytest.raises(TypeError, match="object"):
        _ = Work("build", (object(),), {}).key


def test_a_set_is_the_same_in_whichever_order_it_was_filled() -> None:
    # These two lie in one place of a table of eight, the later behind the earlier.
    there, back = (frozenset(dict.fromkeys(one)) for one in ((1, 9), (9, 1)))
    assert list(there) != list(back)
    assert Work("build", (there,), {}).key == Work("build", (back,), {}).key


def test_what_is_asked_for_again_is_made_once() -> None:
    kept, make = kept_by([0.0]), numbered()
    assert [kept.get(key, make) for key in ("a", "b", "a")] == [b"1", b"2", b"1"]


def test_after_an_hour_it_is_made_again() -> None:
    seconds = [0.0]
    kept, make = kept_by(seconds), numbered()
    for later in (0.0, 3600.0, 3600.5):
        seconds.append(later)
        kept.get("a", make)
    assert kept.get("a", make) == b"2"


def test_where_there_is_too_much_the_oldest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 2)
    kept, make = kept_by([0.0]), numbered()
    assert [kept.get(key, make) for key in ("a", "b", "c", "b", "a")] == [
        b"1", b"2", b"3", b"2", b"4",
    ]  # fmt: skip


def test_what_fails_is_not_kept() -> None:
    kept, make = kept_by([0.0]), numbered()

    def fail() -> Made:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        kept.get("a", fail)
    assert kept.get("a", make) == b"1"
