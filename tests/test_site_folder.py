"""Files of a new site: those that are the same as before are the files they were, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from knowledge_hub.whole.folder import copy, write

FILES = {"index.html": "Hub", "en/index.html": "Hub", "picture.png": b"\x89PNG"}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Return a site built before."""
    write(tmp_path / "before", FILES)
    return tmp_path / "before"


def test_what_has_not_changed_is_the_file_it_was(before: Path, tmp_path: Path) -> None:
    write(tmp_path / "site", {**FILES, "en/index.html": "Hob", "new.txt": "new"}, before)
    same = [name for name in FILES if (tmp_path / "site" / name).samefile(before / name)]
    assert same == ["index.html", "picture.png"]
    assert (tmp_path / "site/en/index.html").read_text() == "Hob"
    assert (before / "en/index.html").read_text() == "Hub"
    assert (tmp_path / "site/new.txt").read_text() == "new"


def test_a_file_that_somebody_has_changed_since_is_written_anew(before: Path, tmp_path: Path) -> None:
    (before / "index.html").write_text("Bad")
    write(tmp_path / "site", FILES, before)
    assert (tmp_path / "site/index.html").read_text() == "Hub"
    assert (before / "index.html").read_text() == "Bad"


def test_what_is_no_plain_file_is_never_linked(before: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("Hub")
    (before / "index.html").unlink()
    (before / "index.html").symlink_to(tmp_path / "elsewhere")
    (before / "picture.png").unlink()
    (before / "picture.png").mkdir()
    write(tmp_path / "site", FILES, before)
    assert not (tmp_path / "site/index.html").is_symlink()
    assert not (tmp_path / "site/index.html").samefile(tmp_path / "elsewhere")
    assert (tmp_path / "site/picture.png").read_bytes() == FILES["picture.png"]


def test_a_copied_folder_is_the_same(before: Path, tmp_path: Path) -> None:
    copy(before, tmp_path / "site", tmp_path / "not there")
    assert {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.*")} == set(FILES)
