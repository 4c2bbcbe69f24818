"""An application that is served on a port of its own."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def read_whole(app: "WSGIApplication") -> "WSGIApplication":
    """The application, with all that a page consists of read and closed before it is sent.

    werkzeug's server does not close a page, and the file it may be, when the browser goes away
    just after it was sent.
    """

    def run(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        parts = app(environ, start_response)
        with closing(parts):  # type: ignore[type-var]
            return [b"".join(parts)]

    return run


@contextmanager
def serving(app: "WSGIApplication") -> Iterator[str]:
    """The address of the application, as long as this lasts; its server ends with it."""
    server = make_server("127.0.0.1", 0, read_whole(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
