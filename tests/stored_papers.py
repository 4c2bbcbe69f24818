"""Papers of stored audits, put before meetings."""

from uuid import UUID

from app.db.engine import Database
from app.operations import tabled_papers
from audit_tools.governance import Asked, Front, PaperKind
from audit_tools.permissions import Person

FRONT = Front(Asked.DECIDE, "Say who takes it on.", "", ("Police: Kofi",))


def put_paper(
    database: Database,
    by: Person,
    meeting: UUID,
    audit: UUID,
    kind: PaperKind = PaperKind.THEME_SUMMARY,
) -> UUID:
    """Make a paper of an audit and put it before a meeting; gives the item."""
    with database.reading() as session:
        made = tabled_papers.make_paper(
            session,
            by=by,
            meeting_id=meeting,
            audit_id=audit,
            kind=kind,
            front=FRONT,
            is_exempt=False,
        )
    return tabled_papers.put_paper(database, by=by, meeting_id=meeting, made=made)
