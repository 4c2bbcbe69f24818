"""The story of the whole audit: what each agency says, what is agreed, and who has a part in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from app.db.people import find_person, id_of_email
from audit_tools.agency_kinds import AgencyKind
from audit_tools.permissions import Person, Role
from tests.journeys.steps import Desk, House, Said
from tests.scenes import TOOL

TITLE = "Serious youth violence, Quarter 3"
KINDS = {
    "Police": AgencyKind.POLICE,
    "Children's social care": AgencyKind.SOCIAL_CARE,
    "School": AgencyKind.EDUCATION,
}
LIST = "reference,age band,sex,ethnicity group,plan type,locality\n" + "".join(
    f"SYV25-1{number},13-15,male,Asian,child in need,East\n" for number in range(8)
)

# --- What is said ---

FIRST, SECOND = 0, 1
HEARD = "The learning mentor asked him each morning how the way to school had been."
NOT_ASKED = "Nobody asked whom he travels with, so the risk form stayed empty on that."
FOUR_DAYS = "The school heard of the arrest after four days."
NOT_READ = "The second stop was recorded and not read beside the first."
RANG = "The same officer rang his mother every week."
SHARED = "Workers did not always ask with whom a child travels."
LEARNERS = "Social workers who assess, about 300, and response officers, about 900."
GIVEN: Mapping[tuple[int, str], Mapping[str, Said]] = {
    (FIRST, "Children's social care"): {
        "voice": Said("good", strength="He was seen alone at each visit."),
        "identification": Said("requires-improvement", development=NOT_ASKED),
    },
    (FIRST, "Police"): {
        "identification": Said("good", strength="The officer saw the pattern in three reports."),
        "information": Said("requires-improvement", development=FOUR_DAYS, cause="Tool or process"),
    },
    (FIRST, "School"): {"voice": Said("good", strength=HEARD)},
    (SECOND, "Police"): {
        "identification": Said("requires-improvement", development=NOT_READ),
        "family": Said("good", strength=RANG),
    },
    (SECOND, "Children's social care"): {
        "family": Said("good", strength="The family was visited in the evening.")
    },
}
LEADS = ("Children's social care", "Police")


@dataclass(frozen=True)
class Agreed:
    """What a discussion agrees: good in every section but these, and the lines it takes over.

    Who neither came nor sent apologies does not know the child.
    """

    safer: str
    grades: Mapping[str, str]
    taken: Mapping[str, str]
    came: tuple[str, ...]
    apologies: tuple[str, ...] = ()


AGREED = (
    Agreed(
        "Safer",
        {"identification": "Requires improvement", "information": "Requires improvement"},
        {"voice": HEARD, "identification": NOT_ASKED, "information": FOUR_DAYS},
        ("Police", "Children's social care", "School"),
    ),
    Agreed(
        "The same",
        {"identification": "Requires improvement"},
        {"identification": NOT_READ, "family": RANG},
        ("Police",),
        apologies=("Children's social care",),
    ),
)
THEMES = {
    HEARD: "The child's voice",
    NOT_ASKED: "Recognising violence and exploitation",
    FOUR_DAYS: "Sharing information",
    NOT_READ: "Recognising violence and exploitation",
    RANG: "Parents and family as partners",
}
SECTIONS = {section.title: section for section in TOOL.sections}

# --- Who has a part in it ---

Parts = Mapping[str, tuple[Role, str]]
PARTS: Parts = {
    "Bea Unit": (Role.COORDINATOR, ""),
    "Chris Chair": (Role.CHAIR, ""),
    "Nia Notes": (Role.NOTE_TAKER, ""),
    "Silver Member": (Role.BOARD_MEMBER, ""),
    "Learning Member": (Role.LEARNING_MEMBER, ""),
    **{f"{agency} lead": (Role.AGENCY_LEAD, agency) for agency in KINDS},
    **{f"{agency} worker": (Role.PRACTITIONER, agency) for agency in KINDS},
}


# In the month one agency has a deputy, another's worker is invited by its lead, and nobody reads
# the summary yet.
DEPUTY = "Children's social care deputy"
INVITED = "Police worker"
NOT_IN_MONTH = ("Silver Member", "Learning Member", INVITED)
MONTH: Parts = {
    **{name: part for name, part in PARTS.items() if name not in NOT_IN_MONTH},
    DEPUTY: (Role.AGENCY_DEPUTY, "Children's social care"),
}


def email_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.').replace(chr(39), '')}@example.org"


def mailbox_of(agency: str) -> str:
    return email_of(f"safeguarding {agency}")


def in_days(days: int) -> date:
    """So many days from today."""
    return datetime.now(UTC).date() + timedelta(days=days)


DUE, DISCUSSED = 20, 25
"""In how many days returns are due, and discussions begin; these take two days."""


@dataclass(frozen=True)
class Case:
    """One of the two children, as the pages call them."""

    id: str
    reference: str

    @property
    def discussion(self) -> str:
        return f"/discussions/{self.id}"


@dataclass
class Cast:
    """Everybody at their desks, each from the moment they are needed."""

    house: House
    partnership: UUID
    desks: dict[str, Desk]

    def desk(self, name: str) -> Desk:
        if name not in self.desks:
            self.desks[name] = self.house.sit(self._person(name))
        return self.desks[name]

    def _person(self, name: str) -> Person:
        with self.house.live.database.reading() as session:
            person_id = id_of_email(session, email_of(name))
            assert person_id is not None
            person = find_person(session, self.partnership, person_id)
        assert person is not None
        return person
