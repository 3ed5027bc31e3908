"""The command `hub`: check the data, start new records, tell what has changed, build and serve the site.

Exit status: 0 all is well, 1 problems in the data or a failed build, 2 wrong use
of the command, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

from pathlib import Path

import click

from knowledge_hub.speech import Group, Late, Option, in_language, say

COMMANDS = {
    **{name: f"{name}:{name}" for name in ("build", "check", "demo", "diff", "digest", "export", "forge", "links")},
    **{name: f"{name}:{name}" for name in ("new", "report", "serve", "translated")},
    **{name: f"editing:{name}" for name in ("fmt", "schemas")},
    **{name: f"growth:{name}" for name in ("remove", "rename")},
    **{name: f"publish:{name}" for name in ("publish", "verify")},
    "pr": "pull_request:pr",
}
"""Module of `commands/` and name in it, by the name of a command: one that only reads does not wait for the pages."""


@click.group("hub", cls=Group, commands=Late(COMMANDS), context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--project", cls=Option, type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
@in_language
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Check, extend, build and serve a knowledge hub."""
    if not (project / "mkdocs.yml").is_file():
        raise click.UsageError(say("say.no-project", folder=project.resolve()))
    context.obj = project


if __name__ == "__main__":
    main()
