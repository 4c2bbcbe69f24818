"""The lead gives single sections of a return: who has one sees nothing else of the return."""

from uuid import UUID

import pytest

from app.db.engine import Database
from app.db.models.people import PersonRow
from app.db.records import read_clashes
from app.db.returns import read_own_part
from app.operations import assignments
from app.operations import returns as operations
from audit_tools.cases import CaseState
from audit_tools.definition import tool_to_document
from audit_tools.entries import Edit
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.permissions import Grant, Person, Role
from tests import factories
from tests.app.returns.conftest import Visit
from tests.app.visitors import text_of
from tests.audit_tools.carrying_over import carried_over
from tests.changes import changing
from tests.scenes import TOOL, Scene

SCHOOL = ("SYV30-01", "school")


@pytest.fixture
def helper(database: Database, scene: Scene) -> Person:
    """Somebody of the school to whom nothing is given yet."""
    return factories.make_person(
        database, scene.partnership, Grant(Role.PRACTITIONER, "school"), name="Hana Helper"
    )


def give(scene: Scene, given: dict[str, UUID | None], agency: str = "school") -> None:
    assignments.give_sections(
        scene.database,
        by=scene.leads[agency],
        return_id=scene.returns["SYV30-01", agency],
        given=given,
    )


def edit(place: str, value: str, base: int = 0) -> tuple[Edit, ...]:
    return (Edit(place, value, base, f"key of {place} {value}"),)


def test_who_was_given_a_section_answers_it_and_finds_no_other(
    visit: Visit, scene: Scene, helper: Person
) -> None:
    scene.answer(*SCHOOL, {"voice/strength/1": "GIVEN TEXT", "family/strength/1": "OTHER TEXT"})
    give(scene, {"voice": helper.id})
    visitor = visit(helper)

    assert "GIVEN TEXT" in visitor.read("/sections/voice")
    form = visitor.open("voice")
    assert visitor.save("voice", form, {"voice.daily-life": "yes"}).status_code == 303
    assert visit().open("voice")["voice.daily-life"] == ["yes"]
    for rest in ("", "/copy", "/sent"):
        assert "OTHER TEXT" not in text_of(visitor.get(rest, follow_redirects=True))
    assert "GIVEN TEXT" in visitor.read("/copy")
    for rest in ("/sections/family", "/check", "/copy.docx"):
        assert visitor.get(rest).status_code == 404


def test_a_section_that_was_not_given_is_not_saved_by_any_way_round(
    scene: Scene, helper: Person
) -> None:
    give(scene, {"voice": helper.id})
    return_id = scene.returns[SCHOOL]
    for place in ("family/strength/1", "family.asked", "family/grade"):
        with pytest.raises(Hidden):
            operations.save_answers(
                scene.database, by=helper, return_id=return_id, edits=edit(place, "good")
            )
    assert "return.answered" not in scene.told(return_id)


def test_a_question_carried_into_another_section_is_given_with_that(
    visit: Visit, scene: Scene, helper: Person
) -> None:
    scene.answer(*SCHOOL, {"voice.daily-life/seen": "CARRIED TEXT"})
    scene.use_tool(tool_to_document(carried_over(TOOL, "voice.daily-life", "family")))
    give(scene, {"voice": helper.id})
    visitor = visit(helper)
    assert "CARRIED TEXT" not in visitor.read("/sections/voice") + visitor.read("/copy")
    with pytest.raises(Hidden):
        operations.save_answers(
            scene.database,
            by=helper,
            return_id=scene.returns[SCHOOL],
            edits=edit("voice.daily-life", "yes"),
        )

    give(scene, {"voice": None, "family": helper.id})

    assert "CARRIED TEXT" in visitor.read("/sections/family")
    form = visitor.open("family")
    assert visitor.save("family", form, {"voice.daily-life": "yes"}).status_code == 303
    assert visitor.open("family")["voice.daily-life"] == ["yes"]


def test_sending_stays_with_who_has_the_return(visit: Visit, scene: Scene, helper: Person) -> None:
    scene.complete(*SCHOOL)
    give(scene, {"voice": helper.id})
    visitor = visit(helper)
    assert visitor.post("/check", declared="yes").status_code == 404
    assert visitor.post("/not-known").status_code == 404
    assert visitor.post("/check/replace", replace="voice/strength/1:a:b").status_code == 404
    assert visit().post("/check", declared="yes").status_code == 303


def test_taking_a_section_back_ends_the_access_at_once_and_keeps_what_is_written(
    visit: Visit, scene: Scene, helper: Person
) -> None:
    give(scene, {"voice": helper.id, "family": helper.id})
    visitor = visit(helper)
    visitor.save("voice", visitor.open("voice"), {"voice/strength/1": "Asked her every week."})
    still_open = visitor.open("voice")

    give(scene, {"voice": None})

    assert visitor.get("/sections/voice").status_code == 404
    assert visitor.save("voice", still_open, {"voice.daily-life": "yes"}).status_code == 404
    assert visitor.get("/sections/family").status_code == 200
    assert visit().open("voice")["voice/strength/1"] == ["Asked her every week."]
    give(scene, {"family": None})
    assert visitor.get().status_code == 404
    assert "SYV30-01" not in visitor.read_list()


def test_a_section_goes_from_one_colleague_to_another_with_its_answers(
    visit: Visit, database: Database, scene: Scene, helper: Person
) -> None:
    other = factories.make_person(database, scene.partnership, Grant(Role.PRACTITIONER, "school"))
    give(scene, {"voice": helper.id})
    visitor = visit(helper)
    visitor.save("voice", visitor.open("voice"), {"voice.daily-life": "partly"})

    give(scene, {"voice": other.id})

    assert visitor.get("/sections/voice").status_code == 404
    assert visit(other).open("voice")["voice.daily-life"] == ["partly"]


def test_both_lists_say_who_has_which_section(visit: Visit, scene: Scene, helper: Person) -> None:
    give(scene, {"voice": helper.id, "family": helper.id})
    theirs = visit(helper).read_list()
    assert "2 sections given to you" in theirs
    assert "Voice" in theirs
    assert "The whole return is with School Worker." in theirs
    assert "was not known to us" not in theirs
    for person in (scene.leads["school"], scene.practitioners["school"]):
        page = visit(person).read_list()
        assert page.count("with Hana Helper") == 2
        assert "given to you" not in page
        assert "This section was given to Hana Helper." in visit(person).read("/sections/voice")
        assert "Given to Hana Helper." in visit(person).read("/check")


def test_the_list_of_a_helper_counts_what_is_left_in_their_sections_only(
    visit: Visit, scene: Scene, helper: Person
) -> None:
    scene.complete(*SCHOOL)
    give(scene, {"voice": helper.id})
    assert "1 section given to you · everything is answered" in visit(helper).read_list()


def test_who_has_sections_may_still_say_that_the_child_does_not_fit_and_raise_a_concern(
    visit: Visit, scene: Scene, helper: Person
) -> None:
    scene.ask_fit(*SCHOOL)
    give(scene, {"voice": helper.id})
    visitor = visit(helper)
    assert visitor.get("/sections/voice").headers["Location"].endswith("/fit")
    assert visitor.post("/fit", fit="yes").status_code == 303
    assert visitor.post("/concern", concern="She was not in school.").status_code == 303
    assert "concern.raised" in scene.told(scene.returns[SCHOOL])


def test_of_two_texts_that_met_a_helper_settles_only_those_of_their_sections(
    visit: Visit, scene: Scene, helper: Person
) -> None:
    give(scene, {"voice": helper.id})
    worker, return_id = scene.practitioners["school"], scene.returns[SCHOOL]
    for place in ("voice/strength/1", "family/strength/1"):
        for text in ("FIRST TEXT", "SECOND TEXT"):
            operations.save_answers(
                scene.database, by=worker, return_id=return_id, edits=edit(place, text)
            )
    page = visit(helper).read("/sections/voice")
    assert "SECOND TEXT" in page
    with scene.database.reading() as session:
        clashes = {c.place: c.id for c in read_clashes(session, scene.partnership, return_id)}
    with pytest.raises(Conflict):
        operations.settle_clash(
            scene.database, by=helper, return_id=return_id,
            clash_id=clashes["family/strength/1"], take=True,
        )  # fmt: skip
    operations.settle_clash(
        scene.database, by=helper, return_id=return_id,
        clash_id=clashes["voice/strength/1"], take=True,
    )  # fmt: skip


@pytest.fixture
def hanging(scene: Scene) -> Scene:
    """A tool in which a question on the family hangs on what is said of the child's days."""
    document = tool_to_document(TOOL)
    questions = (q for section in document["sections"] for q in section["questions"])
    partners = next(q for q in questions if q["key"] == "family.partners")
    partners["kinds"] = ["education"]
    partners["show_when"] = [{"question": "voice.daily-life", "one_of": ["yes"]}]
    scene.use_tool(document)
    return scene


def test_a_question_hangs_on_an_answer_of_another_section_that_stays_unseen(
    hanging: Scene, helper: Person
) -> None:
    """What decides is read, and nothing else of its section."""
    give(hanging, {"family": helper.id})
    hanging.answer(*SCHOOL, {"voice.daily-life": "yes", "voice/strength/1": "OTHER TEXT"})
    with hanging.database.reading() as session:
        held = read_own_part(session, helper, hanging.returns[SCHOOL])
    assert set(held.entries) == {"voice.daily-life"}


def test_who_has_a_section_learns_nothing_of_the_answer_that_decides_its_questions(
    visit: Visit, hanging: Scene, helper: Person
) -> None:
    """Neither that two people answered it, nor when: and which text stays is not theirs to say."""
    give(hanging, {"family": helper.id})
    worker, return_id = hanging.practitioners["school"], hanging.returns[SCHOOL]
    for answer in ("yes", "partly"):
        operations.save_answers(
            hanging.database, by=worker, return_id=return_id, edits=edit("voice.daily-life", answer)
        )
    page = visit(helper).read("/sections/family")
    assert 'name="family.partners"' in page
    assert "data-saved></p>" in page
    with hanging.database.reading() as session:
        [clash] = read_clashes(session, hanging.partnership, return_id)
        assert read_own_part(session, helper, return_id).clashes == ()
    with pytest.raises(Conflict):
        operations.settle_clash(
            hanging.database, by=helper, return_id=return_id, clash_id=clash.id, take=True
        )
    for answer in ("yes", "partly"):
        saved = operations.save_answers(
            hanging.database, by=helper, return_id=return_id, edits=edit("family.partners", answer)
        )
    assert [one.place for one in saved.held.clashes] == ["family.partners"]


@pytest.mark.parametrize("stranger", ["police", "nobody"])
def test_a_section_is_given_only_to_people_of_the_agency(
    visit: Visit, scene: Scene, stranger: str
) -> None:
    who = str(scene.practitioners["police"].id) if stranger == "police" else "not an id"
    lead = visit(scene.leads["school"])
    answer = lead.post("/people/sections", **{"of:voice": who})
    assert answer.status_code == 422
    assert "Choose people of your own agency" in text_of(answer)


def test_a_section_that_the_return_has_not_is_refused(scene: Scene, helper: Person) -> None:
    with pytest.raises(Invalid):
        give(scene, {"weather": helper.id})


def test_only_the_lead_gives_sections(visit: Visit, scene: Scene, helper: Person) -> None:
    assert visit(scene.leads["police"], agency="school").get("/people/sections").status_code == 404
    assert visit().get("/people/sections").status_code == 403
    with pytest.raises(Hidden):
        assignments.give_sections(
            scene.database,
            by=scene.practitioners["school"],
            return_id=scene.returns[SCHOOL],
            given={"voice": helper.id},
        )


def test_the_page_changes_only_what_was_changed_on_it(
    visit: Visit, scene: Scene, helper: Person
) -> None:
    """A deputy gave another section while the page was open."""
    lead = visit(scene.leads["school"])
    form = lead.read("/people/sections")
    assert 'name="of:voice"' in form
    give(scene, {"family": helper.id})
    answer = lead.post(
        "/people/sections",
        **{"of:voice": str(helper.id), "was:voice": "", "of:family": "", "was:family": ""},
    )
    assert answer.status_code == 303
    visitor = visit(helper)
    assert visitor.get("/sections/voice").status_code == 200
    assert visitor.get("/sections/family").status_code == 200
    assert scene.told(scene.returns[SCHOOL]).count("return.sections-given") == 2


def test_a_section_reads_no_discussion(visit: Visit, scene: Scene, helper: Person) -> None:
    give(scene, {"voice": helper.id})
    scene.change_case("SYV30-01", CaseState.OPEN)
    client = visit(helper).client
    assert client.get(f"/discussions/{scene.cases['SYV30-01']}").status_code == 404


def test_a_section_of_somebody_who_left_is_shown_as_theirs(
    visit: Visit, scene: Scene, helper: Person
) -> None:
    give(scene, {"voice": helper.id})
    with changing(scene.database, scene) as session:
        session.get_one(PersonRow, helper.id).is_active = False
    page = visit(scene.leads["school"]).read("/people/sections")
    assert f'<option value="{helper.id}" selected>Hana Helper (no longer here)</option>' in page
