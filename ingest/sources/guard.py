"""Before an address is asked: which hosts may be, and the one address of each that the connection goes to."""

from __future__ import annotations

import ipaddress
import socket

from ingest.document import IngestError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_RESERVED = tuple(map(ipaddress.ip_network, ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")))
"""Addresses that look public: hosts of virtual machines, protocol assignments."""


def resolved(host: str, port: int, *, allow_private: bool) -> tuple[str, ...]:
    """Return the addresses of a host, all of them public unless `allow_private`; raise IngestError.

    The connection is made to one of these, so that a name that changes its answer leads nowhere else.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise IngestError(
            f"« {host} » : ce nom de site est inconnu. Vérifiez l’adresse et la connexion, puis réessayez."
        ) from error
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private and not all(map(is_public, addresses)):
        raise IngestError(
            f"« {host} » : cette adresse mène à un réseau privé ou à cette machine, elle n’est pas demandée. "
            "Si c’est voulu, écrivez allow_private = true dans sa source."
        )
    return addresses


def is_public(address: str) -> bool:
    """Tell an address of the open internet from loopback, private, link-local, metadata and reserved ones."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inside is None and found in _NAT64:
            inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
        if found.is_site_local:
            return False
    reserved = found.is_multicast or found.is_reserved or any(found in network for network in _RESERVED)
    return found.is_global and not reserved
