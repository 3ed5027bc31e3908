"""The site as a real nginx serves it with the configuration that `hub publish` wrote."""

from __future__ import annotations

import gzip
import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime
from pathlib import Path

import lxml.html
import pytest
from conftest import Project, serve
from html_checker import faults_in
from knowledge_hub.publish.compressed import opened
from nginx_host import BROTLI, Nginx, Reply, serving
from observatory import BEST, grade, parsed
from playwright.sync_api import Browser
from published import (
    FORMER,
    LANGUAGES,
    MOVED,
    MOVED_TO,
    PRESENT,
    REMOVED,
    Published,
    change_a_byte,
    fails,
    publish,
    succeeds,
)
from site_reader import EMBED, FORMS, all_pages, pages

pytestmark = pytest.mark.nginx
SUB_FOLDER = "some/folder/"
POLICY = "content-security-policy"
REQUESTS, AT_ONCE = 2000, 32


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Return a site published at a domain of its own."""
    return publish(tmp_path_factory.mktemp("root"), "https://hub.example/")


@pytest.fixture(scope="module")
def nginx(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """Return an nginx that serves it."""
    with serving(published.nginx, tmp_path_factory.mktemp("nginx")) as running:
        yield running


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Published, Nginx]]:
    """Return a site published in a folder of a domain, and an nginx that serves it."""
    made = publish(tmp_path_factory.mktemp("below"), f"https://hub.example/{SUB_FOLDER}", f"www/{SUB_FOLDER}")
    with serving(made.nginx, tmp_path_factory.mktemp("nginx-below")) as running:
        yield made, running


@pytest.fixture(scope="module")
def real(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """Return an nginx that serves the real site."""
    folder = tmp_path_factory.mktemp("real-nginx")
    succeeds(Project(site.parent / "project"), "publish", "--for", "nginx", "--site", str(site), str(folder / "made"))
    (folder / "nginx").mkdir()
    with serving(folder / "made", folder / "nginx") as running:
        yield running


def language_of(reply: Reply) -> str | None:
    language: str | None = lxml.html.fromstring(reply.body).get("lang")
    return language


# What is sent


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.md", "text/markdown; charset=utf-8"),
        ("/llms.txt", "text/plain; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/shell.js", "text/javascript; charset=utf-8"),
        ("/assets/favicon.svg", "image/svg+xml; charset=utf-8"),
        ("/assets/familjen-grotesk.woff2", "font/woff2"),
        ("/cards/fi/index.png", "image/png"),
        ("/calendars/events-fi.ics", "text/calendar; charset=utf-8"),
        ("/feeds/events-fi.xml", "application/xml; charset=utf-8"),
        ("/feeds/events-fi.json", "application/feed+json"),
        ("/search/fi/index.json", "application/json"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/data/v1/cities.geojson", "application/geo+json"),
        ("/data/v1/cities.csv", "text/csv; charset=utf-8"),
        ("/data/v1/catalog.jsonld", "application/ld+json"),
        ("/data/v1/SHA256SUMS", "text/plain; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
    ],
)
def test_each_kind_of_file_has_its_type_and_may_not_be_taken_for_another(nginx: Nginx, path: str, kind: str) -> None:
    reply = nginx.get(path)
    assert (reply.status, reply.headers["content-type"], reply.headers["x-content-type-options"]) == (200, kind, "nosniff")


def test_every_file_of_the_site_has_a_type_that_is_known(nginx: Nginx, published: Published) -> None:
    kinds = {path.suffix: path for path in published.public.rglob("*") if path.is_file() and path.suffix != ".gz" and path.name != "SHA256SUMS"}
    for path in kinds.values():
        reply = nginx.get(f"/{path.relative_to(published.public).as_posix().removesuffix('index.html')}")
        assert reply.headers["content-type"] != "application/octet-stream", path


def test_a_head_says_what_the_whole_would_and_sends_nothing(nginx: Nginx) -> None:
    whole, head = nginx.get("/cities/"), nginx.get("/cities/", method="HEAD")
    assert head.body == b""
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}


def test_text_is_sent_compressed_to_those_who_read_it_so(nginx: Nginx) -> None:
    plain, packed = nginx.get("/cities/"), nginx.get("/cities/", Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] != packed.headers["etag"]
    assert "content-encoding" not in nginx.get("/cards/fi/index.png", Accept_Encoding="gzip").headers


@pytest.mark.skipif(not BROTLI.is_file(), reason="this nginx has no module for Brotli")
def test_with_brotli_text_is_smaller_still_and_checked_as_well(published: Published, tmp_path: Path) -> None:
    # Without the form editor, which is large and would take most of the time.
    site = shutil.copytree(published.project.path / "site", tmp_path / "site", ignore=shutil.ignore_patterns("admin"))
    made = tmp_path / "made"
    succeeds(published.project, "publish", "--for", "nginx", "--brotli", "--site", str(site), str(made))
    (tmp_path / "nginx").mkdir()
    with serving(made, tmp_path / "nginx", BROTLI) as host:
        plain = host.get("/cities/")
        small, common = (host.get("/cities/", Accept_Encoding=accepted) for accepted in ("gzip, deflate, br", "gzip"))
        assert (small.headers["content-encoding"], common.headers["content-encoding"]) == ("br", "gzip")
        assert opened(small.body, "br") == plain.body
        assert len(small.body) < 0.9 * len(common.body)
        assert small.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
        assert host.get("/cities/index.html.br").status == 404
        assert "files are as they were published" in succeeds(published.project, "verify", host.address)
        change_a_byte(made / "www" / "cities" / "index.html.br", 60)
        assert fails(published.project, "verify", host.address).startswith("cities/index.html.br: is not as it was published\n")


def test_a_part_can_be_asked_for(nginx: Nginx) -> None:
    whole = nginx.get("/cards/fi/index.png")
    part = nginx.get("/cards/fi/index.png", Range="bytes=10-19")
    assert (part.status, part.body) == (206, whole.body[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.body)}"
    assert nginx.get("/cards/fi/index.png", Range=f"bytes={len(whole.body)}-").status == 416


def test_what_a_reader_has_already_is_not_sent_again(nginx: Nginx) -> None:
    first = nginx.get("/cities/")
    for condition in ({"If_None_Match": first.headers["etag"]}, {"If_Modified_Since": first.headers["last-modified"]}):
        again = nginx.get("/cities/", **condition)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["cache-control"] == "no-cache"
        assert again.headers[POLICY] == first.headers[POLICY]
    assert nginx.get("/cities/", If_None_Match='"another"').status == 200
    assert parsedate_to_datetime(first.headers["last-modified"])


@pytest.mark.parametrize(
    ("path", "kept"),
    [("/", "no-cache"), ("/data/v1/cities.json", "no-cache"), ("/search/fi/index.json", "no-cache"), ("/assets/site.css", "public, max-age=600"), ("/assets/shell.js", "public, max-age=600"), ("/assets/familjen-grotesk.woff2", "public, max-age=604800"), ("/cards/fi/index.png", "public, max-age=86400")],
)
def test_only_what_seldom_changes_may_be_kept_without_asking(nginx: Nginx, path: str, kept: str) -> None:
    assert nginx.get(path).headers["cache-control"] == kept


def test_names_that_change_with_the_content_may_be_kept_for_ever(published: Published, tmp_path: Path) -> None:
    made = tmp_path / "made"
    succeeds(published.project, "publish", "--for", "nginx", str(made))
    for name in ("app.0123abcd.js", "app-20261124.ics"):
        (made / "www" / "assets" / name).write_text("x", "utf-8")
    (tmp_path / "nginx").mkdir()
    with serving(made, tmp_path / "nginx") as running:
        assert "immutable" in running.get("/assets/app.0123abcd.js").headers["cache-control"]
        assert running.get("/assets/app-20261124.ics").headers["cache-control"] == "no-cache"


# Addresses


@pytest.mark.parametrize("code", LANGUAGES)
def test_former_addresses_lead_to_the_present_ones_for_good(nginx: Nginx, code: str) -> None:
    for old, new in ((FORMER, PRESENT), (MOVED, MOVED_TO)):
        for asked in (old, old[:-1]):
            reply = nginx.get(f"/{code}{asked}?page=2")
            assert (reply.status, reply.headers["location"]) == (301, f"/{code}{new}?page=2")
            assert reply.headers["x-content-type-options"] == "nosniff"
        assert nginx.get(f"/{code}{new}").status == 200


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_removed_page_says_so_in_its_language_and_with_its_status(nginx: Nginx, published: Published, code: str) -> None:
    reply = nginx.get(f"/{code}{REMOVED}")
    assert reply.status == 410
    assert reply.body == (published.public / code / REMOVED / "index.html").read_bytes()
    assert language_of(reply) == (code[:-1] or "fi")


@pytest.mark.parametrize(("path", "language"), [("/nothing/", "fi"), ("/nothing", "fi"), ("/en/nothing/", "en"), ("/en/cities/nowhere/", "en"), ("/enough/", "fi"), ("/assets/", "fi"), ("/en/events/2026/x.ics", "en")])
def test_a_wrong_address_is_answered_in_the_language_of_the_address(nginx: Nginx, path: str, language: str) -> None:
    reply = nginx.get(path)
    assert (reply.status, language_of(reply)) == (404, language)
    first, *others = lxml.html.fromstring(reply.body).xpath("//main//section/@lang")
    assert first == language
    assert len(others) == len(LANGUAGES) - 1
    assert "default-src 'none'" in reply.headers[POLICY]
    assert not faults_in(reply.body.decode())


def test_the_links_of_the_page_for_wrong_addresses_lead_to_pages_in_its_language(nginx: Nginx) -> None:
    links = lxml.html.fromstring(nginx.get("/en/x/y/").body).xpath("//header//a/@href | //footer//a/@href")
    internal = [link for link in links if link.startswith("/")]
    assert len(internal) > 10
    for link in internal:
        assert link.startswith("/en/"), link
        assert nginx.get(link).status == 200, link
    assert not [link for link in links if not link.startswith(("/", "https://"))]


def test_each_page_has_one_address(nginx: Nginx) -> None:
    for asked, leads_to in (("/index.html", "/"), ("/cities/index.html", "/cities/"), ("/en/cities/index.html?a=b", "/en/cities/?a=b"), ("/cities", "/cities/")):
        reply = nginx.get(asked)
        assert (reply.status, reply.headers["location"]) == (301, leads_to)


@pytest.mark.parametrize("path", ["//evil.example/index.html", "/\\evil.example/index.html", "//evil.example/", "//evil.example/%2e%2e", "/%2fevil.example/index.html", "//evil.example/..;/index.html"])
def test_no_address_leads_to_another_host(nginx: Nginx, path: str) -> None:
    reply = nginx.get(path)
    assert reply.status in (400, 404) or not reply.headers.get("location", "/").startswith(("//", "/\\", "http")), reply


@pytest.mark.parametrize("path", ["/.git/config", "/.env", "/cities/.htaccess", "/.well-known/", "/.well-known/other", "/index.html.gz", "/assets/site.css.gz", "/../nginx/site.conf", "/%2e%2e/nginx/site.conf", "/nginx/site.conf"])
def test_hidden_and_inner_files_are_not_shown(nginx: Nginx, published: Published, path: str) -> None:
    for name in (".git/config", ".env", "cities/.htaccess", ".well-known/other"):
        (published.public / name).parent.mkdir(exist_ok=True)
        (published.public / name).write_text("secret", "utf-8")
    try:
        reply = nginx.get(path)
    finally:
        for name in (".git/config", ".env", "cities/.htaccess", ".well-known/other"):
            (published.public / name).unlink()
    assert reply.status in (400, 404)
    assert b"secret" not in reply.body


def test_nothing_can_be_sent_to_the_site(nginx: Nginx) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert nginx.get("/", method=method).status == 405


def test_a_request_that_is_no_http_does_no_harm(nginx: Nginx) -> None:
    with socket.create_connection(("127.0.0.1", nginx.plain), timeout=10) as connection:
        connection.sendall(b"\x16\x03\x01\x00\x00GET / \x00\r\n\r\n")
        assert connection.recv(64).startswith(b"HTTP/1.1 400")
    assert nginx.get("/").status == 200


def test_the_host_does_not_tell_its_version(nginx: Nginx) -> None:
    for reply in (nginx.get("/"), nginx.get("/nothing"), nginx.safely("/")):
        assert reply.headers["server"] == "nginx"


def test_a_site_in_a_folder_of_a_domain_answers_there_and_nowhere_else(below: tuple[Published, Nginx]) -> None:
    _, host = below
    at = f"/{SUB_FOLDER}"
    assert host.get(at).status == host.get(f"{at}en/cities/").status == 200
    assert host.get(f"{at}{FORMER}").headers["location"] == at + PRESENT
    assert host.get(at[:-1]).headers["location"] == at
    assert host.get(f"{at}cities").headers["location"] == f"{at}cities/"
    assert host.get(f"{at}{REMOVED}").status == 410
    assert language_of(host.get(f"{at}en/x/")) == "en"
    assert language_of(host.get(f"{at}x/")) == "fi"
    assert host.get(f"{at}data/v1/cities.json").headers["access-control-allow-origin"] == "*"
    assert "frame-ancestors *" in host.get(f"{at}embed/city/korpi/").headers[POLICY]
    assert host.get("/cities/").status == 404


# Who may do what with it


def test_the_header_of_every_page_says_what_the_page_states_and_who_may_frame_it(real: Nginx, site: Path) -> None:
    found = {"": 0, "embed": 0, "forms": 0}
    for address, page in all_pages(site).items():
        reply = real.get(f"/{address}")
        stated = page.all("//meta[@http-equiv='Content-Security-Policy']/@content")
        is_embed = bool(EMBED.fullmatch(address))
        expected = {**parsed(str(stated[0])), "frame-ancestors": frozenset({"*" if is_embed else "'none'"})}
        assert parsed(reply.headers[POLICY]) == expected, address
        assert reply.headers.get("x-frame-options") == (None if is_embed else "DENY"), address
        assert reply.headers["cross-origin-resource-policy"] == ("cross-origin" if is_embed else "same-origin"), address
        assert reply.headers["referrer-policy"] == (page.meta("referrer") or "strict-origin-when-cross-origin"), address
        found["embed" if is_embed else "forms" if address == FORMS else ""] += 1
    assert min(found.values()) > 0
    assert found["embed"] > 20


def test_every_kind_of_page_gets_the_best_grade_of_the_observatory(real: Nginx, site: Path) -> None:
    for address in sample_of(site):
        judged = grade(real, f"/{address}")
        assert (judged.letter, judged.score) == ("A+", BEST), f"{address}: {judged.points}"


def sample_of(site: Path) -> list[str]:
    """Return an address of each kind of page: those that differ in the class of their content or in the scripts they load."""
    kinds = {(str(page.all("//main//@class")[-1:]), str(page.all("//script/@src"))): address for address, page in pages(site).items()}
    assert len(kinds) > 20
    return sorted(kinds.values())


def test_pages_for_frames_and_the_form_editor_get_an_a_plus_too(real: Nginx, site: Path) -> None:
    for address in all_pages(site):
        if address == FORMS or (EMBED.fullmatch(address) and address.startswith("en/")):
            assert grade(real, f"/{address}").letter == "A+", address


@pytest.mark.parametrize("path", ["/data/v1/hub.json", "/data/v1/cities.csv", "/feeds/events-fi.xml", "/calendars/events-fi.ics", "/index.md", "/en/cities/index.md"])
def test_programs_on_other_sites_may_read_what_is_made_for_programs(nginx: Nginx, path: str) -> None:
    headers = nginx.get(path).headers
    assert (headers["access-control-allow-origin"], headers["cross-origin-resource-policy"]) == ("*", "cross-origin")


@pytest.mark.parametrize("path", ["/", "/search/fi/index.json", "/assets/site.css", "/admin/", "/embed/city/korpi/"])
def test_programs_on_other_sites_may_not_read_the_pages(nginx: Nginx, path: str) -> None:
    assert "access-control-allow-origin" not in nginx.get(path).headers


def test_other_sites_may_show_the_cards(nginx: Nginx) -> None:
    assert nginx.get("/cards/fi/index.png").headers["cross-origin-resource-policy"] == "cross-origin"


def test_windows_of_other_sites_have_no_hold_of_ours(nginx: Nginx) -> None:
    assert nginx.get("/").headers["cross-origin-opener-policy"] == "same-origin"
    assert nginx.get("/admin/").headers["cross-origin-opener-policy"] == "same-origin-allow-popups"


def test_no_page_may_use_what_browsers_ask_people_for(nginx: Nginx) -> None:
    told = nginx.get("/").headers["permissions-policy"]
    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()"} <= set(told.split(", "))


def test_browsers_are_told_to_come_by_https_only_where_they_did(nginx: Nginx) -> None:
    assert nginx.safely("/").headers["strict-transport-security"] == "max-age=63072000"
    assert "strict-transport-security" not in nginx.get("/").headers


def test_plain_http_leads_to_https_at_the_same_address(nginx: Nginx) -> None:
    reply = nginx.get("/en/cities/?a=b", port=nginx.http, Host="evil.example")
    assert (reply.status, reply.headers["location"]) == (301, "https://hub.example/en/cities/?a=b")


GUEST = """<!doctype html><title>Waiting</title>
<iframe src="{hub}embed/city/korpi/"></iframe><iframe src="{hub}cities/"></iframe><img src="{hub}cards/fi/index.png" alt="">
<script>
const answer = (path) => fetch("{hub}" + path).then(() => "read", () => "kept");
Promise.all(["data/v1/hub.json", "search/fi/index.json"].map(answer)).then((found) => {{ document.title = found.join(" "); }});
</script>
"""
"""A page of another site that shows parts of the hub and reads its data."""


@pytest.mark.browser
def test_a_page_of_another_site_can_show_embeds_and_cards_and_read_open_data_but_no_more(nginx: Nginx, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(GUEST.format(hub=nginx.address), "utf-8")
    page = browser.new_page()
    for address in serve(tmp_path):
        page.goto(address)
        page.wait_for_function("document.title !== 'Waiting'")
        assert page.title() == "read kept"
        assert page.evaluate("document.images[0].naturalWidth") > 0
        embed, forbidden = page.frames[1:]
        assert "Korpi" in embed.inner_text("h1, h2, body")
        assert not forbidden.url.startswith(nginx.address)
    page.close()


@pytest.mark.browser
def test_no_header_keeps_a_page_from_what_it_needs(nginx: Nginx, browser: Browser) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("requestfailed", lambda request: told.append(request.url))
    for path in ("", "en/cities/korpi/", "embed/", "feeds/events-fi.xml", "admin/", "assets/favicon.svg"):
        page.goto(nginx.address + path)
        page.wait_for_load_state("networkidle")
    page.close()
    assert [text for text in told if "policy" in text.lower() or text.startswith(nginx.address)] == []


# Checked from outside


def test_a_site_that_is_served_as_published_is_found_good(nginx: Nginx, published: Published) -> None:
    assert "files are as they were published" in succeeds(published.project, "verify", nginx.address)


def test_a_site_in_a_folder_is_found_good_too(below: tuple[Published, Nginx]) -> None:
    made, host = below
    assert "files are as they were published" in succeeds(made.project, "verify", f"{host.address}{SUB_FOLDER}")


def test_the_real_site_is_found_good(real: Nginx, published: Published) -> None:
    assert "files are as they were published" in succeeds(published.project, "verify", real.address)


def test_a_changed_byte_a_missing_file_and_a_redirect_elsewhere_are_noticed_over_the_web(published: Published, tmp_path: Path) -> None:
    made = tmp_path / "made"
    succeeds(published.project, "publish", "--for", "nginx", str(made))
    change_a_byte(made / "www" / "cities" / "index.html", 200)
    change_a_byte(made / "www" / "areas" / "index.html.gz", 40)
    (made / "www" / "matrix" / "index.html").unlink()
    for changed in (made / "www" / REMOVED / "index.html", made / "www" / "assets" / "site.css"):
        change_a_byte(changed, 100)
    configuration = made / "nginx" / "site.conf"
    text = configuration.read_text("utf-8")
    configuration.write_text(text.replace(f"return 301 /{PRESENT}", "return 301 https://evil.example/"), "utf-8")
    (tmp_path / "nginx").mkdir()
    with serving(made, tmp_path / "nginx") as host:
        said = fails(published.project, "verify", host.address).splitlines()
    assert said[:-1] == [
        "areas/index.html.gz: is not as it was published",
        "assets/site.css: is not as it was published",
        "cities/index.html: is not as it was published",
        "matrix/index.html: is missing",
        f"{FORMER}index.html: leads to https://evil.example/",
        f"{REMOVED}index.html: is not as it was published",
    ]
    assert said[-1].startswith("6 of ")


def test_a_host_that_cannot_redirect_is_found_good_as_well(published: Published) -> None:
    # GitHub Pages and the like send the page that leads on.
    for address in serve(published.pages):
        assert "files are as they were published" in succeeds(published.project, "verify", address)


def test_many_requests_at_once_are_all_answered(nginx: Nginx) -> None:
    paths = ["/", "/en/", "/cities/", "/assets/site.css", "/search/fi/index.json", f"/{FORMER}", "/nothing/", f"/{REMOVED}"]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda number: nginx.get(paths[number % len(paths)], Accept_Encoding="gzip").status, range(REQUESTS)))
    each = REQUESTS // len(paths)
    assert {status: found.count(status) for status in set(found)} == {200: 5 * each, 301: each, 404: each, 410: each}
