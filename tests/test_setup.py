"""The morphology data is made once, whole or not at all, and only from the wheel that is known."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.text import data

OLD = b"""###DEFINES###
DEFINE pos_lex_freq
DEFINE pos_freq lex_freq
###STEMBACKOFF###
STEMBACKOFF x
"""
NEW = b"""###DEFINES###
DEFINE pos_lex_logprob
DEFINE pos_logprob lex_logprob
###TOKENIZATIONS###
TOKENIZATION d3seg atbseg d2seg d1seg d1tok d2tok atbtok d3tok
###STEMBACKOFF###
STEMBACKOFF x
"""


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small wheel of the same shape, whose checksum is the known one during the test."""
    path = tmp_path / "camel_tools-0.4.dev5-py2.py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("camel_tools/calima_star/databases/almor-msa/almor-msa-r13.db", OLD)
        archive.writestr("camel_tools/calima_star/databases/almor-msa/LICENSE", "GPL v2")
        archive.writestr("camel_tools/calima_star/databases/calima-msa-1.0.db", "another database")
    monkeypatch.setattr(data, "WHEEL_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    return path


@pytest.mark.parametrize(
    ("env", "platform", "folder"),
    [
        ({"KG_DATA": "/d", "XDG_DATA_HOME": "/x", "HOME": "/h"}, "linux", "/d"),
        ({"XDG_DATA_HOME": "/x", "HOME": "/h"}, "linux", "/x/bilateral-kg"),
        ({"HOME": "/h"}, "linux", "/h/.local/share/bilateral-kg"),
        ({"KG_DATA": "", "HOME": "/h"}, "darwin", "/h/Library/Application Support/bilateral-kg"),
        ({"LOCALAPPDATA": "/l", "USERPROFILE": "/u"}, "win32", "/l/bilateral-kg"),
    ],
)
def test_where_the_data_lives(env: dict[str, str], platform: str, folder: str) -> None:
    assert data.data_dir(env, platform=platform) == Path(folder)


def test_without_a_home_one_line_says_what_to_set() -> None:
    with pytest.raises(data.MorphologyMissing, match="set KG_DATA"):
        data.data_dir({})


def test_the_two_edits() -> None:
    assert data.convert(OLD) == NEW


def test_install(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "data"
    assert not data.is_installed(target)
    path = data.install_morphology(wheel, target)
    assert path == target / "camel_tools/data/morphology_db/calima-msa-r13/morphology.db"
    assert path.read_bytes() == NEW
    assert path.with_name("LICENSE").read_text(encoding="utf-8") == "GPL v2"
    assert data.is_installed(target)
    assert data.require(target) == path
    assert sorted(p.name for p in target.rglob("*") if p.is_file()) == [
        "LICENSE",
        "catalogue.json",
        "morphology.db",
    ]


def test_the_catalogue_names_the_database() -> None:
    listed = json.loads(data.catalogue())["components"]["MorphologyDB"]
    assert listed["datasets"][listed["default"]] == {"path": "morphology_db/calima-msa-r13"}


def test_missing_data_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(data.MorphologyMissing, match="run `kg setup`"):
        data.require(tmp_path)


def test_another_wheel_is_refused_and_changes_nothing(wheel: Path, tmp_path: Path) -> None:
    path = data.install_morphology(wheel, tmp_path / "data")
    wheel.write_bytes(wheel.read_bytes()[:-1])
    with pytest.raises(data.MorphologyMissing, match="is not the wheel"):
        data.install_morphology(wheel, tmp_path / "data")
    assert path.read_bytes() == NEW


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        data.write_whole(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["f"]
    assert path.read_bytes() == b"old"


def test_the_command_installs_a_file_placed_by_hand_once(
    kg: Callable[..., Result], wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_DATA", str(tmp_path / "data"))
    first = kg("setup", "--file", str(wheel))
    assert first.exit_code == 0, first.stderr
    assert "installed" in first.stderr
    second = kg("setup")
    assert second.exit_code == 0
    assert second.stderr == f"the morphology data is in {tmp_path / 'data'}\n"


@pytest.mark.parametrize("name", ["missing.whl", "other.whl"])
def test_the_command_refuses_in_one_line(
    kg: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("KG_DATA", str(tmp_path / "data"))
    (tmp_path / "other.whl").write_bytes(b"something else")
    result = kg("setup", "--file", name)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


def test_a_failed_download_says_how_to_do_without_network(
    kg: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_DATA", str(tmp_path / "data"))
    failed = subprocess.CompletedProcess([], 1, stdout="", stderr="ERROR: no connection\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    result = kg("setup")
    assert result.exit_code == 1
    assert "no connection" in result.stderr
    assert "kg setup --file WHEEL" in result.stderr
    assert not data.is_installed(tmp_path / "data")


def test_importing_the_commands_imports_nothing_heavy() -> None:
    heavy = "{'camel_tools', 'rdflib', 'torch', 'pyoxigraph'}"
    code = f"import sys, kg.cli.commands; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
