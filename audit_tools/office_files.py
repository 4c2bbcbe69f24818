"""What a workbook and a Word file are from outside: a zip of XML parts, looked at before reading.

Its size, packed and unpacked, and the number of its parts are looked at first; then how deep and
how many the elements of each part are. None may declare entities or a document type, which a
program that reads it could be made to swell up by, and nothing is run or fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from audit_tools.errors import Invalid

MAX_UNPACKED = 20_000_000
MAX_PARTS = 200
MAX_DEPTH = 200
MAX_ELEMENTS = 1_000_000
"""Of all parts together; a sheet as large as is read at all has about half of it."""
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"

_PICTURES_AND_FONTS = (
    ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".ico",
    ".odttf", ".ttf", ".bin",
)  # fmt: skip
_NEVER_READ = ("/media/", "/embeddings/", "/fonts/", "/printersettings/")
"""Whatever is called so, or lies there, is never read. All else is taken for XML."""
_ENCRYPTED = 1
# A link that is clicked fetches nothing by itself. The template of a Word file is not looked for.
_HARMLESS = ("hyperlink", "attachedTemplate")
_OF_OTHERS = ("/externallinks/", "/connections.xml", "/querytables/")


def check_package(data: bytes, noun: str, save_again: str) -> None:
    """Raise ``Invalid`` for a file that is none of its kind, too large unpacked, has macros or
    takes anything from elsewhere.

    ``noun`` is what people call such a file, ``save_again`` the sentence that mends it.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            _check_parts(package.infolist(), noun, save_again)
            elements = 0
            for part in filter(_is_read, package.infolist()):
                elements += _Part(noun, save_again, MAX_ELEMENTS - elements).check(package, part)
    except (BadZipFile, LargeZipFile, expat.ExpatError, RuntimeError, NotImplementedError) as error:
        raise Invalid(f"The {noun} cannot be read. {save_again}") from error


def _too_large(noun: str) -> Invalid:
    return Invalid(f"The {noun} is too large when it is unpacked. Save what is wanted alone.")


def _macros(noun: str, save_again: str) -> Invalid:
    return Invalid(f"The {noun} has macros. {save_again}")


def _from_elsewhere(noun: str) -> Invalid:
    return Invalid(
        f"The {noun} takes something from elsewhere: another file, a database or a picture. Put "
        "it in as it is, break the links to it, and save the file again."
    )


def _is_read(part: ZipInfo) -> bool:
    name = part.filename.casefold()
    lies_there = any(folder in f"/{name}" for folder in _NEVER_READ)
    return not lies_there and not name.endswith((*_PICTURES_AND_FONTS, "/"))


def _check_parts(parts: list[ZipInfo], noun: str, save_again: str) -> None:
    """What the list of parts alone tells."""
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _too_large(noun)
    names = [f"/{part.filename.casefold()}" for part in parts]
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise _macros(noun, save_again)
    if any(other in name for name in names for other in _OF_OTHERS):
        raise _from_elsewhere(noun)
    # Two parts of one name are two files in one, of which each program reads another.
    is_odd = any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts)
    if is_odd or len(set(names)) < len(names) or any(p.flag_bits & _ENCRYPTED for p in parts):
        raise Invalid(f"The {noun} cannot be read. {save_again}")


class _Part:
    """Goes through one part, element by element, and keeps nothing of it."""

    def __init__(self, noun: str, save_again: str, most: int) -> None:
        self._noun, self._save_again, self._most = noun, save_again, most
        self._depth = self._count = 0
        self._is_links = False

    def check(self, package: ZipFile, part: ZipInfo) -> int:
        """How many elements it has. Raises ``Invalid``, and ``ExpatError`` for what is no XML."""
        self._is_links = part.filename.casefold().endswith(".rels")
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        with package.open(part) as file:
            for block in _blocks(file.read):
                parser.Parse(block, False)
        parser.Parse(b"", True)
        return self._count

    def _start(self, _name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > self._most:
            raise _too_large(self._noun)
        if "macroenabled" in attributes.get("ContentType", "").casefold():
            raise _macros(self._noun, self._save_again)
        kind = attributes.get("Type", "").rpartition("/")[2]
        is_elsewhere = attributes.get("TargetMode") == "External"
        if self._is_links and is_elsewhere and kind not in _HARMLESS:
            raise _from_elsewhere(self._noun)

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _doctype(self, *_: object) -> None:
        raise Invalid(
            f"The {self._noun} cannot be read: it declares what could make it swell up. "
            f"{self._save_again}"
        )


def _blocks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while block := read(1 << 16):
        yield block
