"""Known vulnerabilities of the packages that the project pins, if their database can be asked."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

from conftest import ROOT
from knowledge_hub.audit.results import Vulnerabilities

PINS = ROOT / "requirements-test.txt"
"""Every package, those that build the site among them."""


def known(today: date) -> Vulnerabilities | None:
    """Ask; return nothing, and say so, if nobody answers."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(PINS), "--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = judged(done.stdout, today)
    if found is None:
        print(f"vulnerabilities: not checked, since the database did not answer for every package\n  {done.stderr.strip()[-300:]}")
    return found


def judged(answer: str, today: date) -> Vulnerabilities | None:
    """Read what pip-audit says; one package that it could not look up makes the whole worth nothing."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        return None
    if not packages or any("skip_reason" in package for package in packages):
        return None
    for package in packages:
        for fault in package["vulns"]:
            print(f"  {package['name']} {package['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'nothing yet'}")
    return Vulnerabilities(today, len(packages), sum(len(package["vulns"]) for package in packages))
