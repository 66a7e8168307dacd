"""The site under load: 50 clients at once over a mix of everything it serves, while three snapshots are published.

The server is the one of `maillage run`, the clients are another process, the ingests a third. The floor is the
simplest route of the same server, asked in the same mix: what a request waits for without doing anything.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
SNAPSHOTS = 3
WANTED_P95 = 400
_START = 120
"""Seconds that the site has to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the site and the processes that answer SPARQL hold, in MB, and the processor time of the site so far."""

    server: float
    workers: float
    seconds: float


def main() -> None:
    """Run the load and print its table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60, help="how long (the judged run is 300)")
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--pause", type=float, default=0, help="seconds between two requests of a client")
    options.add_argument("--data", type=Path, help="a centre to copy; without it one is built from corpus/")
    options.add_argument("--port", type=int, default=0)
    asked = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the site is stopped too
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if asked.data is not None:
            shutil.copytree(asked.data, data)
        with served(data, asked.port or free_port()) as (address, pid):
            _ask(address, 1, 3, 0)  # the encoder and the processes of SPARQL are there
            _run(address, pid, data, asked)


def _run(address: str, pid: int, data: Path, asked: argparse.Namespace) -> None:
    before = held(pid)
    published: list[float] = []
    between: list[Held] = []
    publisher = threading.Thread(target=_publish, args=(data, asked.seconds, published, between, pid))
    publisher.start()
    found = _ask(address, asked.clients, asked.seconds, asked.pause)
    after = held(pid)
    publisher.join()
    pause = f", {asked.pause:g} s between two requests of one" if asked.pause else ", without a pause"
    print(
        f"{asked.clients} clients, {asked.seconds:g} s{pause}; {len(published)} snapshots published meanwhile"
    )
    print(f"({', '.join(f'{one:.0f} s' for one in published)}), {os.cpu_count()} cores\n")
    print(table(found, asked.seconds))
    total = sum(len(one["took"]) for one in found.values())
    print(f"processor time of the site: {1000 * (after.seconds - before.seconds) / total:.1f} ms a request\n")
    ends = [(f"end of version {number}", one) for number, one in enumerate(between, start=1)]
    for name, one in (("start", before), *ends, ("end", after)):
        print(f"memory, {name:16}: site {one.server:5.0f} MB, its SPARQL processes {one.workers:5.0f} MB")
    _complain(found)


def table(found: dict[str, dict[str, list[float]]], seconds: float) -> str:
    """Return the figures of each kind of request, the floor first."""
    lines = [f"{'kind':16} {'requests':>8} {'errors':>6} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}"]
    rows = [*found.items()]
    rest = [value for kind, one in rows if kind != "SPARQL" for value in one["took"]]
    errors = [value for kind, one in rows if kind != "SPARQL" for value in one["errors"]]
    rows.append(("all but SPARQL", {"took": rest, "errors": errors}))
    for kind, one in rows:
        took = sorted(one["took"]) or [0.0]
        p50, p95, p99 = (took[min(len(took) - 1, int(len(took) * part))] for part in (0.50, 0.95, 0.99))
        lines.append(
            f"{kind:16} {len(one['took']):8} {len(one['errors']):6} {p50:8.0f} {p95:8.0f} {p99:8.0f}"
        )
    total = sum(len(one["took"]) for one in found.values())
    lines.append(f"{total / seconds:.0f} requests a second; wanted: no error, p95 under {WANTED_P95} ms\n")
    return "\n".join(lines)


def held(pid: int) -> Held:
    """Return what a server and the processes under it hold."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,rss=,time=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 4) for line in listed.stdout.splitlines()]
    workers = sum(int(row[2]) for row in rows if int(row[1]) == pid and "graph.worker" in row[4])
    server = next(row for row in rows if int(row[0]) == pid)
    return Held(server=int(server[2]) / 1024, workers=workers / 1024, seconds=_seconds(server[3]))


def _seconds(time: str) -> float:
    """Return a time that `ps` writes as [days-][hours:]minutes:seconds."""
    days, _, rest = time.rpartition("-")
    seconds = 0.0
    for part in rest.split(":"):
        seconds = 60 * seconds + float(part)
    return 86_400 * int(days or 0) + seconds


def _ask(address: str, clients: int, seconds: float, pause: float) -> dict[str, dict[str, list[float]]]:
    command = [sys.executable, "-m", "benchmarks.service_clients", address]
    command += ["--clients", str(clients), "--seconds", str(seconds), "--pause", str(pause)]
    answer = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, dict[str, list[float]]] = json.loads(answer.stdout)
    return found


def _publish(data: Path, seconds: float, published: list[float], between: list[Held], pid: int) -> None:
    """Ingest a note at each quarter of the time, each a snapshot; note what the site holds before each."""
    start = time.monotonic()
    for number in range(1, SNAPSHOTS + 1):
        time.sleep(max(0.0, start + seconds * number / (SNAPSHOTS + 1) - time.monotonic()))
        between.append(held(pid))
        note = data.parent / f"note-{number}.md"
        note.write_text(
            f"# Note de lecture {number}\n\nLe réseau s’est réuni le {number} mars 2024.\n", "utf-8"
        )
        command = [sys.executable, str(ROOT / "cli.py"), "ingest", str(note), "--data", str(data), "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode == 0:
            published.append(time.monotonic() - start)
        else:
            print(f"ingest {number} failed: {done.stderr.strip()}", file=sys.stderr)


@contextmanager
def served(data: Path, port: int) -> Iterator[tuple[str, int]]:
    """Run the site as a user does and give its address and the number of its server."""
    command = [sys.executable, str(ROOT / "cli.py"), "run", "--data", str(data), "--port", str(port)]
    site = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert site.stdout is not None
        line = site.stdout.readline()
        if "http" not in line:
            raise SystemExit("The site did not start.")
        address = f"http://127.0.0.1:{port}"
        with urlopen(f"{address}/_stcore/health", timeout=_START):
            yield address, _server(site.pid)
    finally:
        site.terminate()
        site.wait()


def _server(pid: int) -> int:
    """Return the number of the server that `maillage run` started."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()]
    return next((int(row[0]) for row in rows if int(row[1]) == pid), pid)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _complain(found: dict[str, dict[str, list[float]]]) -> None:
    for kind, one in found.items():
        for problem in list(dict.fromkeys(map(str, one["errors"])))[:3]:
            print(f"  {kind}: {problem}")


if __name__ == "__main__":
    main()
