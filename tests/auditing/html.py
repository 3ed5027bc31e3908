"""Two checkers of HTML over every page: the Nu Html Checker, and html-validate with the rules of `audit/`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from conftest import ROOT

from auditing.found import Fault, Found, Site

RULES = ROOT / "audit" / "htmlvalidate.json"
NODE = ROOT / "build" / "audit" / "npm" / "node_modules"
"""Where `make audit` installs what `audit/package-lock.json` pins."""


def check(site: Site) -> Found:
    """Check every page with both."""
    for program, what in (("java", "Java 17"), ("node", "Node.js 20.19")):
        if shutil.which(program) is None:
            sys.exit(f"The audit needs {what} or newer; on Debian: apt install default-jre-headless nodejs npm")
    tool = f"Nu Html Checker {_version('vnu-jar')}, html-validate {_version('html-validate')}"
    return Found.of(tool, site.pages(), [*_nu(site), *_html_validate(site)])


def _version(package: str) -> str:
    return str(json.loads((NODE / package / "package.json").read_text("utf-8"))["version"])


def _nu(site: Site) -> Iterator[Fault]:
    jar = NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss4m", "-jar", str(jar), "--stdout", "--format", "json", "--errors-only", "--skip-non-html", "--exit-zero-always", str(site.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages = json.loads(done.stdout)["messages"]
    except ValueError:
        sys.exit(f"The Nu Html Checker did not do its work: {done.stdout[:500]}{done.stderr[:2000]}")
    for told in messages:
        # Anything but an error, such as a page that cannot be read, counts too.
        yield Fault(told.get("url", "").removeprefix(f"file:{site.folder}/"), told["message"], f"line {told.get('lastLine')}")


def _html_validate(site: Site) -> Iterator[Fault]:
    command = ["node", str(NODE / "html-validate" / "bin" / "html-validate.mjs"), "--config", str(RULES)]
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder, "results.json")  # what Node.js writes to a pipe is cut off when it ends
        pages = [str(site.folder / page) for page in site.pages()]
        done = subprocess.run([*command, "--formatter", f"json={results}", *pages], capture_output=True, text=True, check=False)
        if not results.is_file():
            sys.exit(f"html-validate did not do its work: {done.stderr[:2000]}")
        found = json.loads(results.read_text("utf-8"))
    for page in found:
        for told in page["messages"]:
            yield Fault(str(Path(page["filePath"]).relative_to(site.folder)), told["ruleId"], f"line {told['line']}: {told['message']}")
