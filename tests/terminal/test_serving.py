"""What the server is started with."""

from __future__ import annotations

from terminal.serving import SHARED, server_environment


def test_the_server_shares_its_machine_unless_told_otherwise(tmp_path, monkeypatch):
    for name in SHARED:
        monkeypatch.delenv(name, raising=False)
    assert server_environment(tmp_path).items() >= SHARED.items()
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    assert server_environment(tmp_path)["OMP_NUM_THREADS"] == "8"


def test_the_server_knows_its_centre_and_its_address(tmp_path, monkeypatch):
    monkeypatch.delenv("MAILLAGE_BASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data"
    assert server_environment(data.relative_to(tmp_path))["MAILLAGE_DATA"] == str(data)
    assert "MAILLAGE_BASE_URL" not in server_environment(data)
    assert server_environment(data, "https://centre.example")["MAILLAGE_BASE_URL"] == "https://centre.example"
