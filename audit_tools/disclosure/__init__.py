"""The one function that decides what an audience may be given of an audit.

Governance and the L&D group get counts of cases, agencies by name (see ``agency_names``), agreed
grades, outcomes as counts, waits in days, the map of standing meetings and wording agreed for
sharing. They do not get an agency's own grades, a reference, a characteristic, or a sentence that
nobody but its writer has agreed: those stay with the people of the case. The rules are those of
*Audiences* in docs/architecture.md.
"""

from collections.abc import Iterable, Iterator, Mapping

from audit_tools.audience import Audience, AudienceFacts
from audit_tools.comparable import find_alike
from audit_tools.cycles import Phase, Selection
from audit_tools.disclosure import agreement, evidence, participation
from audit_tools.disclosure.again import seen_again
from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.disclosure.meetings import meetings
from audit_tools.disclosure.taking_part import SharedLearning, for_those_who_took_part
from audit_tools.disclosure.waits import waits
from audit_tools.editions import EarlierEdition, Edition
from audit_tools.errors import Refused
from audit_tools.facts import CaseFacts, CycleFacts
from audit_tools.moving import not_alike
from audit_tools.numbers import Share
from audit_tools.side_by_side import SideBySide, beside

__all__ = ["SharedLearning", "for_audience", "for_audience_beside", "for_those_who_took_part"]


def for_audience(facts: CycleFacts, audience: Audience, *, interim: bool = False) -> AudienceFacts:
    """What this audience may be given of the audit.

    Every count is of cases whose discussion is agreed; a withdrawn case is in none. Whether every
    immediate concern was followed up is said of all cases, since withdrawing a case settles
    nothing. Raises ``Refused`` for an audit that is not closed unless an interim summary is meant.
    """
    if facts.cycle.phase is not Phase.CLOSED and not interim:
        raise Refused(
            "This audit is not closed yet. Until it is, only an interim summary can be made of it."
        )
    cycle, agreed = facts.cycle, AgreedCases(facts)
    return AudienceFacts(
        audience=audience,
        interim=interim,
        key=cycle.key,
        title=cycle.title,
        theme=cycle.theme,
        purpose=cycle.purpose,
        counted=cycle.counted,
        period_from=cycle.period_from,
        period_to=cycle.period_to,
        invented=cycle.invented,
        rehearsal=cycle.rehearsal,
        marking=facts.marking,
        attribution=cycle.attribution,
        tool=Edition(facts.tool.title, facts.tool.version),
        theme_list=Edition(facts.codebook.title, facts.codebook.version),
        agreed=Share(len(agreed.cases), len(facts.counted_cases)),
        selection=cycle.selection,
        selection_note=cycle.how_chosen,
        chosen_by_hand=_chosen_by_hand(agreed),
        by_chance=_by_chance(agreed),
        cases_sentence=cycle.cases_sentence,
        corrected=Share(sum(case.corrected for case in agreed.cases), len(agreed.cases)),
        returns=participation.returns(facts, agreed.cases),
        all_returns=participation.returns(facts, facts.counted_cases),
        incomplete=Share(sum(agreed.incomplete), len(agreed.cases)),
        asks_returns=cycle.asks_returns,
        given_in_discussion=participation.given_in_discussion(agreed),
        agencies=participation.agencies(agreed),
        chair_answers=participation.chair_answers(agreed),
        chair_agencies=participation.chair_agencies(agreed),
        findings_sorted=evidence.findings_sorted(agreed),
        sorted_twice=evidence.sorted_twice(agreed),
        themes=evidence.themes(agreed),
        themes_not_seen=evidence.themes_not_seen(agreed),
        scale=agreement.grade_labels(agreed),
        sections=agreement.sections(agreed),
        differed=agreement.differed(agreed),
        coefficients=agreement.coefficients_of_readers(agreed),
        moderations=agreement.moderations(agreed),
        outcomes=agreement.outcomes(agreed),
        waits=waits(agreed),
        meetings=meetings(agreed),
        remedies=evidence.remedies(agreed),
        without_remedy=evidence.without_remedy(agreed),
        needs=evidence.needs(agreed),
        inspection=evidence.inspection(agreed),
        followed_up=_followed_up(facts.cases),
        earlier=tuple(_earlier(agreed)),
    )


def _earlier(agreed: AgreedCases) -> Iterator[EarlierEdition]:
    """The earlier versions of the tool with which agreed cases are answered."""
    newest, total = agreed.facts.tool, len(agreed.cases)
    for one in agreed.facts.earlier:
        count = sum(case.reference in one.cases for case in agreed.cases)
        others = not_alike(one.tool, newest)
        named = (q.number or q.text for q in newest.questions if q.key in others)
        if count:
            edition = Edition(one.tool.title, one.tool.version)
            yield EarlierEdition(edition, Share(count, total), tuple(named))


def for_audience_beside(
    then: CycleFacts,
    now: CycleFacts,
    linked: Mapping[str, str],
    audience: Audience,
    *,
    interim: bool = False,
) -> SideBySide | None:
    """What this audience may be given of two audits beside each other.

    ``linked`` goes from references of ``now`` to those of ``then`` that somebody has said to be the
    same child; ``interim`` is said of ``now``. ``None`` while one of them has no agreed case.
    """
    return beside(
        for_audience(then, audience),
        for_audience(now, audience, interim=interim),
        find_alike(then, now),
        seen_again(AgreedCases(then), AgreedCases(now), linked),
    )


def _chosen_by_hand(agreed: AgreedCases) -> int:
    is_drawn = agreed.facts.cycle.selection is Selection.RANDOM
    return sum(case.is_chosen for case in agreed.cases) if is_drawn else 0


def _by_chance(agreed: AgreedCases) -> bool:
    cycle = agreed.facts.cycle
    is_drawn = cycle.selection is Selection.RANDOM and not cycle.draws_shown.choice
    return is_drawn and not _chosen_by_hand(agreed)


def _followed_up(cases: Iterable[CaseFacts]) -> bool | None:
    raised = [case for case in cases if case.concerns]
    if not raised:
        return None
    return all(case.concerns_settled >= case.concerns for case in raised)
