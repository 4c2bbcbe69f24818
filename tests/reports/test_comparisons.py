"""What the documents say that set two audits, or several areas, beside each other."""

import re
from dataclasses import replace
from datetime import date

import pytest

import reports
from audit_tools.audience import Audience
from audit_tools.comparable import LeftOut, Why
from audit_tools.disclosure import for_audience_beside
from audit_tools.errors import Invalid
from audit_tools.judgements import Course, Judgement
from audit_tools.numbers import Share
from audit_tools.side_by_side import Compared, SectionBeside, ThemeBeside
from reports.kinds.across import across
from reports.kinds.comparison_data import across_as_data, comparison_as_data
from reports.kinds.side_by_side import audit_before, side_by_side, what_changed
from reports.outline import Fold, Node, Note, Outline, Paragraph, Table, Terms
from tests.reports.files import pdf, pdf_text, word, word_text
from tests.two_audits import LACKING, LETTERS, LINKED, NOW, THEN, both
from tests.world import AT


def said(outline: Outline) -> str:
    """Everything it says, a line to each."""
    return "\n".join([outline.title, *(line for node in outline.nodes for line in lines(node))])


def lines(node: Node) -> list[str]:
    match node:
        case Fold():
            return [node.paper_label, *(line for inner in node.nodes for line in lines(inner))]
        case Terms():
            return [f"{term.label}: {detail}" for term in node.rows for detail in term.details]
        case Table():
            rows = [" | ".join(row).replace("\n", "; ") for row in (node.columns, *node.rows)]
            return [f"{node.caption}:", *rows]
    return [str(getattr(node, "text", ""))]


def test_the_first_sentence_counts_what_is_likely_and_what_is_unclear() -> None:
    assert what_changed(both()) == (
        "Of 7 things that both this audit and “Serious youth violence, Quarter 3 2024/25” asked "
        "about, 3 are likely better. There is no clear change in the other 4."
    )


def test_what_is_likely_is_named_below_the_first_sentence() -> None:
    page = said(side_by_side(both()))
    likely = [line for line in page.splitlines() if line.startswith("Likely ")]
    assert likely == [
        "Likely better: Voice and lived experience: more meet the standard",
        "Likely better: Voice of the child: fewer could be better",
        "Likely better: Outcome: more are safer",
    ]
    alike = for_audience_beside(THEN, THEN, {}, Audience.GOVERNANCE)
    assert alike
    assert "Likely better:" not in said(side_by_side(alike))


def test_where_nothing_is_likely_it_says_no_clear_change_and_never_that_nothing_changed() -> None:
    alike = for_audience_beside(THEN, THEN, {}, Audience.GOVERNANCE)
    assert alike
    assert what_changed(alike).startswith("No clear change in the 7 things that both")


@pytest.mark.parametrize(("interim", "word"), [(False, "Not judged"), (True, "Not judged yet")])
def test_what_the_rule_could_not_judge_is_never_called_no_clear_change(
    interim: bool, word: str
) -> None:
    facts = replace(NOW, cases=(*NOW.cases, LACKING))
    found = for_audience_beside(THEN, facts, LINKED, Audience.GOVERNANCE, interim=interim)
    assert found
    assert what_changed(found) == (
        f"{word}: 1 of 7 expected returns was not received. 7 things that both this audit and "
        "“Serious youth violence, Quarter 3 2024/25” asked about stand beside each other."
    )
    page = said(side_by_side(found))
    assert "Now: 6 of 7 expected returns were received." in page
    assert re.search(rf"\| 3 of 6 \| 7 of 7 \| [^|]+ \| {word} \|", page)
    assert f"1 the same: {word.lower()}" in page
    assert "no clear change" not in page.replace(
        "everything else that is judged is “no clear change”", ""
    )


def test_where_nothing_was_asked_alike_it_says_so() -> None:
    found = what_changed(both(sections=(), themes=(), safer=None))
    assert found.endswith("asked about nothing in the same way.")


def test_each_thing_has_both_counts_its_word_and_the_range_of_the_difference() -> None:
    page = said(side_by_side(both()))
    better = "3 of 6 | 6 of 6 | 50 more (no difference to 81 more) | Likely better"
    assert f"1 Voice and lived experience | {better}" in page
    could_be_better, went_well = page.split("Could be better:")[1].split("Went well:")
    assert "Voice of the child | 6 of 6 | 0 of 6 | 100 fewer (" in could_be_better
    assert "Voice of the child | 1 of 6 | 1 of 6 | no difference (" in went_well
    assert f"The child is safer | {better}" in page


def test_what_no_case_was_counted_for_has_no_difference() -> None:
    none = replace(both().themes[0], better=replace(both().themes[0].better, now=Share(0, 0)))
    page = said(side_by_side(both(themes=(none,))))
    assert " | 0 of 0 |  | " in page


def test_children_in_both_are_said_to_be_and_what_became_of_them() -> None:
    page = said(side_by_side(both()))
    assert "3 of 6 children were in the audit before too." in page
    assert "| Of 3: 2 graded higher, 0 graded lower, 1 the same: no clear change" in page
    assert "| Of 3: 0 newly, 3 no longer, 0 the same: likely better" in page
    assert "They are different children." in said(side_by_side(both(again=0)))


def test_where_no_child_was_in_both_no_column_is_kept_for_them() -> None:
    alone = {name: tuple(replace(one, **_without(one)) for one in getattr(both(), name))
             for name in ("sections", "themes")}  # fmt: skip
    page = said(side_by_side(both(**alone, safer=None, again=0)))
    assert "Those in both" in said(side_by_side(both()))
    assert "Those in both" not in page


def _without(one: SectionBeside | ThemeBeside) -> dict[str, Compared]:
    """Its counts, without what became of those in both audits."""
    if isinstance(one, SectionBeside):
        return {"met": replace(one.met, again=None)}
    return {"better": replace(one.better, again=None), "well": replace(one.well, again=None)}


def test_every_grade_and_every_pair_stands_folded() -> None:
    page = said(side_by_side(both()))
    assert (
        "1 Voice and lived experience | good 3, inadequate 3 | good 6 | higher in 18 of 36, "
        "lower in 0, the same in 18"
    ) in page


def test_no_arrow_no_percentage_and_nothing_improved_but_by_a_group_s_own_word() -> None:
    page = said(side_by_side(both()))
    assert not any(sign in page for sign in "↑↓→▲▼%+")
    assert "mprov" not in page.replace("Requires improvement", "").replace(
        "requires improvement", ""
    )


def test_it_says_how_likely_is_decided_and_how_often_chance_alone_does_it() -> None:
    page = said(side_by_side(both()))
    assert "at least 95 of 100 likely" in page
    assert "up to 1 in 7" in page


def test_a_correction_in_the_audit_before_is_said_beside_it() -> None:
    corrected = both(then=replace(both().then, corrected=Share(2, 6)))
    note = (
        "The record of 2 of 6 children in the audit before was corrected after it was signed off."
    )
    for nodes in (side_by_side(corrected).nodes, audit_before(corrected)):
        assert note in [node.text for node in nodes if isinstance(node, Note)]
    assert "was corrected" not in said(side_by_side(both()))


def test_what_was_asked_otherwise_is_named_as_not_compared() -> None:
    page = said(side_by_side(both(otherwise=("Outcomes", "Recording"))))
    assert "The two audits did not ask the same about: Outcomes; Recording." in page


LEFT_OUT = (
    LeftOut("1.4", "Who asked?", Why.OTHER_ANSWERS),
    LeftOut("", "Is the child safer?", Why.OTHER_QUESTION, "It asks of the future."),
)
WHY = "By the author of the audit tool its words ask something else now: It asks of the future."


def test_the_questions_that_are_left_out_are_named_each_with_why() -> None:
    page = said(side_by_side(both(left_out=LEFT_OUT)))
    assert "Questions that are left out" in page
    assert "1.4 Who asked? | It takes other answers now" in page
    assert f"Is the child safer? | {WHY}" in page
    assert "Not compared" not in said(side_by_side(both()))


def test_as_data_the_questions_that_are_left_out_have_a_table() -> None:
    rows = rows_of(comparison_as_data(both(left_out=LEFT_OUT)), "Questions left out")
    assert [row["Why"] for row in rows] == ["It takes other answers now", WHY]


def test_what_the_audit_before_asked_for_leads_on_to_the_action_plans() -> None:
    page = said(side_by_side(both()))
    assert "Training: 7 areas for development. Goes to: Learning and development group." in page
    assert "Where an action was made of it, the action plan says how far it is." in page


JUDGED = Judgement(
    "Silver MACE",
    date(2025, 6, 3),
    {"voice": Course.IMPROVING, "planning": Course.CONTINUING, "gone": Course.NEW},
    AT,
)


def test_a_group_s_own_judgement_stands_under_its_name_with_the_counts_beside_it() -> None:
    page = said(side_by_side(both(judgement=JUDGED)))
    assert "What Silver MACE says" in page
    assert "Decided by Silver MACE on 3 June 2025." in page
    assert (
        "Voice of the child | Improving | 6 of 6 before; 0 of 6 now | 1 of 6 before; 1 of 6 now"
        in page
    )
    assert "Planning and purposeful meetings | Continuing | 1 of 6 before" in page
    assert "What Silver MACE says" not in said(side_by_side(both()))


def test_a_summary_says_in_one_sentence_what_comes_of_the_audit_before() -> None:
    nodes = audit_before(both())
    assert [node.text for node in nodes if isinstance(node, Paragraph)] == [what_changed(both())]
    assert audit_before(None) == []


def test_there_is_no_other_form_of_a_comparison() -> None:
    with pytest.raises(Invalid):
        reports.build(reports.Kind.COMPARISON, both(), "ics")
    with pytest.raises(Invalid):
        reports.build(reports.Kind.ACROSS, both(), reports.Format.HTML)


def rows_of(outline: Outline, caption: str) -> list[dict[str, str]]:
    [table] = [n for n in outline.nodes if isinstance(n, Table) and n.caption == caption]
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_as_data_each_thing_that_is_compared_is_a_row_with_the_numbers_of_the_page() -> None:
    page = said(side_by_side(both(judgement=JUDGED)))
    rows = rows_of(comparison_as_data(both(judgement=JUDGED)), "Compared")
    assert len(rows) == 7
    for row in rows:
        counts = f"{row['Before']} of {row['Before, of']} | {row['Now']} of {row['Now, of']}"
        line = f"{row['Title']} | {counts} | "
        assert line in page
        assert row["What may be said"].capitalize() in page.split(line)[1].splitlines()[0]
    [voice] = [r for r in rows if r["About"] == "Could be better" and r["Judged"] == "Improving"]
    assert (voice["Title"], voice["Difference, of 100"]) == ("Voice of the child", "-100")
    assert int(voice["Difference at least"]) < -40
    assert int(voice["Difference at most"]) < 0


def test_as_data_each_agreed_grade_of_both_is_counted() -> None:
    both_audits = both()
    rows = rows_of(comparison_as_data(both_audits), "Agreed grades")
    assert len(rows) == len(both_audits.sections) * len(both_audits.now.scale)
    for audit, facts in (("Before", both_audits.then), ("Now", both_audits.now)):
        first = both_audits.sections[0]
        counted = sum(int(r[audit]) for r in rows if r["Section"].endswith(first.title))
        [section] = [s for s in facts.sections if s.title == first.title]
        assert counted == sum(count.count for count in section.counts)


def test_as_data_themes_by_area_have_a_row_for_each_area_without_findings_too() -> None:
    rows = rows_of(across_as_data(LETTERS), "Themes by area")
    assert len(rows) == len(LETTERS.themes) * len(LETTERS.areas)
    assert {"Theme": "Planning", "Area": "Leeds", "Went well": "0", "Could be better": "0"} in rows


# Themes by area


def test_themes_by_area_stand_in_a_table_and_as_a_list() -> None:
    page = said(across(LETTERS))
    assert "Theme | Leeds | Merton" in page
    assert "Voice of the child | well 1; better 2 | well 1" in page
    assert "Planning | - | better 1" in page
    assert "Voice of the child: Went well: Leeds 1 and Merton 1." in page
    assert "Voice of the child: Could be better: Leeds 2." in page
    assert "Crown copyright. Two letters." in page


def test_on_paper_themes_by_area_are_said_once() -> None:
    """The list is for a narrow window."""
    again = "Voice of the child: Went well: Leeds 1 and Merton 1."
    assert again in said(across(LETTERS))
    made = reports.build(reports.Kind.ACROSS, LETTERS, reports.Format.PDF).data
    assert "Went well: Leeds" not in pdf_text(pdf(made))
    made = reports.build(reports.Kind.ACROSS, LETTERS, reports.Format.DOCX).data
    assert "Went well: Leeds" not in word_text(word(made))


def test_nothing_is_netted_and_it_says_how_often_a_theme_is_on_both_sides() -> None:
    assert (
        "2 of 3 themes went well in some area and could be better in some; 1 of them did both in "
        "one and the same area."
    ) in said(across(LETTERS))


def test_letters_without_sorted_findings_say_so() -> None:
    assert "No finding is sorted into a theme." in said(across(replace(LETTERS, themes=())))


@pytest.mark.parametrize("format", list(reports.Format))
def test_both_can_be_had_in_all_forms(format: str) -> None:
    for kind, facts in ((reports.Kind.COMPARISON, both()), (reports.Kind.ACROSS, LETTERS)):
        document = reports.build(kind, facts, format, at=AT)
        assert document.name.endswith(f"-{kind}.{format}")
        assert document.data
