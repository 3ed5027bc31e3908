"""Thirty mistakes that editors make who have never seen YAML: what they did, and what they must be told.

The tests try each on the smallest hub; the guide for editors is written from the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from small_hub import Change, delete, edit, encode, move

Words = Mapping[str, str]
"""A text in each language of the guide, by code."""


class Shown(NamedTuple):
    """What the guide shows where the lines of a file do not tell it."""

    wrong: str
    right: str


@dataclass(frozen=True)
class Mistake:
    """One mistake.

    Attributes:
        name: What the tests call it.
        did: What the editor did.
        change: The same, done to the data of the smallest hub.
        mended: What is right instead, done to the same data.
        file: The file it is done to, below `data/`.
        where: File, line and column that the message must name.
        code: Code of the message.
        around: How many lines before the changed ones the guide shows too.
        shown: What the guide shows instead of lines, by language.
        note: What else the guide says.
    """

    name: str
    did: Words
    change: Change
    mended: tuple[Change, ...]
    file: str
    where: str
    code: str
    around: int = 0
    shown: Mapping[str, Shown] = field(default_factory=dict)
    note: Words = field(default_factory=dict)


class Group(NamedTuple):
    """Mistakes of one kind."""

    title: Words
    mistakes: tuple[Mistake, ...]


def _in(
    file: str, place: str, code: str, name: str, texts: tuple[str, ...], fi: str, en: str, /, around: int = 0, **note: str
) -> Mistake:
    """Make a mistake of a text, what is wrongly put in its place, and what is right there unless it is the text itself."""
    old, wrong, *right = texts
    mended = (edit(file, old, right[0]),) if right else ()
    return Mistake(name, {"fi": fi, "en": en}, edit(file, old, wrong), mended, file, f"{file}:{place}", code, around, note=note)


def _of(file: str, where: str, code: str, name: str, change: Change, fi: str, en: str, /, **shown: Shown) -> Mistake:
    """Make a mistake that concerns a file as a whole."""
    return Mistake(name, {"fi": fi, "en": en}, change, (), file, where, code, shown=shown)


def _paths(wrong: str, right: str) -> dict[str, Shown]:
    """Show a wrong and a right path in every language."""
    return dict.fromkeys(("fi", "en"), Shown(wrong, right))


KORPI = "cities/korpi.yml"
WORKS = "organisations/korpi-works.yml"
LOOP = "projects/loop.yml"
REPORT = "sources/korpi-report.yml"
SALTS = "areas/salts.yml"
TERM = "glossary/black-mass.yml"
FACTORY = "  en: Korpi has a factory."
STAFF = "    value: 400\n"
CONTACT = "  - role: {fi: Sijoittuminen"
SOURCED = "    as_of: 2025\n    sources: [korpi-report]\n"

# fmt: off  # a table: one line for each mistake
LINES = (
    _in(KORPI, "9:1", "HUB010", "colon", ("role: lead", "role lead"), "Kentän nimen jälkeen ei ole kaksoispistettä", "There is no colon after the key"),
    _in(KORPI, "16:12", "HUB010", "colon-in-text", (FACTORY, "  en: Korpi: a factory.", '  en: "Korpi: a factory."'), "Tekstissä on kaksoispiste, mutta ei lainausmerkkejä", "There is a colon in a text without quotes"),
    _in(REPORT, "2:8", "HUB036", "curly-quotes", ("title: Report on Korpi", "title: ”Report on Korpi”", 'title: "Report on Korpi"'), "Lainausmerkit ovat kaarevat", "The quotes are curly ones", fi="Tekstinkäsittelyohjelmat vaihtavat suorat lainausmerkit kaareviksi. Kirjoita tiedostot siksi tekstieditorilla, kuten Muistiolla.", en="Word processors turn straight quotes into curly ones, so write in a text editor such as Notepad."),
    _in(KORPI, "7:1", "HUB011", "tab", ("  latitude", "\tlatitude"), "Sisennys on tehty sarkaimella", "A line is indented with a tab", around=1, fi="Sarkain näkyy tässä merkkinä ⇥.", en="The tab is shown as ⇥ here."),
    _in(WORKS, "9:3", "HUB010", "indentation", ("checked:", "  checked:"), "Rivi on sisennetty liian syvälle", "A line is indented too far", around=1),
    _in(KORPI, "63:5", "HUB022", "hyphen", (CONTACT, "    role: {fi: Sijoittuminen"), "Luettelosta puuttuu yhdysmerkki", "The hyphen of a list is missing", around=1),
    _in(KORPI, "10:1", "HUB012", "twice", ("role: lead\n", "role: lead\nrole: partner\n"), "Sama kenttä on kahdesti", "A key stands there twice", around=1),
    _in(KORPI, "9:6", "HUB010", "no-break-space", ("role: lead", "role:\u00a0lead"), "Verkkosivulta kopioidussa rivissä on sitova välilyönti", "A line copied from a web page holds a no-break space", fi="Sitova välilyönti näkyy tässä merkkinä ⍽. Muokkaimessa se näyttää tavalliselta.", en="The no-break space is shown as ⍽ here. In an editor it looks like any other."),
    _in(WORKS, "10:1", "HUB018", "two-in-one", ("checked: 2026-11-20\n", "checked: 2026-11-20\n---\nname: Ranta Works Oy\n"), "Yhdessä tiedostossa on kaksi kohdetta", "One file holds two records", around=1),
)
VALUES = (
    _in(KORPI, "33:12", "HUB022", "number", (STAFF, "    value: 1 200,5\n", "    value: 1200.5\n"), "Luku on kirjoitettu kuten leipätekstissä", "A number is written as in running text"),
    _in(LOOP, "5:17", "HUB022", "sign", ("value: 1.2, unit: meur,", "value: 1 200 000 €, unit: eur,", "value: 1200000, unit: eur,"), "Luvun perässä on yksikön merkki (€, %)", "There is a sign such as € or % after a number"),
    _in(KORPI, "41:11", "HUB040", "unit", ("unit: t-per-a", "unit: t/a"), "Yksikkö on kirjoitettu tunnuksen sijasta merkein", "There is the sign of a unit in place of its id"),
    _in(WORKS, "9:10", "HUB050", "date", ("2026-11-20", "20.11.2026"), "Päivämäärä alkaa päivästä", "A date starts with the day"),
    _in(LOOP, "4:6", "HUB052", "order", ("end: 2026-12", "end: 2023-12"), "Loppu on ennen alkua", "The end is before the start", around=1),
    _in(KORPI, "51:32", "HUB013", "yes", ("value: true", "value: yes"), "Arvona on yes tai no", "A value is yes or no"),
    _in(KORPI, "64:12", "HUB013", "phone", ("email: invest@korpi.example", "phone: 0401234567", 'phone: "+358 40 123 4567"'), "Puhelinnumero on ilman lainausmerkkejä", "A phone number has no quotes"),
)
REFERENCES = (
    _in(KORPI, "56:19", "HUB040", "name", ("organisation: korpi-works", "organisation: Korpi Works Oy"), "Tunnuksen paikalla on nimi", "There is a name in place of an id"),
    _in(KORPI, "20:12", "HUB040", "level", ("level: core", "level: kärki"), "Taso on kirjoitettu suomeksi", "A level is written in Finnish"),
    _in(KORPI, "51:19", "HUB040", "feature", ("feature: rail", "feature: harbour"), "Ominaisuutta ei ole sanastossa", "A feature is not in its vocabulary"),
    Mistake("deleted", {"fi": "Poistettuun tiedostoon viitataan yhä", "en": "A deleted file is still referred to"}, delete(TERM), (delete(TERM), edit(SALTS, "[black-mass]", "[]")), SALTS, f"{SALTS}:13:9", "HUB040", shown=_paths("terms: [black-mass]", "terms: []")),
)
TEXTS = (
    _in(SALTS, "2:7", "HUB030", "translation", ("name: {fi: Metallisuolat, en: Metal salts}", "name: {fi: Metallisuolat}"), "Englanninkielinen teksti puuttuu", "The English text is missing"),
    _in(KORPI, "16:7", "HUB032", "html", (FACTORY, "  en: Korpi has a <b>factory</b>.", "  en: Korpi has a **factory**."), "Tekstissä on HTML-koodia", "There is HTML in a text"),
    _in(KORPI, "16:7", "HUB034", "image", (FACTORY, '  en: "![Factory](factory.jpg)"'), "Tekstissä on kuva", "There is an image in a text"),
    _in(KORPI, "11:10", "HUB053", "address", ("website: https://www.korpi", "website: www.korpi"), "Verkko-osoitteesta puuttuu alku", "The start of a web address is missing"),
    _in(KORPI, "64:12", "HUB056", "person", ("invest@", "maija.meikalainen@"), "Osoite on henkilön oma", "An address is a person's own"),
    _in(KORPI, "31:5", "HUB062", "source", (SOURCED, "    as_of: 2025\n"), "Luvulla ei ole lähdettä", "A figure has no source", around=1),
)
FILES = (
    _of(WORKS, "organisations/körpi-works.yml:1:1", "HUB005", "file-name", move(WORKS, "organisations/körpi-works.yml"), "Tiedoston nimessä on ä, ö, iso kirjain tai välilyönti", "A file name has an umlaut, a capital or a space", **_paths("data/organisations/körpi-works.yml", "data/organisations/korpi-works.yml")),
    _of(KORPI, "areas/korpi.yml:2:1", "HUB004", "folder", move(KORPI, "areas/korpi.yml"), "Tiedosto on väärässä kansiossa", "A file is in the wrong folder", **_paths("data/areas/korpi.yml", "data/cities/korpi.yml")),
    _of(KORPI, "cities/korpi.yaml:1:1", "HUB004", "ending", move(KORPI, "cities/korpi.yaml"), "Tiedoston nimen lopussa on .yaml", "A file name ends in .yaml", **_paths("data/cities/korpi.yaml", "data/cities/korpi.yml")),
    _of(KORPI, f"{KORPI}:13:28", "HUB001", "encoding", encode(KORPI, "cp1252"), "Tiedosto on tallennettu vanhalla merkistöllä", "A file is saved in an old encoding", fi=Shown("Koodaus: ANSI", "Koodaus: UTF-8"), en=Shown("Encoding: ANSI", "Encoding: UTF-8")),
)
# fmt: on

GROUPS = (
    Group({"fi": "Rivit ja merkit", "en": "Lines and signs"}, LINES),
    Group({"fi": "Luvut, päivät ja arvot", "en": "Numbers, dates and values"}, VALUES),
    Group({"fi": "Viittaukset", "en": "References"}, REFERENCES),
    Group({"fi": "Tekstit ja lähteet", "en": "Texts and sources"}, TEXTS),
    Group({"fi": "Tiedostot", "en": "Files"}, FILES),
)
MISTAKES = tuple(mistake for group in GROUPS for mistake in group.mistakes)
