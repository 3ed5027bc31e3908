"""What tests share: the project, copies of it, the built site, a server and a browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser_path import chromium

ROOT = Path(__file__).parent.parent
SITE_URL = "https://hub.example/"
REPOSITORY_URL = "https://git.example/hub"
TODAY = "1795521600"
"""SOURCE_DATE_EPOCH of 2026-11-24, so that what is past does not change under the tests."""

CACHE = ROOT / "build" / "cache"
"""Where drawings are kept between test runs; what a test changes is drawn anew, since its content counts."""

os.environ.pop("HUB_LANG", None)
os.environ["LC_ALL"] = "C.UTF-8"
"""The command speaks the language of the system it runs on; the tests read English unless they ask for another."""

Run = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Project:
    """A project folder in which `hub` can be run."""

    path: Path

    @property
    def data(self) -> Path:
        return self.path / "data"

    def hub(self, *arguments: str, **environment: str) -> Run:
        """Run the command `hub` in the project, as an editor would."""
        settings = {"HUB_CACHE": str(CACHE), **os.environ, "SOURCE_DATE_EPOCH": TODAY, "NO_COLOR": "1", **environment}
        command = [sys.executable, "-m", "knowledge_hub.cli", *arguments]
        settings["PYTHONPATH"] = str(ROOT / "hooks")
        return subprocess.run(command, cwd=self.path, env=settings, capture_output=True, text=True, check=False)


def copy_project(target: Path, data: Path = ROOT / "data", docs: Path = ROOT / "docs") -> Project:
    """Make a copy of the project, possibly with other data and docs."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", target)
    for folder in ("hooks", "theme"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(data, target / "data")
    shutil.copytree(docs, target / "docs")
    shutil.copytree(ROOT / "audit", target / "audit")
    return Project(target)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a copy of the real project that a test may change."""
    return copy_project(tmp_path / "project")


def once(folder: Path, make: Callable[[], None]) -> None:
    """Make a folder and what is in it once for all workers of the test run."""
    try:
        folder.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 300
        while not (folder / "done").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert (folder / "done").exists(), f"another worker did not finish {folder.name}"
        return
    make()
    (folder / "done").touch()


def build_once(folder: Path, make: Callable[[], Project], **environment: str) -> Path:
    """Build a site once for all workers of the test run; return its folder."""
    site = folder / "site"

    def build() -> None:
        done = make().hub("build", "--into", str(site), **environment)
        assert done.returncode == 0, done.stdout + done.stderr

    once(folder, build)
    return site


def shared_folder(factory: pytest.TempPathFactory, worker: str, name: str) -> Path:
    """Return a folder that all workers of this run share."""
    base = factory.getbasetemp()
    return (base if worker == "master" else base.parent) / name


@pytest.fixture(scope="session")
def worker() -> str:
    """Name of the process that runs the test."""
    return os.environ.get("PYTEST_XDIST_WORKER", "master")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Path:
    """Return the folder of the real site, built for SITE_URL."""
    folder = shared_folder(tmp_path_factory, worker, "real")
    return build_once(folder, lambda: copy_project(folder / "project"), SITE_URL=SITE_URL, REPOSITORY_URL=REPOSITORY_URL)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file; a browser that goes on to another page before its end is no fault to report."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own 404 page, as static hosts do."""
        page = Path(self.directory, "404.html")
        if code == 404 and page.is_file():
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().send_error(code, message, explain)


def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port; yield its address with a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def at_root(site: Path) -> Iterator[str]:
    """Address of the real site at a domain's root."""
    yield from serve(site)


@pytest.fixture(scope="session")
def in_folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the real site in a sub-folder of a domain."""
    parent = tmp_path_factory.mktemp("host")
    (parent / "some").mkdir()
    (parent / "some" / "folder").symlink_to(site, target_is_directory=True)
    for address in serve(parent):
        yield f"{address}some/folder/"


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    assert path, "there is no Chromium; run: make setup-tests, or see tests/set_up_browser.py"
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()
