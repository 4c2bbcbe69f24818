"""For whoever watches the service: is the process there, and can it work?"""

from flask import jsonify, make_response
from werkzeug.wrappers import Response

from app.db.level import problem_of
from app.web import current
from app.web.access import PUBLIC, Routes

routes = Routes("health")


@routes.get("/health", needs=PUBLIC("A monitor asks whether the process lives."))
def answer_health() -> Response:
    return jsonify(status="alive")


@routes.get("/ready", needs=PUBLIC("A monitor asks whether the database can be worked with."))
def answer_ready() -> Response:
    if problem := problem_of(current.database()):
        return make_response(jsonify(status="not ready", reason=problem), 503)
    return jsonify(status="ready")
