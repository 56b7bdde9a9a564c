"""Worker processes that answer over the store, with a time-out that ends the work itself."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kg.model import KgError
from kg.serve.worker import LENGTH

_QUICK = 1.0
"""Seconds after which a query counts as long."""
_NICE = 10


class Unanswered(KgError):
    """The work was given up: it took too long or too much, or there was no worker for it."""


class Overloaded(Unanswered):
    """No worker came free in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may cost."""

    timeout: float = 30.0
    """Seconds that a query may run, and seconds that it may wait for a worker."""
    result: int = 64 << 20
    """Bytes of an answer."""
    memory: int = 4096
    """MiB of address space of a worker; the database alone wants some 500."""
    workers: int = 4
    """Worker processes: as many queries run at once."""
    waiting: int = 200
    """Requests that may wait for a worker."""


class Pool:
    """Workers over one store; ``await pool.call(function, *arguments)`` from any request."""

    def __init__(self, path: str, limits: Limits) -> None:
        """Nothing runs before ``start``."""
        self.path = path
        self.limits = limits
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._workers: set[Process] = set()
        self._behind: set[Process] = set()
        self._renewing: set[asyncio.Task[None]] = set()
        self._waiting = 0

    async def start(self) -> None:
        """Start the workers."""
        await asyncio.gather(*(self._spawn() for _ in range(self.limits.workers)))

    async def stop(self) -> None:
        """End the workers, whatever they do."""
        for renewal in self._renewing:
            renewal.cancel()
        await asyncio.gather(*(_end(worker) for worker in list(self._workers)))
        self._workers.clear()

    async def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """``function(view, *arguments)``, run in a worker; function, arguments and value are pickled.

        Raises Overloaded when no worker came free, Unanswered when the work took too long or ended the
        worker, and KgError as the function did. A caller that is cancelled ends the work.
        """
        worker = await self._free()
        kept = False
        slow = asyncio.get_running_loop().call_later(_QUICK, self._step_back, worker)
        try:
            async with asyncio.timeout(self.limits.timeout):
                done, value = await _asked(worker, function, arguments)
            kept = True
        except TimeoutError:
            raise Unanswered(
                f"the query did not end within {self.limits.timeout:g} seconds: ask for less, "
                "or start the server with a longer --timeout"
            ) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise Unanswered(
                f"the query needed more than {self.limits.memory} MiB of memory or ended its process: "
                "ask for less, or start the server with more --memory"
            ) from None
        finally:
            slow.cancel()
            if kept and worker not in self._behind:
                self._idle.put_nowait(worker)
            else:
                self._renew(worker)
        if not done:
            raise KgError(value)
        return value

    async def _free(self) -> Process:
        if self._waiting >= self.limits.waiting:
            raise Overloaded("too many requests are waiting: try again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.timeout):
                return await self._idle.get()
        except TimeoutError:
            raise Overloaded("all workers are busy: try again later") from None
        finally:
            self._waiting -= 1

    def _step_back(self, worker: Process) -> None:
        """Let a long query yield to quick ones; as no process may raise itself again, it is its last."""
        if sys.platform != "win32" and worker.returncode is None:
            self._behind.add(worker)
            os.setpriority(os.PRIO_PROCESS, worker.pid, _NICE)

    def _renew(self, worker: Process) -> None:
        """End a worker and start another, without keeping the caller waiting."""

        async def renewal() -> None:
            await _end(worker)
            self._workers.discard(worker)
            self._behind.discard(worker)
            await self._spawn()

        task = asyncio.ensure_future(renewal())
        self._renewing.add(task)
        task.add_done_callback(self._renewing.discard)

    async def _spawn(self) -> None:
        code = (
            f"import sys; sys.path[:] = {sys.path!r}; from kg.serve.worker import main; "
            "main(sys.argv[1], int(sys.argv[2]))"
        )
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, self.path, str(self.limits.memory), stdin=PIPE, stdout=PIPE
        )
        self._workers.add(worker)
        # It tells when it has loaded what it needs: starting is no part of anybody's time-out.
        await _told(worker)
        self._idle.put_nowait(worker)


async def _asked(
    worker: Process, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> tuple[bool, Any]:
    assert worker.stdin is not None
    task = pickle.dumps((function, arguments), protocol=5)
    worker.stdin.write(LENGTH.pack(len(task)) + task)
    await worker.stdin.drain()
    return await _told(worker)


async def _told(worker: Process) -> tuple[bool, Any]:
    assert worker.stdout is not None
    head = await worker.stdout.readexactly(LENGTH.size)
    done, value = pickle.loads(await worker.stdout.readexactly(*LENGTH.unpack(head)))
    return bool(done), value


async def _end(worker: Process) -> None:
    if worker.returncode is None:
        with suppress(ProcessLookupError):  # it has just ended by itself
            worker.kill()
    await worker.wait()
