"""`hub serve` as an editor meets it: a change shows, a fault shows with its place, and the site stays up."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, Project
from guarded import guarded
from site_reader import BuiltPage, one, words
from small_project import NAME, RECORD, small_project

DEADLINE = 180
"""Seconds after which a server counts as hung; a busy machine needs some for a build."""


@dataclass(frozen=True)
class Server:
    """`hub serve`, running in a project."""

    project: Project
    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def page(self, path: str) -> BuiltPage | None:
        """Return a page, or `None` while none is served."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:
                return BuiltPage(path, answer.read().decode("utf-8"))
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return None

    def wait_for(self, path: str, holds: Callable[[BuiltPage], bool], what: str) -> BuiltPage:
        """Ask for a page until something holds of it."""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end and self.process.poll() is None:
            page = self.page(path)
            if page is not None and holds(page):
                return page
            time.sleep(0.2)
        raise AssertionError(f"{what}; the server said:\n{self.log.read_text('utf-8')[-3000:]}")


@contextmanager
def serving(project: Project, log: Path, *options: str) -> Iterator[Server]:
    """Run `hub serve`; end it and what it started in any case, even if the test run itself is killed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    settings = {**os.environ, "SOURCE_DATE_EPOCH": TODAY, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "knowledge_hub.cli", "serve", "--address", address, *options]
    with guarded(command, log, project.path, settings) as process:
        yield Server(project, f"http://{address}/", process, log)


@contextmanager
def built_and_served(folder: Path) -> Iterator[Server]:
    """Serve a small project in Finnish, once its first build is done."""
    with serving(small_project(folder / "project"), folder / "log", "--lang", "fi") as running:
        running.wait_for("", is_whole, "no page was served")
        yield running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with built_and_served(tmp_path_factory.mktemp("serve")) as running:
        yield running


def is_whole(page: BuiltPage) -> bool:
    return bool(page.all("//h1"))


def alerts(page: BuiltPage) -> str:
    return " ".join(words(alert) for alert in page.all("//*[@role='alertdialog']"))


def heading(page: BuiltPage) -> str:
    return words(one(page.all("//h1")))


def record_of(server: Server) -> Path:
    return server.project.data / f"{RECORD}.yml"


@contextmanager
def edited(file: Path, change: Callable[[str], str]) -> Iterator[str]:
    """Change a file, as an editor would, and change it back."""
    text = file.read_text("utf-8")
    changed = change(text)
    assert changed != text
    file.write_text(changed, "utf-8")
    try:
        yield changed
    finally:
        file.write_text(text, "utf-8")


def wait_until_mended(server: Server, *paths: str) -> None:
    for path in paths:
        server.wait_for(path, lambda page: is_whole(page) and not alerts(page), f"the problem stayed on /{path}")


def test_a_change_of_a_record_shows_on_its_page_in_every_language(server: Server) -> None:
    names = "name: {fi: Uusi Oy, en: New Ltd}"
    with edited(record_of(server), lambda text: text.replace(f"name: {NAME}", names)):
        server.wait_for(f"{RECORD}/", lambda page: heading(page) == "Uusi Oy", "the change did not show")
        server.wait_for(f"en/{RECORD}/", lambda page: heading(page) == "New Ltd", "the change did not show in English")
    server.wait_for(f"{RECORD}/", lambda page: heading(page) == NAME, "the change stayed")


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ("\nkind: company", "\nkind: compny", "HUB040"),
        ("\nkind: company", "\nkind: [company", "HUB010"),
        ("\nsources:", "\nsauces:", "HUB020"),
    ],
    ids=["unknown id", "no YAML", "unknown key"],
)
def test_a_fault_shows_on_the_page_with_its_place_until_it_is_mended(
    server: Server, good: str, bad: str, code: str
) -> None:
    paths = ("", f"en/{RECORD}/")
    with edited(record_of(server), lambda text: text.replace(good, bad)):
        for path in paths:
            page = server.wait_for(path, lambda page: code in alerts(page), f"{code} did not show on /{path}")
            assert f"data/{RECORD}.yml:" in alerts(page)
        assert heading(page) == NAME, "the last good page is not shown"
    wait_until_mended(server, *paths)


def test_a_fault_is_told_in_the_editor_s_language_on_pages_of_every_language(server: Server) -> None:
    told = "HUB040 Tuntematon toimijan laji: compny. Tarkoititko company?"
    what, mend = "Tuntematon toimijan laji: compny.", "Tarkoititko company?"
    with edited(record_of(server), lambda text: text.replace("\nkind: company", "\nkind: compny")):
        for path in ("", f"en/{RECORD}/"):
            page = server.wait_for(path, lambda page: "HUB040" in alerts(page), f"the fault did not show on /{path}")
            assert f"{what} {mend}" in alerts(page)
            assert one(page.all("//*[@role='alertdialog']")).get("lang") == "fi"
    wait_until_mended(server, "")
    log = server.log.read_text("utf-8")
    assert told in log
    assert "1 korjattava kohta 1 tiedostossa. Sivuilla näkyy viimeisin kunnossa ollut sisältö." in log


def test_a_fault_in_a_text_of_the_interface_shows_too(server: Server) -> None:
    with edited(server.project.data / "interface" / "en.yml", lambda text: f"{text}only_in_english: text\n") as text:
        place = f"data/interface/en.yml:{text.count(chr(10))}:"
        server.wait_for("", lambda page: place in alerts(page), "the fault did not show")
    wait_until_mended(server, "")


def test_a_new_record_gets_a_page_and_a_deleted_one_loses_it(server: Server) -> None:
    file = server.project.data / "organisations" / "of-a-test.yml"
    text = record_of(server).read_text("utf-8")
    file.write_text(text.replace(NAME, "Of a Test Oy"), "utf-8")
    try:
        server.wait_for("organisations/of-a-test/", lambda page: heading(page) == "Of a Test Oy", "there is no page")
    finally:
        file.unlink()
    server.wait_for(
        "organisations/", lambda page: not page.all("//a[.='Of a Test Oy']"), "the record stayed in the list"
    )
    assert server.page("organisations/of-a-test/") is None


def test_ctrl_c_ends_serving_without_a_traceback(tmp_path: Path) -> None:
    with serving(small_project(tmp_path / "project"), tmp_path / "log") as running:
        running.wait_for("", is_whole, "no page was served")
        os.killpg(running.process.pid, signal.SIGINT)
        assert running.process.wait(DEADLINE) == 130
        assert "Traceback" not in running.log.read_text("utf-8")


def test_a_service_manager_that_ends_serving_leaves_no_server_behind(tmp_path: Path) -> None:
    with serving(small_project(tmp_path / "project"), tmp_path / "log") as running:
        running.wait_for("", is_whole, "no page was served")
        os.kill(running.process.pid, signal.SIGTERM)
        assert running.process.wait(DEADLINE) == 128 + signal.SIGTERM
        with pytest.raises(ProcessLookupError):
            os.killpg(running.process.pid, 0)
        assert running.page("") is None
        assert "Traceback" not in running.log.read_text("utf-8")
