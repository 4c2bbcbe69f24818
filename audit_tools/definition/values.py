"""The values of documents whose shape and meaning are sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit_tools.agency_kinds import AgencyKind
from audit_tools.codebook import Codebook, Theme, ThemeGroup
from audit_tools.conditions.as_data import from_data
from audit_tools.conditions.terms import Condition
from audit_tools.cycles import CHILDREN, Counted
from audit_tools.definition.other_shapes import InspectionDocument, ThemeListDocument
from audit_tools.definition.shape import (
    ConditionDocument,
    PartDocument,
    QuestionDocument,
    ScaleDocument,
    SectionDocument,
    ToolDocument,
    WaitDocument,
)
from audit_tools.facts import InspectionFinding, InspectionLetter
from audit_tools.tool import (
    AuditTool,
    Choice,
    Grade,
    Link,
    Part,
    Question,
    Scale,
    Section,
    Variant,
)
from audit_tools.waits_and_meetings import StandingMeeting, Wait


def letter_from(document: InspectionDocument) -> InspectionLetter:
    inspected = document.inspection
    return InspectionLetter(
        key=inspected.key,
        title=inspected.title,
        inspected_from=inspected.inspected_from,
        inspected_to=inspected.inspected_to,
        letter_dated=inspected.letter_date,
        plan_due=inspected.plan_due,
        attribution=inspected.attribution,
        findings=tuple(
            InspectionFinding(one.number, one.statement, one.themes) for one in document.findings
        ),
    )


def tool_from(document: ToolDocument) -> AuditTool:
    scales = tuple(_scale(scale) for scale in document.scales)
    by_key = {scale.key: scale for scale in scales}
    return AuditTool(
        key=document.key,
        version=document.version,
        title=document.title,
        about=document.about,
        definition=document.definition,
        look_back=document.look_back,
        look_back_rapid=document.look_back_rapid,
        look_back_re_audit=document.look_back_re_audit,
        theme_list=document.theme_list,
        scales=scales,
        sections=tuple(_section(section, by_key) for section in document.sections),
        counts=Counted(**document.counts.model_dump()) if document.counts else CHILDREN,
        in_one_sitting=document.in_one_sitting,
        second_person=document.second_person,
        longer_why=document.longer_why,
        not_computed=document.not_computed,
        waits=tuple(_wait(wait) for wait in document.waits),
        meetings=tuple(StandingMeeting(**one.model_dump()) for one in document.meetings),
    )


def _wait(document: WaitDocument) -> Wait:
    return Wait(**document.model_dump(exclude={"kinds"}), kinds=frozenset(document.kinds))


def _scale(document: ScaleDocument) -> Scale:
    grades = tuple(Grade(**grade.model_dump()) for grade in document.grades)
    return Scale(document.key, document.title, grades)


def _section(document: SectionDocument, scales: Mapping[str, Scale]) -> Section:
    common = document.model_dump(exclude={"links", "questions", "required_when", "show_when"})
    return Section(
        **common,
        show_when=_conditions(document.show_when),
        required_when=_conditions(document.required_when),
        links=tuple(Link(**link.model_dump()) for link in document.links),
        questions=tuple(_question(q, scales) for q in document.questions),
    )


def _question(document: QuestionDocument, scales: Mapping[str, Scale]) -> Question:
    made = {"kinds", "choices", "links", "parts", "scale", "variants"}
    made |= {"required_when", "show_when"}
    return Question(
        **document.model_dump(exclude=made),
        kinds=frozenset(document.kinds),
        choices=tuple(Choice(**choice.model_dump()) for choice in document.choices),
        links=tuple(Link(**link.model_dump()) for link in document.links),
        parts=tuple(_part(part) for part in document.parts),
        scale=scales[document.scale] if document.scale else None,
        variants=_variants(document),
        show_when=_conditions(document.show_when),
        required_when=_conditions(document.required_when),
    )


def _variants(document: QuestionDocument) -> dict[AgencyKind, Variant]:
    """How it reads for kinds of agency; one in which nothing stands says nothing."""
    found = {kind: Variant(one.text, one.guidance) for kind, one in document.variants.items()}
    return {kind: variant for kind, variant in found.items() if variant != Variant()}


def _part(document: PartDocument) -> Part:
    choices = tuple(Choice(**choice.model_dump()) for choice in document.choices)
    return Part(**document.model_dump(exclude={"choices"}), choices=choices)


def _conditions(documents: Iterable[ConditionDocument]) -> tuple[Condition, ...]:
    return tuple(from_data(one.model_dump(by_alias=True, exclude_unset=True)) for one in documents)


def codebook_from(document: ThemeListDocument) -> Codebook:
    return Codebook(
        document.key,
        document.version,
        document.title,
        tuple(Theme(**theme.model_dump()) for theme in document.themes),
        tuple(ThemeGroup(**group.model_dump()) for group in document.groups),
    )
