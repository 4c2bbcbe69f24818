"""Files that commands read, and what they say while they work."""

from pathlib import Path

import click

from audit_tools.definition.text import LARGEST_TEXT, Source
from audit_tools.errors import Invalid

IN_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def read_text(file: Path) -> tuple[str, Source]:
    """The text of a definition, and how it is written. Raises ``Invalid`` unless it is UTF-8."""
    with file.open("rb") as opened:
        data = opened.read(LARGEST_TEXT + 1)
    try:
        return data.decode("utf-8-sig"), "json" if file.suffix == ".json" else "yaml"
    except UnicodeDecodeError:
        raise Invalid(f"{file.name} is not in UTF-8. Save it again in that encoding.") from None


def say(sentence: str) -> None:
    """Progress, apart from what a command gives out."""
    click.echo(sentence, err=True)
