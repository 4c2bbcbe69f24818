"""Where a page says child or children of something else that is counted.

What may be left of the word is about a real child: the questions of the tool, the names of agencies
and themes, and what is said of an immediate concern.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from audit_tools.library import shipped_theme_lists
from audit_tools.tool import AuditTool

ABOUT_A_REAL_CHILD = (
    r"No child, person or agency on this page is real\.",
    r"Worried about a child now\?",
    r"worr(y|ies) about a child now",
    r"Practise on an invented child",
    r"Whom to tell when you worry about a child now",
    r"If a child is in immediate danger, call 999\.",
    r"Tell children's social care",
    r"Children's social care",
    r"child in need",
    r"take out what could identify a child",
    r"What stands there instead the child",
)


def left_of(page: str, tool: AuditTool) -> list[str]:
    """Where the word still stands once everything is taken out that may be there."""
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", page.split("<body")[1])).split())
    text = _may_be_there(tool).sub("", text)
    return [text[max(0, m.start() - 60) : m.end() + 40] for m in re.finditer(r"(?i)\bchild", text)]


@cache
def _may_be_there(tool: AuditTool) -> re.Pattern[str]:
    texts = [*map(re.escape, _known_texts(tool)), *ABOUT_A_REAL_CHILD]
    return re.compile("|".join(texts), flags=re.IGNORECASE)


def _known_texts(tool: AuditTool) -> Iterator[str]:
    """The words of the tool and of the theme list, the longest first."""
    book = shipped_theme_lists()[0]
    texts = [tool.title, tool.about, tool.definition, book.title]
    texts += [g.descriptor for scale in tool.scales for g in scale.grades]
    texts += [t for s in tool.sections for t in (s.title, s.why, s.good_looks_like)]
    for question in tool.questions:
        wordings = [t for v in question.variants.values() for t in (v.text, v.guidance)]
        texts += [question.text, question.guidance, question.look_for, *wordings]
        texts += [question.strength, question.development]
        texts += [choice.label for choice in question.choices]
    for theme in book.themes:
        texts += [theme.title, theme.definition, theme.training_implication, theme.audience]
    yield from sorted({t for t in texts if t}, key=len, reverse=True)
