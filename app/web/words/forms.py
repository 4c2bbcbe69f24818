"""The forms of the word lists."""

from wtforms import StringField

from app.web.forms import Form
from audit_tools.errors import Hidden
from audit_tools.words.word_list import ListedWord, WordKind


class WordForm(Form):
    text = StringField()
    says = StringField()
    why = StringField()

    def word(self, kind: WordKind) -> ListedWord:
        """What was entered, as it was typed."""
        parts = (self.text.data or "", self.says.data or "", self.why.data or "")
        return ListedWord(kind, *parts)

    def name_fields(self, text: str, says: str, why: str) -> None:
        """Call the fields as the columns of the list are called."""
        for field, name in ((self.text, text), (self.says, says), (self.why, why)):
            field.label.text = name


class SwitchForm(Form):
    """An entry that is taken off or put back."""

    text = StringField()


def read_kind(kind: str) -> WordKind:
    """The list that an address names. Raises ``Hidden`` where there is none."""
    try:
        return WordKind(kind)
    except ValueError:
        raise Hidden() from None
