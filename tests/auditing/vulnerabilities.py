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
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"vulnerabilities: not checked, since the database could not be reached\n  {done.stderr.strip()[-300:]}")
        return None
    for package in found:
        for fault in package.get("vulns", ()):
            print(f"  {package['name']} {package['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'nothing yet'}")
    return Vulnerabilities(today, len(found), sum(len(package.get("vulns", ())) for package in found))
