"""A small sound definition to be spoilt in one place, and what is then said to be wrong."""

import copy
import json
from typing import Any

from audit_tools.codebook import Codebook, Theme
from audit_tools.definition import check, read_tool, tool_to_document
from audit_tools.errors import Problem

SOUND = """\
key: small
version: 1
title: A small tool
theme_list: few
scales:
  - key: two
    title: Two words
    grades:
      - {key: well, label: Well, initial: W, descriptor: Done well, meets_standard: true}
      - {key: badly, label: Badly, initial: B, descriptor: Done badly, meets_standard: false}
sections:
  - key: voice
    number: "1"
    title: Voice
    themes: [voice]
    questions:
      - key: voice.asked
        number: 1.10
        text: Was the child asked?
        type: assessment
        kinds: [police, education]
        themes: [voice]
      - key: voice.whom
        number: "1.11"
        text: Who asked?
        type: single
        kinds: [police]
        choices: [{key: us, label: We}, {key: them, label: They}]
        variants:
          police: {text: Which of you asked?}
        show_when:
          - {question: voice.asked, one_of: ["yes", partly]}
"""
FEW = Codebook("few", 1, "Few", (Theme("voice", "T1", "Voice", "d", ("training",)),))


def sound() -> dict[str, Any]:
    """The small tool as a document, to be spoilt in one place."""
    return copy.deepcopy(tool_to_document(read_tool(SOUND)))


def problems(document: object) -> list[Problem]:
    return check(json.dumps(document), "json", [FEW])


def only_problem(document: object) -> Problem:
    found = problems(document)
    assert len(found) == 1, found
    return found[0]


def first_question(document: dict[str, Any]) -> dict[str, Any]:
    question: dict[str, Any] = document["sections"][0]["questions"][0]
    return question


def second_question(document: dict[str, Any]) -> dict[str, Any]:
    question: dict[str, Any] = document["sections"][0]["questions"][1]
    return question
