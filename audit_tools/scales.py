"""Scales: grades in words, the best first, which are counted and never averaged."""

from __future__ import annotations

from dataclasses import dataclass

from audit_tools.errors import Invalid


@dataclass(frozen=True)
class Grade:
    """A step of a scale, with what it means.

    `meets_standard` says whether practice of this grade is good enough; None where the scale says
    nothing of that, such as one from 0 to 10. ``points`` are what it is worth; None for none.
    """

    key: str
    label: str
    initial: str
    descriptor: str
    meets_standard: bool | None = None
    points: int | None = None


@dataclass(frozen=True)
class Scale:
    """Grades, the best first. They are ordinal: they can be compared and counted, not averaged."""

    key: str
    title: str
    grades: tuple[Grade, ...]

    @property
    def has_standard(self) -> bool:
        """Whether it says which practice is good enough, so that sections can be graded by it."""
        return all(grade.meets_standard is not None for grade in self.grades)

    def grade(self, key: str) -> Grade:
        """The grade with this key. Raises Invalid when the scale has none."""
        for grade in self.grades:
            if grade.key == key:
                return grade
        raise Invalid("Choose one of this audit's grades.", place=self.key)

    def score(self, key: str) -> int:
        """The rank of a grade, from 1 for the lowest. Raises Invalid for an unknown grade."""
        return len(self.grades) - self.grades.index(self.grade(key))

    def __contains__(self, key: object) -> bool:
        return any(grade.key == key for grade in self.grades)
