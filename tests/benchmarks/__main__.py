"""What the application costs beside the least that it could cost: ``make bench``.

Two databases are made, of 10 and of 1,000 audits, and everything is measured on both in one run.
docs/reference/benchmarks.md says what the lines mean.
"""

import logging
import tempfile
from pathlib import Path

import click
import structlog

from tests.benchmarks.measuring import table
from tests.benchmarks.pages import (
    against_sql,
    growth,
    growth_of_a_save,
    one_save,
    section_page,
)
from tests.benchmarks.saves import saves_while_papers
from tests.benchmarks.workbooks import workbook_of_300
from tests.benchmarks.worlds import make_measured

FEW, MANY = 10, 1_000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        click.echo(f"Making {FEW} and {MANY:,} audits ...")
        few = make_measured(Path(folder) / "few.sqlite", FEW)
        many = make_measured(Path(folder) / "many.sqlite", MANY)
        _be_quiet()
        click.echo("Measuring ...")
        lines = [section_page(few), one_save(few), *against_sql(few), *against_sql(many)]
        lines += [*growth(few, many), growth_of_a_save(few, many), workbook_of_300()]
        click.echo(table(lines))
        click.echo(table(saves_while_papers(many)))


def _be_quiet() -> None:
    """A line of the log for each request is written, as it always is, and shown to nobody."""
    logging.getLogger().handlers.clear()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


if __name__ == "__main__":
    main()
