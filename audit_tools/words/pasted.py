"""Text that comes from a word processor, whose bullets are signs of many kinds."""

import re

# What Word, Outlook and a browser put before a point; an "o" of Word's stands before a tab.
_SIGNS = r"[•·▪▫‣◦§●○■□\uf0b7\uf0a7➢✓*-]|[\u2013\u2014](?=\s)|o(?=[\t\u00a0]|\s{2})"
_BULLET = re.compile(rf"^[ \t\u00a0]*(?:{_SIGNS})[\s\u00a0]+")
_BULLET_ALONE = re.compile(r"^[ \t\u00a0]*[•▪‣●]")
PLAIN = "- "


def has_bullets(text: str) -> bool:
    """Whether any of its lines is a point of a list."""
    return any(_is_point(line) for line in text.splitlines())


def points_of(text: str) -> tuple[str, ...]:
    """One text to a point, without bullets; a line without one goes on with the point before it.

    Lines without any bullet are points of their own.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not has_bullets(text):
        return tuple(line.strip() for line in lines)
    points = list[str]()
    for line in lines:
        if _is_point(line) or not points:
            points.append(without_bullet(line))
        else:
            points[-1] = f"{points[-1]} {line.strip()}"
    return tuple(point for point in points if point)


def with_plain_bullets(text: str) -> str:
    """The text with every bullet as ``- ``, which stays readable wherever the text goes."""
    if not has_bullets(text):
        return text
    return "\n".join(
        f"{PLAIN}{without_bullet(line)}" if _is_point(line) else line for line in text.splitlines()
    )


def without_bullet(line: str) -> str:
    return _BULLET_ALONE.sub("", _BULLET.sub("", line)).strip()


def _is_point(line: str) -> bool:
    return bool(_BULLET.match(line) or _BULLET_ALONE.match(line))
