"""Serves a preview to browsers, and tells them by server-sent events when there is something new."""

from __future__ import annotations

import json
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from knowledge_hub.preview.state import Live, State

OWN = "/-/"
"""Where the preview's own files are, which no site has."""
EVENTS = f"{OWN}live"
TYPES = {"live.js": "text/javascript", "live.css": "text/css"}
PULSE = 15.0
"""Seconds after which a browser that may have gone is written to."""
AGAIN = 300
"""Milliseconds after which a browser is to ask again when the server is away, as after a change of its code."""
LIVE = (
    '<link rel="stylesheet" href="/-/live.css">'
    '<script src="/-/live.js" data-version="{version}" data-change="{change}"></script>'
)
"""What each page gets at its end."""
NOTHING = "<!doctype html>\n<html><head><title>…</title></head><body></body></html>\n"
"""Page shown while there is no site at all."""


class Server(ThreadingHTTPServer):
    """The server of a preview; its threads end with the process."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], live: Live) -> None:
        super().__init__(address, partial(_Handler, live))

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that go away while something is sent."""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, live: Live, *arguments: object) -> None:
        self._live, self._state = live, live.state
        super().__init__(*arguments, directory=str(self._state.folder or "."))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self._state = self._live.state
        self.directory = str(self._state.folder)
        if path == EVENTS:
            self._tell()
        elif path.startswith(OWN):
            self._send_own(path.removeprefix(OWN))
        elif self._state.folder is None:
            self._send_page(NOTHING, HTTPStatus.OK)
        elif (page := self._page(path)) is not None:
            self._send_page(page.read_text("utf-8"), HTTPStatus.OK)
        else:
            super().do_GET()

    def _page(self, path: str) -> Path | None:
        file = Path(self.translate_path(path))
        file = file / "index.html" if path.endswith("/") else file
        return file if file.suffix == ".html" and file.is_file() else None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the page for wrong addresses of the language that was asked for."""
        folder = self._state.folder
        if code != HTTPStatus.NOT_FOUND or folder is None:
            return super().send_error(code, message, explain)
        steps = unquote(urlsplit(self.path).path).split("/")[1:-1]
        pages = [folder.joinpath(*steps[:end], "404.html") for end in range(len(steps), -1, -1)]
        missing = next((page for page in pages if page.is_file() and page.is_relative_to(folder)), None)
        return self._send_page(missing.read_text("utf-8") if missing else NOTHING, HTTPStatus.NOT_FOUND)

    def _send_page(self, html: str, status: HTTPStatus) -> None:
        state = self._state
        head, end, rest = html.rpartition("</body>")
        told = state.notice + LIVE.format(version=escape(state.version), change=state.change)
        self._send(f"{head}{told}{end}{rest}".encode(), "text/html; charset=utf-8", status)

    def _send_own(self, name: str) -> None:
        if name in TYPES:
            content = Path(__file__).with_name(name).read_bytes()
            self._send(content, f"{TYPES[name]}; charset=utf-8", HTTPStatus.OK)
        else:
            super().send_error(HTTPStatus.NOT_FOUND)

    def _send(self, content: bytes, kind: str, status: HTTPStatus) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _tell(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(f"retry: {AGAIN}\n\n".encode())
        told: State | None = None
        while True:
            state = self._live.wait(told, PULSE)
            data = json.dumps({"version": state.version, "notice": state.notice, "change": state.change})
            self.wfile.write(b": still here\n\n" if state == told else f"data: {data}\n\n".encode())
            told = state

    def end_headers(self) -> None:
        """Let browsers keep nothing: what they show is what there is."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Leave the terminal to what editors have to know."""
