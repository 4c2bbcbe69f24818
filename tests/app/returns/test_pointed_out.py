"""What is pointed out beside a text can be replaced with one press, with a script and without."""

from app.operations import words
from audit_tools.words.word_list import ListedWord, WordKind
from tests.app.page_forms import read_form
from tests.app.returns.conftest import Visit
from tests.scenes import Scene

LINE = "voice/strength/1"
NAMED = "Jayden said that school helps. We asked Jayden again."


def text_at(scene: Scene, visit: Visit, place: str = LINE) -> str:
    return visit().open("voice").get(place, [""])[0]


def test_a_name_is_marked_below_its_box_with_what_can_stand_instead(
    visit: Visit, scene: Scene
) -> None:
    scene.answer("SYV30-01", "school", {LINE: NAMED})

    body = visit().read("/sections/voice")

    assert "This may be somebody&#39;s name." in body
    assert body.count("Instead of “Jayden”") == 1
    for word in ("the child", "mother", "father", "Sibling 1", "Peer A", "a worker"):
        assert f'value="put:{LINE}:{word}:Jayden"' in body


def test_a_button_below_the_box_replaces_and_saves_without_a_script(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit()
    form = visitor.open("voice") | {LINE: NAMED}

    answer = visitor.save("voice", form, then=f"put:{LINE}:the child:Jayden")

    assert answer.location.endswith("/sections/voice#voice_strength_1")
    assert text_at(scene, visit) == "The child said that school helps. We asked the child again."


def test_a_button_of_check_everything_replaces_and_keeps_what_was_ticked(
    visit: Visit, scene: Scene
) -> None:
    other = "voice/strength/2"
    scene.complete("SYV30-01", "school", {LINE: NAMED, other: "Seen at LS1 4AP."})
    visitor = visit()
    body = visitor.read("/check")
    assert f'value="{LINE}:Peer A:Jayden"' in body
    assert f'formaction="/returns/{visitor.return_id}/check/replace"' in body

    answer = visitor.post("/check/replace", replace=f"{LINE}:Peer A:Jayden", kept=f"1:{other}")

    assert answer.status_code == 200
    body = answer.get_data(as_text=True)
    assert "Replaced, and saved." in body
    assert "Jayden" not in body
    assert read_form(body)["kept"] == [f"1:{other}"]
    assert text_at(scene, visit) == "Peer A said that school helps. We asked Peer A again."


def test_what_is_no_button_of_the_page_replaces_nothing(visit: Visit, scene: Scene) -> None:
    scene.answer("SYV30-01", "school", {LINE: NAMED})
    for pressed in ("", LINE, "voice/grade:x:y", "voice/strength/9:the child:Jayden"):
        assert visit().post("/check/replace", replace=pressed).status_code == 422
    assert text_at(scene, visit) == NAMED


def test_nothing_is_replaced_in_a_return_that_was_sent(visit: Visit, scene: Scene) -> None:
    scene.send("SYV30-01", "school")
    answer = visit().post("/check/replace", replace=f"{LINE}:the child:Jayden")
    assert answer.status_code == 403


def test_words_that_blame_are_a_suggestion_and_stop_nobody(visit: Visit, scene: Scene) -> None:
    scene.complete("SYV30-01", "school", {LINE: "It was said to be a lifestyle choice."})
    visitor = visit()

    assert "perhaps “what is happening to the child”" in visitor.read("/sections/voice")
    body = visitor.read("/check")
    assert "Words you could put differently" in body
    assert "Could this identify somebody?" not in body
    assert visitor.post("/check", declared="yes").status_code == 303


def test_what_the_partnership_lists_counts_for_its_returns(visit: Visit, scene: Scene) -> None:
    assert scene.coordinator
    scene.complete("SYV30-01", "school", {LINE: "Seen at the Jasmin Project, near the flats."})
    body = visit().read("/check")
    assert "<mark>Jasmin Project</mark>" in body
    assert "<mark>the flats" not in body
    for word in (
        ListedWord(WordKind.NOT_A_NAME, "Jasmin Project"),
        ListedWord(WordKind.ALWAYS_MARKED, "the flats"),
    ):
        words.put_word(scene.database, by=scene.coordinator, word=word)

    body = visit().read("/check")
    assert "<mark>the flats</mark>" in body
    assert "<mark>Jasmin" not in body
    refused = visit().post("/check", declared="yes")
    assert refused.status_code == 422


def test_points_pasted_into_one_line_become_a_line_each_without_a_script(
    visit: Visit, scene: Scene
) -> None:
    visitor = visit()
    form = visitor.open("voice") | {LINE: "•\tSeen alone\n•\tHeard\n•\tAsked again\n•\tTold"}

    visitor.save("voice", form, then="stay")

    stands = visit().open("voice")
    lines = [stands[f"voice/strength/{number}"][0] for number in range(1, 5)]
    assert lines == ["Seen alone", "Heard", "Asked again", "Told"]


def test_points_beyond_the_last_line_are_not_lost(visit: Visit, scene: Scene) -> None:
    visitor = visit()
    pasted = "\n".join(f"• Point {number}" for number in range(1, 33))

    visitor.save("voice", visitor.open("voice") | {LINE: pasted}, then="stay")

    assert visit().open("voice")["voice/strength/30"] == ["Point 30; Point 31; Point 32"]


def test_a_text_keeps_its_bullets_as_plain_ones(visit: Visit, scene: Scene) -> None:
    place = "voice.trusted-person"
    visitor = visit()
    visitor.save("voice", visitor.open("voice") | {place: "·\tA tutor\n·\tAn aunt"}, then="stay")
    assert visit().open("voice")[place] == ["- A tutor\n- An aunt"]


def test_acronyms_of_the_copy_are_explained_at_its_end(visit: Visit, scene: Scene) -> None:
    scene.answer("SYV30-01", "school", {LINE: "The DSL wrote to the MASH.", "voice/reason": "XYZ"})
    body = visit().read("/copy")
    listed = body.split("Acronyms on this page")[1]
    assert "<dt>DSL</dt><dd>designated safeguarding lead</dd>" in listed
    assert "<dt>MASH</dt>" in listed
    assert "XYZ" not in listed
