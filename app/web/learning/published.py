"""The addresses of the published offer: to look at, and to take to the partnership's website."""

from flask import render_template
from werkzeug.wrappers import Response

import reports
from app.operations.published_offers import read_published
from app.web import current
from app.web.access import Routes
from app.web.files import sent
from app.web.summaries.pages import written
from audit_tools.learning.published import PublishedOffers
from audit_tools.permissions import Permission

routes = Routes("published_offer", url_prefix="/learning/published")
READ = Permission.READ_SUMMARIES


@routes.get("", needs=READ)
def show() -> str:
    published = _read()
    document = reports.build(reports.Kind.PUBLISHED_OFFER, published, reports.Format.HTML)
    return render_template(
        "learning/published.html", document=written(document), invented=published.invented
    )


@routes.get("/offer.<any(docx, pdf, xlsx, csv, json):format>", needs=READ)
def take(format: str) -> Response:
    published, words = _read(), current.words()
    return sent(reports.build(reports.Kind.PUBLISHED_OFFER, published, format, words=words))


@routes.get("/site-page", needs=READ)
def take_page() -> Response:
    """One file for the partnership's website."""
    return sent(reports.site_page(_read()))


def _read() -> PublishedOffers:
    with current.database().reading() as session:
        return read_published(session, by=current.person())
