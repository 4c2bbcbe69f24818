"""The strengths bank, as far as one reader may have it."""

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.corrections import audits_corrected
from app.db.partnerships import row_of_partnership
from app.db.strengths import agreed_strengths
from app.db.tools import themes_of
from app.operations.summaries import list_summaries
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.strengths import StrengthsBank, by_theme


def read_bank(session: Session, *, by: Person) -> StrengthsBank:
    """The strengths of all audits whose summary the person may read. Raises ``Refused``.

    Which audits these are is decided before anything of them is read. A rehearsal is in no bank.
    """
    check_can(by, Permission.READ_SUMMARIES)
    summaries = list_summaries(session, by=by)
    audits = {one.audit.id: one.audit.cycle for one in summaries if not one.audit.cycle.rehearsal}
    strengths = agreed_strengths(session, by.partnership, audits)
    corrected = audits_corrected(session, by.partnership, {one.audit for one in strengths})
    here = row_of_partnership(session, by.partnership)
    return StrengthsBank(
        here.name,
        here.marking,
        any(audits[one.audit].invented for one in strengths),
        now(session),
        by_theme(strengths, themes_of(session, by.partnership), audits),
        tuple(cycle.title for id, cycle in audits.items() if id in corrected),
    )
