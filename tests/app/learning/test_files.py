"""Learning offers and counts brought in from a file, as the person who does it meets them."""

import re

from app.db.engine import Database
from app.db.learning_attendance import attendance_of, columns_remembered
from app.db.learning_offers import list_offers
from app.operations import learning_offers
from audit_tools.learning.attendance import Counts
from audit_tools.learning.columns import FileKind
from audit_tools.permissions import Person
from tests.app.learning.conftest import SignInAs
from tests.app.page_forms import read_forms
from tests.app.visitors import send, text_of
from tests.learning import VISITED

LIST = "Event,Sort,Seats\nListening,Briefing,12\nTalking,Opera,9\n"
OFFERS, ATTENDANCE = "/learning/import/offers", "/learning/import/attendance"


def fields_of(page: str, address: str = OFFERS) -> dict[str, str]:
    """What the page with the columns sends."""
    form = read_forms(page)[f"{address}/columns"]
    return {name: values[0] for name, values in form.items() if name != "csrf_token"}


def test_a_list_is_proposed_corrected_seen_and_taken_and_its_columns_are_remembered(
    sign_in_as: SignInAs, people: dict[str, Person], database: Database
) -> None:
    client, here = sign_in_as("learning"), people["learning"].partnership
    proposed = send(client, OFFERS, pasted=LIST)
    assert "2 learning offers" in text_of(proposed)
    fields = fields_of(proposed.text)
    assert (fields["column-0"], fields["column-1"], fields["column-2"]) == ("title", "", "places")
    corrected = send(client, f"{OFFERS}/columns", **fields | {"column-1": "kind"})
    shown = text_of(corrected)
    assert "1 learning offer, and 1 row left out" in shown
    assert "Row 3, what it is: Write one of: Course, Briefing" in shown
    unseen = send(client, f"{OFFERS}/take", **fields | {"column-1": "kind"})
    assert unseen.status_code == 422
    assert "look again" in unseen.text
    taken = send(client, f"{OFFERS}/take", **fields_of(corrected.text))
    assert taken.location == "/learning"
    with database.reading() as session:
        [one] = list_offers(session, here)
        assert columns_remembered(session, here, FileKind.OFFERS)["sort"] == "kind"
    assert (one.offer.title, one.offer.places) == ("Listening", 12)
    again = send(client, OFFERS, pasted=LIST)
    assert "1 offer is there already" in text_of(again)
    assert "Bring in 0" not in again.text


def test_a_choice_that_cannot_be_and_a_file_that_is_none_are_told_where_they_stand(
    sign_in_as: SignInAs,
) -> None:
    client = sign_in_as("learning")
    nothing = send(client, OFFERS, pasted="")
    assert 'href="#file"' in nothing.text
    no_title = send(client, f"{OFFERS}/columns", rows=LIST)
    assert no_title.status_code == 422
    assert "Choose which column is title." in no_title.text
    assert "Bring in " not in re.sub(r"<title>.*?</title>", "", no_title.text)
    refused = sign_in_as("board").get(OFFERS)
    assert refused.status_code == 403


def test_counts_take_the_place_of_those_of_the_same_day_and_agency(
    sign_in_as: SignInAs, people: dict[str, Person], database: Database
) -> None:
    client, here = sign_in_as("learning"), people["learning"].partnership
    offer = learning_offers.add_offer(database, by=people["learning"], offer=VISITED)
    head = "Course,Date,Organisation,Bookings,Attended\n"
    for row in ("a course,14/05/2025,Police,10,6\n", "A course,2025-05-14,police,10,8\n"):
        fields = fields_of(
            send(client, ATTENDANCE, pasted=head + row).text.replace(ATTENDANCE, OFFERS)
        )
        assert send(client, f"{ATTENDANCE}/take", **fields).status_code == 303
    with database.reading() as session:
        [(id, recorded)] = attendance_of(session, here)[offer]
    assert recorded.counts == Counts(booked=10, attended=8)
    page = text_of(sign_in_as("board").get(f"/learning/{offer}"))
    assert "8 of 10 who had booked came." in page
    assert "14 May 2025" in page
    assert send(client, f"/learning/{offer}/remove").status_code == 403
    assert send(client, f"/learning/attendance/{id}/remove").location == f"/learning/{offer}"
    assert "Nothing is recorded yet" in text_of(client.get(f"/learning/{offer}"))
