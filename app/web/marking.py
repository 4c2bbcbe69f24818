"""The partnership's protective marking on pages that show a case, on screen and printed."""

from flask import current_app, request

from app.web.access import PUBLIC, AnyOf, needs_of
from audit_tools.permissions import Permission

OF_CASES = frozenset(
    {
        Permission.GIVE_RETURNS,
        Permission.LEAD_AGENCY,
        Permission.READ_CASES,
        Permission.HOLD_DISCUSSIONS,
        Permission.AGREE_WORDING,
    }
)
IDS = frozenset({"audit_id", "case_id", "concern_id", "finding_id", "return_id"})
DRAFT = "Draft"


def shows_case() -> bool:
    """Whether the page that is asked for shows a case, or may: what is about an audit, a case, a
    return or a finding, and the lists of them."""
    if request.endpoint is None:
        return False
    needs = needs_of(current_app, request.endpoint)
    if isinstance(needs, PUBLIC):
        return False
    wanted = needs.permissions if isinstance(needs, AnyOf) else (needs,)
    return not (OF_CASES.isdisjoint(wanted) and IDS.isdisjoint(request.view_args or {}))


def printed(marking: str) -> str:
    """The rules that print the marking on top and at the foot of every sheet of such a page.

    A browser without boxes in the margins prints it before the first line and after the last.
    """
    foot = f"@bottom-center {{ {_said(marking)} }}"
    return "".join(
        f"@page {page} {{ margin: 20mm 14mm; @top-center {{ {_said(text)} }} {foot} }}\n"
        for page, text in (("gt-of-case", marking), ("gt-draft", f"{marking} · {DRAFT}"))
    )


def _said(text: str) -> str:
    """The text as CSS, each character by its number, so that none can end the string."""
    escaped = "".join(f"\\{ord(letter):x} " for letter in text)
    return f'content: "{escaped}"; font: bold 10pt sans-serif;'
