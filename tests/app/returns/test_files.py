"""A return is answered in a file: taken, filled in, looked at and read in, blind as ever."""

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.db.records import read_clashes, read_entries
from audit_tools.cases import CaseState
from audit_tools.permissions import Grant, Person, Role
from audit_tools.return_files.files import read_file
from audit_tools.return_files.form import FIT
from audit_tools.returns import ReturnStatus
from tests import factories
from tests.app.page_forms import read_form
from tests.app.returns.files import bring, look, take
from tests.app.visitors import sign_in_client, text_of
from tests.filled_files import filled_word, filled_workbook
from tests.scenes import Scene

SCHOOL = ("SYV30-01", "school")
ASKED, OTHER = "voice.daily-life", "family/strength/1"
Client = Callable[[Person], FlaskClient]


@pytest.fixture
def client(app: object, scene: Scene) -> Client:
    return lambda person: sign_in_client(app, scene.database, person)  # type: ignore[arg-type]


def own(scene: Scene, key: tuple[str, str] = SCHOOL) -> str:
    return f"/returns/{scene.returns[key]}/file"


def of_case(scene: Scene, key: tuple[str, str] = SCHOOL) -> str:
    return f"/cases/{scene.cases[key[0]]}/returns/{scene.returns[key]}/file"


def coordinator(scene: Scene) -> Person:
    assert scene.coordinator
    return scene.coordinator


def stored(scene: Scene, key: tuple[str, str] = SCHOOL) -> dict[str, str]:
    with scene.database.reading() as session:
        entries = read_entries(session, scene.partnership, scene.returns[key])
    return {place: entry.value for place, entry in entries.items()}


def test_an_agency_takes_what_it_saved_and_brings_back_what_it_wrote(
    client: Client, scene: Scene
) -> None:
    scene.answer(*SCHOOL, {ASKED: "no", OTHER: "Seen at home"})
    visitor = client(scene.practitioners["school"])
    data = filled_workbook(take(visitor, own(scene)), {ASKED: "Partly", "voice/strength/1": "=1+1"})

    page = look(visitor, own(scene), data).get_data(as_text=True)
    assert "2 answers would be saved" in page
    assert 'Now: </span><span class="gt-as-typed">No' in page
    assert "Seen at home" not in page.partition("What would be saved")[2]
    assert stored(scene)[ASKED] == "no"

    assert bring(visitor, own(scene), data).status_code == 303
    after = {ASKED: "partly", OTHER: "Seen at home", "voice/strength/1": "=1+1"}
    assert stored(scene) == after
    assert scene.told(scene.returns[SCHOOL])[-1] == "return.brought-in"


def test_the_same_file_again_changes_nothing(client: Client, scene: Scene) -> None:
    visitor = client(scene.practitioners["school"])
    data = filled_workbook(take(visitor, own(scene)), {ASKED: "Yes"})
    bring(visitor, own(scene), data)
    scene.answer(*SCHOOL, {ASKED: "no"})
    assert "Nothing in this file" in look(visitor, own(scene), data).get_data(as_text=True)
    assert stored(scene)[ASKED] == "no"


def test_what_a_colleague_wrote_meanwhile_is_kept_beside_it(client: Client, scene: Scene) -> None:
    visitor = client(scene.practitioners["school"])
    data = filled_workbook(take(visitor, own(scene)), {OTHER: "From the file"})
    scene.answer(*SCHOOL, {OTHER: "Typed meanwhile"})
    assert "A colleague wrote here" in look(visitor, own(scene), data).get_data(as_text=True)
    said = visitor.get(bring(visitor, own(scene), data).location, follow_redirects=True)
    assert "Both texts are kept: choose which stay." in said.get_data(as_text=True)
    with scene.database.reading() as session:
        (clash,) = read_clashes(session, scene.partnership, scene.returns[SCHOOL])
    assert (clash.text, stored(scene)[OTHER]) == ("From the file", "Typed meanwhile")


def test_what_is_refused_is_left_out_and_the_rest_is_saved(client: Client, scene: Scene) -> None:
    visitor = client(scene.practitioners["school"])
    data = filled_workbook(take(visitor, own(scene)), {ASKED: "Perhaps", OTHER: "Seen"})
    page = look(visitor, own(scene), data).get_data(as_text=True)
    assert "column C" in page
    assert "“Perhaps”. Choose Yes, Partly" in page
    said = visitor.get(bring(visitor, own(scene), data).location, follow_redirects=True)
    assert "1 left out" in said.get_data(as_text=True)
    assert stored(scene) == {OTHER: "Seen"}


def test_what_could_identify_somebody_is_pointed_out(client: Client, scene: Scene) -> None:
    visitor = client(scene.practitioners["school"])
    data = filled_workbook(take(visitor, own(scene)), {OTHER: "Call 07700 900123"})
    assert "identifies nobody" in look(visitor, own(scene), data).get_data(as_text=True)


def test_the_business_unit_takes_an_empty_file(client: Client, scene: Scene) -> None:
    """Not even the digest of what is saved is in it, from which a Yes could be told."""
    scene.answer(*SCHOOL, {ASKED: "no", OTHER: "SAVED WORDS"})
    answer = client(coordinator(scene)).get(f"{of_case(scene)}.xlsx")
    file = read_file(answer.data)
    assert {one.text for one in file.boxes} == {""}
    assert not file.bases
    assert "SAVED WORDS" not in text_of(answer)
    assert "filename=return-case-1-of-2.xlsx" in answer.headers["Content-Disposition"]


def test_a_word_file_is_sent_back_to_the_business_unit_and_read_in(
    client: Client, scene: Scene
) -> None:
    visitor = client(coordinator(scene))
    blank = take(visitor, of_case(scene), "docx")
    # What the agency typed since is not in the file, and is not lost.
    scene.answer(*SCHOOL, {OTHER: "TYPED MEANWHILE"})
    typed = {ASKED: "Partly", f"{ASKED}/seen": "Pastoral log", "voice/strength/1": "Heard early."}
    data = filled_word(blank, typed | {OTHER: "From the file", "voice/grade": "Superb"})
    page = look(visitor, of_case(scene), data).get_data(as_text=True)
    assert "4 answers would be saved, and 1 left out" in page
    assert "table 1, row" in page
    assert "TYPED MEANWHILE" not in page
    assert stored(scene) == {OTHER: "TYPED MEANWHILE"}
    said = bring(visitor, of_case(scene), data)
    assert "is read in, 4 answers. 1 left out" in visitor.get(said.location).text
    assert stored(scene) == {
        ASKED: "partly",
        f"{ASKED}/seen": "Pastoral log",
        "voice/strength/1": "Heard early.",
        OTHER: "TYPED MEANWHILE",
    }
    with scene.database.reading() as session:
        (clash,) = read_clashes(session, scene.partnership, scene.returns[SCHOOL])
    assert clash.text == "From the file"
    assert scene.told(scene.returns[SCHOOL])[-1] == "return.brought-in"


@pytest.mark.parametrize("saved", ["yes", "no", None])
def test_what_the_business_unit_is_told_hangs_on_the_file_alone(
    client: Client, scene: Scene, saved: str | None
) -> None:
    """Whoever could see whether something would change could find out what is saved."""
    visitor = client(coordinator(scene))
    data = filled_workbook(take(visitor, of_case(scene)), {ASKED: "Yes"})
    if saved:
        scene.answer(*SCHOOL, {ASKED: saved})
    page = look(visitor, of_case(scene), data).get_data(as_text=True)
    assert "1 answer would be saved" in page
    assert "Now: " not in page
    assert "colleague" not in page
    said = bring(visitor, of_case(scene), data)
    assert said.status_code == 303
    page = visitor.get(said.location).get_data(as_text=True)
    assert "is read in, 1 answer." in page
    assert "both are kept and it chooses" in page
    assert stored(scene)[ASKED] == (saved or "yes")


def test_who_answers_for_another_agency_of_the_case_reads_no_file_in(
    client: Client, scene: Scene
) -> None:
    both = factories.make_person(
        scene.database,
        scene.partnership,
        Grant(Role.COORDINATOR),
        Grant(Role.AGENCY_LEAD, "police"),
        name="Bo Both",
    )
    visitor = client(both)
    assert visitor.get(of_case(scene)).status_code == 404
    assert visitor.get(f"{of_case(scene)}.xlsx").status_code == 404
    assert visitor.get(of_case(scene, ("SYV30-01", "police"))).status_code == 200


def test_a_file_of_another_case_is_refused_in_a_sentence(client: Client, scene: Scene) -> None:
    visitor = client(coordinator(scene))
    data = filled_workbook(take(visitor, of_case(scene, ("SYV30-02", "school"))), {ASKED: "Yes"})
    answer = look(visitor, of_case(scene), data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "for the case “SYV30-02”" in page
    # the way to the right file stands on the same page
    assert f"{of_case(scene)}.xlsx" in page


def test_what_a_page_carries_cannot_be_turned_to_another_return(
    client: Client, scene: Scene
) -> None:
    visitor = client(coordinator(scene))
    data = filled_workbook(take(visitor, of_case(scene)), {ASKED: "Yes"})
    form = read_form(look(visitor, of_case(scene), data).get_data(as_text=True))
    path = of_case(scene, ("SYV30-02", "school"))
    assert visitor.post(f"{path}/bring-in", data=form).status_code == 422
    form["filled"] = ["not what was there"]
    assert visitor.post(f"{of_case(scene)}/bring-in", data=form).status_code == 422


def test_nothing_is_read_in_once_it_is_sent(client: Client, scene: Scene) -> None:
    visitor = client(coordinator(scene))
    data = filled_workbook(take(visitor, of_case(scene)), {ASKED: "Yes"})
    scene.change_return(*SCHOOL, ReturnStatus.SUBMITTED)
    answer = look(visitor, of_case(scene), data)
    assert answer.status_code == 403
    assert "has been sent and is locked" in answer.get_data(as_text=True)


@pytest.mark.parametrize("state", [CaseState.PREPARED, CaseState.OPEN, CaseState.WITHDRAWN])
def test_nothing_is_read_in_once_the_returns_are_closed(
    client: Client, scene: Scene, state: CaseState
) -> None:
    visitor = client(coordinator(scene))
    data = filled_workbook(take(visitor, of_case(scene)), {ASKED: "Yes"})
    scene.change_case("SYV30-01", state)
    assert look(visitor, of_case(scene), data).status_code == 403
    assert visitor.get(f"{of_case(scene)}.xlsx").status_code == 403
    assert "takes no answers now" in visitor.get(of_case(scene)).get_data(as_text=True)


def test_whether_it_is_the_right_child_can_be_said_in_the_file(
    client: Client, scene: Scene
) -> None:
    scene.ask_fit(*SCHOOL)
    visitor = client(coordinator(scene))
    blank = take(visitor, of_case(scene))
    unsaid = look(visitor, of_case(scene), filled_workbook(blank, {ASKED: "Yes"}))
    assert (unsaid.status_code, stored(scene)) == (422, {})
    data = filled_workbook(blank, {FIT: "Yes", ASKED: "Yes"})
    assert bring(visitor, of_case(scene), data).status_code == 303
    assert stored(scene) == {ASKED: "yes"}
    assert "return.fit-said" in scene.told(scene.returns[SCHOOL])


def test_who_was_given_a_section_finds_and_brings_nothing_else(
    client: Client, scene: Scene
) -> None:
    scene.answer(*SCHOOL, {ASKED: "no", OTHER: "OTHER WORDS"})
    visitor = client(scene.add_helper(*SCHOOL, "voice"))
    data = take(visitor, own(scene))
    assert {one.box[:5] for one in read_file(data).boxes} <= {"voice"}
    page = look(visitor, own(scene), filled_workbook(data, {ASKED: "Yes"})).get_data(as_text=True)
    form = read_form(page)
    identity, bases, boxes = json.loads(form["filled"][0])
    forged = [OTHER, "Forged", "row 1"]
    carried = [identity, bases, [*boxes, forged]]
    visitor.post(f"{own(scene)}/bring-in", data={**form, "filled": json.dumps(carried)})
    assert stored(scene) == {ASKED: "yes", OTHER: "OTHER WORDS"}


def test_no_agency_takes_or_brings_the_return_of_another(client: Client, scene: Scene) -> None:
    visitor = client(scene.leads["police"])
    data = take(client(scene.leads["school"]), own(scene))
    assert visitor.get(own(scene)).status_code == 404
    assert visitor.get(f"{own(scene)}.xlsx").status_code == 404
    assert look(visitor, own(scene), data).status_code == 404


def test_a_file_that_is_none_is_refused_beside_its_box(client: Client, scene: Scene) -> None:
    visitor = client(scene.practitioners["school"])
    for data, why in ((b"", "Choose the file."), (b"name,answer", "Choose the Excel workbook or")):
        answer = look(visitor, own(scene), data)
        assert answer.status_code == 422
        assert why in answer.get_data(as_text=True)
