"""Make the certificates that HTTPS on one's own machine needs: an authority, and a server's certificate of it.

Clients trust the authority; the server's certificate is made anew at each start, for the names under which it can be
reached then. So a client that was set up once goes on working when the host or the port changes.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_AUTHORITY_LIFETIME = timedelta(days=3650)
_SERVER_LIFETIME = timedelta(days=397)
"""The longest that strict clients take."""
_BACKDATED = timedelta(hours=1)
"""The clock of a container may be behind that of its host."""


@dataclass(frozen=True)
class CertificateAuthority:
    """A private key and the certificate that clients trust."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def expires_soon(self, now: datetime) -> bool:
        """Tell whether it ends before a server's certificate that is made now would."""
        return self.certificate.not_valid_after_utc < now + _SERVER_LIFETIME

    def public_pem(self) -> bytes:
        """Return what clients need."""
        return self.certificate.public_bytes(Encoding.PEM)

    def private_pem(self) -> bytes:
        """Return key and certificate, to be read again by `read_authority`."""
        return _private_pem(self.key) + self.public_pem()


def new_authority(now: datetime) -> CertificateAuthority:
    """Make an authority that is good for ten years."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Local Batch service"),
            # Two authorities of one name would be taken for each other.
            x509.NameAttribute(
                NameOID.COMMON_NAME, f"Local Batch service {x509.random_serial_number():x}"[:64]
            ),
        ]
    )
    certificate = (
        _builder(name, name, key, now, _AUTHORITY_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return CertificateAuthority(key, certificate)


def read_authority(pem: bytes) -> CertificateAuthority:
    """Return the authority that `private_pem` has written.

    Raises ValueError if it is anything else.
    """
    key = load_pem_private_key(pem, password=None)
    certificate = x509.load_pem_x509_certificate(pem)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise ValueError("key and certificate do not belong together")
    return CertificateAuthority(key, certificate)


def server_pem(authority: CertificateAuthority, hosts: Iterable[str], now: datetime) -> bytes:
    """Make a server's certificate for host names and addresses, and return it with its new key in front."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate
    certificate = (
        _builder(
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Local Batch service")]),
            issuer.subject,
            key,
            now,
            _SERVER_LIFETIME,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.SubjectAlternativeName([_general_name(host) for host in sorted(hosts)]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(
                issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
            ),
            critical=False,
        )
        .sign(authority.key, hashes.SHA256())
    )
    return _private_pem(key) + certificate.public_bytes(Encoding.PEM)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    lifetime: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + lifetime)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
