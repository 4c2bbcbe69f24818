"""Taking out of a signed-off record, for good, what identifies somebody."""

from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.discussions import DiscussionRead, raise_changes, read_locked
from app.db.history import Subject, erase_content, tell
from app.db.models.discussions import CorrectionRow, KeptTextRow
from app.db.models.records import EntryRow
from app.db.taking_out import subjects_of, texts_with
from app.operations.transaction import operation
from audit_tools.corrections import TAKEN_OUT, WHOLE_RECORD, check_taking_out
from audit_tools.errors import Invalid
from audit_tools.permissions import Person
from audit_tools.visibility import check_takes_out
from audit_tools.words.replacing import marks_of_passage, replace_passage


@operation
def take_out(session: Session, *, by: Person, case_id: UUID, passage: str, instead: str) -> None:
    """Put ``instead`` wherever the passage stands in what is kept of a case.

    Neither the correction that it leaves nor its event repeats the passage, and the content of
    earlier events that held it is erased. Raises ``Hidden``, ``Refused`` or ``Invalid`` (places
    ``passage`` and ``instead``).
    """
    held = read_locked(session, by, case_id)
    check_takes_out(held.standing, held.case.case)
    words = check_taking_out(passage, instead)
    found = texts_with(session, by.partnership, held, words)
    if not found:
        raise Invalid(NOWHERE, place="passage")
    sections = sorted({text.section for text in found} - {""}) or [WHOLE_RECORD]
    tell(
        session,
        by,
        "record.taken-out",
        Subject("case", case_id),
        after={"sections": sections},
    )
    for text in found:
        setattr(text.row, text.column, replace_passage(text.text, words, instead))
        if isinstance(text.row, EntryRow):
            text.row.version += 1
    subjects = subjects_of(session, by.partnership, case_id)
    erase_content(
        session, by.partnership, subjects, lambda said: bool(marks_of_passage(said, words))
    )
    _say(session, by, held, sections)


NOWHERE = "These words stand nowhere in this case. Enter them exactly as they are written."


def _say(session: Session, by: Person, held: DiscussionRead, sections: list[str]) -> None:
    """That something was taken out of these sections, and no more; digests of texts go too."""
    session.execute(
        delete(KeptTextRow).where(
            KeptTextRow.partnership_id == by.partnership,
            KeptTextRow.discussion_id == held.on_file.id,
        )
    )
    for section in sections:
        session.add(
            CorrectionRow(
                partnership_id=by.partnership,
                id=uuid4(),
                discussion_id=held.on_file.id,
                place=section,
                before="",
                after="",
                reason=TAKEN_OUT,
                at=now(session),
                by=by.id,
            )
        )
    raise_changes(session, by.partnership, held.on_file.id)
