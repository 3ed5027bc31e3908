"""Find or install Chromium for the browser tests; say plainly what to do if neither works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from browser_path import chromium

HELP = """
No Chromium was found and none could be installed. The browser tests need one. Any of these will do:
  - Debian or Ubuntu:  sudo apt-get install chromium
  - Fedora:            sudo dnf install chromium
  - macOS:             brew install --cask chromium
  - any system:        .venv/bin/playwright install chromium
  - it is elsewhere:   CHROMIUM=/path/to/chromium make test
Tests without a browser run with:  make test TESTS='-m "not browser"'
"""


def main() -> int:
    """Return 0 if there is a Chromium in the end."""
    if path := chromium():
        print(f"Chromium for the browser tests: {path}")
        return 0
    for what, commands in _ways():
        print(f"No Chromium found; installing it with {what} ...", flush=True)
        if all(run(command) for command in commands) and (path := chromium()):
            print(f"Chromium for the browser tests: {path}")
            return 0
    print(HELP, file=sys.stderr)
    return 1


def _ways() -> list[tuple[str, list[list[str]]]]:
    ways = [("Playwright", [[sys.executable, "-m", "playwright", "install", "chromium"]])]
    if shutil.which("apt-get") and os.geteuid() == 0:
        install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"]
        ways.insert(0, ("apt-get", [["apt-get", "update", "--quiet"], install]))
    return ways


def run(command: list[str]) -> bool:
    """Run a program that installs something; tell whether it succeeded."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
