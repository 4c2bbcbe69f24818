"""The commands: a few lines each, which call operations as pages do."""

from flask import Flask

from app.cli.audits import audits
from app.cli.database import database
from app.cli.demonstration import demo
from app.cli.inspections import inspections
from app.cli.messages import messages
from app.cli.people import people
from app.cli.tools import tools

COMMANDS = (audits, database, demo, inspections, messages, people, tools)


def install(app: Flask) -> None:
    """Make the commands known as ``flask <noun> <verb>``."""
    for command in COMMANDS:
        app.cli.add_command(command)
