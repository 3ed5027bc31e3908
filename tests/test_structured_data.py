"""What pages tell machines: JSON-LD in the words of schema.org, one graph over the whole site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import lxml.html
import pytest
from conftest import SITE_URL, TODAY
from hypothesis import given
from hypothesis import strategies as st
from knowledge_hub.build import Build, build
from knowledge_hub.hub import Hub
from knowledge_hub.model import vocabulary
from knowledge_hub.open_data import FILES
from knowledge_hub.pages.address import Addresses
from knowledge_hub.project import build_time
from knowledge_hub.structured.describer import Describer
from knowledge_hub.structured.events import event
from knowledge_hub.structured.nodes import to_json
from knowledge_hub.structured.organisations import organisation, project
from knowledge_hub.structured.places import city
from schema_vocabulary import TERMS, Node, faults_in, kinds_of, nodes_in
from site_reader import BuiltPage, codes, hub_of, one, pages, prefix, record_pages, report, words
from small_hub import Change, edit, hub_after, minimal_hub, problems_after
from small_project import small_project

SCRIPT = "//script[@type='application/ld+json']"
DOCUMENTS = ("WebPage", "CollectionPage", "AboutPage", "BreadcrumbList")
MENTION = {"@type", "@id", "name"}
EVENT = "events/open-day.yml"


def graph_of(page: BuiltPage) -> list[Node]:
    """Return what a page describes."""
    content = json.loads(one(page.all(SCRIPT)).text)
    assert set(content) == {"@context", "@graph"}
    assert content["@context"] == "https://schema.org"
    return content["@graph"]


@lru_cache(maxsize=2)
def graphs(site: Path) -> dict[str, list[Node]]:
    return {address: graph_of(page) for address, page in pages(site).items()}


def described(site: Path) -> Iterator[Node]:
    """Yield every node that says more than what it is called."""
    yield from (node for node in nodes_in(list(graphs(site).values())) if set(node) - MENTION)


@lru_cache(maxsize=2)
def types_on(site: Path) -> dict[str, str]:
    return {node["@id"]: node["@type"] for node in described(site) if "@id" in node}


def main_of(graph: list[Node]) -> Node | None:
    """Return the description of what a page shows."""
    id = graph[0].get("mainEntity", {}).get("@id")
    return next((node for node in graph if node.get("@id") == id), None) if id else None


# The whole site


def test_every_page_describes_itself_in_json(site: Path) -> None:
    for address, graph in graphs(site).items():
        page = pages(site)[address]
        assert graph[0]["@type"] in DOCUMENTS
        assert graph[0]["@id"] == graph[0]["url"] == SITE_URL + address
        assert graph[0]["inLanguage"] == page.language
        assert graph[0]["name"] in page.title
        assert graph[0].get("description") == (page.meta("description") or None)


def test_every_type_and_property_is_of_schema_org_and_stands_where_it_may(site: Path) -> None:
    types = types_on(site)
    faults = [
        f"{address or '/'}: {fault}"
        for address, graph in graphs(site).items()
        for node in nodes_in(graph)
        for fault in faults_in(node, types)
    ]
    assert not faults, report(faults)


def test_a_wrong_word_would_be_noticed() -> None:
    city = {"@type": "City", "@id": "x", "name": "Korpi"}
    for node in ({**city, "startDate": "2026"}, {**city, "colour": "red"}, {**city, "geo": city}, {"@type": "Town"}):
        assert list(faults_in(node, {"x": "City"})), node
    assert not list(faults_in(city, {}))


def test_every_id_that_is_mentioned_is_described_on_some_page(site: Path) -> None:
    known = set(types_on(site))
    mentioned = {node["@id"] for node in nodes_in(list(graphs(site).values())) if "@id" in node}
    assert not mentioned - known, report(sorted(mentioned - known))


def test_a_mention_and_a_description_agree_on_the_type(site: Path) -> None:
    types = types_on(site)
    for node in nodes_in(list(graphs(site).values())):
        if "@id" in node and "@type" in node:
            assert node["@type"] in kinds_of(types[node["@id"]]), node


def test_every_address_of_the_site_in_the_descriptions_is_there(site: Path) -> None:
    linked = {
        value
        for node in nodes_in(list(graphs(site).values()))
        for key, value in node.items()
        if isinstance(value, str) and value.startswith(SITE_URL) and not key.startswith("@")
    }
    assert len(linked) > len(pages(site))
    missing = [link for link in linked if not (site / link.removeprefix(SITE_URL)).exists()]
    assert not missing, report(sorted(missing))


def test_the_site_and_its_publisher_are_described_on_the_front_page(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        by_type = {node["@type"]: node for node in graphs(site)[prefix(hub, code)]}
        whole, publisher = by_type["WebSite"], by_type["Organization"]
        assert whole["name"] == hub.site.name[code]
        assert whole["inLanguage"] == codes(hub)
        assert whole["license"] == hub.site.licence.url
        assert whole["publisher"]["@id"] == publisher["@id"]
        assert publisher["name"] == hub.site.publisher[code]
        assert "BreadcrumbList" not in by_type


def test_pages_name_their_translations_as_they_name_their_alternates(site: Path) -> None:
    first = codes(hub_of(site))[0]
    for address, graph in graphs(site).items():
        alternates = {link.get("hreflang"): link.get("href") for link in pages(site)[address].all("//link[@hreflang]")}
        others = {link for code, link in alternates.items() if code not in (first, "x-default")}
        if pages(site)[address].language == first:
            assert {page["@id"] for page in graph[0].get("workTranslation", [])} == others
        else:
            assert graph[0]["translationOfWork"]["@id"] == alternates[first]


def test_breadcrumbs_are_those_that_the_page_shows(site: Path) -> None:
    for address, graph in graphs(site).items():
        page = pages(site)[address]
        shown = page.all("//nav[contains(@class, 'kh-crumbs')]//li")
        lists = [node for node in graph if node["@type"] == "BreadcrumbList"]
        assert len(lists) == bool(shown), address
        for steps in lists:
            items = steps["itemListElement"]
            assert graph[0]["breadcrumb"] == {"@id": steps["@id"]}
            assert [item["name"] for item in items] == [words(step) for step in shown]
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))
            assert items[-1]["item"] == SITE_URL + address


# Records


def test_every_record_with_a_page_is_what_its_page_is_mainly_about(site: Path) -> None:
    hub = hub_of(site)
    expected = {"area": "DefinedTerm", "city": "City", "event": "Event", "project": "Project"}
    for kind, id, path in record_pages(hub):
        record: Any = hub.collection(kind)[id]
        for code in codes(hub):
            main = main_of(graphs(site)[prefix(hub, code) + path])
            assert main is not None
            assert main["name"] == (record.title if kind == "event" else record.name)[code]
            assert main["mainEntityOfPage"] == SITE_URL + prefix(hub, code) + path
            if kind == "organisation":
                assert "Organization" in kinds_of(main["@type"])
                assert main["@type"] == hub.choice("organisation_kind", record.kind).schema_type
            else:
                assert main["@type"] == expected[kind]


def test_things_have_the_same_ids_in_every_language_and_documents_their_own(site: Path) -> None:
    hub = hub_of(site)
    first, *others = codes(hub)
    for address, graph in graphs(site).items():
        if pages(site)[address].language == first:
            for code in others:
                other = graphs(site)[prefix(hub, code) + address]
                assert ids_of(graph, documents=False) == ids_of(other, documents=False), address
                assert not ids_of(graph, documents=True) & ids_of(other, documents=True), address


def ids_of(graph: list[Node], *, documents: bool) -> set[str]:
    ids = {node["@id"] for node in graph if (node["@type"] in DOCUMENTS) is documents}
    assert documents or all(id.partition("#")[2] for id in ids)
    return ids


def test_no_id_is_used_for_two_things(site: Path) -> None:
    names: dict[tuple[str, str], set[str]] = {}
    for address, graph in graphs(site).items():
        for node in graph:
            names.setdefault((node["@id"], str(pages(site)[address].language)), set()).add(node["@type"])
    assert not {key: types for key, types in names.items() if len(types) > 1}


@pytest.mark.parametrize("kind", ["area", "city", "event", "organisation", "project"])
def test_a_list_names_every_record_and_leads_to_its_page(site: Path, kind: str) -> None:
    hub = hub_of(site)
    paths = {id: path for of_kind, id, path in record_pages(hub) if of_kind == kind}
    folder = next(iter(paths.values())).partition("/")[0]
    for code in codes(hub):
        main = main_of(graphs(site)[f"{prefix(hub, code)}{folder}/"])
        assert main is not None
        assert (main["@type"], main["numberOfItems"]) == ("ItemList", len(paths))
        urls = [item["url"] for item in main["itemListElement"]]
        assert sorted(urls) == sorted(f"{SITE_URL}{prefix(hub, code)}{path}" for path in paths.values())


def test_the_glossary_is_a_set_of_terms_whose_ids_lead_to_their_places(site: Path) -> None:
    hub = hub_of(site)
    for code in codes(hub):
        address = f"{prefix(hub, code)}glossary/"
        main = main_of(graphs(site)[address])
        assert main is not None
        assert main["@type"] == "DefinedTermSet"
        assert {term["name"] for term in main["hasDefinedTerm"]} == {term.term[code] for term in hub.terms.values()}
        assert {term["@id"].partition("#")[2] for term in main["hasDefinedTerm"]} <= set(pages(site)[address].ids)


def test_areas_are_terms_of_one_set(site: Path) -> None:
    hub = hub_of(site)
    whole = next(node for node in graphs(site)["areas/"] if node["@type"] == "DefinedTermSet")
    assert len(whole["hasDefinedTerm"]) == len(hub.areas)
    for id in hub.areas:
        main = main_of(graphs(site)[f"areas/{id}/"])
        assert main is not None
        assert main["inDefinedTermSet"]["@id"] == whole["@id"]
        assert main["description"] == hub.areas[id].definition[codes(hub)[0]]


def test_the_open_data_is_a_dataset_with_every_file(site: Path) -> None:
    main = main_of(graphs(site)["data/"])
    assert main is not None
    assert main["@type"] == "Dataset"
    assert {file["contentUrl"] for file in main["distribution"]} >= {SITE_URL + path for _, path in FILES.values()}
    assert main["license"] == hub_of(site).site.licence.url
    assert len(main["description"]) >= 50, "search engines of data sets leave out shorter ones"


def test_a_series_names_its_events(site: Path) -> None:
    hub = hub_of(site)
    pages_of_series = [graph for address, graph in graphs(site).items() if address.startswith("events/series/")]
    series = {node["@id"]: node for graph in pages_of_series for node in graph if node["@type"] == "EventSeries"}
    with_series = [item for item in hub.events.values() if item.series]
    assert sum(len(node["subEvent"]) for node in series.values()) == len(with_series) > 0
    for item in with_series:
        main = main_of(graphs(site)[f"events/{item.address_year}/{item.id}/"])
        assert main is not None
        assert main["@id"] in {mention["@id"] for mention in series[main["superEvent"]["@id"]]["subEvent"]}


def test_a_page_of_two_cities_is_about_both(site: Path) -> None:
    for address, graph in graphs(site).items():
        if address.startswith("compare/") and address != "compare/":
            assert len(graph[0]["about"]) == 2
            assert {item["@type"] for item in graph[0]["about"]} == {"City"}


# Single records


def describer(hub: Hub, language: str = "en") -> Describer:
    return Describer(hub, Addresses(hub), language, SITE_URL)


def event_after(folder: Path, *changes: Change) -> Node:
    hub = hub_after(folder, *changes)
    return event(describer(hub), hub.events["open-day"])


def test_a_city_lies_somewhere() -> None:
    hub = minimal_hub()
    described = city(describer(hub, "fi"), hub.cities["ranta"])
    assert described["geo"] == {"@type": "GeoCoordinates", "latitude": 60.5, "longitude": 22.2}
    assert described["containedInPlace"] == {"@type": "AdministrativeArea", "name": "Etelämaa"}
    assert described["address"]["addressCountry"] == hub.site.country
    assert described["url"] == "https://www.ranta.example"


def test_a_project_names_members_funders_and_its_period() -> None:
    hub = minimal_hub()
    described = project(describer(hub), hub.projects["loop"])
    assert [item["name"] for item in described["member"]] == ["Ranta University"]
    assert described["funder"] == [{"@type": "Organization", "name": "Northland Council"}]
    assert (described["foundingDate"], described["dissolutionDate"]) == ("2024-01", "2026-12")
    assert "funding" not in described, "a budget is not a grant"


@pytest.mark.parametrize(("bound", "amount"), [("", 1200000), (", bound: about", None)])
def test_public_funding_is_told_in_money_if_it_is_exact(tmp_path: Path, bound: str, amount: int | None) -> None:
    funding = f"funding: {{value: 1.2, unit: meur, as_of: 2024, sources: [ranta-news]{bound}}}\nparties:"
    hub = hub_after(tmp_path, edit("projects/loop.yml", "parties:", funding))
    described = project(describer(hub), hub.projects["loop"])
    money = {"@type": "MonetaryAmount", "currency": "EUR", "value": amount}
    assert described.get("funding") == ({"@type": "MonetaryGrant", "amount": money} if amount else None)


def test_an_organisation_has_the_type_of_its_kind_and_the_general_one_if_that_has_none(tmp_path: Path) -> None:
    hub = minimal_hub()
    assert organisation(describer(hub), hub.organisations["ranta-university"])["@type"] == "CollegeOrUniversity"
    hub = hub_after(tmp_path, edit("vocabularies/organisation_kinds.yml", ", schema_type: CollegeOrUniversity", ""))
    assert organisation(describer(hub), hub.organisations["ranta-university"])["@type"] == "Organization"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-12-01T12:00", "2026-12-01T15:30", ("2026-12-01T12:00+02:00", "2026-12-01T15:30+02:00")),
        ("2026-07-01T12:00", "2026-07-02", ("2026-07-01T12:00+03:00", "2026-07-02")),
        ("2026-12-01", "2026-12-03", ("2026-12-01", "2026-12-03")),
        ("2026-12", "2026-12", ("2026-12", "2026-12")),
        ("2026", "2027", ("2026", "2027")),
    ],
)
def test_of_the_date_of_an_event_no_more_is_told_than_is_known(
    tmp_path: Path, start: str, end: str, expected: tuple[str, str]
) -> None:
    changes = edit(EVENT, "start: 2026-12-01T12:00", f"start: {start}"), edit(EVENT, "end: 2026-12-01T15:30", f"end: {end}")
    described = event_after(tmp_path, *changes)
    assert (described["startDate"], described["endDate"]) == expected


def test_times_are_those_of_the_events_own_zone(tmp_path: Path) -> None:
    described = event_after(tmp_path, edit(EVENT, "city: korpi", "city: korpi\ntime_zone: Europe/Lisbon"))
    assert described["startDate"] == "2026-12-01T12:00+00:00"


def test_an_event_without_an_end_has_none(tmp_path: Path) -> None:
    assert "endDate" not in event_after(tmp_path, edit(EVENT, "end: 2026-12-01T15:30\n", ""))


def test_an_event_on_site_has_a_place_in_its_city(tmp_path: Path) -> None:
    described = event_after(tmp_path, edit(EVENT, "city: korpi", "city: korpi\nattendance: on-site\nvenue: Old mill\naddress: Mill Street 1"))
    (place,) = described["location"]
    assert (place["name"], place["address"]["streetAddress"]) == ("Old mill", "Mill Street 1")
    assert place["containedInPlace"]["@id"] == f"{SITE_URL}cities/korpi/#city"
    assert described["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"


@pytest.mark.parametrize(("mode", "types"), [("Online", ["VirtualLocation"]), ("Mixed", ["Place", "VirtualLocation"])])
def test_an_event_online_has_an_address_to_log_in(tmp_path: Path, mode: str, types: list[str]) -> None:
    attended = edit(EVENT, "city: korpi", "city: korpi\nattendance: on-site")
    told = edit("vocabularies/attendance_modes.yml", "OfflineEventAttendanceMode", f"{mode}EventAttendanceMode")
    described = event_after(tmp_path, attended, told)
    assert [place["@type"] for place in described["location"]] == types
    assert described["location"][-1]["url"] == "https://works.example/open"


def test_a_cancelled_event_is_told_to_be_cancelled(tmp_path: Path) -> None:
    described = event_after(tmp_path, edit(EVENT, "city: korpi", "city: korpi\nstatus: cancelled"))
    assert described["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_moved_event_tells_both_dates_and_keeps_its_address(tmp_path: Path) -> None:
    moved = edit(EVENT, "city: korpi", "city: korpi\nstatus: rescheduled\nprevious_start: 2025-11-28T10:00")
    described = event_after(tmp_path, moved)
    assert described["eventStatus"] == "https://schema.org/EventRescheduled"
    assert described["startDate"] == "2026-12-01T12:00+02:00"
    assert described["previousStartDate"] == "2025-11-28T10:00+02:00"
    assert described["mainEntityOfPage"] == f"{SITE_URL}en/events/2025/open-day/"


@pytest.mark.parametrize(
    ("admission", "free", "offers"),
    [
        ("{free: true, note: {fi: Tervetuloa, en: Welcome}}", True, None),
        ("{free: false}", False, None),
        ("{price: 20.5, currency: EUR}", False, {"@type": "Offer", "price": 20.5, "priceCurrency": "EUR", "url": "https://works.example/open"}),
    ],
)
def test_what_an_event_costs_is_told_as_far_as_known(tmp_path: Path, admission: str, free: bool, offers: Node | None) -> None:
    described = event_after(tmp_path, edit(EVENT, "city: korpi", f"city: korpi\nadmission: {admission}"))
    assert (described["isAccessibleForFree"], described.get("offers")) == (free, offers)
    assert not list(faults_in(described, {})), "words of schema.org in the right places"


def test_who_has_no_role_in_an_event_counts_as_its_organiser_as_on_its_page(tmp_path: Path) -> None:
    described = event_after(tmp_path, edit(EVENT, "- organisation: korpi-works", "- organisation: korpi-works\n  - {name: Council, role: funder}"))
    assert [item["name"] for item in described["organizer"]] == ["Korpi Works Oy"]
    assert [item["name"] for item in described["funder"]] == ["Council"]
    assert "contributor" not in described


def test_a_text_that_falls_back_to_another_language_says_so(tmp_path: Path) -> None:
    incomplete = edit("site.yml", "name: English, locale: en_GB", "name: English, locale: en_GB, complete: false")
    hub = hub_after(tmp_path, incomplete, edit("cities/ranta.yml", ", en: Ranta recycles.", ""))
    described = city(describer(hub), hub.cities["ranta"])
    assert described["description"] == {"@value": "Rannassa kierrätetään.", "@language": "fi"}
    assert described["name"] == "Ranta"


def test_markdown_is_told_in_plain_words(tmp_path: Path) -> None:
    both = ("fi: Valmistaa suoloja., en: Makes salts.", 'fi: "Tekee [suoloja](https://x.example).", en: "Makes *salts* & [more](https://x.example)."')
    hub = hub_after(tmp_path, edit("organisations/korpi-works.yml", *both))
    assert organisation(describer(hub), hub.organisations["korpi-works"])["description"] == "Makes salts & more."


@pytest.mark.parametrize(
    ("choice", "field", "above"),
    [
        (vocabulary.OrganisationType, "types", "Organization"),
        (vocabulary.EventStatusType, "members", "EventStatusType"),
        (vocabulary.AttendanceType, "members", "EventAttendanceModeEnumeration"),
    ],
)
def test_what_editors_may_choose_is_of_schema_org(choice: Any, field: str, above: str) -> None:
    known = {name for name in TERMS["types"] if above in kinds_of(name)} if field == "types" else TERMS["members"][above]
    assert set(get_args(choice)) <= set(known)


def test_a_word_that_schema_org_does_not_have_is_a_problem_at_its_place(tmp_path: Path) -> None:
    wrong = edit("vocabularies/organisation_kinds.yml", "schema_type: CollegeOrUniversity", "schema_type: University")
    (problem,) = problems_after(tmp_path, wrong)
    assert problem.code == "HUB023"
    assert "CollegeOrUniversity" in str(problem)


# Safety

HOSTILE = r"\</script>\<script>alert(x)\</script> \<!-- `</script><!-- ]]>` & \u2028"


@given(text=st.text())
def test_no_text_can_leave_the_script(text: str) -> None:
    written = to_json([{"@type": "Thing", "name": f"<!--</script>{text}<script"}])
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written)["@graph"][0]["name"] == f"<!--</script>{text}<script"


def small_build(folder: Path, *changes: Change) -> Build:
    made = small_project(folder / "project")
    for change in changes:
        change(made.data)
    return build(made.path, build_time({"SOURCE_DATE_EPOCH": TODAY}), {"SITE_URL": SITE_URL})


def test_hostile_texts_of_records_stay_texts(tmp_path: Path) -> None:
    hostile = json.dumps(HOSTILE)
    changes = (
        edit("organisations/korpi-works.yml", "name: Korpi Works Oy", f"name: {hostile}"),
        edit("organisations/korpi-works.yml", "en: Makes salts.", f"en: {hostile}"),
        edit("cities/ranta.yml", "en: Ranta recycles.", f"en: {hostile}"),
    )
    made = small_build(tmp_path, *changes)
    for page in made.pages.values():
        document = lxml.html.document_fromstring(f"<head><script type='application/ld+json'>{page.json_ld}</script></head><p>after")
        (script,) = document.iter("script")
        assert json.loads(script.text)["@graph"][0]["name"] == page.title
        assert not re.search("[<>&\u2028]", page.json_ld)
    assert json.loads(made.pages["en", "organisations/korpi-works"].json_ld)["@graph"][0]["name"] == HOSTILE


def test_a_hub_with_little_in_it_is_described_as_well(tmp_path: Path) -> None:
    made = small_build(tmp_path)
    graphs = [json.loads(page.json_ld)["@graph"] for page in made.pages.values()]
    types = {node["@id"]: node["@type"] for node in nodes_in(graphs) if set(node) - MENTION and "@id" in node}
    faults = [fault for node in nodes_in(graphs) for fault in faults_in(node, types)]
    assert not faults, report(faults)
    assert {node["@id"] for node in nodes_in(graphs) if "@id" in node} <= set(types)
