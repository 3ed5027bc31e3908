"""The language in which the command `hub` speaks, and Click with it."""

from __future__ import annotations

import gettext
import io
import os
import sys
import tempfile
from collections import UserDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from knowledge_hub.messages import Catalogue, catalogue, language_of, languages
from knowledge_hub.phrase import Phrase

_spoken: ContextVar[Catalogue] = ContextVar("spoken")
_DOMAIN = "messages"
"""Where gettext looks for the words of a program that names no place of its own, as Click does."""


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that `--lang` names, wherever it stands, else that of the system.

    It has to be known before Click reads the arguments: what is wrong with them is told in it.
    """
    named = [after for before, after in pairwise(arguments) if before == "--lang"]
    named += [argument.partition("=")[2] for argument in arguments if argument.startswith("--lang=")]
    known = [code for code in named if code in languages()]
    return known[-1] if known else language_of(environment)


def words() -> Catalogue:
    """Return the words of the language in which the command at hand speaks."""
    return _spoken.get(catalogue())


def speak(language: str) -> None:
    """Say everything in a language from now on, in a program that is no command."""
    _spoken.set(catalogue(language))


def say(what: str | Phrase, /, **values: object) -> str:
    """Say a phrase, or that of a key, in the language in which the command at hand speaks."""
    return words().say(what, **values)


def _looked_up(key: str) -> Any:
    """Make an attribute that stands in the catalogues, possibly under the owner's name; what Click sets is passed over."""
    return property(lambda self: say(key.format_map(vars(self))), lambda self, value: None)


class Option(click.Option):
    """An option that the catalogues explain under `option`, by its name or as `told_as`."""

    help = _looked_up("option.{told_as}")

    def __init__(self, *declared: Any, told_as: str = "", **settings: Any) -> None:
        super().__init__(*declared, **settings)
        self.told_as = told_as or self.name

    def make_metavar(self, ctx: click.Context) -> str:
        """Name what is to be written after it."""
        key = f"metavar.{self.told_as}"
        return say(key) if key in catalogue().words else super().make_metavar(ctx)


class Command(click.Command):
    """A command that the catalogues explain under `command`."""

    help = _looked_up("command.{name}")
    options_metavar = _looked_up("metavar.options")


class Late(UserDict[str, click.Command]):
    """Commands that are imported when they are called for.

    Parameters:
        places: Module of `commands` and name in it, such as `growth:remove`, by the command's name.
    """

    def __init__(self, places: Mapping[str, str]) -> None:
        super().__init__()
        self.places = places

    def __getitem__(self, name: str) -> click.Command:
        if name not in self.data:
            module, _, attribute = self.places[name].partition(":")
            self.data[name] = getattr(import_module(f"knowledge_hub.commands.{module}"), attribute)
        return self.data[name]

    def __contains__(self, name: object) -> bool:
        return name in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


class Group(Command, click.Group):
    """The command `hub` with its subcommands."""

    command_class = Command
    subcommand_metavar = _looked_up("metavar.subcommand")

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run it; Click speaks the language of the arguments too."""
        arguments = sys.argv[1:] if args is None else list(args)
        spoken = catalogue(chosen(arguments, os.environ))
        before = _spoken.set(spoken)
        try:
            with _click_speaking(spoken):
                return super().main(arguments, **extra)
        finally:
            _spoken.reset(before)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Explain the exit status."""
        del ctx
        formatter.write_paragraph()
        formatter.write_text(say("command.exit"))


in_language = click.option("--lang", cls=Option, type=click.Choice(languages()), expose_value=False)
"""The option `--lang`; every command takes it, so that it may stand before or after the command's name."""


@contextmanager
def _click_speaking(own: Catalogue) -> Iterator[None]:
    """Let Click say its own words in a language: it asks gettext, which wants them as a file."""
    if not own.click:
        yield
        return
    compiled = Catalog(locale=own.language)
    for english, text in own.click.items():
        compiled.add(english if isinstance(text, str) else (english, english), text)
    content = io.BytesIO()
    write_mo(content, compiled)
    before, place = os.environ.get("LANGUAGE"), gettext.bindtextdomain(_DOMAIN)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, own.language, "LC_MESSAGES", f"{_DOMAIN}.mo")
        file.parent.mkdir(parents=True)
        file.write_bytes(content.getvalue())
        gettext.bindtextdomain(_DOMAIN, folder)
        os.environ["LANGUAGE"] = own.language
        try:
            yield
        finally:
            gettext.bindtextdomain(_DOMAIN, place)
            os.environ.pop("LANGUAGE")
            if before is not None:
                os.environ["LANGUAGE"] = before
