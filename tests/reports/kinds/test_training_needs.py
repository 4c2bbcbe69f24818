"""What the training needs say of each need, and of what training will not mend."""

from audit_tools.training_needs import Cause, SaidOfNeed
from reports.kinds.priorities import ON_WHICH_COUNT
from reports.kinds.training_needs import training_needs
from reports.outline import Heading
from tests.facts import cases, cycle_facts, development
from tests.reports.outlines import lines, paragraphs, term, terms
from tests.reports.summaries import given, six_children


def test_a_need_says_why_what_who_what_would_help_and_how_one_will_know() -> None:
    outline = training_needs(six_children())
    assert outline.title == "Training needs"
    found = terms(outline)
    assert ON_WHICH_COUNT in paragraphs(outline)
    assert lines(term(found, "Why we think so")) == [
        "Could be better in 3 of 6 children; in 3 of them learning would help.",
        "3 of 6 children. Police, a school.",
        "Inspectors found this too (finding 1).",
    ]
    assert lines(term(found, "What people could learn")) == [
        "Writing a notification that others can act on"
    ]
    assert lines(term(found, "Who needs it")) == [
        "Not written yet. The theme list suggests: Response officers and emergency department "
        "staff."
    ]
    assert lines(term(found, "What would help")) == ["Training"]
    assert lines(term(found, "How we will know")) == [
        "Questions 2.2 and 2.3 would show change at the next audit."
    ]
    assert lines(term(found, "2.3")) == ["Was it complete?"]


def test_who_needs_it_is_what_the_group_wrote() -> None:
    facts = given(
        cycle_facts(
            development(1, "C01", "notifications"),
            development(2, "C01", "planning"),
            cases=cases(1),
            said_of_needs={"notifications": SaidOfNeed("Response officers, about 900")},
        )
    )
    who = [lines(t)[0] for t in terms(training_needs(facts)) if t.label == "Who needs it"]
    assert who == ["Response officers, about 900", "Not written yet."]
    how = [lines(t)[0] for t in terms(training_needs(facts)) if t.label == "How we will know"]
    assert how[1] == "No question of this audit tool asks about it."


def test_what_training_will_not_mend_is_said_with_the_needs() -> None:
    outline = training_needs(six_children())
    headings = [node.text for node in outline.nodes if isinstance(node, Heading)]
    assert headings == ["Referral and notification quality", "What training will not mend"]
    assert lines(terms(outline)[-1]) == ["Planning and purposeful meetings"]
    assert lines(term(terms(outline), "Process"))[-1] == (
        "1 area for development. Goes to: Silver MACE, with the agencies concerned."
    )


def test_where_no_need_follows_it_says_so() -> None:
    facts = given(
        cycle_facts(development(1, "C01", "voice", cause=Cause.INFORMATION_SYSTEM), cases=cases(1))
    )
    assert paragraphs(training_needs(facts))[0] == "No training need follows from 1 child."
