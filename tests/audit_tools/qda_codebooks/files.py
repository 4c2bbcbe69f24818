"""Codebooks as other programs write them, and theme lists of any small kind."""

from hypothesis import strategies as st

from audit_tools.codebook import Codebook, Theme, ThemeGroup
from audit_tools.training_needs import Remedy

HEAD = "urn:QDA-XML:codebook:1.0"


def guid(number: int) -> str:
    return f"{number:08X}-0000-4000-8000-000000000000"


def codebook(codes: str, more: str = "") -> bytes:
    """A file with these codes."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="{HEAD}" origin="Another 1.2">'
        f"<Codes>{codes}</Codes>{more}</CodeBook>"
    ).encode()


def code(number: int, name: str, within: str = "", more: str = 'isCodable="true"') -> str:
    return f'<Code guid="{guid(number)}" name="{name}" {more}>{within}</Code>'


OF_A_UNIVERSITY = codebook(
    code(1, "Leadership",
         "<Description>What leaders do.</Description>"
         + code(2, "Vision", "<Description>Aims &amp; words</Description>",
                'isCodable="true" color="#46AA00"')
         + code(3, "Oversight", code(4, "Scrutiny")),
         'isCodable="false" color="#123456"')
    + code(5, "Trust", "<Description>  A relationship that lasts. </Description>"),
    f'<Sets><Set guid="{guid(9)}" name="Of 2024"><MemberCode guid="{guid(2)}"/></Set></Sets>',
)  # fmt: skip

KEYS = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,3})?", fullmatch=True)
SIGNS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
LINES = st.text(SIGNS, min_size=1, max_size=20)
TEXTS = st.lists(
    st.sampled_from(
        ("word", " ", "\n", "\\", "\\n", "&<>\"'", "Key: x", "Golden Thread", "\u2028x")
    ),
    max_size=8,
).map(lambda parts: "".join(["a", *parts, "z"]))
COLOURS = st.sampled_from(("", "#46AA00", "#000000"))
REMEDIES = st.lists(st.sampled_from([one.value for one in Remedy]), min_size=1, unique=True)
GUIDS = st.uuids().map(lambda one: str(one).upper())


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Theme lists with groups, themes under themes, and in any order."""
    keys = draw(st.lists(KEYS, min_size=1, max_size=7, unique=True))
    headings = draw(st.integers(0, len(keys) - 1))
    above = {key: draw(st.sampled_from(["", *keys[:number]])) for number, key in enumerate(keys)}
    titles = draw(st.lists(LINES, min_size=len(keys), max_size=len(keys), unique_by=str.casefold))
    guids = draw(st.lists(GUIDS, min_size=len(keys), max_size=len(keys), unique=True))
    known = [one if draw(st.booleans()) else "" for one in guids]
    groups = tuple(
        ThemeGroup(key, titles[at], draw(st.one_of(st.just(""), TEXTS)), above[key],
                   draw(COLOURS), known[at])
        for at, key in enumerate(keys[:headings])
    )  # fmt: skip
    themes = [
        Theme(
            key, f"T{at}", titles[at], draw(TEXTS),
            tuple(draw(REMEDIES)),
            draw(st.one_of(st.just(""), TEXTS)), draw(st.one_of(st.just(""), TEXTS)),
            tuple(draw(st.lists(KEYS, max_size=2, unique=True))),
            above[key], draw(COLOURS), known[at],
        )
        for at, key in enumerate(keys[headings:], headings)
    ]  # fmt: skip
    order = tuple(draw(st.permutations(themes)))
    return Codebook(draw(KEYS), draw(st.integers(1, 99)), draw(LINES), order, groups)
