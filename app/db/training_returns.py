"""The yearly returns of agencies on their own training: rows to values."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.db.models.training_returns import TrainingReturnRow
from audit_tools.learning.training_returns import TrainingReturn


def returns_of_year(
    session: Session, partnership: UUID, year: int
) -> tuple[dict[str, TrainingReturn], bool]:
    """The returns of a financial year by agency, and whether one of them is invented."""
    rows = session.scalars(
        select(TrainingReturnRow).where(
            TrainingReturnRow.partnership_id == partnership, TrainingReturnRow.year == year
        )
    ).all()
    return {row.agency: return_in(row) for row in rows}, any(row.invented for row in rows)


def load_return(session: Session, partnership: UUID, agency: str, year: int) -> TrainingReturn:
    """The return of an agency, empty where it has given none."""
    row = session.scalars(_of_agency(partnership, agency, year)).first()
    return return_in(row) if row else TrainingReturn(agency, year)


def row_of_return(
    session: Session, partnership: UUID, agency: str, year: int
) -> TrainingReturnRow | None:
    """The row, held until the transaction ends."""
    return session.scalars(_of_agency(partnership, agency, year).with_for_update()).first()


def _of_agency(partnership: UUID, agency: str, year: int) -> Select[TrainingReturnRow]:
    return select(TrainingReturnRow).where(
        TrainingReturnRow.partnership_id == partnership,
        TrainingReturnRow.agency == agency,
        TrainingReturnRow.year == year,
    )


def return_in(row: TrainingReturnRow) -> TrainingReturn:
    return TrainingReturn(
        row.agency,
        row.year,
        row.answers,
        tuple(row.themes),
        row.version,
        row.given_on,
        row.evidence_id,
    )
