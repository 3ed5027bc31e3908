"""How building time and memory grow with the number of pages.

Two hubs are made up by `hub demo`, one with about twenty times the pages of the
other, in the languages of the real one. Each is built cold, with nothing kept of
earlier builds, and warm, after one edit in one data file; each build is a process
of its own. Fact sheets and cards are left out: their drawing grows with their
number alone, and is timed by `build.py`. The dictionaries of search are made
ready before, once for both.

It takes minutes, and gigabytes of disk. Usage: python benchmarks/scale.py
"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from knowledge_hub.engine import handwork
from knowledge_hub.project import build_time
from knowledge_hub.search.lemmas import DICTIONARIES, Lemmas
from knowledge_hub.whole.site import Whole

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "build" / "scale.json"
HUBS = {
    "small": {"cities": 8, "organisations": 220, "events": 190, "projects": 30},
    "large": {"cities": 40, "organisations": 4200, "events": 4200, "projects": 600},
}
"""Sizes of hubs with about 1,000 and 20,000 pages in two languages."""
MOST = 1.3
"""Time for a page of the large hub, by that for one of the small hub, that is still like linear growth."""


def main() -> None:
    """Measure both hubs and print what one page takes in each."""
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, DICTIONARIES)
        for language in ("fi", "en"):
            Lemmas(Path(folder)).of(["sana", "word"], language)
        for name, sizes in HUBS.items():
            print(f"{name}: making up a hub", flush=True)
            project = _made_up(Path(folder, name), sizes)
            cache = Path(folder, f"{name}-cache")
            shutil.copytree(kept, cache / DICTIONARIES)
            cold = _built(project, cache)
            print(f"{name}: {cold['pages']} pages, cold {cold['seconds']} s", flush=True)
            _edit(project)
            warm = _built(project, cache)
            print(f"{name}: warm {warm['seconds']} s", flush=True)
            found[name] = {"pages": cold["pages"]} | {f"{kind}_{key}": value for kind, run in (("cold", cold), ("warm", warm)) for key, value in run.items() if key != "pages"}
    _report(found)


def _made_up(folder: Path, sizes: dict[str, int]) -> Path:
    options = [part for name, number in sizes.items() for part in (f"--{name}", str(number))]
    _run("-m", "knowledge_hub.cli", "--project", str(ROOT), "demo", str(folder), *options)
    return folder


def _edit(project: Path) -> None:
    record = min((project / "data" / "organisations").glob("*.yml"))
    text = record.read_text("utf-8")
    record.write_text(re.sub(r"(?m)^(website: \S+)$", r"\1?edit=1", text), "utf-8")
    assert record.read_text("utf-8") != text, f"{record.name} has no website to change"


def _built(project: Path, cache: Path) -> dict[str, float]:
    """Build in a process of its own; return pages, seconds, seconds of the processors, and megabytes of the largest process."""
    result: dict[str, float] = json.loads(_run(__file__, str(project), str(cache)).splitlines()[-1])
    return result


def _run(*command: str) -> str:
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run([sys.executable, *command], check=True, env=settings, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return done.stdout


def build_one(project: Path, cache: Path) -> None:
    """Build a project without drawings, and print what that took."""
    started, site = time.perf_counter(), project / "site"
    environment = {**os.environ, "HUB_CACHE": str(cache)}
    new = project / "site.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    whole = Whole(project, environment)
    whole._drawer = None  # type: ignore[assignment]  # drawings are timed elsewhere
    hub = whole.read()
    whole.plan(hub)
    whole.make_with(lambda order: handwork(project, cache, order, new, "en", before=site), new, site)
    shutil.rmtree(site, ignore_errors=True)
    new.rename(site)
    seconds = time.perf_counter() - started
    of_all = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told = {
        "pages": sum(1 for _ in site.rglob("index.html")),
        "seconds": round(seconds, 2),
        "work": round(sum(used.ru_utime + used.ru_stime for used in of_all), 2),
        "megabytes": round(max(used.ru_maxrss for used in of_all) / 1024),
    }
    print(json.dumps(told))


def _report(found: dict[str, dict[str, float]]) -> None:
    small, large = found["small"], found["large"]
    ratios = {
        key: round(large[key] / large["pages"] / (small[key] / small["pages"]), 2)
        for key in ("cold_seconds", "cold_work", "warm_seconds", "warm_work", "cold_megabytes")
    }
    result = {
        "command": "python benchmarks/scale.py",
        "date": datetime.now(UTC).date().isoformat(),
        "day_of_the_data": build_time(os.environ).date().isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "hubs": HUBS,
        **found,
        "of_a_page_large_by_small": ratios,
        "most": MOST,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    for name, of_hub in found.items():
        a_page = {key: 1000 * of_hub[f"{key}_seconds"] / of_hub["pages"] for key in ("cold", "warm")}
        print(
            f"{name}: {of_hub['pages']} pages, cold {of_hub['cold_seconds']} s ({a_page['cold']:.1f} ms a page, {of_hub['cold_megabytes']} MB),"
            f" warm after one edit {of_hub['warm_seconds']} s ({a_page['warm']:.2f} ms a page)"
        )
    print("a page of the large hub by one of the small: " + ", ".join(f"{key} {value}" for key, value in ratios.items()))
    print(f"Written to {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        build_one(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        main()
