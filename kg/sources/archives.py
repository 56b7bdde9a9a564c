"""zip, tar and gzip: their members one after another, read in memory and never written to disk."""

from __future__ import annotations

import io
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from kg.sources.options import BadArticle, Limits
from kg.sources.streams import Blob, Expanding, buffered, gunzipped, key_of

Members = Iterator[Blob | BadArticle]
_IN_MEMORY = 16 << 20


def unzipped(blob: Blob, limits: Limits) -> Members:
    """The files of a zip archive in the order of its directory."""
    try:
        archive = zipfile.ZipFile(seekable(blob, limits))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield BadArticle(f"{blob.name}: not a zip archive that can be read: {error}")
        return
    with archive:
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if len(infos) > limits.members:
            yield BadArticle(f"{blob.name}: more than {limits.members} members: not read")
            return
        for info in infos:
            yield _zip_member(blob, archive, info, limits)


def _zip_member(
    blob: Blob, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits
) -> Blob | BadArticle:
    name = f"{blob.name}!{info.filename}"
    if (key := _key(blob.key, info.filename)) is None:
        return BadArticle(f"{name}: a path that leaves the archive: not read")
    if info.flag_bits & 0x1:
        return BadArticle(f"{name}: encrypted: not read")
    try:
        inner = cast(BinaryIO, archive.open(info))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        return BadArticle(f"{name}: cannot be read: {error}")
    stream = Expanding(cast(BinaryIO, _Forgiving(inner)), lambda: info.compress_size, name, limits)
    return Blob(name=name, key=key, stream=cast(BinaryIO, io.BufferedReader(stream)))


class _Forgiving(io.RawIOBase):
    """A member whose faults are those of a broken stream: OSError."""

    def __init__(self, inner: BinaryIO) -> None:
        super().__init__()
        self._inner = inner

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes."""
        try:
            return self._inner.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise OSError(str(error)) from error


def untarred(blob: Blob, limits: Limits) -> Members:
    """The regular files of a plain tar archive, streaming; links and devices are not followed."""
    try:
        archive = tarfile.TarFile.open(fileobj=blob.stream, mode="r|", errorlevel=0)
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        yield BadArticle(f"{blob.name}: not a tar archive that can be read: {error}")
        return
    with archive:
        count = 0
        while True:
            try:
                info = archive.next()
            except BadArticle as error:
                yield error
                return
            except (tarfile.TarError, OSError, EOFError, ValueError) as error:
                yield BadArticle(f"{blob.name}: broken tar archive: {error}")
                return
            if info is None:
                return
            count += 1
            if count > limits.members:
                yield BadArticle(f"{blob.name}: more than {limits.members} members: the rest is not read")
                return
            found = _tar_member(blob, archive, info)
            if found is not None:
                yield found
            # A stream is read once, and tarfile would keep a note of every member.
            archive.members.clear()  # type: ignore[attr-defined]


def _tar_member(blob: Blob, archive: tarfile.TarFile, info: tarfile.TarInfo) -> Blob | BadArticle | None:
    name = f"{blob.name}!{info.name}"
    if info.isdir():
        return None
    if not info.isreg() or info.issparse():
        return BadArticle(f"{name}: a link, a device or a file with holes: not read")
    key = _key(blob.key, info.name)
    if key is None:
        return BadArticle(f"{name}: a path that leaves the archive: not read")
    return Blob(name=name, key=key, stream=buffered(cast(BinaryIO, archive.extractfile(info))))


def ungzipped(blob: Blob, limits: Limits) -> Blob:
    """The one file within a gzip file; its faults show while it is read."""
    name = blob.name.removesuffix(".gz")
    return Blob(
        name=name if name != blob.name else f"{blob.name}!",
        key=blob.key,
        stream=gunzipped(blob.stream, blob.name, limits),
        path=blob.path,
    )


def seekable(blob: Blob, limits: Limits) -> BinaryIO:
    """A stream of the blob's bytes that can be read from anywhere: itself, or a temporary copy.

    Raises BadArticle when the copy would be longer than ``limits.file``.
    """
    if blob.path is not None and blob.stream.seekable():
        return blob.stream
    copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the reader of it closes it
    size = 0
    while chunk := blob.stream.read(1 << 20):
        size += len(chunk)
        if size > limits.file:
            copy.close()
            raise BadArticle(f"{blob.name}: longer than {limits.file >> 20} MB: not read")
        copy.write(chunk)
    copy.seek(0)
    return cast(BinaryIO, copy)


def _key(archive: str, member: str) -> str | None:
    """The key of a member; None when its path is absolute or climbs out."""
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return None
    return f"{archive}/{key_of(path)}"
