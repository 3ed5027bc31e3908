"""Says of a whole tree of files what holds for each, in as few rules as that takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """What holds for which files.

    Attributes:
        default: What holds where nothing else is said.
        exceptions: Path of a file, or of a folder with a slash at its end -> what holds there. None contains another.
    """

    default: str
    exceptions: Mapping[str, str]


def rules(values: Mapping[str, str | None]) -> Rules:
    """Put values of single files into rules.

    Parameters:
        values: Path of each file -> its value; `None` if any will do.
    """
    counted = Counter(value for value in values.values() if value is not None)
    default = min(counted, key=lambda value: (-counted[value], value), default="")
    paths = sorted(path for path, value in values.items() if value is not None)
    return Rules(default, dict(_exceptions("", paths, values, default)))


def _exceptions(
    folder: str, paths: Sequence[str], values: Mapping[str, str | None], default: str
) -> Iterator[tuple[str, str]]:
    """Yield what differs from the default in a folder; `paths` are sorted and all lie in it."""
    different = {value for path in paths if (value := values[path]) is not None}
    if different <= {default}:
        return
    if folder and len(different) == 1:
        yield folder, different.pop()
        return
    inner: dict[str, list[str]] = {}
    for path in paths:
        name, slash, _ = path.removeprefix(folder).partition("/")
        inner.setdefault(f"{folder}{name}{slash}", []).append(path)
    for name, within in inner.items():
        value = values.get(name)
        if name.endswith("/"):
            yield from _exceptions(name, within, values, default)
        elif value is not None and value != default:
            yield name, value
