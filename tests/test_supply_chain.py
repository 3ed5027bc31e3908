"""What the project takes from others is pinned, may be used, and is listed for anyone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from auditing import components
from auditing.licences import EXCUSED, FOR_CHECKS, FREE, is_accepted
from auditing.pins import BUILDS, HASH, LOCK, PIN, TESTS, Pin, all_pins
from conftest import ROOT
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from knowledge_hub.audit.read import COMPONENTS
from knowledge_hub.pages.checks import SBOM

PINS = all_pins()


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    return json.loads((ROOT / COMPONENTS).read_text("utf-8"))


def named(pin: Pin) -> str:
    return f"{pin.name} {pin.version}".strip()


@pytest.mark.parametrize("file", [BUILDS, TESTS], ids=lambda file: file.name)
def test_every_python_package_is_pinned_by_hashes_and_tied_to_no_registry(file: Path) -> None:
    text = file.read_text("utf-8")
    found = PIN.findall(text)
    assert len(found) == sum("==" in line and not line.startswith(("#", " ")) for line in text.splitlines())
    assert [name for name, _, rest in found if not HASH.search(rest)] == []
    assert "://" not in text


def test_every_npm_package_is_pinned_by_a_hash_and_tied_to_no_registry() -> None:
    lock = json.loads(LOCK.read_text("utf-8"))
    packages = {place: told for place, told in lock["packages"].items() if place}
    assert [place for place, told in packages.items() if not told["integrity"].startswith("sha512-")] == []
    assert [place for place, told in packages.items() if "resolved" in told] == []
    asked = json.loads((LOCK.parent / "package.json").read_text("utf-8"))["devDependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked


def test_what_the_site_is_built_with_and_shows_is_under_a_free_licence() -> None:
    assert [(named(pin), pin.licence) for pin in PINS if pin.builds and not is_accepted(pin.licence, FREE)] == []


def test_what_only_checks_use_is_under_a_licence_that_allows_it() -> None:
    refused = {pin.name for pin in PINS if not pin.builds and not is_accepted(pin.licence, FREE | FOR_CHECKS)}
    assert refused == set(EXCUSED)


@pytest.mark.parametrize(
    ("licence", "accepted"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND BSD-2-Clause", True),
        ("LGPL-3.0-or-later", False),
    ],
)
def test_of_alternatives_one_has_to_be_accepted_and_of_parts_each(licence: str, accepted: bool) -> None:
    assert is_accepted(licence, FREE) is accepted


def test_the_bill_of_materials_is_that_of_the_pins_and_the_same_each_time() -> None:
    assert components.text() == (ROOT / COMPONENTS).read_text("utf-8"), "run: make sbom"


def test_the_bill_of_materials_follows_its_schema(bill: dict[str, Any]) -> None:
    faults = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill), all_errors=True)
    assert not faults, [str(fault) for fault in faults]


def test_the_bill_of_materials_lists_everything_with_version_licence_and_hashes(bill: dict[str, Any]) -> None:
    listed = {part["bom-ref"]: part for part in bill["components"]}
    assert len(listed) == len(PINS)
    for pin in PINS:
        part = listed[components.ref_of(pin)]
        assert part.get("version", "") == pin.version
        assert {item["content"] for item in part["hashes"]} == {digest for _, digest in pin.hashes} != set()
        assert part["licenses"]
        assert part["scope"] == ("required" if pin.builds else "excluded")
    assert "timestamp" not in bill["metadata"]


def test_the_bill_of_materials_is_on_the_site(site: Path) -> None:
    assert (site / SBOM).read_bytes() == (ROOT / COMPONENTS).read_bytes()


def test_updates_are_proposed_for_everything_that_is_pinned() -> None:
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]
    assert {(item["package-ecosystem"], item["directory"]) for item in updates} >= {("npm", "/audit"), ("pip", "/")}
