"""Changes as sentences, in the words of the interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from markupsafe import Markup, escape

from knowledge_hub.changes.change import EVERY, Change, Texts, Value
from knowledge_hub.formats import NBSP, Formats
from knowledge_hub.model.dates import Moment, parse_moment
from knowledge_hub.model.vocabulary import EventStatus, Level, Patterned

NAMED = 3
"""As many publishers are named behind a sentence."""

Link = Callable[[Change, str], Markup]
"""Makes a link to what a change is about, around its name."""


@dataclass(frozen=True)
class Speaker:
    """Tells of changes in one language.

    Attributes:
        words: Words of the interface in the language, by dotted key.
        formats: Formats of its locale.
        order: Languages of the site, for texts that lack the language.
    """

    words: Mapping[str, str]
    formats: Formats
    order: Sequence[str]

    def sentence(self, change: Change, *, whole: bool = True, link: Link | None = None) -> Markup:
        """Tell a change; empty if in this language nothing has changed.

        Parameters:
            change: The change.
            whole: Whether the sentence has to name the record, since it does not stand below its name.
            link: Puts a link around the name of what the change is about; names are plain without.

        Returns:
            HTML, or plain text as its escaped equivalent; see `plain`.
        """
        values = {name: self.value(value) for name, value in change.values.items()}
        if "before" in values and values["before"] == values.get("after"):
            return Markup("")
        linked = {name: escape(value) for name, value in values.items()}
        target = "part" if change.is_part else "name"
        if link:
            linked[target] = link(change, values[target])
        pattern = self.words[self._key(change)]
        is_below = change.is_part and whole
        # A sentence of its own begins with a capital; a name that stands first is written as it is.
        told = Markup(escape(pattern if is_below else pattern[:1].upper() + pattern[1:])).format(**linked)  # noqa: S704
        if not is_below:
            return told
        return Markup(escape(self.words["changes.of"])).format(name=escape(values["name"]), told=told)  # noqa: S704

    def plain(self, change: Change, *, whole: bool = True, sources: bool = False) -> str:
        """Tell a change as plain text, a whole sentence with its stop; empty if nothing has changed."""
        told = Markup(self.sentence(change, whole=whole)).unescape()  # noqa: S704
        if not told:
            return ""
        publishers = self.publishers(change) if sources else []
        if publishers:
            key = f"changes.sourced.{self.formats.plural(len(publishers))}"
            pattern = self.words.get(key) or self.words["changes.sourced.other"]
            return pattern.format(told=told, sources=self.formats.list(publishers))
        return self.stop(told)

    def stop(self, told: str) -> str:
        """End a sentence."""
        return told if told.endswith((".", "!", "?")) else f"{told}."

    def publishers(self, change: Change) -> list[str]:
        """Return who published the sources of a change, each once and not all if they are many."""
        return list(dict.fromkeys(self.text(source.publisher) for source in change.sources))[:NAMED]

    def count(self, key: str, number: int) -> str:
        """Return words for a number of things."""
        form = f"{key}.{self.formats.plural(number)}"
        words = self.words[form if form in self.words else f"{key}.other"]
        return words.format(n=self.formats.number(number))

    def text(self, texts: Texts) -> str:
        """Return a text in this language, or in the first that it is in."""
        for code in (self.formats.language, EVERY, *self.order):
            if code in texts:
                return texts[code]
        return next(iter(texts.values()), "")

    def label(self, kind: str, id: str) -> str:
        """Return the label of a choice; its id if the vocabulary no longer has it."""
        found = self.formats.vocabularies.get(kind, {}).get(id)
        return found.label[self.formats.language] if found else id.replace("-", " ")

    def only_tells_of_a_new_date(self, change: Change) -> bool:
        """Whether a change of an event's status says no more than that its date is another."""
        if change.kind != "event.status":
            return False
        status = self.formats.vocabularies.get("event_status", {}).get(_choice(change.values["after"]))
        return isinstance(status, EventStatus) and status.schema_type == "EventRescheduled"

    def _key(self, change: Change) -> str:
        """Return the key of the sentence; a level is told by whether it rose or fell, if that is known."""
        key = f"changes.{change.kind}"
        if change.kind != "strength.level":
            return key
        levels = self.formats.vocabularies.get("level", {})
        was, now = (levels.get(_choice(change.values[name])) for name in ("before", "after"))
        if was is None or now is None:
            return key
        return (
            "changes.strength.raised"
            if cast(Level, now).weight > cast(Level, was).weight
            else "changes.strength.lowered"
        )

    # Forms of values, see change.py

    def value(self, value: Value) -> str:
        """Write a value."""
        form, content = next(iter(value.items()))
        return self._forms[form](content)

    @cached_property
    def _forms(self) -> Mapping[str, Callable[[Any], str]]:
        return {
            "text": self.text,
            "labelled": self._labelled,
            "amount": self._amount,
            "flag": lambda flag: self.words["value.positive" if flag else "value.negative"],
            "noted": lambda parts: self.words["changes.noted"].format(
                value=self.value(parts[0]), note=self.value(parts[1])
            ),
            "day": self._day,
            "moment": lambda parts: self._period(*parts),
            "choice": lambda parts: self.label(*parts),
            "pair": lambda parts: f"{self.value(parts[0])} {self.value(parts[1])}",
            "several": lambda items: self.formats.list([self.value(item) for item in items]),
            "commas": lambda items: ", ".join(self.value(item) for item in items),
            "aside": self._aside,
            "until": lambda day: self.words["event.deadline"].format(date=self._day(day)),
        }

    def _labelled(self, parts: Sequence[Texts]) -> str:
        label, scope = (self.text(part) for part in parts)
        return f"{label} ({scope})" if scope else label

    def _aside(self, items: Sequence[Value]) -> str:
        words = ", ".join(written for item in items if (written := self.value(item)))
        return f" ({words})" if words else ""

    def _amount(self, parts: Sequence[Any]) -> str:
        value, unit, bound = parts
        if not isinstance(value, int | float):
            return str(value)
        vocabularies = self.formats.vocabularies
        known_bound = bound if bound in vocabularies.get("bound", {}) else None
        if isinstance(vocabularies.get("unit", {}).get(str(unit)), Patterned):
            return self.formats.amount(value, unit, known_bound)
        return f"{self.formats.number(value)}{NBSP}{unit}" if unit else self.formats.number(value)

    def _day(self, day: str) -> str:
        """Write a date for brackets: a day in short, a month with its whole name."""
        moment = _moment(day)
        return self.formats.date(moment, short=moment.precision == "day") if moment else day

    def _period(self, start: str, end: str) -> str:
        first, last = _moment(start), _moment(end)
        if first is None:
            return self.words["changes.ends"].format(date=self._day(end)) if last else start
        told = self.formats.period(first, last)
        if first.at is None:
            return told
        clock = self.formats.time(first)
        if last and last.at and last.first == first.first:
            clock = f"{clock}–{self.formats.time(last)}"
        return self.words["event.at_time"].format(date=told, time=clock)


def _choice(value: Value) -> str:
    """Return the choice within a value, which may have a remark."""
    value = value["noted"][0] if "noted" in value else value
    return str(value["choice"][1])


def _moment(day: str) -> Moment | None:
    try:
        return parse_moment(day) if day else None
    except ValueError:  # a day that does not exist, in a state that was never checked
        return None
