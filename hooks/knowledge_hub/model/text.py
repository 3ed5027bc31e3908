"""Texts in the languages of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from string import Formatter
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from pydantic import ValidationInfo
from pydantic_core import core_schema

from knowledge_hub.limits import MAX_BRACKETS, MAX_LINE_LENGTH, MAX_MARKDOWN_DEPTH, MAX_PROBLEMS, MAX_TEXT_LENGTH
from knowledge_hub.model.base import Context, context_of, error, nearest
from knowledge_hub.model.web_address import is_web_address
from knowledge_hub.phrase import Phrase, describe, phrase

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HTML = re.compile(r"(?<!\\)<(?:[a-zA-Z/!?][^>\n]{0,40}>?)")
_CODE = re.compile(r"(?<!\\)`[^`\n]*`")
_IMAGE = re.compile(r"(?<!\\)!\[(?:[^\]\n]*\]\([^)\n]*\))?")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[[^\]\n]*\]:\s*<?([^\s>]*)", re.MULTILINE)
"""A link within a line, or the address of one that is named elsewhere in the text."""
_DEEP = re.compile(
    rf"^(?:[ \t]*(?:>|[-*+]\s|\d+[.)]\s)){{{MAX_MARKDOWN_DEPTH + 1}}}|^(?:    |\t){{{MAX_MARKDOWN_DEPTH + 1}}}",
    re.MULTILINE,
)


class Localised(NamedTuple):
    """A text as it will be shown, with the language it is really in."""

    value: str
    language: str


class Text(Mapping[str, str]):
    """One line of text in each language of the site.

    Read with `text[language]`, or `text.shown_in(language)` where a missing
    translation may fall back to another language.
    """

    one_line = True
    other_languages = False
    limit = MAX_LINE_LENGTH
    x_type = "text"

    def __init__(self, values: Mapping[str, str], order: tuple[str, ...] = ()) -> None:
        self._values = MappingProxyType(dict(values))
        self._order = order or tuple(values)

    @property
    def order(self) -> tuple[str, ...]:
        """Languages, those first that stand in for others."""
        return self._order

    def __getitem__(self, language: str) -> str:
        own = self._values.get(language)
        return self.shown_in(language).value if own is None else own

    def __contains__(self, language: object) -> bool:
        return language in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._values.items())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and dict(self._values) == dict(other._values)

    def __reduce__(self) -> tuple[type[Text], tuple[dict[str, str], tuple[str, ...]]]:
        return type(self), (dict(self._values), self._order)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict(self._values)!r})"

    def in_language(self, language: str) -> str | None:
        """Return the text in `language`, if it is written in it."""
        return self._values.get(language)

    def shown_in(self, language: str) -> Localised:
        """Return the text in `language`, else in the site's first language that has it."""
        for code in (language, *self._order):
            if code in self._values:
                return Localised(self._values[code], code)
        code = next(iter(self._values))
        return Localised(self._values[code], code)

    @classmethod
    def _validate(cls, value: object, info: ValidationInfo) -> Text:
        context = context_of(info)
        if isinstance(value, cls):
            return value
        if isinstance(value, str) and cls.other_languages:
            _check(cls, value, ())
            return cls(dict.fromkeys(context.languages, value), context.languages)
        if not isinstance(value, dict):
            hint = phrase("hint.texts", lines=tuple(f"`{code}: ...`" for code in context.languages))
            raise error("HUB022", expected=Phrase("expected.texts"), found=describe(value), hint=hint)
        faults = list(islice(_faults(cls, value, context), MAX_PROBLEMS))
        if faults:
            raise error("many", problems=faults)
        return cls({str(key): str(text).strip() for key, text in value.items()}, context.languages)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(
            cls._validate, serialization=core_schema.plain_serializer_function_ser_schema(dict)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        mapping = {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}}
        return {**mapping, "x-type": cls.x_type, **({} if handler.mode == "serialization" else {"x-limit": cls.limit})}


class Name(Text):
    """A name. A plain string is the same in every language; further languages are kept."""

    other_languages = True
    x_type = "name"


class LongText(Text):
    """Markdown in each language: paragraphs, lists, emphasis and links; no HTML, no images."""

    one_line = False
    limit = MAX_TEXT_LENGTH
    x_type = "markdown"


Fault = tuple[str, tuple[str, ...], dict[str, object]]


def _faults(cls: type[Text], value: dict[object, object], context: Context) -> Iterator[Fault]:
    """Yield (code, place within the text, values) for each fault."""
    missing = [code for code in context.languages if code not in value and code in context.complete]
    unknown = [str(key) for key in value if not _is_language(cls, str(key), context)]
    misspelt = len(missing) == len(unknown) == 1
    for language in () if misspelt else missing:
        yield ("HUB030", (), {"lang": language, "language": Phrase(f"language.{language}")})
    for key, text in value.items():
        code = str(key)
        if code in unknown and text is None:
            yield ("HUB031", (code,), {"lang": code, "how": Phrase("how.comma")})
        elif code in unknown:
            how = phrase("nearest.close", word=missing[0]) if misspelt else nearest(code, context.languages)
            yield ("HUB031", (code,), {"lang": code, "how": how})
        elif not isinstance(text, str):
            if text is None:
                yield ("HUB024", (code,), {})
            else:
                values: dict[str, object] = {"expected": Phrase("expected.text"), "hint": Phrase("hint.in-quotes")}
                yield ("HUB022", (code,), {**values, "found": describe(text)})
        else:
            for problem, values in _text_faults(cls, text):
                yield (problem, (code,), values)


def _is_language(cls: type[Text], code: str, context: Context) -> bool:
    return (
        not context.languages
        or code in context.languages
        or (cls.other_languages and _LANGUAGE.fullmatch(code) is not None)
    )


def _text_faults(cls: type[Text], text: str) -> Iterator[tuple[str, dict[str, object]]]:
    if not text.strip():
        yield ("HUB024", {})
    if len(text) > cls.limit:
        yield ("HUB025", {"length": len(text), "limit": cls.limit})
    if cls.one_line and "\n" in text.strip():
        yield ("HUB028", {"why": Phrase("why.one-line"), "how": Phrase("how.one-line")})
    if not cls.one_line and (why := _hard_to_read(text)):
        yield ("HUB028", {"why": why, "how": Phrase("how.markdown")})
        return  # the rules below would take long
    plain = _CODE.sub("", text)
    if html := _HTML.search(plain):
        yield ("HUB032", {"html": html.group()[:30]})
    if cls.one_line:
        return
    if _IMAGE.search(plain):
        yield ("HUB034", {})
    for link in _LINK.finditer(_IMAGE.sub("", plain)):
        url = link.group(1) or link.group(2) or ""
        if not is_web_address(url):
            yield ("HUB033", {"url": url[:60]})


def _hard_to_read(text: str) -> Phrase | None:
    """Tell what would keep a program busy that reads the Markdown of a text."""
    if _DEEP.search(text):
        return phrase("why.markdown-deep", limit=MAX_MARKDOWN_DEPTH)
    return phrase("why.markdown-brackets", limit=MAX_BRACKETS) if text.count("[") > MAX_BRACKETS else None


def _check(cls: type[Text], text: str, at: tuple[str, ...]) -> None:
    faults = [(code, at, values) for code, values in _text_faults(cls, text)]
    if faults:
        raise error("many", problems=cast(object, faults))


def names_in(text: str) -> frozenset[str] | None:
    """Return the names in braces that a text leaves to be filled; `None` if its braces are not in order."""
    try:
        fields = [
            (name, extra or conversion) for _, name, extra, conversion in Formatter().parse(text) if name is not None
        ]
    except ValueError:
        return None
    return frozenset(name for name, _ in fields) if all(n.isidentifier() and not extra for n, extra in fields) else None
