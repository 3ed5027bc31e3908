"""Guards what was published: no address may be lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from knowledge_hub.load import DataFile, DataFiles
from knowledge_hub.pages.address import FOLDERS
from knowledge_hub.problems import Problem


def lost(published: Iterable[str], answered: Collection[str], shown: str) -> list[Problem]:
    """Tell which published addresses would lead nowhere.

    Parameters:
        published: Lines of an `addresses.txt`; what is not an address is passed over.
        answered: Addresses at which something is found now.
        shown: What messages call the list.
    """
    known = frozenset(answered)
    return [
        Problem.at(shown, number, 1, "HUB114", address=address)
        for number, address in enumerate(map(str.strip, published), start=1)
        if address.startswith("/") and address not in known
    ]


def addresses_of_files(files: DataFiles, by_hand: Iterable[str]) -> list[str]:
    """Return the addresses of the pages of records, from files that may not fit the present model, and of `docs/`.

    Pages made of several records, such as that of a pair of cities, are left out.
    """
    paths = {path for file in files.files for path in _paths(file)} | set(by_hand)
    first, *others = _languages(files) or [""]
    return sorted([f"/{path}/" for path in paths] + [f"/{code}/{path}/" for code in others for path in paths if first])


def _paths(file: DataFile) -> Iterator[str]:
    plain = file.root.plain()
    if file.kind == "removed":
        yield from (str(item["page"]) for item in _groups(plain) if "page" in item)
    elif file.kind in FOLDERS and isinstance(plain, dict):
        aliases = plain.get("aliases")
        for id in (file.id, *(aliases if isinstance(aliases, list) else ())):
            year = f"{str(plain.get('previous_start') or plain.get('start'))[:4]}/" if file.kind == "event" else ""
            yield f"{FOLDERS[file.kind]}/{year}{id}"


def _languages(files: DataFiles) -> list[str]:
    site = files.get("site", "site")
    plain = site.root.plain() if site else None
    listed = plain.get("languages") if isinstance(plain, dict) else None
    return [str(item["code"]) for item in _groups(listed) if "code" in item]


def _groups(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
