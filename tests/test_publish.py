"""Publishing to a folder: what each host needs beside the site, and the manifest by which anyone can check it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from knowledge_hub.publish.compressed import opened
from knowledge_hub.publish.folders import rules
from knowledge_hub.publish.place import Place, place_of
from published import (
    FORMER,
    LANGUAGES,
    MOVED,
    PRESENT,
    REMOVED,
    Published,
    change_a_byte,
    fails,
    files_of,
    publish,
    succeeds,
)

SITE_URL = "https://hub.example/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Return a site published at a domain of its own."""
    return publish(tmp_path_factory.mktemp("published"), SITE_URL)


@pytest.fixture
def copy(published: Published, tmp_path: Path) -> Path:
    """Return a copy of what was published for nginx, which a test may change."""
    return Path(shutil.copytree(published.nginx, tmp_path / "copy"))


def manifest_of(folder: Path) -> dict[str, dict[str, dict[str, object]]]:
    plain: dict[str, dict[str, dict[str, object]]] = json.loads((folder / "manifest.json").read_bytes())
    return plain


# What hosts need


def test_the_site_itself_is_published_unchanged_to_each_host(published: Published) -> None:
    built = files_of(published.project.path / "site")
    for folder in (published.pages, published.public):
        found = files_of(folder)
        assert {path: found.get(path) for path in built} == built


def test_github_pages_gets_the_files_that_its_settings_are_made_of_and_nothing_to_choose_from(published: Published) -> None:
    added = files_of(published.pages).keys() - files_of(published.project.path / "site").keys()
    assert added == {".nojekyll", "CNAME", ".well-known/security.txt", "manifest.json"}
    assert (published.pages / "CNAME").read_text("utf-8") == "hub.example\n"


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://hub.example/", True),
        ("https://www.hub.example.fi/", True),
        ("https://town.github.io/hub/", False),
        ("https://town.github.io/", False),
        ("https://town.gitlab.io/", False),
        ("https://town.example/hub/", False),
        ("http://localhost/", False),
    ],
)
def test_only_a_domain_of_its_own_is_named_to_github_pages(url: str, own: bool) -> None:
    assert Place(url).has_own_domain is own


def test_where_the_site_lies_is_read_from_the_site() -> None:
    assert place_of("User-agent: *\n\nSitemap: https://a.example/b/sitemap.xml\n") == Place("https://a.example/b/")
    with pytest.raises(ValueError, match="no sitemap"):
        place_of("User-agent: *\n")


@pytest.mark.parametrize("spoilt", [b"", b"x", gzip.compress(b"text" * 100)[:-9], b"\x1f\x8b" + b"\0" * 30])
def test_what_is_not_whole_cannot_be_opened(spoilt: bytes) -> None:
    assert opened(spoilt, "gzip") is None
    assert opened(spoilt, "deflate") is None


def test_every_compressed_file_is_smaller_and_opens_to_the_file_that_it_stands_for(published: Published) -> None:
    found = files_of(published.public)
    packed = {path for path in found if path.endswith(".gz")}
    for path in packed:
        assert gzip.decompress(found[path]) == found[path.removesuffix(".gz")]
        assert len(found[path]) < len(found[path.removesuffix(".gz")])
    for kind in ("html", "css", "js", "svg", "xml", "json", "ics", "md", "csv", "geojson"):
        assert any(path.endswith(f".{kind}.gz") for path in packed), kind
    assert not [path for path in packed if path.endswith((".png.gz", ".woff2.gz", ".pdf.gz"))]


def test_everyone_may_read_what_is_published_whoever_published_it(published: Published) -> None:
    for folder in (published.nginx, published.pages):
        assert folder.stat().st_mode & 0o777 == 0o755
        for path in folder.rglob("*"):
            assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_security_txt_names_the_hub_s_contact_and_holds_for_less_than_a_year(published: Published) -> None:
    lines = (published.pages / ".well-known" / "security.txt").read_text("utf-8").splitlines()
    assert lines == [
        "Contact: mailto:hub@korpi.example",
        "Expires: 2027-11-23T00:00:00Z",
        "Preferred-Languages: fi, en",
        "Canonical: https://hub.example/.well-known/security.txt",
    ]


def test_the_configuration_has_no_sign_left_of_its_templates(published: Published) -> None:
    for name in ("http.conf", "site.conf", "server.conf"):
        text = (published.nginx / "nginx" / name).read_text("utf-8")
        assert not re.search(r"{{|}}|{%|%}", text), name
        assert text.count("{") - len(re.findall(r"\{\d+,\d+\}", text)) == text.count("}") - len(re.findall(r"\{\d+,\d+\}", text))


def test_the_configuration_names_the_folder_on_the_server(published: Published, tmp_path: Path) -> None:
    succeeds(published.project, "publish", "--for", "nginx", "--on-server", "/srv/hub/", str(tmp_path / "made"))
    texts = {name: (tmp_path / "made" / "nginx" / name).read_text("utf-8") for name in ("site.conf", "server.conf")}
    assert 'root "/srv/hub/www";' in texts["site.conf"]
    assert 'include "/srv/hub/nginx/site.conf";' in texts["server.conf"]
    assert str(tmp_path) not in "".join(texts.values())


def test_what_did_not_change_keeps_its_time_and_with_it_the_readers_caches(published: Published, tmp_path: Path) -> None:
    target = Path(shutil.copytree(published.pages, tmp_path / "target"))
    for path in target.rglob("*.html"):
        os.utime(path, (1_000_000, 1_000_000))
    changed = target / "cities" / "index.html"
    changed.write_bytes(changed.read_bytes()[:-2] + b" \n")
    os.utime(changed, (1_000_000, 1_000_000))
    succeeds(published.project, "publish", "--for", "github-pages", str(target))
    assert (target / "index.html").stat().st_mtime == 1_000_000
    assert changed.stat().st_mtime > 1_000_000


# What is refused


def test_a_folder_with_something_else_in_it_is_left_alone(published: Published, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear", "utf-8")
    for target in (tmp_path, published.project.path / "site", published.project.path / "site" / "inner", tmp_path / "letter.txt"):
        assert "name a folder that is new" in fails(published.project, "publish", "--for", "nginx", str(target), status=2)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_without_a_built_site_there_is_nothing_to_publish(published: Published, tmp_path: Path) -> None:
    said = fails(published.project, "publish", "--for", "nginx", "--site", "elsewhere", str(tmp_path / "made"), status=2)
    assert "There is no built site in elsewhere; run: hub build" in " ".join(said.split())
    assert not (tmp_path / "made").exists()


def test_a_site_that_was_built_from_other_data_is_not_published(published: Published, tmp_path: Path) -> None:
    site = Path(shutil.copytree(published.project.path / "site", tmp_path / "site"))
    (site / "addresses.txt").write_text("/\n", "utf-8")
    said = fails(published.project, "publish", "--for", "nginx", "--site", str(site), str(tmp_path / "made"))
    assert "has other addresses than the data at hand" in said


def test_brotli_is_refused_where_it_is_of_no_use(published: Published, tmp_path: Path) -> None:
    said = fails(published.project, "publish", "--for", "github-pages", "--brotli", str(tmp_path / "made"), status=2)
    assert "of use to nginx only" in said


def test_a_site_that_shares_its_domain_leaves_the_root_of_the_domain_alone(tmp_path: Path) -> None:
    made = publish(tmp_path, "https://town.example/hub/", "www/hub")
    assert not list(made.pages.rglob("security.txt")) + list(made.nginx.rglob("security.txt"))
    assert not (made.pages / "CNAME").exists()
    assert [path.name for path in (made.nginx / "www").iterdir()] == ["hub"]
    assert "files are as they were published" in succeeds(made.project, "verify", str(made.nginx))


# The manifest


def test_the_manifest_lists_every_file_with_its_size_and_checksum(published: Published) -> None:
    for folder in (published.public, published.pages):
        expected = {
            path: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for path, content in files_of(folder).items()
            if path != "manifest.json"
        }
        assert manifest_of(folder)["files"] == expected


def test_the_manifest_tells_which_addresses_lead_on_and_which_are_gone(published: Published) -> None:
    manifest = manifest_of(published.pages)
    assert {code + FORMER: code + PRESENT for code in LANGUAGES}.items() <= manifest["redirects"].items()
    assert {code + MOVED for code in LANGUAGES} <= manifest["redirects"].keys()
    assert set(manifest["gone"]) == {code + REMOVED for code in LANGUAGES}


def test_publishing_again_gives_the_same_bytes(published: Published, tmp_path: Path) -> None:
    succeeds(published.project, "publish", "--for", "nginx", "--on-server", str(published.nginx), str(tmp_path / "again"))
    assert files_of(tmp_path / "again") == files_of(published.nginx)


def test_a_folder_as_it_was_published_is_found_good(published: Published) -> None:
    for place in (published.nginx, published.public, published.pages):
        assert "files are as they were published; digest " in succeeds(published.project, "verify", str(place))


def test_each_file_that_is_missing_changed_or_too_much_is_told(published: Published, copy: Path) -> None:
    (copy / "www" / "cities" / "index.html").unlink()
    change_a_byte(copy / "www" / "areas" / "index.html.gz")
    (copy / "www" / "shell.php").write_text("<?php", "utf-8")
    said = fails(published.project, "verify", str(copy)).splitlines()
    assert said[:3] == [
        "areas/index.html.gz: is not as it was published",
        "cities/index.html: is missing",
        "shell.php: does not belong to the site",
    ]
    assert said[3].startswith("3 of ")


def test_names_of_files_cannot_steer_the_terminal(published: Published, copy: Path) -> None:
    (copy / "www" / "a\x1b[2Jb").write_text("x", "utf-8")
    assert fails(published.project, "verify", str(copy)).startswith("a\\x1b[2Jb: does not belong to the site\n")


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"files": {"a": 1}, "gone": [], "redirects": {}}', b"\xff", b'{"files": [], "gone": 1, "redirects": {}}'])
def test_what_is_no_manifest_is_told_as_such(published: Published, copy: Path, content: bytes) -> None:
    (copy / "www" / "manifest.json").write_bytes(content)
    assert "There is no manifest at" in fails(published.project, "verify", str(copy))


def test_a_place_without_a_manifest_is_told_as_such(published: Published, tmp_path: Path) -> None:
    for place in (str(tmp_path), "http://127.0.0.1:9/"):
        assert "There is no manifest at" in fails(published.project, "verify", place)


# Rules by folder


def test_what_holds_for_most_files_is_said_once_and_the_rest_by_folder() -> None:
    made = rules({"index.html": "a", "a/index.html": "a", "a/b/index.html": "a", "b/index.html": "a", "c/index.html": "b", "c/d/index.html": "b", "c/e.html": None, "f/index.html": "c", "f/g/index.html": "a", "f/h/index.html": "b", "f/h/i/index.html": "b"})
    assert made.default == "a"
    assert made.exceptions == {"c/": "b", "f/index.html": "c", "f/h/": "b"}


def test_the_rules_do_not_grow_with_the_number_of_pages() -> None:
    def made_of(number: int) -> int:
        pages = {f"cities/{one}/index.html": "page" for one in range(number)} | {f"embed/city/{one}/index.html": "embed" for one in range(number // 2)}
        return len(rules({**pages, "embed/index.html": "offer"}).exceptions)

    assert made_of(10) == made_of(5000) == 2


def test_a_folder_of_which_nothing_is_said_needs_no_rule() -> None:
    assert rules({"a/index.html": None, "b/index.html": "b"}).exceptions == {}
    assert rules({}).default == ""
