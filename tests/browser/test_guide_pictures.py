"""Pictures of the guide that are cheap to bring onto the screen still say what the site says today.

Those of the forms are compared without a browser, see `tests/test_guide.py`: what they say comes from the model.
"""

from __future__ import annotations

import json

import pytest
from guide_pictures import LANGUAGES, NOTED, PICTURES, said, scene
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_picture_says_is_what_its_page_says_now(browser: Browser, at_root: str, language: str) -> None:
    noted = json.loads(NOTED.read_text("utf-8"))
    with scene(browser, at_root, language) as shown:
        for name in ("edit-link", "figure", "level", "to-do", "sign-in"):
            shot = PICTURES[name](shown)
            assert said(shot) == noted[f"{language}/{name}"], f"run: make pictures PICTURES={name}"
            assert all(item.is_visible() for item in [*shot.shown, *shot.marked])
