"""A section that is answered once, on paper: for its author, and for whoever asks somebody."""

from werkzeug.wrappers import Response

import reports
from app.web import current
from app.web.files import sent
from audit_tools.blank_returns import questionnaire
from audit_tools.tool import AuditTool


def give_questionnaire(tool: AuditTool, section: str, paper: str) -> Response:
    """The questionnaire as a file: ``docx`` or ``pdf``. Raises ``Hidden`` where there is none."""
    asked = questionnaire(tool, section, current.partnership().marking)
    words = None if asked.section.asked.is_companion else current.words()
    return sent(reports.build(reports.Kind.QUESTIONNAIRE, asked, paper, words=words))
