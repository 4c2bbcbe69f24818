"""What the pages of yearly training returns show."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.db.tools import themes_of
from app.db.training_returns import returns_of_year
from app.operations import training_returns
from audit_tools.errors import Hidden
from audit_tools.learning.training_returns import QUESTIONS, TrainingReturn, all_trained
from audit_tools.permissions import Permission, Person, can
from audit_tools.quarters import Quarter

YEARS_BACK = 2


@dataclass(frozen=True)
class ReturnLine:
    """An agency in the list of a year."""

    agency: str
    name: str
    given: TrainingReturn | None
    leads: bool


@dataclass(frozen=True)
class YearPage:
    """The returns of one financial year; ``years`` are those that can be given."""

    year: int
    label: str
    years: tuple[tuple[int, str], ...]
    lines: tuple[ReturnLine, ...]
    trained: str
    invented: bool

    @property
    def given(self) -> int:
        return sum(line.given is not None for line in self.lines)


def describe_year(session: Session, person: Person, year: int) -> YearPage:
    """Raises ``Hidden`` for a year that has not begun."""
    present = training_returns.present_year(session)
    if not training_returns.FIRST_YEAR <= year <= present:
        raise Hidden("There are no returns of this year.")
    agencies = training_returns.agencies_of(session, person)
    returns, invented = returns_of_year(session, person.partnership, year)
    lines = tuple(
        ReturnLine(one.key, one.name, returns.get(one.key), one.key in person.leads)
        for one in agencies
    )
    return YearPage(
        year,
        label_of(year),
        tuple((one, label_of(one)) for one in range(present, present - YEARS_BACK - 1, -1)),
        lines,
        all_trained([line.given for line in lines if line.given], len(lines)),
        invented,
    )


def label_of(year: int) -> str:
    """``2024/25``"""
    return Quarter(year, 1).year_label


@dataclass(frozen=True)
class ReturnPage:
    """One return: each question with its answer, and the themes of the agency's own analysis."""

    agency: str
    name: str
    year: int
    label: str
    given: TrainingReturn
    answers: tuple[tuple[str, str], ...]
    themes: tuple[str, ...]
    leads: bool
    takes: bool
    invented: bool


def describe_return(session: Session, person: Person, agency: str, year: int) -> ReturnPage:
    """Raises ``Hidden``."""
    found, given = training_returns.to_read(session, person, agency, year)
    titles = themes_of(session, person.partnership)
    writes = can(person, Permission.WRITE_NEEDS)
    return ReturnPage(
        agency,
        found.name,
        year,
        label_of(year),
        given,
        tuple((one.text, given.answers.get(one.key, "")) for one in QUESTIONS),
        tuple(titles.get(key, key) for key in given.themes),
        agency in person.leads,
        writes and bool(given.answers.get("analysis")) and not given.evidence,
        returns_of_year(session, person.partnership, year)[1],
    )
