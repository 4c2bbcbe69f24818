"""The forms of signing in and setting a password."""

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.operations.passwords import LONGEST
from app.web.forms import Form

LONGEST_EMAIL = 254


class SignInForm(Form):
    email = StringField(
        "E-mail address",
        [InputRequired("Enter your e-mail address"), Length(max=LONGEST_EMAIL)],
    )
    password = PasswordField(
        "Password", [InputRequired("Enter your password"), Length(max=LONGEST)]
    )


class SetPasswordForm(Form):
    password = PasswordField("New password", [InputRequired("Enter a password")])
    password_again = PasswordField(
        "The same password again", [InputRequired("Enter the password again")]
    )

    def is_same_twice(self) -> bool:
        """Whether both boxes agree; blames the second when they do not."""
        if self.password.data == self.password_again.data:
            return True
        self.password_again.errors = ["The two passwords differ. Type the same one twice."]
        return False


class ChangePasswordForm(Form):
    old_password = PasswordField("Present password", [InputRequired("Enter your present password")])
    new_password = PasswordField("New password", [InputRequired("Enter a new password")])
