"""Whatever may be entered in a return, for the tests of files that carry it."""

from hypothesis import strategies as st

from audit_tools import places
from audit_tools.places import FindingKind
from audit_tools.returns import AgencyReturn
from audit_tools.tool import SEPARATOR, AnswerType, AuditTool, Question, Scale
from audit_tools.training_needs import Cause
from tests.audit_tools.definition.any_tools import PIECES

# What a spreadsheet would like to calculate, and what its file writes in a way of its own.
LIKE_CODE = ("=1+1", "+44 113", "@here", "'quoted", "_x0041_", "007", "<b>&amp;", "😀", "1,5 = 2")
PROSE = st.lists(st.sampled_from((*PIECES, *LIKE_CODE)), min_size=1, max_size=8).map(
    lambda pieces: "".join(pieces).strip()
)


def answers(
    tool: AuditTool, scale: Scale, agency_return: AgencyReturn
) -> st.SearchStrategy[dict[str, str]]:
    """Any answers to a tool, by place, as they are stored; not all places have one."""
    any_value = dict[str, st.SearchStrategy[str]]()
    for section in tool.return_sections(agency_return.kind, agency_return.lead):
        for question in section.questions_for(agency_return.kind, agency_return.lead):
            beside = dict.fromkeys(question.places[1:], PROSE)
            any_value |= {question.key: _answer(question)} | beside
            any_value |= {place: _answer(cell) for place, cell in question.cells.items()}
        if section.graded:
            grades = st.sampled_from([grade.key for grade in scale.grades])
            any_value |= {
                places.grade_place(section.key): grades,
                places.reason_place(section.key): PROSE,
                places.nothing_place(section.key): st.just(places.YES),
            }
            recommends = (places.RECOMMENDATION,) if section.recommendations else ()
            for kind in (*FindingKind, *recommends):
                any_value[places.line_place(section.key, kind, 2)] = PROSE.map(_on_one_line)
            line = places.line_place(section.key, FindingKind.DEVELOPMENT, 2)
            any_value[places.cause_place(line)] = st.sampled_from([c.value for c in Cause])
    drawn = st.fixed_dictionaries({}, optional=any_value)
    return drawn.map(lambda entries: {place: value for place, value in entries.items() if value})


def _answer(question: Question) -> st.SearchStrategy[str]:
    keys = [choice.key for choice in question.options]
    if question.type is AnswerType.MULTIPLE:
        alone = st.sampled_from(question.standing_alone or (keys[0],))
        free = [key for key in keys if key not in question.standing_alone]
        several = st.sets(st.sampled_from(free), min_size=1)
        return alone | several.map(lambda ks: SEPARATOR.join(k for k in keys if k in ks))
    if keys:
        return st.sampled_from(keys)
    if question.type is AnswerType.NUMBER:
        return st.integers(0, 999_999).map(str)
    if question.type is AnswerType.DATE:
        return st.dates().map(lambda day: day.isoformat())
    return PROSE


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
