"""Theme lists go out as REFI-QDA codebooks and come in again, whole, and others come in too."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree  # type: ignore[import-untyped]

from audit_tools.apart import read_apart
from audit_tools.brought_codebooks import Brought, bring_in, new_list
from audit_tools.codebook import Codebook
from audit_tools.definition import theme_list_from_document, theme_list_to_document
from audit_tools.errors import Invalid
from audit_tools.library import shipped_theme_lists
from audit_tools.qda_codebooks.reading import read_codebook
from audit_tools.qda_codebooks.writing import write_codebook
from audit_tools.theme_lists import merge, rename, split
from tests.audit_tools.qda_codebooks.files import OF_A_UNIVERSITY, code, codebook, codebooks, guid

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "codebook.xsd"))
LISTS = pytest.mark.parametrize("book", shipped_theme_lists(), ids=lambda book: book.key)
BOOK = shipped_theme_lists()[0]


def come_in(data: bytes) -> Brought:
    return new_list(read_codebook(data), "From a university")


@LISTS
def test_a_shipped_list_comes_back_as_it_went(book: Codebook) -> None:
    file = write_codebook(book)
    assert SCHEMA.validate(etree.fromstring(file)), SCHEMA.error_log
    assert come_in(file).codebook == book
    assert not bring_in(book, read_codebook(file), book.themes).is_different


@given(codebooks())
def test_any_list_comes_back_as_it_went(book: Codebook) -> None:
    file = write_codebook(book)
    assert SCHEMA.validate(etree.fromstring(file)), SCHEMA.error_log
    assert come_in(file).codebook == book
    assert come_in(file).left_out == ()
    assert theme_list_from_document(theme_list_to_document(book)) == book


def test_what_was_changed_here_comes_back_too() -> None:
    book = rename(BOOK, "voice", "The child's voice", "Other words.").codebook
    book = split(book, "family", "Siblings", "Brothers and sisters.", book.themes).codebook
    book = merge(book, "notifications", "information-sharing").codebook
    assert come_in(write_codebook(book)).codebook == book


def test_the_codebook_of_another_program_is_a_list_of_its_own() -> None:
    brought = come_in(OF_A_UNIVERSITY)
    book = brought.with_remedy("training")
    assert [(t.key, t.title, t.definition, t.part_of, t.colour) for t in book.themes] == [
        ("vision", "Vision", "Aims & words", "leadership", "#46AA00"),
        ("oversight", "Oversight", "Oversight", "leadership", ""),
        ("scrutiny", "Scrutiny", "Scrutiny", "oversight", ""),
        ("trust", "Trust", "A relationship that lasts.", "", ""),
    ]
    assert [(g.title, g.definition, g.colour) for g in book.groups] == [
        ("Leadership", "What leaders do.", "#123456")
    ]
    assert [one.text or one.sheet for one in brought.left_out] == [
        "Of 2024", "code “Oversight”", "code “Scrutiny”",
    ]  # fmt: skip
    assert (book.key, book.version, book.over(book.themes[0])) == (
        "from-a-university", 1, "Leadership",
    )  # fmt: skip
    again = come_in(write_codebook(book))
    assert again.codebook == book
    assert f'guid="{guid(4)}"' in write_codebook(book).decode()


def test_new_themes_need_a_remedy() -> None:
    brought = come_in(OF_A_UNIVERSITY)
    assert brought.asks_remedy
    with pytest.raises(Invalid) as refused:
        brought.with_remedy("magic")
    assert refused.value.place == "remedy"
    assert not come_in(write_codebook(BOOK)).asks_remedy


def test_what_was_reworded_elsewhere_is_the_next_version() -> None:
    file = write_codebook(BOOK).decode().replace('name="Clear governance"', 'name="Governance"')
    brought = bring_in(BOOK, read_codebook(file.encode()), BOOK.themes)
    assert [(one.now.key, one.sentence) for one in brought.told] == [
        ("governance", "Changed: title.")
    ]
    changed = brought.changed("")
    assert changed.sentence == "A REFI-QDA codebook was brought in: 1 that is changed."
    assert (changed.codebook.version, changed.moved) == (BOOK.version + 1, ())
    assert changed.codebook.theme("governance").usual_remedies == ("governance",)


def test_a_theme_that_the_file_has_not_stays_and_a_new_one_gets_a_key_that_was_never_used() -> None:
    small = replace(BOOK, themes=BOOK.themes[:2])
    gone = replace(BOOK.themes[5], key="trust")
    file = codebook(code(1, "Clear governance") + code(2, "Trust"))
    brought = bring_in(small, read_codebook(file), [*small.themes, gone])
    book = brought.changed("supervision").codebook
    assert [(t.key, t.code) for t in book.themes] == [
        ("governance", "T02"), ("trust-2", "T07"), ("shared-priority", "T01"),
    ]  # fmt: skip
    assert [one.sentence for one in brought.told][-1].startswith("Not in the file: it stays.")
    assert book.theme("governance").definition == BOOK.theme("governance").definition
    assert book.theme("governance").guid == guid(1)


def test_a_theme_that_is_only_a_heading_in_the_file_stays_a_theme() -> None:
    file = codebook(code(1, "Clear governance", code(2, "Boards"), 'isCodable="false"'))
    book = bring_in(BOOK, read_codebook(file), BOOK.themes).with_remedy("training")
    assert "governance" in book
    assert book.theme("boards").part_of == "governance"


def test_the_file_of_another_list_and_one_that_says_the_same_are_refused() -> None:
    other = shipped_theme_lists()[1]
    with pytest.raises(Invalid, match="another theme list, “KIDS VOICES"):
        bring_in(BOOK, read_codebook(write_codebook(other)), BOOK.themes)
    with pytest.raises(Invalid, match="says the same"):
        bring_in(BOOK, read_codebook(write_codebook(BOOK)), BOOK.themes).changed("")


def test_two_of_one_name_are_kept_apart() -> None:
    other = codebook(code(1, "A", code(2, "Other")) + code(3, "B", code(4, "Other")))
    brought = come_in(other)
    assert [theme.title for theme in brought.codebook.themes] == ["A", "Other", "B", "B: Other"]
    assert any("called so" in one.why for one in brought.left_out)


def test_a_code_that_was_copied_elsewhere_is_a_theme_of_its_own() -> None:
    """The copy has the description of the first, with its key, and stands before it."""
    file = write_codebook(BOOK).decode()
    at = file.index("<Code guid")
    voice = file[file.index('<Code guid="', file.index('name="') - 60) : file.index("</Code>") + 7]
    copy = voice.replace(voice[12:48], guid(7)).replace('name="', 'name="Copy of ')
    brought = bring_in(BOOK, read_codebook((file[:at] + copy + file[at:]).encode()), BOOK.themes)
    assert [(one.now.title[:7], one.sentence) for one in brought.told] == [("Copy of", "New.")]
    keys = [theme.key for theme in brought.codebook.themes]
    assert len(set(keys)) == len(BOOK.themes) + 1
    assert theme_list_from_document(theme_list_to_document(brought.codebook)) == brought.codebook


def test_two_codes_are_two_themes_and_without_its_heading_a_theme_stands_at_the_top() -> None:
    book = come_in(OF_A_UNIVERSITY).with_remedy("training")
    file = codebook(code(11, "Trust") + code(12, "trust"))
    now = bring_in(book, read_codebook(file), book.themes).with_remedy("training")
    assert [(theme.key, theme.part_of) for theme in now.themes] == [
        ("trust", ""), ("trust-2", ""), ("vision", ""), ("oversight", ""),
        ("scrutiny", "oversight"),
    ]  # fmt: skip
    assert theme_list_from_document(theme_list_to_document(now)) == now


def test_a_theme_under_one_that_is_merged_goes_along() -> None:
    book = come_in(OF_A_UNIVERSITY).with_remedy("training")
    assert merge(book, "oversight", "trust").codebook.theme("scrutiny").part_of == "trust"
    assert merge(book, "oversight", "scrutiny").codebook.theme("scrutiny").part_of == "leadership"
    new = split(book, "vision", "Aims", "What is wanted.", book.themes).codebook.theme("aims")
    assert (new.part_of, new.guid) == ("leadership", "")


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>'
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no REFI-QDA codebook"),
        (b"name,guid", "no REFI-QDA codebook"),
        (b"<CodeBook/>", "no REFI-QDA codebook"),
        (b"<Project><Codes/></Project>", "no REFI-QDA codebook"),
        (b"PK\x03\x04" + b"x" * 100, "whole project"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (LAUGHS, "swell up"),
        (LAUGHS.decode().encode("utf-16"), "swell up"),
        (LAUGHS.replace(b' [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]', b""), "swell up"),
        (codebook("<Code>" * 30 + "</Code>" * 30), "deeper or longer"),
        (codebook("<Code/>" * 6_000), "deeper or longer"),
        (codebook(code(1, "A", more='isCodable="false"')), "heading only"),
        (codebook(code(1, "A") + code(1, "B")), "its guid too"),
        (codebook('<Code guid="1" name="A" isCodable="true"/>'), "no guid"),
        (codebook(code(1, " ")), "Give it a name"),
        (codebook(code(1, "x" * 201)), "200 letters"),
        (codebook(code(1, "A", f"<Description>{'x' * 4001}</Description>")), "4,000 letters"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_apart(read_codebook, data)
    assert any(words in one.message for one in refused.value.problems)


def test_a_colour_of_three_signs_is_one_and_another_is_left_out() -> None:
    colours = code(1, "A", more='isCodable="1" color="#4a0"') + code(2, "B", more='color="red"')
    brought = come_in(codebook(colours))
    assert [theme.colour for theme in brought.codebook.themes] == ["#44aa00", ""]
    assert brought.left_out[0].text == "red"
