"""Identifiers that may be shown in addresses: random, 128 bits, unguessable."""

import base64
import secrets


def new_public_id() -> str:
    """A random 128-bit identifier as 26 lower-case base32 characters."""
    return base64.b32encode(secrets.token_bytes(16)).decode("ascii").rstrip("=").lower()
