"""A theme that was seen in audits before, and the actions on it that there are."""

from audit_tools.audience import AudienceFacts
from audit_tools.recurrence import Recurring
from reports.kinds import sentences
from reports.outline import Node, Paragraph, Term

MOST_LETTERS = 200


def caution(facts: AudienceFacts) -> list[Node]:
    """What cannot be concluded from it, said once."""
    if not facts.recurring:
        return []
    reads_plans = any(one.actions is not None for one in facts.recurring)
    none = " Where no action is named, none on the theme has begun." if reads_plans else ""
    return [
        Paragraph(
            f"Seen before tells of other {facts.counted.many}. That a theme is seen again shows "
            f"neither that an action failed nor that nothing changed.{none}"
        )
    ]


def seen_before(facts: AudienceFacts, theme: str) -> tuple[Term, ...]:
    """In which audits before a theme could be better, and in spite of which actions it is seen."""
    found = _recurring(facts, theme)
    if found is None:
        return ()
    actions = tuple(
        f"{one.plan}, action {one.number}: {_short(one.said)} {one.status}; {one.effect.lower()}."
        for one in found.actions or ()
    )
    again = (Term("Seen again in spite of", actions),) if actions else ()
    return (Term("Seen before", said_before(facts, theme)), *again)


def said_before(facts: AudienceFacts, theme: str) -> tuple[str, ...]:
    """``5 of 6 children: the audit before.``, of each audit in which it could be better."""
    found = _recurring(facts, theme)
    return tuple(
        f"{one.counted.of(one.share.count, one.share.of)}: {one.audit}."
        for one in (found.seen if found else ())
    )


def _recurring(facts: AudienceFacts, theme: str) -> Recurring | None:
    return next((one for one in facts.recurring if one.theme == theme), None)


def _short(text: str) -> str:
    """Whole, or as many words as there is room for."""
    if len(text) <= MOST_LETTERS:
        return sentences.stopped(text)
    return f"{text[:MOST_LETTERS].rsplit(' ', 1)[0]} ..."
