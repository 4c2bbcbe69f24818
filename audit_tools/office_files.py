"""What a workbook and a Word file are from outside: a zip of XML parts, looked at before reading.

Its size, packed and unpacked, is looked at first, and no part may declare entities or a document
type, which a program that reads it could be made to swell up by.
"""

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from audit_tools.errors import Invalid

MAX_UNPACKED = 20_000_000
MAX_PARTS = 200
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def check_package(data: bytes, noun: str, save_again: str) -> None:
    """Raise ``Invalid`` for a file that is none of its kind, too large unpacked or has macros.

    ``noun`` is what people call such a file, ``save_again`` the sentence that mends it.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
                raise Invalid(
                    f"The {noun} is too large when it is unpacked. Save what is wanted alone."
                )
            if any(part.filename.casefold().endswith("vbaproject.bin") for part in parts):
                raise Invalid(f"The {noun} has macros. {save_again}")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with package.open(part) as file:
                        _check_xml(file)
    except (BadZipFile, DefusedXmlException, ElementTree.ParseError, RuntimeError) as error:
        raise Invalid(f"The {noun} cannot be read. {save_again}") from error


def _check_xml(file: Any) -> None:
    """Raise where a part declares entities or a document type, or is no XML."""
    for _, element in ElementTree.iterparse(file, forbid_dtd=True):
        element.clear()
