"""The MCP server asked by the client of the official SDK, over standard input and output as assistants do."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.memory import create_connected_server_and_client_session

from service.assistants import server

ROOT = Path(__file__).parents[2]


def ask(centre, *calls):
    """Return the answers of tools, called one after the other in one session."""

    async def session():
        async with create_connected_server_and_client_session(server(centre)._mcp_server) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(session())


def test_a_real_client_starts_the_command_and_finds_the_tools(small_data):
    async def session():
        command = StdioServerParameters(
            command=sys.executable,
            args=[str(ROOT / "cli.py"), "mcp", "--data", str(small_data)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        async with stdio_client(command) as streams, ClientSession(*streams) as client:
            told = await client.initialize()
            tools = await client.list_tools()
            answer = await client.call_tool("who", {"question": "Qui travaille sur la GUSP ?"})
            return told, tools.tools, answer

    told, tools, answer = asyncio.run(session())
    assert told.serverInfo.name == "maillage"
    assert "à confirmer" in told.instructions
    assert {tool.name for tool in tools} == {"search", "who", "entity", "agenda", "sparql"}
    assert all(tool.annotations.readOnlyHint and tool.description for tool in tools)
    found = answer.structuredContent["answers"]
    assert "Villes au Carré" in [one["label"] for one in found]
    assert {"document", "page", "quote"} <= set(found[0]["evidence"][0])


def test_every_answer_has_its_sources(small_centre):
    search, agenda = ask(
        small_centre,
        ("search", {"query": "GUSP", "type": "event"}),
        ("agenda", {"date_from": "2030-04-01", "theme": "GUSP"}),
    )
    assert search.structuredContent["results"][0]["document"]
    (event,) = agenda.structuredContent["events"]
    assert (event["edtf"], event["page"]) == ("2030-04-09", 1)
    assert event["document_title"]


def test_an_entity_by_its_short_or_long_name(small_centre):
    short, long = ask(
        small_centre,
        ("entity", {"id": "actor/villes-au-carre"}),
        ("entity", {"id": "https://maillage.example/id/actor/villes-au-carre"}),
    )
    assert short.structuredContent["label"] == "Villes au Carré"
    assert short.structuredContent == long.structuredContent


def test_sparql_is_answered_and_only_reads(small_centre):
    rows, update = ask(
        small_centre,
        ("sparql", {"query": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"}),
        ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}),
    )
    counted = json.loads(rows.content[0].text)["results"]["bindings"][0]["n"]["value"]
    assert int(counted) > 100
    assert update.isError


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("entity", {"id": "actor/personne-du-tout"}, "ne connaît rien"),
        ("agenda", {"theme": "xyzt"}, "xyzt"),
        ("agenda", {"date_from": "hier"}, "hier"),
        ("search", {"query": "a", "limit": 0}, "limit"),
    ],
)
def test_errors_are_told_to_the_assistant(small_centre, tool, arguments, told):
    (answer,) = ask(small_centre, (tool, arguments))
    assert answer.isError
    assert told in answer.content[0].text
