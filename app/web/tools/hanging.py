"""What of a question or a section hangs on conditions, and what its pages say of that."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HangsWords:
    """What is said of a field that holds conditions: the title of the page on which they are built,
    what holds without any, and the words of the link to that page, without and with conditions."""

    heading: str
    without: str
    add: str
    change: str


HANGING = {
    "show_when": HangsWords(
        "Ask only when",
        "It is always asked.",
        "Ask it only when …",
        "Change when it is asked",
    ),
    "required_when": HangsWords(
        "It has to be answered when",
        "No condition yet.",
        "It has to be answered when …",
        "Change when it has to be answered",
    ),
}
"""Every field that holds conditions, by its name."""
