"""Files packed into one, so that the same files give the same bytes."""

import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

File = tuple[str, bytes]
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest instant that an archive can name: that of whatever says no other."""


def zipped(files: Iterable[File]) -> bytes:
    """The files as an archive, with the earliest time at each."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as kept:
        for name, data in files:
            plain = zipfile.ZipInfo(name, EARLIEST.timetuple()[:6])
            plain.compress_type, plain.create_system = zipfile.ZIP_DEFLATED, 0
            kept.writestr(plain, data)
    return buffer.getvalue()
