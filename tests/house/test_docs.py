"""What the documentation says of the source is there, and what it leads to as well."""

import re
from pathlib import Path

import pytest

from tests.pictures import PICTURES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (*ROOT.glob("*.md"), *DOCS.rglob("*.md"))
WORDS = [
    [cell.strip() for cell in line.split("|")[1:3]]
    for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| word |")
]


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in addresses."""
    headings = re.findall(r"(?m)^#+ (.*)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("folder", ["audit_tools", "reports", "app/web"])
def test_the_architecture_names_every_module_beside_the_packages(folder: str) -> None:
    said = (DOCS / "architecture.md").read_text(encoding="utf-8")
    modules = [path.stem for path in (ROOT / folder).glob("[!_]*.py")]
    assert modules
    assert [one for one in modules if not re.search(rf"\b{one}\b", said)] == []


def test_the_glossary_is_in_the_order_of_the_alphabet() -> None:
    words = [re.sub(r"[^a-z0-9 ]", "", word.lower()) for word, _ in WORDS]
    assert words == sorted(words)


def test_the_code_of_every_word_of_the_glossary_is_there() -> None:
    sources = [
        p for folder in ("app", "audit_tools", "reports") for p in (ROOT / folder).rglob("*.py")
    ]
    names = set(re.findall(r"\w+", " ".join(path.read_text(encoding="utf-8") for path in sources)))
    names |= {path.stem for path in sources}
    said = {
        part for _, code in WORDS for one in re.findall(r"`(.+?)`", code) for part in one.split(".")
    }
    assert said
    assert said - names == set()


def test_every_link_of_the_documentation_leads_to_a_page_and_a_heading() -> None:
    dead = []
    for page in PAGES:
        links = re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text(encoding="utf-8"))
        for path, heading in links:
            there = page.parent / path if path else page
            if not there.exists() or (heading and heading not in anchors(there)):
                dead.append(f"{page.relative_to(ROOT)}: {path}#{heading}")
    assert dead == []


def pictures_on(page: Path) -> set[str]:
    """The pictures that a page of the documentation shows, by the names of their files."""
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"!\[[^\]]+\]\(([^)]+)\)|<img src=\"([^\"]+)\"[^>]* alt=\"[^\"]+\"", text)
    return {Path(first or other).name for first, other in links}


def test_every_picture_is_there_and_made_by_the_program_and_shown() -> None:
    made = {f"{picture.name}.png" for picture in PICTURES}
    assert {path.name for path in (DOCS / "pictures").iterdir()} == made
    assert {name for page in PAGES for name in pictures_on(page)} == made


def test_every_how_to_has_a_picture() -> None:
    pages = [page for page in (DOCS / "how-to").glob("*.md") if page.stem != "README"]
    assert pages
    assert [page.name for page in pages if not pictures_on(page)] == []


def test_the_readme_says_what_it_is_shows_it_and_leads_from_a_trial_to_the_real_thing() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    parts = (
        "# Golden Thread\n\nGolden Thread is",
        "![",
        "## The two commands",
        "make demo",
        "make test",
        "## Running it for real",
    )
    places = [text.find(part) for part in parts]
    assert places == sorted(places)
    assert places[0] == 0
