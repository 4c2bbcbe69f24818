"""A finding: what the discussion agreed was done well, or could be done better."""

from dataclasses import dataclass, field

from audit_tools.codebook import Codebook
from audit_tools.consequences import Consequence
from audit_tools.errors import Invalid, Refused
from audit_tools.places import FindingKind, read_place, said_place
from audit_tools.tool import AuditTool
from audit_tools.training_needs import Cause, Remedy, remedy_for
from audit_tools.wording import MAX_TEXT
from audit_tools.words.marking import marks_in
from audit_tools.words.word_list import Words

MOST_THEMES = 3
MAX_STATEMENT = MAX_TEXT
"""As much as a line of a return holds, so that every line can be taken into a finding."""
MAX_WORDING = 1_000
BULLETS = "•\u2013-* \t"


@dataclass(frozen=True)
class Source:
    """What a finding was taken from, which itself stays untouched: the line of an agency's return,
    or the place of what the agency said in the discussion."""

    agency: str
    place: str

    @property
    def is_said(self) -> bool:
        """Whether it was said in the discussion, and in no return."""
        return self.place == said_place(read_place(self.place).section, self.agency)


@dataclass(frozen=True)
class AgreedWording:
    """Wording for sharing. It is shared only once somebody who did not write it agrees.

    ``sent_back`` is what somebody asked to be worded differently, until it is worded anew.
    """

    text: str = field(repr=False)
    written_by: str
    agreed_by: str | None = None
    sent_back: str = field(repr=False, default="")

    @property
    def is_agreed(self) -> bool:
        return self.agreed_by is not None

    @property
    def waits(self) -> bool:
        """Whether it waits for somebody who did not write it."""
        return not self.is_agreed and not self.sent_back


@dataclass(frozen=True)
class Finding:
    """One finding of one case. ``number`` is its number within the audit."""

    number: int
    case: str
    section: str
    kind: FindingKind
    statement: str = field(repr=False)
    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    cause: Cause | None = None
    remedy: Remedy | None = None
    remedy_reason: str = field(default="", repr=False)
    sources: tuple[Source, ...] = ()
    wording: AgreedWording | None = None
    consequence: Consequence | None = None

    @property
    def is_sorted(self) -> bool:
        """Whether it has its themes and, for an area for development, why it happened."""
        needs_cause = self.kind is FindingKind.DEVELOPMENT
        return bool(self.themes) and (self.cause is not None or not needs_cause)


@dataclass(frozen=True)
class Sorting:
    """What a finding is sorted into, checked."""

    themes: tuple[str, ...]
    cause: Cause | None
    remedy: Remedy | None
    remedy_reason: str = field(default="", repr=False)
    consequence: Consequence | None = None


def said_alike(finding: Finding) -> tuple[str, str, str] | None:
    """What findings from the same answer share: question, kind and statement.

    ``None`` for a finding that was written or taken from a line: it speaks of its case alone.
    """
    places = {source.place for source in finding.sources}
    if len(places) != 1 or not (place := places.pop()).count(".") or "/" in place:
        return None
    return place, finding.kind.value, finding.statement


def statements_in(said: str) -> tuple[str, ...]:
    """What an agency said in the discussion: a statement to each line, without a bullet before it.

    Each can become a finding of its own.
    """
    lines = (" ".join(line.lstrip(BULLETS).split()) for line in said.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def propose_themes(
    tool: AuditTool, codebook: Codebook, section: str, sources: tuple[Source, ...] = ()
) -> tuple[str, ...]:
    """The themes to offer first for a finding of a section: those of the answers that it was taken
    from, then the section's own, then those of its other questions.

    The first of them is what most findings need; words of the finding tell it no better.
    """
    found = next((s for s in tool.sections if s.key == section), None)
    if found is None:
        return ()
    taken = {source.place for source in sources}
    answered = (theme for q in found.questions if q.key in taken for theme in q.themes)
    of_questions = (theme for question in found.questions for theme in question.themes)
    return codebook.meant_by((*answered, *found.themes, *of_questions))


def check_statement(text: str) -> str:
    """The statement on one line. Raises ``Invalid`` where it is empty or too long."""
    statement = " ".join(text.split())
    if not statement:
        raise Invalid("Write the finding in one sentence.", place="statement")
    if len(statement) > MAX_STATEMENT:
        raise Invalid(f"Keep a finding to {MAX_STATEMENT:,} characters.", place="statement")
    return statement


def check_wording(text: str) -> str:
    """Wording for sharing on one line; it may be empty. Raises ``Invalid`` where it is too long."""
    wording = " ".join(text.split())
    if len(wording) > MAX_WORDING:
        raise Invalid(f"Keep the wording to {MAX_WORDING:,} characters.", place="wording")
    return wording


def check_worded(finding: Finding, wording: str, as_it_stands: bool) -> None:
    """Raise ``Invalid`` for a finding's own text unless somebody said that it can be shared.

    The text was written for those in the room. What was taken from an answer stands in the words of
    the audit tool, which give nobody away.
    """
    if wording == finding.statement and not as_it_stands and said_alike(finding) is None:
        raise Invalid(
            "This is the finding's own text, written for those in the room. Change what only they"
            " may read, or say that it can be shared as it stands.",
            place="as_it_stands",
        )


def check_sorting(
    kind: FindingKind,
    themes: tuple[str, ...],
    known_themes: frozenset[str],
    cause: Cause | None,
    chosen: Remedy | None = None,
    reason: str = "",
    consequence: Consequence | None = None,
) -> Sorting:
    """Themes, cause, remedy and what followed as they are stored.

    A strength has none of the last three. Raises ``Invalid`` for more than three themes, an
    unknown one, another remedy than the cause's usual one without a reason, or a remedy or a
    reason where the cause is not said.
    """
    once = tuple(dict.fromkeys(themes))
    if len(once) > MOST_THEMES:
        raise Invalid(f"Choose no more than {MOST_THEMES} themes.", place="themes")
    unknown = [theme for theme in once if theme not in known_themes]
    if unknown:
        raise Invalid("Choose themes from the theme list of this audit.", place="themes")
    if kind is FindingKind.STRENGTH:
        if cause is not None:
            raise Invalid("Only an area for development has a cause.", place="cause")
        if consequence is not None:
            raise Invalid("What followed is said of areas for development.", place="consequence")
        return Sorting(once, None, None)
    if cause is None:
        if chosen is not None or reason.strip():
            raise Invalid("Say why it happened: what would help follows from it.", place="cause")
        return Sorting(once, None, None, consequence=consequence)
    remedy = remedy_for(cause, chosen, reason)
    kept = reason.strip() if remedy is not cause.usual_remedy else ""
    return Sorting(once, cause, remedy, kept, consequence)


def check_can_answer_wording(wording: AgreedWording | None, by: str) -> AgreedWording:
    """Raise ``Refused`` unless there is wording and this person did not write it."""
    if wording is None or not wording.text:
        raise Refused("Write the wording for sharing first.")
    if wording.written_by == by:
        raise Refused("You wrote this wording, so somebody else must agree it before it is shared.")
    return wording


def check_can_send_back(wording: AgreedWording) -> None:
    """Raise ``Refused`` for wording that is agreed already: others may have read it."""
    if wording.is_agreed:
        raise Refused("This wording has been agreed already. Ask the Business Unit to change it.")


def check_asked(text: str) -> str:
    """What should be worded differently, on one line. Raises ``Invalid`` where it is not said."""
    asked = " ".join(text.split())
    if not asked:
        raise Invalid("Say what should be worded differently.", place="asked")
    if len(asked) > MAX_WORDING:
        raise Invalid(f"Keep it to {MAX_WORDING:,} characters.", place="asked")
    return asked


def check_can_agree_wording(
    wording: AgreedWording | None, by: str, words: Words, marks_kept: bool = False
) -> AgreedWording:
    """Raise ``Refused`` unless there is wording, this person did not write it, and what looks in
    it as if it could identify somebody is knowingly kept."""
    wording = check_can_answer_wording(wording, by)
    if marks_in(wording.text, words) and not marks_kept:
        raise Refused(
            "Something in this wording looks as if it could identify somebody. Ask for other "
            "wording, or confirm that it can stay.",
            place="marks_kept",
        )
    return wording
