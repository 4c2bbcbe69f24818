"""What stands above the table of every key sheet, the same in both formats."""

from audit_tools.dates import format_date
from audit_tools.key_sheets import SEND_SAFELY, KeySheet
from reports.outline import INVENTED


def title_of(sheet: KeySheet) -> str:
    """``Key sheet: Police``."""
    return f"Key sheet: {sheet.agency}"


def lines_of(sheet: KeySheet) -> tuple[str, ...]:
    """The audit, the period, the partnership and when it was made, a line each."""
    return (
        sheet.audit,
        f"Period under review: {sheet.period}",
        sheet.partnership,
        f"Made {format_date(sheet.made)}. Age bands are those at the start of the period.",
    )


def marks_of(sheet: KeySheet) -> tuple[str, ...]:
    """What must be read before anything is written on the sheet, on each of its pages."""
    first = (sheet.marking, INVENTED) if sheet.invented else (sheet.marking,)
    return (*first, SEND_SAFELY)


def foot_of(sheet: KeySheet) -> str:
    """What stands at the foot of each page beside its number."""
    return f"{title_of(sheet)} · {sheet.audit}"
