"""The process behind the server that has the store open: it can be ended when a query does not end.

It reads pickled tasks ``(function, arguments)`` from standard input, calls ``function(view, *arguments)``
and writes back a pickled ``(True, value)``, or ``(False, words)`` for a KgError, each after its length; a
first ``(True, None)`` says that it is ready.
Any other error ends the process with a traceback on standard error; the pool then starts another one.
"""

from __future__ import annotations

import os
import pickle
import queue
import struct
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from kg.model import KgError
from kg.serve.following import Following

LENGTH = struct.Struct(">Q")
Task = tuple[Callable[..., Any], tuple[Any, ...]]


def main(path: str, memory: int) -> None:
    """Serve tasks over the store at ``path`` until standard input ends; with at most ``memory`` MiB."""
    _limit(memory)
    replies = os.fdopen(os.dup(1), "wb")
    # Whatever prints, prints to the log of the server and not between two replies.
    os.dup2(2, 1)
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    store = Following(path)
    send(replies, (True, None))
    while True:
        function, arguments = tasks.get()
        send(replies, _done(store, function, arguments))


def _done(store: Following, function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(store.view(), *arguments)
    except (KgError, OSError) as error:
        return False, " ".join(str(error).split())


def send(stream: BinaryIO, value: object) -> None:
    """One pickled value after its length."""
    data = pickle.dumps(value, protocol=5)
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _listen(stream: BinaryIO, tasks: queue.SimpleQueue[Task]) -> None:
    """Hand on tasks; when the server is gone, leave, even in the middle of a query."""
    while True:
        head = stream.read(LENGTH.size)
        if len(head) < LENGTH.size:
            os._exit(0)
        tasks.put(pickle.loads(stream.read(*LENGTH.unpack(head))))


def _limit(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
        # An allocation that fails aborts the process; that is foreseen and worth no core file.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
