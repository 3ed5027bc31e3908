"""Every message about data, by its code. A code is never given a new meaning.

`{braces}` are filled with what was found. `what` says what is wrong, `mend` what
to do about it; both are clauses without a full stop, since they are joined.
"""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """The two halves of a message."""

    what: str
    mend: str


MESSAGES: dict[str, Message] = {
    # 00x: the file itself
    "HUB001": Message("the file is not UTF-8 text (byte {byte})", "save it again with the encoding UTF-8"),
    "HUB002": Message("the file is empty", "write the record into it, or delete the file"),
    "HUB003": Message("the file is larger than {limit}", "split it, or shorten its texts"),
    "HUB004": Message("this file does not belong here: {why}", "{how}"),
    "HUB005": Message(
        "the file name {name} cannot be an id",
        "name it with small letters a-z, digits and single hyphens, for example {example}",
    ),
    "HUB007": Message("the file cannot be read ({why})", "check its name and permissions"),
    "HUB008": Message("the required file {name} is missing", "create it; README tells what it holds"),
    "HUB009": Message("the file is a symbolic link", "replace the link by a real file"),
    # 01x: YAML
    "HUB010": Message("this is not valid YAML: {why}", "{how}"),
    "HUB011": Message(
        "there is a {sign} in the indentation",
        "indent with ordinary spaces, two for each level",
    ),
    "HUB012": Message(
        "the key {key} stands here twice (first on line {first})",
        "keep one of them; if a new item of a list starts here, begin it with a hyphen",
    ),
    "HUB013": Message(
        "{text} without quotes means {meaning} to many programs",
        'put it in quotes: "{text}", {otherwise}',
    ),
    "HUB014": Message(
        "anchors, aliases and tags (&, *, !) are not used in this data",
        "write the value itself; put a text that starts with such a sign in quotes",
    ),
    "HUB015": Message("the data is nested more than {limit} levels deep", "check the indentation"),
    "HUB016": Message("the file has more than {limit} values", "split it"),
    "HUB017": Message("there is a character that cannot be printed ({name})", "delete it"),
    "HUB018": Message("there is a second document (---) in the file", "keep one record in each file"),
    "HUB019": Message("{text} is not a number that can be stored", "write an ordinary number"),
    # 02x: the shape of a record
    "HUB020": Message("there is no key named {key} here", "{how}"),
    "HUB021": Message("{key} is missing", "add it: {hint}"),
    "HUB022": Message("{key} should be {expected}, but this is {found}", "write {hint}"),
    "HUB023": Message("{value} is not one of the allowed values of {key}", "use one of: {allowed}"),
    "HUB024": Message(
        "{key} is empty",
        "write a value, or delete the line; a text that starts with # has to be in quotes",
    ),
    "HUB025": Message("{key} is too long ({length} characters, at most {limit})", "shorten it"),
    "HUB026": Message("{key} {value} is out of range", "give a number {range}"),
    "HUB027": Message("there is nothing in {key}", "add at least {least}"),
    "HUB028": Message("{key}: {why}", "{how}"),
    # 03x: texts and languages
    "HUB030": Message("the {language} text of {key} is missing", "add a line `{lang}:` with the text in {language}"),
    "HUB031": Message("{lang} is not a language of this site", "{how}"),
    "HUB032": Message("there is HTML in the text ({html})", "use Markdown; write < as \\<"),
    "HUB033": Message("the link {url} in the text is not a web address", "link with [text](https://...)"),
    "HUB034": Message("there is an image in the text", "texts of records carry no images; describe it in words"),
    "HUB035": Message(
        "the paragraphs of this text run together, since a blank line counts for little after >",
        "write | instead of >, and each paragraph on one line with a blank line between",
    ),
    # 04x: references
    "HUB040": Message("there is no {kind} with the id {id}", "{how}"),
    "HUB041": Message("the id {id} stands twice in {key}", "keep one of them"),
    "HUB042": Message("the key {id} is used twice among {key}", "give each item its own id"),
    "HUB043": Message(
        "the source {id} is used nowhere", "refer to it under `sources:` where it belongs, or delete the file"
    ),
    "HUB044": Message(
        "this source has the same address as {other}", "use one of the two everywhere and delete the other"
    ),
    "HUB045": Message("the former id {id} is also {other}", "take it out of `aliases:`"),
    "HUB046": Message("the site {id} is not one of this city's sites", "{how}"),
    # 05x: values
    "HUB050": Message(
        "{value} is not a date",
        "write it as {forms}, whichever is known",
    ),
    "HUB051": Message(
        "{value} does not exist in the calendar",
        "check day, month and time",
    ),
    "HUB052": Message("{late_key} {late} is before {early_key} {early}", "check both; one of them is wrong"),
    "HUB053": Message("{value} is not a web address", "write the whole address, starting with https://"),
    "HUB054": Message("the address does not start with https:// or http://", "write the whole address of a web page"),
    "HUB055": Message("{value} is not an e-mail address", "write it as office@example.org"),
    "HUB056": Message(
        "{value} looks like the address of a person",
        "give the address of an office or a role, such as invest@example.org",
    ),
    "HUB057": Message(
        "the {key} {value} is out of range",
        "{key} is between {low} and {high}; did latitude and longitude change places?",
    ),
    "HUB058": Message("there is no time zone named {value}", "use a name of the IANA list, such as Europe/Helsinki"),
    "HUB059": Message("{value} is not a known {what}", "{how}"),
    # 06x: trust
    "HUB060": Message(
        "{key} has no date",
        "add `as_of:` with the year or date it describes, or `seen:` with the day you read it if the source gives no date",
    ),
    "HUB061": Message(
        "{key} has both `as_of` and `seen`",
        "keep `as_of`; `seen` is only for sources without a date",
    ),
    "HUB062": Message("{key} has no source", "add `sources:` with the id of at least one file in data/sources/"),
    "HUB063": Message("{key} {value} lies in the future", "check the year"),
    "HUB064": Message(
        "the two figures {label} have the same date but differ ({one} and {two})",
        "give each its own `scope`, or keep the right one",
    ),
    "HUB065": Message(
        "{feature} is measured in {unit} at every site, but here in {given}",
        "give the number in {unit}, so that sites can be compared",
    ),
    "HUB066": Message(
        "{feature} is either there or not, but this is a number",
        "write `value: true` or `value: false`, and the number in `note:`",
    ),
    "HUB067": Message(
        "the earlier value of {date} is not before the figure's own date {own}",
        "put the newest value into `value:` and `as_of:`, the older ones into `history:`",
    ),
    # 07x: the interface's words
    "HUB070": Message("the interface text {key} is missing here (it is in {other})", "add its translation"),
    "HUB071": Message("the interface text {key} is not in {other}", "{how}"),
    "HUB072": Message(
        "the interface text {key} names {{{name}}}, which {other} does not",
        "use the same names in braces in each language",
    ),
    "HUB073": Message(
        "the interface text {key}, which pages need, is missing",
        "add it; `data/interface/` of the project this hub comes from shows how it is used",
    ),
    # 08x: the map
    "HUB080": Message("the map cannot be read: {why}", "put back the file as it was"),
    # 09x: events
    "HUB090": Message(
        "the status {status} says that the event has a new date, but not which date it was moved from",
        "add `previous_start:` with the date first announced; if the new date is not known, the event is not {status} yet",
    ),
    "HUB091": Message(
        "the event was moved from {value}, but its status {status} says that nothing has changed", "{how}"
    ),
    "HUB092": Message(
        "the event was moved from {value}, which is also its `start`",
        "give the new date under `start:`; if there is none yet, delete `previous_start:`",
    ),
}
