"""The case sheet: where the agencies differ, on one side of paper."""

from dataclasses import replace

from audit_tools.answered_once import SectionTold, Told, sections_of_case
from audit_tools.discussions import ReturnRead
from audit_tools.returns import ReturnStatus
from tests.reports import papers
from tests.reports.made_papers import sheet_pages
from tests.wide_tool import wide_tool


def test_a_sheet_has_the_case_the_child_and_where_agencies_differ() -> None:
    (page,) = sheet_pages(papers.sheet())
    assert "Rules: Golden Thread " in page
    for text in (
        "SYV25-03",
        "Police, Probation (no return), School and Social care (leads)",
        "16-17, male",
        "The tutor of the workshop. (School)",
        "The notification was sent the same night.",
        "We heard of the arrest from a parent.",
        "OFFICIAL-SENSITIVE",
        "O outstanding; G good; R requires improvement; I inadequate",
        "What we agree, and why",
    ):
        assert text in page


def test_a_sheet_fits_on_one_side_however_much_was_written() -> None:
    given = {
        f"agency-{n}": {
            f"{section.key}/{part}": value
            for section in papers.TOOL.sections
            if section.graded
            for part, value in (
                ("grade", "good" if n % 2 else "inadequate"),
                ("strength/1", f"{n} {section.key} " + "A long line about this child. " * 40),
                ("development/1", "w" * 900),
                ("reason", "Because. " * 100),
            )
        }
        for n in range(10)
    }
    pages = sheet_pages(*(papers.sheet(given) for _ in range(6)))
    assert len(pages) == 6
    assert all("What we agree, and why" in page for page in pages)


def test_a_sheet_of_nothing_written_is_a_sheet() -> None:
    (page,) = sheet_pages(papers.sheet({"police": {}, "school": {}}))
    assert "Nowhere do the agencies differ" in page


def test_who_does_not_know_the_child_has_no_column() -> None:
    given = papers.returns()
    stranger = ReturnRead("probation", ReturnStatus.NOT_KNOWN, {})
    without = replace(given, returns=(*given.returns[:-1], stranger))
    (page,) = sheet_pages(replace(papers.sheet(), given=without))
    assert "Not known to Probation." in page
    assert "nr" not in page.split("Where they differ most")[0].split()


def test_a_sheet_says_what_was_answered_once_for_the_case_in_a_line_to_a_section() -> None:
    sections = {one.key: one for one in sections_of_case(wide_tool())}
    told = (
        SectionTold(
            sections["known"], (Told("Reviewed before?", "Yes", (("Say which", "In May"),)),)
        ),
        SectionTold(sections["said"], (Told("What helped", "Football. " * 100),)),
        SectionTold(sections["carer"], (), "They live abroad."),
        SectionTold(sections["worker"], ()),
    )
    (page,) = sheet_pages(replace(papers.sheet(), told=told))
    text = " ".join(page.split())
    assert "Known to the Business Unit Reviewed before? Yes; Say which: In May" in text
    assert "The child said What helped: Football. Football." in text
    assert text.count("Football.") < 35
    assert "A parent or carer was not asked They live abroad." in " ".join(text.split("\n"))
    assert "practitioner" not in text


def test_where_the_discussion_comes_first_it_has_the_sections_and_space_to_write() -> None:
    nobody_asked = replace(papers.returns({"police": {}, "school": {}}), asks_returns=False)
    (page,) = sheet_pages(replace(papers.sheet(), given=nobody_asked))
    for section in papers.TOOL.sections:
        assert (section.title in " ".join(page.split())) is section.graded
    for text in ("What each says", "Agreed", "What we agree, and why"):
        assert text in page
    for of_returns in ("no return", "graded its own part", "differ", "other lines"):
        assert of_returns not in page
