"""Compare the build of the real site with stock Material for MkDocs, in one run.

The stock project has the same pages in the same languages with text of like
length, written as Markdown: for each page of ours, its headings and its text.
Its menu is as short as ours, which is the faster way for stock MkDocs too.
ProperDocs, Zensical and Hugo build what `hub export` writes, see `others.py`.

In each round, in turn and each in processes of its own: ours cold, with nothing
kept of earlier builds; ours warm, after one edit in one data file; stock; each of
the others cold, and warm after one edit in one page if it keeps anything. The
median counts, of the time that passes and of the time that the processors work:
on a machine that does other things too, only the latter and the ratios mean much.
Fact sheets and cards, which the stock project does not have, are drawn before that
and timed apart: cold with nothing kept, and warm with all of it kept as in later builds.
The dictionaries by which search knows inflected words are unpacked before, once for all.
Others are compared where they are installed; nothing is installed here, and those that are missing are named.
Usage: make bench
"""

from __future__ import annotations

import gzip
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from knowledge_hub.build import Build, build
from knowledge_hub.pages.address import source_name
from knowledge_hub.project import build_time
from knowledge_hub.search.lemmas import DICTIONARIES
from knowledge_hub.sheets.drawer import Drawer, cache_folder
from knowledge_hub.sheets.material import read_material
from knowledge_hub.sheets.plan import Plan

from others import OTHERS, Other

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "build" / "bench.json"
ROUNDS = 5
STOCK = """
site_name: Stock
site_url: https://stock.example/
theme: {name: material, font: false, features: [navigation.tabs]}
plugins:
  - search
  - i18n:
      docs_structure: suffix
      reconfigure_search: false
      languages: %s
nav: %s
not_in_nav: "*"
"""


class Run(NamedTuple):
    """Seconds that a build took.

    Attributes:
        passed: From start to end.
        user: Work of the processors for it.
        system: Work of the processors for the system meanwhile.
    """

    passed: float
    user: float
    system: float


def main() -> None:
    """Run the comparison and print it."""
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = Path(folder, "ours"), Path(folder, "stock")
        os.environ["HUB_CACHE"] = str(Path(folder, "cache"))
        _copy_ours(ours)
        made = build(ours, build_time(os.environ), os.environ)
        drawings = _draw(ours, made)
        made.lemmas.of(["sana"], "fi")
        made.lemmas.of(["word"], "en")
        _write_stock(stock, made)
        others = _export(ours, Path(folder))
        runs: dict[str, list[Run]] = {}
        for round_ in range(ROUNDS):
            tasks = {"cold": partial(_cold, ours), "warm": partial(_warm, ours, round_), "stock": partial(_stock, stock)}
            for key, project in others.items():
                tasks[key] = partial(_other, OTHERS[key], project)
                if OTHERS[key].kept:
                    tasks[f"{key}, warm"] = partial(_other_warm, OTHERS[key], project, round_)
            for name, run in tasks.items():
                print(f"\rround {round_ + 1} of {ROUNDS}: {name}{' ' * 20}", end="", flush=True)
                runs.setdefault(name, []).append(run())
        print("\r" + " " * 60, end="\r")
        for key, project in others.items():
            OTHERS[key].gather(project)
            _see_that_all_is_built(key, ours / "site", project / "site")
        _report(made, drawings, runs, first_visit(ours / "site", "en/cities"), first_visit(stock / "site", "en/cities"))


def _export(project: Path, folder: Path) -> dict[str, Path]:
    """Export ours for each of the others that is installed; return where."""
    found = {}
    for key, other in OTHERS.items():
        if other.is_here():
            found[key] = folder / key
            _timed(project, [sys.executable, "-m", "knowledge_hub.cli", "export", str(found[key])])
            other.prepare(found[key])
    return found


def _other(other: Other, project: Path) -> Run:
    """Let another generator build with nothing kept."""
    other.clear(project)
    return _sum(_timed(project, command) for command in other.commands(project))


def _other_warm(other: Other, project: Path, round_: int) -> Run:
    """Let another generator build again after an edit of one page."""
    page = min(project.glob("apart/*/*/organisations/*/index.md"))
    page.write_text(f"{page.read_text('utf-8')}\nEdit {round_}.\n", "utf-8")
    return _sum(_timed(project, command) for command in other.commands(project))


def _sum(runs: Iterable[Run]) -> Run:
    return Run(*(sum(parts) for parts in zip(*runs, strict=True)))


def _see_that_all_is_built(key: str, ours: Path, theirs: Path) -> None:
    """End the run if a generator did not make every page that `hub export` wrote."""
    wanted = {page.parent.relative_to(ours).as_posix() for page in ours.rglob("index.md")}
    if missing := {address for address in wanted if not (theirs / address / "index.html").is_file()}:
        raise SystemExit(f"{OTHERS[key].name} did not build {len(missing)} of {len(wanted)} pages, such as {min(missing)}")


def _cold(project: Path) -> Run:
    """Build ours with nothing kept but drawings, and the dictionaries of search, which are made ready once on a machine."""
    cache = Path(os.environ["HUB_CACHE"])
    for kept in cache.iterdir():
        if kept.name not in ("sheets", DICTIONARIES):
            shutil.rmtree(kept)
    return _timed(project, [sys.executable, "-m", "knowledge_hub.cli", "build"])


def _warm(project: Path, round_: int) -> Run:
    """Build ours again after an edit of one organisation."""
    record = min((project / "data" / "organisations").glob("*.yml"))
    text = record.read_text("utf-8")
    record.write_text(re.sub(r"^(website: \S+?)(\?edit=\d+)?$", rf"\1?edit={round_}", text, flags=re.MULTILINE), "utf-8")
    assert record.read_text("utf-8") != text, f"{record.name} has no website to change"
    return _timed(project, [sys.executable, "-m", "knowledge_hub.cli", "build"])


def _stock(project: Path) -> Run:
    shutil.rmtree(project / "site", ignore_errors=True)
    return _timed(project, [sys.executable, "-m", "mkdocs", "build", "--quiet"])


def _timed(project: Path, command: Sequence[str]) -> Run:
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project / "hooks")}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=project, check=True, env=settings, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(time.perf_counter() - started, after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime)


def _copy_ours(target: Path) -> None:
    target.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", target)
    for name in ("data", "docs", "hooks", "theme"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))


def _write_stock(target: Path, made: Build) -> None:
    docs = target / "docs"
    for (language, path), page in made.pages.items():
        file = docs / source_name(path, language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {json.dumps(page.title)}\n---\n{_markdown(page.html)}", "utf-8")
    for file in (ROOT / "docs").glob("*.md"):
        shutil.copy(file, docs)
    languages = [
        {"locale": item.code, "name": item.name, "default": place == 0} for place, item in enumerate(made.hub.languages)
    ]
    nav = ["index.md", "cities/index.md", "areas/index.md", "matrix.md", "organisations/index.md"]
    (target / "mkdocs.yml").write_text(STOCK % (json.dumps(languages), json.dumps(nav)), "utf-8")


def _markdown(html: str) -> str:
    """Keep headings and text of a page; links become plain words."""
    text = re.sub(
        r"<h([1-4])[^>]*>(.*?)</h\1>", lambda found: f"\n\n{'#' * int(found[1])} {found[2]}\n\n", html, flags=re.S
    )
    text = re.sub(r"</(p|li|tr|dd|dt|div)>", "\n\n", text)
    lines = (" ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _draw(project: Path, made: Build) -> dict[str, float]:
    """Draw all fact sheets and cards twice; return their number, size and the seconds of each time."""
    emblem = made.hub.site.funding.emblem if made.hub.site.funding else None
    found: dict[str, float] = {}
    for name in ("cold", "warm"):
        print(f"\rdrawing: {name}  ", end="", flush=True)
        started = time.perf_counter()
        plan = Plan(made.hub, made.renderer.view, made.site_url, read_material(project, emblem))
        drawn = Drawer(cache_folder(project, os.environ)).draw([*plan.sheets().values(), *plan.cards(made.pages.values())])
        found[name] = round(time.perf_counter() - started, 2)
    sheets = {address: content for address, content in drawn.items() if address.endswith(".pdf")}
    found |= {"sheets": len(sheets), "cards": len(drawn) - len(sheets)}
    return found | {"bytes": sum(map(len, drawn.values()))}


def first_visit(site: Path, page: str) -> int:
    """Bytes of a first visit to a city's page, compressed: the page, its styles and its scripts, without fonts."""
    html = min((site / page).glob("*/index.html"))
    text = html.read_text("utf-8")
    names = re.findall(r'(?:href|src)="([^"]+\.(?:css|js|svg))"', text)
    files = {(html.parent / name.split("#")[0]).resolve() for name in names if not name.startswith("http")}
    for file in list(files):
        if file.suffix == ".css":
            files |= {
                (file.parent / name).resolve() for name in re.findall(r'@import "([^"]+)"', file.read_text("utf-8"))
            }
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in {html, *files})


def _median(runs: list[Run]) -> dict[str, float]:
    return {name: round(statistics.median(getattr(run, name) for run in runs), 2) for name in Run._fields}


def _labels(versions: dict[str, str]) -> dict[str, str]:
    """Return what to call each kind of build."""
    labels = {"cold": "ours, cold", "warm": "ours, warm after one edit", "stock": "stock Material, static-i18n"}
    for key, other in OTHERS.items():
        labels[key] = f"{other.name} {versions.get(key, '')}"
        labels[f"{key}, warm"] = f"{other.name}, warm after one edit"
    return labels


def _report(made: Build, drawings: dict[str, float], runs: dict[str, list[Run]], ours: int, stock: int) -> None:
    seconds = {name: _median(of_name) for name, of_name in runs.items()}
    ratios = {
        f"{name} / {other}": {part: round(seconds[name][part] / seconds[other][part], 2) for part in ("passed", "user")}
        for name in seconds
        for other in ("stock", *OTHERS)
        if other in seconds and name != other and (other == "stock" or name in ("cold", "warm"))
    }
    missing = {other.name: other.get for key, other in OTHERS.items() if key not in seconds}
    result = {
        "command": "make bench",
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "versions": {name: version(name) for name in ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "typst")}
        | {key: other.version() for key, other in OTHERS.items() if key in seconds},
        "pages": len(made.pages),
        "rounds": ROUNDS,
        "build_seconds": seconds,
        "build_ratios": ratios,
        "not_installed": missing,
        "drawing": drawings,
        "first_visit_city_bytes_gzip": {"ours": ours, "stock": stock},
        "first_visit_ratio": round(ours / stock, 2),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(f"{len(made.pages)} pages in {len(made.hub.languages)} languages, median of {ROUNDS} builds each, in seconds")
    print(f"  {'':44}{'passed':>8}{'user':>8}{'system':>8}   to stock (passed, user)")
    for name, label in _labels(result["versions"]).items():
        if name in seconds:
            ratio = ratios.get(f"{name} / stock", {})
            print(f"  {label:44}{''.join(f'{value:8.2f}' for value in seconds[name].values())}   {'  '.join(map(str, ratio.values()))}")
    for other in (key for key in OTHERS if key in seconds):
        print(f"  to {other}, passed: {', '.join(f'{name} ' + str(ratios[f'{name} / {other}']['passed']) for name in ('cold', 'warm'))}")
    for name, get in missing.items():
        print(f"Not compared, since it is missing here: {name} ({get})")
    print(f"{drawings['sheets']} fact sheets and {drawings['cards']} cards, {drawings['bytes'] / 1e6:.1f} MB, drawn apart")
    print(f"  cold            {drawings['cold']:6.2f} s")
    print(f"  warm            {drawings['warm']:6.2f} s")
    print("First visit to a city page, gzip, without fonts")
    print(f"  ours            {ours / 1000:6.1f} kB")
    print(f"  stock Material  {stock / 1000:6.1f} kB  ours / stock = {result['first_visit_ratio']}")
    print(f"Written to {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
