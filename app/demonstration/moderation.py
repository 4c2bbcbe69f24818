"""A second moderator who read three children of the finished invented audit."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.db.cases import list_cases
from app.db.facts import read_facts
from app.demonstration.messages import on_day
from app.operations.moderations import add_moderation, set_grades
from app.operations.versions import version_of
from audit_tools.moderation import Compared, Moderator
from audit_tools.permissions import Person

AUDIT = "syv-2024-q3"
GRADED_ON = date(2025, 1, 14)
GRADED_AT = datetime(2025, 1, 14, 16, tzinfo=UTC)
NOTE = "The designated doctor of a neighbouring partnership read three records, drawn by lot."
READ = 3
SECTIONS = ("voice", "planning", "overall")
# Where the moderator was stricter than the discussion: the second child, overall.
STRICTER = (1, "overall")


def add_moderations(session: Session, by: Person) -> None:
    """Record the grades, most of them the same as were agreed."""
    audit = find_audit_by_key(session, by.partnership, AUDIT)
    if audit is None or audit.cycle.scale is None:
        return
    facts = read_facts(session, by.partnership, audit.id)
    agreed = {case.reference: case.agreed for case in facts.cases}
    grades = [grade.key for grade in audit.tool.scale(audit.cycle.scale).grades]
    cases = sorted(list_cases(session, by.partnership, audit.id), key=lambda c: c.case.reference)
    with on_day(session, GRADED_AT):
        moderation = add_moderation(
            session,
            by=by,
            audit_id=audit.id,
            moderator=Moderator.SECOND.value,
            on=GRADED_ON,
            compared=Compared.GRADES.value,
            note=NOTE,
        )
        for number, case in enumerate(cases[:READ]):
            ours = agreed[case.case.reference]
            theirs = {section: ours[section] for section in SECTIONS if section in ours}
            if number == STRICTER[0]:
                place = grades.index(theirs[STRICTER[1]])
                theirs[STRICTER[1]] = grades[min(place + 1, len(grades) - 1)]
            set_grades(
                session,
                by=by,
                moderation_id=moderation,
                case_id=case.id,
                grades=theirs,
                seen=version_of({}),
            )
