"""The forms of inviting a colleague, and of joining."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired

from app.db.agencies import Agency
from app.web.choices import choice
from app.web.forms import Form


class InviteForm(Form):
    """Somebody of one agency; the returns are named by their ids."""

    name = StringField("Name", validators=[DataRequired("Enter a name.")])
    email = StringField(
        "E-mail address",
        validators=[DataRequired("Enter an e-mail address such as name@example.org.")],
    )
    agency = SelectField("Agency")
    returns = SelectMultipleField("Returns to give", validate_choice=False)

    def offer(self, agencies: Iterable[Agency]) -> None:
        """Offer these agencies; the first is chosen."""
        self.agency.choices = [choice(agency.key, agency.name) for agency in agencies]

    def chosen_returns(self) -> frozenset[UUID]:
        """The returns ticked. An id that is none stands for one that is not to be given."""
        try:
            return frozenset(UUID(value) for value in self.returns.data or ())
        except ValueError:
            return frozenset({UUID(int=0)})


class JoinForm(Form):
    password = PasswordField("Password", [InputRequired("Enter a password")])
    password_again = PasswordField(
        "The same password again", [InputRequired("Enter the password again")]
    )
