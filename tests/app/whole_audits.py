"""An audit of one case by any tool, from its set-up to its closing, made by the operations that its
people use; and what all pages say that lead from one to the other."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from flask import Flask

from app.db.appointments import Appointed
from app.db.engine import Database
from app.operations import cases, closing, discussions, findings, fit, returns
from app.operations.cases import NewCase
from app.operations.findings import FindingText
from audit_tools.cases import NOT_RECORDED, CaseState, Characteristics, Involvement, Known
from audit_tools.discussions import Came
from audit_tools.entries import Edit
from audit_tools.permissions import Grant, Person, Role
from audit_tools.places import FindingKind
from audit_tools.returns import AgencyReturn, ReturnStatus, left_to_do
from audit_tools.tool import AuditTool
from tests import factories
from tests.app.discussions.cases import confirm_and_sign_off
from tests.app.links import links_of
from tests.app.visitors import sign_in_client
from tests.preparations import AGENCIES, DETAILS, Preparation, make_preparation
from tests.scenes import complete_entries

AGENCY, CASE = "police", "XY25-01"
MOST_PAGES = 200
# What is read of an audit: nothing of other work, and each page as it is without a choice on it.
OF_AN_AUDIT = re.compile(r"/(audits|cases|returns|discussions|findings|concerns|schedule)\b[^?#]*")


@dataclass
class WholeAudit:
    """An audit of a single case, which one agency answers; ``lead`` answers for it."""

    app: Flask
    prepared: Preparation
    tool: AuditTool
    chair: Person
    lead: Person
    case: UUID

    @property
    def database(self) -> Database:
        return self.prepared.database

    @property
    def return_id(self) -> UUID:
        return self.prepared.returns(self.case)[AGENCY].id

    def answer(self, more: Mapping[str, str]) -> None:
        """Give all answers that are needed, and ``more``, and send the return."""
        entries = complete_entries(self.tool, AGENCIES[AGENCY], lead=True) | dict(more)
        entries |= {place: self._needed(place) for place in self._left(entries)}
        edits = tuple(Edit(place, value, 0, place) for place, value in entries.items())
        fit.say_fit(self.database, by=self.lead, return_id=self.return_id, fits=True)
        returns.save_answers(self.database, by=self.lead, return_id=self.return_id, edits=edits)
        returns.submit_return(self.database, by=self.lead, return_id=self.return_id, declared=True)

    def _left(self, entries: Mapping[str, str]) -> list[str]:
        value = AgencyReturn(
            AGENCY, AGENCIES[AGENCY], True, ReturnStatus.DUE, CaseState.WAITING, entries
        )
        return [left.place for left in left_to_do(self.tool, value)]

    def _needed(self, place: str) -> str:
        """The last answer that can be chosen, or a text."""
        chosen = [one for one in self.tool.questions if one.key == place and one.options]
        return chosen[0].options[-1].key if chosen else "It was seen."

    def open(self) -> None:
        """Close the returns and open the discussion."""
        by, case = self.chair, self.case
        discussions.close_returns(self.database, by=by, case_id=case)
        discussions.read_to_prepare(self.database, by=by, case_id=case)
        discussions.open_discussion(self.database, by=by, case_id=case)

    def agree(self, record: Mapping[str, str]) -> None:
        """Write the record, add a strength to its first section, and sign it off."""
        by, case = self.chair, self.case
        edits = tuple(Edit(place, value, 0, place) for place, value in record.items())
        discussions.save_record(self.database, by=by, case_id=case, edits=edits)
        section = next(one for one in self.tool.sections if one.graded)
        found = FindingText(
            section.key, FindingKind.STRENGTH, "It was seen early.", section.themes[:1], (AGENCY,)
        )
        findings.add_finding(self.database, by=by, case_id=case, text=found)
        discussions.note_attendance(self.database, by=by, case_id=case, came={AGENCY: Came.YES})
        confirm_and_sign_off(self.database, by, case)

    def close(self) -> None:
        closing.close_audit(
            self.database, by=self.prepared.unit, audit_id=self.prepared.audit, reason="Few."
        )

    def pages(self) -> Iterator[tuple[str, str]]:
        """The addresses of all pages of the audit that its people are led to, and these pages."""
        for person in (self.prepared.unit, self.lead, self.chair):
            yield from self._pages_of(person)

    def _pages_of(self, person: Person) -> Iterator[tuple[str, str]]:
        client = sign_in_client(self.app, self.database, person)
        waiting = [f"/audits/{self.prepared.audit}", "/returns", "/discussions"]
        seen = set(waiting)
        while waiting and len(seen) < MOST_PAGES:
            answer = client.get(address := waiting.pop(0))
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            yield address, answer.text
            led = (OF_AN_AUDIT.match(link) for link in links_of(answer.text))
            new = dict.fromkeys(one[0] for one in led if one)
            waiting += [link for link in new if link not in seen]
            seen.update(new)


def make_whole_audit(app: Flask, database: Database, tool: AuditTool) -> WholeAudit:
    """An audit by this tool, graded by its first scale, that has started."""
    scale = tool.grading_scales[0].key if tool.grading_scales else None
    details = replace(DETAILS, title="An audit", scale=scale, counted=tool.counts)
    prepared = make_preparation(database, details, tool)
    chair = prepared.person(Role.CHAIR)
    lead = factories.make_person(database, prepared.partnership, Grant(Role.AGENCY_LEAD, AGENCY))
    where = Characteristics(*(NOT_RECORDED,) * 4, "East")
    new = NewCase(CASE, where, "Nominated by the core group")
    case = cases.add_case(database, by=prepared.unit, audit_id=prepared.audit, new=new)
    prepared.ask(case, Involvement(AGENCY, Known.KNOWN, lead=True))
    prepared.appoint(case, Appointed(chair.id))
    return WholeAudit(app, prepared, tool, chair, lead, case)
