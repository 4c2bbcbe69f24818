"""Who came to a discussion: suggested from the replies, noted, and shown."""

import re
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.models.cases import InvolvementRow
from app.db.models.schedule import InvitedRow
from audit_tools.cases import Known
from audit_tools.invitations import Invited, Reply
from tests.app.discussions.conftest import SignInAs
from tests.app.page_forms import seen_on
from tests.app.visitors import send
from tests.changes import changing
from tests.world import World


def note(client: FlaskClient, page: str, **came: str) -> TestResponse:
    """Send who came from the page as it is loaded now."""
    return send(client, page, seen=seen_on(client.get(page).text), **came)


def test_who_came_is_noted_and_shown_to_the_people_of_the_case(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    client, page = sign_in_as("note-taker"), f"/discussions/{opened}/attendance"
    came = {"came:police": "yes", "came:school": "apologies"}
    assert note(client, page, **came).status_code == 303
    assert "Police came." in client.get(f"/discussions/{opened}").text
    read = sign_in_as("core group").get(page).text
    assert "sent apologies" in read
    assert "<form" not in read.split("<main")[1]


def test_who_came_is_not_written_over_by_somebody_who_has_not_seen_it(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    page = f"/discussions/{opened}/attendance"
    chair, note_taker = sign_in_as("chair"), sign_in_as("note-taker")
    began = seen_on(chair.get(page).text)
    note(note_taker, page, **{"came:police": "yes", "came:school": "no"})

    late = {"came:police": "yes", "came:school": "yes"}
    answer = send(chair, page, seen=began, **late)

    assert answer.status_code == 409
    assert "Somebody else has changed this" in answer.text
    assert answer.text.count("Stands now: did not come.") == 1
    assert 'value="yes" checked' in answer.text.split('id="came-school-yes"')[1][:60]
    assert "Police came." in chair.get(f"/discussions/{opened}").text
    # Sent again from the page that shows both, it is a choice between them.
    again = send(chair, page, seen=seen_on(answer.text), **late)
    assert again.status_code == 303
    assert "Police and School came." in chair.get(f"/discussions/{opened}").text


def expect(database: Database, world: World, case: UUID, agency: str, invited: Invited) -> None:
    """Somebody of an agency is expected, and has replied."""
    with changing(database, world) as session:
        session.add(
            InvitedRow(
                partnership_id=world.partnership,
                case_id=case,
                agency=agency,
                name=invited.name,
                reply=invited.reply.value,
                stand_in=invited.stand_in,
                number=1,
            )
        )


def chosen(page: str) -> list[str]:
    """What is chosen of each agency: ``came-police-yes``."""
    return re.findall(r'id="(came-[\w-]+)"[^>]* checked', page)


def test_who_replied_is_suggested_and_came_only_once_somebody_saves_it(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    expect(database, world, opened, "police", Invited("Ann Green", Reply.COMING))
    expect(database, world, opened, "school", Invited("Sue Head", Reply.APOLOGIES))
    expect(database, world, opened, "social-care", Invited("Ben Hall"))
    taker, page = sign_in_as("note-taker"), f"/discussions/{opened}/attendance"
    shown = taker.get(page).text
    assert chosen(shown) == ["came-police-yes", "came-school-apologies"]
    assert "Ann Green, coming" in shown
    assert "Nothing is saved before" in shown
    # who only reads finds nothing but what is noted
    read = sign_in_as("core group").get(page).text
    assert "Ann Green" not in read
    assert read.count("not noted") == 3
    assert "came." not in taker.get(f"/discussions/{opened}").text
    note(taker, page, **{"came:police": "no", "came:school": "yes"})
    shown = taker.get(page).text
    assert chosen(shown) == ["came-police-no", "came-school-yes"]
    assert "Nothing is saved before" not in shown


def test_an_agency_that_does_not_know_the_child_stands_there_only_if_it_is_expected_or_came(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    with changing(database, world) as session:
        of = {"partnership_id": world.partnership, "case_id": opened}
        session.add(InvolvementRow(**of, agency="housing", known=Known.NOT_KNOWN.value))
    chair, page = sign_in_as("chair"), f"/discussions/{opened}/attendance"
    assert "came:housing" not in chair.get(page).text
    expect(database, world, opened, "housing", Invited("Hal Home"))
    assert "came:housing" in chair.get(page).text
    assert "Housing" not in sign_in_as("core group").get(page).text
    note(chair, page, **{"came:housing": "yes"})
    assert "Housing" in sign_in_as("core group").get(page).text


def test_an_unknown_word_for_who_came_is_refused(sign_in_as: SignInAs, opened: UUID) -> None:
    page = f"/discussions/{opened}/attendance"
    answer = send(sign_in_as("chair"), page, **{"came:police": "perhaps"})
    assert answer.status_code == 422
    assert "Choose Yes, No or Apologies." in answer.text
