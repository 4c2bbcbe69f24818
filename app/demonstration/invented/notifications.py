"""The invented dip samples of notifications, each read twice, agreed in one sitting.

What stands in the YAML beside is how often each question was answered how; a seed deals it out, so
that a poor notification is poor in several ways and the second reader sees a few things
differently. Grades follow from a reader's own answers. No notification in them is real.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

from app.demonstration.invented.people import (
    AGENCIES,
    CHAIR,
    CO_CHAIR,
    NOTE_TAKER,
    practitioners,
    write_agencies,
    write_people,
)
from app.demonstration.invented.times import at, write_instant
from audit_tools import places
from audit_tools.codebook import Codebook
from audit_tools.dates import working_days_between
from audit_tools.definition import theme_list_to_document, tool_to_document
from audit_tools.places import NOT_OUR_PART, FindingKind
from audit_tools.sittings import READERS_AGREED, countable, graded_section
from audit_tools.tool import AuditTool, Question
from audit_tools.training_needs import USUAL_REMEDY, Cause

TOOL = "police-notifications"
DIP_SAMPLES = {
    "notifications-2024-06": "notifications_2024",
    "notifications-2025-02": "notifications_2025",
}
"""The keys of the dip samples, the earlier first, with the folder each is read from."""
SENDER, RECEIVER = "police", "social-care"
READERS = (SENDER, RECEIVER)
HERE = Path(__file__).parent
STEPS = ("yes", "partly", "no")
GRADES = ((0.09, "strong"), (0.34, "enough"), (0.72, "gaps"), (1.0, "not-enough"))
"""Up to which share of what could be missing each grade goes."""

Answers = dict[str, str]
Story = Mapping[str, Any]


@cache
def _story(key: str) -> Story:
    """What is told of one sample, with the lines of all of them."""
    files = (HERE / "notification_lines.yaml", HERE / DIP_SAMPLES[key] / "audit.yaml")
    return {k: v for file in files for k, v in YAML(typ="safe", pure=True).load(file).items()}


def build(
    key: str, tool: AuditTool, theme_list: Codebook, seed: int | None = None
) -> dict[str, Any]:
    """The whole audit as a document of the exchange format; a seed always gives the same.

    Without one it is the seed of the story. Raises ``KeyError`` for a key that is not in
    ``DIP_SAMPLES``.
    """
    story, numbers = _story(key), count(1)
    seed = story["seed"] if seed is None else seed
    truth = _deal(story, tool, Random(f"{seed} answers"))
    return {
        "format": "golden-thread-audit",
        "format_version": 1,
        "tool": tool_to_document(tool),
        "theme_list": theme_list_to_document(theme_list),
        "audit": dict(story["audit"]),
        "agencies": write_agencies(),
        "people": write_people(),
        "cases": [
            _Notification(story, tool, number, answers, Random(f"{seed} {number}")).write(numbers)
            for number, answers in enumerate(truth, 1)
        ],
        "needs": [dict(need) for need in story["needs"]],
    }


def _deal(story: Story, tool: AuditTool, draw: Random) -> list[Answers]:
    """What a careful reader would answer of each notification, in the numbers of the story."""
    size = story["size"]
    quality = [draw.random() for _ in range(size)]
    dealt: list[Answers] = [{} for _ in range(size)]
    for question in countable(tool):
        wanted: Mapping[str, int] = story["answers"].get(question.key, {})
        worst_first = sorted(range(size), key=lambda n: quality[n] + 0.9 * draw.random())
        answers = [answer for answer in ("no", "partly") for _ in range(wanted.get(answer, 0))]
        answers += ["yes"] * (size - len(answers))
        for number, answer in zip(worst_first, answers, strict=True):
            dealt[number][question.key] = answer
        good = [n for n in range(size) if dealt[n][question.key] == "yes"]
        for number in draw.sample(good, wanted.get("not-applicable", 0)):
            dealt[number][question.key] = "not-applicable"
    return dealt


@dataclass(frozen=True)
class _Notification:
    """One notification on its way to a document; ``truth`` is what a careful reader answers."""

    story: Story
    tool: AuditTool
    number: int
    truth: Answers
    draw: Random

    def write(self, numbers: Iterator[int]) -> dict[str, Any]:
        read: dict[str, Answers] = {}
        for agency in READERS:
            read[agency] = self._read(agency, {t for r in read.values() for t in r.values()})
        return {
            "reference": f"{self.story['reference']}-{self.number:02}",
            "state": "agreed",
            "characteristics": self._characteristics(),
            "chair": CHAIR,
            "co_chair": CO_CHAIR,
            "note_taker": NOTE_TAKER,
            "agencies": [
                {"agency": agency, "known": "known", "lead": agency == SENDER} for agency in READERS
            ],
            "returns": [self._return(agency, read[agency]) for agency in READERS],
            "discussion": self._discussion(read),
            "findings": [
                self._finding(question, kind, read, next(numbers))
                for question in countable(self.tool)
                if (kind := _says(question, read)) is not None
            ],
        }

    def _characteristics(self) -> dict[str, str]:
        return {
            "age_band": self.draw.choice(("10-12", "13-15", "13-15", "16-17")),
            "sex": self.draw.choice(("male", "male", "female")),
            "locality": self.draw.choice(("North", "East", "South", "West")),
        }

    # --- What each reader enters ------------------------------------------------------------

    def _read(self, agency: str, written: set[str]) -> Answers:
        """One reader's entries: the answers, then the grade that they add up to, then why.

        ``written`` is what the other has written, so that no sentence comes twice.
        """
        entries: Answers = {}
        for question in self.tool.questions_for(AGENCIES[agency][1], agency == SENDER):
            if question.key in self.truth:
                entries[question.key] = self._seen(self.truth[question.key], agency)
            else:
                entries[question.key] = self._decided()
        return entries | self._graded(agency, entries, written)

    def _seen(self, answer: str, agency: str) -> str:
        """The sender reads as it is; the receiver sees a few things one step differently."""
        differs = self.draw.randrange(100) < self.story["readers_differ"]
        if agency == SENDER or answer not in STEPS or not differs:
            return answer
        step = STEPS.index(answer)
        return STEPS[step + 1 if step == 0 else step - 1]

    def _decided(self) -> str:
        weighted = ("assessment", "to-worker", "early-help", "advice", "none", "strategy")
        return self.draw.choices(weighted, weights=(9, 7, 5, 5, 4, 3))[0]

    def _graded(self, agency: str, answers: Answers, written: set[str]) -> Answers:
        section, grade = graded_section(self.tool).key, grade_of(answers)
        wanting = sorted(k for k, answer in answers.items() if answer in ("no", "partly"))
        entries = {places.grade_place(section): grade}
        if grade in ("gaps", "not-enough"):
            worst = [k for k in wanting if answers[k] == "no"] or wanting
            chosen = self.draw.sample(worst, min(len(worst), self.draw.choice((1, 1, 2))))
            for number, key in enumerate(sorted(chosen), 1):
                place = places.line_place(section, FindingKind.DEVELOPMENT, number)
                entries[place] = self.draw.choice(self._lines(agency, key, written))
                entries[places.cause_place(place)] = self.story["causes"][key]
        elif grade == "strong" and self.draw.random() < 0.5:
            place = places.line_place(section, FindingKind.STRENGTH, 1)
            unwritten = [line for line in self.story["strong_lines"] if line not in written]
            entries[place] = self.draw.choice(unwritten)
        else:
            entries[places.nothing_place(section)] = places.YES
        return entries

    def _return(self, agency: str, entries: Answers) -> dict[str, Any]:
        first, last = _day(self.story["returns_open"]), _day(self.story["audit"]["returns_due"])
        day = self.draw.choice(working_days_between(first, last))
        hour = self.draw.randrange(9, 15)
        return {
            "agency": agency,
            "status": "submitted",
            "practitioners": [self.draw.choice(practitioners(agency))],
            "started_at": write_instant(at(day, hour, self.draw.randrange(50))),
            "submitted_at": write_instant(at(day, hour, self.draw.randrange(50, 60))),
            "entries": entries,
        }

    # --- What was agreed --------------------------------------------------------------------

    def _discussion(self, read: Mapping[str, Answers]) -> dict[str, Any]:
        sitting, signed = _day(self.story["sitting"]), _day(self.story["signed_off"])
        return {
            "opened_at": write_instant(at(sitting, 9, 30)),
            "written_up_at": write_instant(at(sitting, 11, 20)),
            "agreed_at": write_instant(at(signed, 10, 5)),
            "attendance": [{"agency": agency, "came": "yes"} for agency in READERS],
            "entries": self._agreed(read),
        }

    def _agreed(self, read: Mapping[str, Answers]) -> Answers:
        section = graded_section(self.tool).key
        given = [read[agency][places.grade_place(section)] for agency in READERS]
        apart = any(
            {read[SENDER].get(q.key), read[RECEIVER].get(q.key)}
            in ({"yes", "partly"}, {"yes", "no"})
            for q in countable(self.tool)
        )
        if given[0] == given[1] and not apart:
            return {
                places.agreed_place(section): given[0],
                places.why_place(section): READERS_AGREED,
            }
        agreed = self.draw.choice(given)
        return {
            places.agreed_place(section): agreed,
            places.why_place(section): self.draw.choice(self.story["why"][agreed]),
        }

    def _lines(self, agency: str, question: str, written: set[str]) -> list[str]:
        """What this reader may write of a question that it found wanting."""
        own = self.story["lines_of"][agency].get(question, ())
        return [
            line for line in (*self.story["lines"].get(question, ()), *own) if line not in written
        ]

    def _finding(
        self, question: Question, kind: FindingKind, read: Mapping[str, Answers], number: int
    ) -> dict[str, Any]:
        """The finding that the sitting made of the answers to one question."""
        is_development = kind is FindingKind.DEVELOPMENT
        wanted = ("partly", "no") if is_development else ("yes",)
        saying = [agency for agency in READERS if read[agency].get(question.key) in wanted]
        statement = question.development if is_development else question.strength
        cause = self.story["causes"][question.key] if is_development else None
        return {
            "number": number,
            "section": self.tool.section_at(question.key),
            "kind": kind.value,
            "statement": statement,
            "themes": list(question.themes),
            "cause": cause,
            "remedy": USUAL_REMEDY[Cause(cause)].value if cause else None,
            "agencies": [SENDER] if AGENCIES[SENDER][1] in question.kinds else saying,
            "sources": [{"agency": agency, "place": question.key} for agency in saying],
            "wording": {"text": statement, "written_by": "coordinator", "agreed_by": "chair"},
        }


def grade_of(answers: Mapping[str, str]) -> str:
    """The grade that a reader's answers add up to: how much of what could be there is missing."""
    given = [answer for answer in answers.values() if answer in STEPS]
    if not given:
        return NOT_OUR_PART
    missing = sum(STEPS.index(answer) for answer in given) / (2 * len(given))
    return next(grade for most, grade in GRADES if missing <= most)


def _says(question: Question, read: Mapping[str, Answers]) -> FindingKind | None:
    """As ``sittings.says``, before the returns are values."""
    given = {entries.get(question.key) for entries in read.values()}
    if given & {"partly", "no"}:
        return FindingKind.DEVELOPMENT
    return FindingKind.STRENGTH if "yes" in given else None


def _day(text: str) -> date:
    return date.fromisoformat(text)
