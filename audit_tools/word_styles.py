"""A Word file of styles that a partnership gives its papers: what it has to have, and may not have.

Only the look is taken from it: its styles, and the fonts and colours of its theme. What could act
or lead elsewhere is refused all the same, since the file is handed out again as it came.
"""

from io import BytesIO
from zipfile import ZipFile

from defusedxml import ElementTree

from audit_tools.csv_files import MAX_BYTES
from audit_tools.errors import Invalid
from audit_tools.office_files import OLD_OFFICE, check_package
from audit_tools.word_files import SAVE_AGAIN, is_word

STYLES_USED = {
    "Normal": "paragraph",
    "Heading 1": "paragraph",
    "Heading 2": "paragraph",
    "Heading 3": "paragraph",
    "Header": "paragraph",
    "Footer": "paragraph",
    "Table Grid": "table",
}
"""The styles in which papers are set, and of what each is a style."""
STYLES_PART = "word/styles.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMBEDDED = ("oleObject", "package", "control", "aFChunk", "attachedTemplate", "vbaProject", "font")
PLACE = "file"


def check_styles(data: bytes) -> None:
    """Raise ``Invalid`` ("file") for what is no Word file of styles that papers can be made in."""
    if not data:
        raise Invalid("Choose a Word file.", PLACE)
    if len(data) > MAX_BYTES:
        raise Invalid("The file is larger than 1 MB. Take out pictures and text.", PLACE)
    if data.startswith(OLD_OFFICE) or not is_word(data):
        raise Invalid(f"This is no Word file, or one with a password. {SAVE_AGAIN}", PLACE)
    try:
        check_package(data, "Word file", SAVE_AGAIN)
    except Invalid as wrong:
        raise Invalid(wrong.message, PLACE) from wrong
    with ZipFile(BytesIO(data)) as package:
        _check_links(package)
        _check_names(package)


def _check_links(package: ZipFile) -> None:
    for name in package.namelist():
        if name.endswith(".rels"):
            for link in ElementTree.fromstring(package.read(name)):
                if link.get("TargetMode") == "External":
                    raise Invalid(
                        "The file has links that lead out of it, such as an address or a template. "
                        "Take them out and save it again.",
                        PLACE,
                    )
                if link.get("Type", "").rpartition("/")[2] in _EMBEDDED:
                    raise Invalid(
                        "The file has other files, fonts or controls in it. "
                        "Take them out and save it again.",
                        PLACE,
                    )


def _check_names(package: ZipFile) -> None:
    """The names of styles are English in every Word; only their ids are in its language."""
    if STYLES_PART not in package.namelist():
        raise Invalid(f"The file has no styles. {SAVE_AGAIN}", PLACE)
    styles = ElementTree.fromstring(package.read(STYLES_PART))
    if any(name.startswith(_R) for element in styles.iter() for name in element.attrib):
        raise Invalid("The styles of the file have pictures in them. Take them out.", PLACE)
    has = {
        (named.get(f"{_W}val", "").casefold(), style.get(f"{_W}type"))
        for style in styles.iter(f"{_W}style")
        if (named := style.find(f"{_W}name")) is not None
    }
    missing = [name for name, of in STYLES_USED.items() if (name.casefold(), of) not in has]
    if missing:
        raise Invalid(
            f"These styles are missing: {', '.join(missing)}. Use each once in the file and save "
            "it, or begin with the file that is in use.",
            PLACE,
        )
