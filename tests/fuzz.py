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
ROUND = {"shapes": 15, "accidents": 60, "accidents to the real data": 60}
"""Examples of one round; a round takes about a minute."""
Try = Callable[[], None]


def rounds(folder: Path, number: int, tried: dict[str, int]) -> Iterator[tuple[str, Try]]:
    """Yield each property with a way to try it on some examples.

    Parameters:
        folder: Folder for sites.
        number: Number of the round, from which its examples follow.
        tried: Counts the examples.
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
        tried["shapes"] += 1
        try_shape(shaped, shape, drawn=tried["shapes"] % 5 == 0)

    @seed(number)
    @long("accidents")
    @given(accident=accidents(PHOTONICS))
    def of_small(accident: Accident) -> None:
        tried["accidents"] += 1
        try_accident(spoilt, accident)

    @seed(number)
    @long("accidents to the real data")
    @given(accident=accidents(ROOT / "data"))
    def of_real(accident: Accident) -> None:
        tried["accidents to the real data"] += 1
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


def run(minutes: float) -> int:
    """Go on until the time is over; return how many rounds found something."""
    started, found, tried = time.monotonic(), 0, dict.fromkeys(ROUND, 0)

    def passed() -> float:
        return (time.monotonic() - started) / 60

    while passed() < minutes:
        with state() as known, tempfile.TemporaryDirectory() as folder:
            began, number = passed(), int(known["rounds"])
            for name, attempt in rounds(Path(folder), number, tried):
                if passed() > minutes:
                    break
                try:
                    attempt()
                except KeyboardInterrupt:
                    raise
                except BaseException:
                    found += 1
                    print(f"\nround {number}, {name}:\n{traceback.format_exc()}", flush=True)
                counts = ", ".join(f"{count} {what}" for what, count in tried.items())
                print(f"{passed():6.1f} of {minutes:g} min; {counts}; found something {found} times", flush=True)
            known["rounds"] = number + 1
            known["minutes"] = round(known["minutes"] + passed() - began, 1)
    return found


if __name__ == "__main__":
    sys.exit(1 if run(float(os.environ.get("FUZZ_MINUTES", "60"))) else 0)
