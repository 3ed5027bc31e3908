"""A finished folder takes the place of another: readers see the old or the new one whole."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from knowledge_hub.swap import swap


def folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True)
    for name, text in files.items():
        (path / name).write_text(text, "utf-8")
    return path


def content(path: Path) -> dict[str, str]:
    return {file.relative_to(path).as_posix(): file.read_text("utf-8") for file in path.rglob("*") if file.is_file()}


@pytest.fixture(params=[True, False], ids=["in one step", "in two steps"])
def _exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test run with the system's exchange of folders, and as on a system without one."""
    if not request.param:
        monkeypatch.setattr(sys, "platform", "some-other")


@pytest.mark.usefixtures("_exchange")
def test_a_folder_goes_where_none_was(tmp_path: Path) -> None:
    swap(folder(tmp_path / "aside" / "new", page="new"), tmp_path / "site")
    assert content(tmp_path) == {"site/page": "new"}


@pytest.mark.usefixtures("_exchange")
def test_a_folder_takes_the_place_of_another_of_which_nothing_is_left(tmp_path: Path) -> None:
    folder(tmp_path / "site" / "sub", old="old")
    swap(folder(tmp_path / "aside" / "new", page="new"), tmp_path / "site")
    assert content(tmp_path) == {"site/page": "new"}
    assert {path.name for path in tmp_path.iterdir()} == {"aside", "site"}


@pytest.mark.usefixtures("_exchange")
def test_if_the_new_folder_cannot_be_moved_the_old_one_stays(tmp_path: Path) -> None:
    folder(tmp_path / "site", page="old")
    with pytest.raises(OSError, match="nowhere"):
        swap(tmp_path / "nowhere", tmp_path / "site")
    assert content(tmp_path) == {"site/page": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges folders in one step")
def test_there_is_a_site_at_every_moment_of_many_exchanges(tmp_path: Path) -> None:
    place = folder(tmp_path / "site", page="0")
    done = threading.Event()
    missed: list[bool] = []

    def look() -> None:
        while not done.is_set():
            missed.append(not place.exists())

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        for number in range(200):
            swap(folder(tmp_path / f"new-{number}", page=str(number)), place)
    finally:
        done.set()
        watcher.join()
    assert not any(missed)
    assert content(tmp_path) == {"site/page": "199"}
