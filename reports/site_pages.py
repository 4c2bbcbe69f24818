"""A document as a page of its own, for somebody else's website: one file that needs no other."""

from html import escape

from audit_tools.learning.published import PublishedOffers
from reports.documents import MEDIA_TYPES, Document, Format, Kind
from reports.kinds.published_offer import published_offer
from reports.outline import Outline
from reports.writers.html import write_html

# So little that it looks at home within any website's own style.
STYLE = """\
body{font-family:system-ui,sans-serif;line-height:1.5;max-width:44rem;margin:2rem auto}
dl>div{margin:.5rem 0}dt{font-weight:bold}dd{margin:0}dd p{margin:0}"""


def site_page(published: PublishedOffers) -> Document:
    """The published offer as one HTML file, without scripts or anything from elsewhere."""
    data = _page(published_offer(published)).encode()
    name = f"{Kind.PUBLISHED_OFFER}.{Format.HTML}"
    return Document(name, MEDIA_TYPES[Format.HTML], data)


def _page(outline: Outline) -> str:
    warnings = "".join(f"<p><strong>{escape(text)}</strong></p>\n" for text in outline.warnings)
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(outline.title)} - {escape(outline.caption)}</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{warnings}{write_html(outline, {}).decode()}\n</main>\n</body>\n</html>\n"
    )
