"""How many of something, as people write it."""


def plural(count: int, one: str, many: str = "") -> str:
    """``1 finding``, ``2 findings``; ``many`` where an s at the end does not make it."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"
