"""Measure the published site behind a real nginx on this machine: requests a second, and bytes on the wire.

The site is built and published once; then as many requests as are named here are made over connections that stay
open, from one process for each core. Nothing but the loopback lies between. A request that fails ends the run.
Usage: make bench-publish
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from nginx_host import nginx_program, serving  # noqa: E402

RESULTS = ROOT / "build" / "bench-publish.json"
REQUESTS = 20_000
TO_MEET = 1_000
"""Requests a second."""


def main() -> None:
    """Build, publish, serve, ask, and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        site, made, own = (Path(folder, name) for name in ("site", "made", "nginx"))
        own.mkdir()
        _hub("build", "--into", str(site))
        started = time.perf_counter()
        _hub("publish", "--for", "nginx", "--site", str(site), str(made))
        published = time.perf_counter() - started
        manifest = json.loads(next((made / "www").rglob("manifest.json")).read_text("utf-8"))
        addresses = sorted(path.removesuffix("index.html") for path in manifest["files"] if path.endswith(("index.html", ".css", ".js", ".json")) and "/admin/" not in f"/{path}")
        with serving(made, own) as nginx:
            seconds, received = _ask(nginx.plain, addresses)
            started = time.perf_counter()
            _hub("verify", nginx.address)
            verified = time.perf_counter() - started
    _report(published, verified, len(manifest["files"]), seconds, received)


def _hub(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "knowledge_hub.cli", *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _ask(port: int, addresses: Sequence[str]) -> tuple[float, int]:
    """Make all requests; return the seconds that took and the bytes of all bodies."""
    workers = os.cpu_count() or 1
    shares = [[addresses[number % len(addresses)] for number in range(worker, REQUESTS, workers)] for worker in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        started = time.perf_counter()
        received = sum(pool.map(_work, [port] * workers, shares))
        return time.perf_counter() - started, received


def _work(port: int, addresses: Sequence[str]) -> int:
    connection, received = http.client.HTTPConnection("127.0.0.1", port, timeout=30), 0
    for address in addresses:
        connection.request("GET", f"/{address}", headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        received += len(response.read())
        if response.status not in (200, 301, 410):
            raise SystemExit(f"{address}: {response.status}")
    return received


def _report(published: float, verified: float, files: int, seconds: float, received: int) -> None:
    version = subprocess.run([nginx_program() or "nginx", "-v"], capture_output=True, text=True, check=True).stderr
    result = {
        "command": "make bench-publish",
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "nginx": re.sub(r".*/", "", version.strip()),
        "files": files,
        "publish_seconds": round(published, 2),
        "verify_seconds": round(verified, 2),
        "requests": REQUESTS,
        "errors": 0,
        "requests_per_second": round(REQUESTS / seconds),
        "to_meet": TO_MEET,
        "mean_bytes": round(received / REQUESTS),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(f"Published {files} files in {published:.1f} s, verified them over HTTP in {verified:.1f} s")
    print(f"nginx {result['nginx']}: {REQUESTS} requests without an error, {result['requests_per_second']} a second (to meet: {TO_MEET})")
    print(f"Written to {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
