"""GitHub by its REST API, as far as the hub needs it: comments and issues that are updated in place.

Source: https://docs.github.com/rest
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from knowledge_hub.forge.markdown import marked
from knowledge_hub.phrase import Phrase, phrase

API = "https://api.github.com"
BOT = "github-actions[bot]"
"""Who writes with the token of a workflow."""
PAGE = 100
MOST_PAGES = 50
SECONDS = 30
Item = Mapping[str, Any]


class ForgeError(Exception):
    """The forge refused, or could not be reached; the phrase says what was asked and why it failed."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why.key)
        self.why = why


@dataclass(frozen=True)
class GitHub:
    """One repository.

    Attributes:
        repository: Its owner and name, such as `owner/name`.
        token: Token that may do what is asked for.
        api: Address of the API, without a slash at its end.
        login: Who the token belongs to; only what they wrote is updated.
    """

    repository: str
    token: str
    api: str = API
    login: str = BOT

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> GitHub:
        """Take everything from the environment, as workflows have it.

        Raises:
            ForgeError: If something is missing.
        """
        missing = [name for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN") if not environment.get(name)]
        if missing:
            raise ForgeError(phrase("say.forge-missing", names=", ".join(missing)))
        api = environment.get("GITHUB_API_URL") or API
        login = environment.get("HUB_FORGE_LOGIN") or BOT
        return cls(environment["GITHUB_REPOSITORY"], environment["GITHUB_TOKEN"], api.rstrip("/"), login)

    def comment(self, sha: str, key: str, body: str) -> list[int]:
        """Write a comment on the open pull requests whose last commit is `sha`, or update the one written before.

        Parameters:
            sha: Id of a commit, from the forge itself; never from what a pull request has made.
            key: Names the comment, so that it is found again.
            body: Its Markdown.

        Returns:
            Numbers of the pull requests.
        """
        pulls = [int(pull["number"]) for pull in self._all("pulls", state="open") if pull["head"]["sha"] == sha]
        for number in pulls:
            before = self._written(self._all(f"issues/{number}/comments"), key)
            text = {"body": f"{marked(key)}\n{body}"}
            if before is None:
                self._ask("POST", f"issues/{number}/comments", text)
            else:
                self._ask("PATCH", f"issues/comments/{before['id']}", text)
        return pulls

    def issue(self, key: str, title: str, body: str) -> int:
        """Open an issue, or update the open one written before.

        Returns:
            Its number.
        """
        content = {"title": title, "body": f"{marked(key)}\n{body}"}
        before = self._written(self._all("issues", state="open"), key)
        if before is None:
            return int(self._ask("POST", "issues", content)["number"])
        return int(self._ask("PATCH", f"issues/{before['number']}", content)["number"])

    def close(self, key: str) -> int | None:
        """Close the open issue written before; return its number, or `None` if there is none."""
        before = self._written(self._all("issues", state="open"), key)
        if before is None:
            return None
        return int(self._ask("PATCH", f"issues/{before['number']}", {"state": "closed"})["number"])

    def _written(self, items: Iterator[Item], key: str) -> Item | None:
        """Find what was written under a key. Others may have copied its mark, and theirs is left alone."""
        own = (item for item in items if item["user"]["login"] == self.login and "pull_request" not in item)
        return next((item for item in own if str(item["body"] or "").startswith(marked(key))), None)

    def _all(self, path: str, **query: str) -> Iterator[Item]:
        for page in range(1, MOST_PAGES + 1):
            items = self._ask("GET", f"{path}?{urlencode({**query, 'per_page': PAGE, 'page': page})}")
            yield from items
            if len(items) < PAGE:
                return

    def _ask(self, method: str, path: str, content: Mapping[str, Any] | None = None) -> Any:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {self.token}",
            "User-Agent": "knowledge-hub",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        address = f"{self.api}/repos/{self.repository}/{path}"
        data = json.dumps(content).encode() if content is not None else None
        request = urllib.request.Request(address, data, headers, method=method)  # noqa: S310  # set by the operator
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as fault:
            raise ForgeError(_refused(method, path, f"{fault.code} {_reason(fault)}")) from None
        except (OSError, ValueError) as fault:
            raise ForgeError(_refused(method, path, str(fault))) from None


def _refused(method: str, path: str, why: str) -> Phrase:
    return phrase("say.forge-refused", asked=f"{method} {path}", why=why)


def _reason(fault: urllib.error.HTTPError) -> str:
    """Return what the forge says of a fault, on one line."""
    try:
        said = json.loads(fault.read(10_000)).get("message")
    except (OSError, ValueError, AttributeError):
        said = None
    return " ".join(str(said or fault.reason).split())
