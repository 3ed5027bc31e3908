"""A forge with a little of GitHub's REST API, on this machine, that remembers what it is told."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "network/hub"
TOKEN = "secret-of-a-test"
BOT = "github-actions[bot]"
ROOT = f"/repos/{REPOSITORY}/"


@dataclass
class Forge:
    """What the forge keeps.

    Attributes:
        address: Address of its API.
        pulls: Open pull requests.
        issues: Issues, open or closed.
        comments: Comments by the number of what they are on.
        asked: Method and path of each question.
    """

    address: str = ""
    pulls: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What a workflow has in its environment."""
        return {"GITHUB_API_URL": self.address, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": TOKEN}

    def pull(self, number: int, sha: str) -> None:
        self.pulls.append({"number": number, "head": {"sha": sha}})

    def bodies(self, number: int) -> list[str]:
        return [comment["body"] for comment in self.comments.get(number, [])]

    def answer(self, method: str, path: str, query: dict[str, list[str]], content: dict[str, Any]) -> tuple[int, Any]:
        """Answer a question as GitHub does."""
        if method == "GET":
            return 200, self._page(self._listed(path, query), query)
        if method == "POST" and (found := re.fullmatch(r"issues/(\d+)/comments", path)):
            made = {"id": 100 + sum(map(len, self.comments.values())), "user": {"login": BOT}, **content}
            self.comments.setdefault(int(found[1]), []).append(made)
            return 201, made
        if method == "POST" and path == "issues":
            made = {"number": 50 + len(self.issues), "state": "open", "user": {"login": BOT}, **content}
            self.issues.append(made)
            return 201, made
        if method == "PATCH" and (item := self._item(path)) is not None:
            item.update(content)
            return 200, item
        return 404, {"message": "Not Found"}

    def _listed(self, path: str, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        if path == "pulls":
            return self.pulls
        if path == "issues":
            return [issue for issue in self.issues if issue["state"] in query["state"]]
        return self.comments.get(int(path.split("/")[1]), [])

    def _page(self, items: list[dict[str, Any]], query: dict[str, list[str]]) -> list[dict[str, Any]]:
        size, number = int(query["per_page"][0]), int(query["page"][0])
        return items[size * (number - 1) : size * number]

    def _item(self, path: str) -> dict[str, Any] | None:
        number = int(path.rpartition("/")[2])
        if path.startswith("issues/comments/"):
            return next((item for listed in self.comments.values() for item in listed if item["id"] == number), None)
        return next((issue for issue in self.issues if issue["number"] == number), None)


@contextmanager
def forge() -> Iterator[Forge]:
    """Run a forge; yield what it keeps."""
    kept = Forge()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

        def _serve(self) -> None:
            parts = urlsplit(self.path)
            content = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "{}")
            kept.asked.append(f"{self.command} {parts.path}")
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                status, answer = 401, {"message": "Bad credentials"}
            else:
                status, answer = kept.answer(self.command, parts.path.removeprefix(ROOT), parse_qs(parts.query), content)
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = _serve  # noqa: N815

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        kept.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield kept
        server.shutdown()
