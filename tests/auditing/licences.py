"""Licences of packages, from what they say of themselves, and which of them the project accepts."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import metadata

from boolean import Expression
from license_expression import AND, OR, LicenseSymbol, get_spdx_licensing

FREE = frozenset(
    {
        "0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-CMU", "MPL-2.0", "OFL-1.1",
        "PSF-2.0", "Zlib",
    }
)  # fmt: skip
"""Accepted everywhere: they ask for no more than a notice, or, the MPL, for changes of its own files."""
FOR_CHECKS = frozenset({"LGPL-2.0-only", "LGPL-2.1-only", "LGPL-3.0-or-later"})
"""Accepted for what only checks use, unchanged: nothing of it is handed on."""
TOLD_OTHERWISE = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v2 (LGPLv2)": "LGPL-2.0-only",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Classifier of a package that gives no SPDX expression -> SPDX."""
READ = {
    "axe-playwright-python": "MIT AND MPL-2.0",
    "feedgen": "BSD-2-Clause OR LGPL-3.0-or-later",
    "ghp-import": "Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
}
"""Licences that were read in the package, since its metadata do not say them exactly."""
EXCUSED = {"text-unidecode": "a converter of letters that one package of the tests needs; nothing of it is handed on"}
"""Packages for checks that are accepted in spite of their licence -> why."""
SPDX = get_spdx_licensing()


@cache
def of_python(name: str) -> str:
    """Return the licence of an installed package, as SPDX writes it.

    Raises:
        LookupError: If it is not told in a way that is understood.
    """
    if name in READ:
        return READ[name]
    told = metadata(name)
    for expression in (told.get("License-Expression"), told.get("License")):
        if expression and _is_spdx(expression):
            return str(SPDX.parse(expression))
    classifiers = [item.rpartition(" :: ")[2] for item in told.get_all("Classifier", []) if item.startswith("License ::")]
    if len(classifiers) == 1 and classifiers[0] in TOLD_OTHERWISE:
        return TOLD_OTHERWISE[classifiers[0]]
    raise LookupError(f"the licence of {name} is not understood: {told.get('License')!r}, {classifiers}; read it and add it to READ")


def _is_spdx(text: str) -> bool:
    return bool(re.fullmatch(r"[\w.+() -]{2,80}", text)) and not SPDX.validate(text).errors


def is_accepted(expression: str, accepted: frozenset[str]) -> bool:
    """Tell whether a licence gives what the project needs: of alternatives one, of several parts each."""
    return _accepted(SPDX.parse(expression), accepted)


def _accepted(part: Expression, accepted: frozenset[str]) -> bool:
    if isinstance(part, OR):
        return any(_accepted(item, accepted) for item in part.args)
    if isinstance(part, AND):
        return all(_accepted(item, accepted) for item in part.args)
    return isinstance(part, LicenseSymbol) and part.key in accepted
