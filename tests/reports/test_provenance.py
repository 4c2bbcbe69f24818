"""Every paper says by which rules and from which facts it was made."""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit_tools.snapshots import digest_of
from reports.kinds.action_plan import action_plan
from reports.kinds.case_record import case_record
from reports.outline import Outline, Paragraph
from reports.provenance import with_origin
from tests import plans
from tests.reports.papers import record


def origin_of(outline: Outline) -> str:
    """What is said of it, in whichever paragraph, once."""
    [found] = [n.text for n in outline.nodes if isinstance(n, Paragraph) and "Rules: " in n.text]
    return found


def test_a_plan_made_again_another_day_of_the_same_rows_says_the_same_facts() -> None:
    paper = plans.invented_paper()
    later = replace(paper, at=paper.at + timedelta(days=1))
    other = replace(paper, title="Another plan")
    said = [origin_of(with_origin(action_plan(one), one)) for one in (paper, later, other)]
    # It stands where the paper says when it was read.
    assert all(text.startswith("As recorded on ") for text in said)
    first, again, changed = (text.partition("Rules: ")[2] for text in said)
    assert first.startswith("Golden Thread ")
    assert first == again != changed


def test_a_record_says_from_which_audit_tool_it_is() -> None:
    one = record()
    assert f"{one.given.tool.title}, version {one.given.tool.version}. Rules:" in origin_of(
        with_origin(case_record(one), one)
    )


@pytest.mark.parametrize("values", [{"b", "a", "c"}, frozenset({"c", "a", "b"})])
def test_a_set_has_one_digest(values: set[str]) -> None:
    assert digest_of({"of": values}) == digest_of({"of": ["a", "b", "c"]})
