"""What stands at the head and the foot of a printed sheet of Excel."""

from reports.writers.sheet_edges import MOST_LETTERS, edge


def test_a_short_text_stands_whole_between_its_commands() -> None:
    assert edge("&C", "Police: an audit", " · Page &P of &N") == (
        "&CPolice: an audit · Page &P of &N"
    )


def test_an_ampersand_of_a_text_begins_no_command() -> None:
    assert edge("&C", "A&E") == "&CA&&E"


def test_all_of_it_stays_within_what_excel_takes_and_no_ampersand_is_halved() -> None:
    """A halved one would take the first letter after it for a command."""
    for letters in range(MOST_LETTERS - 40, MOST_LETTERS + 40):
        said = edge("&C", "&" * letters, " · Page &P of &N")
        assert len(said) <= MOST_LETTERS
        assert said.endswith(" · Page &P of &N")
        text = said.removeprefix("&C").removesuffix(" · Page &P of &N")
        assert text == "&&" * (len(text) // 2)
