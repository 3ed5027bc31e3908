"""Compare our search with that of Material for MkDocs and with plain Pagefind, in one run.

All three answer the judged queries of `tests/search/queries.tsv` in a browser: ours on our
site; Material's own worker (lunr with the stemmers of both languages) and Pagefind as it
comes on a stock project with the same pages. Neither of the two knows places on a page,
so a page counts for them as much as the best place on it, less one grade.
Usage: make bench-search
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "search"), str(ROOT / "benchmarks")]

from browser_path import chromium  # noqa: E402
from judged import HELD_OUT, Query, grades, queries, score  # noqa: E402
from knowledge_hub.build import build  # noqa: E402
from knowledge_hub.project import build_time  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from build import _build, _copy_ours, _write_stock  # noqa: E402

RESULTS = ROOT / "build" / "bench-search.json"
ENGINES = (ROOT / "tests" / "search" / "engines.js").read_text("utf-8")


def main() -> None:
    """Run the comparison and print it."""
    asked = queries()
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = Path(folder, "ours"), Path(folder, "stock")
        languages = _prepare(ours, stock)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            page = browser.new_page()
            found = {"ours": _ours(page, ours / "site", asked), **_others(page, stock / "site", asked, languages)}
            browser.close()
        _report(asked, found, languages, _weight(ours / "site", languages[0]))


def _prepare(ours: Path, stock: Path) -> list[str]:
    """Build both sites; return their languages, that of the root first."""
    _copy_ours(ours)
    made = build(ours, build_time(os.environ), os.environ)
    codes = [language.code for language in made.hub.languages]
    _write_stock(stock, made)
    settings = stock / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("- search\n", f"- search: {{lang: {json.dumps(codes)}}}\n"), "utf-8")
    for project in (ours, stock):
        _build(project)
    subprocess.run([sys.executable, "-m", "pagefind", "--site", str(stock / "site"), "--quiet"], check=True)
    return codes


def _ours(page: Page, site: Path, asked: Sequence[Query]) -> list[list[str]]:
    with _serve(site) as root:
        page.goto(root)
        return _ask(page, "ours", asked)


def _others(page: Page, site: Path, asked: Sequence[Query], languages: Sequence[str]) -> dict[str, list[list[str]]]:
    with _serve(site) as root:
        page.goto(root)
        worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.js"))
        found = {"material": _ask(page, "material", asked, "/" + worker.relative_to(site).as_posix())}
        by_language: dict[str, Iterator[list[str]]] = {}
        for language in languages:
            page.goto(root if language == languages[0] else f"{root}{language}/")
            by_language[language] = iter(_ask(page, "pagefind", [query for query in asked if query.language == language]))
        return found | {"pagefind": [next(by_language[query.language]) for query in asked]}


def _ask(page: Page, engine: str, asked: Sequence[Query], *more: str) -> list[list[str]]:
    arguments = [[[query.language, query.text] for query in asked], *more]
    found: list[list[str]] = page.evaluate(f"async (given) => {{ {ENGINES}\nreturn {engine}(...given); }}", arguments)
    return found


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def _weight(site: Path, language: str) -> dict[str, int]:
    """Bytes of the index of a language, compressed, and of its heaviest file."""
    sizes = [len(gzip.compress(file.read_bytes(), 9)) for file in (site / "search" / language).iterdir()]
    return {"files": len(sizes), "all": sum(sizes), "heaviest": max(sizes)}


def _report(asked: Sequence[Query], found: dict[str, list[list[str]]], languages: Sequence[str], weight: dict[str, int]) -> None:
    def scores(part: Sequence[int]) -> dict[str, dict[str, float]]:
        return {
            name: asdict(score([(asked[place], grades(asked[place], answers[place], languages)) for place in part]))
            for name, answers in found.items()
        }

    everything = range(len(asked))
    kinds = sorted({query.kind for query in asked})
    result = {
        "command": "make bench-search",
        "date": datetime.now(UTC).date().isoformat(),
        "versions": {name: version(name) for name in ("mkdocs-material", "pagefind", "simplemma")},
        "all": scores(everything),
        "held_out": scores([place for place in everything if asked[place].part == HELD_OUT]),
        "by_kind": {kind: scores([place for place in everything if asked[place].kind == kind]) for kind in kinds},
        "index_bytes_gzip": weight,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    for title in ("all", "held_out"):
        print(f"{title}: {result[title]['ours']['queries']} queries")
        for name, value in result[title].items():
            print(f"  {name:<10} nDCG@5 {value['ndcg']:.3f}   success@1 {value['success']:.3f}")
    print(f"Written to {RESULTS.relative_to(ROOT)}")
    if dump := os.environ.get("BENCH_POOL"):
        Path(dump).write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main()
