"""What a command can ask about where it runs."""

from flask import current_app

from app.config import Settings
from app.db.engine import Database
from app.operations.surroundings import EXTENSION, Surroundings


def settings() -> Settings:
    return _surroundings().settings


def database() -> Database:
    return _surroundings().database


def _surroundings() -> Surroundings:
    found: Surroundings = current_app.extensions[EXTENSION]
    return found
