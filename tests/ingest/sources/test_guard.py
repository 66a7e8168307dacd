"""Which hosts may be asked."""

from __future__ import annotations

import socket

import pytest

from ingest.document import IngestError
from ingest.sources.guard import is_public, resolved

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "192.0.0.192", "168.63.129.16", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
    "2002:a9fe:a9fe::1", "not an address",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_the_open_internet_is_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_the_open_internet_is_not_refused(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "::1", "0"])
def test_every_way_to_write_this_machine_is_refused(host):
    with pytest.raises(IngestError, match=r"réseau privé|inconnu"):
        resolved(host, 80, allow_private=False)


def test_a_private_address_is_given_when_allowed():
    assert resolved("127.0.0.1", 80, allow_private=True) == ("127.0.0.1",)


def test_one_private_answer_among_public_ones_refuses_the_name(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers)
    with pytest.raises(IngestError, match="allow_private"):
        resolved("mixte.example", 80, allow_private=False)


def test_an_unknown_name_is_said():
    with pytest.raises(IngestError, match="inconnu"):
        resolved("nom.invalid", 80, allow_private=False)
