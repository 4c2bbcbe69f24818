"""Whether a return is about the child whom the agency has on its key sheet.

Names are never here, so two children could be taken for each other. Before the first answer the
person sees what is known here of the child, and says whether that fits.
"""

from enum import StrEnum

from audit_tools.cases import NOT_RECORDED, Characteristics, check_reason
from audit_tools.errors import Conflict, Refused


class Fit(StrEnum):
    """What was said of a return before its first answer."""

    NOT_SAID = "not-said"
    FITS = "fits"
    DOES_NOT_FIT = "does-not-fit"


def bands_of(characteristics: Characteristics) -> tuple[tuple[str, str], ...]:
    """The bands that stand beside a reference on the key sheet, by their titles."""
    return (
        ("Age band", characteristics.age_band or NOT_RECORDED),
        ("Sex", characteristics.sex or NOT_RECORDED),
        ("Kind of plan", characteristics.plan_type or NOT_RECORDED),
    )


def check_not_stopped(fit: Fit) -> None:
    """Raise ``Refused`` while a return stands still because its child does not fit."""
    if fit is Fit.DOES_NOT_FIT:
        raise Refused(
            "This return is stopped: somebody of your agency said that it does not fit your key "
            "sheet. The Business Unit has been told and will settle it."
        )


def check_said(fit: Fit) -> None:
    """Raise ``Refused`` until it was said that this is the child on the key sheet."""
    check_not_stopped(fit)
    if fit is Fit.NOT_SAID:
        raise Refused("Say first whether this fits your key sheet.")


def check_can_say(before: Fit, after: Fit) -> None:
    """It is said once. Raises ``Conflict`` where something else has been said."""
    if before is not Fit.NOT_SAID and before is not after:
        raise Conflict(
            "A colleague has said already whether this fits your key sheet. If it does not, "
            "stop and tell the Business Unit."
        )


def check_can_settle(fit: Fit, note: str) -> str:
    """What the agency reads when its return begins again, trimmed.

    Raises ``Refused`` unless the return is stopped, or without a note.
    """
    if fit is not Fit.DOES_NOT_FIT:
        raise Refused("This return is not stopped, so there is nothing to settle.")
    return check_reason(note)
