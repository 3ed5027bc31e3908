"""The rule: what one language of a text says in numbers, dates, links and names, the others say too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge_hub.digest import digest_of
from knowledge_hub.hub import Hub
from knowledge_hub.kept import Sound, code
from knowledge_hub.load import DataFile, DataFiles
from knowledge_hub.model.text import Text
from knowledge_hub.parity.extract import facts_of
from knowledge_hub.parity.facts import Fact, lacking
from knowledge_hub.parity.grammar import grammar
from knowledge_hub.parity.names import NAMED, NAMES, Lexicon
from knowledge_hub.parity.notes import NOTES_FILE, line_for, plain
from knowledge_hub.phrase import Phrase
from knowledge_hub.problems import Problem
from knowledge_hub.translations import Field, texts_in

MOST = 3
"""As many differences of one text are told at a time."""
Differences = dict[tuple[str, str], list[str]]
"""(Language that lacks something, language that has it) -> what it is, as the latter writes it."""


def parity(hub: Hub, files: DataFiles, sound: Sound | None = None) -> Iterator[Problem]:
    """Yield one problem for each text whose languages differ, and for each note that says so in vain.

    Parameters:
        hub: The records.
        files: Their files.
        sound: Files that were found to be without fault before; those found now are added.
    """
    comparison = _Comparison(hub)
    basis = comparison.basis
    noted = {(note.text, fact): note.line for note in files.parity for fact in note.facts}
    used: set[tuple[str, str]] = set()
    for file in files.files:
        key, is_sound = digest_of(f"{basis} {file.kind} {file.id} {file.digest}"), True
        if sound and sound.knows(key):
            continue
        for field in texts_in(_record(hub, file)):
            differences = comparison.of(field.text, (file.kind, file.id))
            if differences:
                is_sound = False
                name = f"{file.path.partition('/')[2].removesuffix('.yml')} {field.key}"
                used |= {(name, fact) for facts in differences.values() for fact in facts}
                left = {pair: [f for f in facts if (name, f) not in noted] for pair, facts in differences.items()}
                yield from _problem(file, field, name, left, f"{files.shown_as}/{NOTES_FILE}")
        if sound and is_sound:
            sound.add(key)
    yield from _notes(files, {key: line for key, line in noted.items() if key not in used})


def _record(hub: Hub, file: DataFile) -> object:
    if file.kind in ("site", "removed"):
        return hub.site if file.kind == "site" else hub.removed
    kind, _, vocabulary = file.kind.partition(":")
    if vocabulary:
        return tuple(hub.vocabularies[vocabulary].values())
    return None if kind == "interface" else hub.collection(kind)[file.id]


class _Comparison:
    """Compares texts in the languages of a hub."""

    def __init__(self, hub: Hub) -> None:
        self.locales = {language.code: str(language.locale) for language in hub.languages}
        self.codes = tuple(self.locales)
        named = [
            (kind, id, one.model_dump_json(include=NAMES)) for kind in NAMED for id, one in hub.collection(kind).items()
        ]
        self.basis = digest_of(f"{code()} {self.locales} {named}")
        self.lexicon = Lexicon([(k, id, one) for k in NAMED for id, one in hub.collection(k).items()], self.locales)

    def of(self, text: Text, own: tuple[str, str]) -> Differences:
        """Return what languages of a text lack; `own` is the record it is in."""
        words = {code: text[code] for code in self.locales if code in text}
        if len(set(words.values())) < 2:
            return {}
        facts = {code: facts_of(one, grammar(self.locales[code]), self.codes) for code, one in words.items()}
        found = {
            (here, there): self._lacking(words, facts, here, there, own)
            for here in words
            for there in words
            if here != there
        }
        return {pair: lacks for pair, lacks in found.items() if lacks}

    def _lacking(
        self, words: Mapping[str, str], facts: Mapping[str, list[Fact]], here: str, there: str, own: tuple[str, str]
    ) -> list[str]:
        knows_words = grammar(self.locales[here]).numerals is not None
        lacks = [plain(fact.text) for fact in lacking(facts[here], facts[there], knows_words=knows_words)]
        return list(dict.fromkeys([*lacks, *self.lexicon.lacking(words[here], words[there], there, own)]))


def _problem(file: DataFile, field: Field, name: str, differences: Differences, notes: str) -> Iterator[Problem]:
    """Tell of one pair of languages; the place is the later one of them, if it lacks something."""
    pair = next((pair for pair in reversed(differences) if differences[pair]), None)
    if pair is None:
        return
    facts, own = differences[pair][:MOST], differences.get((pair[1], pair[0]), [])[:MOST]
    line, column = file.root.locate((*field.loc, pair[0]))
    here, there = (Phrase(f"language.{code}") for code in pair)
    values = {"key": field.key, "language": here, "other": there, "facts": tuple(facts)}
    values |= {"line": line_for(name, [*facts, *own]), "file": notes}
    if own:
        yield Problem.at(file.path, line, column, "HUB101", own=tuple(own), **values)
    else:
        yield Problem.at(file.path, line, column, "HUB100", **values)


def _notes(files: DataFiles, unused: Mapping[tuple[str, str], int]) -> Iterator[Problem]:
    path = f"{files.shown_as}/{NOTES_FILE}"
    for note in files.parity:
        if not note.text:
            yield Problem.at(path, note.line, 1, "HUB102")
    for (text, fact), line in unused.items():
        yield Problem.at(path, line, 1, "HUB103", text=text, fact=fact)
