"""What of a case a person may see, in the state the case is in.

This is the one place where other agencies' returns are hidden before the discussion opens.
Pages, exports, counts and messages all ask here first, and read only what was allowed.
"""

from collections.abc import Collection
from dataclasses import dataclass

from audit_tools.cases import Case, CaseState
from audit_tools.cycles import Phase
from audit_tools.errors import Hidden, Refused
from audit_tools.permissions import (
    IN_THE_CHAIR,
    OF_THE_DISCUSSION,
    READERS_OF_SUMMARIES,
    Person,
    Role,
)


@dataclass(frozen=True)
class Standing:
    """What a person is to one case.

    ``leads`` are the agencies whose lead or deputy they are, once the audit has started;
    ``assigned`` those whose return for this case was given to them; ``given`` single sections of
    such a return, each an agency and the section's key; ``appointed`` their parts in this case's
    discussion.
    """

    coordinator: bool = False
    core_group: bool = False
    appointed: frozenset[Role] = frozenset()
    leads: frozenset[str] = frozenset()
    assigned: frozenset[str] = frozenset()
    given: frozenset[tuple[str, str]] = frozenset()
    conflicted: bool = False

    @property
    def in_the_chair(self) -> bool:
        return not self.conflicted and not self.appointed.isdisjoint(IN_THE_CHAIR)

    @property
    def coordinates(self) -> bool:
        """Whether they run the case for the Business Unit."""
        return self.coordinator and not self.conflicted

    @property
    def holds_discussion(self) -> bool:
        """Whether they chair the case, take its notes, or are the Business Unit."""
        appointed = not self.appointed.isdisjoint(OF_THE_DISCUSSION)
        return not self.conflicted and (self.coordinator or appointed)

    @property
    def declares_conflict(self) -> bool:
        """Whether a personal conflict is theirs to declare: they hold the discussion, or are its
        core group. Who answers for an agency tells its lead instead."""
        return self.holds_discussion or (self.core_group and not self.conflicted)

    @property
    def answers_for_record(self) -> bool:
        """Whether they chair the case or are the Business Unit; a note-taker only writes."""
        return self.in_the_chair or self.coordinates

    def own_agencies(self, case: Case) -> frozenset[str]:
        """The agencies of the case that the person answers for."""
        return frozenset(a for a in self.leads | self.assigned if case.involves(a))

    def answering_agencies(self, case: Case) -> frozenset[str]:
        """The same, and those of whose return a single section was given to them."""
        helped = frozenset(agency for agency, _ in self.given if case.involves(agency))
        return self.own_agencies(case) | helped


def sees_case(standing: Standing, case: Case) -> bool:
    """Whether the case exists for this person at all."""
    if standing.holds_discussion or own_return_agencies(standing, case):
        return True
    return standing.core_group and not standing.conflicted and case.state.is_revealed


def own_return_agencies(standing: Standing, case: Case) -> frozenset[str]:
    """The agencies whose return for this case is the person's own to read.

    Of an agency that answered "not known to us" the return is still its own.
    """
    return (standing.leads | standing.assigned) & _asked(case)


def given_sections(standing: Standing, case: Case, agency: str) -> frozenset[str]:
    """The sections of this agency's return that were given to somebody who has not the whole.

    They are all that such a person reads of the case: not the other sections, and not what the
    others wrote, before or after the opening.
    """
    if agency in own_return_agencies(standing, case) or agency not in _asked(case):
        return frozenset()
    return frozenset(section for of, section in standing.given if of == agency)


def _asked(case: Case) -> frozenset[str]:
    return frozenset(i.agency for i in case.involvements if i.known != "not-asked")


def reads_others(standing: Standing, case: Case) -> bool:
    """Whether the person may read the returns of agencies that are not their own.

    No role lifts the blindness that another part of the same person's work needs: who answers
    for an agency of this case waits for the opening, whatever else they are.
    """
    if standing.conflicted or case.state is CaseState.WITHDRAWN:
        return False
    if case.state.is_revealed:
        own = standing.own_agencies(case)
        return bool(own) or standing.holds_discussion or standing.core_group
    answers = standing.answering_agencies(case)
    return case.state is CaseState.PREPARED and standing.holds_discussion and not answers


def reads_return(standing: Standing, case: Case, agency: str) -> bool:
    """Whether the person may read this agency's return for the case."""
    return agency in own_return_agencies(standing, case) or reads_others(standing, case)


def reads_answers(standing: Standing, case: Case) -> bool:
    """Whether the person may read what is answered once for the case: the Business Unit, which
    fills it in, and whoever may read the returns of others."""
    return standing.coordinates or reads_others(standing, case)


def fills_companions_in(standing: Standing, case: Case) -> bool:
    """Whether the person enters what the child, a parent or a practitioner said: the Business Unit,
    and who answers for the agency that leads, which knows whom to ask.

    Who answers for another agency of the case enters nothing, whatever else they are: they would
    read what was said before their own return is closed.
    """
    others = standing.answering_agencies(case) - {case.lead}
    leads = case.lead in own_return_agencies(standing, case)
    return not others and (standing.coordinates or leads)


def reads_companions(standing: Standing, case: Case) -> bool:
    """Whether the person may read what they said: who enters it, and whoever may read the returns
    of others."""
    return fills_companions_in(standing, case) or reads_others(standing, case)


def check_reads_companions(standing: Standing, case: Case) -> None:
    """Raise ``Hidden`` or ``Refused`` unless the person may read what they said now."""
    check_sees_case(standing, case)
    if not reads_companions(standing, case):
        raise Refused(
            "What the child, a parent or a practitioner said is read once the returns are closed; "
            "who answers for an agency of the case reads it once the discussion is open."
        )


def check_fills_companions_in(standing: Standing, case: Case) -> None:
    """Raise ``Refused`` where the discussion is open, which the agency that leads reads too."""
    if case.state.is_revealed and not standing.coordinates:
        raise Refused(
            "The discussion is open. What is said from now on is entered by the Business Unit."
        )


def reads_progress(standing: Standing) -> bool:
    """Whether the person may see, in one word each, where the others' returns stand."""
    return standing.holds_discussion


def reads_discussion(standing: Standing, case: Case) -> bool:
    """Whether the person may read the discussion's record: nobody before it is opened."""
    return case.state.is_revealed and reads_others(standing, case)


def writes_discussion(standing: Standing, case: Case) -> bool:
    """Whether the person may write in the discussion's record now."""
    return standing.holds_discussion and case.state.takes_entries


def takes_case_sheet(standing: Standing, case: Case) -> bool:
    """Whether the person may have the case sheet: to prepare, and while the discussion is open.

    It is made from all agencies' returns, so it is for those who read them to hold the discussion.
    """
    in_time = case.state in (CaseState.PREPARED, CaseState.OPEN)
    return in_time and standing.holds_discussion and reads_others(standing, case)


def reads_concern(standing: Standing, agency: str) -> bool:
    """An immediate concern is the one meant exception to blindness.

    Business Unit, chair and the agency's own lead see that it was raised and what was done.
    """
    return standing.coordinates or standing.in_the_chair or agency in standing.leads


def sees_date(standing: Standing, case: Case, *, is_invited: bool = False) -> bool:
    """Whether the person may know when and where the case is discussed: whoever would sit there.

    ``is_invited`` says that they are expected by name, for an agency that knows the child. The
    date tells nothing of who else is asked.
    """
    if standing.conflicted:
        return False
    holds = standing.holds_discussion or standing.core_group
    return holds or is_invited or bool(standing.own_agencies(case))


def names_invited(standing: Standing, case: Case, agency: str) -> bool:
    """Whether the person may say who comes from an agency: its lead, and who holds the audit."""
    if not case.involves(agency):
        return False
    return standing.coordinates or agency in standing.leads


def answers_knowing(person: Person, agency: str, is_asked: bool) -> bool:
    """Whether it is for the person to say which children an agency knows: its lead's, once asked.

    Nobody learns from it that there is an audit, let alone who else was asked.
    """
    return is_asked and agency in person.leads


def check_answers_knowing(person: Person, agency: str, is_asked: bool) -> None:
    """Raise ``Hidden`` unless the person answers for the agency, and it was asked."""
    if not answers_knowing(person, agency, is_asked):
        raise Hidden("There is no such question.")


def check_sees_case(standing: Standing, case: Case) -> None:
    """Raise ``Hidden`` where the case does not exist for this person."""
    if not sees_case(standing, case):
        raise Hidden("There is no such case.")


def check_writes_return(standing: Standing, case: Case, agency: str) -> None:
    """Raise ``Hidden`` unless the return is the person's own to write."""
    if agency not in own_return_agencies(standing, case):
        raise Hidden("There is no such return.")


def check_writes_part(standing: Standing, case: Case, agency: str) -> frozenset[str] | None:
    """The sections that the person may write, None for the whole return. Raises ``Hidden``."""
    if agency in own_return_agencies(standing, case):
        return None
    sections = given_sections(standing, case, agency)
    if not sections:
        raise Hidden("There is no such return.")
    return sections


def brings_in(standing: Standing, case: Case, agency: str) -> bool:
    """Whether the person may read a return in for an agency, from a file that it sent.

    The Business Unit. With the file it holds the agency's words, so nobody does who answers for
    another agency of the case. What the agency had saved before is no more theirs to read for it.
    """
    others = standing.answering_agencies(case) - {agency}
    return standing.coordinates and agency in _asked(case) and not others


def check_brings_in(standing: Standing, case: Case, agency: str) -> None:
    """Raise ``Hidden`` unless the person may read a return in for the agency."""
    if not brings_in(standing, case, agency):
        raise Hidden("There is no such return.")


def check_reads_return(standing: Standing, case: Case, agency: str) -> None:
    """Raise ``Hidden`` unless the person may read the return."""
    if not reads_return(standing, case, agency):
        raise Hidden("There is no such return.")


def check_reads_discussion(standing: Standing, case: Case) -> None:
    """Raise ``Hidden`` or ``Refused`` unless the person may read the discussion's record."""
    check_sees_case(standing, case)
    if case.state is CaseState.WITHDRAWN:
        raise Refused("This case was withdrawn, so its discussion can no longer be read.")
    if not reads_discussion(standing, case):
        raise Refused(
            "This discussion is not open yet. Until it is, each agency answers separately."
        )


def check_writes_discussion(standing: Standing, case: Case) -> None:
    """Raise ``Hidden`` or ``Refused`` unless the person may write the discussion's record."""
    check_reads_discussion(standing, case)
    if case.state is CaseState.AGREED:
        raise Refused("This discussion has been signed off and is locked.")
    if not writes_discussion(standing, case):
        raise Refused("Only the chair, the note-taker and the Business Unit write here.")


def check_takes_case_sheet(standing: Standing, case: Case) -> None:
    """Raise ``Hidden`` or ``Refused`` unless the person may have the case sheet now."""
    check_sees_case(standing, case)
    if not takes_case_sheet(standing, case):
        raise Refused(
            "There is no case sheet now. Chair, note-taker and Business Unit have one from the "
            "closing of the returns to the end of the discussion; who answers for an agency of "
            "the case, from the opening."
        )


def check_signs_off(standing: Standing, case: Case) -> None:
    """Raise ``Hidden`` or ``Refused`` unless the person chairs the case."""
    check_reads_discussion(standing, case)
    if not standing.in_the_chair:
        raise Refused("Only the chair signs off the discussion.")


def confirms(standing: Standing, case: Case) -> bool:
    """Whether the person confirms what was typed: chair or co-chair, until it is signed off."""
    return writes_discussion(standing, case) and standing.in_the_chair


def check_confirms(standing: Standing, case: Case) -> None:
    """Raise ``Hidden`` or ``Refused`` unless the person confirms what was typed."""
    check_reads_discussion(standing, case)
    if not standing.in_the_chair:
        raise Refused("Only the chair confirms what was typed.")
    check_writes_discussion(standing, case)


def took_part(
    standing: Standing, case: Case, answered: Collection[str], *, came: bool = False
) -> bool:
    """Whether the person answered about the case or came, and its discussion is signed off.

    ``answered`` are the agencies that gave a return, spoke or came; ``came`` says that the person
    came for one of them. Who held the discussion came, and so did the core group; running the audit
    is no taking part in it. Who answered a single section, or only came, took part as well, and
    still reads nothing of the discussion.
    """
    if case.state is not CaseState.AGREED or standing.conflicted:
        return False
    held = not standing.appointed.isdisjoint(OF_THE_DISCUSSION) or standing.core_group
    return held or came or not standing.answering_agencies(case).isdisjoint(answered)


def corrects_record(standing: Standing, case: Case) -> bool:
    """Whether the person may correct a record that was signed off: the chair of the case."""
    return case.state is CaseState.AGREED and standing.in_the_chair


def check_corrects_record(standing: Standing, case: Case) -> None:
    """Raise ``Hidden`` or ``Refused`` unless the person may correct the signed-off record."""
    check_reads_discussion(standing, case)
    if not standing.in_the_chair:
        raise Refused("Only the chair corrects a record that was signed off.")
    if not corrects_record(standing, case):
        raise Refused("This discussion is not signed off yet, so it can simply be changed.")


def takes_out(standing: Standing, case: Case) -> bool:
    """Whether the person may take out of a signed-off record what identifies somebody."""
    return case.state is CaseState.AGREED and standing.answers_for_record


def check_takes_out(standing: Standing, case: Case) -> None:
    """Raise ``Hidden`` or ``Refused`` unless the person may take something out for good."""
    check_reads_discussion(standing, case)
    if not standing.answers_for_record:
        raise Refused("Only the chair and the Business Unit take out what identifies somebody.")
    if not takes_out(standing, case):
        raise Refused("This discussion is not signed off yet, so it can simply be changed.")


def reads_summary(
    person: Person,
    phase: Phase,
    chairs_in_it: bool,
    interim_issued: bool,
    rehearsal: bool = False,
) -> bool:
    """Whether the person may read the summary and the needs of an audit.

    Business Unit and chairs read an interim one; governance and the L&D group read it when the
    audit is closed, or earlier where the Business Unit has issued an interim one. A rehearsal is
    read by nobody but those who rehearse: for governance and the L&D group there is none.
    """
    if person.has(Role.COORDINATOR) or chairs_in_it:
        return True
    if rehearsal or not person.has(*READERS_OF_SUMMARIES):
        return False
    return phase is Phase.CLOSED or interim_issued
