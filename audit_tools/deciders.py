"""Who decided something and when: a meeting that is on file, or a group and a day as typed.

They are typed only by a partnership that has no meeting on file yet.
"""

from datetime import date

MOST_LETTERS = 120


def wrong_of_decider(
    group: str, on: date | None, today: date, *, in_meeting: bool
) -> dict[tuple[str, str], bool]:
    """What can be wrong with it, by place and sentence, for ``errors.check_nothing_wrong``.

    Where it is to be ``in_meeting``, group and day are those of the meeting that was chosen.
    """
    typed = not in_meeting
    return {
        ("meeting", "Choose the meeting that decided it."): in_meeting and not group,
        ("group", "Enter which group decided it, such as Silver MACE."): typed
        and not group.strip(),
        ("group", f"Use {MOST_LETTERS} characters or fewer."): len(group.strip()) > MOST_LETTERS,
        ("on", "Enter the day on which it was decided."): typed and on is None,
        ("on", "Enter a day that has been."): on is not None and on > today,
    }
