"""Make `terms.json` anew: the terms of schema.org that tests compare the pages with.

Usage: python tests/schema_org/remake.py (needs npm). The terms are read from the type declarations
of the npm package schema-dts, without their descriptions and without families of no use to a hub.
"""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "schema-dts@2.1.0"
HERE = Path(__file__).parent
LEFT_OUT = (
    *("Accommodation", "Action", "BioChemEntity", "Brand", "CivicStructure", "Demand", "EnergyConsumptionDetails"),
    *("EntryPoint", "FinancialIncentive", "FloorPlan", "GeospatialGeometry", "HealthInsurancePlan", "Invoice"),
    *("LocalBusiness", "MediaReview", "MedicalEntity", "MenuItem", "MerchantReturnPolicy", "Order"),
    *("ParcelDelivery", "PaymentMethod", "Permit", "Product", "Rating", "Reservation", "Role", "Schedule"),
    *("SpeakableSpecification", "StupidType", "Taxon", "Ticket", "Trip"),
)
"""Types that are left out with what is only below them and the properties that only they have."""

_UNION = re.compile(r"^export type (\w+)(?:<[^=]*>)? = (.+);$", re.MULTILINE)
_BASE = re.compile(r"^interface (\w+)Base extends [^{]+ \{(.*?)^\}", re.MULTILINE | re.DOTALL)
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.*), "\w+">;', re.MULTILINE)
_MEMBER = re.compile(r'"https?://schema\.org/(\w+)"')
_DATA_TYPES = {"Boolean", "Date", "DateTime", "Number", "Text", "Time"}


def main() -> None:
    """Fetch the package and write what is of use."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, PACKAGE]
        name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
        with tarfile.open(Path(folder, name)) as archive:
            declarations = _text(archive, "package/dist/schema.d.ts")
            licence = _text(archive, "package/LICENSE")
    terms = terms_in(declarations)
    lines = [f"{json.dumps(key)}: {_lines(value)}" for key, value in {"package": PACKAGE, **terms}.items()]
    (HERE / "terms.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    (HERE / "LICENSE.txt").write_text(licence, "utf-8")


def _text(archive: tarfile.TarFile, name: str) -> str:
    file = archive.extractfile(name)
    assert file is not None, f"{PACKAGE} has no {name}"
    return file.read().decode()


def _lines(value: object) -> str:
    """Write one term a line, so that changes can be read."""
    if not isinstance(value, dict):
        return json.dumps(value)
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(item)}" for key, item in sorted(value.items())) + "\n}"


def terms_in(declarations: str) -> dict[str, dict[str, object]]:
    """Return types with their supertypes, properties with domains and ranges, enumerations with members."""
    unions = {name: re.findall(r'"[^"]+"|\w+', parts) for name, parts in _UNION.findall(declarations)}
    known = {name for name in unions if not name.startswith("With") and not name.endswith("Leaf") and "_" not in name}
    supertypes: dict[str, list[str]] = {name: [] for name in sorted(known)}
    for name, parts in unions.items():
        for part in parts:
            if name in known and part in known and part != name and part not in _DATA_TYPES:
                supertypes[part].append(name)
    properties: dict[str, dict[str, set[str]]] = {}
    for name, body in _BASE.findall(declarations):
        for property, range in _PROPERTY.findall(body):
            found = properties.setdefault(property, {"domains": set(), "ranges": set()})
            found["domains"].add(name)
            found["ranges"] |= set(re.findall(r"\w+", range)) - {"IdReference"}
    members = {name: sorted(set(_MEMBER.findall(" ".join(parts)))) for name, parts in unions.items() if name in known}
    left_out = {name for name in supertypes if _is_left_out(name, supertypes)}
    kept = {name: sorted(set(above) - left_out) for name, above in supertypes.items() if name not in left_out}
    return {
        "types": dict(kept),
        "members": {name: found for name, found in members.items() if found and name in kept and name not in _DATA_TYPES},
        "properties": {
            name: {key: sorted(value - left_out) for key, value in found.items()}
            for name, found in properties.items()
            if found["domains"] - left_out
        },
    }


def _is_left_out(name: str, supertypes: dict[str, list[str]]) -> bool:
    """Tell whether a type belongs to such families only."""
    above = supertypes[name]
    return name in LEFT_OUT or (bool(above) and all(_is_left_out(other, supertypes) for other in above))


if __name__ == "__main__":
    main()
