"""The morphology data of the user: where it lives and how it is made from a published wheel.

The database (Almor MSA r13, GPL v2) is not part of this project. It is taken out of an old wheel of
camel-tools, fetched from the package index by ``kg setup``, adapted to the current camel-tools by two
edits, and kept in the user's data folder::

    <data folder>/camel_tools/catalogue.json
    <data folder>/camel_tools/data/morphology_db/calima-msa-r13/morphology.db
    <data folder>/camel_tools/data/morphology_db/calima-msa-r13/LICENSE

so that ``CAMELTOOLS_DATA=<data folder>/camel_tools`` makes camel-tools find it. The catalogue is our own:
without one, camel-tools would try to download its own at import.

Everything here is a function of its arguments; the environment and the network belong to ``kg.cli``.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from kg.model import KgError

REQUIREMENT = "camel-tools==0.4.dev5"
"""The release whose wheel carries the database; yanked from the index, still served."""
WHEEL_SHA256 = "f1dbb2854daaadac42c6d2a9e623bd6bd5c2ce10aa3c71c0be3a19edab900210"
DATABASE_NAME = "calima-msa-r13"

_MEMBERS = "camel_tools/calima_star/databases/almor-msa/"
_DATABASE_MEMBER = _MEMBERS + "almor-msa-r13.db"
_LICENSE_MEMBER = _MEMBERS + "LICENSE"
# The feature names changed between the releases; the longest name first, it contains another.
_RENAMES = (
    (b"pos_lex_freq", b"pos_lex_logprob"),
    (b"pos_freq", b"pos_logprob"),
    (b"lex_freq", b"lex_logprob"),
)
_TOKENIZATIONS = b"###TOKENIZATIONS###\nTOKENIZATION d3seg atbseg d2seg d1seg d1tok d2tok atbtok d3tok\n"
_BACKOFF = b"###STEMBACKOFF###"
_COMPONENTS = (
    "DisambigMLE",
    "DisambigBertUnfactored",
    "NamedEntityRecognition",
    "SentimentAnalysis",
    "DialectID",
)


class MorphologyMissing(KgError):
    """The morphology data is absent, or what was given to make it from is not what is needed."""


def data_dir(env: Mapping[str, str], *, platform: str = sys.platform) -> Path:
    """The user's data folder: ``KG_DATA``, else ``XDG_DATA_HOME``, else the custom of the platform.

    Raises MorphologyMissing when ``env`` names no home folder either.
    """
    if env.get("KG_DATA"):
        return Path(env["KG_DATA"])
    if env.get("XDG_DATA_HOME"):
        return Path(env["XDG_DATA_HOME"]) / "bilateral-kg"
    if platform == "win32" and env.get("LOCALAPPDATA"):
        return Path(env["LOCALAPPDATA"]) / "bilateral-kg"
    home = env.get("HOME") or env.get("USERPROFILE")
    if not home:
        raise MorphologyMissing("no home folder is known: set KG_DATA to a folder for the morphology data")
    custom = Path("Library/Application Support") if platform == "darwin" else Path(".local/share")
    return Path(home) / custom / "bilateral-kg"


def camel_dir(data: Path) -> Path:
    """What ``CAMELTOOLS_DATA`` must be for camel-tools to find the data below ``data``."""
    return data / "camel_tools"


def database_path(data: Path) -> Path:
    """Where the database lies below the data folder (it need not exist)."""
    return camel_dir(data) / "data" / "morphology_db" / DATABASE_NAME / "morphology.db"


def is_installed(data: Path) -> bool:
    """True when both the database and the catalogue are there; both are written whole or not at all."""
    return database_path(data).is_file() and (camel_dir(data) / "catalogue.json").is_file()


def require(data: Path) -> Path:
    """The path of the database; MorphologyMissing, with what to do, when it is not installed."""
    if not is_installed(data):
        raise MorphologyMissing(f"no morphology data in {data}: run `kg setup`")
    return database_path(data)


def install_morphology(source: Path, target: Path) -> Path:
    """Make the database below ``target`` (a data folder) from the wheel ``source``; returns its path.

    Raises MorphologyMissing when the wheel cannot be read or is not the one whose checksum is known, or
    when the folder cannot be written. Files that stood there are replaced only by complete ones.
    """
    check_wheel(source)
    with zipfile.ZipFile(source) as wheel:
        database = convert(wheel.read(_DATABASE_MEMBER))
        license_text = wheel.read(_LICENSE_MEMBER)
    path = database_path(target)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path.with_name("LICENSE"), license_text)
        write_whole(camel_dir(target) / "catalogue.json", catalogue())
        write_whole(path, database)
    except OSError as error:
        raise MorphologyMissing(
            f"cannot write the morphology data to {target}: {error.strerror or error}; "
            "set KG_DATA to a folder that can be written"
        ) from error
    return path


def check_wheel(source: Path) -> None:
    """Raise MorphologyMissing unless ``source`` is, byte for byte, the wheel with the database."""
    try:
        with source.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise MorphologyMissing(f"cannot read {source}: {error.strerror or error}") from error
    if found != WHEEL_SHA256:
        raise MorphologyMissing(
            f"{source} is not the wheel of {REQUIREMENT} (sha256 {found[:12]}…, expected "
            f"{WHEEL_SHA256[:12]}…): download it again"
        )


def convert(database: bytes) -> bytes:
    """The two edits that let camel-tools 1.6 read a database made for 0.4."""
    for old, new in _RENAMES:
        database = database.replace(old, new)
    return database.replace(_BACKOFF, _TOKENIZATIONS + _BACKOFF, 1)


def catalogue() -> bytes:
    """The catalogue file that camel-tools 1.6 wants at import: one real data set, the rest by name."""
    path = PurePosixPath("morphology_db") / DATABASE_NAME
    components = {
        "MorphologyDB": {"default": DATABASE_NAME, "datasets": {DATABASE_NAME: {"path": str(path)}}}
    }
    for name in _COMPONENTS:
        components[name] = {"default": "none", "datasets": {"none": {"path": "none"}}}
    document = {"version": "1.6", "packages": {}, "components": components}
    return json.dumps(document, indent=1, sort_keys=True).encode("ascii") + b"\n"


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` so that ``path`` holds all of it or what it held before."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)  # mkstemp gives 0600: a shared folder is read by others
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
