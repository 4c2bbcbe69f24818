"""Templates only lay out: nothing inline, nothing trusted unread, none that nobody shows."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment, meta

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "app" / "templates"
STYLES = ROOT / "app" / "static"
TEMPLATES = {str(p.relative_to(FOLDER)): p.read_text(encoding="utf-8")
             for p in sorted(FOLDER.rglob("*.html"))}  # fmt: skip
EACH = pytest.mark.parametrize("name", TEMPLATES)

TRUSTED = re.compile(r"\|\s*safe\b|\bMarkup\b|\bautoescape\b")
# An element's own script or style, or an address that is one: the policy of the pages refuses it.
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script\b(?![^>]*\bnonce=)",
    re.IGNORECASE,
)
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL | re.IGNORECASE)
POSTED = re.compile(r"<form\b[^>]*\bmethod=[\"']?post", re.IGNORECASE)
SECRET = re.compile(r"csrf_field\(\)|csrf_token")
# Elsewhere an address would tell that page who is signed in here.
ELSEWHERE = re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//", re.IGNORECASE)


def shown_from_python() -> set[str]:
    """The templates that the pages name."""
    return {
        node.value
        for path in (ROOT / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.endswith(".html")
    }


def shown_from(name: str) -> set[str]:
    """The templates that a template extends, includes or takes macros from."""
    referred = meta.find_referenced_templates(Environment(autoescape=True).parse(TEMPLATES[name]))
    return {one for one in referred if one}


def test_every_template_is_shown_by_something() -> None:
    reached, waiting = set[str](), shown_from_python() & TEMPLATES.keys()
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= (shown_from(name) & TEMPLATES.keys()) - reached
    assert TEMPLATES.keys() - reached == set()


def test_no_style_hangs_on_how_a_phone_is_held() -> None:
    """Source: WCAG 2.2, 1.3.4 Orientation."""
    sheets = {path.name: path.read_text(encoding="utf-8") for path in STYLES.rglob("*.css")}
    assert len(sheets) > 1
    assert [name for name, text in sheets.items() if "orientation" in text] == []


def test_every_template_that_is_named_is_there() -> None:
    named = shown_from_python().union(*(shown_from(name) for name in TEMPLATES))
    ours = {name for name in named if not name.startswith("govuk_frontend_jinja/")}
    assert ours - TEMPLATES.keys() == set()


@EACH
def test_a_template_trusts_no_text(name: str) -> None:
    assert TRUSTED.findall(TEMPLATES[name]) == []


@EACH
def test_a_template_has_no_script_or_style_of_its_own(name: str) -> None:
    assert INLINE.findall(TEMPLATES[name]) == []


@EACH
def test_a_form_that_changes_something_carries_its_secret(name: str) -> None:
    forms = [form for form in FORM.findall(TEMPLATES[name]) if POSTED.search(form)]
    assert len(forms) == len(POSTED.findall(TEMPLATES[name])), "a form begins and does not end"
    assert [form[:80] for form in forms if not SECRET.search(form)] == []


@EACH
def test_a_template_asks_no_other_service_for_anything(name: str) -> None:
    assert [line for line in TEMPLATES[name].splitlines() if ELSEWHERE.search(line)
            and "rel=" not in line] == []  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (TRUSTED, "{{ text|safe }}"),
        (TRUSTED, "{{ text | safe if text }}"),
        (INLINE, '<p style="color: red">'),
        (INLINE, "<p onclick='go()'>"),
        (INLINE, "<script>go()</script>"),
        (INLINE, '<script src="x.js"></script>'),
        (ELSEWHERE, '<img src="//example.org/x.png">'),
    ],
)
def test_a_rule_finds_what_it_forbids(rule: re.Pattern[str], text: str) -> None:
    assert rule.search(text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (TRUSTED, "<p>A safer place for safeguarding</p>"),
        (INLINE, '<script nonce="{{ nonce() }}" src="x.js"></script>'),
        (INLINE, '<td class="on one line">'),
    ],
)
def test_a_rule_leaves_alone_what_is_meant(rule: re.Pattern[str], text: str) -> None:
    assert not rule.search(text)
