"""Builds a preview again and again, and serves it; `hub serve` starts this and starts it anew when code changes.

Usage: `python -m knowledge_hub.commands.preview PROJECT HOST:PORT`
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

import click

from knowledge_hub.cache import cache_folder
from knowledge_hub.commands.common import list_problems
from knowledge_hub.engine import STOPPED, NotBuilt, ends_in_order, handwork
from knowledge_hub.handwork import Handwork, Order
from knowledge_hub.messages import language_of
from knowledge_hub.phrase import Phrase
from knowledge_hub.preview import notice
from knowledge_hub.preview.server import Server
from knowledge_hub.preview.state import Live
from knowledge_hub.preview.watch import Watch
from knowledge_hub.problems import DataProblems
from knowledge_hub.speech import say, speak, words
from knowledge_hub.whole.site import Whole

WATCHED = ("data", "docs", "theme", "hooks", "mkdocs.yml")


class Preview:
    """Builds one site after another.

    Parameters:
        project: Folder of the project.
        url: Where the preview is.
        folder: Folder for the sites.
        live: Told of each.
    """

    def __init__(self, project: Path, url: str, folder: Path, live: Live) -> None:
        self._project, self._folder, self._live = project, folder, live
        self._environment = {"SITE_URL": url, **os.environ}
        self._whole = Whole(project, self._environment, serving=True)
        self._number = 0

    def build(self) -> None:
        """Build the site and show it, or tell why not."""
        self._number += 1
        started, new = time.monotonic(), self._folder / str(self._number)
        new.mkdir()
        try:
            self._whole.plan(self._whole.read())
            self._whole.make_with(lambda order: self._handwork(order, new), new, self._live.state.folder)
        except DataProblems as fault:
            list_problems(fault.problems, "text", Phrase("say.last-good"))
            self._live.warn(notice.of_data(fault, words()))
        except NotBuilt as fault:
            click.echo(say("say.last-good"), err=True)
            self._live.warn(notice.of_texts(fault.lines, words()))
        except Exception as fault:  # whatever it is, the last good site stays
            traceback.print_exc()
            self._live.warn(notice.of_fault(fault, words()))
        else:
            self._live.show(new, f"{os.getpid()}-{self._number}")
            click.echo(say("preview.built", seconds=f"{time.monotonic() - started:.1f}"))
            self._clear()

    def _handwork(self, order: Order, site: Path) -> Handwork:
        kept = cache_folder(self._project, self._environment)
        return handwork(self._project, kept, order, site, words().language, before=self._live.state.folder)

    def _clear(self) -> None:
        """Delete all sites but the last two, of which a browser may be fetching the older; free what was held."""
        for path in self._folder.iterdir():
            if int(path.name) < self._number - 1 and path != self._live.state.folder:
                shutil.rmtree(path, ignore_errors=True)
        gc.unfreeze()
        gc.collect()


def main(project: Path, address: str) -> int:
    """Serve until told to end."""
    host, _, port = address.rpartition(":")
    live = Live()
    gc.set_threshold(200_000)
    with ends_in_order(), tempfile.TemporaryDirectory(prefix="hub-") as folder:
        preview = Preview(project, f"http://{address}/", Path(folder), live)
        watch = Watch([project / name for name in WATCHED])
        server = Server((host.strip("[]") or "127.0.0.1", int(port)), live)
        preview.build()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        click.echo(say("say.serving", url=f"http://{address}/"))
        try:
            while True:
                watch.wait()
                preview.build()
        finally:
            watch.stop()
            server.shutdown()


if __name__ == "__main__":
    speak(language_of(os.environ))
    try:
        sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
    except KeyboardInterrupt:
        sys.exit(STOPPED)
