"""Changing who is asked about a child: before the audit starts, and carefully after it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.errors import Invalid, Refused
from audit_tools.returns import ReturnStatus


@dataclass(frozen=True)
class Expected:
    """The return that an agency was asked for. ``opened`` when somebody has begun or used it."""

    agency: str
    status: ReturnStatus
    opened: bool

    @property
    def can_be_dropped(self) -> bool:
        """Whether nothing is lost when the agency is not asked after all."""
        return self.status.can_be_written and not self.opened


@dataclass(frozen=True)
class Changed:
    """What a change comes to: agencies newly asked, those asked no more, and the new lead."""

    begun: tuple[Involvement, ...]
    dropped: tuple[str, ...]
    not_known: tuple[str, ...]
    lead: str | None


# "Not known" is a return in itself; of an agency that knew the child at another time there is none.
_WITH_RETURN = (Known.KNOWN, Known.NOT_KNOWN)


def check_lead(involvements: Sequence[Involvement]) -> None:
    """At most one agency leads, and it knows the child. Raises ``Invalid``, its place "lead"."""
    leads = [i for i in involvements if i.lead]
    if len(leads) > 1:
        raise Invalid("Choose one agency that leads.", place="lead")
    if leads and leads[0].known is not Known.KNOWN:
        raise Invalid(
            "The agency that leads has to know the case: it enters the case details. "
            "Say that it does, or choose another.",
            place="lead",
        )


def with_return(involvements: Iterable[Involvement]) -> tuple[Involvement, ...]:
    """Those of which a return is kept: to be given, or saying that the child is not known."""
    return tuple(i for i in involvements if i.known in _WITH_RETURN)


def with_answer(
    involvements: Sequence[Involvement], agency: str, known: Known
) -> tuple[Involvement, ...]:
    """The same with what one agency said. One that does not know the child cannot lead."""
    kept = tuple(i for i in involvements if i.agency != agency)
    led = any(i.lead for i in involvements if i.agency == agency)
    return (*kept, Involvement(agency, known, led and known is Known.KNOWN))


def with_copied(
    own: Sequence[Involvement], copied: Sequence[Involvement], answered: Collection[str]
) -> tuple[Involvement, ...]:
    """What was said of another case, but of each agency in ``answered`` what it said itself.

    One that does not know the child cannot lead.
    """
    kept = {i.agency: i for i in own if i.agency in answered}
    taken = (
        with_answer((i,), i.agency, kept.pop(i.agency).known) if i.agency in kept else (i,)
        for i in copied
    )
    return (*chain.from_iterable(taken), *kept.values())


def change(
    state: CaseState,
    before: Sequence[Involvement],
    after: Sequence[Involvement],
    returns: Sequence[Expected],
) -> Changed:
    """What to do so that the agencies asked are those of ``after``.

    ``returns`` is empty until the audit has started. Raises ``Refused``, its place the agency (or
    "lead"), where an agency's work would be lost or its return lack questions it should answer,
    and for anything but another agency that knows the child once the returns are closed.
    """
    check_lead(after)
    was, wanted = _by_agency(before), _by_agency(after)
    if state is not CaseState.WAITING:
        _check_only_added(state, before, after)
    expected = {one.agency: one for one in returns}
    moved = [a for a in sorted(was.keys() | wanted.keys()) if was.get(a) != wanted.get(a)]
    for agency in moved:
        _check_move(expected.get(agency), agency, wanted.get(agency, Known.NOT_ASKED))
    _check_lead_move(_lead(before), _lead(after), expected)
    return Changed(
        begun=tuple(
            i for i in with_return(after) if i.agency in moved and i.agency not in expected
        ),
        dropped=tuple(
            a for a in moved if a in expected and wanted.get(a) not in _WITH_RETURN
        ),
        not_known=tuple(
            a for a in moved if a in expected and wanted.get(a) is Known.NOT_KNOWN
        ),
        lead=_lead(after),
    )  # fmt: skip


def _check_only_added(
    state: CaseState, before: Sequence[Involvement], after: Sequence[Involvement]
) -> None:
    """An agency is often named only in the discussion: it can still be added until the end."""
    if state in (CaseState.AGREED, CaseState.WITHDRAWN):
        raise Refused("This case is finished, so who is asked can no longer change.")
    asked = {i for i in before if i.known is not Known.NOT_ASKED}
    added = [i for i in after if i not in before]
    if not asked <= set(after) or any(i.known is not Known.KNOWN or i.lead for i in added):
        raise Refused(
            "The returns of this case are closed. An agency that knows the case can still be "
            "added; nothing else can be changed."
        )


def _by_agency(involvements: Sequence[Involvement]) -> dict[str, Known]:
    return {i.agency: i.known for i in involvements if i.known is not Known.NOT_ASKED}


def _lead(involvements: Sequence[Involvement]) -> str | None:
    return next((i.agency for i in involvements if i.lead), None)


def _check_move(expected: Expected | None, agency: str, to: Known) -> None:
    if expected is None or expected.can_be_dropped:
        return
    if expected.status is ReturnStatus.NOT_KNOWN:
        raise Refused(
            "This agency has answered “not known to us”. Reopen its return on the page of the "
            "case, then change this.",
            place=agency,
        )
    if expected.status.can_be_written and to is Known.NOT_KNOWN:
        raise Refused(
            "This agency has opened its return. If the case is not known to it, ask it to say so "
            "there.",
            place=agency,
        )
    raise Refused(
        "This agency has opened its return, so it cannot be taken out any more.", place=agency
    )


def _check_lead_move(was: str | None, to: str | None, expected: dict[str, Expected]) -> None:
    """The case details are asked of the lead alone, so they must not be written twice or never."""
    if was == to:
        return
    old, new = expected.get(was or ""), expected.get(to or "")
    if old and not old.can_be_dropped:
        raise Refused(
            "The agency that leads has opened its return with the case details, so it stays the "
            "lead.",
            place="lead",
        )
    if new and not new.status.can_be_written:
        raise Refused(
            "This agency has sent its return without the case details. Reopen it on the page of "
            "the case first.",
            place="lead",
        )
