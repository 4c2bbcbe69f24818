"""Doing what a form asks, and how it is shown again where that was refused."""

from collections.abc import Iterator
from unittest.mock import Mock

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired

from app.web.forms import Form
from app.web.refusals import NotDone, attempt
from audit_tools.errors import AuditError, Conflict, Hidden, Invalid, Refused


class NameForm(Form):
    name = StringField("Name", [InputRequired("Enter a name.")])
    seen = HiddenField()


@pytest.fixture(autouse=True)
def request_at_hand() -> Iterator[None]:
    app = Flask(__name__)
    app.secret_key = "not kept"
    with app.test_request_context():
        yield


def form_with(name: str, seen: str = "first") -> NameForm:
    return NameForm(MultiDict({"name": name, "seen": seen}), meta={"csrf": False})


def refusing(error: AuditError) -> Mock:
    return Mock(side_effect=error)


def test_what_comes_of_a_deed_is_given() -> None:
    assert attempt(form_with("Ward"), lambda: "done") == "done"


def test_nothing_is_done_with_a_form_that_does_not_validate() -> None:
    form, deed = form_with(""), Mock()

    assert attempt(form, deed) == NotDone(422)
    deed.assert_not_called()
    assert [one.text for one in form.mistakes] == ["Enter a name."]


@pytest.mark.parametrize(
    ("error", "status", "field"),
    [
        (Invalid("It is too long.", place="name"), 422, "name"),
        (Refused("It is taken.", place="name"), 422, "name"),
        (Conflict("Somebody has changed it."), 409, ""),
    ],
)
def test_a_refusal_stands_on_the_form(error: AuditError, status: int, field: str) -> None:
    form = form_with("Ward")

    assert attempt(form, refusing(error)) == NotDone(status)
    assert [(one.field, one.text) for one in form.mistakes] == [(field, error.message)]


@pytest.mark.parametrize("error", [Hidden(), Refused("You may not.")])
def test_what_typing_cannot_mend_is_raised(error: AuditError) -> None:
    with pytest.raises(type(error)):
        attempt(form_with("Ward"), refusing(error), lambda: form_with("Bay"))


def test_after_a_conflict_both_can_be_compared_and_one_be_chosen() -> None:
    form = form_with("Ward")

    done = attempt(form, refusing(Conflict("Changed.")), lambda: form_with("Bay", "second"))

    assert done == NotDone(409, (("Name", "Bay"),))
    assert form.seen.data == "second"


def test_after_another_refusal_what_stands_is_not_read() -> None:
    form, filled = form_with("Ward"), Mock()

    assert attempt(form, refusing(Invalid("No.", place="name")), filled) == NotDone(422)
    filled.assert_not_called()
