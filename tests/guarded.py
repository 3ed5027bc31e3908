"""Programs that tests start, and that never outlive them."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def guarded(command: Sequence[str], log: Path, folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program; end it and what it started in any case, even if the test run itself is killed."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output, start_new_session=True)
    # The guard waits for the end of its input, which comes when this process ends in whatever way.
    end_of_run = ["sh", "-c", f"read _; kill -9 -{process.pid}"]
    guard = subprocess.Popen(end_of_run, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield process
    finally:
        guard.kill()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        guard.communicate()
