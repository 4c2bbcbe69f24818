"""What kinds of agency there are, and how much each may be asked."""

from enum import StrEnum


class AgencyKind(StrEnum):
    """What kind of agency gives a return. A GP practice is community health."""

    POLICE = "police"
    SOCIAL_CARE = "social-care"
    YOUTH_JUSTICE = "youth-justice"
    EDUCATION = "education"
    ACUTE_HEALTH = "acute-health"
    COMMUNITY_HEALTH = "community-health"
    MENTAL_HEALTH = "mental-health"
    AMBULANCE = "ambulance"
    PROBATION = "probation"
    HOUSING = "housing"
    VOLUNTARY = "voluntary"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind as it is written on the screen."""
        return _KIND_LABELS[self]

    @property
    def question_limit(self) -> int:
        """The most questions an agency of this kind may be asked about a child: 18 or 30.

        Schools, GP practices, charities and ambulance services answer beside their other work
        and know the child from one side; they get the shorter return.
        """
        return 18 if self in _SHORT_RETURNS else 30


_KIND_LABELS = {
    AgencyKind.POLICE: "Police",
    AgencyKind.SOCIAL_CARE: "Children's social care",
    AgencyKind.YOUTH_JUSTICE: "Youth justice",
    AgencyKind.EDUCATION: "Education",
    AgencyKind.ACUTE_HEALTH: "Acute health",
    AgencyKind.COMMUNITY_HEALTH: "Community health",
    AgencyKind.MENTAL_HEALTH: "Mental health",
    AgencyKind.AMBULANCE: "Ambulance",
    AgencyKind.PROBATION: "Probation",
    AgencyKind.HOUSING: "Housing",
    AgencyKind.VOLUNTARY: "Voluntary and community",
    AgencyKind.OTHER: "Other",
}

_SHORT_RETURNS = frozenset(
    {
        AgencyKind.EDUCATION,
        AgencyKind.COMMUNITY_HEALTH,
        AgencyKind.AMBULANCE,
        AgencyKind.VOLUNTARY,
        AgencyKind.HOUSING,
        AgencyKind.OTHER,
    }
)
