"""Fetches the form editor and what it needs, checks that it is what was pinned, and puts it into `theme/admin/`.

Run with `make form-editor`, after a change of the pins below; needs npm and the network, which the build does not.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).parent.parent / "theme" / "admin"
PINS = {
    "@sveltia/cms@0.221.1": "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
    "js-yaml@5.5.0": "sha512-paNr4LFIFPjeeSmwNYdrb8FafLLG/Cr2Af3GjbsHJ5CxIjH4r0c2emlmRdAtpPAieP1gRVzk6buBbVP5gBMGAg==",
}
"""Version of each package -> its integrity in the npm registry."""
FILES = {
    "@sveltia/cms@0.221.1": {
        "dist/sveltia-cms.js": "sveltia-cms.js",
        "LICENSE.txt": "sveltia-cms.LICENSE.txt",
        "locales/fi.json": "locales/fi.json",
        "locales/sv.json": "locales/sv.json",
        "npm/assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2": "fonts/material-symbols-outlined.woff2",
        "npm/assets/material-symbols-outlined.LICENSE.txt": "fonts/material-symbols-outlined.LICENSE.txt",
        "npm/assets/noto-mono-latin-400-normal-DiC8lJru.woff2": "fonts/noto-mono.woff2",
        "npm/assets/noto-mono.LICENSE.txt": "fonts/noto-mono.LICENSE.txt",
        "npm/assets/source-sans-3-latin-wght-normal-BqRLTx4X.woff2": "fonts/source-sans-3.woff2",
        "npm/assets/source-sans-3.LICENSE.txt": "fonts/source-sans-3.LICENSE.txt",
    },
    "js-yaml@5.5.0": {
        "dist/browser/js-yaml.umd.min.js": "js-yaml.js",
        "LICENSE": "js-yaml.LICENSE.txt",
    },
}
"""File of a package -> its place in `theme/admin/`."""
FONTS = "https://cdn.jsdelivr.net/fontsource/fonts/"
OWN_HOST = {
    f"url({FONTS}source-sans-3:vf@5.3.0/latin-wght-normal.woff2)": "url(fonts/source-sans-3.woff2)",
    f"url({FONTS}noto-mono@5.3.0/latin-400-normal.woff2)": "url(fonts/noto-mono.woff2)",
    f"url({FONTS}material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2)": "url(fonts/material-symbols-outlined.woff2)",
    "USe=`${iP}@${rP}/locales`": "USe=`locales`",
    # Is there a newer version, and is the forge well? We pin the one, and do not tell the other who edits here.
    "LSe=async()=>{try{": "LSe=async()=>{return;try{",
    "kye=async()=>{try{": "kye=async()=>{return`unknown`;try{",
    "\n//# sourceMappingURL=sveltia-cms.js.map": "",
}
"""What the editor would ask of other hosts -> the same beside it, or nothing."""


def main() -> None:
    """Fetch, check and place everything; tell the checksums for `forms/page.py`."""
    for package, integrity in PINS.items():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            archive = next(Path(folder).glob("*.tgz"))
            assert integrity_of(archive.read_bytes()) == integrity, f"{package} is not what was pinned"
            with tarfile.open(archive) as files:
                for inside, outside in FILES[package].items():
                    found = files.extractfile(f"package/{inside}")
                    assert found, f"{package} has no {inside}"
                    place(outside, found.read())


def place(name: str, content: bytes) -> None:
    """Write a file; scripts tell their integrity."""
    if name == "sveltia-cms.js":
        content = from_own_host(content.decode()).encode()
    target = TARGET / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    if name.endswith(".js"):
        print(name, integrity_of(content))


def from_own_host(script: str) -> str:
    """Put our own files in place of those on other hosts."""
    for foreign, own in OWN_HOST.items():
        assert script.count(foreign) == 1, f"{foreign} stands {script.count(foreign)} times in the editor"
        script = script.replace(foreign, own)
    return script


def integrity_of(content: bytes) -> str:
    """Return what the attribute `integrity` of a script says."""
    return f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"


if __name__ == "__main__":
    main()
