"""Tools of any small size, and texts that formats read in ways of their own."""

from typing import Any

from hypothesis import strategies as st

from audit_tools.agency_kinds import AgencyKind
from audit_tools.questions import AskedOf

# What YAML reads in a way of its own, or keeps only in quotes.
PIECES = ("word", " ", "\n", "\u2028", "\t", "#", ": ", "- ", "'", "yes", "1.10", " " * 90)
LINES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
WORDS = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Tools of any small size, each with texts and kinds of its own."""
    names = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    return {
        "format_version": 1,
        "key": draw(WORDS),
        "version": draw(st.integers(1, 9999)),
        "title": draw(TEXTS),
        "theme_list": draw(WORDS),
        "sections": [draw(sections(name)) for name in names],
    }


@st.composite
def sections(draw: st.DrawFn, key: str) -> dict[str, Any]:
    names = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    asked = draw(st.sampled_from(["agencies", *ONCE]))
    return {
        "key": key,
        "title": draw(TEXTS),
        "graded": asked == "agencies" and draw(st.booleans()),
        "asked": asked,
        # A question that was carried here has the key that it was born with.
        "questions": [
            draw(questions(f"{draw(st.sampled_from([key, f'before-{key}']))}.{name}", asked))
            for name in names
        ],
    }


ONCE = [asked.value for asked in AskedOf if asked.is_once]


@st.composite
def questions(draw: st.DrawFn, key: str, asked: str) -> dict[str, Any]:
    kinds = draw(st.sets(st.sampled_from(AgencyKind), min_size=1))
    of_kinds = {"asked": "each", "kinds": [kind.value for kind in AgencyKind if kind in kinds]}
    type_ = draw(st.sampled_from(["assessment", "text", "long-text", "number", "date", "group"]))
    return {
        "key": key,
        "text": draw(TEXTS),
        "type": type_,
        **({"asked": asked} if asked in ONCE else of_kinds),
        "class": draw(st.sampled_from(["scored", "descriptive"])),
        "guidance": draw(TEXTS),
        **draw(SAID_BESIDES),
        **(draw(REASONS) if type_ in ("assessment", "number", "date") else {}),
        **(draw(OF_ASSESSMENTS) if type_ == "assessment" else {}),
        **(draw(rows()) if type_ == "group" else {}),
    }


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """What a group says of its rows; what is usual goes without saying."""
    names = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    said = {
        "called": draw(TEXTS)[:40],
        "numbered": draw(st.sampled_from(["numbers", "letters"])),
        "most": draw(st.integers(1, 20)),
        "parts": [draw(parts(name)) for name in names],
    }
    usual = {"numbered": "numbers", "most": 10}
    return {name: held for name, held in said.items() if usual.get(name) != held}


@st.composite
def parts(draw: st.DrawFn, key: str) -> dict[str, Any]:
    type_ = draw(st.sampled_from(["text", "long-text", "number", "date", "single"]))
    part: dict[str, Any] = {"key": key, "label": draw(TEXTS), "type": type_}
    if draw(st.booleans()):
        part["required"] = True
    if type_ == "single":
        names = draw(st.lists(WORDS, min_size=2, max_size=3, unique=True))
        part["choices"] = [{"key": name, "label": draw(TEXTS)} for name in names]
    return part


NEEDED = st.sampled_from(["optional", "required"])
SAID_BESIDES = st.fixed_dictionaries(
    {},
    optional={
        "answer": NEEDED,
        "cross_references": st.lists(TEXTS, min_size=1, max_size=2),
        "links": st.lists(
            st.fixed_dictionaries({"text": TEXTS, "url": st.just("https://example.org/a?b=c")}),
            min_size=1,
            max_size=2,
        ),
    },
)
REASONS = st.fixed_dictionaries({}, optional={"reason": NEEDED})
OF_ASSESSMENTS = st.fixed_dictionaries(
    {},
    optional={
        "absences": st.lists(
            st.sampled_from(["not-applicable", "not-known", "no-evidence"]), unique=True
        )
    },
)
