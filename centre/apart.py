"""The reading and the publication of a waiting document, in a process of their own.

They give way to the site that asks for them, and a document that takes all the time or the memory stops only them.
Run as `python -m centre.apart TASK DATA DRAFT PLACE ANSWER`: each line of the output tells what is being done.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, Final, Literal

from centre.records import CentreError

if TYPE_CHECKING:
    from centre.inputs import Progress

Task = Literal["preview", "write"]
PATIENCE: Final = 900
"""Seconds that one document may take."""
_POLITE: Final = 10
_ROOT = Path(__file__).parents[1]


def done_apart(
    task: Task, data: Path, draft: str, place: str, tell: Progress, patience: float = PATIENCE
) -> Any:
    """Return what a task gives; CentreError when it fails or stops. Leaving it early stops it too."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer"
        command = [sys.executable, "-m", "centre.apart", task, str(data), draft, place, str(answer)]
        environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}
        process = subprocess.Popen(
            command, cwd=_ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
            encoding="utf-8",
        )  # fmt: skip
        stopping = Timer(patience, process.kill)
        stopping.start()
        try:
            assert process.stdout is not None
            for line in process.stdout:
                tell(line.rstrip("\n"))
            process.wait()
        finally:
            stopping.cancel()
            process.kill()
            process.wait()
        if not answer.is_file():
            raise CentreError(
                "Ce document demande trop de temps ou de mémoire : sa lecture a été arrêtée, rien n’a été publié. "
                "Découpez-le, ou redonnez-le dans un autre format."
            )
        found = pickle.loads(answer.read_bytes())
    if isinstance(found, CentreError):
        raise found
    return found


def main() -> None:
    """Do a task and write what it gives, an error of the centre included."""
    from centre.centre import Centre
    from centre.workshop import Workshop

    task, data, draft, place, answer = sys.argv[1:]
    os.nice(_POLITE)
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print is no progress

    def tell(line: str) -> None:
        print(line, file=told, flush=True)

    workshop = Workshop(Centre(Path(data)))
    found: object
    try:
        found = workshop.preview(draft, tell) if task == "preview" else workshop.write(draft, place, tell)
    except CentreError as error:
        found = error
    beside = Path(f"{answer}.tmp")
    beside.write_bytes(pickle.dumps(found))
    beside.replace(answer)


if __name__ == "__main__":
    main()
