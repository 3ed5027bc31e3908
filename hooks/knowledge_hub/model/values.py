"""Small checked values: addresses, mail addresses, coordinates, codes."""

from __future__ import annotations

import math
import re
from typing import Annotated
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, Field, Strict

from knowledge_hub.limits import MAX_LINE_LENGTH, MAX_URL_LENGTH
from knowledge_hub.model.advice import number_hint
from knowledge_hub.model.base import Record, Reference, error, read_as
from knowledge_hub.model.web_address import is_web_address
from knowledge_hub.phrase import Phrase, describe, phrase

_MAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}")
_PERSON = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?\.[^\W\d_]{2,}(?:-[^\W\d_]+)?@", re.IGNORECASE)


def _line(value: object) -> object:
    if not isinstance(value, str):
        raise error("HUB022", expected=Phrase("expected.text"), found=describe(value), hint=Phrase("hint.in-quotes"))
    text = value.strip()
    if not text:
        raise error("HUB024")
    if len(text) > MAX_LINE_LENGTH:
        raise error("HUB025", length=len(text), limit=MAX_LINE_LENGTH)
    if "\n" in text:
        raise error("HUB028", why=Phrase("why.one-line"), how=Phrase("how.one-line"))
    if "<" in text:
        raise error("HUB032", html=text[text.index("<") : text.index("<") + 30])
    return text


_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_BRANCH = re.compile(r"(?!.*(?:\.\.|//))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}")


def _file_name(value: str) -> str:
    if not _FILE.fullmatch(value):
        raise error("HUB028", why=phrase("why.no-file", name=value[:40]), how=Phrase("how.file"))
    return value


def _branch(value: str) -> str:
    if not _BRANCH.fullmatch(value):
        raise error("HUB028", why=phrase("why.no-branch", name=value[:40]), how=Phrase("how.branch"))
    return value


Line = Annotated[
    str,
    BeforeValidator(_line),
    Field(min_length=1, max_length=MAX_LINE_LENGTH),
    read_as("line", type="string", pattern=rf"^\s*[^\s<][^\n<]{{0,{MAX_LINE_LENGTH - 1}}}\s*$"),
]
"""One line of plain text, the same in every language."""
FileName = Annotated[Line, AfterValidator(_file_name)]
"""Name of a file, without folders: it becomes part of an address, and of a place on the machine that builds."""
Branch = Annotated[Line, AfterValidator(_branch)]
"""Name of a branch of git: it becomes part of an address."""


def _url(value: object) -> object:
    if not isinstance(value, str):
        raise error("HUB053", value=describe(value))
    if not value.lower().startswith(("https://", "http://")):
        if "." in value and ":" not in value and " " not in value:
            raise error("HUB053", value=value[:80])
        raise error("HUB054")
    if not is_web_address(value):
        raise error("HUB053", value=value[:80])
    return value


Url = Annotated[
    str,
    BeforeValidator(_url),
    Field(json_schema_extra={"format": "uri"}),
    read_as(
        "url",
        type="string",
        pattern=r"^[hH][tT][tT][pP][sS]?://[^\s<>\"`\\/?#]+\.[^\s<>\"`\\]+$",
        maxLength=MAX_URL_LENGTH,
    ),
]
"""A web address, http or https."""


def _email(value: object) -> object:
    if not isinstance(value, str) or not _MAIL.fullmatch(value):
        raise error("HUB055", value=value if isinstance(value, str) else describe(value))
    if _PERSON.match(value):
        raise error("HUB056", value=value)
    return value


Email = Annotated[
    str,
    BeforeValidator(_email),
    Field(json_schema_extra={"format": "email"}),
    read_as(
        "email",
        type="string",
        pattern=r"^(?![A-Za-z]{2,}(-[A-Za-z]+)?\.[A-Za-z]{2,}(-[A-Za-z]+)?@)[^\s@<>]+@([^\s@.]+\.)+[a-z]{2,}$",
    ),
]
"""The mail address of an office or a role, never of a person."""


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        hint = number_hint(value) or Phrase("hint.number")
        raise error("HUB022", expected=Phrase("expected.number"), found=describe(value), hint=hint)
    if not math.isfinite(value) or abs(value) > 1e15:
        raise error("HUB026", value=value, range=Phrase("range.ordinary"))
    return value


_SIZE = {"minimum": -1e15, "maximum": 1e15}
Number = Annotated[int | float, BeforeValidator(_number), read_as("number", type="number", **_SIZE)]
"""A finite number; YAML writes the decimal point as a point."""


def _number_or_flag(value: object) -> object:
    if isinstance(value, bool | int | float):
        return value if isinstance(value, bool) else _number(value)
    hint = number_hint(value) or Phrase("hint.number-or-flag")
    raise error("HUB022", expected=Phrase("expected.number-or-flag"), found=describe(value), hint=hint)


NumberOrFlag = Annotated[
    int | float | bool,
    BeforeValidator(_number_or_flag),
    read_as("number-or-flag", type=["number", "boolean"], **_SIZE),
]
"""A number, or true or false."""
Flag = Annotated[bool, Strict()]
"""True or false, not a word for it."""


def _between(key: str, low: float, high: float) -> BeforeValidator:
    def check(value: object) -> object:
        number = _number(value)
        if not low <= float(str(number)) <= high:
            raise error("HUB057", key=key, value=number, low=low, high=high)
        return number

    return BeforeValidator(check)


class Location(Record):
    """A place on the map, WGS 84."""

    latitude: Annotated[float, _between("latitude", -90, 90), read_as("number", type="number", minimum=-90, maximum=90)]
    """Degrees north."""
    longitude: Annotated[
        float, _between("longitude", -180, 180), read_as("number", type="number", minimum=-180, maximum=180)
    ]
    """Degrees east."""


def _country(value: str) -> str:
    territories = Locale("en").territories
    if not re.fullmatch(r"[A-Z]{2}", value) or value not in territories:
        raise error("HUB059", value=value, what=Phrase("known.country"), how=Phrase("how.country"))
    return value


Country = Annotated[Line, AfterValidator(_country), read_as("country", type="string", pattern=r"^\s*[A-Z]{2}\s*$")]
"""A country's two-letter code (ISO 3166-1)."""


def _currency(value: str) -> str:
    if value not in Locale("en").currencies:
        raise error("HUB059", value=value, what=Phrase("known.currency"), how=Phrase("how.currency"))
    return value


Currency = Annotated[Line, AfterValidator(_currency), read_as("currency", type="string", pattern=r"^\s*[A-Z]{3}\s*$")]
"""A currency's three-letter code (ISO 4217)."""


def _locale(value: str) -> str:
    try:
        Locale.parse(value)
    except (ValueError, UnknownLocaleError):
        raise error("HUB059", value=value, what=Phrase("known.locale"), how=Phrase("how.locale")) from None
    return value


LocaleName = Annotated[
    Line, AfterValidator(_locale), read_as("locale", type="string", pattern=r"^\s*[A-Za-z]{2,8}([_.@].*)?\s*$")
]
"""A locale of the Unicode CLDR, such as fi_FI."""


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise error("HUB058", value=value)
    return value


TimeZone = Annotated[
    Line, AfterValidator(_time_zone), read_as("time_zone", type="string", pattern=r"^\s*[A-Za-z][A-Za-z0-9+_/-]*\s*$")
]
"""An IANA time zone, such as Europe/Helsinki."""


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", value) or value not in Locale("en").languages:
        raise error("HUB059", value=value, what=Phrase("known.language"), how=Phrase("how.language"))
    return value


LanguageCode = Annotated[
    Line, AfterValidator(_language), read_as("language", type="string", pattern=r"^\s*[a-z]{2,3}\s*$")
]
"""A language's code (BCP 47), such as fi or en."""

SourceRefs = tuple[Annotated[str, Reference("source")], ...]
"""Ids of sources."""


_TEAM = re.compile(r"@[A-Za-z0-9](?:-?[A-Za-z0-9])*/[A-Za-z0-9._-]+")


def _team(value: object) -> object:
    if not isinstance(value, str) or not _TEAM.fullmatch(value):
        shown = value[:40] if isinstance(value, str) else describe(value)
        raise error("HUB028", why=phrase("why.no-team", team=shown), how=Phrase("how.team"))
    return value


Team = Annotated[str, BeforeValidator(_team), Field(pattern=f"^{_TEAM.pattern}$")]
"""A team on the forge where the files are kept."""
