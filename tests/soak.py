"""Every kind of paper of the demonstration, to be looked at: ``python -m tests.soak FOLDER``.

What people take from the application is taken as they take it, each kind twice, also what is asked
for with a button. LibreOffice opens what is for Word, and of every paper one picture of all its
pages is made; a folder (the inspection pack, the papers of a meeting) is looked into. Workbooks are
read cell by cell: that takes no spreadsheet program.
"""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import click
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.app.links import links_of
from tests.app.page_forms import read_forms
from tests.app.visitors import database_of, send, sign_in_client
from tests.loaded import somebody
from tests.still import demonstrate

PEOPLE = ("Beth", "Dilys", "Hassan", "Imogen", "Kofi", "Leah", "Ade")
BEGIN = ("/", "/audits", "/discussions", "/returns", "/afterwards")
# What is recorded when it is taken is asked for with a button.
ASKED_FOR = ("papers.take_sheet", "papers.take_sheets", "inspection_packs.take")
OF_EACH_KIND = 2
# One page more of a kind may lead on to what none of the others does.
PAGES_OF_EACH_KIND = 5
PROGRAMS = ("soffice", "pdftoppm")
DOTS_AN_INCH, PAGES_A_ROW, GAP = 60, 5, 8


class Taker:
    """Somebody who follows every link, and takes what is no page."""

    def __init__(self, app: Flask, client: FlaskClient, taken: Counter[str]) -> None:
        self._urls = app.url_map.bind("localhost")
        self._client = client
        self._been, self._taken = Counter[str](), taken

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The name and the bytes of each file."""
        found = list(BEGIN)
        for path in found:
            kind = self._kind(path)
            if not kind or self._is_enough(kind):
                continue
            answer = self._client.get(path)
            self._been[kind] += 1
            if name := _file_of(answer):
                self._taken[kind] += 1
                yield name, answer.data
            elif answer.mimetype == "text/html":
                links = (urlsplit(link).path for link in links_of(answer.text))
                found += dict.fromkeys(link for link in links if link and link not in found)
                yield from self._asked_for(path, answer.text)

    def _asked_for(self, page: str, body: str) -> Iterator[tuple[str, bytes]]:
        for action in read_forms(body):
            path = action or page
            kind = self._kind(path, "POST")
            if kind.split(" ")[0] not in ASKED_FOR or self._is_enough(kind):
                continue
            answer = send(self._client, path)
            self._been[kind] += 1
            if name := _file_of(answer):
                self._taken[kind] += 1
                yield name, answer.data

    def _is_enough(self, kind: str) -> bool:
        return self._been[kind] >= PAGES_OF_EACH_KIND or self._taken[kind] >= OF_EACH_KIND

    def _kind(self, path: str, method: str = "GET") -> str:
        """The endpoint and the form of what stands at an address; empty for nothing of ours."""
        try:
            endpoint, values = self._urls.match(path, method=method)
        except HTTPException:
            return ""
        forms = (str(v) for k, v in values.items() if k in FORMS)
        return " ".join([endpoint, *forms])


FORMS = ("paper", "paper_kind", "suffix", "format", "name", "ending")


def _file_of(answer: TestResponse) -> str:
    """The name of a file that is sent; empty for a page."""
    return answer.headers.get("Content-Disposition", "").partition("filename=")[2].strip('"')


def take_papers(folder: Path) -> None:
    """Write every kind of paper that the people of the demonstration can take into a folder."""
    taken = Counter[str]()
    with redirect_stderr(StringIO()), demonstrate() as app:
        for name in PEOPLE:
            person = somebody(database_of(app), name)
            for file, data in Taker(
                app, sign_in_client(app, database_of(app), person), taken
            ).files():
                _write(folder, file, data)


def _write(folder: Path, name: str, data: bytes) -> None:
    """Keep a file; of a folder the papers that it holds, of many alike the first."""
    if not name.endswith(".zip"):
        (folder / name).write_bytes(data)
        return
    stem, kept = name.removesuffix(".zip"), Counter[str]()
    with ZipFile(BytesIO(data)) as held:
        for one in held.namelist():
            alike = re.sub(r"\d+", "", one)
            if Path(one).suffix in LOOKED_AT and kept[alike] < OF_EACH_KIND:
                kept[alike] += 1
                (folder / f"{stem}-{Path(one).name}").write_bytes(held.read(one))


LOOKED_AT = (".pdf", ".docx", ".xlsx", ".csv", ".json", ".txt")


def open_in_office(folder: Path) -> None:
    """Print the Word files. Raises ``ClickException`` for one that is not opened."""
    printed = folder / "printed"
    profile = f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(printed)]
    for file in sorted(folder.glob("*.docx")):
        subprocess.run([*command, str(file)], check=True, capture_output=True)
        if not (printed / f"{file.stem}.pdf").exists():
            raise click.ClickException(f"LibreOffice does not open {file.name}.")


def read_workbook(file: Path) -> int:
    """How many sheets a workbook has, every cell read. Raises ``ClickException`` for a formula."""
    sheets = load_workbook(file).worksheets
    for sheet in sheets:
        if any(cell.data_type == "f" for row in sheet for cell in row):
            raise click.ClickException(f"{file.name}: a cell of {sheet.title} is a formula.")
    return len(sheets)


def picture(paper: Path) -> int:
    """Draw the pages of a PDF side by side, beside it; gives how many it has."""
    pages = len(PdfReader(paper).pages)
    stem = paper.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(DOTS_AN_INCH), "-png", str(paper), str(stem)], check=True)
    drawn = sorted(paper.parent.glob(f"{stem.name}-*.png"))
    _side_by_side([Image.open(one) for one in drawn]).save(f"{stem}.png")
    for one in drawn:
        one.unlink()
    return pages


def _side_by_side(pages: list[Image.Image]) -> Image.Image:
    width, height = (max(page.size[side] for page in pages) + GAP for side in (0, 1))
    rows = -(-len(pages) // PAGES_A_ROW)
    sheet = Image.new("RGB", (width * min(len(pages), PAGES_A_ROW), height * rows), "#888888")
    for number, page in enumerate(pages):
        row, column = divmod(number, PAGES_A_ROW)
        sheet.paste(page, (column * width, row * height))
    return sheet


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def main(folder: Path) -> None:
    """Take, open and draw them all."""
    for program in PROGRAMS:
        if not shutil.which(program):
            raise click.ClickException(
                "This needs LibreOffice and Poppler: apt-get install libreoffice poppler-utils."
            )
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "printed").mkdir(parents=True)
    take_papers(folder)
    open_in_office(folder)
    for paper in sorted([*folder.glob("*.pdf"), *folder.glob("printed/*.pdf")]):
        click.echo(f"{picture(paper):4} pages  {paper.relative_to(folder)}")
    for file in sorted(folder.glob("*.xlsx")):
        click.echo(f"{read_workbook(file):4} sheets {file.name}")


if __name__ == "__main__":
    main()
