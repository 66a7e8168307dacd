"""The site started from the command line, and the demonstration corpus it opens on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
HOST = "127.0.0.1"
SHARED = {"MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}
"""How a server of many visitors shares its machine, unless its environment says otherwise: pools of memory (glibc),
of which one for each thread would keep what former snapshots left; threads of one search (OpenMP), which wait for
each other longer than they work as soon as others search too."""
_PATIENCE = 60
"""Seconds that the site has to answer."""


def corpus_inputs() -> list[str]:
    """Return the folders of documents of the demonstration corpus, without what they were made from."""
    return sorted(str(path) for path in CORPUS.iterdir() if path.is_dir() and path.name != "sources")


def port_is_free(port: int) -> bool:
    """Tell whether the site can listen there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def serve(data: Path, port: int, announce: Callable[[str], None], base_url: str | None = None) -> int:
    """Serve the site until it is stopped; `announce` gets its address once it answers. Return the exit code."""
    command = [
        sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"),
        "--server.headless", "true", "--server.address", HOST, "--server.port", str(port),
        "--browser.gatherUsageStats", "false", "--logger.level", "error",
    ]  # fmt: skip
    environment = server_environment(data, base_url)
    site = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)

    def stop(signum: int, frame: FrameType | None) -> None:
        site.terminate()

    signal.signal(signal.SIGTERM, stop)
    try:
        if _answers(site, port):
            announce(f"http://localhost:{port}")
        elif site.poll() is None:
            print(f"Le site n’a pas répondu en {_PATIENCE} s.", file=sys.stderr)
            site.terminate()
            site.wait()
            return 1
        code = site.wait()
    except KeyboardInterrupt:
        site.terminate()
        site.wait()
        return 0
    return 0 if code in (0, -signal.SIGTERM, -signal.SIGINT) else 1


def server_environment(data: Path, base_url: str | None = None) -> dict[str, str]:
    """Return the environment of the server."""
    environment = {**SHARED, **os.environ, "MAILLAGE_DATA": str(data.resolve())}
    return environment | ({"MAILLAGE_BASE_URL": base_url} if base_url else {})


def _answers(site: subprocess.Popen[bytes], port: int) -> bool:
    limit = time.monotonic() + _PATIENCE
    while time.monotonic() < limit and site.poll() is None:
        try:
            with urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return True
        except OSError:
            time.sleep(0.1)
    return False
