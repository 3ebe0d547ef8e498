"""Files with content credentials for tests: a signer and a time-stamp authority of our own, on this machine alone."""

from __future__ import annotations

import io
import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY = """
[req]
distinguished_name = name
prompt = no
[name]
CN = Test
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
[ts]
default_tsa = authority
[authority]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:2
ess_cert_id_alg = sha256
"""


def openssl(folder: Path, arguments: str) -> None:
    subprocess.run(["openssl", *arguments.split()], cwd=folder, check=True, capture_output=True)


def make_authority(folder: Path) -> None:
    """A root and a time-stamping certificate in a folder."""
    (folder / "c.cnf").write_text(AUTHORITY)
    (folder / "serial").write_text("01")
    key = "-newkey rsa:2048 -nodes -config c.cnf"
    issued = "-CA root.pem -CAkey root.key -set_serial 2 -days 3650 -extfile c.cnf -extensions tsa"
    openssl(folder, f"req -x509 {key} -extensions root -days 3650 -keyout root.key -out root.pem -subj /CN=Root")
    openssl(folder, f"req {key} -keyout tsa.key -out tsa.csr -subj /CN=Authority")
    openssl(folder, f"x509 -req -in tsa.csr {issued} -out tsa.pem")


ACTIONS = {
    "actions": [
        {
            "action": "c2pa.created",
            "when": "2024-03-01T12:00:00Z",
            "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        }
    ]
}
MANIFEST = {
    "claim_generator_info": [{"name": "Test camera", "version": "1.0"}],
    "format": "video/mp4",
    "assertions": [{"label": "c2pa.actions.v2", "data": ACTIONS}],
}


def signer(ta_url: str | None = None) -> c2pa.Signer:
    """A signer whose certificate has the form that the C2PA specification asks for and that nobody trusts."""
    now = datetime.now(UTC)

    def certificate(name: str, key: ec.EllipticCurvePrivateKey, issuer: str, by: ec.EllipticCurvePrivateKey, *, ca: bool) -> bytes:
        def named(common: str) -> x509.Name:
            return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Test")])

        builder = (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(named(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
            .add_extension(x509.KeyUsage(not ca, False, False, False, False, ca, ca, False, False), critical=True)
        )
        if not ca:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=True)
        return builder.sign(by, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    root, leaf = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    chain = certificate("A signer", leaf, "A root", root, ca=False) + certificate("A root", root, "A root", root, ca=True)
    pem = leaf.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return c2pa.Signer.from_info(c2pa.C2paSignerInfo(b"es256", chain, pem, ta_url.encode() if ta_url else None))


def signed(video: bytes, *, ta_url: str | None = None, remote: str | None = None, embed: bool = True) -> bytes:
    """The video with a manifest inside, or with only its address."""
    builder = c2pa.Builder.from_json(json.dumps(MANIFEST))
    if remote is not None:
        builder.set_remote_url(remote)
    if not embed:
        builder.set_no_embed()
    out = io.BytesIO()
    builder.sign(signer(ta_url), "video/mp4", io.BytesIO(video), out)
    return out.getvalue()


@contextmanager
def served(answer: Callable[[bytes], bytes], seen: list[str]) -> Iterator[str]:
    """A web server on this machine's own address; `seen` gets a line for each request."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(f"POST {self.path}")
            self._reply(answer(self.rfile.read(int(self.headers.get("Content-Length", 0)))))

        def do_GET(self) -> None:
            seen.append(f"GET {self.path}")
            self._reply(answer(b""))

        def _reply(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answers(authority: Path) -> Callable[[bytes], bytes]:
    """What a time-stamp authority in a folder (see `authority`) answers to a query."""

    def answer(query: bytes) -> bytes:
        (authority / "asked.tsq").write_bytes(query)
        command = "ts -reply -config c.cnf -section authority -queryfile asked.tsq -signer tsa.pem -inkey tsa.key -chain root.pem"
        return subprocess.run(["openssl", *command.split()], cwd=authority, check=True, capture_output=True).stdout

    return answer
