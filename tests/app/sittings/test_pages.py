"""The pages of a sitting: what they show and when, and that a person gets through with them."""

import re
from html import unescape
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.db.engine import Database
from app.operations import appointments, sitting_findings, sittings, words
from app.operations.sitting_findings import Said
from app.web.discussions import pages as discussion_pages
from audit_tools.cases import CaseState
from audit_tools.permissions import Person
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause
from audit_tools.words.word_list import ListedWord, WordKind
from tests.app.sittings.conftest import SignInAs
from tests.app.visitors import send, sign_in_client
from tests.sittings import DipSample, make_dip_sample, read_alike


def text_of(client: FlaskClient, path: str) -> str:
    """The words of a page, without its markup."""
    response = client.get(path)
    assert response.status_code == 200, path
    body = response.get_data(as_text=True).split("<main")[1].split("</main")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def sitting(sample: DipSample, *rest: str) -> str:
    return "/".join((f"/audits/{sample.audit}/sitting", *rest))


def versions(body: str) -> dict[str, str]:
    """What a page began from, as its form sends it."""
    return dict(re.findall(r'name="(version:[^"]+)" value="([^"]*)"', body))


def edit_key(body: str) -> str:
    return body.split('name="edit_key" value="')[1].split('"')[0]


def test_before_the_opening_the_page_tells_only_how_many_are_in(
    sample: DipSample, sign_in_as: SignInAs
) -> None:
    text = text_of(sign_in_as("chair"), sitting(sample))
    assert "One sitting for 4 notifications" in text
    assert "Open 4 notifications" in text
    assert not any(word in text for word in ("Enough", "Strong", "Partly", "PN25-0"))


def test_the_page_says_what_is_still_to_come(database: Database, sign_in_as: SignInAs) -> None:
    waiting = make_dip_sample(database, state=CaseState.WAITING, out=1)
    with_chair = _client_of(sign_in_as, waiting)
    text = text_of(with_chair, sitting(waiting))
    assert "4 of 4 notifications wait for it. 1 return is still to come." in text
    refused = send(with_chair, sitting(waiting, "close-returns"), reason="")
    assert refused.status_code == 422
    assert "Give a reason for closing without" in refused.get_data(as_text=True)


def _client_of(sign_in_as: SignInAs, other: DipSample) -> FlaskClient:
    """The chair of another dip sample than the fixture's."""
    app = sign_in_as("chair").application
    return sign_in_client(app, other.database, other.people["chair"])


def test_differences_come_first_and_say_who_answered_what(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    text = text_of(sign_in_as("note-taker"), sitting(opened))
    assert "The readers came to the same in 2 of 4 notifications." in text
    assert "4 of 4 notifications are still to be agreed." in text
    assert text.index("PN25-03") < text.index("PN25-04") < text.index("PN25-01")
    assert "Police Strong" in text
    assert "Social care Gaps" in text
    assert "Police Yes · Social care No" in text


def test_nothing_is_chosen_beforehand_where_readers_differ(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    body = sign_in_as("chair").get(sitting(opened)).get_data(as_text=True)
    assert 'value="gaps"' in body
    assert not re.search(r"<input[^>]* checked", body)


def test_what_is_agreed_is_saved_for_all_at_once(opened: DipSample, sign_in_as: SignInAs) -> None:
    client = sign_in_as("chair")
    body = client.get(sitting(opened)).get_data(as_text=True)
    sent = send(
        client,
        sitting(opened),
        **versions(body),
        edit_key=edit_key(body),
        **{
            "n3/notification/agreed": "gaps",
            "n3/notification/why": "The duty worker had to ring.",
            "n4/notification/agreed": "enough",
            "n4/notification/why": "One reader overlooked it.",
        },
    )
    assert sent.status_code == 303
    assert "2 of 4 notifications are still to be agreed." in text_of(client, sitting(opened))


def test_a_button_beside_a_name_saves_what_stands_instead(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    client, why = sign_in_as("chair"), "n3/notification/why"
    body = client.get(sitting(opened)).get_data(as_text=True)
    named = {why: "Jayden was not spoken to."}
    send(client, sitting(opened), **versions(body), edit_key="first", **named)
    body = client.get(sitting(opened)).get_data(as_text=True)
    pressed = f"put:{why}:the child:Jayden"
    assert f'name="then" value="{pressed}"' in body
    answer = send(
        client, sitting(opened), **versions(body), edit_key="second", **named, then=pressed
    )
    assert answer.location.endswith("#n3_notification_why")
    body = client.get(sitting(opened)).get_data(as_text=True)
    assert 'value="The child was not spoken to."' in body
    # Enter in a box presses the first button of its form.
    form = body.split('name="edit_key"')[1]
    assert 'name="then"' not in form.split("<button")[1]


def test_what_the_partnership_lists_counts_in_the_sitting(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    client = sign_in_as("chair")
    body = client.get(sitting(opened)).get_data(as_text=True)
    why = {"n3/notification/why": "Seen at the Jasmin Project."}
    send(client, sitting(opened), **versions(body), edit_key="k", **why)
    assert "Instead of “Jasmin" in client.get(sitting(opened)).get_data(as_text=True)
    listed = ListedWord(WordKind.NOT_A_NAME, "Jasmin Project")
    words.put_word(opened.database, by=opened.people["coordinator"], word=listed)
    assert "Instead of “Jasmin" not in client.get(sitting(opened)).get_data(as_text=True)


def test_what_cannot_be_stored_is_shown_beside_its_box_with_all_that_was_typed(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    client = sign_in_as("chair")
    body = client.get(sitting(opened)).get_data(as_text=True)
    answer = send(
        client,
        sitting(opened),
        **versions(body),
        edit_key=edit_key(body),
        **{"n3/notification/agreed": "outstanding", "n4/notification/why": "Typed and kept."},
    )
    again = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Typed and kept." in again
    assert 'href="#n3_notification_agreed"' in again
    assert 'id="n3_notification_agreed"' in again


def test_an_old_page_overwrites_nothing(opened: DipSample, sign_in_as: SignInAs) -> None:
    client = sign_in_as("chair")
    old = client.get(sitting(opened)).get_data(as_text=True)
    for key, grade in (("first", "gaps"), ("second", "enough")):
        answer = send(
            client,
            sitting(opened),
            **versions(old),
            edit_key=key,
            **{"n3/notification/agreed": grade},
        )
    assert answer.status_code == 409
    body = answer.get_data(as_text=True)
    assert "Two people wrote in the same place" in body
    assert re.search(r'value="gaps" checked', body)


def test_the_page_of_findings_counts_what_the_answers_say(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    text = text_of(sign_in_as("coordinator"), sitting(opened, "findings"))
    assert "Yes in 2, partly or no in 2 of 4 notifications. In 1 of the 2 another reader" in text
    assert "Ethnicity is not recorded, or only as the officer saw it." in text


def test_a_conflict_keeps_a_case_out_of_the_findings_from_the_answers(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    unit, chair = opened.people["coordinator"], opened.people["chair"]
    conflict(opened, unit, "PN25-04")
    said = Said(
        "notification.ethnicity", FindingKind.DEVELOPMENT, "Only of PN25-02.", Cause.TOOL_OR_PROCESS
    )
    made = sitting_findings.take_answers(opened.database, by=unit, audit_id=opened.audit, said=said)
    assert made == 1
    conflict(opened, chair, "PN25-02")
    text = text_of(sign_in_as("chair"), sitting(opened, "findings"))
    assert "Only of PN25-02." not in text
    assert "Take back" not in text
    assert "Could be better · 1 In one sentence Ethnicity is not recorded" in text


def conflict(sample: DipSample, by: Person, reference: str) -> None:
    appointments.declare_conflict(sample.database, by=by, case_id=sample.cases[reference])


def test_a_finding_made_of_one_case_leaves_the_form_for_the_others(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    unit = opened.people["coordinator"]
    conflict(opened, opened.people["second coordinator"], "PN25-04")
    said = Said("notification.ethnicity", FindingKind.DEVELOPMENT, "Ours.", Cause.TOOL_OR_PROCESS)
    sitting_findings.take_answers(
        opened.database,
        by=opened.people["second coordinator"],
        audit_id=opened.audit,
        said=said,
    )
    client = sign_in_as("coordinator")
    text = text_of(client, sitting(opened, "findings"))
    assert "“Ours.” 1 finding. Take back" in text
    assert "Make 1 finding : Ours." in text
    sitting_findings.take_answers(opened.database, by=unit, audit_id=opened.audit, said=said)
    again = text_of(client, sitting(opened, "findings"))
    assert "“Ours.” 2 findings." in again
    assert "Ours." not in again.replace("“Ours.” 2 findings. Take back : Ours.", "")


def test_a_finding_without_a_cause_is_asked_for_it_and_keeps_its_sentence(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    answer = send(
        sign_in_as("coordinator"),
        sitting(opened, "findings"),
        question="notification.ethnicity",
        kind="development",
        statement="Our own words for it.",
        cause="",
    )
    assert answer.status_code == 422
    assert "Our own words for it." in answer.get_data(as_text=True)
    assert "Say why it happened." in answer.get_data(as_text=True)


def all_agreed(sample: DipSample, chair: FlaskClient) -> None:
    """Accepted where the readers came to the same, and agreed where they did not."""
    send(chair, sitting(sample, "accept"))
    body = chair.get(sitting(sample)).get_data(as_text=True)
    agreed = {f"n{n}/notification/agreed": "enough" for n in (3, 4)}
    why = {f"n{n}/notification/why": "We read it again together." for n in (3, 4)}
    answer = send(chair, sitting(sample), **versions(body), edit_key="k", **agreed, **why)
    assert answer.status_code == 303


def test_who_came_stays_chosen_when_signing_off_is_refused(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    chair = sign_in_as("chair")
    all_agreed(opened, chair)
    answer = send(chair, sitting(opened, "sign-off"), **{"came:police": "apologies"})
    assert answer.status_code == 422
    body = answer.get_data(as_text=True)
    assert re.findall(r'name="came:([^"]+)" value="([^"]+)" checked', body) == [
        ("police", "apologies")
    ]


def test_before_signing_off_the_chair_reads_what_can_still_be_done(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    chair = sign_in_as("chair")
    all_agreed(opened, chair)
    text = text_of(chair, sitting(opened, "sign-off"))
    assert "a correction takes a reason" in text
    assert "no finding can be added" in text
    assert "nobody can change" not in text


def test_a_person_gets_from_returns_to_a_closed_audit_with_a_dozen_clicks(
    database: Database, sign_in_as: SignInAs
) -> None:
    sample = make_dip_sample(database, state=CaseState.WAITING)
    chair = _client_of(sign_in_as, sample)
    for act in ("close-returns", "open"):
        assert send(chair, sitting(sample, act)).status_code == 303
    all_agreed(sample, chair)
    assert send(chair, sitting(sample, "findings", "strengths")).status_code == 303
    came = {"came:police": "yes", "came:social-care": "yes"}
    assert send(chair, sitting(sample, "sign-off"), **came).status_code == 303
    assert "Everything is signed off." in text_of(chair, sitting(sample))


def test_the_board_and_the_list_of_discussions_lead_to_the_sitting(
    opened: DipSample, sign_in_as: SignInAs
) -> None:
    assert sitting(opened) in sign_in_as("coordinator").get(f"/audits/{opened.audit}").get_data(
        as_text=True
    )
    text = text_of(sign_in_as("chair"), "/discussions")
    assert "4 notifications in one sitting: 4 open" in text
    assert "PN25-01" not in text


def test_a_sitting_is_counted_whole_on_every_page_of_the_list(
    sample: DipSample, sign_in_as: SignInAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discussion_pages, "PER_PAGE", 3)
    conflict(sample, sample.people["chair"], "PN25-02")
    assert "3 notifications in one sitting" in text_of(sign_in_as("chair"), "/discussions")
    for page in ("/discussions", "/discussions?page=2"):
        text = text_of(sign_in_as("coordinator"), page)
        assert "4 notifications in one sitting: 4 " in text


def test_a_case_that_waits_leads_to_its_sitting_and_cannot_be_opened_alone(
    sample: DipSample, sign_in_as: SignInAs
) -> None:
    case: UUID = sample.cases["PN25-01"]
    body = sign_in_as("chair").get(f"/discussions/{case}").get_data(as_text=True)
    assert sitting(sample) in body
    assert f"/discussions/{case}/open" not in body


def test_the_sitting_takes_as_many_statements_for_ten_as_for_four(
    opened: DipSample, sign_in_as: SignInAs, statements: list[str]
) -> None:
    clients = [(opened, sign_in_as("chair"))]
    larger = make_dip_sample(opened.database, tuple(read_alike() for _ in range(10)))
    chair = larger.people["chair"]
    sittings.open_sitting(larger.database, by=chair, audit_id=larger.audit)
    clients.append((larger, _client_of(sign_in_as, larger)))
    for page in ((), ("findings",)):
        counts = []
        for sample, client in clients:
            statements.clear()
            client.get(sitting(sample, *page))
            counts.append(len(statements))
        assert counts[0] == counts[1]
