"""Sentences that the kinds of document share. Numbers are "k of n", never a share of a hundred.

No sentence says "children": what an audit counts is a field of it.
"""

from collections.abc import Callable, Iterable, Sequence

from audit_tools.audience import AudienceFacts, NeedRow, Side, ThemeRow, Worded
from audit_tools.corrections import say_corrected_in
from audit_tools.cycles import Counted
from audit_tools.dates import format_date
from audit_tools.numbers import Share, joined, plural
from reports.outline import Note, Paragraph, Squares

MOST_NAMED = 4
MOST_WORDED = 3
FEW_CASES = 20
DRAFT = (
    "Draft for the Business Unit and the chair: it quotes wording that nobody has agreed for "
    "sharing. Do not pass it on."
)


def opening(text: str) -> str:
    """The text with a capital letter in front, the rest untouched."""
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """The text with a full stop, unless it ends a sentence already."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def short(share: Share) -> str:
    """``4 of 6``."""
    return f"{share.count} of {share.of}"


def of_cases(facts: AudienceFacts, share: Share) -> str:
    """``4 of 6 children``."""
    return facts.counted.of(share.count, share.of)


def which(cases: Sequence[bool]) -> str:
    """``4 of 6 (1, 2, 4, 5)``: how many, and their places in the order of the cases, unless it is
    all of them or they are so many that no picture shows each."""
    places = [str(place) for place, seen in enumerate(cases, start=1) if seen]
    counted = f"{len(places)} of {len(cases)}"
    if all(cases) or not places or len(cases) > FEW_CASES:
        return counted
    return f"{counted} ({', '.join(places)})"


def warnings(facts: AudienceFacts) -> list[Note]:
    """What must be known first: whatever is not counted yet, and what was corrected."""
    agreed, done = of_cases(facts, facts.agreed), facts.findings_sorted
    notes = {
        f"Interim: it counts the {agreed} whose discussion is agreed, and can change until the "
        "audit is closed.": facts.interim,
        f"It counts the {agreed} whose discussion is agreed.": not facts.agreed.is_all
        and not facts.interim,
        f"{short(done)} findings are sorted. The others may still be missing from themes and "
        "from what would help.": not done.is_all,
    }
    said = [Note(sentence) for sentence, holds in notes.items() if holds]
    return [*draft(facts), *said, *corrected(facts.counted, facts.corrected)]


def warnings_without_counts(facts: AudienceFacts) -> list[Note]:
    """The same on a paper that goes so far that it may say no number of those who were audited."""
    return [*draft(facts), *corrected_in((facts.title,) if facts.corrected.count else ())]


def draft(facts: AudienceFacts) -> list[Note]:
    """That it quotes what nobody has agreed for sharing, if it does."""
    return [Note(DRAFT)] if facts.draft else []


def corrected(counted: Counted, records: Share, where: str = "") -> list[Note]:
    """That records were corrected after their signing off, on every paper that used them."""
    if not records.count:
        return []
    of = counted.of(records.count, records.of)
    return [Note(f"The record of {of}{where} was corrected after it was signed off.")]


def corrected_in(audits: Iterable[str]) -> list[Note]:
    """The same on a paper that used several audits: in which of them a record was."""
    said = say_corrected_in(audits)
    return [Note(said)] if said else []


def basis(facts: AudienceFacts) -> list[Paragraph]:
    """What the numbers rest on: who was chosen, how, when, and what so few can show."""
    said = chosen(facts)
    if facts.period_from and facts.period_to:
        said += (
            f" Period under review: {format_date(facts.period_from)} to "
            f"{format_date(facts.period_to)}."
        )
    sentences = [said, facts.cases_sentence, _returned(facts), _how_far(facts)]
    return [Paragraph(sentence) for sentence in sentences if sentence]


def chosen(facts: AudienceFacts) -> str:
    """How many there are, and who or what chose them."""
    return _chosen(facts) + _by_hand(facts)


def _chosen(facts: AudienceFacts) -> str:
    """How many and how they were chosen, once: the note often begins with the label."""
    number, label = opening(facts.counted.number(facts.cases)), facts.selection.label
    if not facts.selection_note:
        return f"{number}, {label}."
    note = stopped(opening(facts.selection_note))
    said = note.casefold().startswith(label)
    return f"{number}. {note}" if said else f"{number}, {label}. {note}"


def _by_hand(facts: AudienceFacts) -> str:
    """A sample is no longer drawn where somebody chose a part of it."""
    if not facts.chosen_by_hand:
        return ""
    was = "was" if facts.chosen_by_hand == 1 else "were"
    replaced = facts.counted.of(facts.chosen_by_hand, facts.cases)
    return f" No reserve was left, so {replaced} {was} chosen by hand."


def areas(count: int) -> str:
    """``3 areas for development``."""
    return plural(count, "area for development", "areas for development")


def _returned(facts: AudienceFacts) -> str:
    if not facts.asks_returns:
        return (
            "The discussions came first in this audit: no returns were asked for, and each agency "
            "said its part there."
        )
    if not facts.all_returns.of:
        return "This audit holds findings alone: no returns were asked for."
    missing = [
        part.name for part in facts.agencies if part.returned.of and not part.returned.is_all
    ]
    said = received(facts, _given(facts))
    if not missing:
        return said
    return f"{said} Not everything came from {joined(missing)}."


def received(facts: AudienceFacts, instead: str = "") -> str:
    """``28 of 28 expected returns were received.``, and of all cases where not all are counted."""
    said = f"{short(facts.returns)} expected returns were received{instead}"
    if facts.agreed.is_all:
        return f"{said}."
    number, all_of_them = facts.counted.number(facts.cases), short(facts.all_returns)
    return f"Of the {number} counted, {said}; of all {facts.agreed.of}, {all_of_them}."


def _given(facts: AudienceFacts) -> str:
    count = facts.given_in_discussion
    said = plural(count, "agency said its part", "agencies said their part")
    return f"; {said} in the discussion instead" if count else ""


def _how_far(facts: AudienceFacts) -> str:
    """What the numbers cannot tell, said once; how little each can tell stands elsewhere."""
    number = facts.counted.number(facts.cases)
    if facts.cases >= FEW_CASES:
        return f"{number} leave a range around each number."
    if not facts.cases:
        return ""
    they = "It shows" if facts.cases == 1 else "They show"
    return f"{number} cannot show how common something is. {they} that it happens."


def most_seen(
    facts: AudienceFacts, side_of: Callable[[ThemeRow], Side], ending: str, otherwise: str
) -> str:
    """``4 of 6 children: Information sharing and Recording could be better.``

    Themes seen equally often are named together; where they are many, only their number is said.
    """
    most = max((side_of(row).count for row in facts.themes), default=0)
    if not most:
        return otherwise
    top = [row.title for row in facts.themes if side_of(row).count == most]
    number = facts.counted.of(most, facts.cases)
    if len(top) > MOST_NAMED:
        return f"{len(top)} themes {ending}, each in {number}."
    return f"{number}: {joined(top)} {ending}."


def most_to_learn(facts: AudienceFacts) -> str:
    return most_seen(
        facts, lambda row: row.developments, "could be better", "No area for development was found."
    )


def most_to_keep(facts: AudienceFacts) -> str:
    return most_seen(facts, lambda row: row.strengths, "went well", "No strength was found.")


def concerned(side: Side) -> str:
    """``Police, youth justice``: the agencies that one side of a theme concerns."""
    return opening(", ".join(side.agencies))


def both_counts(facts: AudienceFacts, need: NeedRow) -> str:
    """``Could be better in 6 of 6 children; in 2 of them learning would help.``"""
    return f"{opening(need.seen_in(facts.counted))}."


def seen(facts: AudienceFacts, side: Side) -> str | Squares:
    """The squares of a side with its count and agencies; without squares where they are many.

    Of published findings the agencies are those who published them, which is said once at the end.
    """
    number = of_cases(facts, side.share)
    is_named = side.agencies and not facts.attribution
    agencies = f" {concerned(side)}." if is_named else ""
    words = f"{number}.{agencies}"
    if len(side.cases) > FEW_CASES:
        return words
    return Squares(side.cases, _places(facts, side.cases), words)


def _places(facts: AudienceFacts, cases: Sequence[bool]) -> str:
    """``In the order of the children: 1, 2 and 5``, for who cannot see the squares."""
    places = joined(str(place) for place, seen in enumerate(cases, start=1) if seen)
    return f"In the order of the {facts.counted.many}: {places}"


def worded(facts: AudienceFacts, one: Worded) -> str:
    """The wording, with its number where it was found in several: ``...: 11 of 30 children.``"""
    if one.cases == 1:
        return one.text
    return f"{one.text.removesuffix('.')}: {facts.counted.of(one.cases, facts.cases)}."


def most_worded(facts: AudienceFacts, sides: Iterable[Side]) -> tuple[str, ...]:
    """The wordings found in most cases, at most three; none that was found in one only."""
    several = {one.text: one for side in sides for one in side.worded if one.cases > 1}
    most = sorted(several.values(), key=lambda one: (-one.cases, one.text))
    return tuple(worded(facts, one) for one in most[:MOST_WORDED])


def unworded(side: Side) -> str:
    """How many findings cannot be quoted, in a sentence; empty where all can."""
    if not side.unworded:
        return ""
    more = "more " if side.wordings else ""
    has = "has" if side.unworded == 1 else "have"
    findings = plural(side.unworded, f"{more}finding", f"{more}findings")
    return f"{findings} {has} no wording agreed for sharing."


def could_have_been(facts: AudienceFacts, side: Side) -> str:
    """The bounds that missing returns leave; empty where none is missing that could change it."""
    bounds = side.bounds
    if bounds.is_settled:
        return ""
    highest = facts.counted.of(bounds.highest, bounds.of)
    return f"Had every expected return come, it could have been up to {highest}."


def inspectors(numbers: Sequence[int]) -> str:
    """``Inspectors found this too (finding 1).``; empty where they did not."""
    if not numbers:
        return ""
    noun = "finding" if len(numbers) == 1 else "findings"
    return f"Inspectors found this too ({noun} {joined(str(n) for n in numbers)})."
