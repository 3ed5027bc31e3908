"""Find or install nginx for the tests of publishing; say plainly what to do if that does not work."""

from __future__ import annotations

import os
import shutil
import sys

from nginx_host import nginx_program
from set_up_browser import run

HELP = """
No nginx was found and none could be installed (that needs root). The tests of publishing need one, and openssl. Either will do:
  - Debian or Ubuntu:  sudo apt-get install nginx-light libnginx-mod-http-brotli-static openssl
  - Fedora:            sudo dnf install nginx openssl
  - macOS:             brew install nginx openssl
All other tests run with:  make test TESTS='-m "not nginx"'
"""
INSTALL = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "nginx-light", "libnginx-mod-http-brotli-static", "openssl"]


def main() -> int:
    """Return 0 in any case: without nginx only a few tests fail, and they say so too."""
    if not nginx_program() and shutil.which("apt-get") and os.geteuid() == 0:
        print("No nginx found; installing it with apt-get ...", flush=True)
        # As on a system that is being repaired, no service is started: tests start nginx themselves.
        os.environ["RUNLEVEL"] = "1"
        run(["apt-get", "update", "--quiet"])
        run(INSTALL)
    found = nginx_program()
    print(f"nginx for the tests of publishing: {found}" if found else HELP, file=sys.stdout if found else sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
