"""A small tool about organisations, whose answers and grades are worth points."""

from audit_tools.definition import read_tool

POINTED = """\
key: small
version: 1
title: A small tool
theme_list: child-safeguarding-29
counts: {one: organisation, many: organisations}
not_computed: "Pass mark 80 %. A No to 1.1 fails the whole."
scales:
  - key: two
    title: Two words
    grades:
      - {key: well, label: Well, initial: W, descriptor: Well, meets_standard: true, points: 4}
      - {key: badly, label: Badly, initial: B, descriptor: Badly, meets_standard: false, points: 0}
sections:
  - key: staff
    number: "1"
    title: Staff
    not_computed: Weight 20
    questions:
      - key: staff.trained
        number: "1.1"
        text: Is everybody trained?
        type: single
        kinds: [police, education]
        absences: [not-applicable, not-known]
        not_computed: Critical item
        choices:
          - {key: all-of-them, label: All, points: 3}
          - {key: some, label: Some, points: 1}
          - {key: none-of-them, label: None, points: 0}
      - key: staff.graded
        number: "1.2"
        text: How well are they led?
        type: scale
        scale: two
        kinds: [police]
        answer: optional
      - key: staff.said
        number: "1.3"
        text: What helps?
        type: text
        kinds: [police, education]
      - key: staff.seen
        number: "1.4"
        text: What did the panel see?
        type: single
        asked: panel
        choices:
          - {key: much, label: Much, points: 2}
          - {key: little, label: Little, points: 0}
"""
TOOL = read_tool(POINTED)
SCALE = TOOL.scale("two")
SECTION = TOOL.section("staff")
