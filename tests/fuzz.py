"""Tries hubs of any shape and accidents of any kind for as long as `FUZZ_MINUTES` says; run by `make fuzz`.

It goes on where it was stopped: examples that failed are kept in `build/fuzz/examples`
and tried first, and each round starts from another seed, which is counted in `build/fuzz/state.json`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from any_site import AnySite
from conftest import ROOT
from fuzzing import PHOTONICS, SHAPES, Accident, Shape, accidents, try_accident, try_shape
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.database import DirectoryBasedExampleDatabase

KEPT = ROOT / "build" / "fuzz"
ROUND = {"shapes": 5, "accidents": 20, "accidents to the real data": 30}
"""Examples of one round; a round takes about a minute on a machine that does nothing else."""
Try = Callable[[], None]


def rounds(folder: Path, number: int, count: Callable[[str], int]) -> Iterator[tuple[str, Try]]:
    """Yield each property with a way to try it on some examples.

    Parameters:
        folder: Folder for sites.
        number: Number of the round, from which its examples follow.
        count: Counts an example of a property, and returns how many there have been.
    """
    database = DirectoryBasedExampleDatabase(KEPT / "examples")
    shaped, spoilt, real = (
        AnySite(folder / "shaped"),
        AnySite(folder / "spoilt", PHOTONICS),
        AnySite(folder / "real", ROOT / "data"),
    )

    def long(name: str) -> settings:
        return settings(
            max_examples=ROUND[name],
            database=database,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        )

    @seed(number)
    @long("shapes")
    @given(shape=SHAPES)
    def shapes(shape: Shape) -> None:
        try_shape(shaped, shape, drawn=count("shapes") % 5 == 0)

    @seed(number)
    @long("accidents")
    @given(accident=accidents(PHOTONICS))
    def of_small(accident: Accident) -> None:
        count("accidents")
        try_accident(spoilt, accident)

    @seed(number)
    @long("accidents to the real data")
    @given(accident=accidents(ROOT / "data"))
    def of_real(accident: Accident) -> None:
        count("accidents to the real data")
        try_accident(real, accident, built=False)

    yield from zip(ROUND, (shapes, of_small, of_real), strict=True)


@contextmanager
def state() -> Iterator[dict[str, float]]:
    """Read how far earlier runs came, and note how far this one does."""
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / "state.json"
    known: dict[str, float] = {
        "rounds": 0,
        "minutes": 0,
        **(json.loads(file.read_text("utf-8")) if file.is_file() else {}),
    }
    try:
        yield known
    finally:
        file.write_text(json.dumps(known, indent=1), "utf-8")


class Progress:
    """Counts what was tried and tells it, at most every twenty seconds."""

    def __init__(self, minutes: float) -> None:
        self.minutes, self.found = minutes, 0
        self.tried = dict.fromkeys(ROUND, 0)
        self._started = self._told = time.monotonic()

    @property
    def passed(self) -> float:
        """Minutes since the start."""
        return (time.monotonic() - self._started) / 60

    def count(self, name: str) -> int:
        self.tried[name] += 1
        if time.monotonic() - self._told > 20:
            self.tell()
        return self.tried[name]

    def tell(self) -> None:
        self._told = time.monotonic()
        counts = ", ".join(f"{count} {what}" for what, count in self.tried.items())
        print(f"{self.passed:6.1f} of {self.minutes:g} min; {counts}; found something {self.found} times", flush=True)


def run(minutes: float) -> int:
    """Go on until the time is over; return how many times something was found."""
    progress = Progress(minutes)
    while progress.passed < minutes:
        with state() as known, tempfile.TemporaryDirectory() as folder:
            began, number = progress.passed, int(known["rounds"])
            for name, attempt in rounds(Path(folder), number, progress.count):
                if progress.passed > minutes:
                    break
                try:
                    attempt()
                except Exception:
                    progress.found += 1
                    print(f"\nround {number}, {name}:\n{traceback.format_exc()}", flush=True)
            progress.tell()
            known["rounds"] = number + 1
            known["minutes"] = round(known["minutes"] + progress.passed - began, 1)
    return progress.found


if __name__ == "__main__":
    sys.exit(1 if run(float(os.environ.get("FUZZ_MINUTES", "60"))) else 0)
