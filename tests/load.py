"""Fifty clients ask ``kg serve`` for a minute, while a few send requests that mean harm.

    python tests/load.py STORE [SECONDS] [CLIENTS]

Starts a server on a free port, puts CLIENTS (50) on it for SECONDS (60), each asking five queries in turn,
and two more that send endless queries, SERVICE, giant results and nonsense. Prints latencies, statuses and
memory.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import quantiles
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import urlopen

FRIENDLY = (
    "ASK { ?e a kg:Event }",
    'SELECT ?e ?when { ?e a kg:Event ; sem:hasActor/kg:code "US", "IR" OPTIONAL { ?e kg:when ?when } }',
    "SELECT ?t (COUNT(?e) AS ?n) { ?e a kg:Event ; kg:type ?t } GROUP BY ?t",
    "SELECT ?words { ?c kg:topic topic:energy ; kg:evidence/nif:anchorOf ?words } LIMIT 50",
    "CONSTRUCT { ?e kg:actor ?p } { ?e a kg:Event ; kg:actor ?p } LIMIT 100",
)
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d && ?c != ?g) }",
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . ?a ?b ?c }",
    "SELECT * { ?s ?p",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f",
)


def ask(address: str, query: str) -> int:
    """The status of an answer; 0 when there was none."""
    try:
        with urlopen(f"{address}?{urlencode({'query': query})}", timeout=120) as got:
            got.read()
            return int(got.status)
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return 0


def client(address: str, queries: tuple[str, ...], until: float, log: list[tuple[int, float]]) -> None:
    """Ask ``queries`` in turn until the time is over."""
    turn = 0
    while time.monotonic() < until:
        begin = time.perf_counter()
        status = ask(address, queries[turn % len(queries)])
        log.append((status, time.perf_counter() - begin))
        turn += 1


def memory(process: int) -> float:
    """Resident MiB of a process and its children (Linux)."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in path.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if str(process) in (fields["Pid"].strip(), fields["PPid"].strip()):
            total += int(fields.get("VmRSS", "0 kB").split()[0])
    return total / 1024


def main(store: str, seconds: float, clients: int) -> None:
    """Run the load and print what came of it."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--store", store]
    command += ["--port", "0", "--timeout", "5", "--workers", "4"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            said = server.stderr.readline()
            match = re.search(r"http://\S+/sparql", said)
            assert match, said
            threading.Thread(target=server.stderr.read, daemon=True).start()
            report(match[0], server.pid, seconds, clients)
        finally:
            server.terminate()


def report(address: str, process: int, seconds: float, clients: int) -> None:
    """Put the clients on the server and print statuses and latencies."""
    until = time.monotonic() + seconds
    friends: list[list[tuple[int, float]]] = [[] for _ in range(clients)]
    foes: list[list[tuple[int, float]]] = [[] for _ in range(2)]
    work = [(FRIENDLY[n % 5 :] + FRIENDLY[: n % 5], log) for n, log in enumerate(friends)]
    work += [(HOSTILE, log) for log in foes]
    threads = [threading.Thread(target=client, args=(address, queries, until, log)) for queries, log in work]
    for thread in threads:
        thread.start()
    peak = 0.0
    while time.monotonic() < until:
        time.sleep(1)
        peak = max(peak, memory(process))
    for thread in threads:
        thread.join()
    times = sorted(took for log in friends for _, took in log)
    cuts = quantiles(times, n=100)
    print(json.dumps({"clients": clients, "seconds": seconds, "answers": len(times)}))
    told = dict(Counter(status for log in friends for status, _ in log))
    print(f"friendly: {told}, {len(times) / seconds:.0f} a second")
    print(f"  median {cuts[49] * 1000:.0f} ms, 95 % {cuts[94] * 1000:.0f} ms, longest {times[-1]:.2f} s")
    print(f"hostile: {dict(Counter(status for log in foes for status, _ in log))}")
    print(f"  longest {max(took for log in foes for _, took in log):.2f} s")
    print(f"peak memory of server and workers: {peak:,.0f} MiB; alive: {ask(address, 'ASK {}') == 200}")


if __name__ == "__main__":
    words = sys.argv[1:]
    main(words[0], float(words[1]) if len(words) > 1 else 60, int(words[2]) if len(words) > 2 else 50)
