"""The first page leads on to the work of the person."""

from flask import redirect, render_template
from werkzeug.wrappers import Response

from app.web import current, layout
from app.web.access import Routes
from app.web.home import pages
from audit_tools.permissions import Permission, Person, Role

routes = Routes("home")

FIRST_PAGES = {
    Role.PRACTITIONER: "/returns",
    Role.AGENCY_LEAD: "/returns",
    Role.AGENCY_DEPUTY: "/returns",
    Role.COORDINATOR: "/audits",
    Role.CHAIR: "/discussions",
    Role.CO_CHAIR: "/discussions",
    Role.NOTE_TAKER: "/discussions",
    Role.CORE_GROUP: "/discussions",
    Role.BOARD_MEMBER: "/audits",
    Role.SCRUTINEER: "/audits",
    Role.LEARNING_MEMBER: "/training-needs",
    Role.ADMINISTRATOR: "/people",
}


@routes.get("/", needs=Permission.BE_SIGNED_IN)
def lead_on() -> Response | str:
    """What is left to set up; otherwise straight to the one place of work, or a choice."""
    person = current.person()
    with current.database().reading() as reading:
        steps = pages.describe_steps(reading, person)
    places = layout.places_for(person)
    if steps:
        return render_template("home/steps.html", page=steps, places=places)
    first = first_pages(person)
    if len(first) == 1:
        return redirect(first.pop(), 303)
    return render_template("home/choice.html", places=places)


def first_pages(person: Person) -> set[str]:
    """Where the person's roles lead."""
    return {FIRST_PAGES[role] for role in person.roles}
