"""The agency's own copy of its return."""

from tests.app.returns.conftest import Visit
from tests.scenes import Scene

LINE = "voice/strength/1"


def test_the_own_copy_holds_every_answer_line_and_grade(visit: Visit, scene: Scene) -> None:
    scene.answer("SYV30-01", "school", {
        "voice.daily-life": "partly",
        "voice.daily-life/seen": "Pastoral log",
        LINE: "The tutor listened.",
        "voice/development/1": "Nobody rang back.",
        "voice/development/1/cause": "capacity-or-waiting",
        "voice/grade": "good",
    })  # fmt: skip

    body = visit().read("/copy")

    for text in ("Partly", "Pastoral log", "The tutor listened.", "Nobody rang back.",
                 "capacity or waiting time", "Good", "Not answered"):  # fmt: skip
        assert text in body
