"""A small tool that says what no shipped tool says, for the tests of all that a tool can say."""

from audit_tools.definition import read_tool
from audit_tools.tool import AuditTool

WIDE = """\
key: wide
version: 1
title: A tool that says much
look_back: Read the last 12 months, and judge the last 6.
look_back_rapid: Read the last 6 months, and judge the last 3.
look_back_re_audit: Read what came after the first audit.
longer_why: Nobody is asked too much here, and it is carried all the same.
theme_list: child-safeguarding-29
scales:
  - key: ofsted
    title: Four words
    grades:
      - {key: outstanding, label: Outstanding, initial: O, descriptor: Very well,
         meets_standard: true}
      - {key: good, label: Good, initial: G, descriptor: Well, meets_standard: true}
      - {key: requires-improvement, label: Requires improvement, initial: R, descriptor: Not well,
         meets_standard: false}
      - {key: inadequate, label: Inadequate, initial: I, descriptor: Badly, meets_standard: false}
  - key: lights
    title: Red, amber or green
    grades:
      - {key: green, label: Green, initial: G, descriptor: The plan works.}
      - {key: amber, label: Amber, initial: A, descriptor: The plan drifts.}
      - {key: red, label: Red, initial: R, descriptor: There is no plan.}
  - key: safety
    title: How safe the child is
    grades:
      - {key: n10, label: "10", initial: "10", descriptor: Safe}
      - {key: n9, label: "9", initial: "9"}
      - {key: n1, label: "1", initial: "1"}
      - {key: n0, label: "0", initial: "0", descriptor: In danger now}
sections:
  - key: voice
    number: "1"
    title: Voice
    why: A child who was asked has said something.
    good_looks_like: |-
      The child was asked:
      - by somebody they know
      - alone
    links: [{text: What children say, url: "https://example.org/voices"}]
    recommendations: true
    questions:
      - key: voice.asked
        number: "1.1"
        text: Was the child asked?
        type: assessment
        kinds: [police, education]
        absences: [not-applicable, not-known, no-evidence]
        reason_when: [partly, "no", no-evidence]
        reason_prompt: What stood in the way?
      - key: voice.whom
        number: "1.2"
        text: Who asked?
        type: single
        kinds: [police, education]
        choices:
          - {key: us, label: We}
          - {key: them, label: They}
          - {key: another, label: Somebody else, say_which: true}
        absences: [no-evidence]
        reason: required
      - key: voice.days
        number: "1.3"
        text: How many days did it take?
        type: number
        kinds: [police, education]
        reason: optional
        answer: required
        cross_references: ["Section 11: 2.3"]
        links: [{text: How to count days, url: "https://example.org/days"}]
      - key: voice.ways
        number: "1.4"
        text: In which ways was the child asked?
        type: multiple
        kinds: [police, education]
        choices: [{key: alone, label: Alone}, {key: with-family, label: With the family}]
        comments: true
        absences: [not-known]
      - key: voice.plan
        number: "1.5"
        text: How does the plan go?
        type: scale
        scale: lights
        kinds: [police, education]
        absences: [not-known]
        reason_when: [red]
      - key: voice.safe
        number: "1.6"
        text: How safe is the child?
        type: scale
        scale: safety
        kinds: [police, education]
      - key: voice.heard-home
        number: "1.7"
        text: How well was the child heard at home?
        matrix: How well was the child heard?
        row: At home
        type: scale
        scale: lights
        kinds: [police, education]
      - key: voice.heard-school
        number: "1.8"
        text: How well was the child heard at school?
        matrix: How well was the child heard?
        row: At school
        type: scale
        scale: lights
        kinds: [police, education]
      - key: voice.more
        number: "1.9"
        text: Was there more?
        type: single
        answer: optional
        kinds: [police, education]
        choices: [{key: some, label: Some}, {key: much, label: Much}]
      - key: voice.siblings
        number: "1.10"
        text: Which brothers and sisters were thought of?
        guidance: |-
          No names.
          Half-brothers and half-sisters too.
        type: group
        kinds: [police, education]
        absences: [not-applicable, not-known]
        called: Sibling
        most: 3
        parts:
          - key: age
            label: Age
            type: single
            required: true
            choices: [{key: younger, label: Under 10}, {key: older, label: 10 or over}]
          - {key: lives, label: Lives where, type: text}
          - {key: thought, label: What was thought of, type: long-text}
          - {key: times, label: Times seen, type: number}
          - {key: last, label: Last seen, type: date}
  - key: overall
    number: "2"
    title: Overall
    asked: panel
    questions:
      - key: overall.safer
        text: Is the child safer?
        type: single
        asked: panel
        choices: [{key: safer, label: Safer}, {key: less-safe, label: Less safe}]
        absences: [not-known]
        reason: required
      - key: overall.helped
        text: Who helped most?
        type: single
        asked: panel
        choices: [{key: family, label: The family}, {key: another, label: Another, say_which: true}]
      - key: overall.plan
        text: How does the plan go for all?
        type: scale
        scale: lights
        asked: panel
        answer: required
        guidance: By what those who live with it say.
        show_when: [{question: overall.helped, one_of: [another]}]
      - key: overall.friends
        text: Which friends should be thought of?
        type: group
        asked: panel
        called: Peer
        numbered: letters
        most: 2
        parts:
          - {key: what, label: What for, type: text, required: true}
          - {key: by, label: By, type: date}
          - key: how
            label: How
            type: single
            choices: [{key: alone, label: Alone}, {key: together, label: Together}]
  - key: known
    number: "A"
    title: Known to the Business Unit
    why: Only the Business Unit has these at hand.
    graded: false
    asked: unit
    questions:
      - key: known.review
        number: "A.1"
        text: Was there a review of this case before?
        type: single
        asked: unit
        choices:
          - {key: rapid, label: A rapid review}
          - {key: another, label: Another, say_which: true}
          - {key: none, label: None of them}
      - key: known.review-day
        number: "A.2"
        text: When was it?
        type: date
        asked: unit
        show_when: [{question: known.review, one_of: [rapid, another]}]
      - key: known.notes
        number: "A.3"
        text: What else is known?
        type: long-text
        asked: unit
        show_when: [{case: age_band, one_of: ["13-15"]}]
  - key: commissioned
    number: "B"
    title: Commissioned
    graded: false
    asked: audit
    questions:
      - key: commissioned.by
        number: "B.1"
        text: Who commissioned this audit?
        type: text
        asked: audit
        answer: required
      - key: commissioned.reason
        number: "B.2"
        text: What led to it?
        type: single
        asked: audit
        choices: [{key: inspection, label: An inspection}, {key: plan, label: The plan of the year}]
        reason: optional
  - key: said
    number: "C"
    title: Some questions for you
    why: We want to know what helped you.
    graded: false
    asked: child
    questions:
      - key: said.helped
        text: What helped you most?
        type: long-text
        asked: child
      - key: said.heard
        text: Did somebody listen to you?
        type: single
        asked: child
        choices: [{key: always, label: Always}, {key: never, label: Never}]
        reason: optional
  - key: carer
    number: "D"
    title: Some questions for parents and carers
    graded: false
    asked: parent
    questions: [{key: carer.told, text: What were you told?, type: text, asked: parent}]
  - key: worker
    number: "E"
    title: Some questions for practitioners
    graded: false
    asked: practitioner
    questions:
      - {key: worker.time, text: What would have given you time?, type: text, asked: practitioner}
"""


def wide_tool() -> AuditTool:
    """The tool of this file."""
    return read_tool(WIDE)
