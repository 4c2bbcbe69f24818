"""What the theme summary says, and in which order: a sentence, the picture, the numbers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from audit_tools.audience import AudienceFacts
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.cycles import Phase
from audit_tools.discussions import Came
from audit_tools.facts import CycleFacts
from audit_tools.governance import Decision
from audit_tools.numbers import Share
from audit_tools.paper_versions import EarlierPaper, figures_of
from audit_tools.priorities import Decision as Urgency
from audit_tools.priorities import Priority
from audit_tools.returns import ReturnStatus
from audit_tools.training_needs import Gap, SaidOfNeed
from reports.kinds.how_made import how_made
from reports.kinds.priorities import MOST_TITLES
from reports.kinds.sentences import opening
from reports.kinds.theme_summary import theme_summary, what_is_asked
from reports.kinds.training_needs import training_needs
from reports.outline import Heading, Link, Outline, Paragraph, Squares, Term, Terms
from tests.facts import agency_return, case, cases, cycle, cycle_facts, development, strength
from tests.reports.outlines import charts, folds, lines, notes, paragraphs, table, term, terms, text
from tests.reports.summaries import given, many, nothing_yet, six_areas, six_children


def test_the_first_sentences_say_where_most_is_to_learn_and_to_keep() -> None:
    outline = theme_summary(six_children())
    assert outline.title == "What we learned from 6 children"
    assert outline.caption == "Serious youth violence, Quarter 3 2024/25"
    leading = [n.text for n in outline.nodes if isinstance(n, Paragraph) and n.leads]
    assert leading == [
        "You are asked to: decide how urgent 2 themes are; send 1 training need to the learning "
        "and development group; agree who takes on what training will not mend, in 1 theme.",
        "3 of 6 children: Referral and notification quality could be better.",
        "2 of 6 children: Voice of the child went well.",
    ]


def test_nothing_is_asked_by_an_interim_summary_or_by_published_letters() -> None:
    found = cycle_facts(development(1, "C01", "voice"), cases=cases(1))
    assert "You are asked to" not in text(theme_summary(given(found, interim=True)))
    assert "You are asked to" not in text(theme_summary(six_areas()))
    assert "You are asked to: decide how urgent 1 theme is; send 1 training need to" in text(
        theme_summary(given(found))
    )


def test_how_they_were_chosen_is_not_said_twice() -> None:
    drawn = replace(six_children(), selection_note="Drawn at random from 41 in scope")
    assert any(
        said.startswith("6 children. Drawn at random from 41 in scope. Period")
        for said in paragraphs(theme_summary(drawn))
    )


def test_a_summary_says_what_the_audit_was_for_as_far_as_it_was_written() -> None:
    purpose = "Purpose: To see how agencies worked together."
    said = paragraphs(theme_summary(six_children()))
    assert f"Theme: Serious youth violence. {purpose}" in said
    assert purpose in paragraphs(theme_summary(replace(six_children(), theme="")))


def test_a_summary_says_that_the_chairs_own_service_was_asked_too() -> None:
    services = ("Children's social care",)
    chaired = replace(six_children(), chair_answers=Share(4, 6), chair_agencies=services)
    said = paragraphs(theme_summary(chaired))
    assert (
        "In 4 of 6 children the chair's or co-chair's own service was asked too: "
        "Children's social care." in said
    )
    assert not any("own service" in one for one in paragraphs(theme_summary(six_children())))


def test_a_summary_says_how_many_of_a_drawn_sample_were_chosen_by_hand() -> None:
    replaced = replace(six_children(), selection_note="", chosen_by_hand=1)
    said = paragraphs(theme_summary(replaced))
    by_hand = "No reserve was left, so 1 of 6 children was chosen by hand."
    assert any(one.startswith(f"6 children, drawn at random. {by_hand}") for one in said)
    assert not any("by hand" in one for one in paragraphs(theme_summary(six_children())))


def test_themes_seen_equally_often_are_named_together_or_only_counted() -> None:
    three = theme_summary(given(each_with_one_finding("voice", "planning", "missing")))
    assert paragraphs(three)[1] == (
        "1 of 2 children: Voice of the child, Planning and purposeful meetings and "
        "Missing and return could be better."
    )
    assert paragraphs(theme_summary(many(6, 5)))[1].startswith("5 themes could be better, each in")


def each_with_one_finding(*keys: str) -> CycleFacts:
    return cycle_facts(*(development(n, "C01", k) for n, k in enumerate(keys)), cases=cases(2))


def test_it_says_what_the_numbers_rest_on() -> None:
    said = paragraphs(theme_summary(six_children()))
    assert (
        "6 children, drawn at random. Drawn from 41 children in scope, seed 7. Period under "
        "review: 1 April 2024 to 30 September 2024." in said
    )
    assert "18 of 18 expected returns were received." in said
    assert "6 children cannot show how common something is. They show that it happens." in said


def test_it_names_who_did_not_return_everything() -> None:
    facts = given(
        cycle_facts(
            cases=[
                case("C01", agency_return("police"), involvements=involved("police", "hillside"))
            ]
        )
    )
    said = paragraphs(theme_summary(facts))
    assert "1 of 2 expected returns were received. Not everything came from a school." in said


def two_of_four(*statuses: ReturnStatus) -> AudienceFacts:
    """Two children are counted with all their returns; of the others the returns stand so."""
    others = [
        case(f"D{n}", agency_return("police", status), state=CaseState.WAITING)
        for n, status in enumerate(statuses)
    ]
    return given(cycle_facts(cases=[*cases(2), *others]), interim=True)


@pytest.mark.parametrize("kind", [theme_summary, how_made])
def test_an_interim_paper_says_what_was_received_of_those_counted_and_of_all(
    kind: Callable[[AudienceFacts], Outline],
) -> None:
    facts = two_of_four(ReturnStatus.DUE, ReturnStatus.SUBMITTED)
    of_two = f"{facts.returns.count} of {facts.returns.of}"
    of_all = f"{facts.returns.count + 1} of {facts.returns.of + 2}"
    sentence = (
        f"Of the 2 children counted, {of_two} expected returns were received; of all 4, {of_all}."
    )
    assert sentence in text(kind(facts))


NOT_EXPECTED = "That the child is not known is a return too; who said so was not expected to come."


@pytest.mark.parametrize(("known", "is_said"), [(Known.NOT_KNOWN, True), (Known.KNOWN, False)])
def test_it_says_why_an_agency_returned_more_often_than_it_came(
    known: Known, is_said: bool
) -> None:
    asked = (Involvement("police", Known.KNOWN), Involvement("hillside", known))
    facts = given(cycle_facts(cases=[case("C01", agency_return("police"), involvements=asked)]))
    assert (NOT_EXPECTED in paragraphs(theme_summary(facts))) is is_said


def involved(*agencies: str) -> list[Involvement]:
    return [Involvement(agency, Known.KNOWN) for agency in agencies]


def test_the_sentence_on_who_the_children_were_is_the_chair_s() -> None:
    sentence = "Six children of 13 to 17; two had been in hospital."
    facts = given(cycle_facts(cases=cases(6), cycle=cycle(cases_sentence=sentence)))
    assert sentence in paragraphs(theme_summary(facts))


def test_an_interim_summary_says_how_many_it_counts() -> None:
    facts = given(
        cycle_facts(
            cases=[*cases(4), case("C05", state=CaseState.OPEN)],
            cycle=cycle(phase=Phase.COLLECTING),
        ),
        interim=True,
    )
    assert (
        "Interim: it counts the 4 of 5 children whose discussion is agreed, and can change until "
        "the audit is closed." in notes(theme_summary(facts))
    )
    assert theme_summary(facts).title == "Interim: what we learned from 4 children"
    assert training_needs(facts).title == "Interim training needs"


def test_findings_that_are_not_sorted_are_said_to_be_missing() -> None:
    facts = given(cycle_facts(strength(1, "C01", "voice"), strength(2, "C01"), cases=cases(1)))
    assert any(
        note.startswith("1 of 2 findings are sorted.") for note in notes(theme_summary(facts))
    )
    assert not any("sorted" in note for note in notes(theme_summary(six_children())))


def test_a_picture_has_a_sentence_and_its_numbers_with_which_case_it_was() -> None:
    chart = charts(theme_summary(six_children()))["themes"]
    assert chart.alternative.startswith("3 of 6 children: Referral and notification quality")
    assert chart.numbers.rows[0] == (
        "Referral and notification quality",
        "1 of 6 (6)",
        "Police",
        "3 of 6 (1, 2, 4)",
        "Police, a school",
    )


def test_grades_are_counts_with_the_absence_and_the_differences_beside_them() -> None:
    outline = theme_summary(six_children())
    chart = charts(outline)["grades"]
    assert chart.alternative.startswith(
        "The best grade that was agreed is Outstanding, in 1 of 6 children for Voice and lived "
        "experience. The lowest is Requires improvement, in 2 of 6 children for Voice"
    )
    assert chart.numbers.rows[1] == (
        "2 Identification and first response",
        "\N{EN DASH} G G G G G",
        *("0", "5", "0", "0"),
        "1",
        "not compared",
    )
    assert (
        "In 0 of 6 children with two or more grades to compare, agencies graded their own part "
        "at least one step apart in some section." in paragraphs(outline)
    )


@pytest.mark.parametrize(("count", "where"), [(0, "no"), (1, "some")])
def test_of_a_single_child_it_says_whether_the_grades_differed(count: int, where: str) -> None:
    assert (
        "For one child there were two or more grades to compare: agencies graded their own part "
        f"at least one step apart in {where} section."
        in paragraphs(theme_summary(replace(six_children(), differed=Share(count, 1))))
    )


@pytest.mark.parametrize(
    ("agreed", "sentence"),
    [
        ({}, "No grade was agreed."),
        (
            {"voice": "good", "identification": "good"},
            "The only grade that was agreed is Good, in 1 of 1 child for Voice and lived "
            "experience and Identification and first response.",
        ),
    ],
)
def test_the_sentence_on_grades_holds_for_few_of_them(
    agreed: dict[str, str], sentence: str
) -> None:
    outline = theme_summary(given(cycle_facts(cases=[case("C01", agreed=agreed)])))
    assert charts(outline)["grades"].alternative.startswith(sentence)


def test_where_nobody_s_grades_can_be_compared_it_says_so() -> None:
    outline = theme_summary(given(cycle_facts(cases=cases(1))))
    assert "For no child were there two agencies' grades to compare." in paragraphs(outline)


def test_each_theme_has_its_sides_with_squares_agencies_wording_and_causes() -> None:
    outline = theme_summary(six_children())
    better = term(terms(outline), "Could be better")
    assert better.details[0] == Squares(
        (True, True, False, True, False, False),
        "In the order of the children: 1, 2 and 4",
        "3 of 6 children. Police, a school.",
    )
    assert lines(better)[1:] == [
        "Notifications <lacked> ethnicity & culture",
        "2 more findings have no wording agreed for sharing.",
        "Why it happened: knowledge and skill 3.",
    ]
    assert lines(term(terms(outline), "Inspection")) == ["Inspectors found this too (finding 1)."]


def test_what_would_help_is_split_into_learning_and_who_else_can_act() -> None:
    outline = theme_summary(six_children())
    assert (
        "Learning would help with 3 of 4 areas for development; 1 training need follows. "
        "1 of 4 goes elsewhere, to those who can act on it."
        in lines(term(terms(outline), "What would help"))
    )
    assert lines(term(terms(outline), "Process")) == [
        "1 of 6 children. Police.",
        "1 area for development. Goes to: Silver MACE, with the agencies concerned.",
    ]
    themes = [fold for fold in folds(outline) if fold.label == "Which themes they are"]
    assert themes[1].nodes == (Terms((Term("Process", ("Planning and purposeful meetings",)),)),)
    headings = [node.text for node in outline.nodes if isinstance(node, Heading)]
    assert headings.index("Learning needs") < headings.index("Goes elsewhere")


def test_areas_for_development_without_a_cause_are_counted_apart() -> None:
    facts = given(
        cycle_facts(
            development(1, "C01", "voice", cause=None),
            development(2, "C01", "voice"),
            cases=cases(1),
        )
    )
    outline = theme_summary(facts)
    assert "Of 1 area for development it is not yet said why it happened." in paragraphs(outline)
    assert lines(term(terms(outline), "What would help")) == [
        "Learning would help with 1 of 2 areas for development; 1 training need follows."
    ]


def test_the_first_page_names_what_is_urgent_and_the_rule_stands_behind() -> None:
    facts = six_children()
    outline = theme_summary(facts)
    assert lines(term(terms(outline), "Act now")) == [f"Suggested: {facts.themes[0].title}."]
    decided = Urgency(Priority.ACT_NOW, "Executive", date(2025, 1, 22), "", (), Priority.PLAN_FOR)
    row = facts.themes[0]
    assert row.priority
    themes = (replace(row, priority=replace(row.priority, decided=decided)), *facts.themes[1:])
    said = theme_summary(replace(facts, themes=themes))
    assert lines(term(terms(said), "Act now")) == [f"Decided: {row.title}."]
    # Of more than fit on the page only their number is said.
    rows = tuple(replace(row, key=f"t{n}", title=f"Theme {n}") for n in range(MOST_TITLES + 1))
    many_urgent = theme_summary(replace(facts, themes=rows))
    assert lines(term(terms(many_urgent), "Act now")) == ["Suggested: 7 themes."]
    headings = [node.text for node in outline.nodes if isinstance(node, Heading)]
    first = headings.index("In short"), headings.index("How far this can be relied on")
    assert first < (headings.index("Themes"), headings.index("Priorities"))
    assert "chances in 5" not in text(outline)
    assert "chances in 5" in text(how_made(facts))


def test_outcomes_are_counts_and_the_unanswered_are_shown() -> None:
    outline = theme_summary(six_children())
    assert "Of 6 children: safer 4, unclear 2." in paragraphs(outline)
    assert table(outline, "What the discussions said").rows[2] == ("Less safe", "0")
    one = case("C01", panel={"overall.safer": "safer"})
    partly = theme_summary(given(cycle_facts(cases=[one, case("C02")])))
    assert table(partly, "What the discussions said").rows[-1] == ("Not answered", "1")


def test_where_nobody_was_asked_whether_anybody_is_safer_nothing_is_said_of_it() -> None:
    assert "Is the child safer?" not in text(theme_summary(given(cycle_facts(cases=cases(2)))))


def test_it_says_who_returned_and_who_came() -> None:
    assert table(theme_summary(six_children()), "Returns received").rows == (
        ("Police", "6 of 6", "6 of 6"),
        ("Children's social care", "6 of 6", "6 of 6"),
        ("A school", "6 of 6", "6 of 6"),
    )


@pytest.mark.parametrize(
    ("attendance", "said"),
    [
        ([{}, {}], "not noted"),
        ([{"police": Came.YES}, {}], "1 of 1, 1 not noted"),
        ([{"police": Came.NO}, {"police": Came.YES}], "1 of 2"),
    ],
)
def test_a_coming_that_nobody_noted_is_said_not_to_be_noted(
    attendance: list[dict[str, Came]], said: str
) -> None:
    attended = [
        case(f"C0{number}", agency_return("police"), attendance=came)
        for number, came in enumerate(attendance, start=1)
    ]
    rows = table(theme_summary(given(cycle_facts(cases=attended))), "Returns received").rows
    assert rows == (("Police", "2 of 2", said),)


@pytest.mark.parametrize(
    ("settled", "sentence"),
    [
        (2, "All immediate concerns that were raised were followed up."),
        (1, "Not all immediate concerns that were raised have been followed up yet."),
    ],
)
def test_of_concerns_it_says_whether_all_were_followed_up_and_not_how_many(
    settled: int, sentence: str
) -> None:
    concerned = case("C01", concerns=2, concerns_settled=settled)
    assert sentence in paragraphs(theme_summary(given(cycle_facts(cases=[concerned]))))


def test_where_no_concern_was_raised_nothing_is_said_of_concerns() -> None:
    assert "concern" not in text(theme_summary(given(cycle_facts(cases=cases(2)))))


def test_it_says_which_inspection_findings_the_audit_answers() -> None:
    found = term(terms(theme_summary(six_children())), "Finding 1")
    assert lines(found) == [
        "Timely and complete notifications.",
        "Themes: Referral and notification quality.",
    ]


def test_more_than_twenty_cases_are_counted_in_words_and_not_in_squares() -> None:
    outline = theme_summary(many(34, 2))
    assert "2 of 34 children. Police." in [lines(one)[0] for one in terms(outline)]
    assert "■" not in text(outline)
    assert "cannot show how common" not in text(outline)


def test_an_audit_without_an_agreed_discussion_says_that_there_is_nothing_yet() -> None:
    outline = theme_summary(nothing_yet())
    assert "No discussion has been agreed yet, so there is nothing to summarise." in (
        paragraphs(outline)
    )
    assert charts(outline) == {}


def test_findings_without_a_theme_do_not_read_as_if_nothing_was_found() -> None:
    outline = theme_summary(given(cycle_facts(strength(1, "C01"), cases=cases(1))))
    assert "No finding is sorted into a theme." in paragraphs(outline)
    assert "No strength was found." not in text(outline)


def test_why_training_fell_short_stands_beside_what_it_calls_for() -> None:
    said = SaidOfNeed("", Gap.NOT_TAKEN_UP, "4 of 9 agencies sent nobody.")
    found = terms(
        training_needs(
            given(
                cycle_facts(
                    development(1, "C01", "notifications"),
                    cases=cases(1),
                    said_of_needs={"notifications": said},
                )
            )
        )
    )
    why = lines(term(found, "Why training has not worked so far"))
    assert why == [f"{Gap.NOT_TAKEN_UP.label}.", "4 of 9 agencies sent nobody."]
    assert Gap.NOT_TAKEN_UP.response in lines(term(found, "What would help"))


def test_a_need_leads_to_its_findings_and_where_it_is_written_about() -> None:
    found = terms(training_needs(six_children()))
    links = [d for t in found for d in t.details if isinstance(d, Link)]
    assert links == [
        Link(
            "Read the 3 areas for development on Referral and notification quality",
            "evidence:notifications",
        ),
        Link(
            "Needs against the offer: Referral and notification quality",
            "offer:notifications",
        ),
        Link(
            "Write about the need on Referral and notification quality",
            "write:notifications",
        ),
        Link(
            "Activities for the need on Referral and notification quality",
            "activities:notifications",
        ),
        Link(
            "Plan an activity for the need on Referral and notification quality",
            "plan:notifications",
        ),
        Link(
            "Plan another activity for the need on Referral and notification quality",
            "more:notifications",
        ),
    ]


def test_a_theme_stands_folded_under_a_label_that_says_both_its_numbers() -> None:
    fold = next(f for f in folds(theme_summary(six_children())) if f.anchor)
    assert (fold.label, fold.beside, fold.anchor) == (
        "Referral and notification quality",
        "went well 1 of 6, could be better 3 of 6",
        "theme-notifications",
    )


def test_what_was_decided_on_an_earlier_version_is_not_asked_again() -> None:
    facts = six_children()
    first = what_is_asked(facts)
    assert first == (
        "decide how urgent 2 themes are",
        "send 1 training need to the learning and development group",
        "agree who takes on what training will not mend, in 1 theme",
    )
    figures = figures_of(facts)
    earlier = EarlierPaper(
        1, "", uuid4(), "", "\n".join(map(opening, first)), Decision("Yes."), figures
    )
    assert what_is_asked(facts, (earlier,)) == first[:1]
    # What was not there then is asked, and nothing of what was.
    another = replace(facts, needs=(*facts.needs, replace(facts.needs[0], title="Another")))
    more = "send 1 more training need to the learning and development group"
    assert what_is_asked(another, (earlier,)) == (first[0], more)
    assert what_is_asked(facts, (replace(earlier, decision=None),)) == first


@pytest.mark.parametrize(("number", "each"), [(20, True), (21, False)])
def test_which_cases_they_are_is_said_only_where_the_picture_shows_each(
    number: int, each: bool
) -> None:
    outline = theme_summary(many(number, 3))
    themes, grades = (charts(outline)[name].numbers for name in ("themes", "grades"))
    assert ("In brackets" in themes.caption) is each
    assert any("(" in cell for row in themes.rows for cell in row) is each
    assert any("in order" in column for column in grades.columns) is each
    assert {len(row) for row in grades.rows} == {len(grades.columns)} == {len(grades.widths)}
