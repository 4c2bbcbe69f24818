"""What the pages of training needs show."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from flask import url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

import reports
from app.db.inspections import InspectionOnFile, inspections_on_file
from app.operations.summaries import SummaryOnFile, load_summaries, readable_audits
from app.operations.training_needs import FindingRead, NeedEvidence, need_on
from app.operations.versions import version_of
from app.web.paging import Part, part_of
from app.web.summaries.pages import written
from app.web.training_needs.forms import NOT_SAID
from audit_tools.audience import AudienceFacts, NeedRow
from audit_tools.cycles import Counted
from audit_tools.learning_strategy.in_words import PlannedActivity
from audit_tools.permissions import Permission, Person, can
from audit_tools.training_needs import Gap, SaidOfNeed
from reports.kinds.sentences import both_counts

NOT_YET = "wording agreed for sharing yet"
ONE_WORDED = "It has wording agreed for sharing."
ONE_UNWORDED = f"It has no {NOT_YET}. It is counted and not quoted."


@dataclass(frozen=True)
class ListPage:
    """The audits whose training needs the person may read, and the inspections they answer."""

    summaries: Part[SummaryOnFile]
    inspections: tuple[InspectionOnFile, ...]
    reads_strategy: bool


def describe_list(session: Session, person: Person) -> ListPage:
    part = part_of(readable_audits(session, by=person))
    return ListPage(
        Part(load_summaries(session, by=person, audits=part.items), part.number, part.pages),
        inspections_on_file(session, person.partnership),
        can(person, Permission.READ_PLANS),
    )


@dataclass(frozen=True)
class NeedsPage:
    """The document between the head and the foot of the page."""

    title: str
    invented: bool
    document: Markup
    has_paper: bool
    has_report: bool
    answered: tuple[tuple[NeedRow, tuple[PlannedActivity, ...]], ...]


def describe_needs(
    facts: AudienceFacts,
    audit_id: UUID,
    person: Person,
    activities: Collection[PlannedActivity],
) -> NeedsPage:
    """The training needs of an audit as a page, with the links that this person has."""
    links = {"theme-summary": url_for("summaries.show", audit_id=audit_id)}
    answered = {
        need.key: tuple(one for one in activities if one.answers(need.key)) for need in facts.needs
    }
    for need in facts.needs:
        links[f"evidence:{need.key}"] = url_for(
            "training_needs.show_evidence", audit_id=audit_id, theme=need.key
        )
        links[f"offer:{need.key}"] = url_for(
            "learning_cover.show", audit_id=audit_id, _anchor=f"need-{need.key}"
        )
        if answered[need.key]:
            links[f"activities:{need.key}"] = f"#activities-{need.key}"
        if can(person, Permission.WRITE_NEEDS):
            links[f"write:{need.key}"] = url_for(
                "training_needs.ask", audit_id=audit_id, theme=need.key
            )
            kind = "more" if answered[need.key] else "plan"
            links[f"{kind}:{need.key}"] = url_for(
                "strategies.choose_objective", audit=audit_id, theme=need.key
            )
    document = reports.build(reports.Kind.TRAINING_NEEDS, facts, reports.Format.HTML, links)
    return NeedsPage(
        facts.title,
        facts.invented,
        written(document),
        bool(facts.cases),
        can(person, Permission.READ_PLANS),
        tuple((need, answered[need.key]) for need in facts.needs if answered[need.key]),
    )


@dataclass(frozen=True)
class EvidencePage:
    """A need, in how many cases it was seen, and the findings as far as the reader may see.

    ``findings`` are as they were written, for somebody of their cases; ``elsewhere`` is how many
    are of cases that the reader has no part in.
    """

    need: NeedRow
    audit: str
    invented: bool
    seen: str
    counted: Counted
    agencies: tuple[str, ...]
    findings: tuple[FindingRead, ...]
    activities: tuple[PlannedActivity, ...]

    @property
    def elsewhere(self) -> int:
        return self.need.rests_on.findings - len(self.findings)

    @property
    def quoted(self) -> str:
        """How many of the findings can be quoted, so that the list accounts for all of them."""
        count, worded = self.need.rests_on.findings, len(self.need.rests_on.wordings)
        if count == 1:
            return ONE_WORDED if worded else ONE_UNWORDED
        if worded == count:
            return f"All {count} have wording agreed for sharing."
        if not worded:
            return f"None of the {count} has {NOT_YET}. They are counted and not quoted."
        have = "has" if worded == 1 else "have"
        return (
            f"{worded} of {count} {have} wording agreed for sharing. "
            "The rest is counted and not quoted."
        )


def describe_evidence(
    evidence: NeedEvidence, activities: Iterable[PlannedActivity]
) -> EvidencePage:
    """The page, which accounts for every finding that the list of needs counts."""
    facts, need = evidence.facts, evidence.need
    return EvidencePage(
        need,
        facts.title,
        facts.invented,
        both_counts(facts, need),
        facts.counted,
        # Of published findings the agencies are those who published them.
        () if facts.attribution else need.rests_on.agencies,
        evidence.findings,
        tuple(one for one in activities if one.answers(need.key)),
    )


@dataclass(frozen=True)
class WritingPage:
    """The need that is being written about; ``theirs`` is what somebody else wrote since."""

    need: NeedRow
    audit: str
    invented: bool
    theirs: SaidOfNeed | None = None

    @property
    def responses(self) -> dict[str, str]:
        """What each reason calls for, by its key."""
        return {gap.value: gap.response for gap in Gap}

    @property
    def as_it_stands(self) -> dict[str, str]:
        """What the form shows to somebody who begins to write."""
        return {**asdict(self.need.said), "gap": self.need.gap or NOT_SAID, "seen": self.version}

    @property
    def version(self) -> str:
        return version_of(self.need.said)

    def met_by_another(self) -> "WritingPage":
        return replace(self, theirs=self.need.said)


def describe_writing(facts: AudienceFacts, theme: str) -> WritingPage:
    """The page for one need. Raises ``Hidden`` where there is none."""
    return WritingPage(need_on(facts, theme), facts.title, facts.invented)
