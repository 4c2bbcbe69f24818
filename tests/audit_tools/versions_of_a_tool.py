"""A small tool, and the next versions that its author may make of it."""

from dataclasses import replace

from hypothesis import strategies as st

from audit_tools.agency_kinds import AgencyKind
from audit_tools.definition import read_tool
from audit_tools.parts import USUAL_ROWS
from audit_tools.tool import AnswerType, AuditTool, Choice, Part, PartType, Question
from audit_tools.tool_changes import Said, declare, find_changes
from tests.audit_tools.carrying_over import carried_over

TOOL = read_tool("""\
key: small
version: 1
title: A small tool
theme_list: child-safeguarding-29
scales:
  - key: ofsted
    title: Two words
    grades:
      - {key: good, label: Good, initial: G, descriptor: Well, meets_standard: true}
      - {key: inadequate, label: Inadequate, initial: I, descriptor: Badly, meets_standard: false}
sections:
  - key: voice
    title: Voice
    questions:
      - {key: voice.asked, number: "1.1", text: Was the child asked?, type: assessment,
         kinds: [police, education, acute-health, social-care, housing]}
      - {key: voice.how, number: "1.2", text: How was the child asked?, type: text,
         kinds: [police, education, acute-health, social-care, housing]}
      - {key: voice.whom, number: "1.3", text: Who asked?, type: multiple,
         kinds: [police, education, acute-health, social-care, housing],
         choices: [{key: us, label: We, say_which: true}, {key: them, label: They}],
         class: descriptive}
      - {key: voice.days, number: "1.4", text: How many days did it take?, type: number,
         kinds: [police, education, acute-health, social-care, housing], class: descriptive}
  - key: home
    title: Home
    questions:
      - {key: home.seen, number: "2.1", text: Was the home seen?, type: assessment,
         kinds: [police, education, acute-health, social-care, housing]}
      - key: home.siblings
        number: "2.2"
        text: Which brothers and sisters live there?
        type: group
        class: descriptive
        kinds: [police, education, acute-health, social-care, housing]
        called: Sibling
        most: 3
        parts:
          - {key: age, label: Age, type: number}
          - {key: what, label: What was thought of, type: text}
""")


@st.composite
def next_versions(draw: st.DrawFn, tool: AuditTool) -> AuditTool:
    """The tool after its author added, reworded, moved, carried over, retyped, narrowed or retired
    questions."""
    sections = []
    for section in tool.sections:
        questions = [draw(_changed(one)) for one in section.questions if draw(st.booleans())]
        if draw(st.booleans()) or not questions:
            key = f"{section.key}.new-{tool.version + 1}"
            kinds = frozenset(AgencyKind)
            new = TOOL.questions[0]
            added = replace(new, key=key, number="", text="Is it new?", kinds=kinds)
            questions.append(added)
        questions = draw(st.permutations(questions))
        sections.append(replace(section, questions=tuple(questions)))
    later = replace(tool, version=tool.version + 1, sections=tuple(sections))
    if draw(st.booleans()):
        later = carried_over(later, later.sections[0].questions[0].key, "home")
    asked = find_changes(tool, later).to_be_said
    return declare(later, {one.key: Said(draw(st.booleans()), "Why") for one in asked})


@st.composite
def _changed(draw: st.DrawFn, question: Question) -> Question:
    """The same question, in other words, of another type, or with other choices."""
    how = draw(st.sampled_from(["same", "reworded", "retyped", "narrowed", "other rows"]))
    if how == "reworded":
        return replace(question, text=f"{question.text} And how?")
    if how == "retyped":
        type_ = draw(st.sampled_from([AnswerType.TEXT, AnswerType.NUMBER, AnswerType.ASSESSMENT]))
        return replace(
            question, type=type_, choices=(), reason=None, parts=(), called="", most=USUAL_ROWS
        )
    if how == "other rows" and question.parts:
        parts = (
            replace(question.parts[-1], type=PartType.LONG_TEXT),
            Part("by", "By", PartType.DATE),
        )
        return replace(
            question,
            most=draw(st.integers(1, 3)),
            parts=draw(
                st.sampled_from(
                    [question.parts[1:], (*question.parts, parts[1]), (question.parts[0], parts[0])]
                )
            ),
        )
    if how == "narrowed" and question.choices:
        is_new = all(one.key != "nobody" for one in question.choices)
        choice = Choice("nobody", "Nobody") if is_new else Choice("somebody", "Somebody")
        return replace(question, choices=(*question.choices[1:], choice))
    return question


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "voice.asked": st.sampled_from(["yes", "no", "not-known"]),
        "voice.asked/seen": st.just("The log"),
        "voice.how": st.sampled_from(["Alone", "12", "yes"]),
        "voice.whom": st.sampled_from(["us", "them", "us|them"]),
        "voice.whom/says/us": st.just("The officer"),
        "voice.days": st.sampled_from(["3", "12"]),
        "home.seen": st.sampled_from(["yes", "partly"]),
        "home.siblings/row/1/age": st.sampled_from(["3", "12"]),
        "home.siblings/row/3/age": st.just("7"),
        "home.siblings/row/3/what": st.just("A place at nursery."),
        "voice/strength/1": st.just("Heard early."),
        "voice/development/1": st.just("Asked once."),
        "voice/development/1/cause": st.just("tool-or-process"),
        "voice/grade": st.sampled_from(["good", "inadequate", "not-our-part"]),
        "home/nothing": st.just("yes"),
    },
)
