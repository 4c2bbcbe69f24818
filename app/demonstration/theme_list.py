"""What was changed in the theme list between the two invented audits."""

from sqlalchemy.orm import Session

from app.operations.theme_lists import rename_theme
from audit_tools.codebook import Codebook
from audit_tools.permissions import Person

DEFINITION = (
    "Going missing is taken as a signal, at home, in care and from school, and return interviews "
    "are prompt, in person and used."
)
WHY = "It was not clear whether missing from school belongs here or to education."


def change_theme_list(session: Session, by: Person, codebook: Codebook) -> None:
    """Say more clearly what one theme is about; the audit that is closed keeps its list."""
    rename_theme(
        session,
        by=by,
        key=codebook.key,
        theme="missing",
        title=codebook.theme("missing").title,
        definition=DEFINITION,
        why=WHY,
        seen=codebook.version,
    )
