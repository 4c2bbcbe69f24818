"""What was found: themes, what would help, and the training needs that follow."""

from audit_tools.audience import (
    InspectionRow,
    NeedRow,
    QuestionRow,
    RemedyRow,
    ThemePriority,
    ThemeRow,
)
from audit_tools.consequences import worst
from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.disclosure.learning_cover import also_known, cover_rows
from audit_tools.findings import Finding
from audit_tools.numbers import Share
from audit_tools.priorities import suggest
from audit_tools.second_sorting import alike
from audit_tools.themes import Seen, ThemeSeen, count_themes, seen_in
from audit_tools.training_needs import (
    Evidence,
    Remedy,
    SaidOfNeed,
    TrainingNeed,
    learning_needs,
)


def findings_sorted(agreed: AgreedCases) -> Share:
    """How many findings have their themes and, for an area for development, a cause."""
    return Share(sum(f.is_sorted for f in agreed.findings), len(agreed.findings))


def sorted_twice(agreed: AgreedCases) -> Share:
    """How many findings two people sorted alike, of those that a second person sorted."""
    counted = {finding.number for finding in agreed.findings}
    return alike(one for one in agreed.facts.sorted_twice if one.finding in counted)


def themes(agreed: AgreedCases) -> tuple[ThemeRow, ...]:
    """The themes that were seen, those with most cases to learn from first."""
    return tuple(_theme_row(agreed, seen) for seen in _counted(agreed) if seen.was_seen)


def themes_not_seen(agreed: AgreedCases) -> tuple[str, ...]:
    """The titles of all other themes, in the order of the theme list."""
    return tuple(agreed.title(seen.theme) for seen in _counted(agreed) if not seen.was_seen)


def _counted(agreed: AgreedCases) -> tuple[ThemeSeen, ...]:
    keys = [theme.key for theme in agreed.facts.codebook.themes]
    return count_themes(keys, agreed.references, agreed.findings)


def _theme_row(agreed: AgreedCases, seen: ThemeSeen) -> ThemeRow:
    return ThemeRow(
        seen.theme,
        agreed.title(seen.theme),
        agreed.side(seen.strengths),
        agreed.side(seen.developments),
        _inspection_of(agreed, seen.theme),
        priority(agreed, seen.theme),
    )


def priority(agreed: AgreedCases, theme: str) -> ThemePriority | None:
    """How urgent a theme is; ``None`` where nothing could be better, or others published it."""
    findings = [f for f in agreed.developments if theme in f.themes]
    if not findings or agreed.facts.cycle.attribution:
        return None
    followed = [f.consequence for f in findings]
    return ThemePriority(
        worst(followed),
        followed.count(None),
        suggest(_could_be_better(agreed, theme), worst(followed)),
        agreed.facts.decided.get(theme),
    )


def _could_be_better(agreed: AgreedCases, theme: str) -> Share:
    seen = seen_in(agreed.references, [f for f in agreed.developments if theme in f.themes])
    return Share(seen.count, len(seen.cases))


def inspection(agreed: AgreedCases) -> tuple[InspectionRow, ...]:
    """The inspection findings that this audit answers."""
    return tuple(
        InspectionRow(
            f.number,
            f.statement,
            tuple(agreed.title(theme) for theme in agreed.facts.codebook.meant_by(f.themes)),
        )
        for f in agreed.facts.answers_inspection
    )


def _inspection_of(agreed: AgreedCases, theme: str) -> tuple[int, ...]:
    meant_by = agreed.facts.codebook.meant_by
    answered = agreed.facts.answers_inspection
    return tuple(f.number for f in answered if theme in meant_by(f.themes))


def remedies(agreed: AgreedCases) -> tuple[RemedyRow, ...]:
    """What would help, the learning remedies first, each with who can act on it."""
    rows = ((remedy, _calling_for(agreed, remedy)) for remedy in Remedy)
    return tuple(
        RemedyRow(
            remedy.value,
            remedy.label,
            remedy.is_learning,
            remedy.goes_to,
            _theme_titles(agreed, seen.findings),
            agreed.side(seen),
        )
        for remedy, seen in rows
        if seen.findings
    )


def without_remedy(agreed: AgreedCases) -> int:
    """How many areas for development nobody has yet said the cause of."""
    return sum(_remedy(f) is None for f in agreed.developments)


def _calling_for(agreed: AgreedCases, remedy: Remedy) -> Seen:
    return seen_in(agreed.references, [f for f in agreed.developments if _remedy(f) is remedy])


def _remedy(finding: Finding) -> Remedy | None:
    """What would help: as sorted, or else what usually helps with its cause."""
    return finding.remedy or (finding.cause.usual_remedy if finding.cause else None)


def _theme_titles(agreed: AgreedCases, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    found = {theme for f in findings for theme in f.themes}
    return tuple(theme.title for theme in agreed.facts.codebook.themes if theme.key in found)


def needs(agreed: AgreedCases) -> tuple[NeedRow, ...]:
    """The training needs as they are told, those of most cases first."""
    return tuple(_need_row(agreed, need) for need in training_needs(agreed))


def training_needs(agreed: AgreedCases) -> tuple[TrainingNeed, ...]:
    """The training needs with the numbers of their findings, for the people of the cases."""
    calling = [
        Evidence(f.case, f.themes, remedy, f.agencies, f.number)
        for f in agreed.developments
        if (remedy := _remedy(f)) is not None
    ]
    return learning_needs(calling)


def _need_row(agreed: AgreedCases, need: TrainingNeed) -> NeedRow:
    theme = agreed.facts.codebook.theme(need.theme)
    rests_on = [f for f in agreed.developments if f.number in need.findings]
    said = agreed.facts.said_of_needs.get(theme.key, SaidOfNeed())
    return NeedRow(
        theme.key,
        theme.title,
        _could_be_better(agreed, theme.key),
        agreed.side(seen_in(agreed.references, rests_on)),
        tuple(remedy.label for remedy in need.remedies),
        said.audience,
        theme.audience,
        theme.training_implication,
        _questions_on(agreed, theme.key),
        _inspection_of(agreed, theme.key),
        said.gap,
        said.gap_note,
        priority(agreed, theme.key),
        cover_rows(agreed, need),
        also_known(agreed, need),
    )


def _questions_on(agreed: AgreedCases, theme: str) -> tuple[QuestionRow, ...]:
    """The tool's questions that judge practice on the theme, and so would show change."""
    return tuple(
        QuestionRow(question.key, question.number, question.text)
        for question in agreed.facts.tool.questions
        if theme in agreed.facts.codebook.meant_by(question.themes) and question.judges
    )
