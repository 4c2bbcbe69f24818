"""What stands at the head and the foot of a printed sheet of Excel."""

MOST_LETTERS = 255
"""Excel takes so many in all, commands among them, and opens no file that has more."""


def edge(before: str, text: str, after: str = "") -> str:
    """A head or a foot: ``text`` between two commands, as much of it as there is room for.

    An ampersand begins a command, so those of the text are written twice.
    """
    kept = text
    while len(said := f"{before}{kept.replace('&', '&&')}{after}") > MOST_LETTERS:
        kept = kept[:-1]
    return said
