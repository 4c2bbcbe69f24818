"""Changing a draft of an audit tool in the browser, step by step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.tools import StepState, ToolDraftRow, ToolDraftStepRow
from app.db.rows import hold_row
from app.db.tool_drafts import StepOnFile, steps_of
from app.db.tools import published_tools
from app.operations.tool_drafts import ABSENT
from app.operations.transaction import operation
from audit_tools.definition import tool_to_document
from audit_tools.editing import answerers, changes
from audit_tools.editing.between import steps_between
from audit_tools.editing.contents import Texts, digest_of, shown
from audit_tools.editing.places import Document, Part, find, read_field
from audit_tools.editing.saying import say_step
from audit_tools.editing.starting import next_version
from audit_tools.editing.steps import NOTHING, Spot, Step, step_to_data, take, take_all
from audit_tools.errors import Conflict, Invalid, Problem
from audit_tools.permissions import Permission, Person, check_can

LARGEST = 1_000_000
"""Characters of a draft, as of a file that is brought in."""


@dataclass(frozen=True)
class Sent:
    """What a page sends of one field, and the digest of what it showed there."""

    place: str
    texts: Texts
    seen: str


@dataclass(frozen=True)
class Saved:
    """What came of it: the digest of what stands now at each place that was taken, and where
    somebody else had changed the same meanwhile."""

    at: datetime
    digests: Mapping[str, str]
    clashes: tuple[str, ...]


@operation
def save(session: Session, *, by: Person, draft_id: UUID, sent: Iterable[Sent]) -> Saved:
    """Take the fields that somebody filled in, each of them a step.

    Raises ``Hidden``, and ``Invalid`` for what no draft can hold and for fields of what was taken
    out meanwhile; then nothing is stored.
    """
    draft = _hold(session, by, draft_id)
    digests, clashes, problems = dict[str, str](), list[str](), list[Problem]()
    for one in sent:
        try:
            step = changes.put(draft.document, one.place, one.texts, one.seen)
            if step is not None:
                draft.take(step)
            digests[one.place] = _digest_at(draft.document, one.place)
        except Conflict as other:
            # Of what is gone there are no two contents to choose from.
            if find(draft.document, read_field(one.place)[0]) is None:
                problems.append(Problem(one.place, other.message))
            else:
                clashes.append(one.place)
        except Invalid as wrong:
            problems += wrong.problems
    if problems:
        raise Invalid.because_of(problems)
    return Saved(now(session), digests, tuple(clashes))


def _digest_at(document: Document, place: str) -> str:
    part, field = read_field(place)
    held = find(document, part) or {}
    return digest_of(field, shown(field, held.get(field.name, NOTHING)))


@operation
def add(
    session: Session, *, by: Person, draft_id: UUID, spot: Spot, words: str, is_alike: bool = False
) -> Part:
    """Add something that is called so, a question also like the one before it; gives its place.

    Raises ``Hidden``, ``Conflict`` and ``Invalid``.
    """
    draft = _hold(session, by, draft_id)
    step = changes.add(draft.document, spot, words, draft.published, draft.steps, is_alike=is_alike)
    draft.take(step)
    return spot.holder.within(spot.list_name, step.content["key"])


@operation
def take_out(session: Session, *, by: Person, draft_id: UUID, part: Part, seen: str) -> None:
    """Take a part out with all that is in it. Raises ``Hidden``, and ``Conflict`` where it does not
    hold any more what was ``seen``."""
    draft = _hold(session, by, draft_id)
    draft.take(changes.drop(draft.document, part, seen))


@operation
def move(session: Session, *, by: Person, draft_id: UUID, part: Part, by_steps: int) -> None:
    """Carry a part up (-1) or down (1). Raises ``Hidden`` and ``Conflict``."""
    draft = _hold(session, by, draft_id)
    step = changes.move_by(draft.document, part, by_steps)
    if step is not None:
        draft.take(step)


@operation
def carry(session: Session, *, by: Person, draft_id: UUID, part: Part, section: str) -> Part:
    """Carry a question into another section; gives its place.

    Raises ``Hidden``, ``Conflict`` and ``Invalid``.
    """
    draft = _hold(session, by, draft_id)
    draft.take(changes.carry(draft.document, part, section))
    return part


@operation
def ask_all(
    session: Session,
    *,
    by: Person,
    draft_id: UUID,
    part: Part,
    kinds: Sequence[str],
    panel_too: bool,
) -> None:
    """Ask agencies of these kinds all questions of a section, in one step.

    Raises ``Hidden``, ``Conflict`` and ``Invalid``.
    """
    draft = _hold(session, by, draft_id)
    step = answerers.ask_all(draft.document, part, kinds, panel_too=panel_too)
    if step is not None:
        draft.take(step)


@operation
def follow_newest(session: Session, *, by: Person, draft_id: UUID) -> tuple[str, ...]:
    """Let a draft follow the version that was published meanwhile: all that was done to it is done
    to that. Gives in words what could not be, since the version changed the same.

    Raises ``Hidden``, and ``Conflict`` for a draft that follows the newest version already.
    """
    draft = _hold(session, by, draft_id)
    return draft.follow_newest()


@operation
def undo(session: Session, *, by: Person, draft_id: UUID) -> Step | None:
    """Undo the last step that this person did and that stands; gives it, None where there is none.

    Raises ``Hidden``, and ``Conflict`` where somebody changed meanwhile what it would change back.
    """
    draft = _hold(session, by, draft_id)
    last = last_done(draft.on_file, by.id)
    if last is None:
        return None
    draft.go(last.step.undoing)
    draft.set_state(last, StepState.UNDONE)
    return last.step


@operation
def redo(session: Session, *, by: Person, draft_id: UUID) -> Step | None:
    """Do again the step that this person undid last, as ``undo`` undoes one."""
    draft = _hold(session, by, draft_id)
    first = first_undone(draft.on_file, by.id)
    if first is None:
        return None
    draft.go(first.step)
    draft.set_state(first, StepState.DONE)
    return first.step


def last_done(steps: Iterable[StepOnFile], person: UUID) -> StepOnFile | None:
    """Which step of a person would be undone."""
    own = [one for one in steps if one.by == person and one.state is StepState.DONE]
    return own[-1] if own else None


def first_undone(steps: Iterable[StepOnFile], person: UUID) -> StepOnFile | None:
    """Which step of a person would be done again."""
    own = (one for one in steps if one.by == person and one.state is StepState.UNDONE)
    return next(own, None)


class _Held:
    """A draft that is being changed, held until the transaction ends."""

    def __init__(self, session: Session, by: Person, row: ToolDraftRow) -> None:
        self._session, self._by, self._row = session, by, row
        self.on_file = steps_of(session, by.partnership, row.id)

    @property
    def document(self) -> Document:
        return self._row.document

    @property
    def steps(self) -> list[Step]:
        return [one.step for one in self.on_file]

    @property
    def published(self) -> list[dict[str, Any]]:
        """All published versions of its tool, whose keys stay theirs."""
        tools = published_tools(self._session, self._by.partnership).values()
        return [tool_to_document(tool) for tool in tools if tool.key == self.document["key"]]

    def take(self, step: Step) -> None:
        """A new step; what its author had undone before cannot be done again after it."""
        self.go(step)
        self._row.steps += 1
        for one in self.on_file:
            if one.by == self._by.id and one.state is StepState.UNDONE:
                self.set_state(one, StepState.LEFT)
        self._session.add(
            ToolDraftStepRow(
                partnership_id=self._by.partnership,
                id=uuid4(),
                draft_id=self._row.id,
                number=self._row.steps,
                by=self._by.id,
                at=now(self._session),
                step=step_to_data(step),
                state=StepState.DONE,
            )
        )

    def go(self, step: Step) -> None:
        """Change the draft by a step, and tell of it."""
        changed = take(self.document, step)
        if len(str(changed)) > LARGEST:
            raise Invalid("This would be more than a tool can hold. Take something out first.")
        self._row.document = changed
        self._tell({"place": step.place}, step_to_data(step))

    def follow_newest(self) -> tuple[str, ...]:
        before = {one["version"]: one for one in self.published}
        newest = max(before, default=0)
        base = before.get(self.document["version"] - 1)
        done = [one for one in self.on_file if one.state is StepState.DONE]
        if base is None or newest < self.document["version"]:
            raise Conflict("No version was published meanwhile.")
        steps: Sequence[Step] = [one.step for one in done]
        if take_all(next_version(base), steps)[0] != self.document:
            # It came in from a file, in which nothing says how it was made.
            steps = steps_between(next_version(base), self.document)
        changed, left = take_all(next_version(before[newest]), steps)
        told = tuple(say_step(self.document, step) for step in left)
        for one in self.on_file:
            if one.state is StepState.UNDONE or one.step in left:
                self.set_state(one, StepState.LEFT)
        self._row.document = changed
        self._tell({"version": base["version"] + 1}, {"version": changed["version"]})
        return told

    def _tell(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        on = Subject("tool draft", self._row.id)
        tell(self._session, self._by, "tool-draft.changed", on, before=before, after=after)

    def set_state(self, step: StepOnFile, state: StepState) -> None:
        row = hold_row(
            self._session, ToolDraftStepRow, self._by.partnership, step.id, "There is no such step."
        )
        row.state = state


def _hold(session: Session, by: Person, draft_id: UUID) -> _Held:
    check_can(by, Permission.RUN_AUDITS)
    return _Held(session, by, hold_row(session, ToolDraftRow, by.partnership, draft_id, ABSENT))
