"""What the pages of the editor show: the parts of a draft, their fields, what they lack."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from flask import url_for
from werkzeug.datastructures import MultiDict

from app.db.models.tools import StepState
from app.db.tool_drafts import DraftOnFile, StepOnFile
from app.operations.tool_edits import first_undone, last_done
from app.web import saving
from app.web.boxes import id_of
from app.web.tools.hanging import HANGING, HangsWords
from audit_tools.definition.fields import FieldShape, Holds
from audit_tools.editing.changes import mark_of
from audit_tools.editing.contents import Texts, digest_of, shown
from audit_tools.editing.labels import GIVEN, Label, label_of, label_within, noun_of
from audit_tools.editing.layout import Group, groups_of, has_own_page
from audit_tools.editing.offers import Around, Offer, applies, is_chosen, offered
from audit_tools.editing.places import (
    QUESTIONS,
    SECTIONS,
    Document,
    Part,
    find,
    holder_of,
    listed,
    shape_of,
)
from audit_tools.editing.saying import say_conditions, say_step, title_of
from audit_tools.editing.steps import NOTHING
from audit_tools.errors import Hidden, Invalid

SPARE_ROWS = 1
LATEST = 10
LONG = frozenset({"about", "definition", "why", "good_looks_like", "guidance", "descriptor"})
SHORT = frozenset({"number", "initial", "standard_days"})


@dataclass(frozen=True)
class FieldBox:
    """One field to fill in: what stands there, what it may be filled with, and what it lacks.

    ``theirs`` is what somebody else put there meanwhile, in words; None where nobody did. Where it
    holds conditions, ``said`` are those in words, ``way`` leads to the page on which they are built
    and ``hangs`` is what is said of them.
    """

    place: str
    label: Label
    shape: FieldShape
    texts: Texts
    base: str
    offers: tuple[Offer, ...] = ()
    is_chosen: bool = False
    lacking: tuple[str, ...] = ()
    error: str = ""
    theirs: tuple[str, ...] | None = None
    said: tuple[str, ...] = ()
    rows: tuple[Label, ...] = ()
    way: str = ""
    hangs: HangsWords | None = None

    @property
    def id(self) -> str:
        return id_of(self.place)

    @property
    def kind(self) -> str:
        """Which control it is filled in with."""
        holds = self.shape.holds
        if holds is Holds.CONDITIONS:
            return "conditions"
        if holds is Holds.YES_OR_NO:
            return "three" if self.shape.open else "tick"
        if holds in (Holds.WORDS, Holds.KEYS) and self.is_chosen:
            return "usual-or-ticks" if self.shape.open else "ticks"
        if holds in (Holds.WORD, Holds.KEY) and self.is_chosen:
            return "choice"
        if holds is Holds.ROWS:
            return "rows"
        if holds in (Holds.TEXTS, Holds.KEYS):
            return "texts"
        return "short" if self.shape.name in SHORT or holds is Holds.NUMBER else "text"

    @property
    def needs_choosing(self) -> bool:
        """Whether a list begins with a line for nothing chosen."""
        return self.shape.open or self.shape.default is None

    @property
    def lines(self) -> int:
        """How many lines its box has at first."""
        return 3 if self.shape.name in LONG else 1

    @property
    def spare(self) -> tuple[Texts, ...]:
        """The rows of a list of rows, those to be filled in among them."""
        wide = len(self.rows)
        given = [self.texts[at : at + wide] for at in range(0, len(self.texts), wide)]
        return (*given, *[("",) * wide] * SPARE_ROWS)


@dataclass(frozen=True)
class PartBox:
    """A part that stands within another on its page: an answer, a grade, other words for a kind.

    ``items`` are its fields, and the lists of what stands in it again.
    """

    part: Part
    title: str
    items: "tuple[FieldBox | PartsBox, ...]"
    mark: str
    is_first: bool
    is_last: bool
    can_move: bool

    @property
    def id(self) -> str:
        return id_of(self.part.name)


@dataclass(frozen=True)
class PartsBox:
    """A list of parts: ``inner`` where they are filled in here, ``linked`` where each has a page of
    its own."""

    holder: Part
    name: str
    label: Label
    noun: str
    inner: tuple[PartBox, ...]
    linked: tuple[tuple[Part, str], ...]
    can_add: bool
    lacking: tuple[str, ...]
    last: str

    @property
    def id(self) -> str:
        return id_of(self.holder.place(self.name))


@dataclass(frozen=True)
class GroupBox:
    """Fields that belong together; without a title they are what is filled in first."""

    title: str
    items: tuple[FieldBox | PartsBox, ...]
    is_open: bool

    @property
    def lists(self) -> tuple[PartsBox, ...]:
        """Every list of parts in it, those that stand in parts again among them."""
        return tuple(_lists_in(self.items))


def _lists_in(items: Iterable[FieldBox | PartsBox]) -> Iterator[PartsBox]:
    for item in items:
        if isinstance(item, PartsBox):
            yield item
            yield from _lists_in(inner for one in item.inner for inner in one.items)


@dataclass(frozen=True)
class Bar:
    """What stands above every page of the editor: what would be undone or done again, in words,
    and the last steps of everybody, the latest first."""

    draft: DraftOnFile
    undo: str
    redo: str
    latest: tuple[tuple[StepOnFile, str], ...]


def make_bar(draft: DraftOnFile, steps: tuple[StepOnFile, ...], person: UUID) -> Bar:
    """What one person sees above a draft."""
    last, first = last_done(steps, person), first_undone(steps, person)
    done = [one for one in steps if one.state is StepState.DONE][: -LATEST - 1 : -1]
    return Bar(
        draft,
        say_step(draft.document, last.step) if last else "",
        say_step(draft.document, first.step) if first else "",
        tuple((one, say_step(draft.document, one.step)) for one in done),
    )


def sections_beside(document: Document, part: Part) -> tuple[tuple[str, str], ...]:
    """The sections into which a question can be carried, by key and title; none of other parts."""
    if part.list_name != QUESTIONS:
        return ()
    own = holder_of(document, part)
    others = (Part().within(SECTIONS, str(one.get("key"))) for one in listed(document, SECTIONS))
    return tuple((one.key, title_of(document, one)) for one in others if one != own)


def section_around(document: Document, part: Part) -> tuple[Part, str] | None:
    """The section in which a question can be added from this page, and the key after which: below
    the question that is shown, or last in the section; None on other pages."""
    if part.list_name == QUESTIONS:
        return holder_of(document, part), part.key
    if part.list_name != SECTIONS:
        return None
    questions = listed(find(document, part) or {}, QUESTIONS)
    return part, str(questions[-1].get("key")) if questions else ""


@dataclass(frozen=True)
class Typed:
    """What was sent and not taken, to be shown again; ``clashes`` are the places of which somebody
    else changed the content meanwhile."""

    form: MultiDict[str, str] = field(default_factory=MultiDict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    clashes: tuple[str, ...] = ()

    @classmethod
    def of(cls, form: MultiDict[str, str], wrong: Invalid | None = None) -> "Typed":
        problems = wrong.problems if wrong else ()
        return cls(form, {one.place: one.message for one in problems})


class Boxes:
    """Makes what one page shows of a draft."""

    def __init__(self, draft: DraftOnFile, typed: Typed | None = None) -> None:
        self._draft, self._typed = draft, typed or Typed()
        self._around = Around(draft.theme_lists)

    @property
    def _document(self) -> Document:
        return self._draft.document

    @cached_property
    def _lacking(self) -> dict[str, tuple[str, ...]]:
        found = dict[str, tuple[str, ...]]()
        for one in self._draft.lacking:
            found[one.place] = (*found.get(one.place, ()), one.message)
        return found

    def lacking_at(self, place: str) -> tuple[str, ...]:
        return self._lacking.get(place, ())

    def groups(self, part: Part) -> tuple[GroupBox, ...]:
        """All that can be said of a part, what comes first first. Raises ``Hidden``."""
        held = find(self._document, part)
        if held is None:
            raise Hidden
        made = (self._group(part, held, group) for group in groups_of(shape_of(part)))
        return tuple(group for group in made if group.items)

    def _group(self, part: Part, held: Document, group: Group) -> GroupBox:
        wanted = (one for one in group.fields if applies(self._document, held, one))
        items = tuple(self._item(part, one) for one in wanted)
        return GroupBox(group.title, items, any(_is_lacking(item) for item in items))

    def _item(self, part: Part, shape: FieldShape) -> FieldBox | PartsBox:
        is_list = shape.parts is not None and shape.holds is not Holds.ROWS
        return self._parts(part, shape) if is_list else self.box(part, shape)

    def box(self, part: Part, shape: FieldShape) -> FieldBox:
        place = part.place(shape.name)
        held = find(self._document, part) or {}
        texts = shown(shape, held.get(shape.name, NOTHING))
        offers = offered(self._document, part, shape, self._around)
        base = digest_of(shape, texts)
        typed, theirs = self._typed_at(place), None
        if place in self._typed.clashes:
            theirs = in_words(texts, offers)
        elif typed is not None:
            base = self._typed.form.get(saving.VERSION + place, base)
        return FieldBox(
            place,
            label_within(shape_of(part), shape, held),
            shape,
            texts if typed is None else typed,
            base,
            offers,
            is_chosen(shape),
            self.lacking_at(place),
            self._typed.wrong.get(place, ""),
            theirs,
            say_conditions(self._document, held.get(shape.name)) if _hangs(shape) else (),
            tuple(label_of(shape.parts, one) for one in shape.parts.fields) if shape.parts else (),
            self._way_to_conditions(part, shape.name) if _hangs(shape) else "",
            HANGING[shape.name] if _hangs(shape) else None,
        )

    def _way_to_conditions(self, part: Part, field: str) -> str:
        return url_for("tool_conditions.show", draft_id=self._draft.id, field=field, part=part.name)

    def _typed_at(self, place: str) -> Texts | None:
        if saving.VERSION + place not in self._typed.form:
            return None
        return tuple(self._typed.form.getlist(place))

    def _parts(self, part: Part, shape: FieldShape) -> PartsBox:
        inner = list(self._inner(part, shape))
        has_page = has_own_page(part, shape)
        items = listed(find(self._document, part) or {}, shape.name)
        return PartsBox(
            part,
            shape.name,
            label_of(shape_of(part), shape),
            noun_of(shape.name),
            () if has_page else tuple(self._part_box(one, at, len(inner), shape)
                                      for at, one in enumerate(inner)),
            tuple((one, title_of(self._document, one)) for one in inner) if has_page else (),
            shape.holds is Holds.PARTS,
            self.lacking_at(part.place(shape.name)),
            str(items[-1].get("key")) if items else "",
        )  # fmt: skip

    def _inner(self, part: Part, shape: FieldShape) -> Iterator[Part]:
        held = find(self._document, part) or {}
        if shape.holds is Holds.PART:
            yield part.within(shape.name, "it")
        elif shape.holds is Holds.PARTS_BY_WORD and shape.words is not None:
            asked = held.get("kinds") or []
            there = held.get(shape.name) or {}
            every = held.get("asked") == "lead"
            yield from (
                part.within(shape.name, word.value)
                for word in shape.words
                if every or word.value in asked or word.value in there
            )
        else:
            yield from (
                part.within(shape.name, str(one.get("key"))) for one in listed(held, shape.name)
            )

    def _part_box(self, part: Part, at: int, of: int, shape: FieldShape) -> PartBox:
        held = find(self._document, part) or {}
        items = tuple(
            self._item(part, one)
            for one in shape_of(part).fields
            if one.name not in GIVEN and applies(self._document, held, one)
        )
        listed_ = shape.holds is Holds.PARTS
        return PartBox(
            part, title_of(self._document, part), items, mark_of(held), at == 0, at == of - 1,
            listed_,
        )  # fmt: skip


def _hangs(shape: FieldShape) -> bool:
    return shape.holds is Holds.CONDITIONS


def _is_lacking(item: FieldBox | PartsBox) -> bool:
    if isinstance(item, FieldBox):
        return bool(item.lacking or item.error or item.theirs is not None)
    return bool(item.lacking) or any(_is_lacking(i) for one in item.inner for i in one.items)


def in_words(texts: Texts, offers: tuple[Offer, ...]) -> tuple[str, ...]:
    """What stands in a field, as people read it."""
    labels = dict(offers) | {"yes": "Yes", "no": "No", "usual": "As usual", "these": "These:"}
    said = tuple(labels.get(text, text) for text in texts if text)
    return said or ("(empty)",)
