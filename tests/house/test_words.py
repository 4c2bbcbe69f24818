"""What the application says, and what no file of the project may give away.

Children are never called by what they did, numbers are "k of n", and the words of the code stay in
the code. Docstrings and comments are not screen text.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "audit_tools", "reports")
FOLDERS = (*PACKAGES, "migrations", "tests", "docs", ".ci")
TEXT_FILES = {".py", ".md", ".html", ".j2", ".yaml", ".json", ".csv", ".toml", ".in", ".lock", ""}

# Inspectors' own words, quoted.
QUOTED = ROOT / "app" / "demonstration" / "letters"
# The audit tool says itself why it does not use the word.
MEANT = "so we do not call a child a perpetrator"

NEVER_ON_SCREEN = re.compile(
    r"\b(?:perpetrators?|offenders?|gang members?"  # a child first, whatever was done
    r"|surveys?|dashboards?"  # audit tool; no tiles, no gauges
    r"|audit (?:log|trail)"  # "audit" always means a safeguarding audit: say history
    r"|(?-i:RAG)"  # in Leeds the Review Advisory Group
    # words of the code; programs have the name of the standard in their menus
    r"|(?<!REFI-QDA )codebooks?|polarity|nil returns?|dissent)\b",
    re.IGNORECASE,
)
PERCENTAGE = re.compile(r"[\d}]\s?(?:%|per ?cent\b)", re.IGNORECASE)
# Grades have an order and no size: they are counted. So is all else, as "k of n".
AVERAGED = re.compile(
    r"\b(?:f?mean|median(?:_low|_high)?|average|avg|quantiles?)\("  # a function that does it
    r"|\bimport statistics\b|\bfrom statistics import\b"
    r"|\b(?:mean|median|average) (?:grade|score|number|rating)",  # and the words for it
    re.IGNORECASE,
)
REGISTRY_HOST = re.compile(r"\b(?:py(?:pi|thonhosted)|npm(?:js)?|yarnpkg|crates)\.(?:org|com|io)\b")
MACHINE_PATH = re.compile(r"(?<![\w.:/-])(?:/(?:home|root|Users|work|tmp)/\w|[A-Z]:\\\\?Users\b)")


def files(*folders: str, suffixes: set[str]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file() and "static" not in path.parts:
                yield path


def template_text(source: str) -> str:
    """The words of a template: without comments, the values of attributes and Jinja's brackets."""
    return re.sub(r"(?s)\{#.*?#\}|=\"[^\"]*\"|\{%-?|-?%\}", " ", source)


def python_sentences(source: str) -> Iterator[str]:
    """Every string of more than one word that is no docstring; an f-string counts as one."""
    within: set[ast.AST] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr):
            within.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            within.update(ast.walk(node))
            yield ast.unparse(node)
        elif (
            node not in within and isinstance(node, ast.Constant) and " " in str(node.value).strip()
        ):
            yield str(node.value)


def screen_texts() -> Iterator[tuple[Path, str]]:
    for path in files("app/templates", suffixes={".html", ".j2"}):
        yield path, template_text(path.read_text(encoding="utf-8"))
    for path in files(*PACKAGES, suffixes={".yaml", ".json"}):
        if QUOTED not in path.parents:
            yield path, path.read_text(encoding="utf-8").replace(MEANT, "")
    for path in files(*PACKAGES, suffixes={".py"}):
        for sentence in python_sentences(path.read_text(encoding="utf-8")):
            yield path, sentence


def project_texts() -> Iterator[tuple[Path, str]]:
    at_the_root = (path for path in sorted(ROOT.iterdir()) if path.suffix in TEXT_FILES)
    for path in (*at_the_root, *files(*FOLDERS, suffixes=TEXT_FILES)):
        if path.is_file():
            yield path, path.read_text(encoding="utf-8")


def found(rule: re.Pattern[str], texts: Iterator[tuple[Path, str]]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {match[0]!r} in {text[max(0, match.start() - 40) :][:100]!r}"
        for path, text in texts
        for match in rule.finditer(text)
    ]


def test_the_screen_says_no_word_that_the_house_does_not_use() -> None:
    assert found(NEVER_ON_SCREEN, screen_texts()) == []


def test_no_number_on_the_screen_is_a_percentage() -> None:
    assert found(PERCENTAGE, screen_texts()) == []


def test_nothing_is_averaged() -> None:
    sources = files(*PACKAGES, suffixes={".py", ".html", ".j2", ".yaml", ".js"})
    texts = ((path, path.read_text(encoding="utf-8")) for path in sources)
    assert found(AVERAGED, texts) == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert found(REGISTRY_HOST, project_texts()) == []


def test_lock_files_name_no_host_at_all() -> None:
    locks = [(path, path.read_text(encoding="utf-8")) for path in ROOT.glob("*.lock")]
    assert locks
    assert found(re.compile(r"\S*://\S*"), iter(locks)) == []


def test_no_file_names_a_path_of_somebody_s_machine() -> None:
    assert found(MACHINE_PATH, project_texts()) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (NEVER_ON_SCREEN, "The offender was known to us"),
        (NEVER_ON_SCREEN, "See the Dashboard"),
        (NEVER_ON_SCREEN, "Its RAG is amber"),
        (PERCENTAGE, "Seen in 67% of cases"),
        (PERCENTAGE, "Seen in {{ share }} % of cases"),
        (PERCENTAGE, "Seen in {share:.0%} of cases"),
        (PERCENTAGE, "Seen in 67 per cent of cases"),
        (AVERAGED, "frame.groupby('section').mean()"),
        (AVERAGED, "func.avg(EntryRow.version)"),
        (AVERAGED, "from statistics import fmean"),
        (AVERAGED, "The average grade was good"),
        (REGISTRY_HOST, "https://" + "pypi" + ".org/simple"),
        (REGISTRY_HOST, "files." + "python" + "hosted.org"),
        (MACHINE_PATH, "see /" + "home/somebody/notes"),
        (MACHINE_PATH, "C:\\" + "Users\\somebody"),
    ],
)
def test_a_rule_finds_what_it_forbids(rule: re.Pattern[str], text: str) -> None:
    assert rule.search(text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        # The name of a service, and a word that only begins alike.
        (NEVER_ON_SCREEN, "the youth offending service; an offence; a fragment"),
        # Jinja's own signs, and a date's format.
        (PERCENTAGE, template_text("{% if n == 2 %}{{ n }}{% endif %} of")),
        (PERCENTAGE, "at %H:%M on %d %B"),
        (AVERAGED, "what the grades mean (see below); this means that"),
        # An address on the web, and a place inside the project.
        (MACHINE_PATH, "https://example.org/home/page and tests/work/letters"),
    ],
)
def test_a_rule_leaves_alone_what_is_meant(rule: re.Pattern[str], text: str) -> None:
    assert not rule.search(text)


def test_docstrings_are_not_screen_text_and_the_words_of_an_f_string_are() -> None:
    source = '"""The audit trail."""\nx = f"{n} of {total} offenders"\ny = "two words"\nz = "key"\n'
    assert list(python_sentences(source)) == ["f'{n} of {total} offenders'", "two words"]
