"""The server of the tests leaves nothing open when a browser goes away."""

import socket
import struct
from collections.abc import Iterator
from threading import Event
from urllib.parse import urlsplit

from flask import Flask, Response

from tests.served import serving

# What is closed so is closed at once, and the other side is told of an error.
AT_ONCE = struct.pack("ii", 1, 0)


def test_what_a_page_reads_is_closed_though_the_browser_went_away() -> None:
    app, written, gone, closed = Flask(__name__), Event(), Event(), Event()

    def parts() -> Iterator[bytes]:
        yield b"page"
        written.set()
        gone.wait(10)

    @app.get("/")
    def page() -> Response:
        response = Response(parts(), headers={"Content-Length": "4"})
        response.call_on_close(closed.set)
        return response

    with serving(app) as address:
        with socket.create_connection(("127.0.0.1", urlsplit(address).port)) as browser:
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            browser.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert written.wait(10)
        gone.set()
        assert closed.wait(10)
