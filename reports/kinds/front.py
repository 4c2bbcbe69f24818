"""The first block of a paper that is put before a board or group."""

from audit_tools.governance import Tabling
from reports.kinds.sentences import stopped
from reports.outline import Term, Terms

NOT_EXEMPT = "This paper contains no exempt information."


def front_block(tabling: Tabling) -> Terms:
    """What is asked, decided and changed, whether it is exempt, before whom in which version it is
    put, and who did the audit."""
    front = tabling.front
    exempt = f"This paper contains exempt information: {stopped(front.exempt)}"
    terms = (
        Term(f"You are asked to {front.asked.value}", tuple(front.what.splitlines())),
        Term("Decided already", tabling.decided),
        Term(f"Changed since version {tabling.since}", tabling.changed),
        Term("Exempt information", (exempt if front.exempt else NOT_EXEMPT,)),
        Term("Put before", (tabling.before,)),
        Term("Version", (str(tabling.version),)),
        Term("Audit done by", front.done_by),
    )
    return Terms(tuple(term for term in terms if term.details))
