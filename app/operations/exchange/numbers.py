"""People as an export says them: role, agency and a number. No name leaves."""

from collections.abc import Iterable
from uuid import UUID

from app.db.models.cases import AppointmentRow
from app.db.models.findings import FindingRow
from app.operations.exchange.rows import AuditRows
from audit_tools.exchange.case_shape import WordingDocument
from audit_tools.exchange.shape import PersonDocument
from audit_tools.permissions import Grant, Role

_GIVE_RETURNS = (Role.PRACTITIONER, Role.AGENCY_LEAD, Role.AGENCY_DEPUTY)
_WORDS_FINDINGS = (Role.COORDINATOR, Role.CHAIR, Role.CO_CHAIR, Role.NOTE_TAKER)


class PeopleNumbers:
    """Numbers people from 1, in the order in which they are met.

    Somebody with two roles gets two numbers: that they are one person is nobody's business here.
    """

    def __init__(self, rows: AuditRows) -> None:
        self._rows = rows
        self._given: dict[tuple[UUID, Role, str | None], int] = {}

    def of(self, person: UUID, role: Role, agency: str | None = None) -> int:
        """The number of a person in a role."""
        return self._given.setdefault((person, role, agency), len(self._given) + 1)

    def of_practitioner(self, person: UUID, agency: str) -> int:
        """The number of somebody who was given a return: practitioner, or what else they are."""
        grants = self._rows.grants(person)
        held = (role for role in _GIVE_RETURNS if Grant(role, agency) in grants)
        return self.of(person, next(held, Role.PRACTITIONER), agency)

    def is_co_chair(self, number: int) -> bool:
        """Whether the number is that of a co-chair."""
        return any(role is Role.CO_CHAIR for (_, role, _), n in self._given.items() if n == number)

    def listed(self) -> list[PersonDocument]:
        """Everybody who was given a number."""
        return [
            PersonDocument(number=number, role=role, agency=agency)
            for (_, role, agency), number in self._given.items()
        ]

    def wording(
        self, row: FindingRow, appointed: Iterable[AppointmentRow]
    ) -> WordingDocument | None:
        """Wording for sharing, with the roles of its two people."""
        if not row.wording or row.wording_by is None:
            return None
        in_the_case = {a.person_id: Role(a.role) for a in appointed}
        agreed = row.wording_agreed_by
        return WordingDocument(
            text=row.wording,
            written_by=self._role(row.wording_by, in_the_case),
            agreed_by=self._role(agreed, in_the_case) if agreed else None,
            sent_back=row.wording_sent_back,
        )

    def _role(self, person: UUID, in_the_case: dict[UUID, Role]) -> Role:
        """The role in the case, or else the first held of those that word findings."""
        if person in in_the_case:
            return in_the_case[person]
        held = {grant.role for grant in self._rows.grants(person)}
        return next((role for role in _WORDS_FINDINGS if role in held), Role.COORDINATOR)
