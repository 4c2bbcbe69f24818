"""A draft quotes wording that waits for agreement, of findings that its reader may read anyway."""

from audit_tools.audience import Audience
from audit_tools.disclosure import for_audience
from audit_tools.disclosure.drafts import with_proposed_wording
from audit_tools.findings import AgreedWording
from tests.facts import case, cycle_facts, development

FACTS = cycle_facts(
    development(1, "C0", "voice", wording=AgreedWording("Waits", "unit")),
    development(2, "C1", "voice", wording=AgreedWording("Of another case", "unit")),
    development(3, "C1", "voice", wording=AgreedWording("Agreed", "unit", "chair")),
    cases=[case("C0"), case("C1")],
)


def test_a_draft_quotes_unagreed_wording_of_what_its_reader_reads() -> None:
    drafted = for_audience(with_proposed_wording(FACTS, {1}), Audience.GOVERNANCE)
    (theme,) = drafted.themes
    assert theme.developments.wordings == ("Agreed", "Waits")
    (usual,) = for_audience(FACTS, Audience.GOVERNANCE).themes
    assert usual.developments.wordings == ("Agreed",)
