"""New records: complete, explained and valid files made from the model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from knowledge_hub.load import COLLECTIONS
from knowledge_hub.model.base import ID_PATTERN
from knowledge_hub.model.fields import writing_order
from knowledge_hub.scaffold import KINDS, Question, identifier, questions, render
from knowledge_hub.validate import RECORDS
from knowledge_hub.yaml_text import parse
from small_hub import ICONS, TODAY, hub_after, minimal_hub, problems_after, write

LANGUAGES = ("fi", "en")
HUB = minimal_hub()
FOLDERS = {kind: folder for folder, kind in COLLECTIONS.items()}
VALUES = {"location.latitude": "60.17", "location.longitude": "24.94", "order": "7", "website": "https://new.example", "start": "2026-12-01"}
"""Answers for what is neither text nor id."""


def answer(question: Question) -> str:
    """Answer as an editor would."""
    if question.vocabulary == "icon":
        return min(ICONS)
    if question.vocabulary is not None:
        known = HUB.vocabularies.get(question.vocabulary) or HUB.collection(question.vocabulary)
        return ", ".join(list(known)[: 2 if question.many else 1])
    return VALUES.get(question.key) or f"Words: {question.key!r} #1"


def answers(kind: str) -> dict[str, str]:
    """Answer every question about a record."""
    return {question.key: answer(question) for question in questions(kind, LANGUAGES)}


def content_of(text: str) -> Mapping[str, object]:
    """Read what was written, which has to be valid YAML."""
    root, problems = parse(text, "new.yml")
    assert not problems, [str(problem) for problem in problems]
    plain = root.plain() if root else None
    assert isinstance(plain, dict)
    return plain


def uncommented(kind: str, text: str) -> str:
    """Take the sign of a comment away from every example, as an editor does who needs them all."""
    about = {line for info in RECORDS[kind].model_fields.values() for line in (info.description or "").splitlines()}
    _, *lines = text.splitlines()
    return "\n".join(line.removeprefix("# ") for line in lines if line.removeprefix("# ") not in about)


def fields_of(kind: str) -> list[str]:
    """Return the keys of a record's file, in the order of its form."""
    return [name for name in writing_order(RECORDS[kind]) if name != "id"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_without_answers_is_valid_yaml_with_every_needed_key(kind: str) -> None:
    written = content_of(render(kind, {}, LANGUAGES, TODAY))
    needed = [name for name in fields_of(kind) if RECORDS[kind].model_fields[name].is_required()]
    assert list(written) == needed


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_model_is_there_with_its_explanation(kind: str) -> None:
    text = render(kind, {}, LANGUAGES, TODAY)
    places = []
    for name in fields_of(kind):
        about = RECORDS[kind].model_fields[name].description
        assert about, f"{name} of {kind} has no explanation"
        found = re.search(rf"^# {re.escape(about)}\n(?:# )?{name}:", text, re.MULTILINE)
        assert found, f"{name} is missing"
        places.append(found.start())
    assert places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_optional_fields_are_valid_yaml_too(kind: str) -> None:
    written = content_of(uncommented(kind, render(kind, {}, LANGUAGES, TODAY)))
    assert list(written) == fields_of(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_with_every_answer_is_valid(kind: str, tmp_path: Path) -> None:
    hub = hub_after(tmp_path, write(f"{FOLDERS[kind]}/new.yml", render(kind, answers(kind), LANGUAGES, TODAY)))
    record = hub.collection(kind)["new"]
    assert (record.date if kind == "note" else record.checked) == TODAY


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_not_answered_is_reported_by_the_check(kind: str, tmp_path: Path) -> None:
    problems = problems_after(tmp_path, write(f"{FOLDERS[kind]}/new.yml", render(kind, {}, LANGUAGES, TODAY)))
    assert {problem.path for problem in problems} == {f"data/{FOLDERS[kind]}/new.yml"}
    assert {problem.code for problem in problems} <= {"HUB024", "HUB027", "HUB062"}


@pytest.mark.parametrize("kind", KINDS)
def test_questions_ask_for_texts_in_each_language_and_for_ids_by_their_kind(kind: str) -> None:
    asked = questions(kind, LANGUAGES)
    assert len({question.key for question in asked}) == len(asked)
    for question in asked:
        assert question.about
        name, _, part = question.key.partition(".")
        assert name in RECORDS[kind].model_fields
        assert part in ("", *LANGUAGES, "latitude", "longitude")
        assert question.vocabulary is None or question.vocabulary in {*HUB.vocabularies, *RECORDS, "icon"}


def test_optional_values_can_be_given_too(tmp_path: Path) -> None:
    more = {"city": "ranta", "short_name": "2030", "member_of": "korpi-works, ranta-university", "municipality.fi": "Salo", "municipality.en": "Salo"}
    text = render("organisation", {**answers("organisation"), **more}, LANGUAGES, TODAY)
    record = hub_after(tmp_path, write("organisations/new.yml", text)).organisations["new"]
    assert (record.city, record.short_name, record.member_of) == ("ranta", "2030", ("korpi-works", "ranta-university"))
    assert record.municipality is not None
    assert record.municipality["en"] == "Salo"


TEXTS = st.text(min_size=1, max_size=40).map(str.strip).filter(lambda text: text != "" and text.isprintable())


@given(text=TEXTS | st.sampled_from(["no", "12:30", "0123", "a: b", "- a", "#1", '"a"', "'", "{a}", "*a*", "&a", "~", "7", "2026-05-14", "\\n"]))
@settings(deadline=None)
def test_a_text_is_read_back_as_it_was_given(text: str) -> None:
    written = content_of(render("organisation", {"name.fi": text, "short_name": text}, LANGUAGES, TODAY))
    assert written["name"] == {"fi": text, "en": None}
    assert written["short_name"] == text


@pytest.mark.parametrize(
    ("kind", "given_names", "id"),
    [
        ("organisation", {"name.fi": "Korven Satama Oy", "name.en": "Port of Korpi"}, "port-of-korpi"),
        ("organisation", {"name.fi": "Korven Satama Oy"}, "korven-satama-oy"),
        ("event", {"title.en": "Battery Day 2026"}, "battery-day-2026"),
        ("city", {"name.en": "Ακρόπολις", "name.fi": "Akropolis"}, "akropolis"),
        ("project", {}, "new-project"),
    ],
)
def test_an_id_is_suggested_from_the_english_name_first(kind: str, given_names: dict[str, str], id: str) -> None:
    assert identifier(kind, RECORDS[kind], given_names, LANGUAGES) == id
    assert ID_PATTERN.fullmatch(id)
