"""A process that does what its arguments say and tells every address it tried to reach."""

from __future__ import annotations

import contextlib
import ipaddress
import json
import sys
from pathlib import Path


def watch() -> list[str]:
    """Refuse, and note, each name looked up and each connection out of this machine."""
    tried: list[str] = []

    def hook(event: str, arguments: tuple) -> None:
        if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            host = arguments[0]
        elif event in ("socket.connect", "socket.sendto", "socket.sendmsg") and isinstance(
            arguments[1], tuple
        ):
            host = arguments[1][0]
        else:
            return
        try:
            if host in (None, "localhost") or ipaddress.ip_address(host).is_loopback:
                return
        except ValueError:
            pass
        tried.append(f"{event} {host}")
        raise OSError(f"{event} {host}")

    sys.addaudithook(hook)
    return tried


def main() -> None:
    tried = watch()
    what, data, *inputs = sys.argv[1:]
    if what == "centre":
        from centre.centre import open_centre
        from centre.ingesting import ingest

        ingest(Path(data), inputs)
        centre = open_centre(Path(data))
        centre.search("gestion urbaine de proximité")
        centre.who("Qui travaille sur la GUSP ?")
        centre.agenda()
        centre.document(inputs[0])
        centre.check()
    else:
        import httpx

        with contextlib.suppress(httpx.HTTPError):
            httpx.get(data)
    print(json.dumps(tried))


if __name__ == "__main__":
    main()
