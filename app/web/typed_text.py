"""What is typed or pasted, without the characters that nobody sees and nothing can hold.

A NUL is refused by PostgreSQL, and the other control characters by a Word file and by the exchange
format. They come along with what is pasted from elsewhere, so they are dropped and nobody is
stopped for them; tabs and the ends of lines stay.
"""

from typing import IO

from flask import Flask, Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

UNSEEN = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\r")

_Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]


def install(app: Flask) -> None:
    app.request_class = _CleanRequest


class _CleanParser(FormDataParser):
    """Reads a form, and drops what cannot be seen from every text in it."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> _Parsed:
        rest, form, files = super().parse(stream, mimetype, content_length, options)
        seen = ((name, text.translate(UNSEEN)) for name, text in form.items(multi=True))
        return rest, self.cls(seen), files


class _CleanRequest(Request):
    form_data_parser_class = _CleanParser
