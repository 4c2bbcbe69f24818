"""What the pages and the commands of one application share."""

from dataclasses import dataclass

from app.config import Settings
from app.db.engine import Database
from app.operations.passwords import Passwords

EXTENSION = "golden_thread"


@dataclass(frozen=True)
class Surroundings:
    """Settings, database and how passwords are kept; an extension of the Flask application."""

    settings: Settings
    database: Database
    passwords: Passwords
