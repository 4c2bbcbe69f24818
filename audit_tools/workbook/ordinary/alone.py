"""Answers that stand alone: "None of these", as forms say it in a rule for the answer.

Source: https://docs.getodk.org/form-logic/#validating-and-restricting-responses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_ALONE = re.compile(
    r"not\(\(?selected\(\.,(?P<quote>['\"])(?P<name>[^'\"]+)(?P=quote)\)and"
    r"\(?count-selected\(\.\)(?:>1|>=2)\)?\)?\)"
)


def standing_alone(constraint: str, answers: Mapping[str, str]) -> list[str]:
    """The keys of the answers that cannot stand beside others, where a rule says that and no more.

    ``answers`` are the keys by the names in the form. Nothing where the rule says anything else: it
    is not carried then.
    """
    rule = "".join(constraint.split())
    parts = re.split(r"(?<=\))and(?=not\()", rule) if rule else []
    found = [_ALONE.fullmatch(part) for part in parts]
    names = [one["name"] for one in found if one]
    if len(names) < len(parts) or not set(names) <= set(answers):
        return []
    return list(dict.fromkeys(answers[name] for name in names))
