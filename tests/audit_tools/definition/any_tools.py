"""Tools of any small size that say anything a tool can say, and texts that formats read in ways of
their own.

All of a tool hangs together: a wait names a question, a condition an earlier one of the same
people. So it is built from a tape of numbers, which is drawn at once: to draw a thousand small
things one by one takes a hundred times as long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from audit_tools.agency_kinds import AgencyKind
from audit_tools.choices import Absence
from audit_tools.definition import find_wrong
from audit_tools.definition.fields import PartShape, tool_shape
from audit_tools.parts import MOST_ROWS, USUAL_ROWS, Numbered, PartType
from audit_tools.questions import AnswerType, AskedOf, Needed, QuestionClass
from audit_tools.tool import SectionFor
from audit_tools.waits_and_meetings import MINUTES, NOT_TAKEN
from tests.audit_tools.definition.any_conditions import Asked, Graded, Hanging, any_conditions
from tests.audit_tools.definition.tape import Tape

Document = dict[str, Any]

# What YAML reads in a way of its own, or keeps only in quotes.
PIECES = ("word", " ", "\n", "\u2028", "\t", "#", ": ", "- ", "'", "yes", "1.10", " " * 90)
LINES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
# What some format, cell or box takes for something else than a text.
ODD = (
    "-", "yes", "null", "1.10", "=1+1", "@a", "[", "[]", "{a: b}", "# no", "a: b", "- a", "*a",
    "&a", "a, b", "a|b", "a;b", "“a”", "'a'", "one\ntwo", "one\n\ntwo", "one\n  two", "a\tb",
    "a  b", "a\u2028b", "a\x85b", "a\xa0b", "_x000D_", "_x0041_", "&amp;", "<b>", "%s", "{0}",
    "\\n", "\\", "a\x7fb", "\ufeffa", "e\u0301", "\U0001f600", "x" * 130, "word " * 60 + "end",
    "---",
    "!a",
)  # fmt: skip
WORDS = ("a", "b", "c", "yes", "no", "null", "true", "none", "on", "x1", "one-2", "key", "n", "inf")
LENGTH = 1500

KINDS = tuple(AgencyKind)
CHOSEN = (AnswerType.ASSESSMENT, AnswerType.SINGLE, AnswerType.MULTIPLE, AnswerType.SCALE)
WITHOUT_REASON = (AnswerType.TEXT, AnswerType.LONG_TEXT, AnswerType.GROUP)
OF_ROWS = (AnswerType.ASSESSMENT, AnswerType.SINGLE, AnswerType.SCALE)
NOTHING: tuple[object, ...] = ("", [], {}, ())
JUDGEMENTS = ("yes", "partly", "no")
USUAL_ABSENCES = ("not-applicable", "not-known")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Sound tools of any small size, as ``tool_to_document`` writes them."""
    numbers = draw(st.binary(min_size=LENGTH, max_size=LENGTH))
    texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
    return document_of(numbers, texts)


def document_of(numbers: bytes, texts: Sequence[str]) -> Document:
    """The tool that a tape of numbers says. What turns out to hang on something that can never
    hold hangs on nothing."""
    document = _Making(Tape(numbers, (*texts, *ODD), WORDS)).tool()
    while found := find_wrong(document):
        for path, said in found:
            names = [at for at in path if at in ("show_when", "required_when")]
            assert names, (path, said)
            holder: Any = document
            for step in path[: path.index(names[0])]:
                holder = holder[step]
            holder.pop(str(names[0]), None)
    return document


@cache
def many_documents() -> tuple[Document, ...]:
    """Enough of them to hold everything."""
    return tuple(document_of(Random(n).randbytes(LENGTH), ["words"]) for n in range(400))


def parts_in(held: Document, shape: PartShape) -> Iterator[tuple[PartShape, Document]]:
    """A tool, or a part of one, and everything that stands in it."""
    yield shape, held
    for one in shape.fields:
        if one.parts is None or one.name not in held:
            continue
        there = held[one.name]
        if isinstance(there, dict):
            there = there.values() if one.words is not None else [there]
        for part in there:
            yield from parts_in(part, one.parts)


def fields_in(held: Document, shape: PartShape) -> Iterator[tuple[str, str]]:
    """Every field that something holds, by the name of the part that it is of."""
    for part_shape, part in parts_in(held, shape):
        yield from ((part_shape.name, name) for name in part)


def all_fields(shape: PartShape | None = None) -> Iterator[tuple[str, str]]:
    """Every field that a tool can hold."""
    shape = shape or tool_shape()
    for one in shape.fields:
        yield shape.name, one.name
        if one.parts is not None:
            yield from all_fields(one.parts)


@dataclass
class _Making:
    """Makes a tool from its first section to its last: what comes later hangs on what was made."""

    tape: Tape
    scales: list[Document] = field(default_factory=list)
    above: list[Asked] = field(default_factory=list)
    graded: list[Graded] = field(default_factory=list)
    sitting: bool = False
    points: bool = False
    version: int = 1

    def tool(self) -> Document:
        tape = self.tape
        self.sitting = tape.rarely()
        self.version = tape.pick((1, 2, 9999))
        counts = {"one": tape.text(), "many": tape.text()} if tape.some() else None
        self.points = bool(counts)
        self.scales = [self.scale(key) for key in tape.keys(3)]
        sections = self.sections()
        said = {
            "format_version": 1,
            "key": tape.word(),
            "version": self.version,
            "title": tape.text(),
            "theme_list": tape.word(),
            "about": tape.maybe_text(),
            "definition": tape.maybe_text(),
            "look_back": tape.maybe_text(),
            "look_back_rapid": tape.maybe_text(),
            "look_back_re_audit": tape.maybe_text(),
            "not_computed": tape.maybe_text(),
            "longer_why": tape.maybe_text(),
            "counts": counts,
            "in_one_sitting": self.sitting or None,
            "second_person": tape.rarely() or None,
            "scales": self.scales,
            "waits": self.waits(),
            "meetings": self.meetings(),
        }
        return {**_said(said), "sections": sections}

    def scale(self, key: str) -> Document:
        tape = self.tape
        keys = [*tape.keys(4), "last", "least"]
        said_of, pointed = tape.some(), self.points and tape.some()
        good = tape.below(len(keys) + 1)
        grades = [
            _said(
                {
                    "key": one,
                    "label": tape.text(),
                    "initial": f"{tape.pick(('=', 'é', '1', '-'))}{number}",
                    "descriptor": tape.maybe_text(),
                    "meets_standard": number < good if said_of else None,
                    "points": tape.pick((0, 3, 1000)) if pointed else None,
                }
            )
            for number, one in enumerate(keys)
        ]
        return {"key": key, "title": tape.text(), "grades": grades}

    def sections(self) -> list[Document]:
        tape = self.tape
        keys = [*tape.keys(3), "last"]
        asked = [tape.pick(tuple(SectionFor)) for _ in keys]
        if self.sitting:
            asked = [SectionFor.AGENCIES, *(_no_own_page(one) for one in asked[1:])]
        panel = asked.index(SectionFor.PANEL) if SectionFor.PANEL in asked else -1
        found = list[Document]()
        for at, (key, who) in enumerate(zip(keys, asked, strict=True)):
            once = SectionFor.AGENCIES if who is SectionFor.PANEL and at != panel else who
            can_be = once in (SectionFor.AGENCIES, SectionFor.PANEL)
            is_graded = at == 0 if self.sitting else can_be and tape.some()
            found.append(self.section(key, once, is_graded))
        return found

    def section(self, key: str, asked: SectionFor, graded: bool) -> Document:
        tape = self.tape
        above = tuple(self.above)
        questions = self.questions(key, asked)
        hanging = Hanging(
            _askers_of(questions, asked), above, tuple(self.graded), asked.asks or AskedOf.EACH
        )
        mandatory = tape.rarely()
        has_lines = graded and asked is SectionFor.AGENCIES and not self.sitting
        if graded:
            grades = (grade["key"] for scale in self.scales for grade in scale["grades"])
            self.graded.append(Graded(key, tuple(dict.fromkeys(grades))))
        said = {
            "key": key,
            "title": tape.text(),
            "asked": asked.value,
            "number": f"{tape.pick(('1.10', 'A', '='))} {key}" if tape.some() else "",
            "why": tape.maybe_text(),
            "good_looks_like": tape.maybe_text(),
            "themes": list(tape.keys(2)),
            "show_when": any_conditions(tape, hanging) if tape.some() else None,
            "required_when": None if mandatory else any_conditions(tape, hanging),
            "mandatory": mandatory or None,
            "recommendations": (has_lines and tape.some()) or None,
            "links": self.links(),
            "not_computed": tape.maybe_text(),
            "questions": questions,
        }
        return {**_said(said), "graded": graded}

    def questions(self, section: str, asked: SectionFor) -> list[Document]:
        tape = self.tape
        found = list[Document]()
        # A question that was carried here has the key that it was born with.
        for name in tape.keys(5):
            key = f"{tape.pick((section, f'before-{section}'))}.{name}"
            who = asked.asks or tape.pick(_IN_RETURNS)
            found.append(self.question(key, who, tape.pick(self.types)))
            if found[-1]["type"] in OF_ROWS and tape.some():
                found.append(self.row_like(found[-1], f"{key}-row"))
        return found

    def question(self, key: str, asked: AskedOf, type_: AnswerType) -> Document:
        tape = self.tape
        if type_ is AnswerType.GROUP and asked is AskedOf.BESIDE_LINES:
            type_ = AnswerType.DATE
        if asked is AskedOf.PANEL and tape.some():
            type_ = AnswerType.MULTIPLE
        answered = self.answered(type_, asked)
        said: Document = {"key": key, "type": type_.value, **answered, **self.whom(asked)}
        return self.with_the_rest(said, asked)

    def with_the_rest(self, said: Document, asked: AskedOf) -> Document:
        """What can be said whatever the type is, and on what it hangs."""
        tape = self.tape
        kinds = [AgencyKind(kind) for kind in said.get("kinds", ())]
        askers = frozenset({asked} if asked is not AskedOf.EACH else ()) | frozenset(kinds)
        is_once = asked.is_once
        since = tape.pick((1, self.version))
        hanging = Hanging(askers, tuple(self.above), tuple(self.graded), asked)
        hangs = asked is not AskedOf.BESIDE_LINES
        shown = any_conditions(tape, hanging) if hangs and tape.some() else None
        needed = any_conditions(tape, hanging) if hangs and tape.rarely() else None
        more = {
            "text": tape.text(),
            "number": f"{tape.pick(('1.10', 'A', '='))} {said['key']}" if tape.some() else "",
            "class": tape.pick(tuple(QuestionClass)).value,
            "guidance": tape.maybe_text(),
            "look_for": "" if is_once else tape.maybe_text(),
            "strength": "" if is_once else tape.maybe_text(),
            "development": "" if is_once else tape.maybe_text(),
            "themes": list(tape.keys(2)),
            "criteria": [tape.text() for _ in range(tape.below(3))],
            "cross_references": [tape.text() for _ in range(tape.below(3))],
            "links": self.links(),
            "answer": tape.pick(_NEEDED) if not needed else None,
            "show_when": shown,
            "required_when": needed,
            "not_computed": tape.maybe_text(),
            "comparable_from": since if since != 1 else None,
            "comparable_why": tape.maybe_text(),
        }
        self.above.append(Asked(said["key"], AnswerType(said["type"]), askers, self.options(said)))
        return said | _said(more)

    def row_like(self, first: Document, key: str) -> Document:
        """Another row of a matrix, answered as the first one is, which becomes a row too."""
        tape = self.tape
        first |= {"matrix": f"{tape.text()} {key}", "row": tape.text()}
        names = ("type", "asked", "matrix", "choices", "scale", "absences", "kinds")
        alike = {name: first[name] for name in names if name in first}
        return self.with_the_rest(
            {**alike, "key": key, "row": tape.text()}, AskedOf(first["asked"])
        )

    @property
    def types(self) -> tuple[AnswerType, ...]:
        """What can be asked: conditions and waits speak of numbers."""
        found = (*AnswerType, AnswerType.NUMBER, AnswerType.GROUP)
        return found if self.scales else tuple(t for t in found if t is not AnswerType.SCALE)

    def whom(self, asked: AskedOf) -> Document:
        tape = self.tape
        if asked not in (AskedOf.EACH, AskedOf.LEAD):
            return {"asked": asked.value}
        least = 1 if asked is AskedOf.EACH else 0
        # Few kinds, so that many questions are asked of the same.
        kinds = KINDS if tape.some() else tape.several(KINDS[:3], least)
        worded = {
            kind.value: tape.pick(
                ({"text": tape.text()}, {"guidance": tape.text()},
                 {"text": tape.text(), "guidance": tape.text()})
            )
            for kind in kinds
            if tape.rarely()
        }  # fmt: skip
        return {
            "asked": asked.value,
            **_said({"kinds": [kind.value for kind in kinds], "variants": worded}),
        }

    def answered(self, type_: AnswerType, asked: AskedOf) -> Document:
        """How it is answered: what of it is chosen, counted, written beside or asked in rows."""
        tape = self.tape
        said: Document = {}
        if type_.has_own_choices:
            keys: Sequence[str] = (*tape.keys(3), "last", "least")
            if asked is AskedOf.PANEL and type_ is AnswerType.MULTIPLE and tape.some():
                keys = (*tape.several(KINDS), NOT_TAKEN, MINUTES)
            said["choices"] = self.choices(keys, pointed=type_ is AnswerType.SINGLE)
        if type_ is AnswerType.SCALE:
            said["scale"] = tape.pick(self.scales)["key"]
        own = self.options({**said, "type": type_.value, "absences": []})
        if type_ is AnswerType.GROUP:
            said |= self.rows()
        if type_ is AnswerType.MULTIPLE:
            said |= _said({"alone": list(tape.several(own)), "comments": tape.some() or None})
        if tape.some():
            of_all = type_ in (*CHOSEN, AnswerType.GROUP)
            absences = [one.value for one in Absence if one.value not in own]
            said["absences"] = list(tape.several(absences)) if of_all else []
        options = self.options({**said, "type": type_.value})
        if type_ not in WITHOUT_REASON and asked is not AskedOf.BESIDE_LINES:
            said |= self.reasons(options)
        return said

    def reasons(self, options: Sequence[str]) -> Document:
        tape = self.tape
        reason = tape.pick(_NEEDED)
        when = () if reason == Needed.REQUIRED else tape.several(options)
        prompt = tape.maybe_text() if reason or when else ""
        said = {"reason": reason, "reason_when": list(when)}
        return _said({**said, "reason_prompt": prompt})

    def choices(self, keys: Sequence[str], *, pointed: bool) -> list[Document]:
        tape = self.tape
        with_points = pointed and self.points and tape.some()
        return [
            _said(
                {
                    "key": key,
                    "label": tape.text(),
                    "hint": tape.maybe_text(),
                    "say_which": tape.rarely() or None,
                    "points": tape.below(4) if with_points else None,
                }
            )
            for key in keys
        ]

    def rows(self) -> Document:
        tape = self.tape
        numbered, most = tape.pick(tuple(Numbered)), tape.pick((1, USUAL_ROWS, MOST_ROWS))
        return {
            "called": tape.text()[:40].strip(),
            **({} if numbered is Numbered.NUMBERS else {"numbered": numbered.value}),
            **({} if most == USUAL_ROWS else {"most": most}),
            "parts": [self.part(key) for key in (*tape.keys(2), "last")],
        }

    def part(self, key: str) -> Document:
        tape = self.tape
        type_ = tape.pick(tuple(PartType))
        choices = [
            _said({"key": one, "label": tape.text(), "hint": tape.maybe_text()})
            for one in (*tape.keys(2), "last", "least")
        ]
        chosen = choices if type_ is PartType.SINGLE else None
        said = {"required": tape.some() or None, "choices": chosen}
        return {"key": key, "label": tape.text(), "type": type_.value, **_said(said)}

    def links(self) -> list[Document]:
        tape = self.tape
        urls = ("https://example.org/a?b=c#d", "https://a.b/%20'\"<>", "https://é.example")
        return [{"text": tape.text(), "url": tape.pick(urls)} for _ in range(tape.below(3))]

    def options(self, said: Document) -> tuple[str, ...]:
        """The keys of all that can be chosen as an answer."""
        type_ = said["type"]
        own = [one["key"] for one in said.get("choices", ())]
        usual: Sequence[str] = ()
        if type_ == AnswerType.ASSESSMENT:
            own, usual = list(JUDGEMENTS), USUAL_ABSENCES
        if type_ == AnswerType.SCALE:
            [scale] = [one for one in self.scales if one["key"] == said["scale"]]
            own = [one["key"] for one in scale["grades"]]
        return (*own, *said.get("absences", usual)) if type_ != AnswerType.GROUP else ()

    def waits(self) -> list[Document]:
        tape = self.tape
        days = [one for one in self.above if one.type is AnswerType.NUMBER]
        days = [one for one in days if one.askers & {*KINDS, AskedOf.PANEL}]
        return [self.wait(key, tape.pick(days)) for key in tape.keys(2) if days]

    def wait(self, key: str, days: Asked) -> Document:
        tape = self.tape
        kinds = [kind.value for kind in KINDS if kind in days.askers]
        said = {
            "key": key,
            "service": tape.text(),
            "question": days.key,
            "kinds": kinds if tape.some() or AskedOf.PANEL not in days.askers else [],
            "meanwhile": tape.pick(self.above).key if tape.some() else "",
        }
        in_days = {"standard": tape.text(), "standard_days": tape.pick((0, 1, 9999))}
        return _said(said) | (in_days if tape.some() else {})

    def meetings(self) -> list[Document]:
        tape = self.tape
        sat = [one for one in self.above if MINUTES in one.options]
        sat = [one for one in sat if not set(Absence) & set(one.options)]
        return [
            {"key": key, "title": tape.text(), "question": tape.pick(sat).key}
            for key in tape.keys(2)
            if sat
        ]


_NEEDED = (None, *(one.value for one in Needed))
_IN_RETURNS = (AskedOf.EACH, AskedOf.EACH, AskedOf.LEAD, AskedOf.PANEL, AskedOf.BESIDE_LINES)


def _no_own_page(asked: SectionFor) -> SectionFor:
    """In one sitting the panel has no page, and nobody's own words are shown."""
    elsewhere = asked is SectionFor.PANEL or asked.is_companion
    return SectionFor.UNIT if elsewhere else asked


def _askers_of(questions: Sequence[Document], asked: SectionFor) -> frozenset[str]:
    """Who is asked anything in a section; every agency where nobody is."""
    if asked.asks is not None and asked is not SectionFor.LEAD:
        return frozenset({asked.asks})
    found = set[str]()
    for question in questions:
        found |= set(question.get("kinds", ()))
        found |= {AskedOf.LEAD} if question["asked"] == AskedOf.LEAD else set()
    return frozenset(found) or frozenset(KINDS)


def _said(held: Document) -> Document:
    """Without what goes without saying."""
    return {name: one for name, one in held.items() if one is not None and one not in NOTHING}
