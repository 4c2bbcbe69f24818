"""Which Word files papers can be made in, and which are turned away, with what mends them."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from audit_tools.errors import Invalid
from audit_tools.word_styles import STYLES_USED, check_styles

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = "".join(
    f'<w:style w:type="{of}" w:styleId="Id{place}"><w:name w:val="{name.lower()}"/></w:style>'
    for place, (name, of) in enumerate(STYLES_USED.items())
)
LINK = (
    '<Relationships xmlns="http://a"><Relationship Id="r" Type="http://a/{}" {}/></Relationships>'
)


def word_file(styles: str = STYLES, **others: str) -> bytes:
    parts = {"word/document.xml": "<a/>", "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>"}
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, text in (parts | others).items():
            package.writestr(name, text)
    return buffer.getvalue()


def with_link(type: str, more: str = "") -> bytes:
    return word_file(**{"word/_rels/document.xml.rels": LINK.format(type, more)})


def test_a_word_file_with_every_style_is_taken() -> None:
    check_styles(word_file())
    check_styles(with_link("theme"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Choose a Word file."),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"%PDF-1.7", "This is no Word file"),
        # A table of the name of a paragraph's style does not set a paragraph.
        (word_file(STYLES.replace("table", "paragraph")), "These styles are missing: Table Grid."),
        (word_file(STYLES.replace("heading 2", "other")), "These styles are missing: Heading 2."),
        (word_file(**{"word/vbaProject.bin": "x"}), "has macros"),
        (with_link("hyperlink", 'TargetMode="External"'), "links that lead out of it"),
        (with_link("oleObject"), "other files, fonts or controls"),
        (with_link("aFChunk"), "other files, fonts or controls"),
        # A picture would be missing in a paper, which Word then calls damaged.
        (
            word_file(
                STYLES + '<w:a xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
                'relationships" r:id="rId1"/>'
            ),
            "have pictures in them",
        ),
    ],
)
def test_another_is_turned_away_with_what_is_wrong(data: bytes, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refused:
        check_styles(data)
    assert refused.value.place == "file"
