"""The view for the room: one section in letters that can be read from the end of the table.

It names nobody, and follows the note-taker from section to section unless a section is chosen.
"""

from uuid import UUID

from flask import render_template, request

from app.web import current
from app.web.access import Routes
from app.web.discussions import section_page
from audit_tools.permissions import Permission

routes = Routes("discussion_room", url_prefix="/discussions")


@routes.get("/<uuid:case_id>/room", needs=Permission.READ_CASES)
def show_room(case_id: UUID) -> str:
    """A section of an open discussion. Raises ``Hidden`` or ``Refused``."""
    with current.database().reading() as session:
        person = current.person()
        key = request.args.get("section", "") or section_page.section_spoken_of(
            session, person, case_id
        )
        page = section_page.describe_section(
            session, person, case_id, key, now=current.now(), on_wall=True
        )
    return render_template(
        "discussions/room.html",
        page=page,
        is_chosen="section" in request.args,
        invented=page.invented,
    )
