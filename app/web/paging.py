"""Lists of more than fifty are shown a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

PER_PAGE = 50

T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """Page ``number`` of ``pages`` of a list."""

    items: tuple[T, ...]
    number: int
    pages: int


def part_of(listed: Sequence[T]) -> Part[T]:
    """The part of a list that the address asks for; a number beyond the last gives the last."""
    pages = max(1, -(-len(listed) // PER_PAGE))
    number = min(max(1, page_asked()), pages)
    return Part(tuple(listed[(number - 1) * PER_PAGE : number * PER_PAGE]), number, pages)


def page_asked() -> int:
    """The number of a page in the address. Deeds of a list carry it on, to return to their page."""
    return request.args.get("page", 1, int)
