"""A strict reader of HTML: finds what a browser would silently repair.

Source: HTML Living Standard, 13.1.2 (elements) and 4.x (content models); only what the site uses.
"""

from __future__ import annotations

from html.entities import html5
from html.parser import HTMLParser


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _tags("area base br col embed hr img input link meta source track wbr")
CLOSES_P = _tags(
    "address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr main menu nav ol p pre search section table ul"
)
"""Elements whose start tag ends an open paragraph."""
PHRASING_ONLY = _tags("p h1 h2 h3 h4 h5 h6 span strong em b i small cite code abbr time label button")
"""Elements that hold words and inline elements only."""
INTERACTIVE = _tags("a button details input label select textarea")
PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "caption": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "tr": {"thead", "tbody", "tfoot"},
    "th": {"tr"},
    "td": {"tr"},
    "summary": {"details"},
    "figcaption": {"figure"},
    "option": {"select", "optgroup", "datalist"},
}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"th", "td"},
}
"""Elements that hold nothing but these, and no words."""


def faults_in(html: str) -> list[str]:
    """Return every fault in a page, with its line."""
    checker = _Checker()
    checker.feed(html)
    checker.close()
    checker.end()
    return checker.faults


class _Checker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[str] = []
        self._open: list[str] = []
        self._doctypes = 0

    def end(self) -> None:
        for tag in self._open:
            self._fault(f"<{tag}> is never closed")
        if self._doctypes != 1:
            self._fault("there is no doctype, or more than one")

    def handle_decl(self, decl: str) -> None:
        self._doctypes += 1
        if decl.lower() != "doctype html" or self._open:
            self._fault(f"<!{decl}> is not the doctype of HTML")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check_place(tag)
        self._check_attributes(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and "svg" not in self._open and tag != "svg":
            self._fault(f"<{tag}/> is not closed by its slash")
        self._check_place(tag)
        self._check_attributes(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self._fault(f"</{tag}>: this element has no end tag")
        elif not self._open or self._open[-1] != tag:
            expected = f"</{self._open[-1]}>" if self._open else "none"
            self._fault(f"</{tag}> where {expected} should be")
            if tag in self._open:
                while self._open.pop() != tag:
                    pass
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        parent = self._open[-1] if self._open else None
        if data.strip() and (parent is None or parent in CHILDREN):
            self._fault(
                f"there are words directly in {f'<{parent}>' if parent else 'no element'}: {data.strip()[:40]!r}"
            )
        if self._open and self._open[-1] not in ("script", "style") and ("<" in data or "&" in data):
            self._fault(f"a bare < or & in {data.strip()[:40]!r}")

    def handle_entityref(self, name: str) -> None:
        if f"{name};" not in html5:
            self._fault(f"&{name} is no character reference")

    def handle_charref(self, name: str) -> None:
        if name.lower() in ("0", "x0"):
            self._fault(f"&#{name}; is no character")

    def handle_pi(self, data: str) -> None:
        self._fault(f"<?{data[:20]} is not HTML")

    def unknown_decl(self, data: str) -> None:
        self._fault(f"<![{data[:20]} is not HTML")

    def _check_place(self, tag: str) -> None:
        parent = self._open[-1] if self._open else None
        if "svg" in self._open:
            return
        if parent not in PARENTS.get(tag, {parent}) or tag not in CHILDREN.get(str(parent), {tag}):
            self._fault(f"<{tag}> within <{parent}>")
        if tag in CLOSES_P:
            for holder in PHRASING_ONLY.intersection(self._open):
                self._fault(f"<{tag}> within <{holder}>")
        outer = {"a", "button"}.intersection(self._open) if tag in INTERACTIVE else None
        if outer:
            self._fault(f"<{tag}> within <{outer.pop()}>")

    def _check_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        for name in {name for name in names if names.count(name) > 1}:
            self._fault(f"<{tag}> has {name} twice")
        for name in names:
            if not name.replace("-", "").replace("_", "").replace(":", "").isalnum():
                self._fault(f"<{tag}> has an attribute named {name}")
        for name, value in attrs:
            if name in ("id", "for", "aria-labelledby") and (not value or (name == "id" and set(value) & set(" \t\n"))):
                self._fault(f"<{tag}> has an empty or divided {name}")

    def _fault(self, what: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {what}")
