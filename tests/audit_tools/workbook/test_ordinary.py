"""A form that was never made for Golden Thread comes in, and nothing of it is dropped silently."""

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.conditions.terms import AllOf, AnyOf, Compared, Comparison, Not, OneOf, Ticks
from audit_tools.errors import Invalid
from audit_tools.left_out import LeftOut, by_reason
from audit_tools.tool import AnswerType, AskedOf, AuditTool, Needed, PartType, Question
from audit_tools.workbook import read_any_workbook, read_workbook, write_workbook
from audit_tools.workbook.ordinary import is_ordinary
from audit_tools.workbook_files import read_workbook_sheets
from tests.audit_tools.workbook.forms import FLAT, NESTED, SCHOOL_VISIT, Sheets, workbook
from tests.wide_tool import wide_tool

ALL = {"school": SCHOOL_VISIT, "flat": FLAT, "nested": NESTED}


def brought(sheets: Sheets) -> tuple[AuditTool, tuple[LeftOut, ...]]:
    return read_any_workbook(workbook(sheets))


def survey(*rows: str, headings: str = "type|name|label|relevant", **others: str) -> Sheets:
    """A form of these rows, with lists to answer them from."""
    lists = "list_name|name|label\nyn|yes|Yes\nyn|no|No\nways|a|A\nways|b|B\nways|c|C"
    return {"survey": "\n".join((headings, *rows)), "choices": lists, **others}


def only(*rows: str, **more: str) -> tuple[Question, list[tuple[str, str]]]:
    """The last question of a form, and where and why what of the form is left out."""
    tool, left_out = brought(survey(*rows, **more))
    said = [(one.place, one.why) for one in by_reason(of_rows(left_out))]
    return tool.questions[-1], said


def of_rows(left_out: tuple[LeftOut, ...]) -> list[LeftOut]:
    """What is left out of the rows of the survey."""
    return [one for one in left_out if one.sheet == "survey" and one.row]


@pytest.mark.parametrize("sheets", ALL.values(), ids=ALL)
def test_a_form_becomes_a_tool_that_comes_back_from_its_own_workbook(sheets: Sheets) -> None:
    tool, _ = brought(sheets)
    assert read_workbook(write_workbook(tool)) == tool


@pytest.mark.parametrize("sheets", ALL.values(), ids=ALL)
def test_every_cell_is_in_the_tool_or_among_what_is_left_out(sheets: Sheets) -> None:
    """Of each cell of words there is either the text in the tool, or the cell in the list."""
    tool, left_out = brought(sheets)
    said = str(tool)
    listed = {(one.sheet, one.row) for one in left_out}
    for name in ("survey", "choices"):
        headings, *lines = (line.split("|") for line in sheets[name].strip().splitlines())
        worded = [at for at, one in enumerate(headings) if one.startswith(("label", "hint"))]
        for number, line in enumerate(lines, 2):
            for text in (line[at] for at in worded if at < len(line) and line[at]):
                assert text in said or (name, number) in listed, text


def test_the_workbook_of_a_tool_is_no_ordinary_form() -> None:
    assert not is_ordinary(read_workbook_sheets(write_workbook(wide_tool())))
    assert is_ordinary(read_workbook_sheets(workbook(FLAT)))


def test_the_groups_are_sections_and_what_stands_after_an_inner_one_goes_on_below() -> None:
    tool, _ = brought(NESTED)
    assert [section.title for section in tool.sections] == [
        "Household", "Household: People", "Household, continued", "Other questions",
    ]  # fmt: skip
    assert tool.section("people").show_when == (OneOf("household.consent", ("yes",)),)
    adults = tool.question("people.adults")
    assert (adults.guidance, adults.must_be_answered) == ("Over 18\nCount lodgers", True)


def test_names_of_answers_are_kept_apart() -> None:
    tool, left_out = brought(NESTED)
    assert [one.key for one in tool.question("people.care").choices] == [
        "mother", "mother-2", "other-carer",
    ]  # fmt: skip
    assert not any(one.sheet == "choices" for one in left_out)


def test_a_table_is_a_matrix_and_other_asks_which() -> None:
    tool, _ = brought(SCHOOL_VISIT)
    safe, heard = (q for q in tool.questions if q.matrix)
    assert (safe.matrix, safe.row, heard.row) == (
        "How far do you agree?", "Pupils feel safe", "Pupils are heard",
    )  # fmt: skip
    assert safe.key.startswith("culture.")
    other = tool.question("culture.raise").choices[-1]
    assert (other.label, other.say_which) == ("Other", True)
    assert tool.about == "Welcome. Read the policy first."
    assert tool.question("culture.training").guidance == "Now think of the last month."


def test_a_table_of_the_older_kind_has_its_question_in_its_head() -> None:
    tool, _ = brought(
        survey(
            "begin_group|g|||field-list",
            "select_one yn|head|Was it so?||label",
            "select_one yn|one|At home||list-nolabel",
            "select_one yn|two|At school||list-nolabel",
            "end_group",
            headings="type|name|label|relevant|appearance",
        )
    )
    assert [(q.matrix, q.row) for q in tool.questions] == [
        ("Was it so?", "At home"), ("Was it so?", "At school"),
    ]  # fmt: skip


A, M, N = "select_one yn|a|A?|", "select_multiple ways|m|M?|", "integer|n|N?|"


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ("${a} = 'yes'", OneOf("form.a", ("yes",))),
        ("${a} != 'yes'", Not(OneOf("form.a", ("yes",)))),
        ("selected(${m}, 'a') or selected(${m}, 'b')", OneOf("form.m", ("a", "b"))),
        ("${m} = 'a'", AllOf((OneOf("form.m", ("a",)), Not(Ticks("form.m", 2))))),
        ("count-selected(${m}) > 1", Ticks("form.m", 2)),
        ("not(count-selected(${m}) <= 1)", Not(Not(Ticks("form.m", 2)))),
        ("3 <= ${n}", Compared("form.n", Comparison.AT_LEAST, 3)),
        ("number(${n}) < 4", Compared("form.n", Comparison.LESS_THAN, 4)),
        ("${a} = ‘yes’ or ${n} = 2",  # noqa: RUF001, as Excel writes them
         AnyOf((OneOf("form.a", ("yes",)), Compared("form.n", Comparison.EQUALS, 2)))),
    ],
)  # fmt: skip
def test_what_conditions_can_say_is_carried(expression: str, condition: object) -> None:
    question, said = only(A, M, N, f"text|t|T?|{expression}")
    assert question.show_when == (condition,)
    assert said == []


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("today() > ${n}", "“today()”"),
        ("${n} + 1 > 2", "“+”"),
        ("${a} = 'maybe'", "no answer to “a”"),
        ("${z} = 'yes'", "“z” is no question above it"),
        ("${t} = 'yes'", "“t” is no question above it"),
        ("${n} > ${m}", "no answer"),
        ("${n} > 2.5", "no whole number"),
        ("${a} = 'yes' and (", "breaks off"),
        ("${a} > 'no'", "not more or less"),
        ("(" * 40 + "${a} = 'yes'" + ")" * 40, "nested too deeply"),
        ("${n} > 2 and ${n} < 2", "never hold"),
        ("${a} = 'yes'" + " or ${n} = 1" * 31, "the most is 30"),
        ("${a} = 'x" * 4000, "longer than"),
    ],
)
def test_what_conditions_cannot_say_is_listed_and_the_question_is_asked(
    expression: str, why: str
) -> None:
    question, said = only(A, M, N, f"text|t|T?|{expression}")
    assert question.show_when == ()
    assert [place for place, _ in said] == ["survey, row 5, column relevant"]
    assert why in said[0][1]


def test_of_parts_that_all_must_hold_those_that_can_are_carried() -> None:
    question, said = only(A, N, "text|t|T?|${a} = 'yes' and pulldata('x') = 1")
    assert question.show_when == (OneOf("form.a", ("yes",)),)
    assert len(said) == 1


@pytest.mark.parametrize("type", ["geopoint", "image", "calculate", "start", "audit", "hidden"])
def test_what_is_no_question_here_is_listed_with_its_row(type: str) -> None:
    tool, left_out = brought(survey("text|t|T?", f"{type}|x|Where?"))
    assert [question.key for question in tool.questions] == ["form.t"]
    assert [(one.row, one.text) for one in of_rows(left_out)] == [(3, f"{type} x: Where?")]


@pytest.mark.parametrize(
    ("type", "becomes"),
    [
        ("decimal", AnswerType.TEXT),
        ("time", AnswerType.TEXT),
        ("range", AnswerType.NUMBER),
        ("dateTime", AnswerType.TEXT),
        ("rank ways", AnswerType.LONG_TEXT),
        ("acknowledge", AnswerType.SINGLE),
        ("select_one_from_file schools.csv", AnswerType.TEXT),
        ("select_one ${names}", AnswerType.TEXT),
    ],
)
def test_what_is_asked_in_another_way_is_listed(type: str, becomes: AnswerType) -> None:
    question, said = only(f"{type}|x|X?")
    assert question.type is becomes
    assert [place for place, _ in said] == ["survey, row 2, column type"]


@pytest.mark.parametrize(
    ("type", "becomes"),
    [
        ("string", AnswerType.TEXT),
        ("select one yn", AnswerType.SINGLE),
        ("select_multiple ways", AnswerType.MULTIPLE),
    ],
)
def test_what_is_asked_as_it_was_is_not_listed(type: str, becomes: AnswerType) -> None:
    question, said = only(f"{type}|x|X?")
    assert (question.type, said) == (becomes, [])


HEADINGS = "type|name|label|constraint|default|choice_filter|bind::x|my own|required"


def test_every_column_that_a_tool_has_not_is_listed_with_what_stands_there() -> None:
    _, left_out = brought(survey("text|t|T?|. > 1|2|x|y|z|${a} = 1", headings=HEADINGS))
    found = {one.column: one.text for one in of_rows(left_out)}
    assert found == {
        "constraint": ". > 1", "default": "2", "choice_filter": "x", "bind::x": "y", "my own": "z",
        "required": "${a} = 1",
    }  # fmt: skip


def test_a_plain_no_says_nothing_and_a_row_that_is_turned_off_is_listed() -> None:
    form = survey(
        "text|t|T?|no|no", "text|u|U?|no|yes", headings="type|name|label|read_only|disabled"
    )
    tool, left_out = brought(form)
    assert [question.key for question in tool.questions] == ["form.t"]
    assert [one.row for one in of_rows(left_out)] == [3]


def test_one_answer_alone_gets_a_no_beside_it() -> None:
    form = survey("select_multiple one|x|X?")
    form["choices"] += "\none|agree|I agree"
    tool, left_out = brought(form)
    assert [one.label for one in tool.questions[0].choices] == ["I agree", "No"]
    assert any("at least two" in one.why for one in left_out)


def test_answers_without_a_list_or_a_question_are_listed() -> None:
    form = survey("select_one yn|x|X?")
    form["choices"] += "\n|lost|Lost\nyn|yes|Yes again"
    _, left_out = brought(form)
    assert [(one.row, one.why[:20]) for one in left_out if one.sheet == "choices"] == [
        (4, "No question is answe"), (5, "No question is answe"), (6, "No question is answe"),
        (7, "This answer is in no"), (8, "The list has this an"),
    ]  # fmt: skip


def test_the_language_of_the_form_is_carried() -> None:
    languages = "type|name|label::French (fr)|label::English (en)|hint::French (fr)"
    form = survey("text|t|Qui?|Who?|Indice", headings=languages)
    tool, left_out = brought(form)
    assert tool.questions[0].text == "Who?"
    assert [one.text for one in of_rows(left_out)] == ["Qui?", "Indice"]
    french = form | {"settings": "form_title|default_language\nVisite|French (fr)"}
    assert brought(french)[0].questions[0].text == "Qui?"


def test_who_is_asked_is_everybody_or_where_that_were_too_much_the_discussion() -> None:
    few, left_out = brought(survey(*(f"text|t{n}|T{n}?" for n in range(18))))
    assert few.questions[0].kinds == frozenset(AgencyKind)
    assert left_out[0].why.startswith("An ordinary form does not say who is asked")
    rows = [f"text|t{n}|T{n}?" for n in range(19)]
    grouped = ("begin_group|g|G|${a} = 'no'", "text|in|In?|${a} != ''", "end_group")
    many, _ = brought(survey(A, *rows, *grouped))
    assert {question.asked for question in many.questions} == {AskedOf.PANEL}
    assert len(many.question("g.in").show_when) == 2


@pytest.mark.parametrize(
    ("constraint", "alone"),
    [
        ("not(selected(., 'c') and count-selected(.) > 1)", ("c",)),
        ('not(selected(.,"b") and (count-selected(.)>=2))', ("b",)),
        ("not(selected(., 'a') and count-selected(.) > 1) and not(selected(., 'c') and "
         "count-selected(.) > 1)", ("a", "c")),
        # What says anything else too is not carried, and listed.
        ("not(selected(., 'c') and count-selected(.) > 1) and count-selected(.) < 3", ()),
        ("not(selected(., 'z') and count-selected(.) > 1)", ()),
        (". != ''", ()),
    ],
)  # fmt: skip
def test_an_answer_that_a_rule_lets_stand_alone_stands_alone(
    constraint: str, alone: tuple[str, ...]
) -> None:
    question, said = only(
        f"select_multiple ways|w|W?|{constraint}", headings="type|name|label|constraint"
    )
    assert question.alone == alone
    assert bool(said) is not bool(alone)


def test_what_a_form_requires_the_discussion_has_to_answer_too() -> None:
    rows = [f"text|t{n}|T{n}?" for n in range(19)]
    needed, free = "select_one yn|n|N?|yes", "select_one yn|f|F?|no"
    tool, _ = brought(survey(*rows, needed, free, headings="type|name|label|required"))
    answers = [tool.question(f"form.{name}").answer for name in ("n", "f", "t0")]
    assert answers == [Needed.REQUIRED, Needed.OPTIONAL, None]


@pytest.mark.parametrize(
    ("rows", "place", "sentence"),
    [
        (["text|t|T?", "begin_group|g|G"], "survey, row 3", "never ended"),
        (["text|t|T?", "end_group"], "survey, row 3", "No group is open"),
        (["select_one nowhere|t|T?"], "survey, row 2, column type", "no list “nowhere”"),
        (["text||"], "survey, row 2", "a name and a label"),
        (["image|p|Picture"], "survey", "No question"),
        (["begin_group|g|G"] * 25, "survey, row 22", "20 deep"),
    ],
)
def test_a_form_that_is_broken_is_refused_with_its_row(
    rows: list[str], place: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        brought(survey(*rows))
    assert any(one.place == place and sentence in one.message for one in refused.value.problems)


def test_what_belongs_together_is_said_once_with_its_rows() -> None:
    cells = [LeftOut("survey", row, "constraint", "Why", "x") for row in (9, 3, 5, 6, 7)]
    (one,) = by_reason(cells)
    assert one.place == "survey, rows 3, 5 to 7 and 9, column constraint"
    assert len(one.texts) == 5
    assert LeftOut.from_data(cells[0].to_data()) == cells[0]


def test_every_row_that_is_left_out_is_listed_once() -> None:
    """A row that is left out whole is in no second list by its columns."""
    _, left_out = brought(SCHOOL_VISIT)
    whole = [one.row for one in left_out if one.sheet == "survey" and one.row and not one.column]
    parts = {one.row for one in left_out if one.sheet == "survey" and one.column}
    assert len(whole) == len(set(whole))
    assert not parts.intersection(whole) - {4}


@pytest.mark.parametrize(
    ("row", "why"),
    [("sparkle|x|X?", "no such type"), ("|x|X?", "no type"), ("selct_one yn|x|X?", "no such type")],
)
def test_a_type_that_nobody_knows_is_listed(row: str, why: str) -> None:
    question, said = only("text|t|T?", row)
    assert question.key == "form.t"
    assert [place for place, _ in said] == ["survey, row 3"]
    assert why in said[0][1]


def test_a_group_that_only_some_programs_have_is_a_group() -> None:
    rows = ("begin_sparkle|s|How well?", "select_one yn|a|A?", "end_sparkle", "text|t|T?")
    tool, left_out = brought(survey(*rows))
    assert [question.key for question in tool.questions] == ["s.a", "form.t"]
    assert [one.row for one in of_rows(left_out)] == [2]


RATED = "type|name|label|required|kobo--score-choices|kobo--rank-items|kobo--matrix_list"


def test_what_is_rated_on_one_list_is_a_matrix() -> None:
    rows = (
        "begin_score|agree|How far do you agree?|true|ways",
        "score__row|safe|We are safe",
        "score__row|heard|We are heard",
        "end_score",
    )
    tool, left_out = brought(survey(*rows, headings=RATED))
    assert [(q.key, q.matrix, q.row) for q in tool.questions] == [
        ("form.safe", "How far do you agree?", "We are safe"),
        ("form.heard", "How far do you agree?", "We are heard"),
    ]  # fmt: skip
    assert all(q.type is AnswerType.SINGLE and q.must_be_answered for q in tool.questions)
    assert [one.label for one in tool.question("form.heard").choices] == ["A", "B", "C"]
    assert not of_rows(left_out)
    free = survey(rows[0].replace("true", ""), *rows[1:], headings=RATED)
    assert not any(question.must_be_answered for question in brought(free)[0].questions)


def test_ratings_without_a_list_are_listed_as_questions_that_are_not_asked() -> None:
    rows = ("begin_score|s|How far?", "score__row|a|A", "end_score", "text|t|T?")
    _, left_out = brought(survey(*rows, headings=RATED))
    assert [(one.row, one.is_question) for one in of_rows(left_out)][:1] == [(3, True)]
    assert "rated on no list" in left_out[0].why


def test_an_order_is_asked_as_a_text_and_its_places_are_listed() -> None:
    rows = ("begin_rank|o|Which first?|||ways", "rank__level|one|First choice", "end_rank")
    question, said = only(*rows, headings=RATED)
    assert (question.key, question.type) == ("form.o", AnswerType.LONG_TEXT)
    assert question.guidance == "A\nB\nC"
    assert [place for place, _ in said] == ["survey, row 2, column type", "survey, row 3"]
    assert "none has a place" in said[1][1]


def test_of_a_table_over_a_list_it_is_said_that_it_is_asked_once() -> None:
    rows = ("begin_kobomatrix|m|What is there?||||ways", "integer|n|How many?", "end_kobomatrix")
    question, said = only(*rows, headings=RATED)
    assert question.key == "m.n"
    assert "for each line of a list" in dict(said)["survey, row 2, column type"]


def test_questions_that_are_not_asked_are_listed_before_all_else() -> None:
    rows = ("text|t|T?||Bold", "image|p|Take a picture", "calculate|c|")
    form = survey(*rows, headings="type|name|label|relevant|appearance")
    _, left_out = brought(form | {"settings": "form_title|style\nA|pages"})
    assert [one.is_question for one in left_out][:2] == [True, False]
    assert (left_out[0].row, left_out[1].sheet) == (3, "settings")
    assert [LeftOut.from_data(one.to_data()) for one in left_out] == list(left_out)


def test_headings_and_sheets_are_known_in_the_ways_in_which_people_write_them() -> None:
    headings = "Type|Name|Label:English|media::image::English|Relevance|$kuid|Hint"
    rows = ("select_one yn|a|A?|a.png||x1|Look", "text|t|T?||${a} = 'yes'|x2|")
    form = survey(*rows, headings=headings)
    form = {"Survey": form["survey"], "Choices ": form["choices"]}
    tool, left_out = brought(form)
    assert [question.text for question in tool.questions] == ["A?", "T?"]
    assert tool.question("form.t").show_when == (OneOf("form.a", ("yes",)),)
    assert tool.question("form.a").guidance == "Look"
    assert {one.column for one in of_rows(left_out)} == {"media::image::English", "$kuid"}


def test_a_group_that_repeats_is_asked_in_rows() -> None:
    rows = (
        "begin_group|home|At home",
        "begin_repeat|sister|Each sister||||field-list",
        "text|t|What was heard?||yes|In her words.",
        "select_one yn|s|Was she seen?",
        "end_repeat",
        "end_group",
    )
    question, said = only(*rows, headings="type|name|label|relevant|required|hint|appearance")
    assert (question.key, question.type) == ("home.sister", AnswerType.GROUP)
    assert [question.row_name(row) for row in (1, 2)] == ["Sister 1", "Sister 2"]
    assert question.guidance == "What was heard?: In her words."
    heard, seen = question.parts
    assert (heard.key, heard.type, heard.required) == ("t", PartType.TEXT, True)
    assert [choice.key for choice in seen.choices] == ["yes", "no"]
    assert not seen.required
    assert [place for place, _ in said] == ["survey, row 3, column appearance"]


def test_what_repeats_outside_of_all_groups_has_a_section_of_its_own() -> None:
    rows = ("text|a|A?", "begin_repeat|g|G", "text|t|T?", "end_repeat", "text|b|B?")
    tool, _ = brought(survey(*rows))
    assert [question.key for question in tool.questions] == ["form.a", "g.g", "form-2.b"]
    assert tool.section("g").title == "G"


def test_how_often_a_group_repeats_is_carried_where_it_is_a_number() -> None:
    headings = "type|name|label|repeat_count"
    question, said = only("begin_repeat|g|G|3", "text|t|T?", "end_repeat", headings=headings)
    assert (question.most, said) == (3, [])
    for count in ("${n}", "0", "21"):
        repeat = f"begin_repeat|g|G|{count}"
        question, said = only(repeat, "text|t|T?", "end_repeat", headings=headings)
        assert question.most == 10
        assert [place for place, _ in said] == ["survey, row 2, column repeat_count"]


def test_what_a_row_needs_only_by_a_condition_may_stay_empty_and_is_listed() -> None:
    rows = ("begin_repeat|g|G", "text|t|T?|${a} = 'yes'", "end_repeat")
    question, said = only(*rows, headings="type|name|label|required")
    assert not question.parts[0].required
    assert [place for place, _ in said] == ["survey, row 3, column required"]


def test_what_of_a_row_cannot_be_carried_is_listed() -> None:
    rows = ("select_one yn|a|A?", "begin_repeat|g|G", "text|t|T?|${a} = 'yes'", "image|i|I?",
            "note|n|N", "decimal|d|D?", "end_repeat")  # fmt: skip
    tool, left_out = brought(survey(*rows))
    assert [part.key for part in tool.question("g.g").parts] == ["t", "d"]
    assert [(one.row, one.column) for one in of_rows(left_out)] == [
        (5, ""), (4, "relevant"), (6, ""), (7, "type"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "within",
    [
        ("begin_group|h|H", "text|t|T?", "end_group"),
        ("select_multiple yn|t|T?",),
        ("select_one yn or_other|t|T?",),
        tuple(f"text|t{number}|T?" for number in range(13)),
    ],
)
def test_what_no_row_can_hold_is_asked_once_and_listed(within: tuple[str, ...]) -> None:
    tool, left_out = brought(survey("begin_repeat|g|G", *within, "end_repeat"))
    assert (2, "type") in [(one.row, one.column) for one in left_out]
    assert AnswerType.GROUP not in {question.type for question in tool.questions}


def test_of_repeats_within_each_other_the_inner_one_is_asked_in_rows() -> None:
    within = ("begin_repeat|h|H", "text|t|T?", "end_repeat")
    tool, left_out = brought(survey("begin_repeat|g|G", *within, "end_repeat"))
    assert [(q.key, q.type) for q in tool.questions] == [("g.h", AnswerType.GROUP)]
    assert [(one.row, one.column) for one in of_rows(left_out)] == [(2, "type")]


def test_a_table_that_repeats_is_a_matrix_that_is_asked_once() -> None:
    rows = (
        "begin_repeat|g|How far?||table-list",
        "select_one ways|one|Safe",
        "select_one ways|two|Heard",
        "end_repeat",
    )
    tool, left_out = brought(survey(*rows, headings="type|name|label|relevant|appearance"))
    assert [question.row for question in tool.questions] == ["Safe", "Heard"]
    assert [(one.row, one.column) for one in of_rows(left_out)] == [(2, "type")]
