"""Why what an ordinary form says in a column cannot be carried, in sentences for its author."""

from __future__ import annotations

_COLUMNS = {
    "constraint": "Answers are not checked against a rule of their own here. Say in the guidance "
    "what an answer may be.",
    "constraint_message": "There is no such rule here, so nothing to say of it.",
    "required_message": "What is said where an answer is missing is the same for all questions.",
    "read_only": "Every question can be answered here.",
    "default": "Nothing is filled in beforehand: nobody should agree with what they did not read.",
    "calculation": "Nothing is worked out from answers.",
    "trigger": "Nothing is worked out from answers.",
    "choice_filter": "All answers of the list are offered, whatever was answered before.",
    "appearance": "How it is laid out is not carried.",
    "parameters": "These settings of the question are not carried.",
    "image": "Pictures are not carried. Say in words what is to be seen.",
    "big-image": "Pictures are not carried. Say in words what is to be seen.",
    "audio": "Sounds are not carried. Say in words what is to be heard.",
    "video": "Films are not carried. Say in words what is to be seen.",
    "autoplay": "Sounds and films are not carried.",
    "repeat_count": "How often a group repeats is a whole number up to 20 here.",
    "name": "Only questions and sections have a name here.",
    "label": "Nothing here shows this text.",
    "hint": "Nothing here shows this text.",
    "guidance_hint": "Nothing here shows this text.",
    "required": "There is no answer here that could be required.",
    "relevant": "Nothing here could be shown or hidden.",
    "": "This column has no heading.",
}
_SETTINGS = {
    "version": "Versions are counted here: a tool begins with version 1.",
    "instance_name": "Returns are named by the case and the agency.",
    "submission_url": "Returns are given in Golden Thread and sent nowhere.",
    "public_key": "Returns are given in Golden Thread and sent nowhere.",
    "auto_send": "Returns are given in Golden Thread and sent nowhere.",
    "auto_delete": "How long a return is kept is decided for all audits.",
    "style": "How it is laid out is not carried.",
    "allow_choice_duplicates": "No two answers of a question have one name here.",
}


def why_not(sheet: str, column: str, language: str, carried: str) -> str:
    """Why a column is not carried, in a sentence."""
    if language and language != carried:
        return f"Only one language is carried, here {carried or 'the one without a name'}."
    if sheet == "settings":
        return _SETTINGS.get(column, "Golden Thread has no such setting.")
    if sheet == "choices" and column not in ("label", "image", "audio", "video", "big-image", ""):
        return "This column of the answers is not carried; all answers of a list are offered."
    if column in _COLUMNS:
        return _COLUMNS[column]
    if column.startswith(("bind::", "instance::", "body::")):
        return "This is for the program that the form was made for."
    return "Golden Thread has no such column."


TAKES_A_FILE = (
    "Files, pictures and places on a map are not kept here. Ask in words where they are to be seen."
)
OF_THE_DEVICE = "Golden Thread knows itself who answered and when; nothing is noted of the device."
WORKED_OUT = "Nothing is worked out from answers, and nothing is hidden in a return."
FROM_A_FILE = "Its answers are in another file, which is not read: it is asked as a text."
FROM_ANSWERS = "Its answers would come from earlier ones, which they cannot: it is asked as a text."
AS_TEXT = {
    "decimal": "Numbers are whole here: it is asked as a text.",
    "time": "Times are not checked here: it is asked as a text.",
    "datetime": "Times are not checked here: it is asked as a text.",
    "rank": "Nobody puts answers in an order here: it is asked as a text, with the answers in its "
    "guidance.",
}
NAMES = "Keys have small letters and hyphens here and begin with their section's: “{}” is “{}”."
RANGE = "It is asked as a whole number; nobody is held to where it begins and ends."
TICKED = "One tick alone is asked as Yes or No here."
REPEATS = (
    "This group repeats and is asked once: rows have up to twelve parts, each a text, a number, a "
    "date or one answer of several, and no groups in them."
)
PART_WHEN = "It is asked in every row: a part of a row hangs on no condition here."
NO_SCALE = "This row is rated on no list that the group names, so it is not asked."
PLACE = "Nobody puts answers in an order here, so none has a place."
FOR_EACH = (
    "This table asks its questions for each line of a list; here they are asked once. Make a group "
    "that is answered in rows of it, or a question for each line."
)
OTHER_GROUP = "A group of this kind is an ordinary one here."
NO_SUCH_TYPE = "Golden Thread knows no such type of question."
NO_TYPE = "The row says of no type what it is."
TURNED_OFF = "The row is turned off in the form."
ONE_ANSWER = "A list has at least two answers here; “No” was added to its only one."
UNUSED_LIST = "No question is answered from this list."
OTHER_SHEET = "This sheet is not read."
CONDITION = "It is asked always, since this part of its condition is not carried: {}."
REQUIRED_PARTLY = "It may stay empty, since when it is required is not carried: {}."
REQUIRED_WHEN = "What stands in a row cannot be required by a condition; it may stay empty."
FILLED_IN = "Answers are not filled into texts: the name of the question stands in brackets."
FORMATTED = "Texts are plain here: the formatting was taken out."
TWICE = "The list has this answer already; it is offered once."
NOTE = "This text stands nowhere in a tool. Put it into the guidance of a question."
NOTE_WHEN = "A text that is shown by a condition is not carried."
NO_QUESTION = "This group has no question that is carried, so there is no section of it."
NO_LIST = "This answer is in no list: its list_name is empty."
ONE_ROW = "A form has one row of settings; this one is not read."
ASKED_OF_ALL = (
    "An ordinary form does not say who is asked: every kind of agency is asked all of it. Take out "
    "whose records cannot tell."
)
ASKED_OF_PANEL = (
    "An ordinary form does not say who is asked, and {} questions are more than an agency may be "
    "asked: all of it is put to the case discussion. Choose who is asked what."
)
JUDGED = "No section has a grade and no question a theme, since the form says nothing of them."

OF_QUESTIONS = frozenset({TAKES_A_FILE, NO_SCALE, NO_SUCH_TYPE, NO_TYPE})
"""For these a whole question is not asked, which is more than a column that is not carried."""
