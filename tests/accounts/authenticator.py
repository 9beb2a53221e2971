"""A device that keeps passkeys, in as few lines as the standard allows: ES256, no attestation."""
from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Authenticator:
    def __init__(self, origin: str = "http://localhost") -> None:
        self.origin, self.id, self.key, self.count, self.handle = origin, secrets.token_bytes(16), ec.generate_private_key(ec.SECP256R1()), 0, ""

    def make(self, options: dict[str, Any], **but: Any) -> str:
        self.handle = options["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        said = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._told(options["rp"]["id"], PRESENT | VERIFIED | ATTESTED) + attested})
        return self._written(attestationObject=said, clientDataJSON=self._client("webauthn.create", options, **but))

    def use(self, options: dict[str, Any], flags: int = PRESENT | VERIFIED, handle: str | None = None, **but: Any) -> str:
        self.count += 1
        client, told = self._client("webauthn.get", options, **but), self._told(options["rpId"], flags)
        signature = self.key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._written(authenticatorData=told, clientDataJSON=client, signature=signature, userHandle=plain(handle or self.handle))

    def _told(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any], challenge: str = "", origin: str = "") -> bytes:
        return json.dumps({"type": kind, "challenge": challenge or options["challenge"], "origin": origin or self.origin}).encode()

    def _written(self, **parts: bytes) -> str:
        response = {name: coded(part) for name, part in parts.items()}
        return json.dumps({"id": coded(self.id), "rawId": coded(self.id), "type": "public-key", "response": response, "clientExtensionResults": {}})


def coded(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()


def plain(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
