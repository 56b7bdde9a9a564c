"""What the README says is so: its commands exist, every verb stands in it, its example gives its output."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.commands import cli
from kg.text.data import data_dir, is_installed

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```(\w+)\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def fenced(kind: str) -> list[str]:
    return [text for name, text in FENCES if name == kind]


def commands() -> list[list[str]]:
    """Every ``kg`` command line of the README, its words, placeholders as they stand."""
    inline = re.findall(r"`(kg [^`]+)`", README)
    lines = [
        line.removeprefix("$ ")
        for kind in ("sh", "console")
        for text in fenced(kind)
        for line in text.split("\n")
    ]
    return [shlex.split(line, comments=True) for line in [*inline, *lines] if line.startswith("kg ")]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_commands_and_their_options_exist(words: list[str]) -> None:
    known = {name for p in cli.params for name in p.opts}
    verb = next((word for word in words[1:] if not word.startswith("-") and word != "…"), None)
    if verb is not None:
        assert verb in cli.commands
        known |= {name for p in cli.commands[verb].params for name in (*p.opts, *p.secondary_opts)}
    assert {word for word in words if word.startswith("-") and word != "-"} <= known


def test_every_verb_is_documented() -> None:
    rows = set(re.findall(r"^\| `kg (\w+)", README, flags=re.MULTILINE))
    assert rows == set(cli.commands)


def test_the_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake (\w+)", README):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target


def test_paths_exist() -> None:
    for path in re.findall(r"`((?:kg|tests|ontologies|seeds)/[\w./]*)`", README):
        assert (ROOT / path).exists(), path


@pytest.mark.skipif(not is_installed(data_dir(os.environ)), reason="needs the data of `kg setup`")
def test_the_example_gives_its_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("drill.txt").write_text(fenced("text")[0], encoding="utf-8")
    steps = re.split(r"^\$ kg ", fenced("console")[0], flags=re.MULTILINE)[1:]
    assert len(steps) >= 4
    for step in steps:
        line, _, expected = step.partition("\n")
        result = CliRunner().invoke(cli, shlex.split(line), prog_name="kg")
        assert result.exit_code == 0, result.stderr
        assert result.stdout == expected, line


def test_the_changelog_names_the_version_or_what_comes() -> None:
    from kg import __version__

    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in changes or f"## {__version__}" in changes


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_help_is_quick_and_loads_no_morphology() -> None:
    code = (
        "import sys; from kg.cli.commands import cli; cli(['--help'], standalone_mode=False); "
        "sys.exit(any(m.split('.')[0] in ('camel_tools', 'torch') for m in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=1.5)
