"""The parts as a page of licences and as a bill of materials (CycloneDX 1.6)."""

import json
import uuid

from .parts import ROOT, Part, parts

LICENCES = ROOT / "docs" / "licences.md"
MATERIALS = ROOT / "build" / "sbom.cdx.json"
HEAD = """# Licences

Everything that is installed to run the product, by its locks, and the licence that each package states of itself. Made by
`make licences`; what is only for tests is not in it. The icons, styles and scripts of the npm packages are compiled or
copied when the site is built, and none lies in this repository ([decision 0003](decisions/0003-no-vendored-assets.md)).

| package | version | licence |
|---|---|---|
"""


def licences() -> str:
    """The page, to the letter."""
    rows = (f"| {part.name} ({part.kind}) | {part.version} | {part.licence} |\n" for part in parts())
    return HEAD + "".join(rows)


def materials() -> dict:
    """The same locks make the same bill: its number follows from what is in it, and no time stands in it."""
    components = [_component(part) for part in parts()]
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(components, sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": "dvpp", "name": "dvpp", "version": "0.1.0"}
        },
        "components": components,
        "dependencies": [{"ref": "dvpp", "dependsOn": [component["bom-ref"] for component in components]}],
    }


def _component(part: Part) -> dict:
    return {
        "type": "library",
        "bom-ref": part.address,
        "name": part.name,
        "version": part.version,
        "purl": part.address,
        "licenses": [{"license": {"name": part.licence}}],
        "hashes": [{"alg": algorithm, "content": content} for algorithm, content in part.hashes],
    }


def write_licences(_arguments) -> int:
    LICENCES.write_text(licences())
    return 0


def write_materials(_arguments) -> int:
    MATERIALS.parent.mkdir(exist_ok=True)
    MATERIALS.write_text(json.dumps(materials(), indent=1) + "\n")
    print(MATERIALS.relative_to(ROOT))
    return 0
