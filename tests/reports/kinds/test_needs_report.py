"""The needs report: eleven parts, each with what there is or with what to do."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook

import reports
from audit_tools.audience import AudienceFacts, NeedRow
from audit_tools.consequences import Consequence
from audit_tools.learning.consultations import Comment, heard
from audit_tools.learning.coverage import Asked, Cover, CoverRow, Judged
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.learning_strategy.in_words import PlannedActivity
from audit_tools.needs_reports import NeedsReport
from audit_tools.numbers import Share
from audit_tools.priorities import Decision, Priority
from audit_tools.training_needs import Gap
from reports.kinds.needs_report import NO_NEEDS, NOT_ASKED, needs_report
from reports.kinds.priorities import ON_WHICH_COUNT
from reports.kinds.training_needs import training_needs
from reports.outline import Heading, Outline
from tests.app.visitors import text_in
from tests.learning import CONSULTATION
from tests.reports.outlines import lines, notes, paragraphs, table, term, terms, text
from tests.reports.summaries import nothing_yet, six_children
from tests.strategies import answering

AT = datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
PARTS = [
    "1. What is asked",
    "2. What it rests on",
    "3. Themes",
    "4. Training needs",
    "5. What there is to learn from",
    "6. Why training has not worked so far",
    "7. Priorities",
    "8. What training will not mend",
    "9. What practitioners said",
    "10. How it will be evaluated",
    "11. Method",
]


def report_of(facts: AudienceFacts, *activities: PlannedActivity) -> NeedsReport:
    return NeedsReport(facts, AT, activities)


def written(facts: AudienceFacts, *activities: PlannedActivity) -> Outline:
    return needs_report(report_of(facts, *activities))


def priority_decided(need: NeedRow) -> NeedRow:
    """The same need, its priority decided otherwise than the rule suggests."""
    assert need.priority
    decided = Decision(Priority.PLAN_FOR, "Silver MACE", AT.date(), "Few.", (), Priority.ACT_NOW)
    return replace(need, priority=replace(need.priority, decided=decided))


@pytest.mark.parametrize("facts", [six_children(), nothing_yet()])
def test_it_has_eleven_parts_whatever_there_is(facts: AudienceFacts) -> None:
    headings = [n.text for n in written(facts).nodes if isinstance(n, Heading) and n.level == 2]
    assert headings == PARTS


def test_a_part_with_nothing_says_what_to_do() -> None:
    facts = six_children()
    needs = tuple(replace(need, offered=()) for need in facts.needs)
    said = paragraphs(written(replace(facts, needs=needs)))
    for begins in (
        "Nothing yet: no need is set against the offer.",
        "Nothing yet: choose on the page of the training needs",
        "Nothing yet. Ask the practitioner group",
        "Nothing yet: no activity of a learning strategy answers one of these needs.",
    ):
        assert any(line.startswith(begins) for line in said), begins
    assert NO_NEEDS in paragraphs(written(nothing_yet()))


@pytest.mark.parametrize(
    ("interim", "received", "title"),
    [
        (False, 5, "Needs report"),
        (True, 5, "Interim needs report"),
        # The audit is closed and a return is still out.
        (False, 4, "Interim needs report"),
    ],
)
def test_while_something_is_out_it_is_interim_and_says_so(
    interim: bool, received: int, title: str
) -> None:
    came = Share(received, 5)
    facts = replace(six_children(), interim=interim, returns=came, all_returns=came)
    outline = written(facts)
    assert outline.title == title
    missing = any("4 of 5 expected returns were received" in note for note in notes(outline))
    assert missing is (received == 4)


def test_returns_of_cases_that_are_not_counted_yet_make_it_interim_and_are_counted() -> None:
    facts = six_children()
    facts = replace(
        facts, agreed=Share(6, 8), returns=Share(18, 18), all_returns=Share(18, 24), interim=True
    )
    said = (
        "Interim. Of the 6 children counted, 18 of 18 expected returns were received; of all 8, "
        "18 of 24. Needs may be missing."
    )
    assert said in notes(written(facts))


def test_what_is_left_open_is_asked_and_what_is_said_is_not() -> None:
    facts = six_children()
    (need,) = facts.needs
    asked = text(written(facts, answering("voice")))
    assert "Say who needs to learn, of 1 need: Referral and notification quality." in asked
    assert "Decide what to do about it, of 1 need" in asked
    said = replace(need, audience="Response officers", gap=Gap.NOT_APPLIED)
    asked = text(written(replace(facts, needs=(said,)), answering(need.key)))
    assert "Say who needs to learn" not in asked
    assert "Say why training has not worked" not in asked
    assert "Decide what to do about it" not in asked


def test_how_urgent_a_theme_is_is_asked_of_others_and_while_it_is_open_it_says_so() -> None:
    facts = six_children()
    (need,) = facts.needs
    open_ = written(facts)
    assert "how urgent it is, of" not in text(open_)
    assert NOT_ASKED in paragraphs(open_)
    decided = replace(facts, needs=(priority_decided(need),))
    assert NOT_ASKED not in paragraphs(written(decided))


def test_of_many_needs_the_first_are_named() -> None:
    facts = six_children()
    (need,) = facts.needs
    many = tuple(replace(need, key=f"n{n}", title=f"Need {n}") for n in range(1, 8))
    said = text(written(replace(facts, needs=many)))
    assert "of 7 needs: Need 1, Need 2, Need 3, Need 4 and 3 more." in said
    few = text(written(replace(facts, needs=many[:4])))
    assert "of 4 needs: Need 1, Need 2, Need 3 and Need 4." in few


def test_needs_stand_in_tables_with_who_why_and_what_would_help() -> None:
    facts = six_children()
    (need,) = facts.needs
    said = replace(need, audience="Response officers", gap=Gap.NOT_APPLIED, gap_note="Few use it.")
    outline = written(replace(facts, needs=(said,)), answering(need.key))
    ((title, who, why, helps),) = table(outline, "Needs").rows
    assert (title, who, helps) == (need.title, "Response officers", "Training")
    assert "Could be better in 3 of 6 children; in 3 of them learning would help." in why
    ((_, gap, calls),) = table(outline, "Why training has not worked").rows
    assert gap.endswith("Few use it.")
    assert calls == Gap.NOT_APPLIED.response
    ((_, activity, looked_at, question),) = table(outline, "How it will be evaluated").rows
    assert activity == "1.1 Supervision"
    assert looked_at.splitlines()[:2] == [
        "Straight after: 20 January 2025",
        "6 to 8 weeks later, with the manager: 10 March 2025",
    ]
    assert question == "2.6 Was it seen as a pattern?"


def test_agencies_stand_beside_the_side_of_the_theme_that_concerns_them() -> None:
    """An agency that was only praised stands nowhere near what could be better or followed."""
    themes = table(written(six_children()), "Themes")
    assert themes.columns[1:5] == (
        "Went well",
        "Went well: agencies",
        "Could be better",
        "Could be better: agencies",
    )
    both, voice = themes.rows[0], next(row for row in themes.rows if row[0] == "Voice of the child")
    assert both[1:5] == ("1 of 6", "Police", "3 of 6", "Police, a school")
    assert voice[1:] == ("2 of 6", "Children's social care", "0 of 6", "", "", "")


@pytest.mark.parametrize(
    ("worst", "said"),
    [(None, "Not said yet"), (Consequence.AT_RISK, "Somebody was left at risk")],
)
def test_what_followed_is_said_of_what_could_be_better(
    worst: Consequence | None, said: str
) -> None:
    facts = six_children()
    theme = facts.themes[0]
    assert theme.priority
    told = replace(theme, priority=replace(theme.priority, worst=worst))
    assert table(written(replace(facts, themes=(told,))), "Themes").rows[0][5] == said


@pytest.mark.parametrize("gap", Gap)
def test_each_reason_why_training_fell_short_stands_with_what_it_calls_for(gap: Gap) -> None:
    facts = six_children()
    needs = (replace(facts.needs[0], gap=gap),)
    given = replace(facts, needs=needs)
    ((_, why, calls),) = table(written(given), "Why training has not worked").rows
    assert (why, calls) == (gap.label, gap.response)
    assert gap.response in text(training_needs(given))


def test_beside_a_priority_stand_both_counts_and_on_which_it_is_decided() -> None:
    """Learning would help in fewer than the theme could be better in."""
    facts = six_children()
    (need,) = facts.needs
    fewer = replace(need.rests_on, cases=(True, *[False] * 5))
    outline = written(replace(facts, needs=(replace(need, rests_on=fewer),)))
    said, *decided = lines(term(terms(outline), need.title))
    assert said == "Could be better in 3 of 6 children; in 1 of them learning would help."
    assert decided[0].startswith("Suggested: ")
    assert ON_WHICH_COUNT in paragraphs(outline)


def test_what_practitioners_said_stands_as_they_said_it() -> None:
    said = LearningEvidence(EvidenceKind.PRACTITIONERS, "Group", "Short is better.",
                            on=date(2025, 3, 1))  # fmt: skip
    outline = needs_report(replace(report_of(six_children()), practitioners=(said,)))
    assert table(outline, "What practitioners said").rows == (
        ("Group", "1 March 2025", "Short is better."),
    )


def test_on_paper_it_says_the_same() -> None:
    for form in (reports.Format.DOCX, reports.Format.PDF):
        made = reports.build(reports.Kind.NEEDS_REPORT, report_of(six_children()), form)
        said = " ".join(text_in(made.data).split())
        assert "Say who needs to learn" in said
        assert "11. Method" in said


def sheets_of(report: NeedsReport) -> Workbook:
    data = reports.build(reports.Kind.NEEDS_REPORT, report, reports.Format.XLSX).data
    return load_workbook(BytesIO(data))


def test_in_a_workbook_each_need_is_a_row_with_a_column_for_each_thing_that_is_said_of_it() -> None:
    facts = six_children()
    (need,) = facts.needs
    row = CoverRow(Asked(need.key), "Police", "", "", Cover.PARTLY, ("A course.",), Judged())
    rests_on = replace(need.rests_on, cases=(True, *[False] * 5))
    said = replace(need, rests_on=rests_on, audience="Officers", gap=Gap.NOT_APPLIED,
                   gap_note="Few use it.", offered=(row,))  # fmt: skip
    book = sheets_of(report_of(replace(facts, needs=(said,)), answering(need.key)))
    assert book.sheetnames[-2:] == ["What it says", "Data dictionary"]
    needs = book["Needs"]
    heads, cells = ([cell.value for cell in row] for row in needs.iter_rows())
    assert needs.auto_filter.ref == needs.dimensions
    assert dict(zip(heads, cells, strict=True)) == {
        "Theme": need.title,
        "Could be better": 3,
        "Learning would help": 1,
        "Of": 6,
        "Priority": "Act now",
        "Decided by": "Nobody yet: a rule suggests it",
        "Decided on": "",
        "Who needs to learn": "Officers",
        "What would help": "Training",
        "Agreed wording": "Notifications <lacked> ethnicity & culture",
        "Cover by the offer": "Police: Partly covered",
        "Why training has not worked so far": f"{Gap.NOT_APPLIED.label}\nFew use it.",
        "Activities": "1.1 Supervision: done",
    }


def test_in_a_workbook_a_priority_says_who_decided_it_and_when() -> None:
    facts = six_children()
    decided = replace(facts, needs=(priority_decided(facts.needs[0]),))
    _, row = sheets_of(report_of(decided))["Needs"].iter_rows(values_only=True)
    assert row[4:7] == ("Plan for", "Silver MACE", "28 May 2025")


def test_what_practitioners_were_asked_stands_with_what_comes_of_each_comment() -> None:
    [sentence] = CONSULTATION.sentences
    comments = (
        Comment(UUID(int=1), "Short.", "sergeant", AT.date(), "Five minutes.", AT.date()),
        Comment(UUID(int=2), "Not yet read.", "nurse", AT.date()),
    )
    asked = heard(CONSULTATION, {sentence: {"agree": 5}}, 5, comments)
    outline = needs_report(replace(report_of(six_children()), heard=(asked,)))
    said = table(outline, "Comments: What we found").rows
    assert said == (("sergeant", "Short.", "Five minutes."),)
    assert "5 of 5 agree, 0 partly, 0 disagree." in text(outline)
    assert "1 comment waits for a response." in paragraphs(outline)
    assert "Nothing yet. Ask the practitioner group" not in text(outline)


def test_the_word_of_the_group_stands_under_the_word_of_the_rule() -> None:
    judged = Judged(Cover.PARTLY, "Few know it.", AT.date())
    row = CoverRow(Asked("voice"), "Police", "", "", Cover.COVERED, ("A course is.",), judged)
    facts = six_children()
    needs = (replace(facts.needs[0], offered=(row,)),)
    found = table(written(replace(facts, needs=needs)), "What there is to learn from").rows
    assert found[0][2] == "Covered\nThe group: partly covered. Few know it."
