"""For whoever watches the service: is the process there, and can it work?"""

from flask import jsonify
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from app.db.level import LevelError, check_level
from app.web import current
from app.web.access import PUBLIC, Routes

routes = Routes("health")


@routes.get("/health", needs=PUBLIC("A monitor asks whether the process lives."))
def answer_health() -> Response:
    return jsonify(status="alive")


@routes.get("/ready", needs=PUBLIC("A monitor asks whether the database can be worked with."))
def answer_ready() -> Response:
    try:
        check_level(current.database())
    except (LevelError, SQLAlchemyError) as problem:
        # The sentence of a level names a command; that of a database could name its address.
        reason = str(problem) if isinstance(problem, LevelError) else "The database is away."
        answer = jsonify(status="not ready", reason=reason)
        answer.status_code = 503
        return answer
    return jsonify(status="ready")
