"""The command `hub`, run within the test's own process."""

from __future__ import annotations

from click.testing import CliRunner, Result
from conftest import TODAY, Project
from knowledge_hub.cli import main


def hub(project: Project, *arguments: str, **environment: str) -> Result:
    """Run `hub` in a project; what it raises is raised here."""
    settings = {"SOURCE_DATE_EPOCH": TODAY, "HUB_CACHE": str(project.path / "build" / "cache"), **environment}
    command = ["--project", str(project.path), *arguments]
    return CliRunner(env=settings).invoke(main, command, catch_exceptions=False)


def done(project: Project, *arguments: str, **environment: str) -> Result:
    """Run `hub` in a project, which has to succeed."""
    result = hub(project, *arguments, **environment)
    assert result.exit_code == 0, result.output
    return result


def refused(project: Project, *arguments: str, **environment: str) -> str:
    """Run `hub` in a project, which has to fail; return what it says."""
    result = hub(project, *arguments, **environment)
    assert result.exit_code == 1, result.output
    return result.output
