"""The world that every address is asked of, and what an address of it can be about.

Beside the world's own audit, which is under way with a case in every state, there are audits in the
other phases, a case that is being set up, and returns that are sent while their case still waits.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID, uuid4

from app.db.cases import load_case
from app.db.colleagues import list_invitations
from app.db.consultations import load_consultation
from app.db.engine import Database
from app.db.learning_attendance import attendance_of
from app.db.messages import list_messages
from app.db.models.afterwards import GoodPracticeRow
from app.db.models.findings import FindingRow
from app.db.models.inspections import InspectionFindingRow, InspectionRow
from app.db.models.knowing import KnowingRow
from app.operations import (
    candidates,
    consultations,
    corrections,
    learning_files,
    learning_offers,
    meetings,
    moderations,
    passing_on,
    planned_audits,
    tool_drafts,
    training_returns,
)
from app.operations.bodies import add_body
from app.operations.candidates import DrawWanted
from app.operations.colleagues import invite
from app.operations.involvements import version_of_involvements
from app.operations.learning_files import Wanted
from app.operations.learning_ties import add_evidence
from app.operations.messages import write_due
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.corrections import Accuracy, Settled
from audit_tools.csv_files import Row
from audit_tools.cycles import Phase
from audit_tools.definition import write_tool
from audit_tools.governance import PaperKind
from audit_tools.learning.columns import FileKind, Table
from audit_tools.moderation import Compared, Moderator
from audit_tools.permissions import Grant, Person, Role
from tests import factories
from tests.app.discussions.cases import confirm_everything
from tests.changes import change_audit, changing
from tests.learning import BRIEFING, CONSULTATION, OF_POLICE, PRIORITY, VISITED
from tests.passings import PASSED
from tests.stored_papers import put_paper
from tests.stored_plans import PLANNED, add_plan
from tests.stored_strategies import add_strategy
from tests.world import (
    AGENCIES,
    AT,
    PUBLISHED,
    THEMES,
    World,
    make_another_audit,
    make_world,
    publish_dip_sample,
    send_returns,
)

CANDIDATES = """\
reference,age band,sex,ethnicity group,plan type,locality
SYV99-01,13-15,male,Asian,child in need,East
SYV99-02,16-17,female,White,none,West"""
DRAW = DrawWanted(1, 0, (), "7")
ASKED_FOR = "There were two visits."
MONTH = timedelta(days=31)
WORDING = "Notifications were sent late"
NEIGHBOUR = "somebody of another partnership"
STATES = {state.value.replace("-", " "): state for state in CaseState}
SITTING = (CaseState.WAITING, CaseState.PREPARED, CaseState.OPEN, CaseState.AGREED)
Column = tuple[str, dict[str, Any]]


class WalkedWorld:
    """All of it, and its people by what they are."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.main = make_world(database, factories.make_partnership(database))
        self._audits = {
            "preparing": self._add("preparing", Phase.PREPARING, CaseState.WAITING),
            "under way": self.main,
            "interim issued": self._add(
                "interim", Phase.COLLECTING, CaseState.AGREED, interim=True
            ),
            "closed": self._add("closed", Phase.CLOSED, CaseState.AGREED),
        }
        for state in (CaseState.OPEN, CaseState.WRITTEN_UP):
            confirm_everything(database, self.main.people["chair"], self.main.cases[state])
        self._ask_for_correction()
        self._set_up = self._add("set-up", Phase.PREPARING, CaseState.WAITING, drawn=False)
        dip_sample = publish_dip_sample(database, self.main)
        self._sittings = {
            state.value: self._add(
                f"sitting-{state.value}", Phase.COLLECTING, state, dip_sample=dip_sample
            )
            for state in SITTING
        }
        before = self._add("before", Phase.CLOSED, CaseState.AGREED)
        change_audit(database, before, returns_due=date(2024, 11, 15))
        self._published = self._add("letters", Phase.CLOSED, CaseState.AGREED)
        published = {"attribution": "Two letters.", "counts_one": "area", "counts_many": "areas"}
        change_audit(database, self._published, **published)
        self._sent = self._add("sent", Phase.COLLECTING, CaseState.WAITING)
        send_returns(database, self._sent)
        self.people = self.main.people | {NEIGHBOUR: self._add_neighbour()}
        for world in (*self._audits.values(), self._set_up):
            self._ask(world)
        self._others = self._add_others()
        self._word_findings()
        self._show_draw()
        self.sessions: dict[str, UUID] = {}
        self._message = self._write_messages()
        self._invitation = self._invite()

    def subjects(self, about: str, who: str, own: str | None) -> Iterator[Column]:
        """For each column of the table what fills the addresses; ``own`` is the person's agency."""
        foreign, mine = ["school" if own == "police" else "police"], [own] if own else []
        found: dict[str, Callable[[], Iterable[Column]]] = {
            "one's own work": lambda: [("always", {})],
            "a session": lambda: self._sessions(who),
            "an audit": lambda: [
                (
                    k,
                    {
                        "audit_id": w.audit,
                        "case_id": next(iter(w.cases.values())),
                        "section_key": "commissioned",
                    },
                )
                for k, w in self._audits.items()
            ],
            "what one's own agency is asked": lambda: self._questions(mine),
            "what another agency is asked": lambda: self._questions(foreign),
            "an audit whose cases are chosen": lambda: [
                ("preparing", {"audit_id": self._set_up.audit})
            ],
            "published findings": lambda: [("closed", {"audit_id": self._published.audit})],
            "a sitting": lambda: [
                (state, {"audit_id": w.audit}) for state, w in self._sittings.items()
            ],
            "a case": self._cases,
            "a finding": self._findings,
            "an invitation to the police": lambda: [
                ("always", {"invitation_id": self._invitation})
            ],
            "a message": self._messages,
            "one's own return": lambda: self._returns(mine),
            "another return": lambda: self._returns(foreign),
            "a concern of one's own agency": lambda: self._concerns(mine),
            "a concern of another agency": lambda: self._concerns(foreign),
        }
        for column, ids in found[about]():
            yield column, self._others | ids

    def audit(self, phase: str) -> UUID:
        """The id of the audit of a column of the table."""
        return self._audits[phase].audit

    def _show_draw(self) -> None:
        """Bring candidates in and look at a draw of them."""
        unit, audit = self.people["coordinator"], self.audit("preparing")
        candidates.import_candidates(
            self._database, by=unit, audit_id=audit, data=CANDIDATES.encode()
        )
        candidates.show_draw(self._database, by=unit, audit_id=audit, wanted=DRAW)

    def _asked_as_seen(self) -> str:
        """What a form to change who is asked carries; all cases ask the same agencies."""
        with self._database.reading() as session:
            case = load_case(session, self.main.partnership, self.main.cases[CaseState.WAITING])
        return version_of_involvements(case)

    def _sessions(self, who: str) -> Iterator[Column]:
        another = next(session for name, session in self.sessions.items() if name != who)
        yield "one's own", {"session_id": self.sessions[who]}
        yield "another's", {"session_id": another}

    def _questions(self, agencies: list[str]) -> Iterator[Column]:
        for column in ("preparing", "under way", "closed"):
            world = self._audits[column]
            case = next(iter(world.cases.values()))
            for agency in agencies:
                yield column, {"audit_id": world.audit, "agency": agency, "case_id": case}

    def _ask(self, world: World) -> None:
        """Ask everybody but housing about all cases of an audit."""
        here = world.partnership
        with changing(self._database, world) as session:
            for case, agency in product(world.cases.values(), AGENCIES.keys() - {"housing"}):
                session.add(
                    KnowingRow(partnership_id=here, case_id=case, agency=agency, asked_at=AT)
                )

    def _cases(self) -> Iterator[Column]:
        set_up = self._set_up
        yield "being set up", {"case_id": set_up.cases[CaseState.WAITING], "audit_id": set_up.audit}
        for column, state in STATES.items():
            yield column, {"case_id": self.main.cases[state], "audit_id": self.main.audit}

    def _findings(self) -> Iterator[Column]:
        of_main = {"audit_id": self.main.audit}
        for column, state in STATES.items():
            if state in self.main.findings:
                yield column, {"finding_id": self.main.findings[state]} | of_main

    def _messages(self) -> Iterator[Column]:
        message = {"message_id": self._message}
        yield "of the audit", message | {"audit_id": self.main.audit}
        yield "of another audit", message | {"audit_id": self._audits["closed"].audit}

    def _returns(self, agencies: list[str]) -> Iterator[Column]:
        for (column, state), agency in product(STATES.items(), agencies):
            if (state, agency) in self.main.returns:
                yield column, _return_ids(self.main, state, agency)
        for agency in agencies:
            if (CaseState.WAITING, agency) in self._sent.returns:
                yield "sent", _return_ids(self._sent, CaseState.WAITING, agency)

    def _concerns(self, agencies: list[str]) -> Iterator[Column]:
        for (column, state), agency in product(STATES.items(), agencies):
            if (state, agency) in self.main.concerns:
                yield column, {"concern_id": self.main.concerns[state, agency]}

    def _add(
        self,
        key: str,
        phase: Phase,
        state: CaseState,
        *,
        interim: bool = False,
        drawn: bool = True,
        dip_sample: UUID | None = None,
    ) -> World:
        return make_another_audit(
            self._database,
            self.main,
            [state],
            key=key,
            phase=phase,
            interim=interim,
            drawn=drawn,
            dip_sample=dip_sample,
        )

    def _add_neighbour(self) -> Person:
        """Somebody who may do everything in a partnership with agencies of the same names."""
        elsewhere = factories.make_partnership(self._database, "Elsewhere")
        factories.make_agency(self._database, elsewhere, "police")
        grants = [Grant(role, "police" if role.belongs_to_agency else None) for role in Role]
        return factories.make_person(self._database, elsewhere, *grants)

    def _add_others(self) -> dict[str, Any]:
        """What addresses name besides that of which there is only one."""
        here, inspection = self.main.partnership, uuid4()
        with changing(self._database, self.main) as session:
            session.add(InspectionRow(partnership_id=here, id=inspection, key="i", title="One"))
            session.flush()
            session.add(InspectionFindingRow(partnership_id=here, id=uuid4(), number=1,
                                             inspection_id=inspection, statement="A finding",
                                             themes=["voice"]))  # fmt: skip
        return {
            "inspection_id": inspection,
            **self._add_plan(),
            **self._add_learning(),
            **self._add_strategy(),
            "agency_id": factories.make_agency(self._database, here, "probation").id,
            **self._add_meeting(),
            "moderation_id": self._add_moderation(),
            "draft_id": self._bring_in_draft(),
            "asked_as_seen": self._asked_as_seen(),
            "agency": "police",
            "paper_kind": "board-assurance",
            "suffix": "xlsx",
            "ending": "xlsx",
            "person_id": self.main.people["chair who leads social care"].id,
            "version_id": self.main.tool,
            "show": "all",
            "key": "voice",
            "list_key": THEMES.key,
            "version": THEMES.version,
            "change": "merge",
            "kind": "blaming",
            "agency_kind": "police",
            "part": "sections/voice",
            "field": "show_when",
            "theme": "voice",
            "section_key": "known",
            "companion": "said",
            "questionnaire": "said",
            "name": "waits",
            "format": "json",
            "paper": "docx",
            "day": "2025-05-19",
        }

    def _add_moderation(self) -> UUID:
        """Inspectors graded cases of the audit under way."""
        return moderations.add_moderation(
            self._database, by=self.main.people["coordinator"], audit_id=self.main.audit,
            moderator=Moderator.INSPECTORS.value, on=AT.date(), compared=Compared.GRADES.value,
            note="")  # fmt: skip

    def _bring_in_draft(self) -> UUID:
        """The next version of the tool, in which nothing is for its author to judge."""
        text = write_tool(replace(PUBLISHED, about="In other words"))
        return tool_drafts.bring_in(
            self._database, by=self.main.people["coordinator"], data=text.encode())  # fmt: skip

    def _ask_for_correction(self) -> None:
        """The police ask for a correction, and the chair says that it was made."""
        case, people = self.main.cases[CaseState.WRITTEN_UP], self.main.people
        corrections.reply_to_record(self._database, by=people["police lead"], case_id=case,
                                    agency="police", word=Accuracy.CORRECT,
                                    text=ASKED_FOR)  # fmt: skip
        corrections.settle_reply(self._database, by=people["chair"], case_id=case, agency="police",
                                 seen=version_of(ASKED_FOR), settled=Settled.MADE,
                                 reason="It says two now.")  # fmt: skip

    def _write_messages(self) -> UUID:
        """Write what is due in the audit under way; gives one of its messages."""
        here, audit = self.main.partnership, self.main.audit
        write_due(self._database, by=None, partnership=here, audit_id=audit)
        with self._database.reading() as session:
            return list_messages(session, self.people["coordinator"], audit)[0].id

    def _add_plan(self) -> dict[str, Any]:
        """A plan that was sent, and on whose first action the police report."""
        people = self.main.people
        plan = add_plan(self._database, people["coordinator"], people["police lead"])
        planned = planned_audits.plan_audit(
            self._database, by=people["coordinator"], planned=PLANNED
        )
        return {"plan_id": plan.id, "action_id": plan.actions[0], "number": 1,
                "planned_id": planned, "year": PLANNED.quarter.year}  # fmt: skip

    def _add_meeting(self) -> dict[str, Any]:
        """A board with a meeting to come, and one with none; a paper is before the meeting."""
        by = self.main.people["coordinator"]
        bodies = {
            name: add_body(self._database, by=by, name=name, role=Role.BOARD_MEMBER)
            for name in ("MACE", "Executive")
        }
        meeting = meetings.add_meeting(
            self._database,
            by=by,
            body_id=bodies["MACE"],
            held_on=self._database.clock().date() + MONTH,
        )
        # Its paper has no picture, so that no page of this world loads what draws.
        item = put_paper(
            self._database, by, meeting, self._audits["closed"].audit, PaperKind.TRAINING_NEEDS
        )
        return {"body_id": bodies["Executive"], "meeting_id": meeting, "item_id": item}

    def _add_learning(self) -> dict[str, Any]:
        """A learning offer and what it answers."""
        by = self.main.people["coordinator"]
        evidence = add_evidence(self._database, by=by, evidence=PRIORITY)
        offer = replace(BRIEFING, answers=(evidence,))
        offer_id = learning_offers.add_offer(self._database, by=by, offer=offer)
        # One that nobody came to can be taken away.
        visited = learning_offers.add_offer(self._database, by=by, offer=VISITED)
        table = Table(("Course", "Attended"), (Row(2, (VISITED.title, "8")),))
        wanted = Wanted(FileKind.ATTENDANCE, table, ("offer", "attended"))
        learning_files.import_attendance(self._database, by=by, wanted=wanted)
        with self._database.reading() as session:
            ((attendance, _),) = attendance_of(session, by.partnership)[visited]
        empty = version_of(replace(OF_POLICE, answers={}))
        lead = self.main.people["police lead"]
        training_returns.give(self._database, by=lead, given=OF_POLICE, seen=empty)
        consultation = consultations.add(self._database, by=by, consultation=CONSULTATION)
        consultations.comment(self._database, by=lead, consultation_id=consultation,
                              said="It should be short.", role="sergeant")  # fmt: skip
        with self._database.reading() as session:
            [comment] = load_consultation(session, by.partnership, consultation).comments
        return {"consultation_id": consultation, "comment_id": comment.id,
                "offer_id": offer_id, "evidence_id": evidence, "frame": "local-levels",
                "attendance_id": attendance, "holds": "offers"}  # fmt: skip

    def _add_strategy(self) -> dict[str, Any]:
        stored = add_strategy(self._database, self.main.people["learning member"])
        return {"strategy_id": stored.id, "objective_id": stored.objective,
                "activity_id": stored.activity, "point": "after",
                "step_id": stored.step, "passing_id": self._pass_on()}  # fmt: skip

    def _pass_on(self) -> UUID:
        by = self.main.people["learning member"]
        return passing_on.record(self._database, by=by, passed=PASSED)

    def _invite(self) -> UUID:
        """Let the lead of the police invite a colleague; gives the invitation."""
        lead = self.main.people["police lead"]
        invite(self._database, by=lead, agency="police", name="Sam", email="sam@example.org")
        with self._database.reading() as session:
            return list_invitations(session, lead.partnership, ["police"])[0].id

    def _word_findings(self) -> None:
        """Give what is shared wording by a colleague, so that anybody here may agree it."""
        writer = factories.make_person(self._database, self.main.partnership, Role.COORDINATOR)
        with changing(self._database, self.main) as session:
            for id in self.main.findings.values():
                row = session.get_one(FindingRow, (writer.partnership, id))
                row.wording, row.wording_by = WORDING, writer.id
            session.add(
                GoodPracticeRow(
                    partnership_id=writer.partnership,
                    case_id=self.main.cases[CaseState.AGREED],
                    wording=WORDING,
                    wording_by=writer.id,
                )
            )


def _return_ids(world: World, state: CaseState, agency: str) -> dict[str, Any]:
    return {"return_id": world.returns[state, agency], "case_id": world.cases[state]}
