"""The pages of action plans as the people who keep, follow and read them meet them."""

from io import BytesIO

from app.db.action_plans import load_plan
from app.db.engine import Database
from audit_tools.action_plans.reading import read_plan
from tests.app.actions.conftest import Setting, SignInAs
from tests.app.visitors import csrf_of, send, text_of
from tests.plans import INVENTED, plans
from tests.stored_plans import check_one, close_one, give_to


def test_a_file_is_brought_in_and_leads_to_its_plan(
    sign_in_as: SignInAs, setting: Setting, database: Database
) -> None:
    client = sign_in_as("unit")
    for file in plans():
        answer = client.post(
            "/actions/import",
            data={
                "csrf_token": csrf_of(client),
                "title": file.stem,
                "inspection": str(setting.inspection),
                "file": (BytesIO(file.read_bytes()), file.name),
                "quarter_year": "financial",
                "review_on": "2025-06-30",
            },
        )
        assert answer.status_code == 303
        address = answer.location
        assert file.stem in client.get(address).text
        for form in ("docx", "xlsx", "csv"):
            made = client.get(f"{address}/plan.{form}")
            assert read_plan(made.data) == read_plan(file.read_bytes())


def test_a_file_that_is_wrong_is_answered_row_by_row_and_what_it_leaves_open_beside_its_box(
    sign_in_as: SignInAs, setting: Setting
) -> None:
    client = sign_in_as("unit")

    def bring(data: bytes) -> str:
        answer = client.post(
            "/actions/import",
            data={
                "csrf_token": csrf_of(client),
                "title": "A plan",
                "file": (BytesIO(data), "plan.csv"),
            },
        )
        assert answer.status_code == 422
        return answer.text

    wrong = INVENTED.read_bytes().replace(b"Ambulance service,A five-minute", b",,A five-minute")
    assert "Row 8: This row has more cells than there are headings." in bring(wrong)
    open_ = bring(INVENTED.read_bytes())
    assert 'href="#quarter_year"' in open_
    assert "1 April 2025 to 30 June 2025, or 1 January 2025 to 31 March 2025" in open_
    assert 'href="#review_on"' in open_
    assert 'value="A plan"' in open_
    nothing = send(client, "/actions/import", title="A plan")
    assert 'href="#file"' in nothing.text


def test_the_plan_says_how_far_each_action_is_in_words_and_which_are_overdue(
    sign_in_as: SignInAs, setting: Setting
) -> None:
    text = " ".join(sign_in_as("board").get(f"/actions/plans/{setting.plan.id}").text.split())
    assert "8 actions: 8 not started. 6 are overdue." in text
    assert "<strong>Overdue since 30 April 2025</strong>" in text
    assert "To be reviewed by 30 June 2025" in text
    assert "Nobody has begun." in text
    assert "Add an action" not in text


def test_a_lead_finds_the_actions_of_their_agency_and_no_plan(
    sign_in_as: SignInAs, setting: Setting, database: Database
) -> None:
    lead = sign_in_as("lead")
    assert "No action names your agency yet" in lead.get("/actions").text
    give_to(database, setting.people["unit"], setting.plan.actions[0], "police")
    listed = lead.get("/actions").text
    assert f"/actions/{setting.plan.actions[0]}" in listed
    assert f"/actions/{setting.plan.actions[1]}" not in listed
    assert "/actions/plans/" not in listed
    page = lead.get(f"/actions/{setting.plan.actions[0]}").text
    assert "Add progress or evidence" in page
    assert "/actions/plans/" not in page
    assert "Close it" not in page
    assert lead.get(f"/actions/{setting.plan.actions[1]}").status_code == 404


def test_a_lead_is_asked_on_the_first_page_of_an_action_whose_day_has_passed(
    sign_in_as: SignInAs, setting: Setting, database: Database
) -> None:
    lead = sign_in_as("lead")
    assert "You are asked" not in lead.get("/returns").text
    overdue, ongoing = setting.plan.actions[1], setting.plan.actions[5]
    for action in (overdue, ongoing):
        give_to(database, setting.people["unit"], action, "police")
    first = " ".join(lead.get("/returns").text.split())
    assert "You are asked" in first
    assert f'href="/actions/{overdue}">How far is action 2?' in first
    assert "Overdue since 30 April 2025" in first
    # Its review is a month away.
    assert f"/actions/{ongoing}" not in first


def test_a_note_is_added_and_marked_where_it_could_tell_who_somebody_is(
    sign_in_as: SignInAs, setting: Setting, database: Database
) -> None:
    first = setting.plan.actions[0]
    give_to(database, setting.people["unit"], first, "police")
    lead = sign_in_as("lead")
    address = f"/actions/{first}/note"
    sent = send(lead, address, kind="evidence", said="Jayden's officer wrote it", role="lead")
    assert sent.location == f"/actions/{first}"
    page = lead.get(sent.location).text
    assert "Look again at what you wrote" in page
    assert "28 May 2025, 10:00</time>, lead" in page
    empty = send(lead, address, kind="evidence", said=" ", role="lead")
    assert empty.status_code == 422
    assert 'href="#said"' in empty.text


def test_the_days_of_each_line_of_a_timescale_can_be_said(
    sign_in_as: SignInAs, setting: Setting
) -> None:
    client, third = sign_in_as("unit"), setting.plan.actions[2]
    form = client.get(f"/actions/{third}/standing").text
    assert "Met on: Quarter 3 October 2024: audit held" in form
    seen = form.split('name="seen" value="')[1].split('"')[0]
    said = {"status": "under-way", "effect": "not-looked-at", "met_1": "12 December 2024"}
    assert send(client, f"/actions/{third}/standing", seen=seen, **said).status_code == 303
    page = " ".join(client.get(f"/actions/{third}").text.split())
    assert "Due by 30 June 2025" in page
    assert "Q1 2025/26 (Apr-Jun 2025)" in page
    again = send(client, f"/actions/{third}/standing", seen=seen, **said | {"status": "delayed"})
    assert again.status_code == 409
    assert "What stands now" in again.text


def test_closing_waits_for_somebody_else_s_check(
    sign_in_as: SignInAs, setting: Setting, database: Database
) -> None:
    unit, first = setting.people["unit"], setting.plan.actions[0]
    give_to(database, unit, first, "police")
    client = sign_in_as("unit")
    close = {"body": "Executive", "decision": "Closed", "on": "2025-05-20"}
    refused = send(client, f"/actions/{first}/close", **close)
    assert refused.status_code == 403
    assert "has to check it" in refused.text
    check_one(database, unit, setting.people["lead"], first)
    assert send(client, f"/actions/{first}/close", **close).status_code == 303
    assert "Executive" in client.get(f"/actions/{first}").text
    assert "Add progress or evidence" not in client.get(f"/actions/{first}").text


def test_a_row_is_written_by_its_form_and_two_who_change_it_see_each_other(
    sign_in_as: SignInAs, setting: Setting, database: Database
) -> None:
    client = sign_in_as("unit")
    row = {
        "table": "additional",
        "finding": "A finding",
        "lead_agency": "Police\r\nHealth",
        "proposed_actions": "• One\r\n• Two",
        "proposed_timescale": "Q2 2025/26",
        "question": "serious-youth-violence/information.given",
        "finding_number": "3",
        "theme": "notifications",
        "agencies": "police",
    }
    added = send(client, f"/actions/plans/{setting.plan.id}/actions/new", **row)
    assert added.status_code == 303
    page = client.get(added.location).text
    for said in ("Action 9", "• Two", "Q2 2025/26 (Jul-Sep 2025)", "#finding-3", "notifications"):
        assert said in page, said
    address = f"{added.location}/change"
    form = client.get(address).text
    seen = form.split('name="seen" value="')[1].split('"')[0]
    assert send(client, address, seen=seen, **row | {"governance": "Gold"}).status_code == 303
    late = send(client, address, seen=seen, **row | {"governance": "Silver"})
    assert late.status_code == 409
    assert "<dt>Governance</dt><dd>Gold</dd>" in late.text
    assert "Silver" in late.text
    with database.reading() as session:
        plan = load_plan(session, setting.people["unit"].partnership, setting.plan.id)
    assert plan.actions[-1].cells.lead_agency == "Police\nHealth"


def test_what_was_sent_can_be_taken_again_as_it_was_sent(
    sign_in_as: SignInAs, setting: Setting
) -> None:
    client, plan = sign_in_as("unit"), f"/actions/plans/{setting.plan.id}"
    head = {"principal_authority": "The council", "lead_officer": "Deputy director",
            "addressee": "Ofsted", "due_on": "23/08/2024"}  # fmt: skip
    seen = client.get(f"{plan}/statement/head").text.split('name="seen" value="')[1].split('"')[0]
    assert send(client, f"{plan}/statement/head", seen=seen, **head).status_code == 303
    assert 'value="Ofsted"' in client.get(f"{plan}/statement/send").text
    days = {"signed_by": "the chair", "signed_on": "2025-05-01", "sent_on": "2025-05-02"}
    wrong = send(client, f"{plan}/statement/send", addressee="Ofsted", **days | {"sent_on": ""})
    assert 'href="#sent_on"' in wrong.text
    assert send(client, f"{plan}/statement/send", addressee="Ofsted", **days).status_code == 303
    page = " ".join(text_of(client.get(f"{plan}/statement")).split())
    assert 'sent <time datetime="2025-05-02">2 May 2025</time> to Ofsted' in page
    for form in ("docx", "pdf"):
        said = " ".join(text_of(client.get(f"{plan}/statement/1.{form}")).split())
        assert "the chair, 1 May 2025" in said
        assert "23 August 2024" in said
    assert client.get(f"{plan}/statement/2.docx").status_code == 404
    assert "Nothing has changed since." in client.get(plan).text


def test_acronyms_that_nobody_explains_are_said_before_a_statement_is_kept_as_sent(
    sign_in_as: SignInAs, setting: Setting
) -> None:
    client, plan = sign_in_as("unit"), f"/actions/plans/{setting.plan.id}"
    sent = {"addressee": "Ofsted", "signed_by": "the chair of the QZX", "signed_on": "2025-05-01",
            "sent_on": "2025-05-02"}  # fmt: skip
    head = f"{plan}/statement/head"
    seen = client.get(head).text.split('name="seen" value="')[1].split('"')[0]
    send(client, head, lead_officer="Head of QZX", seen=seen)
    assert "explains what this stands for: QZX" in client.get(f"{plan}/statement").text
    # Asked only once there is something to ask.
    assert "unexplained" not in client.get(f"{plan}/statement/send").text
    stopped = send(client, f"{plan}/statement/send", **sent)
    assert stopped.status_code == 422
    assert "explains what this stands for: QZX" in stopped.text
    assert 'name="unexplained"' in stopped.text
    assert send(client, f"{plan}/statement/send", **sent, unexplained="y").status_code == 303


def test_the_plan_as_a_page_and_its_words_hold_no_colour_alone(
    sign_in_as: SignInAs, setting: Setting, database: Database
) -> None:
    unit = setting.people["unit"]
    give_to(database, unit, setting.plan.actions[0], "police")
    check_one(database, unit, setting.people["lead"], setting.plan.actions[0])
    close_one(database, unit, setting.plan.actions[0])
    client = sign_in_as("board")
    page = client.get(f"/actions/plans/{setting.plan.id}").text
    assert '<span class="govuk-visually-hidden">Status: </span>Closed' in page
    paper = client.get(f"/actions/plans/{setting.plan.id}/paper").text
    assert "Response to findings" in paper
    assert "Inspectors&#x27; findings" in paper
    assert "What the words mean" in paper
