"""The demonstration's learning strategy: tied to the first audit, measured until its today."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.facts import read_facts
from app.db.strategies import list_strategies
from app.operations import summaries
from app.operations.strategy_loops import read_with_loops
from audit_tools.facts import CycleFacts
from audit_tools.learning_strategy.papers import StrategyPaper
from audit_tools.learning_strategy.strategy import ActivityStatus
from tests.loaded import partnership_of, somebody


@pytest.fixture(scope="session")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


def paper_for(database: Database, who: str) -> StrategyPaper:
    by = somebody(database, who)
    with database.reading() as session:
        (strategy,) = list_strategies(session, partnership_of(database))
        return read_with_loops(session, by=by, strategy_id=strategy.id)


def test_it_is_invented_and_shows_every_status_something_overdue_and_its_pathway(
    database: Database,
) -> None:
    paper = paper_for(database, "Imogen")
    assert paper.strategy.invented
    assert {one.activity.details.status for one in paper.activities} == set(ActivityStatus)
    assert paper.overdue
    assert [step.number for step in paper.strategy.pathway] == [1, 2, 3, 4]


def test_each_need_is_of_an_audit_and_the_one_after_it_is_set_beside_it(
    database: Database,
) -> None:
    paper = paper_for(database, "Beth")
    assert all(loop.need.seen for loop in paper.loops)
    found = [loop.again.audit for loop in paper.loops if loop.again]
    assert set(found) == {
        "Serious youth violence audit, Quarter 1 2025/26",
        "Police notifications, dip sample, February 2025",
    }
    assert "Recording" in paper.unanswered
    # The theme is answered for another audit.
    notifications = "Quality of referrals and notifications"
    assert f"{notifications} (Police notifications, dip sample, June 2024)" in paper.unanswered
    assert notifications not in paper.unanswered


def test_who_reads_closed_audits_finds_first_what_a_re_audit_found_after_what_was_done(
    database: Database,
) -> None:
    first, *rest = paper_for(database, "Imogen").loops
    assert first.again
    assert first.again.asked[0].startswith("1.5 Is ethnicity recorded")
    assert first.again.found[0] == (
        "Could be better, whatever would help: in 19 of 20 notifications before, in 20 of 30 "
        "notifications after. Likely better."
    )
    assert not any(loop.again for loop in rest)


def test_no_audit_is_read_twice_for_one_paper(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[UUID]()

    def noted(session: Session, partnership: UUID, audit: UUID) -> CycleFacts:
        read.append(audit)
        return read_facts(session, partnership, audit)

    monkeypatch.setattr(summaries, "read_facts", noted)
    assert paper_for(database, "Beth").loops
    assert len(read) == len(set(read)) == 4
