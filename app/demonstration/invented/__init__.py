"""Two invented audits, whole, from storylines written by hand and a seed.

The storylines (one YAML file a child, beside this module) hold what people would write: lines,
grades, what the discussion agreed, findings. The generator adds what follows from them: the
answers that agree with a grade, sentences for sections without lines, times and people. The same
seed gives the same document on every machine. No child, agency or event in them is real.
"""

from typing import Any

from app.demonstration.invented import documents
from app.demonstration.invented.storylines import read_audit
from audit_tools.codebook import Codebook
from audit_tools.tool import AuditTool

INVENTED_AUDITS: dict[str, str] = {"syv-2024-q3": "q3_2024", "syv-2025-q1": "q1_2025"}
"""The keys of the invented audits, the finished one first, with the folder each is read from."""


def build(audit_key: str, tool: AuditTool, theme_list: Codebook, seed: int = 7) -> dict[str, Any]:
    """The whole audit as a document of the exchange format.

    Raises ``KeyError`` for a key that is not in ``INVENTED_AUDITS``.
    """
    audit = read_audit(INVENTED_AUDITS[audit_key])
    return documents.write_audit(audit, tool, theme_list, seed)
