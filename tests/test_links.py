"""Links to other sites: what is gone, what has moved, what a program cannot tell; and asked politely."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from command import done, refused
from conftest import Project
from knowledge_hub.links.outgoing import addresses_in, outgoing
from knowledge_hub.links.probe import Answer, Manners, probe
from knowledge_hub.load import load
from small_hub import MINIMAL
from small_project import small_project

HASTY = Manners("tests", timeout=5, tries=2, pause=0)


@dataclass
class Host:
    """A web server that behaves as its paths say, and remembers what it was asked."""

    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def status(self, method: str, path: str) -> tuple[int, dict[str, str]]:
        earlier = Counter(self.asked)[method, path] - 1
        moved = {"/moved": 301, "/moved-twice": 308, "/elsewhere": 302, "/half-moved": 301}
        targets = {"/moved": "/ok", "/moved-twice": "/moved", "/elsewhere": "/ok", "/half-moved": "/elsewhere"}
        if path in moved:
            return moved[path], {"Location": targets[path]}
        if path == "/busy-once":
            return (200, {}) if earlier else (503, {"Retry-After": "0"})
        if path == "/no-head":
            return (405 if method == "HEAD" else 200), {}
        return {"/gone": 410, "/lost": 404, "/forbidden": 403, "/busy": 429}.get(path, 200), {}


@pytest.fixture
def host() -> Iterator[Host]:
    kept = Host()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

        def _serve(self) -> None:
            with kept.lock:
                kept.at_once += 1
                kept.most_at_once = max(kept.most_at_once, kept.at_once)
                kept.asked.append((self.command, self.path))
                kept.agents.add(self.headers["User-Agent"])
                status, headers = kept.status(self.command, self.path)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": "0"}.items():
                self.send_header(name, value)
            with kept.lock:
                kept.at_once -= 1  # before the answer leaves, since the next question may come at once
            self.end_headers()

        do_GET = do_HEAD = do_CONNECT = _serve  # noqa: N815

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        kept.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield kept
        server.shutdown()


def asked(host: Host, path: str) -> Answer:
    address = host.address + path
    return probe([address], HASTY)[address]


@pytest.mark.parametrize(
    ("path", "verdict", "why"),
    [
        ("/ok", "ok", "200"),
        ("/no-head", "ok", "200"),
        ("/busy-once", "ok", "200"),
        ("/ääkköset?haku=työ", "ok", "200"),
        ("/gone", "gone", "410 Gone"),
        ("/lost", "gone", "404 Not Found"),
        ("/forbidden", "unsure", "403 Forbidden"),
        ("/busy", "unsure", "429 Too Many Requests"),
    ],
)
def test_an_address_is_gone_only_if_its_host_says_so(path: str, verdict: str, why: str, host: Host) -> None:
    answer = asked(host, path)
    assert (answer.verdict, answer.why) == (verdict, why)


def test_a_host_that_does_not_answer_is_no_proof() -> None:
    answer = probe(["http://127.0.0.1:9/"], HASTY)["http://127.0.0.1:9/"]
    assert answer.verdict == "unsure"
    assert "refused" in answer.why


@pytest.mark.parametrize(("path", "target"), [("/moved", "/ok"), ("/moved-twice", "/ok"), ("/elsewhere", None), ("/half-moved", None), ("/ok", None)])
def test_only_what_has_moved_for_good_is_told_to_have_moved(path: str, target: str | None, host: Host) -> None:
    assert asked(host, path) == Answer("ok", "200", host.address + target if target else None)


def test_the_page_itself_is_asked_for_only_if_its_head_is_refused(host: Host) -> None:
    for path in ("/ok", "/moved", "/no-head"):
        asked(host, path)
    assert host.asked == [("HEAD", "/ok"), ("HEAD", "/moved"), ("HEAD", "/ok"), ("HEAD", "/no-head"), ("GET", "/no-head")]


def test_a_host_is_asked_one_question_at_a_time_by_someone_with_a_name(host: Host) -> None:
    found = probe([f"{host.address}/{number}" for number in range(30)], HASTY)
    assert {answer.verdict for answer in found.values()} == {"ok"}
    assert host.most_at_once == 1
    assert host.asked == [("HEAD", f"/{number}") for number in range(30)]
    assert host.agents == {"tests"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/x#part", ["https://a.example/x"]),
        ("see [a](https://a.example/x) and [b](<http://b.example>)", ["https://a.example/x", "http://b.example"]),
        ("no address at https://a.example/x in plain words", []),
        ("[a](about.md)", []),
    ],
)
def test_addresses_are_found_alone_and_in_markdown(text: str, expected: list[str]) -> None:
    assert addresses_in(text) == expected


def test_each_address_is_asked_once_and_knows_all_its_places() -> None:
    found = outgoing(load(MINIMAL), {"docs/x.en.md": "a\n[Open](https://works.example/open#now)\n"})
    assert found["https://works.example/open"] == [("data/events/open-day.yml", 11), ("docs/x.en.md", 2)]
    assert found["https://www.korpi.example"] == [("data/cities/korpi.yml", 11)]
    assert list(found) == sorted(found)


# The command


@pytest.fixture
def project(tmp_path: Path, host: Host) -> Project:
    """Return a project whose hand-written pages link to the host."""
    made = small_project(tmp_path / "project")
    for path in (made.path / "docs").glob("*.md"):
        path.write_text("# Text\n", "utf-8")
    page = made.path / "docs" / "participate.en.md"
    page.write_text("".join(f"[x]({host.address}{path})\n" for path in ("/ok", "/lost", "/moved", "/forbidden")), "utf-8")
    return made


def unreachable(host: Host) -> dict[str, str]:
    """Keep questions within this machine: secure addresses go to a proxy that refuses them."""
    return {"https_proxy": host.address, "http_proxy": "", "no_proxy": "127.0.0.1", "HTTPS_PROXY": host.address}


def test_what_was_found_is_told_to_programs_and_to_editors(project: Project, host: Host) -> None:
    told = done(project, "links", "--pause", "0", "--tries", "1", **unreachable(host)).output
    assert f"docs/participate.en.md:2: {host.address}/lost (404 Not Found)" in told
    found = json.loads((project.path / "build/links.json").read_text("utf-8"))
    assert found["broken"] == [f"{host.address}/lost"]
    assert found["moved"] == {f"{host.address}/moved": f"{host.address}/ok"}
    assert found["unsure"][f"{host.address}/forbidden"] == "403 Forbidden"
    assert found["checked"] == "2026-11-24"
    words = (project.path / "build/links.md").read_text("utf-8")
    assert words.startswith("# Linkkejä tarkistettavaksi / Links to look at\n\n")
    assert "/lost (404 Not Found): `docs/participate.en.md:2`" in words
    assert words.count("`docs/participate.en.md:2`") == 2, "once in each language"


def test_without_a_network_nothing_is_called_broken(project: Project, host: Host) -> None:
    (project.path / "docs" / "participate.en.md").write_text("# Text\n", "utf-8")
    before = host.asked.copy()
    said = refused(project, "links", "--pause", "0", "--tries", "1", **{**unreachable(host), "https_proxy": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"})
    assert "is there no network?" in said
    assert not (project.path / "build/links.json").exists()
    assert host.asked == before
