"""The forms of learning offers and of what they are tied to."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms import (
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from app.operations.learning_offers import OfferTies
from app.operations.versions import version_of
from app.web.audits.forms import DayField
from app.web.choices import choice, choices_of
from app.web.forms import Form, id_in, id_of
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.learning.frames import Frame, FrameKind
from audit_tools.learning.offers import (
    LearningOffer,
    OfferKind,
    read_agency_places,
    write_agency_places,
)

NONE = ""
NOBODY = choice(NONE, "Nothing chosen")


def listed(choices: Mapping[Any, str]) -> list[Any]:
    return [choice(str(key), label) for key, label in choices.items()]


class OfferForm(Form):
    title = StringField("What it is called")
    kind = SelectField("What it is", choices=choices_of(OfferKind))
    provider = StringField("Who provides it", description="An agency, a group or a body.")
    about = TextAreaField("What it covers", description="You may leave it empty.")
    themes = SelectMultipleField(
        "Themes", validate_choice=False, description="Those that people learn about in it."
    )
    levels = SelectMultipleField(
        "Target groups and levels",
        validate_choice=False,
        description="In as many frames as it has. None is worked out from another.",
    )
    for_whom = StringField(
        "For whom, in words", description="For example: response officers and their sergeants."
    )
    agencies = SelectMultipleField(
        "Whose staff may take it", validate_choice=False, description="Tick none if all may."
    )
    own_agency = SelectField(
        "Does an agency give it to its own staff alone?", validate_choice=False
    )
    places = StringField("How many places", description="You may leave it empty.")
    agency_places = TextAreaField(
        "Places kept for agencies",
        description="A line for each, such as “Police 12”. You may leave it empty.",
    )
    starts_on = DayField("First day", description="You may leave it empty.")
    ends_on = DayField(
        "Last day", description="After it the offer counts as over. Empty: it goes on."
    )
    when = StringField("Dates in words", description="For example: 14 May and 9 July, mornings.")
    answers = SelectMultipleField(
        "Evidence it answers",
        validate_choice=False,
        description="Audits, reviews, inspections, priorities and agencies' own analyses.",
    )
    seen = HiddenField()

    def offer(self, ties: OfferTies) -> None:
        """Let people choose from what there is."""
        self._names = ties.agencies
        self.themes.choices = listed(ties.themes)
        self.levels.choices = listed(ties.levels)
        self.agencies.choices = listed(ties.agencies)
        self.own_agency.choices = [choice(NONE, "No"), *listed(ties.agencies)]
        self.answers.choices = listed(ties.evidence)

    def fill(self, offer: LearningOffer) -> None:
        for name in ("title", "provider", "about", "for_whom", "own_agency", "when",
                     "starts_on", "ends_on"):  # fmt: skip
            self[name].data = getattr(offer, name)
        self.kind.data = offer.kind.value
        for name in ("themes", "levels", "agencies"):
            self[name].data = list(getattr(offer, name))
        self.answers.data = [str(id) for id in offer.answers]
        self.places.data = "" if offer.places is None else str(offer.places)
        self.agency_places.data = write_agency_places(offer.agency_places, self._names)
        self.seen.data = version_of(offer)

    def entered(self) -> LearningOffer:
        """What was entered. Raises ``Invalid`` for numbers that are none."""
        typed = (self.places.data or "").strip()
        return LearningOffer(
            self.title.data or "",
            OfferKind(self.kind.data),
            self.provider.data or "",
            self.about.data or "",
            tuple(self.themes.data or ()),
            tuple(self.levels.data or ()),
            self.for_whom.data or "",
            tuple(self.agencies.data or ()),
            self.own_agency.data or "",
            self.whole_number("places") if typed else None,
            read_agency_places(self.agency_places.data or "", self._names),
            self.starts_on.data,
            self.ends_on.data,
            self.when.data or "",
            tuple(id for id in map(id_in, self.answers.data or ()) if id),
        )


class EvidenceForm(Form):
    kind = SelectField("What it is", choices=choices_of(EvidenceKind))
    title = StringField(
        "What it is called", description="For example: Training plan 2025/26, or Review of 2024."
    )
    said = TextAreaField(
        "What it says about learning",
        description="In a few sentences, and nothing that could tell who a child is.",
    )
    agency = SelectField("Whose own it is", validate_choice=False)
    on = DayField("When it was made", description="You may leave it empty.")
    themes = SelectMultipleField("Themes", validate_choice=False, description="Those it speaks of.")
    audit = SelectField("Which audit here it is", validate_choice=False)
    inspection = SelectField("Which inspection here it is", validate_choice=False)
    seen = HiddenField()

    def offer(
        self,
        ties: OfferTies,
        audits: Iterable[tuple[UUID, str]],
        inspections: Iterable[tuple[UUID, str]],
    ) -> None:
        self.agency.choices = [choice(NONE, "No one agency's"), *listed(ties.agencies)]
        self.themes.choices = listed(ties.themes)
        self.audit.choices = [NOBODY, *listed(dict(audits))]
        self.inspection.choices = [NOBODY, *listed(dict(inspections))]

    def fill(self, evidence: LearningEvidence) -> None:
        for name in ("title", "said", "agency", "on"):
            self[name].data = getattr(evidence, name)
        self.kind.data, self.themes.data = evidence.kind.value, list(evidence.themes)
        self.audit.data = str(evidence.audit or NONE)
        self.inspection.data = str(evidence.inspection or NONE)
        self.seen.data = version_of(evidence)

    def entered(self) -> LearningEvidence:
        return LearningEvidence(
            EvidenceKind(self.kind.data),
            self.title.data or "",
            self.said.data or "",
            self.agency.data or "",
            self.on.data,
            tuple(self.themes.data or ()),
            id_of(self.audit),
            id_of(self.inspection),
        )


class FrameForm(Form):
    """The title and the levels of a frame that there is."""

    title = StringField("What it is called")
    levels = TextAreaField(
        "Its groups or levels",
        description=(
            "One on each line: what it is called, a colon, what it means. For example “3: "
            "Specialist”. Empty: the frame is not offered."
        ),
    )
    seen = HiddenField()

    def fill(self, frame: Frame) -> None:
        self.title.data, self.levels.data = frame.title, frame.text
        self.seen.data = version_of(frame)


class NewFrameForm(FrameForm):
    kind = SelectField("What it tells apart", choices=choices_of(FrameKind))
