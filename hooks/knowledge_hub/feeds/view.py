"""A view whose links lead there from anywhere."""

from __future__ import annotations

from dataclasses import dataclass, fields

from knowledge_hub.pages.view import View


@dataclass
class AbsoluteView(View):
    """A view for what is read away from the site.

    Attributes:
        site_url: Absolute address of the site's root, with a slash at its end.
    """

    site_url: str = ""

    def page(self, path: str) -> str:
        """Return the absolute address of a page by its path."""
        return self.site_url + self.addresses.page(path, self.language).url

    def file(self, path: str) -> str:
        """Return the absolute address of a file below the site's root."""
        return self.site_url + path


def absolute(view: View, site_url: str) -> AbsoluteView:
    """Make a view like another, with absolute links."""
    return AbsoluteView(**{field.name: getattr(view, field.name) for field in fields(view)}, site_url=site_url)
