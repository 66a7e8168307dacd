"""The static site written: the service is asked for each page, and what it answers becomes a file."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette

from centre.records import CentreError
from service.addresses import IDENTIFIERS, path_of
from service.routes import error_handlers
from service.routes import routes as service_routes
from service.site.links import file_of, relative
from service.site.pages import routes as site_routes
from service.site.searching import search_records

if TYPE_CHECKING:
    import httpx

    from centre.centre import Centre
    from centre.records import Reference

Progress = Callable[[str], None]

HERE: Final = Path(__file__).parent
ASSETS: Final = {"search.js": HERE / "search.js", "minisearch.js": HERE / "minisearch" / "index.js"}
LICENCES: Final = {"minisearch.LICENSE.txt": HERE / "minisearch" / "LICENSE.txt"}
DATA: Final = ("ttl", "jsonld")
FOLLOWED: Final = ("theme", "actor", "territory", "series")
"""Kinds that have a feed."""
FILES: Final = (
    "/agenda.ics", "/feeds/news.atom", "/feeds/news.rss", "/export/notices.csv", "/export/notices.ris",
    "/export/notices.bib", "/export/agenda.csv", "/export/actors.csv", "/export/network.graphml",
    "/export/graph.nq", "/dataset.ttl", "/robots.txt",
)  # fmt: skip
MARK: Final = ".maillage-site"
"""The file that says a folder is a site made here, which another may take the place of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReport:
    """What was written."""

    pages: int
    files: int
    bytes: int


def build(centre: Centre, out: Path, *, base_url: str = "", progress: Progress | None = None) -> SiteReport:
    """Write the whole site to a folder, which it takes the place of; CentreError when it holds something else.

    `base_url` is where the site will be; without it the identifiers of things are their addresses.
    """
    if out.exists() and any(out.iterdir()) and not (out / MARK).is_file():
        raise CentreError(
            f"« {out} » n’est pas vide et n’est pas un site fait par Maillage : donnez un dossier vide ou nouveau."
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        base = (base_url or IDENTIFIERS.removesuffix("/id/")).rstrip("/")
        report = asyncio.run(_Site(centre, made, base, progress or (lambda _: None)).write())
        (made / MARK).write_text("Site fait par Maillage.\n", encoding="utf-8")
        made.chmod(0o755)
        if out.exists():
            shutil.rmtree(out)
        made.rename(out)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return report


class _Site:
    """One site being written."""

    def __init__(self, centre: Centre, folder: Path, base: str, progress: Progress) -> None:
        self.centre, self.folder, self.base, self.progress = centre, folder, base, progress
        self.prefix = urlsplit(base).path.rstrip("/")
        self.things: tuple[Reference, ...] = centre.things()
        self._pages = {address: file_of(address) for address in self._addresses()}
        self._files: dict[str, str] = {}

    async def write(self) -> SiteReport:
        """Ask for every page and file, and write them."""
        import httpx

        app = Starlette(
            routes=[*site_routes(self.centre), *service_routes(self.centre)],
            exception_handlers=dict(error_handlers()),
        )
        transport = httpx.ASGITransport(app=app, root_path=self.prefix)
        async with httpx.AsyncClient(transport=transport, base_url=self.base) as client:
            self.progress("Données et fils")
            await self._write_files(client)
            for number, (address, file) in enumerate(list(self._pages.items()), start=1):
                if number % 100 == 0:
                    self.progress(f"Pages : {number} sur {len(self._pages)}")
                if file is not None:
                    await self._write_page(client, address, file)
        self.progress("Recherche")
        for name, source in (ASSETS | LICENCES).items():
            shutil.copyfile(source, self._place(name))
        records = search_records(self.centre, self.things)
        text = json.dumps(records, ensure_ascii=False, separators=(",", ":"))
        self._place("search-data.js").write_text(f"const RECORDS={text};\n", encoding="utf-8")
        written = [path for path in self.folder.rglob("*") if path.is_file()]
        return SiteReport(
            pages=sum(path.suffix == ".html" for path in written),
            files=len(written),
            bytes=sum(path.stat().st_size for path in written),
        )

    def _addresses(self) -> Iterator[str]:
        """Yield the addresses of the pages that all sites have, and of each thing."""
        yield from ("/", "/agenda", "/id/", "/dataset")
        yield from sorted({f"/id/{thing.kind}" for thing in self.things})
        yield from (path_of(thing.id) for thing in self.things)

    def _known(self, address: str) -> str | None:
        path = address.split("?")[0]
        if address in self._files or path in self._files:
            return self._files.get(address) or self._files[path]
        found = (
            self._pages.get(address) or self._pages.get(f"{address}/") or self._pages.get(address.rstrip("/"))
        )
        if found is None and path in self._pages and "page=" in address:
            return file_of(address)
        return found

    async def _write_files(self, client: httpx.AsyncClient) -> None:
        feeds = [
            f"/feeds/{thing.kind}/{path_of(thing.id).rsplit('/', 1)[-1]}.atom"
            for thing in self.things
            if thing.kind in FOLLOWED
        ]
        data = [f"{path_of(thing.id)}.{form}" for thing in self.things for form in DATA]
        for address in (*FILES, *feeds, *data, *(f"/{name}" for name in (*ASSETS, "search-data.js"))):
            file = file_of(address) or address.lstrip("/")
            self._files[address] = file
            if file in ASSETS or file == "search-data.js":
                continue
            answer = await client.get(address)
            if answer.status_code == 200:
                self._place(file).write_bytes(answer.content)
            else:
                del self._files[address]

    async def _write_page(self, client: httpx.AsyncClient, address: str, file: str) -> None:
        answer = await client.get(address, headers={"Accept": "text/html", "Accept-Language": "fr"})
        if answer.status_code != 200:
            return
        await self._write_style(client, answer.text)
        text = relative(answer.text, file, self._known, self.prefix)
        self._place(file).write_text(text, encoding="utf-8")
        for page in _further_pages(answer.text, address, self.prefix):
            if page not in self._pages:
                self._pages[page] = file_of(page)
                await self._write_page(client, page, self._pages[page] or file)

    async def _write_style(self, client: httpx.AsyncClient, content: str) -> None:
        """Write the style sheet that a page names, once."""
        for address in (one.removeprefix(self.prefix) for one in _styles(content)):
            if address not in self._files:
                file = address.split("?")[0].lstrip("/")
                self._files[address] = file
                self._place(file).write_bytes((await client.get(address)).content)

    def _place(self, file: str) -> Path:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def _further_pages(content: str, address: str, prefix: str) -> Iterator[str]:
    """Yield the other pages of the document of an address (`?page=2`) that a page links to."""
    from lxml import html

    own = address.split("?")[0]
    for link in html.document_fromstring(content).iter("a"):
        target = (link.get("href") or "").split("#")[0].removeprefix(prefix)
        target = f"{own}{target}" if target.startswith("?") else target
        if target.startswith(f"{own}?page=") and file_of(target):
            yield f"{own}?page={parse_qs(urlsplit(target).query)['page'][0]}"


def _styles(content: str) -> Iterator[str]:
    from lxml import html

    for link in html.document_fromstring(content).iter("link"):
        if link.get("rel") == "stylesheet":
            yield link.get("href") or ""
