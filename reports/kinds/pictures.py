"""The pictures of themes and of grades, each with its caption, its sentence and its numbers."""

from audit_tools.audience import AudienceFacts, GradeLabel, SectionRow, Side
from audit_tools.numbers import joined
from reports.kinds import sentences
from reports.outline import Chart, Table

NO_GRADE = "–"  # noqa: RUF001, a dash is what is drawn for an absence


def themes_chart(facts: AudienceFacts) -> Chart:
    """Strengths and areas for development of every theme that was seen, back to back."""
    counted = facts.counted
    alternative = (
        f"{sentences.most_to_learn(facts)} {sentences.most_to_keep(facts)} "
        "The numbers of every theme are in the table that follows."
    )
    return Chart(
        "themes",
        f"In which {counted.many} each theme went well and could be better. "
        f"{_one_drawn(facts, 'square')}",
        alternative,
        _themes_table(facts),
    )


def _are_bars(facts: AudienceFacts) -> bool:
    """Whether they are so many that no picture shows each."""
    return facts.cases > sentences.FEW_CASES


def _one_drawn(facts: AudienceFacts, what: str) -> str:
    """What one mark of a picture is; many cases are drawn as bars, with their numbers beside."""
    counted = facts.counted
    if _are_bars(facts):
        return f"A bar is as long as the number of {counted.many} beside it."
    return f"One {what} is one {counted.one}; their order is the same everywhere."


def _themes_table(facts: AudienceFacts) -> Table:
    many = facts.counted.many
    which = "" if _are_bars(facts) else f" In brackets, which {many}, in the order of the picture."
    return Table(
        f"Themes by {many}.{which}",
        (
            "Theme",
            "Went well",
            "Went well: agencies",
            "Could be better",
            "Could be better: agencies",
        ),
        tuple((row.title, *_side(row.strengths), *_side(row.developments)) for row in facts.themes),
        (21, 16, 24, 16, 23),
        meanings=(
            "The theme",
            f"In how many {many} it was seen as a strength, of all, and in which",
            "The agencies that these strengths concern",
            f"In how many {many} it was seen as an area for development, of all, and in which",
            "The agencies that these areas for development concern",
        ),
    )


def _side(side: Side) -> tuple[str, str]:
    return sentences.which(side.cases), sentences.concerned(side)


def grades_chart(facts: AudienceFacts) -> Chart:
    """The grades that the discussions agreed, section by section, one box a case."""
    order = ", ".join(grade.label for grade in facts.scale)
    return Chart(
        "grades",
        f"Agreed grades by section. {_one_drawn(facts, 'box')} The scale, best first: {order}.",
        f"{_range(facts)} The grades of every section are in the table that follows.",
        _grades_table(facts),
    )


def _range(facts: AudienceFacts) -> str:
    """The best and the lowest grade that were agreed anywhere, and where most often."""
    agreed = [g for g in facts.scale if any(_count(row, g) for row in facts.sections)]
    if not agreed:
        return "No grade was agreed."
    if len(agreed) == 1:
        return f"The only grade that was agreed is {_where(facts, agreed[0])}"
    return (
        f"The best grade that was agreed is {_where(facts, agreed[0])} "
        f"The lowest is {_where(facts, agreed[-1])}"
    )


def _where(facts: AudienceFacts, grade: GradeLabel) -> str:
    counts = {row.title: _count(row, grade) for row in facts.sections}
    most = max(counts.values())
    titles = [title for title, count in counts.items() if count == most]
    few = len(titles) <= sentences.MOST_NAMED
    where = joined(titles) if few else f"each of {len(titles)} sections"
    return f"{grade.label}, in {facts.counted.of(most, facts.cases)} for {where}."


def _count(row: SectionRow, grade: GradeLabel) -> int:
    return next(count.count for count in row.counts if count.grade == grade)


def _grades_table(facts: AudienceFacts) -> Table:
    labels = tuple(grade.label for grade in facts.scale)
    each = () if _are_bars(facts) else (f"{sentences.opening(facts.counted.many)} in order",)
    return Table(
        f"Agreed grades by {facts.counted.many}",
        (
            "Section",
            *each,
            *labels,
            "No grade agreed",
            "Agencies differed",
        ),
        tuple(_grades_row(row, each=bool(each)) for row in facts.sections),
        (24, *(15 for _ in each), *(13 for _ in labels), 10, 12),
        meanings=(
            "The section of the audit tool",
            *("The agreed grade of each, by its first letters, in their order" for _ in each),
            *(f"For how many {facts.counted.many} this grade was agreed" for _ in labels),
            f"For how many {facts.counted.many} none was agreed",
            "In how many the agencies' own grades were at least one step apart",
        ),
    )


def _grades_row(row: SectionRow, *, each: bool) -> tuple[str, ...]:
    in_order = " ".join(grade.initial if grade else NO_GRADE for grade in row.grades)
    return (
        f"{row.number} {row.title}".strip(),
        *([in_order] if each else []),
        *(str(count.count) for count in row.counts),
        str(row.without_grade),
        sentences.short(row.differed) if row.differed.of else "not compared",
    )
