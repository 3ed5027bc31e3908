"""Take the pictures of the editors' guide from the real thing, in each language: the built site and its forms.

Usage: make pictures. The pictures are docs/assets/guide/<language>/<name>.webp, and their sizes are written into
the pages that show them. What a picture says in words of the interface is noted in tests/guide_pictures.json:
when those words change, the picture is old, and a test tells so. What it shows of the data is an example. It may
change without making the picture untrue, or else each editor's change would have to bring new pictures with it.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "browser"))

from browser_path import chromium
from conftest import ROOT, TODAY, Project, copy_project, serve
from form_editor import choose, choose_folder, field, open_forms, save_button, write
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect, sync_playwright
from visitor import interface

TARGET = ROOT / "docs" / "assets" / "guide"
NOTED = ROOT / "tests" / "guide_pictures.json"
WIDTH, TALL, SCALE, MARGIN = 820, 9000, 1.5, 12
"""Window and enlargement of the pictures; room around what is shown, in CSS pixels."""
QUALITY = 82
LANGUAGES = ("fi", "en")
LOCALES = {"fi": "fi-FI", "en": "en-US"}
"""What the reader's browser asks for; the form editor offers its own British words to those who ask for them."""
REPOSITORY = "https://github.com/akkukemia/akkukemia"
"""Stands for the repository, until the settings of the site name one."""
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<file>[^)]+)\)(?P<size>\{[^}]*\})?")
_RING = "element => { element.style.outline = '3px solid #c01f45'; element.style.outlineOffset = '3px'; }"
CITY, AREA = "pori", "recycling"


@dataclass(frozen=True)
class Scene:
    """A browser's window with the site in a language.

    Attributes:
        page: The window.
        root: Address of the site.
        language: Its language.
    """

    page: Page
    root: str
    language: str

    def visit(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(f"{self.root}{'' if self.language == LANGUAGES[0] else f'{self.language}/'}{path}")

    def form(self, path: str, height: int = TALL) -> None:
        """Open a form with the files of the project in it."""
        self.page.set_viewport_size({"width": WIDTH, "height": height})
        open_forms(self.page, self.root, self.language)
        choose_folder(self.page, self.language, FILES)
        self.page.evaluate("(path) => { location.hash = path; }", f"#/collections/{path}")

    def say(self, key: str) -> str:
        """Words of the interface."""
        return interface(self.language, key)


@dataclass(frozen=True)
class Shot:
    """What of a window is photographed.

    Attributes:
        shown: What is in the picture; all of the window if nothing is named.
        marked: What gets a ring.
        words: What of it belongs to the interface, and not to the data.
    """

    shown: Sequence[Locator]
    marked: Sequence[Locator]
    words: Sequence[Locator]


FILES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "data").rglob("*.yml")}
_LABELS = "header h4, p.hint"
"""Names of fields and what is said of them, in a form."""


def edit_link(scene: Scene) -> Shot:
    """The end of a city's page, where editing begins."""
    scene.visit(f"cities/{CITY}/")
    foot = scene.page.locator("footer.kh-foot")
    return Shot([foot], [foot.locator("a.kh-edit")], [foot.locator("a")])


def level(scene: Scene) -> Shot:
    """A level on a city's page, with its reason."""
    scene.visit(f"cities/{CITY}/")
    shown = scene.page.locator(f"#strength-{AREA}")
    return Shot([shown], [shown.locator(".kh-level")], [shown.locator(".kh-level")])


def figure(scene: Scene) -> Shot:
    """Figures on a city's page, each with its date and source."""
    scene.visit(f"cities/{CITY}/")
    first, last = (scene.page.locator(".kh-figures").first.locator(".kh-figure").nth(place) for place in (0, 1))
    return Shot([first, last], [first.locator(".kh-figure__source")], [scene.page.locator("#figures")])


def to_do(scene: Scene) -> Shot:
    """A city's part of the to-do list."""
    scene.visit("editors/report/")
    head = scene.page.locator(f"#city-{CITY}")
    tasks = head.locator("xpath=following::ol[1]")
    return Shot([head, tasks.locator("> li").nth(1)], [tasks.locator(".kh-spots a").first], [scene.page.locator("h1"), head.locator("xpath=following::p[1]")])


def sign_in(scene: Scene) -> Shot:
    """The door to the forms."""
    scene.page.set_viewport_size({"width": WIDTH, "height": 560})
    open_forms(scene.page, scene.root, scene.language)
    buttons = scene.page.locator("#nc-root").get_by_role("button")
    return Shot([], [buttons.last], [scene.page.locator("header.notice p").last, buttons])


def records(scene: Scene) -> Shot:
    """The list of all cities in the forms."""
    scene.form("cities", 620)
    row = scene.page.get_by_role("row").filter(has_text=CITY.title())
    expect(row).to_be_visible()
    scene.page.mouse.move(0, 0)  # or the row below it would be lit up
    return Shot([], [row], [scene.page.get_by_role("button").filter(has_text=re.compile(r"\w{3}"))])


def texts(scene: Scene) -> Shot:
    """A text in a form, with its languages side by side."""
    scene.form(f"cities/entries/{CITY}")
    shown = field(scene.page, "summary")
    return Shot([shown], [], [shown.locator(_LABELS)])


def number(scene: Scene) -> Shot:
    """A figure in a form: number, unit and date."""
    scene.form(f"cities/entries/{CITY}")
    figures = field(scene.page, "figures")
    figures.get_by_role("button", name={"fi": "Näytä", "en": "Expand"}[scene.language], exact=True).first.click()
    first, last = field(scene.page, "figures.0.value"), field(scene.page, "figures.0.seen")
    expect(last).to_be_visible()
    return Shot([first, last], [first.locator("input")], [first.locator(_LABELS), last.locator(_LABELS)])


def event(scene: Scene) -> Shot:
    """The form of a new event, begun."""
    scene.form("events/new", 840)
    write(scene.page, "title.fi", "Akkujen kierrätyspäivä")
    write(scene.page, "title.en", "Battery recycling day")
    choose(scene.page, "kind", {"fi": "seminaari", "en": "seminar"}[scene.language])
    save = save_button(scene.page, scene.language)
    return Shot([], [save], [field(scene.page, name).locator(_LABELS) for name in ("title", "kind")])


def missing(scene: Scene) -> Shot:
    """What a form says when something is missing."""
    scene.form("events/new", 700)
    save_button(scene.page, scene.language).click()
    errors = field(scene.page, "title").get_by_role("alert")
    return Shot([], [], [field(scene.page, "title").locator(_LABELS), errors.first])


PICTURES: dict[str, Callable[[Scene], Shot]] = {
    "edit-link": edit_link,
    "event": event,
    "figure": figure,
    "level": level,
    "missing": missing,
    "number": number,
    "records": records,
    "sign-in": sign_in,
    "texts": texts,
    "to-do": to_do,
}
"""Every picture of the guide: the name of its file, and what brings it onto the screen."""


@contextmanager
def scene(browser: Browser, root: str, language: str) -> Iterator[Scene]:
    """Open a window on the day of the build, in a light scheme."""
    context = browser.new_context(
        bypass_csp=True,  # or no ring could be drawn
        color_scheme="light",
        device_scale_factor=SCALE,
        locale=LOCALES[language],
        reduced_motion="reduce",
        viewport={"width": WIDTH, "height": 900},
    )
    context.clock.set_fixed_time(datetime.fromtimestamp(int(TODAY), UTC))
    yield Scene(context.new_page(), root, language)
    context.close()


def said(shot: Shot) -> list[str]:
    """Return the words of the interface in a picture."""
    texts = [text for words in shot.words for text in words.all_inner_texts()]
    return [" ".join(text.split()) for text in texts if text.strip()]


def take(shot: Shot, page: Page, file: Path) -> list[str]:
    """Take a picture; return what it says."""
    words = said(shot)
    page.evaluate("document.fonts.ready")
    for marked in shot.marked:
        marked.evaluate(_RING)
    taken = page.screenshot(clip=_around(shot.shown, page), full_page=True) if shot.shown else page.screenshot()
    file.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(taken)) as image:
        image.convert("RGB").save(file, "WEBP", quality=QUALITY, method=6)
    return words


def _around(shown: Sequence[Locator], page: Page) -> FloatRect:
    """Return the part of a page that holds some elements."""
    boxes = [box for item in shown if (box := item.bounding_box())]
    assert len(boxes) == len(shown), f"something cannot be seen on {page.url}"
    scrolled = float(page.evaluate("scrollY"))
    left = max(min(box["x"] for box in boxes) - MARGIN, 0)
    top = min(box["y"] for box in boxes) + scrolled - MARGIN
    right = min(max(box["x"] + box["width"] for box in boxes) + MARGIN, WIDTH)
    bottom = max(box["y"] + box["height"] for box in boxes) + scrolled + MARGIN
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def file_of(name: str, language: str) -> Path:
    """Return the file of a picture."""
    return TARGET / language / f"{name}.webp"


def guide_pages() -> list[Path]:
    """Return the pages of the guide."""
    return [*sorted((ROOT / "docs").glob("guide.*.md")), *sorted((ROOT / "docs" / "guide").glob("*.md"))]


def images_of(page: Path) -> Iterator[re.Match[str]]:
    """Find the pictures of a page: `alt`, `file` as it is written, and `size`."""
    return _IMAGE.finditer(page.read_text("utf-8"))


def size_of(file: Path) -> str:
    """Return what tells the browser how large a picture is, before it is there."""
    with Image.open(file) as image:
        width, height = (round(side / SCALE) for side in image.size)
    return f'{{ width="{width}" height="{height}" loading="lazy" }}'


def with_sizes(page: Path) -> str:
    """Return the text of a page with the size of each picture."""

    def sized(image: re.Match[str]) -> str:
        return f"![{image['alt']}]({image['file']}){size_of(page.parent / image['file'])}"

    return _IMAGE.sub(sized, page.read_text("utf-8"))


def _built(project: Project, site: Path) -> Path:
    done = project.hub("build", "--into", str(site), REPOSITORY_URL=REPOSITORY)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def main() -> int:
    """Build the site, take the pictures, note what they say and how large they are."""
    path, wanted = chromium(), set(sys.argv[1:]) or set(PICTURES)
    if path is None:
        print("There is no Chromium; see tests/set_up_browser.py", file=sys.stderr)
        return 1
    noted = json.loads(NOTED.read_text("utf-8")) if NOTED.exists() else {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = copy_project(Path(folder, "project"))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for root in serve(_built(project, Path(folder, "site"))):
            for language in LANGUAGES:
                for name in sorted(wanted):
                    with scene(browser, root, language) as shown:
                        noted[f"{language}/{name}"] = take(PICTURES[name](shown), shown.page, file_of(name, language))
        browser.close()
    NOTED.write_text(json.dumps(noted, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    for page in guide_pages():
        page.write_text(with_sizes(page), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
