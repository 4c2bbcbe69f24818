"""The people of a file: role, agency and number become somebody here."""

from collections.abc import Iterator, Mapping
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db import people as rows
from audit_tools.errors import Invalid
from audit_tools.exchange import Exchange
from audit_tools.exchange.case_shape import CaseDocument
from audit_tools.exchange.shape import PersonDocument
from audit_tools.permissions import Grant, Role

# Nobody receives mail there: the domain is reserved (RFC 2606, section 2).
NOWHERE = "imported.invalid"


class PeopleOfFile:
    """Finds or makes the person for a number. Only those that the audit needs are made.

    Somebody without an account here is kept as "Practitioner 4 (Police)": with the role, so that
    an export says the same again, but inactive and without an address that mail could reach.
    """

    def __init__(
        self, session: Session, partnership: UUID, exchange: Exchange, accounts: Mapping[int, UUID]
    ) -> None:
        self._session = session
        self._partnership = partnership
        self._listed = {person.number: person for person in exchange.document.people}
        self._agencies = {agency.key: agency.name for agency in exchange.document.agencies}
        self._invented = exchange.document.audit.invented
        self._found = dict(accounts)
        self._check(accounts)

    def find(self, number: int) -> UUID:
        """The person who has this number in the file."""
        if number not in self._found:
            self._found[number] = self._make(self._listed[number])
        return self._found[number]

    def role_of(self, number: int) -> Role:
        """The role that the file gives the number."""
        return self._listed[number].role

    def find_by_role(self, role: Role, case: CaseDocument, but: UUID | None = None) -> UUID:
        """Somebody of this role: of the case first, then of the file; ``but`` is somebody else.

        Who wrote wording and who agreed it are two people, so a second one is made where the
        file lists only one.
        """
        found = (self.find(number) for number in self._of_role(role, case))
        return next((person for person in found if person != but), None) or self._add(role)

    def _of_role(self, role: Role, case: CaseDocument) -> Iterator[int]:
        appointed = (case.chair, case.co_chair, case.note_taker)
        yield from (n for n in appointed if n is not None and self.role_of(n) is role)
        yield from (number for number in self._listed if self.role_of(number) is role)

    def _add(self, role: Role) -> UUID:
        number = max(self._listed, default=0) + 1
        self._listed[number] = PersonDocument(number=number, role=role)
        return self.find(number)

    def _make(self, person: PersonDocument) -> UUID:
        name = f"{person.role.label} {person.number}"
        if person.agency is not None:
            name += f" ({self._agencies[person.agency]})"
        made = rows.add_person(
            self._session, name=name, email=f"{uuid4().hex}@{NOWHERE}", invented=self._invented
        )
        rows.row_of_person(self._session, made).is_active = False
        grant = Grant(person.role, person.agency)
        rows.add_grant(self._session, self._partnership, made, grant)
        return made

    def _check(self, accounts: Mapping[int, UUID]) -> None:
        grants = rows.read_grants(self._session, self._partnership, accounts.values())
        for number, account in accounts.items():
            person = self._listed.get(number)
            if person is None or Grant(person.role, person.agency) not in grants[account]:
                raise Invalid(
                    f"Number {number} of the file cannot be this person: role or agency differ.",
                    place="people",
                )
