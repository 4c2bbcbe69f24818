"""The look of a Word file, taken from another: its styles, and its theme's fonts and colours.

Nothing else of the other file comes into the paper: no text, no picture, no numbering, no link.
The same two files give the same bytes.
"""

import zipfile
from io import BytesIO
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from audit_tools.word_styles import STYLES_PART, STYLES_USED
from reports.archives import zipped

_THEME = "word/theme/theme1.xml"
_LOOK_OF_THEME = ("a:clrScheme", "a:fontScheme")
_REFERS = ("w:pStyle", "w:tblStyle")
_TEXTS = ("word/document.xml", "word/header", "word/footer")


def in_styles(paper: bytes, styles: bytes) -> bytes:
    """The Word file ``paper`` in the styles of another that ``check_styles`` let through."""
    with zipfile.ZipFile(BytesIO(paper)) as made, zipfile.ZipFile(BytesIO(styles)) as theirs:
        parts = {name: made.read(name) for name in made.namelist()}
        look = parse_xml(theirs.read(STYLES_PART))
        theme = theirs.read(_THEME) if _THEME in theirs.namelist() else b""
    ids = _ids_by_name(look)
    known = {
        id: ids[name]
        for name, id in _ids_by_name(parse_xml(parts[STYLES_PART])).items()
        if name in ids
    }
    parts[STYLES_PART] = _without_numbering(look)
    if theme and _THEME in parts:
        parts[_THEME] = _with_look(parts[_THEME], theme)
    for name in parts:
        if name.startswith(_TEXTS):
            parts[name] = _referring(parts[name], known)
    return zipped(parts.items())


def _ids_by_name(styles: Any) -> dict[str, str]:
    """The ids of the styles that papers use: Word keeps ids in the language of its user."""
    used = {(name.casefold(), of) for name, of in STYLES_USED.items()}
    found = {}
    for style in styles.iter(qn("w:style")):
        named = style.find(qn("w:name"))
        name = named.get(qn("w:val"), "").casefold() if named is not None else ""
        if (name, style.get(qn("w:type"))) in used:
            found[name] = style.get(qn("w:styleId"))
    return found


def _without_numbering(styles: Any) -> bytes:
    """A style would number by lists that are not in the paper."""
    for numbering in list(styles.iter(qn("w:numPr"))):
        numbering.getparent().remove(numbering)
    return serialize_part_xml(styles)


def _with_look(ours: bytes, theirs: bytes) -> bytes:
    kept, given = parse_xml(ours), parse_xml(theirs)
    for tag in _LOOK_OF_THEME:
        place, found = next(kept.iter(qn(tag)), None), next(given.iter(qn(tag)), None)
        if place is not None and found is not None:
            place.getparent().replace(place, found)
    return serialize_part_xml(kept)


def _referring(part: bytes, known: dict[str, str]) -> bytes:
    root = parse_xml(part)
    for tag in _REFERS:
        for reference in root.iter(qn(tag)):
            id = reference.get(qn("w:val"))
            reference.set(qn("w:val"), known.get(id, id))
    return serialize_part_xml(root)
