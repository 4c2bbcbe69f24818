"""Filling an empty database with the demonstration, through the operations that pages use."""

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import cycle
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.partnerships import default_partnership
from app.demonstration.action_plan import add_action_plan
from app.demonstration.afterwards import add_afterwards
from app.demonstration.inspection_letters import (
    read_findings_file,
    read_inspection_file,
    write_letters_audit,
)
from app.demonstration.invented import INVENTED_AUDITS, build, notifications
from app.demonstration.invented.people import AGENCIES
from app.demonstration.judgement import add_judgement
from app.demonstration.knowing import add_knowing
from app.demonstration.learning_offers import add_learning
from app.demonstration.learning_strategy import add_learning_strategy, add_passed_on
from app.demonstration.meetings import hold_meetings, prepare_meetings
from app.demonstration.messages import SCHOOL_HOLIDAYS, write_messages
from app.demonstration.method import add_approval
from app.demonstration.moderation import add_moderations
from app.demonstration.people import add_people
from app.demonstration.priorities import add_priorities
from app.demonstration.schedule import add_schedule
from app.demonstration.second_sorting import add_second_sorting
from app.demonstration.theme_list import change_theme_list
from app.operations import agencies, partnerships
from app.operations.bodies import add_body
from app.operations.exchange import import_audit, import_findings
from app.operations.inspections import record_inspection
from app.operations.retention import set_retention
from app.operations.transaction import operation
from app.operations.words import put_word
from audit_tools.codebook import Codebook
from audit_tools.exchange import Exchange, read_exchange
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Grant, Person, Role
from audit_tools.tool import AuditTool
from audit_tools.words.word_list import ListedWord, WordKind

NAME = "Leeds (demonstration)"
ACCENT = "#1d70b8"

# 0113 496 0000 to 0999 are Ofcom's numbers for drama: nobody is rung by mistake.
FRONT_DOOR = (
    "If a child is in danger now, call 999. Otherwise ring the front door on 0113 496 0001, day "
    "and night. (Invented, as everything here is.)"
)
OWN_ROUTE = "Tell your duty safeguarding lead on 0113 496 00{number}. (Invented.)"

# The groups in Leeds before which such papers are put; members of those without a role do not sign
# in.
BODIES = (
    ("Silver MACE", Role.BOARD_MEMBER),
    ("Gold MACE", Role.BOARD_MEMBER),
    ("Executive", Role.BOARD_MEMBER),
    ("Safer Leeds Executive", None),
    ("Learning and development group", Role.LEARNING_MEMBER),
    ("Audit and Review group", None),
    ("Practitioner group", None),
    ("Independent scrutineer", Role.SCRUTINEER),
    ("Scrutiny board", None),
    ("Executive board", None),
)
RETENTION_YEARS = 3
RETENTION_REASON = "An invented retention schedule. No law names a number of years."

# A hospital of that size tells nothing of who was there.
WORDS = (
    ListedWord(WordKind.NOT_A_NAME, "St James's", why="A hospital of the trust"),
    ListedWord(WordKind.ACRONYM, "LTHT", "Leeds Teaching Hospitals NHS Trust"),
)


def is_loaded(session: Session) -> bool:
    """Whether there is a partnership already, so that nothing entered is touched."""
    return default_partnership(session) is not None


def say_nothing(_sentence: str) -> None:
    """For whoever does not wait."""


@operation
def load(session: Session, say: Callable[[str], None] = say_nothing) -> None:
    """Make the whole demonstration in an empty database, or nothing of it.

    ``say`` is told what comes next. Raises ``Conflict`` where there is a partnership already.
    """
    say("Agencies and people ...")
    partnership = partnerships.found(session, name=NAME)
    _add_agencies(session, partnership)
    people = add_people(session, partnership)
    partnerships.change_settings(
        session,
        by=people["Asha"],
        name=NAME,
        front_door=FRONT_DOOR,
        accent=ACCENT,
        school_holidays=SCHOOL_HOLIDAYS,
    )
    for name, role in BODIES:
        each = role is Role.BOARD_MEMBER
        add_body(session, by=people["Beth"], name=name, role=role, each_audit=each)
    set_retention(session, by=people["Asha"], years=RETENTION_YEARS, reason=RETENTION_REASON)
    for word in WORDS:
        put_word(session, by=people["Beth"], word=word)
    say("Six published letters ...")
    _add_letters(session, people["Beth"])
    record_inspection(session, by=people["Beth"], letter=read_inspection_file())
    for number, key in enumerate(INVENTED_AUDITS, 1):
        say(f"Invented audit {number} of {len(INVENTED_AUDITS)} ...")
        _add_invented_audit(session, people, key)
    add_knowing(session, people["Beth"])
    add_schedule(session, people["Beth"])
    add_approval(session, people["Beth"])
    add_afterwards(session, people)
    say("Invented dip samples ...")
    _add_dip_samples(session, people)
    say("Invented meetings ...")
    hold_meetings(session, people["Beth"])
    add_priorities(session, people["Beth"])
    add_judgement(session, people["Beth"])
    add_second_sorting(session, people["Callum"])
    add_moderations(session, people["Beth"])
    change_theme_list(session, people["Beth"], _theme_list())
    say("An invented action plan ...")
    add_action_plan(session, people)
    add_learning(session, people)
    say("An invented learning strategy ...")
    add_learning_strategy(session, people)
    add_passed_on(session, people)
    prepare_meetings(session, people["Beth"])


def _add_agencies(session: Session, partnership: UUID) -> None:
    for number, (key, (name, kind)) in enumerate(AGENCIES.items(), 10):
        agencies.add_unchecked(
            session,
            by=None,
            partnership=partnership,
            name=name,
            kind=kind,
            key=key,
            own_route=OWN_ROUTE.format(number=number),
        )


def _add_letters(session: Session, by: Person) -> None:
    """The six letters, as anybody would bring in findings of their own."""
    document = _read(write_letters_audit(_tool("serious-youth-violence"), _theme_list()))
    audit = import_audit(session, by=by, document=document)
    import_findings(session, by=by, audit_id=audit, data=read_findings_file())


def _add_invented_audit(session: Session, people: Mapping[str, Person], key: str) -> None:
    _import(session, people, build(key, _tool("serious-youth-violence"), _theme_list()))


def _add_dip_samples(session: Session, people: Mapping[str, Person]) -> None:
    for key in notifications.DIP_SAMPLES:
        document = notifications.build(key, _tool(notifications.TOOL), _theme_list())
        _import(session, people, document)


def _import(session: Session, people: Mapping[str, Person], written: dict[str, Any]) -> None:
    _add_core_group(written)
    document = _read(written)
    accounts = find_accounts(document, people.values())
    audit = import_audit(session, by=people["Beth"], document=document, people=accounts)
    write_messages(session, people["Beth"], audit)


def _tool(key: str) -> AuditTool:
    return next(tool for tool in shipped_tools() if tool.key == key)


def _theme_list() -> Codebook:
    """The list into which the findings of the demonstration are sorted."""
    return shipped_theme_lists()[0]


def _add_core_group(written: dict[str, Any]) -> None:
    number = max(person["number"] for person in written["people"]) + 1
    written["people"].append({"number": number, "role": Role.CORE_GROUP, "agency": None})


def _read(document: dict[str, Any]) -> Exchange:
    return read_exchange(json.dumps(document))


def find_accounts(document: Exchange, people: Iterable[Person]) -> dict[int, UUID]:
    """Which of these people stand for which numbers of a file.

    People with the same role take turns, so that everybody's own list has something on it.
    """
    listed = list(people)
    turns: dict[Grant, cycle[UUID]] = {}
    accounts: dict[int, UUID] = {}
    for person in document.document.people:
        grant = Grant(person.role, person.agency)
        holders = [one.id for one in listed if grant in one.grants]
        if holders:
            accounts[person.number] = next(turns.setdefault(grant, cycle(holders)))
    return accounts
