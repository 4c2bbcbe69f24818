"""The draws that were shown before one was confirmed, as an audit's row keeps them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from audit_tools.shown_draws import ShownDraw, ShownDraws


def shown_draws_of(documents: Iterable[Mapping[str, Any]]) -> ShownDraws:
    """The value of what is kept."""
    return ShownDraws(
        tuple(
            ShownDraw(
                seed=kept["seed"],
                size=kept["size"],
                reserves=kept["reserves"],
                strata=tuple(kept["strata"]),
                list_hash=kept["list_hash"],
                confirmed=kept["confirmed"],
            )
            for kept in documents
        )
    )


def documents_of(shown: ShownDraws) -> list[dict[str, Any]]:
    """What is kept of them."""
    return [{**asdict(draw), "strata": list(draw.strata)} for draw in shown.draws]
