"""Put a finished folder in the place of another, so that readers see the old or the new one whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(new: Path, place: Path) -> None:
    """Move `new` to `place` and delete what was there.

    Both must be on one file system. Where the system can exchange two folders
    in one step (Linux), there is no moment without a site.

    Raises:
        OSError: If nothing could be moved; `place` is then as it was.
    """
    if not place.exists():
        new.rename(place)
        return
    if _exchange(new, place):
        shutil.rmtree(new)
        return
    old = place.with_name(f"{place.name}.old-{os.getpid()}")
    place.rename(old)
    try:
        new.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old)


def _exchange(one: Path, two: Path) -> bool:
    """Exchange two folders in one step, if the system can.

    Source: renameat2(2) of the Linux manual pages.
    """
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _RENAME_EXCHANGE) == 0)
