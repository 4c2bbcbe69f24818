"""What the head of an agency is given of an audit: thanks, and the practice worth passing on."""

from audit_tools.good_practice import GoodPractice
from audit_tools.numbers import Share
from reports.kinds import sentences
from reports.outline import Heading, Node, Outline, Paragraph


def good_practice(given: GoodPractice) -> Outline:
    """One side of paper. It names no case, no number of the agency's own, and no other agency."""
    number = given.counted.number(given.cases)
    nodes: list[Node] = [
        *sentences.corrected(given.counted, Share(given.corrected, given.cases)),
        Paragraph(
            f"Thank you for the time that people of {given.agency} gave to this audit of {number}.",
            leads=True,
        ),
        *_practices(given),
        Heading("What we ask of you"),
        Paragraph(
            "Pass it on to the teams that could learn from it, and thank the people who took part. "
            "It says what was done well and not by whom: please do not ask them which "
            f"{given.counted.one} it was about."
        ),
        Paragraph(f"The Business Unit, {given.partnership}"),
    ]
    title = "Good practice worth passing on"
    caption = f"To the head of {given.agency} · {given.audit}"
    return Outline(
        title,
        caption,
        tuple(nodes),
        given.invented,
        given.marking,
        rehearsal=given.rehearsal,
    )


def _practices(given: GoodPractice) -> list[Node]:
    if not given.practices:
        return [Paragraph("No wording of the good practice has been agreed yet.")]
    each = "The discussion" if given.cases == 1 else "Each discussion"
    said = Paragraph(
        f"{each} named the single most important good practice. This is what may be passed on:"
    )
    return [said, *(Paragraph(f"“{_as_sentence(text)}”") for text in given.practices)]


def _as_sentence(text: str) -> str:
    return sentences.stopped(sentences.opening(text))
