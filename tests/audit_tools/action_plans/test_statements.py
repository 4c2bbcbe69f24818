"""A statement of action: which words were agreed, what was sent, and what changed since."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from audit_tools.action_plans.plan import Cells, PlanTable
from audit_tools.action_plans.statements import (
    Agreement,
    SentRow,
    Statement,
    Update,
    changes,
    check_update,
)
from audit_tools.errors import Invalid
from tests.plans import TODAY

CELLS = Cells("A finding", "Police", "Something", "Police", "October 2024", "Executive")
ROW = SentRow(UUID(int=1), 1, PlanTable.IMPROVE, CELLS, "Under way")
OTHER = SentRow(UUID(int=2), 2, PlanTable.ADDITIONAL, replace(CELLS, finding="Another"), "Done")
SENT = {"addressee": "Ofsted", "signed_by": "the chair", "signed_on": date(2025, 5, 1),
        "sent_on": date(2025, 5, 2), "today": TODAY}  # fmt: skip


def test_an_agreement_is_to_the_words_that_then_stood() -> None:
    agreed = Agreement("Police", CELLS, date(2024, 7, 1), "its lead")
    assert agreed.differs_from(CELLS) == ()
    changed = replace(CELLS, proposed_timescale="May 2025", governance="Gold MACE")
    assert agreed.differs_from(changed) == ("Proposed timescale", "Governance")


def test_what_has_changed_is_said_row_by_row() -> None:
    now = replace(ROW, number=2, cells=replace(CELLS, lead_agency="Health"), status="Delayed",
                  table=PlanTable.ADDITIONAL)  # fmt: skip
    new = replace(OTHER, action=UUID(int=3), number=3)
    assert [(one.number, one.what) for one in changes((ROW, OTHER), (now, new))] == [
        (2, "Lead agency changed; Now in “Additional findings”; Status: Under way, now delayed"),
        (3, "New"),
        (2, "Taken out"),
    ]
    assert changes((ROW, OTHER), (ROW, OTHER)) == ()


def test_the_first_that_is_sent_is_the_statement_and_the_others_are_its_updates() -> None:
    update = Update(1, (ROW,), Statement(), "Ofsted", "the chair", TODAY, TODAY)
    assert update.name == "Statement of action"
    assert replace(update, number=3).name == "Update 2"


def test_what_was_sent_was_signed_off_before() -> None:
    assert check_update(**SENT)[0] == "Ofsted"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"addressee": ""}, "addressee"),
        ({"signed_by": " "}, "signed_by"),
        ({"signed_on": None}, "signed_on"),
        ({"sent_on": None}, "sent_on"),
        ({"sent_on": date(2025, 5, 29)}, "sent_on"),
        ({"sent_on": date(2025, 4, 30)}, "sent_on"),
    ],
)
def test_a_statement_lacks_nothing_when_it_is_sent(changed: dict[str, object], place: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_update(**(SENT | changed))  # type: ignore[arg-type]
    assert refused.value.place == place
