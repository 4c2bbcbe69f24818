"""What the audit refuses, as sentences on the standard error stream and exit code 1."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from audit_tools.errors import AuditError, Invalid


@contextmanager
def as_sentences() -> Iterator[None]:
    """Turn an ``AuditError`` into its sentences, each with its place. There is no traceback."""
    try:
        yield
    except Invalid as invalid:
        raise click.ClickException("\n".join(map(str, invalid.problems))) from invalid
    except AuditError as refused:
        raise click.ClickException(refused.message) from refused
