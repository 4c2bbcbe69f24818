"""The lead gives a return to colleagues of the own agency, and to nobody else."""

import pytest

from app.db.engine import Database
from audit_tools.permissions import Grant, Role
from tests import factories
from tests.app.returns.conftest import Visit
from tests.scenes import Scene


def test_a_lead_gives_a_return_in_place_of_those_who_had_it(
    visit: Visit, database: Database, scene: Scene
) -> None:
    new = factories.make_person(
        database, scene.partnership, Grant(Role.PRACTITIONER, "school"), name="New Person"
    )
    lead = visit(scene.leads["school"])

    answer = lead.post("/people", people=[str(new.id)])

    assert answer.status_code == 303
    assert visit(new).get("/sections/voice").status_code == 200
    assert visit().get("/sections/voice").status_code == 404


@pytest.mark.parametrize("stranger", ["police", "nobody"])
def test_a_return_is_given_only_to_people_of_the_agency(
    visit: Visit, scene: Scene, stranger: str
) -> None:
    who = str(scene.practitioners["police"].id) if stranger == "police" else "not an id"
    answer = visit(scene.leads["school"]).post("/people", people=[who])
    assert answer.status_code == 422
    assert "Choose people of your own agency" in answer.get_data(as_text=True)
    assert visit().get("/sections/voice").status_code == 200


def test_only_the_agency_s_own_lead_gives_its_returns(visit: Visit, scene: Scene) -> None:
    other_lead = visit(scene.leads["police"], agency="school")
    assert other_lead.get("/people").status_code == 404
    assert other_lead.post("/people").status_code == 404
    assert visit().get("/people").status_code == 403


def test_a_return_is_taken_back_and_handed_on_with_what_is_written_in_it(
    visit: Visit, database: Database, scene: Scene
) -> None:
    """Somebody is away: the lead takes it back, goes on with it, and gives it to somebody else."""
    scene.answer("SYV30-01", "school", {"voice.daily-life": "yes"})
    lead = visit(scene.leads["school"])
    assert f'action="/returns/{lead.return_id}/people"' in lead.read_list()

    assert lead.post("/people").status_code == 303

    assert visit().get("/sections/voice").status_code == 404
    assert lead.open("voice")["voice.daily-life"] == ["yes"]
    assert "Not given to anybody yet" in lead.read_list()
    new = factories.make_person(database, scene.partnership, Grant(Role.PRACTITIONER, "school"))
    lead.post("/people", people=[str(new.id)])
    assert visit(new).open("voice")["voice.daily-life"] == ["yes"]
