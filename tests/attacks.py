"""The cases of `tests/bad_input/`, and what each does to a folder."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

FOLDER = Path(__file__).parent / "bad_input"
KINDS = ("text", "name", "markdown", "line")
"""Kinds of fields that hold words."""


@dataclass(frozen=True)
class Attack:
    """A bad input, and what must be told of it: `path:line:column code` or, where every field is tried, codes."""

    theme: str
    name: str
    given: Mapping[str, Any]

    @property
    def told(self) -> list[str]:
        told = self.given.get("told", [])
        return told if isinstance(told, list) else [told]

    @property
    def text(self) -> str:
        return long(self.given["text"])

    @property
    def kinds(self) -> tuple[str, ...]:
        kinds = self.given.get("in", KINDS)
        return (kinds,) if isinstance(kinds, str) else tuple(kinds)

    def places(self, folder: str) -> list[str]:
        """Return what must be told, each with its file."""
        target = self.given.get("move", self.given["file"])
        return [told if "/" in told.split(" ")[0] else f"{folder}/{printed(long(target))}:{told}" for told in self.told]

    def apply(self, folder: Path) -> None:
        """Do it to a folder."""
        _apply(self.given, folder)


def attacks(theme: str) -> list[Attack]:
    """Read the cases of a theme."""
    cases = yaml.safe_load((FOLDER / f"{theme}.yml").read_text("utf-8"))
    return [Attack(theme, case["case"], case) for case in cases]


def long(text: str | Mapping[str, Any]) -> str:
    """Return a text, which may be given by what it repeats."""
    if isinstance(text, str):
        return text
    return str(text.get("before", "")) + text.get("repeat", "") * text.get("times", 1) + text.get("after", "")


def printed(name: str) -> str:
    """Return a name as a message shows it."""
    return "".join(sign if sign.isprintable() else " " for sign in name)


def _apply(given: Mapping[str, Any], folder: Path) -> None:
    file = folder / given["file"]
    file.parent.mkdir(parents=True, exist_ok=True)
    if "find" in given:
        text = file.read_text("utf-8")
        assert text.count(given["find"]) >= 1, f"{given['find']!r} is not in {given['file']}"
        file.write_text(text.replace(given["find"], long(given["put"]), 1), "utf-8")
    elif "add" in given:
        file.write_text(file.read_text("utf-8") + long(given["add"]), "utf-8")
    elif "write" in given:
        file.write_text(long(given["write"]), "utf-8")
    elif "bytes" in given:
        file.write_bytes(bytes.fromhex(given["bytes"]))
    elif "encode" in given:
        file.write_bytes(file.read_text("utf-8").encode(given["encode"]))
    elif "move" in given:
        target = folder / long(given["move"])
        content = file.read_bytes()
        file.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    elif "link" in given:
        file.symlink_to(given["link"])
    else:
        MADE[given["make"]](file)
    if "also" in given:
        _apply(given["also"], folder)


def _picture(form: str, width: int = 2, height: int = 2) -> bytes:
    file = BytesIO()
    Image.new("1", (width, height)).save(file, form)
    return file.getvalue()


def _of_thirty_thousand() -> bytes:
    """Return a small picture that says of itself that it is very large."""
    content = bytearray(_picture("PNG"))
    content[16:24] = (30_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


def _settings_behind_a_link(file: Path) -> None:
    file.rename(file.parent.parent / "elsewhere.yml")
    file.symlink_to(file.parent.parent / "elsewhere.yml")


MADE: Mapping[str, Callable[[Path], Any]] = {
    "a GIF": lambda file: file.write_bytes(_picture("GIF")),
    "a PNG": lambda file: file.write_bytes(_picture("PNG")),
    "half a PNG": lambda file: file.write_bytes(_picture("PNG")[:20]),
    "a PNG of 30000 times 30000 pixels": lambda file: file.write_bytes(_of_thirty_thousand()),
    "a PNG of 20000 times 1 pixels": lambda file: file.write_bytes(_picture("PNG", 20_000, 1)),
    "a PNG of 5 MB": lambda file: file.write_bytes(_picture("PNG") + bytes(5 * 1024 * 1024)),
    "a copy of the project loop": lambda file: shutil.copy(file.with_name("loop.yml"), file),
    "a copy of the term black-mass": lambda file: shutil.copy(file.with_name("black-mass.yml"), file),
    "the settings behind a link": _settings_behind_a_link,
    "a pipe": os.mkfifo,
}
"""What cannot be written down in a file of cases."""
