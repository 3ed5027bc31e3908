"""The bill of materials: everything of others that the project pins, as CycloneDX JSON.

Run with `make sbom`, which `make lock` does too. It is made here and kept in `audit/`, since a build may have only a
part of the packages installed; the build publishes it. Source: https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import json
import tomllib
import uuid
from hashlib import sha256

import knowledge_hub
from conftest import ROOT
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from knowledge_hub.audit.read import COMPONENTS
from packageurl import PackageURL

from auditing.pins import Pin, all_pins

NAMES = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
"""Namespace of addresses, RFC 9562, 6.6."""


def text() -> str:
    """Write the bill; the same pins give the same text, on any day and machine."""
    bom = Bom(components=[_component(pin) for pin in all_pins()])
    bom.metadata.component = _whole()
    bom.register_dependency(bom.metadata.component, bom.components)
    content = json.loads(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())
    del content["metadata"]["timestamp"], content["serialNumber"]
    digest = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    content["serialNumber"] = f"urn:uuid:{uuid.uuid5(NAMES, f'https://cyclonedx.org/{digest}')}"
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _whole() -> Component:
    """Describe the generator; the name of the project is that of one hub."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    licences = [LicenseFactory().make_from_string(project["license"])]
    return Component(type=ComponentType.APPLICATION, name=knowledge_hub.__name__, version=project["version"], description=project["description"], licenses=licences, bom_ref="whole")


def _component(pin: Pin) -> Component:
    space, _, name = _parted(pin)
    purl = PackageURL.from_string(ref_of(pin)) if pin.kind != "file" else None
    return Component(
        type=ComponentType.LIBRARY if purl else ComponentType.FILE,
        group=space or None,
        name=name,
        version=pin.version or None,
        scope=ComponentScope.REQUIRED if pin.builds else ComponentScope.EXCLUDED,
        hashes=[HashType(alg=HashAlgorithm(algorithm), content=digest) for algorithm, digest in pin.hashes],
        licenses=[LicenseFactory().make_from_string(pin.licence)],
        purl=purl,
        bom_ref=ref_of(pin),
    )


def ref_of(pin: Pin) -> str:
    """Return what the bill calls a component: the address of a package, the path of a file."""
    space, _, name = _parted(pin)
    return pin.name if pin.kind == "file" else PackageURL(pin.kind, space or None, name, pin.version).to_string()


def _parted(pin: Pin) -> tuple[str, str, str]:
    return pin.name.rpartition("/") if pin.kind == "npm" else ("", "", pin.name)


if __name__ == "__main__":
    (ROOT / COMPONENTS).write_text(text(), "utf-8")
    print(COMPONENTS)
