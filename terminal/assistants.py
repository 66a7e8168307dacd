"""The command that lets an assistant use the centre."""

from __future__ import annotations

from terminal.options import DATA, Data


def mcp(data: Data = DATA) -> None:
    """Servir le centre à un assistant (protocole MCP, sur l’entrée et la sortie standard)."""
    from centre.centre import open_centre
    from service.assistants import server

    server(open_centre(data, warm=True)).run()
