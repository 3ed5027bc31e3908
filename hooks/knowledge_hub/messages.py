"""What the hub says to editors, in the language of whoever reads it.

Each language is one file of `words/`, named after it. It holds every message
about data by its code, the phrases that fill their braces, and the words of the
command `hub`. What fields are for stands in `schemas/explanations/`, in English at
the fields themselves. What a language lacks is said in English.

A code is never given a new meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from babel import Locale
from babel.lists import format_list

from knowledge_hub.phrase import Phrase, Value, phrase

ENGLISH = "en"
FOLDER = Path(__file__).with_name("words")
EXPLANATIONS = Path(__file__).with_name("schemas") / "explanations"
SETTINGS = ("HUB_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where it stands which language a user reads: our own setting, then those of the system (POSIX, chapter 8)."""
FIELD = "field."
"""Start of the keys of explanations."""
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BRACES = re.compile(r"\{(\w+)\}")


class Message(NamedTuple):
    """The two halves of a message: what is wrong, and what to do about it."""

    what: str
    mend: str


class Catalogue:
    """The words of one language.

    Attributes:
        language: Its code.
        click: Click's own words, by their English text; a list gives the plural forms.
    """

    def __init__(self, language: str, folder: Path = FOLDER) -> None:
        content = yaml.load((folder / f"{language}.yml").read_text("utf-8"), Loader=_LOADER)  # noqa: S506  # it is the safe one
        self.language = language
        self.click: Mapping[str, str | list[str]] = content.pop("click", {})
        self.words: Mapping[str, str] = {**dict(_flatten(content, "")), **dict(_explanations(language))}

    def say(self, what: str | Phrase, /, **values: object) -> str:
        """Say a phrase.

        Parameters:
            what: The phrase, or its key; the plural form is chosen by the value `n`.
            values: What fills the braces, if only the key is given.
        """
        said = phrase(what, **values) if isinstance(what, str) else what
        if said.key.startswith("language."):
            return self._name_of(said.key.partition(".")[2])
        filled = {name: self._fill(value) for name, value in said.values}
        text = self._text(said)
        return _BRACES.sub(lambda found: filled.get(found.group(1), found.group()), text)

    def _fill(self, value: Value) -> str:
        if isinstance(value, tuple):
            return format_list(value, locale=self.language)
        if not isinstance(value, Phrase):
            return str(value)
        # Within a sentence, an explanation of a field stands without its full stop.
        return self.say(value).rstrip(".") if value.key.startswith(FIELD) else self.say(value)

    def _text(self, said: Phrase) -> str:
        key, values = said.key, dict(said.values)
        number = values.get("n")
        form = Locale.parse(self.language).plural_form(number) if isinstance(number, int) else "other"
        found = next((self.words[name] for name in (key, f"{key}.{form}", f"{key}.other") if name in self.words), None)
        if found is not None:
            return found
        return str(values.get("english", key)) if self.language == ENGLISH else catalogue()._text(said)

    def _name_of(self, code: str) -> str:
        """Name a language, as the Unicode CLDR does."""
        return str(Locale.parse(self.language).languages.get(code, code))


def _explanations(language: str) -> Iterator[tuple[str, str]]:
    """Yield what fields are for, by `field.Owner.name`."""
    file = EXPLANATIONS / f"{language}.yml"
    records = yaml.safe_load(file.read_text("utf-8")).get("fields", {}) if file.is_file() else {}
    for owner, fields in records.items():
        for name, (_, about) in fields.items():
            yield f"{FIELD}{owner}.{name}", about


def _flatten(content: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


@cache
def catalogue(language: str = ENGLISH) -> Catalogue:
    """Return the words of a language."""
    return Catalogue(language)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages in which the hub can speak to editors."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


def language_of(environment: Mapping[str, str]) -> str:
    """Return the language that is set, or English if the hub does not speak it.

    Parameters:
        environment: Environment variables such as `LANG=fi_FI.UTF-8`.
    """
    setting = next((environment[name] for name in SETTINGS if environment.get(name)), "")
    code = re.split("[_.@-]", setting)[0].lower()
    return code if code in languages() else ENGLISH


def _messages() -> dict[str, Message]:
    words = catalogue().words
    return {key[:-5]: Message(text, words[f"{key[:-5]}.mend"]) for key, text in words.items() if key.endswith(".what")}


MESSAGES: dict[str, Message] = _messages()
"""Every message in English, by its code."""
