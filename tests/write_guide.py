"""Write the page of the editors' guide on common mistakes, in each language, from the table that tests try.

Usage: make guide.
"""

from __future__ import annotations

import difflib
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from conftest import ROOT
from knowledge_hub.messages import catalogue
from knowledge_hub.problems import Told
from markdown.extensions.toc import slugify
from mistakes import GROUPS, Mistake, Shown
from small_hub import Change, minimal_data, problems_after

VISIBLE = str.maketrans({"\t": "⇥ ", "\u00a0": "⍽"})
"""Signs that a reader would not see in a block of code."""
_SPECIAL = re.compile(r"([\\*_\[\]#])")
_HTML = re.compile(r"\\?<[^\s>).]*>?")

PAGE: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "head": """---
title: Kolmekymmentä tavallista virhettä
description: Virheitä, joita jokainen tekee aluksi tietosivuston tiedostoissa, ja miten ne korjataan.
---

# Kolmekymmentä tavallista virhettä

Kaikki, jotka kirjoittavat tietosivuston tiedostoja, tekevät aluksi samoja virheitä. Mitään ei mene rikki: sivusto pysyy ennallaan, kunnes kaikki on kunnossa, ja komento `hub check` kertoo, mitä pitää korjata.

Viestissä on tiedoston nimi, rivi, sarake ja koodi, sitten asia ja ohje:

> {example}

Viestit tulevat tietokoneen kielellä. Kielen voi myös valita: `hub check --lang fi`.

Esimerkit ovat kuvitteellisesta Korven kaupungista.
""",
        "wrong": "Väärin",
        "right": "Oikein",
        "foot": "Jos viesti on epäselvä, kerro siitä [toimitukselle](participate.md): silloin parannamme viestiä.",
    },
    "en": {
        "head": """---
title: Thirty common mistakes
description: Mistakes that everyone makes at first in the files of the site, and how to mend them.
---

# Thirty common mistakes

Everyone who writes files for the site makes the same mistakes at first. Nothing breaks: the site stays as it is until all is well, and the command `hub check` tells what to mend.

A message names the file, the line, the column and a code, then says what is wrong and what to do:

> {example}

Messages come in the language of your computer. You can choose another: `hub check --lang en`.

The examples are about Korpi, a city that does not exist.
""",
        "wrong": "Wrong",
        "right": "Right",
        "foot": "If a message is not clear, tell the [editors](participate.md), so that it can be improved.",
    },
}


def main() -> None:
    """Write the pages."""
    for language in PAGE:
        path_of(language).write_text(guide(language), "utf-8")


def path_of(language: str) -> Path:
    """Return the file of the page in a language."""
    return ROOT / "docs" / f"mistakes.{language}.md"


def guide(language: str) -> str:
    """Make the page in a language."""
    words, number = PAGE[language], 0
    parts = [words["head"].format(example=_message(told(GROUPS[0].mistakes[0], language))), _contents(language)]
    for group in GROUPS:
        parts.append(f"## {group.title[language]}\n")
        for mistake in group.mistakes:
            number += 1
            parts.append(_section(number, mistake, language))
    return "\n".join([*parts, f"---\n\n{words['foot']}\n"])


def _contents(language: str) -> str:
    """List the groups with the numbers of their mistakes."""
    lines, first = [], 1
    for group in GROUPS:
        title, last = group.title[language], first + len(group.mistakes) - 1
        lines.append(f"- [{title}](#{slugify(title, '-')}) ({first}–{last})")
        first = last + 1
    return "\n".join(lines) + "\n"


def told(mistake: Mistake, language: str) -> Told:
    """Make a mistake and return what the hub says."""
    with tempfile.TemporaryDirectory() as folder:
        (problem,) = problems_after(Path(folder), mistake.change)
    return problem.told(catalogue(language))


def _section(number: int, mistake: Mistake, language: str) -> str:
    shown = mistake.shown.get(language) or _lines(mistake)
    words, note = PAGE[language], mistake.note.get(language)
    parts = [
        f"### {number}. {mistake.did[language]}",
        f"**{words['wrong']}**",
        _block(shown.wrong),
        f"> {_message(told(mistake, language))}",
        f"**{words['right']}**",
        _block(shown.right),
        *([note] if note else []),
    ]
    return "\n\n".join(parts) + "\n"


def _lines(mistake: Mistake) -> Shown:
    """Return the lines of a file that the mistake changes, as they are and as they should be."""
    with tempfile.TemporaryDirectory() as folder:
        wrong = _after(Path(folder, "wrong"), mistake.file, mistake.change)
        right = _after(Path(folder, "right"), mistake.file, *mistake.mended)
    opcodes = difflib.SequenceMatcher(None, right, wrong, autojunk=False).get_opcodes()
    changes = [code for code in opcodes if code[0] != "equal"]
    first, last = changes[0], changes[-1]
    return Shown(
        wrong="\n".join(wrong[max(first[3] - mistake.around, 0) : last[4]]).translate(VISIBLE),
        right="\n".join(right[max(first[1] - mistake.around, 0) : last[2]]).translate(VISIBLE),
    )


def _after(folder: Path, file: str, *changes: Change) -> list[str]:
    """Return the lines of a file after some changes."""
    folder.mkdir()
    data = minimal_data(folder)
    for change in changes:
        change(data)
    return (data / file).read_text("utf-8").splitlines()


def _block(text: str) -> str:
    return f"```\n{text}\n```"


def _message(problem: Told) -> str:
    """Show a message as it is read in a terminal, with its place as code."""
    return f"`{problem.where}: {problem.code}` {_escaped(problem.what)}{problem.between}{_escaped(problem.mend)}"


def _escaped(text: str) -> str:
    """Escape what Markdown would read, but for code in backticks; HTML is shown as code."""
    parts = re.split("(`[^`]*`)", _HTML.sub(r"`\g<0>`", text))
    return "".join(part if part.startswith("`") else _SPECIAL.sub(r"\\\1", part) for part in parts)


if __name__ == "__main__":
    main()
