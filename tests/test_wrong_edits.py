"""Wrong edits, as editors make them: each gives one message that leads to the place, never a traceback."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, TODAY, Project
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from knowledge_hub.cli import main
from knowledge_hub.messages import MESSAGES, catalogue, languages
from knowledge_hub.problems import DataProblems, Problem
from knowledge_hub.project import NEEDED_WORDS, build_time, read_project
from knowledge_hub.read import read_hub
from small_hub import ICONS, MINIMAL, Change, delete, edit, encode, link, minimal_data, move, write
from small_hub import TODAY as DAY
from small_project import small_project
from told import untranslated

KORPI = "cities/korpi.yml"
WORKS = "organisations/korpi-works.yml"
UNIVERSITY = "organisations/ranta-university.yml"
LOOP = "projects/loop.yml"
OPEN_DAY = "events/open-day.yml"
SALTS = "areas/salts.yml"
REPORT = "sources/korpi-report.yml"
PRIZE = "news/korpi-prize.yml"
UNITS = "vocabularies/units.yml"
LEVELS = "vocabularies/levels.yml"
FI, EN = "interface/fi.yml", "interface/en.yml"
SOURCE = "title: X\npublisher: Y\nurl: {}\naccessed: 2026-11-20\nlanguage: en\n"
FACTORY = "  en: Korpi has a factory."


@dataclass(frozen=True)
class Case:
    """A wrong edit, and what an editor must be told."""

    name: str
    change: Change
    where: str
    code: str
    words: tuple[str, ...]


def case(name: str, change: Change, where: str, code: str, *words: str) -> Case:
    return Case(name, change, where, code, words)


# fmt: off  # a table: one line for each edit
UNKNOWN_KEYS = [
    case("a misspelt key that is needed", edit(KORPI, "website:", "webiste:"), f"{KORPI}:11:1", "HUB020", "webiste", "did you mean website?"),
    case("a misspelt key that may be left out", edit(KORPI, "contacts:", "contakts:"), f"{KORPI}:62:1", "HUB020", "contakts", "did you mean contacts?"),
    case("a misspelt key in an item of a list", edit(KORPI, "bound: about", "bounds: about"), f"{KORPI}:35:5", "HUB020", "did you mean bound?"),
    case("a misspelt key in the site's settings", edit("site.yml", "x_default:", "x_defualt:"), "site.yml:12:1", "HUB020", "did you mean x_default?"),
    case("a misspelt key in a vocabulary", edit(LEVELS, "- id: core", "- idd: core"), f"{LEVELS}:1:3", "HUB020", "did you mean id?"),
    case("a key without its indentation", edit(KORPI, "  longitude:", "longitude:"), f"{KORPI}:8:1", "HUB020", "longitude", "it belongs to location"),
    case("a key with an indentation too many", edit(WORKS, "checked:", "  checked:"), f"{WORKS}:9:3", "HUB010", "does not fit the lines above it"),
    case("the id written into the file", edit(KORPI, "# City region", "id: korpi"), f"{KORPI}:1:1", "HUB020", "id", "the file's name is the id"),
    case("a needed key deleted", edit(KORPI, "role: lead\n", ""), f"{KORPI}:2:1", "HUB021", "role is missing", "`role:`"),
    case("a note without its day", edit(PRIZE, "date: 2026-11-20\n", ""), f"{PRIZE}:2:1", "HUB021", "date is missing", "`date:`"),
    case("a needed key deleted from an item", edit(KORPI, "    level: core\n", ""), f"{KORPI}:19:5", "HUB021", "level is missing"),
]
WRONG_TYPES = [
    case("a number in quotes", edit(KORPI, "value: 400", 'value: "400"'), f"{KORPI}:33:12", "HUB022", "value should be a number", "digits only"),
    case("a number with a decimal comma", edit(KORPI, "value: 12.5", "value: 12,5"), f"{KORPI}:40:12", "HUB022", "a number", "with a point for decimals"),
    case("a number with a space", edit(KORPI, "value: 400", "value: 1 400"), f"{KORPI}:33:12", "HUB022", "a number", "without spaces"),
    case("a number with its unit", edit(KORPI, "value: 400", "value: 400 persons"), f"{KORPI}:33:12", "HUB022", "a number", "'400 persons'"),
    case("a fraction as a place in lists", edit(KORPI, "order: 1", "order: 1.5"), f"{KORPI}:10:8", "HUB022", "order should be a whole number"),
    case("true as a place in lists", edit(KORPI, "order: 1", "order: true"), f"{KORPI}:10:8", "HUB022", "order should be a whole number"),
    case("nought as a place in lists", edit(KORPI, "order: 1", "order: 0"), f"{KORPI}:10:8", "HUB026", "order 0 is out of range", "at least 1"),
    case("one value where a list belongs", edit(WORKS, "areas: [salts]", "areas: salts"), f"{WORKS}:5:8", "HUB022", "areas should be a list", "[square brackets]"),
    case("a list with nothing in it", edit(WORKS, "areas: [salts]", "areas: []"), f"{WORKS}:5:8", "HUB027", "there is nothing in areas"),
    case("a list where one value belongs", edit(WORKS, "city: korpi", "city: [korpi]"), f"{WORKS}:4:7", "HUB022", "city should be an id", "this is a list"),
    case("a list item without its keys", edit(LOOP, "organisation: ranta-university\n    role: coordinator", "ranta-university"), f"{LOOP}:7:5", "HUB022", "a group of keys"),
    case("a number where a text belongs", edit(KORPI, "en: Salts from the north", "en: 2025"), f"{KORPI}:12:41", "HUB022", "headline.en should be a text", "in quotes"),
    case("a word for true", edit(LEVELS, "weight: 3\n  counts_as_strength: true", "weight: 3\n  counts_as_strength: maybe"), f"{LEVELS}:4:23", "HUB022", "true or false", "'maybe'"),
    case("a word as a site's feature", edit(KORPI, "value: 700", "value: large"), f"{KORPI}:50:38", "HUB022", "a number, true or false", "`note:`"),
    case("a value that is not on offer", edit("vocabularies/event_statuses.yml", "tone: stopped", "tone: red"), "vocabularies/event_statuses.yml:2:62", "HUB023", "red", "'stopped'"),
    case("a text that starts with a number sign", edit(REPORT, "title: Report", "title: #1 Report"), f"{REPORT}:2:1", "HUB024", "title is empty", "starts with # has to be in quotes"),
    case("a needed value deleted", edit(WORKS, "kind: company", "kind:"), f"{WORKS}:3:1", "HUB024", "kind is empty"),
    case("a title that is far too long", edit(REPORT, "Report on Korpi", "Report " * 60), f"{REPORT}:2:8", "HUB025", "title is too long", "at most 300"),
    case("a file that is only a text", write(KORPI, "Korpi\n"), f"{KORPI}:1:1", "HUB022", "the file should be a group of keys"),
    case("a vocabulary that is no list", write(LEVELS, "core:\n  weight: 3\n"), f"{LEVELS}:1:1", "HUB022", "the file should be a list", "`- id:`"),
]
TEXTS = [
    case("one text for both languages", edit(SALTS, "name: {fi: Metallisuolat, en: Metal salts}", "name: Metallisuolat"), f"{SALTS}:2:7", "HUB022", "a text in each language", "`fi: ...` and `en: ...`"),
    case("a missing translation", edit(SALTS, "name: {fi: Metallisuolat, en: Metal salts}", "name: {fi: Metallisuolat}"), f"{SALTS}:2:7", "HUB030", "the English text of name is missing", "`en:`"),
    case("an empty translation", edit(SALTS, "en: The start of the chain.", "en:"), f"{SALTS}:12:3", "HUB024", "description.en is empty"),
    case("a misspelt language", edit(SALTS, "en: The start", "ne: The start"), f"{SALTS}:12:3", "HUB031", "ne is not a language", "did you mean en?"),
    case("a language the site does not have", edit(SALTS, "en: Salts}", "en: Salts, sv: Salter}"), f"{SALTS}:3:37", "HUB031", "sv is not a language", "en, fi"),
    case("a comma in braces", edit(WORKS, "en: Makes salts.", "en: Makes salts, a lot."), f"{WORKS}:6:56", "HUB031", "put a text that has a comma in quotes"),
    case("raw HTML in Markdown", edit(KORPI, FACTORY, "  en: Korpi has a <b>factory</b>."), f"{KORPI}:16:7", "HUB032", "HTML", "<b>", "use Markdown"),
    case("a script in Markdown", edit(KORPI, FACTORY, "  en: <script>alert(1)</script>"), f"{KORPI}:16:7", "HUB032", "<script>"),
    case("HTML in a line of text", edit(OPEN_DAY, "city: korpi\n", "city: korpi\naddress: <b>Road 1</b>\n"), f"{OPEN_DAY}:7:10", "HUB032", "<b>"),
    case("an image in Markdown", edit(KORPI, FACTORY, '  en: "![factory](https://korpi.example/f.png)"'), f"{KORPI}:16:7", "HUB034", "image"),
    case("a script as a link in Markdown", edit(KORPI, FACTORY, '  en: "A [factory](javascript:alert(1))."'), f"{KORPI}:16:7", "HUB033", "javascript:", "https://"),
    case("a relative link in Markdown", edit(KORPI, FACTORY, '  en: "Like [Ranta](../ranta)."'), f"{KORPI}:16:7", "HUB033", "../ranta", "https://"),
    case("paragraphs that run together", edit(KORPI, FACTORY, "  en: >\n    First.\n\n    Second."), f"{KORPI}:16:7", "HUB035", "paragraphs", "| instead of >"),
    case("two lines in a title", edit(SALTS, "  en: Making salts of metals.", "  en: |\n    Making\n    salts"), f"{SALTS}:9:7", "HUB028", "fit on one line"),
    case("a text in curly quotes", edit(REPORT, "title: Report on Korpi", "title: ”Report on Korpi”"), f"{REPORT}:2:8", "HUB036", "curly quotes", '"Report on Korpi"'),
    case("a letter of another alphabet", edit(KORPI, FACTORY, "  en: K\u043erpi has a factory."), f"{KORPI}:16:7", "HUB037", "K\u043erpi", "two alphabets"),
    case("a character that cannot be seen", edit(KORPI, FACTORY, "  en: Kor\u200bpi has a factory."), f"{KORPI}:16:10", "HUB017", "zero width space", "delete it"),
]
REFERENCES = [
    case("a source that does not exist", edit(KORPI, "sources: [korpi-report]\nstrengths", "sources: [korpi-reprot]\nstrengths"), f"{KORPI}:17:11", "HUB040", "no source", "korpi-reprot", "did you mean korpi-report?"),
    case("a note about a city that does not exist", edit(PRIZE, "cities: [korpi]", "cities: [korppi]"), f"{PRIZE}:5:10", "HUB040", "no city", "did you mean korpi?"),
    case("a city by its name", edit(WORKS, "city: korpi", "city: Korpi"), f"{WORKS}:4:7", "HUB040", "no city", "did you mean korpi?"),
    case("an organisation that does not exist", edit(KORPI, "organisation: korpi-works", "organisation: korpiworks"), f"{KORPI}:56:19", "HUB040", "no organisation", "did you mean korpi-works?"),
    case("a word that is not in its vocabulary", edit(KORPI, "unit: persons", "unit: person"), f"{KORPI}:34:11", "HUB040", "no unit", "did you mean persons?"),
    case("a drawing that does not exist", edit(SALTS, "icon: flask", "icon: flsk"), f"{SALTS}:4:7", "HUB040", "no icon", "did you mean flask?"),
    case("a renamed file that is still referred to", move("glossary/black-mass.yml", "glossary/blackmass.yml"), f"{SALTS}:13:9", "HUB040", "no term", "did you mean blackmass?"),
    case("a site of another city", edit(KORPI, "site: park", "site: parc"), f"{KORPI}:57:11", "HUB046", "parc", "did you mean park?"),
    case("a reference that stands twice", edit(UNIVERSITY, "[recycling, salts]", "[recycling, recycling]"), f"{UNIVERSITY}:5:20", "HUB041", "recycling stands twice in areas"),
    case("a key that stands twice", edit(KORPI, "role: lead", "role: lead\nrole: partner"), f"{KORPI}:10:1", "HUB012", "role", "first on line 9"),
    case("a lost hyphen in a list", edit(LOOP, "  - name:", "    name:"), f"{LOOP}:10:5", "HUB012", "role", "begin it with a hyphen"),
    case("a figure copied without a new id", edit(KORPI, "id: output", "id: staff"), f"{KORPI}:38:5", "HUB042", "staff is used twice among figures"),
    case("a choice copied without a new id", edit(UNITS, "- id: ha", "- id: persons"), f"{UNITS}:4:7", "HUB042", "persons is used twice"),
    case("an area judged twice", edit(KORPI, "area: recycling", "area: salts"), f"{KORPI}:25:5", "HUB042", "salts is used twice among strengths"),
    case("the same page as two sources", edit("sources/ranta-news.yml", "https://www.ranta.example/news", "https://www.korpi.example/report/"), f"{REPORT}:4:6", "HUB044", "data/sources/ranta-news.yml"),
    case("a former id that someone else has", edit(WORKS, "name: Korpi", "aliases: [ranta-university]\nname: Korpi"), f"{WORKS}:2:11", "HUB045", "data/organisations/ranta-university.yml"),
    case("an id that looks like another", lambda data: write("organisations/k0rpi-works.yml", (data / WORKS).read_text("utf-8"))(data), f"{WORKS}:2:1", "HUB047", "korpi-works is easily taken for k0rpi-works"),
    case("an organisation that is a member of itself", edit(WORKS, "areas: [salts]", "areas: [salts]\nmember_of: [korpi-works]"), f"{WORKS}:6:13", "HUB048", "member_of leads in a circle", "korpi-works, korpi-works"),
    case("an id with a capital and a space", edit(KORPI, "id: refinery", "id: New Refinery"), f"{KORPI}:54:9", "HUB028", "'New Refinery' cannot be an id", "small letters"),
]
VALUES = [
    case("an end before its start", edit(LOOP, "end: 2026-12", "end: 2023-12"), f"{LOOP}:4:6", "HUB052", "end 2023-12 is before start 2024-01"),
    case("an hour before its start", edit(OPEN_DAY, "end: 2026-12-01T15:30", "end: 2026-12-01T11:30"), f"{OPEN_DAY}:5:6", "HUB052", "T11:30 is before start 2026-12-01T12:00"),
    case("a date written the Finnish way", edit(WORKS, "2026-11-20", "20.11.2026"), f"{WORKS}:9:10", "HUB050", "20.11.2026 is not a date", "write 2026-11-20"),
    case("a time of day in words", edit(OPEN_DAY, "2026-12-01T12:00", "2026-12-01 klo 12"), f"{OPEN_DAY}:4:8", "HUB050", "2026-05-14T13:00"),
    case("a day that does not exist", edit(LOOP, "start: 2024-01", "start: 2024-02-30"), f"{LOOP}:3:8", "HUB051", "2024-02-30 does not exist"),
    case("a month where a day is needed", edit(WORKS, "2026-11-20", "2026-11"), f"{WORKS}:9:10", "HUB028", "2026-11 is not a whole date"),
    case("a note of a day that is yet to come", edit(PRIZE, "2026-11-20", "2026-12-20"), f"{PRIZE}:2:7", "HUB063", "2026-12-20 lies in the future"),
    case("a day in the future", edit(WORKS, "2026-11-20", "2062-11-20"), f"{WORKS}:9:10", "HUB063", "2062-11-20 lies in the future"),
    case("a latitude out of range", edit(KORPI, "latitude: 63.84", "latitude: 638.4"), f"{KORPI}:7:13", "HUB057", "latitude 638.4", "between -90 and 90"),
    case("a longitude out of range", edit(KORPI, "longitude: 23.13", "longitude: 2313"), f"{KORPI}:8:14", "HUB057", "longitude 2313", "between -180 and 180"),
    case("a latitude in degrees and minutes", edit(KORPI, "latitude: 63.84", "latitude: 63°50′"), f"{KORPI}:7:13", "HUB022", "latitude should be a number"),
    case("an address without https", edit(KORPI, "website: https://www.korpi.example", "website: www.korpi.example"), f"{KORPI}:11:10", "HUB053", "www.korpi.example is not a web address", "https://"),
    case("an address with a space", edit(KORPI, "website: https://www.korpi.example", "website: https://www.korpi example"), f"{KORPI}:11:10", "HUB053", "not a web address"),
    case("a misspelt https", edit(KORPI, "website: https://", "website: htps://"), f"{KORPI}:11:10", "HUB054", "https:// or http://"),
    case("an address that is a script", edit(KORPI, "website: https://www.korpi.example", "website: javascript:alert(1)"), f"{KORPI}:11:10", "HUB054", "https:// or http://"),
    case("an address of a vocabulary that is a script", edit("vocabularies/event_series.yml", "https://yearly.example", "javascript:alert(1)"), "vocabularies/event_series.yml:1:67", "HUB054", "https://"),
    case("an e-mail address of a person", edit(KORPI, "invest@", "maija.meikalainen@"), f"{KORPI}:64:12", "HUB056", "looks like the address of a person", "office or a role"),
    case("an e-mail address without its sign", edit(KORPI, "invest@", "invest(at)"), f"{KORPI}:64:12", "HUB055", "not an e-mail address", "office@example.org"),
    case("a time zone that does not exist", edit("site.yml", "Europe/Helsinki", "Europe/Helsingfors"), "site.yml:14:12", "HUB058", "Europe/Helsingfors", "Europe/Helsinki"),
    case("a country by its name", edit("site.yml", "country: FI", "country: Finland"), "site.yml:13:10", "HUB059", "Finland is not a known country", "FI or SE"),
    case("a language by its name", edit(REPORT, "language: en", "language: English"), f"{REPORT}:7:11", "HUB059", "English is not a known language"),
    case("a currency by its name", edit(UNITS, "pattern: {fi: \"{value} €\", en: \"€{value}\"}\n  currency: EUR", "pattern: {fi: \"{value} €\", en: \"€{value}\"}\n  currency: euro"), f"{UNITS}:13:13", "HUB059", "euro is not a known currency", "EUR"),
    case("a unit that leaves out the number", edit(UNITS, 'en: "{value} ha"', "en: hectares"), f"{UNITS}:6:35", "HUB028", "the number has no place in it", "{value}"),
]
EVENTS = [
    case("a moved event without its former date", edit(OPEN_DAY, "city: korpi", "status: rescheduled\ncity: korpi"), f"{OPEN_DAY}:6:9", "HUB090", "rescheduled", "add `previous_start:`"),
    case("a moved event that is said to take place as planned", edit(OPEN_DAY, "city: korpi", "previous_start: 2026-11-01\ncity: korpi"), f"{OPEN_DAY}:6:17", "HUB091", "moved from 2026-11-01", "write `status: rescheduled`"),
    case("a moved event that was not moved", edit(OPEN_DAY, "city: korpi", "status: rescheduled\nprevious_start: 2026-12-01T12:00\ncity: korpi"), f"{OPEN_DAY}:7:17", "HUB092", "2026-12-01T12:00, which is also its `start`", "delete `previous_start:`"),
    case("a price without its currency", edit(OPEN_DAY, "city: korpi", "admission: {price: 20}\ncity: korpi"), f"{OPEN_DAY}:6:12", "HUB028", "price and currency belong together"),
    case("a price of what is free", edit(OPEN_DAY, "city: korpi", "admission: {free: true, price: 20, currency: EUR}\ncity: korpi"), f"{OPEN_DAY}:6:12", "HUB028", "what is free has no price"),
    case("an admission that tells nothing", edit(OPEN_DAY, "city: korpi", "admission: {note: {fi: Kysy, en: Ask}}\ncity: korpi"), f"{OPEN_DAY}:6:12", "HUB028", "nothing tells what it costs"),
    case("a price of nothing", edit(OPEN_DAY, "city: korpi", "admission: {price: 0, currency: EUR}\ncity: korpi"), f"{OPEN_DAY}:6:20", "HUB028", "more than 0", "`free: true`"),
]
TRUST = [
    case("a figure without a source", edit(KORPI, "    as_of: 2025\n    sources: [korpi-report]\n", "    as_of: 2025\n"), f"{KORPI}:31:5", "HUB062", "this figure has no source", "data/sources/"),
    case("a record without a source", edit(WORKS, "sources: [korpi-report]", "sources: []"), f"{WORKS}:8:10", "HUB062", "has no source"),
    case("a figure without a date", edit(KORPI, "    as_of: 2025\n", ""), f"{KORPI}:31:5", "HUB060", "this figure has no date", "`as_of:`", "`seen:`"),
    case("a figure with two dates", edit(KORPI, "    as_of: 2025\n", "    as_of: 2025\n    seen: 2026-11-20\n"), f"{KORPI}:31:5", "HUB061", "both `as_of` and `seen`"),
    case("two figures that disagree", edit(KORPI, "Tuotanto, en: Output}\n    value: 12.5\n    unit: t-per-a\n    as_of: 2025-03", "Henkilöstö, en: Staff}\n    value: 410\n    unit: persons\n    as_of: 2025"), f"{KORPI}:38:5", "HUB064", "Henkilöstö", "400 and 410", "`scope`"),
    case("an area in another unit than elsewhere", edit(KORPI, "value: 700, unit: ha", "value: 7, unit: persons"), f"{KORPI}:50:47", "HUB065", "area-total is measured in ha"),
    case("a number where yes or no is asked", edit(KORPI, "value: true", "value: 7, unit: ha"), f"{KORPI}:51:32", "HUB066", "rail is either there or not"),
    case("an earlier value that is newer", edit(KORPI, "    as_of: 2025\n", "    as_of: 2025\n    history: [{value: 410, as_of: 2026, sources: [korpi-report]}]\n"), f"{KORPI}:37:35", "HUB067", "2026 is not before", "2025"),
    case("a feature that says nothing", edit(KORPI, "value: 700, unit: ha, ", ""), f"{KORPI}:50:9", "HUB028", "neither value nor note"),
]
SYNTAX = [
    case("a colon in a text", edit(KORPI, FACTORY, "  en: Korpi: a factory."), f"{KORPI}:16:12", "HUB010", "a colon where none can be", "in quotes"),
    case("quotes that are not closed", edit(KORPI, "name: Korpi\n", 'name: "Korpi\n'), f"{KORPI}:2:7", "HUB010", "quotes opened here are never closed"),
    case("quotes within a text", edit(REPORT, "title: Report on", 'title: "Report" on'), f"{REPORT}:2:17", "HUB010", "quotes of the other kind"),
    case("a bracket that is not closed", edit(UNIVERSITY, "[recycling, salts]", "[recycling, salts"), f"{UNIVERSITY}:5:8", "HUB010", "the bracket opened here is not closed"),
    case("a line with too little indentation", edit(KORPI, "  longitude", " longitude"), f"{KORPI}:8:2", "HUB010", "does not fit the lines above it", "indent"),
    case("a key without a space after its colon", edit(KORPI, "role: lead", "role:lead"), f"{KORPI}:9:1", "HUB010", "no colon with a space", "`key: value`"),
    case("a text that starts with a special sign", edit(REPORT, "title: Report", "title: @Report"), f"{REPORT}:2:8", "HUB010", "cannot start with this sign", "in quotes"),
    case("emphasis at the start of a text", edit(KORPI, FACTORY, "  en: **Korpi** has a factory."), f"{KORPI}:16:8", "HUB010", "cannot start with *", "in quotes"),
    case("a list beside its key", edit(WORKS, "areas: [salts]", "areas: - salts"), f"{WORKS}:5:8", "HUB010", "a list cannot start beside its key"),
    case("a conflict that git has left", edit(KORPI, "role: lead", "<<<<<<< HEAD\nrole: lead\n=======\nrole: partner\n>>>>>>> theirs"), f"{KORPI}:9:1", "HUB010", "two versions of the file"),
    case("a tab", edit(KORPI, "  latitude", "\tlatitude"), f"{KORPI}:7:1", "HUB011", "a tab in the indentation", "spaces"),
    case("a hard space as indentation", edit(KORPI, "  latitude", "\u00a0\u00a0latitude"), f"{KORPI}:7:1", "HUB011", "no-break space in the indentation"),
    case("Norwegian without quotes", edit(REPORT, "language: en", "language: no"), f"{REPORT}:7:11", "HUB013", "no without quotes means false", '"no"'),
    case("yes for true", edit(KORPI, "value: true", "value: yes"), f"{KORPI}:51:32", "HUB013", "yes without quotes", "write true or false"),
    case("a time of day without quotes", edit(OPEN_DAY, "start: 2026-12-01T12:00", "start: 12:30"), f"{OPEN_DAY}:4:8", "HUB013", "12:30", "the number 750", '"12:30"'),
    case("a phone number without quotes", edit(KORPI, "email: invest@korpi.example", "phone: 0401234567"), f"{KORPI}:64:12", "HUB013", "0401234567", '"0401234567"'),
    case("a number with an underscore", edit(KORPI, "value: 400", "value: 1_400"), f"{KORPI}:33:12", "HUB013", "1_400", "digits only"),
    case("a reference within YAML", edit(WORKS, "areas: [salts]", "areas: *areas"), f"{WORKS}:5:8", "HUB014", "anchors, aliases and tags"),
    case("a second document", edit(KORPI, "role: lead", "---\nrole: lead"), f"{KORPI}:9:1", "HUB018", "second document (---)"),
    case("a number beyond all bounds", edit(KORPI, "value: 400", "value: 1.0e+400"), f"{KORPI}:33:12", "HUB019", "not a number that can be stored"),
    case("brackets without end", write(KORPI, "a: " + "[" * 60 + "]" * 60), f"{KORPI}:1:27", "HUB015", "more than 24 levels deep"),
    case("a table pasted as a list", write(KORPI, f"a: [{','.join('1' * 60_000)}]"), f"{KORPI}:1:2005", "HUB016", "more than 1000 values in this list or group"),
]
FILES = [
    case("a file saved as Latin-1", encode(KORPI, "latin-1"), f"{KORPI}:13:28", "HUB001", "not UTF-8", "encoding UTF-8"),
    case("a file saved as UTF-16", encode(KORPI, "utf-16"), f"{KORPI}:1:1", "HUB001", "not UTF-8"),
    case("an empty file", write(KORPI, ""), f"{KORPI}:1:1", "HUB002", "the file is empty"),
    case("a file of comments only", write(KORPI, "# City region\n"), f"{KORPI}:1:1", "HUB002", "the file is empty"),
    case("a file of half a megabyte", write(KORPI, f"a: {'x' * 600_000}"), f"{KORPI}:1:1", "HUB003", "larger than 512 kB"),
    case("a record in the folder of another kind", move(KORPI, "areas/korpi.yml"), "areas/korpi.yml:2:1", "HUB004", "does not belong here", "move it to the folder cities"),
    case("a record beside the folders", move("sources/ranta-news.yml", "ranta-news.yml"), "ranta-news.yml:1:1", "HUB004", "does not belong here", "put it in one of the folders"),
    case("a folder in a folder", move(KORPI, "cities/north/korpi.yml"), "cities/north/korpi.yml:1:1", "HUB004", "cities/north holds no records"),
    case("a vocabulary that nothing uses", write("vocabularies/colours.yml", "- {id: red}"), "vocabularies/colours.yml:1:1", "HUB004", "no vocabulary colours"),
    case("a name that ends in .yaml", move(KORPI, "cities/korpi.yaml"), "cities/korpi.yaml:1:1", "HUB004", "rename it to korpi.yml"),
    case("a document of a word processor", write("cities/korpi.docx", b"PK\x03\x04"), "cities/korpi.docx:1:1", "HUB004", "it is no YAML file"),
    case("a file name with capitals and spaces", move(KORPI, "cities/Korpi.yml"), "cities/Korpi.yml:1:1", "HUB005", "Korpi.yml cannot be an id", "korpi.yml"),
    case("the settings of the site deleted", delete("site.yml"), "site.yml:1:1", "HUB008", "data/site.yml is missing"),
    case("a vocabulary deleted", delete(UNITS), f"{UNITS}:1:1", "HUB008", "data/vocabularies/units.yml is missing"),
    case("the words of a language deleted", delete(EN), f"{EN}:1:1", "HUB008", "data/interface/en.yml is missing"),
    case("a link instead of a file", link("cities/copy.yml", KORPI), "cities/copy.yml:1:1", "HUB009", "symbolic link"),
    case("a map that is cut off", write("map.geojson", '{"features": [\n{"type":'), "map.geojson:2:9", "HUB080", "the map cannot be read"),
    case("a map of another form", write("map.geojson", '{"features": [{"country": "FI"}]}'), "map.geojson:1:1", "HUB080", "GeoJSON"),
]
SITE = [
    case("a language code that does not exist", edit("site.yml", "code: fi", "code: fii"), "site.yml:10:12", "HUB059", "fii is not a known language"),
    case("a language that stands twice", edit("site.yml", "code: en", "code: fi"), "site.yml:11:12", "HUB042", "fi is used twice among languages"),
    case("one language where a list belongs", edit("site.yml", "languages:\n  - {code: fi, name: Suomi, locale: fi_FI}\n  - {code: en, name: English, locale: en_GB}", "languages: fi"), "site.yml:9:12", "HUB022", "languages should be a list"),
    case("a locale that does not exist", edit("site.yml", "fi_FI", "fi-FI"), "site.yml:10:37", "HUB059", "fi-FI is not a known locale", "fi_FI"),
    case("a fallback that is no language of the site", edit("site.yml", "x_default: en", "x_default: sv"), "site.yml:12:12", "HUB031", "sv is not a language", "en, fi"),
    case("a word of the interface not translated", edit(EN, "  cities: Cities\n", ""), f"{EN}:3:3", "HUB070", "menu.cities is missing here", "data/interface/fi.yml"),
    case("a word deleted that pages need", edit(FI, "\nchecked: Words", ""), f"{FI}:2:1", "HUB073", "checked, which pages need, is missing"),
    case("a word of the interface too many", edit(EN, 'built: "Built', 'found: Found\nbuilt: "Built'), f"{EN}:7:8", "HUB071", "found is not in data/interface/fi.yml"),
    case("a misspelt key of the interface", edit(EN, "cities: Cities", "citys: Cities"), f"{EN}:4:10", "HUB071", "menu.citys", "did you mean menu.cities?"),
    case("a group of the interface not translated", edit(EN, "menu:\n  home: Home\n  cities: Cities\n", ""), f"{EN}:2:1", "HUB070", "menu is missing here"),
    case("a text instead of a group", edit(EN, 'tally:\n  sites: {one: "{n} site", other: "{n} sites"}', "tally: sites"), f"{EN}:5:8", "HUB022", "tally should be a group of keys"),
    case("a number as a word of the interface", edit(EN, "home: Home", "home: 12"), f"{EN}:3:9", "HUB022", "menu.home should be a text"),
    case("a name in braces that was translated", edit(EN, "{date}", "{day}"), f"{EN}:7:8", "HUB072", "{day}", "same names in braces"),
    case("a brace that is not closed", edit(EN, "{date}", "{date"), f"{EN}:7:8", "HUB028", "braces are not in order"),
]
PARITY = [
    case("a number that only one language has", edit(KORPI, FACTORY, "  en: Korpi has a factory of 20 ha."), f"{KORPI}:15:7", "HUB100", "the Finnish text of profile lacks", "20 ha", "data/parity.txt", "`cities/korpi profile | 20 ha | reason`"),
    case("another day in one language", edit(KORPI, "  fi: Korvessa on tehdas.\n  en: Korpi has a factory.", "  fi: Tehdas avattiin 15.3.2026.\n  en: The factory opened on 16 March 2026."), f"{KORPI}:16:7", "HUB101", "English says 16 March 2026", "Finnish says 15.3.2026"),
    case("a difference noted without a reason", write("parity.txt", "cities/korpi profile | 20\n"), "parity.txt:1:1", "HUB102", "in the form of a noted difference", "reason"),
    case("a difference noted that is there no more", write("parity.txt", "# why\ncities/korpi profile | 20 | counted otherwise\n"), "parity.txt:2:1", "HUB103", "cities/korpi profile do not differ in this: 20"),
]
REMOVED = [
    case("a removed page that is still there", write("removed.yml", "- page: cities/korpi\n  date: 2026-11-20\n"), "removed.yml:1:9", "HUB110", "cities/korpi stands among the removed pages", "hub remove"),
    case("a removed page that leads to no page", write("removed.yml", "- page: cities/gone\n  to: cities/korpo\n  date: 2026-11-20\n"), "removed.yml:2:7", "HUB111", "no page cities/korpo", "did you mean cities/korpi?"),
    case("a removed page that leads to a removed page", write("removed.yml", "- page: old\n  to: older\n  date: 2026-11-20\n- page: older\n  to: cities\n  date: 2026-11-20\n"), "removed.yml:2:7", "HUB112", "write `to: cities`"),
    case("a page that is removed twice", write("removed.yml", "- page: old\n  date: 2026-11-20\n- page: old\n  date: 2026-11-20\n"), "removed.yml:3:9", "HUB113", "old stands here twice"),
    case("a whole address in place of a path", write("removed.yml", "- page: /cities/gone/\n  date: 2026-11-20\n"), "removed.yml:1:9", "HUB028", "'/cities/gone/' is not the path of a page", "such as cities/example"),
    case("removed pages that are no list", write("removed.yml", "page: old\n"), "removed.yml:1:1", "HUB022", "a list whose items start with `- page:`"),
    case("a person where a team belongs", edit(KORPI, "order: 1", "order: 1\nmaintainers: ['@somebody']"), f"{KORPI}:11:15", "HUB028", "'@somebody' is not a team on the forge"),
]
# fmt: on
CASES = UNKNOWN_KEYS + WRONG_TYPES + TEXTS + REFERENCES + VALUES + EVENTS + TRUST + SYNTAX + FILES + SITE + PARITY + REMOVED
JARGON = re.compile(r"\bNone\b|pydantic|\bdict\b|\bstr\b|\bint\b|Error\b|_type\b|mapping|scalar|token")
"""Words of programmers, which no message needs."""
NOT_BY_EDITING = {"HUB006", "HUB007", "HUB081", "HUB114"}
"""Codes of what no edit of a data file brings about: too many files, one that the system does not let us read, one beside the data (see `test_bad_input.py`), and what only a site published before can tell."""


@pytest.fixture
def editor(tmp_path: Path) -> Project:
    """A small project, in which an editor makes a mistake."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "theme" / "assets").mkdir(parents=True)
    shutil.copy(ROOT / "theme" / "assets" / "icons.svg", tmp_path / "theme" / "assets")
    for file in (minimal_data(tmp_path) / "interface").iterdir():
        words = nested(NEEDED_WORDS)
        own, *_ = re.split(rf"^(?:{'|'.join(words)}):", file.read_text("utf-8"), maxsplit=1, flags=re.MULTILINE)
        file.write_text(own + yaml.safe_dump(words), "utf-8")
    return Project(tmp_path)


def nested(keys: Iterable[str]) -> dict[str, Any]:
    """Put words under dotted keys into groups, as the files of the interface have them."""
    groups: dict[str, Any] = {}
    for key in sorted(keys):
        *path, last = key.split(".")
        group = groups
        for part in path:
            group = group.setdefault(part, {})
        group[last] = "Words"
    return groups


def check(project: Project) -> Result:
    """Run `hub check` in this process."""
    return CliRunner(env={"SOURCE_DATE_EPOCH": TODAY}).invoke(main, ["--project", str(project.path), "check"])


def test_the_small_hub_that_the_edits_spoil_is_valid(editor: Project) -> None:
    done = check(editor)
    assert (done.exit_code, done.stderr) == (0, ""), done.output


@pytest.mark.parametrize("wrong", CASES, ids=lambda wrong: wrong.name)
def test_a_wrong_edit_gives_one_message_that_leads_to_its_place(wrong: Case, editor: Project) -> None:
    wrong.change(editor.data)
    done = check(editor)
    assert isinstance(done.exception, SystemExit), f"{done.exception!r} came out of it"
    assert (done.exit_code, done.stdout) == (1, "")
    message, *others, end = [line for line in done.stderr.splitlines() if line]
    assert not others, f"more than one message:\n{done.stderr}"
    assert message.startswith(f"data/{wrong.where}: {wrong.code} "), message
    for words in wrong.words:
        assert words in message, message
    assert end.startswith("1 problem in 1 file."), end
    jargon = JARGON.search(message)
    assert jargon is None, f"{jargon.group()!r} in: {message}"
    assert len(message) < 400, message


@pytest.mark.parametrize("wrong", CASES, ids=lambda wrong: wrong.name)
def test_a_wrong_edit_is_told_in_every_language(wrong: Case, editor: Project) -> None:
    wrong.change(editor.data)
    with pytest.raises(DataProblems) as fault:
        read_project(editor.path, build_time({"SOURCE_DATE_EPOCH": TODAY}))
    (problem,) = fault.value.problems
    for language in languages():
        assert not untranslated(problem, language)
        assert "\n" not in str(problem.told(catalogue(language)))
    assert len({problem.told(catalogue(language)).what for language in languages()}) == len(languages())


def test_there_are_wrong_edits_of_every_kind() -> None:
    assert len({wrong.name for wrong in CASES}) == len(CASES) >= 36
    assert {wrong.code for wrong in CASES} == MESSAGES.keys() - NOT_BY_EDITING


def test_all_problems_of_all_files_come_at_once_by_path_and_line(editor: Project) -> None:
    for change in (
        edit(UNIVERSITY, "kind: research", "kind: reserch"),
        edit(KORPI, "website: https://", "website: ftp://"),
        edit(KORPI, "latitude: 63.84", "latitude: 638.4"),
        edit(KORPI, "kind: industrial-park", "kind: park"),
        write("glossary/empty.yml", ""),
        edit(EN, "{date}", "{day}"),
    ):
        change(editor.data)
    done = check(editor)
    places = [line.split(" ")[0] for line in done.stderr.splitlines()[:-2]]
    assert places == [
        f"data/{KORPI}:7:13:",
        f"data/{KORPI}:11:10:",
        f"data/{KORPI}:47:11:",
        "data/glossary/empty.yml:1:1:",
        f"data/{EN}:7:8:",
        f"data/{UNIVERSITY}:3:7:",
    ]
    assert done.stderr.splitlines()[-1].startswith("6 problems in 4 files.")


def test_the_command_ends_with_status_1_and_writes_problems_without_colours_to_stderr(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    edit(KORPI, "role: lead", "role: leed")(project.data)
    edit(LOOP, "end: 2026-12", "end: 2023-12")(project.data)
    done = project.hub("check", NO_COLOR="")
    assert (done.returncode, done.stdout) == (1, "")
    assert "\x1b" not in done.stderr
    first, second, _, end = done.stderr.splitlines()
    assert first == f"data/{KORPI}:9:7: HUB040 there is no network role with the id leed; did you mean lead?"
    assert second.startswith(f"data/{LOOP}:4:6: HUB052 ")
    assert end == "2 problems in 2 files. Nothing was built; the site is as it was."


def test_what_an_editor_typed_can_neither_break_a_message_nor_command_the_terminal() -> None:
    problem = Problem.at("data/site.yml", 1, 1, "HUB020", key="na\nme\x1b[31m\u202e", how="look\u2028there")
    assert str(problem) == "data/site.yml:1:1: HUB020 there is no key named na me [31m  here; look there"


def test_a_file_name_that_is_no_text_is_a_problem_and_no_traceback(editor: Project) -> None:
    try:
        (editor.data / "cities" / "k\udcffrpi.yml").write_text("name: Korpi\n")
    except (OSError, UnicodeError):
        pytest.skip("this file system keeps names as text")
    done = editor.hub("check")
    assert done.returncode == 1
    assert "HUB005" in done.stderr
    assert "Traceback" not in done.stderr


PIECES = st.text(alphabet="abcåé109 :-[]{}#&*!|>'\"%@`,.?/\\<=~\n\t\u00a0\u2028\x00😀", max_size=24)
"""Signs that mean something to YAML, Markdown or the model, and some that should not be there."""


def _mutated(text: str) -> st.SearchStrategy[str]:
    """A file in which some of the text was overwritten with something else."""

    def overwrite(place: int, length: int, piece: str) -> str:
        return text[:place] + piece + text[place + length :]

    return st.builds(overwrite, st.integers(0, len(text)), st.integers(0, 30), PIECES)


@st.composite
def spoilt_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the small hub, and what could stand in it after an accident."""
    file = draw(st.sampled_from(sorted(MINIMAL.rglob("*.yml"))))
    anything = st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
    content = draw(st.one_of(_mutated(file.read_text("utf-8")).map(str.encode), anything))
    return file.relative_to(MINIMAL).as_posix(), content


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small hub for many accidents, one after the other."""
    return minimal_data(tmp_path_factory.mktemp("playground"))


@given(spoilt=spoilt_files())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_a_file_the_result_is_a_hub_or_problems(playground: Path, spoilt: tuple[str, bytes]) -> None:
    file, content = spoilt
    before = (playground / file).read_bytes()
    (playground / file).write_bytes(content)
    try:
        problems = problems_in(playground)
    finally:
        (playground / file).write_bytes(before)
    for problem in problems:
        assert re.fullmatch(r"data/[a-z_/-]+\.yml:[1-9]\d*:[1-9]\d*: HUB\d{3} .+; .+", str(problem)), str(problem)
        assert len(str(problem).splitlines()) == 1, str(problem)


def problems_in(data: Path) -> tuple[Problem, ...]:
    """Return the problems of a folder; none if it is a hub."""
    try:
        assert read_hub(data, DAY, ICONS).cities
    except DataProblems as fault:
        return fault.problems or pytest.fail("refused without a reason")
    return ()
