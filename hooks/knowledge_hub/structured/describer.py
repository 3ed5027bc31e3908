"""What every description needs: names that are the same in all languages, and texts in the page's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from knowledge_hub.hub import Hub
from knowledge_hub.markdown_text import to_html
from knowledge_hub.model.records import Party
from knowledge_hub.model.text import Text
from knowledge_hub.model.vocabulary import OrganisationKind, PartyRole
from knowledge_hub.pages.address import Addresses
from knowledge_hub.structured.nodes import Node, node

GLOSSARY = "glossary"
AREAS = "areas"
_TYPES = {"area": "DefinedTerm", "city": "City", "event": "Event", "project": "Project", "term": "DefinedTerm"}


@dataclass(frozen=True)
class Describer:
    """Describes the hub in one language.

    Things have the same `@id` in every language: the address of the default
    language's page and a fragment. A fragment in capitals names what is no
    record; ids of records are small letters, so the two never meet.

    Attributes:
        hub: The data.
        addresses: Finds pages.
        language: Code of the language that texts are in.
        site_url: Absolute address of the site's root, with a slash at its end.
    """

    hub: Hub
    addresses: Addresses
    language: str
    site_url: str

    # Names

    def page(self, path: str, language: str | None = None) -> str:
        """Return the absolute address of a page, in the language at hand if no other is named."""
        return self.site_url + self.addresses.page(path, language or self.language).url

    def at(self, path: str, fragment: str) -> str:
        """Return the `@id` of something that a page describes."""
        return f"{self.page(path, self.hub.languages[0].code)}#{fragment}"

    def thing(self, kind: str, id: str) -> str:
        """Return the `@id` of a record."""
        return self.at(GLOSSARY, id) if kind == "term" else self.at(self.addresses.path_of(kind, id), kind)

    def type_of(self, kind: str, id: str) -> str:
        """Return the type of a record."""
        if kind != "organisation":
            return _TYPES[kind]
        chosen = self.hub.choice("organisation_kind", self.hub.organisations[id].kind)
        return cast(OrganisationKind, chosen).schema_type

    # Mentions: type, `@id` and name, so that a page is understood without the others

    def mention(self, kind: str, id: str) -> Node:
        """Mention a record that is described elsewhere."""
        record: Any = self.hub.collection(kind)[id]
        name = getattr(record, "name", None) or getattr(record, "title", None) or record.term
        return node(self.type_of(kind, id), self.thing(kind, id), name=self.text(name))

    def mentions(self, kind: str, ids: tuple[str, ...]) -> list[Node]:
        """Mention records that are described elsewhere."""
        return [self.mention(kind, id) for id in ids]

    def parties(self, parties: tuple[Party, ...], property: str | None, without_role: str | None = None) -> list[Node]:
        """Mention those whose role is what schema.org calls `property`; who has no role counts as `without_role`."""
        found = []
        for party in parties:
            role = self.hub.choice("party_role", party.role) if party.role else None
            if property == (cast(PartyRole, role).schema_property if role else without_role):
                found.append(self._party(party))
        return found

    def _party(self, party: Party) -> Node:
        if party.organisation is not None:
            return self.mention("organisation", party.organisation)
        return node("Organization", name=self.text(party.name))

    @property
    def website(self) -> Node:
        """Mention the site."""
        return node("WebSite", self.at("", "WebSite"), name=self.text(self.hub.site.name))

    @property
    def publisher(self) -> Node:
        """Mention who answers for the site."""
        return node("Organization", self.at("", "Publisher"), name=self.text(self.hub.site.publisher))

    # Texts

    def text(self, text: Text | None) -> str | Node | None:
        """Return a text; one that falls back to another language is marked as such."""
        return self._marked(*text.shown_in(self.language)) if text else None

    def prose(self, text: Text | None) -> str | Node | None:
        """Return Markdown as plain words."""
        if text is None:
            return None
        value, language = text.shown_in(self.language)
        return self._marked(to_html(value).striptags(), language)

    def _marked(self, value: str, language: str) -> str | Node:
        return value if language == self.language else {"@value": value, "@language": language}
