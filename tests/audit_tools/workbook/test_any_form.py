"""Whatever stands in a form, it becomes a tool, or is refused with its places."""

from hypothesis import given
from hypothesis import strategies as st

from audit_tools.csv_files import Row
from audit_tools.definition import tool_from_document, tool_to_document
from audit_tools.errors import Invalid, Problem
from audit_tools.workbook.ordinary import read_ordinary
from audit_tools.workbook.ordinary.reasons import OTHER_SHEET

TYPES = (
    "text", "integer", "date", "decimal", "note", "calculate", "image", "acknowledge", "range",
    "select_one yn", "select_multiple yn", "select_one yn or_other", "select_one one", "rank yn",
    "select_one ${a}", "begin_group", "end_group", "begin repeat", "end repeat", "begin_score",
    "select_one", "rank", "", "sparkle", "select_one_from_file a.csv",
)  # fmt: skip
NAMES = ("a", "b", "c", "A", "a_b", "", "1", "ü", "x" * 90)
TEXTS = ("", "What?", "**Bold** ${a}", "<b>x</b>", "# ", "ü" * 300, "a\nb", " ")
EXPRESSIONS = (
    "", "${a} = 'yes'", "${b} > 1 and ${c} < 1", "selected(${a}, 'no') or true()", "(", "${}",
    "not(not(${a} = 'yes'))", "${a} = 'yes' and ${a} = 'no'", "count-selected(${b}) >= 1000",
    "${b} = 99999999999999", "${a} != '' and string-length(${c}) = 0", "'" * 9, "${a} = ${b}",
)  # fmt: skip
SHOWN = ("", "multiline", "table-list", "label", "list-nolabel", "field-list")
HEADINGS = ("type", "name", "label", "relevant", "appearance", "required", "hint", "disabled")
ROWS = st.lists(
    st.tuples(
        *map(st.sampled_from, (TYPES, NAMES, TEXTS, EXPRESSIONS, SHOWN)),
        st.sampled_from(("", "yes", "no", "${a} = 1")),
        st.sampled_from(TEXTS),
        st.sampled_from(("", "", "", "yes")),
    ),
    max_size=25,
)
LISTS = st.lists(
    st.tuples(st.sampled_from(("yn", "one", "", "other")), *map(st.sampled_from, (NAMES, TEXTS))),
    max_size=8,
)
LEAST = (("yn", "yes", "Yes"), ("yn", "no", "No"), ("one", "only", "Only"))


def balanced(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The same with an end for each group, and no other."""
    found, deep = [], 0
    for row in rows:
        deep += row[0].startswith("begin") - row[0].startswith("end")
        if deep >= 0:
            found.append(row)
        deep = max(deep, 0)
    return [*found, *[("end_group",)] * deep]


def sheet(*rows: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(Row(number, cells) for number, cells in enumerate(rows, 1) if any(cells))


@given(st.one_of(ROWS, ROWS.map(balanced)), LISTS)
def test_any_form_becomes_a_tool_or_is_refused_with_its_places(
    rows: list[tuple[str, ...]], lists: list[tuple[str, ...]]
) -> None:
    sheets = {
        "survey": sheet(HEADINGS, *rows),
        "choices": sheet(("list_name", "name", "label"), *LEAST, *lists),
        "extra": sheet(("x",)),
    }
    refused = tuple[Problem, ...]()
    try:
        tool, left_out = read_ordinary(sheets)
    except Invalid as wrong:
        refused = wrong.problems
    if refused:
        assert all(one.place and one.message for one in refused)
        return
    assert tool_from_document(tool_to_document(tool)) == tool
    assert [one.sheet for one in left_out if one.why == OTHER_SHEET] == ["extra"]
    assert all(one.why.endswith(".") for one in left_out)
