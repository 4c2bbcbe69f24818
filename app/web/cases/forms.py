"""The forms of a case: choosing one, who is asked, who holds the discussion, and reasons."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from app.db.appointments import Appointed
from app.operations.cases import NewCase
from app.web.choices import choice
from app.web.forms import Form
from audit_tools.candidates import AGE_BANDS, SEXES
from audit_tools.cases import NOT_RECORDED, Characteristics
from audit_tools.cycles import CHILDREN, Counted
from audit_tools.errors import Invalid
from audit_tools.withdrawals import WithdrawnFor

_AGES = [choice(band, band.capitalize()) for band in (*AGE_BANDS, NOT_RECORDED)]
_OF_A_CHILD = ("age_band", "sex", "ethnicity_group", "plan_type")
_SEXES = [choice(sex, sex.capitalize()) for sex in SEXES]


class NewCaseForm(Form):
    """A case that is chosen and not drawn."""

    reference = StringField("Reference")
    age_band = SelectField(
        "Age band", choices=[choice("", "Choose"), *_AGES], validate_choice=False
    )
    sex = SelectField("Sex", choices=_SEXES, default=NOT_RECORDED, validate_choice=False)
    ethnicity_group = StringField("Ethnicity group")
    plan_type = StringField("Kind of plan")
    locality = StringField("Locality")
    reason = TextAreaField("Why this case")

    def ask_of(self, counted: Counted) -> None:
        """Ask for what only a child has where children are counted, and nowhere else."""
        for name in _OF_A_CHILD if counted != CHILDREN else ():
            del self[name]

    def new_case(self) -> NewCase:
        bands = {name: self._said(name) for name in (*_OF_A_CHILD, "locality")}
        return NewCase(
            (self.reference.data or "").strip(), Characteristics(**bands), self.reason.data or ""
        )

    def _said(self, name: str) -> str:
        return (self[name].data or "").strip() if name in self else NOT_RECORDED


_REASONS = [choice(why.value, why.label.capitalize()) for why in WithdrawnFor]
_MORE = "Say more, where it helps"


class WithdrawForm(Form):
    """Why a case leaves the audit."""

    why = RadioField("Why", choices=_REASONS, validate_choice=False)
    reason = TextAreaField(_MORE)


class ReplaceForm(NewCaseForm):
    """Another case in the place of this one: the next reserve or, where none is left, one typed."""

    reserve = HiddenField()
    why = RadioField("Why this case is replaced", choices=_REASONS, validate_choice=False)
    reason = TextAreaField(_MORE)

    def offer(self, reserve: str | None) -> None:
        """A reserve that is left is used: nobody chooses in the place of a draw."""
        self.reserve.data = reserve or ""

    @property
    def is_typed(self) -> bool:
        return not self.reserve.data


def read_why(form: WithdrawForm | ReplaceForm) -> WithdrawnFor:
    """The reason that was chosen. Raises ``Invalid`` where none was."""
    if form.why.data not in list(WithdrawnFor):
        raise Invalid("Choose a reason.", place="why")
    return WithdrawnFor(form.why.data)


class ReasonForm(Form):
    """A reason, which stays in the history."""

    reason = TextAreaField("Reason")


class SettleForm(Form):
    """How it was settled that a return did not fit; the agency reads it."""

    reason = TextAreaField("What you found out")


class AgenciesForm(Form):
    """Who is asked; the radio buttons are those of the agencies listed."""

    seen = HiddenField()
    others = BooleanField("Use the same for every case that has no lead yet")


class AddAgencyForm(Form):
    """One more agency that knows the child."""

    agency = SelectField("Agency", validate_choice=False)

    def offer(self, agencies: Iterable[tuple[str, str]]) -> None:
        self.agency.choices = [
            choice("", "Choose an agency"),
            *(choice(key, name) for key, name in agencies),
        ]


class PeopleForm(Form):
    """Who holds the discussion."""

    chair = SelectField("Chair", validate_choice=False)
    co_chair = SelectField("Co-chair", validate_choice=False)
    note_taker = SelectField("Note-taker", validate_choice=False)
    others = BooleanField("Use the same for every case that has nobody yet")
    seen = HiddenField()

    def offer(self, name: str, people: list[tuple[str, str]]) -> None:
        self[name].choices = [choice("", "Nobody yet"), *(choice(*who) for who in people)]

    def fill(self, appointed: Appointed) -> None:
        for name in ("chair", "co_chair", "note_taker"):
            self[name].data = str(getattr(appointed, name) or "")

    def differences(self, present: Appointed) -> tuple[tuple[str, str], ...]:
        """Whom somebody else has chosen where another is chosen here: the part and the name."""
        return tuple(
            (self[part].label.text, self._name_of(part, getattr(present, part)))
            for part in ("chair", "co_chair", "note_taker")
            if getattr(present, part) != read_id(self[part].data)
        )

    def _name_of(self, part: str, person: UUID | None) -> str:
        """The name of somebody who has a part, and of whom the role may since have been taken."""
        offered = {one.value: str(one.label) for one in self[part].choices}
        return offered.get(str(person or ""), "Somebody who no longer has the role")

    def appointed(self) -> Appointed:
        return Appointed(
            read_id(self.chair.data), read_id(self.co_chair.data), read_id(self.note_taker.data)
        )


class CoreGroupForm(Form):
    """Who belongs to the core group; the boxes are those of the people listed."""

    seen = HiddenField()


def read_id(text: Any) -> UUID | None:
    """The id of a chosen person, or ``None`` for nobody."""
    try:
        return UUID(str(text))
    except ValueError:
        return None
