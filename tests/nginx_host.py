"""A real nginx that serves a published site, set up with nothing but what `hub publish` wrote."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guarded import guarded

NO_NGINX = "there is no nginx, which this test needs; see tests/set_up_nginx.py"
DEADLINE = 30
NAME = "hub.example"
"""Name of the site's host, which the certificate is for."""
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
"""Where Debian puts the module for files compressed with Brotli."""
FRAME = """
daemon off;
pid nginx.pid;
error_log stderr warn;
worker_processes 2;
events { worker_connections 1024; }
http {
    access_log off;
    %(temporary)s
    include %(whole)s;
    server {
        listen 127.0.0.1:%(plain)d;
        include %(site)s;
    }
}
"""


@dataclass(frozen=True)
class Reply:
    """What nginx sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Nginx:
    """A running nginx.

    Attributes:
        plain: Port of a server of somebody's own that includes the site.
        http: Port of the ready server that leads to HTTPS.
        https: Port of the ready server with the site.
        certificate: Certificate of the latter.
    """

    plain: int
    http: int
    https: int
    certificate: Path

    @property
    def address(self) -> str:
        """Root of the domain."""
        return f"http://127.0.0.1:{self.plain}/"

    def get(self, path: str, method: str = "GET", port: int = 0, **headers: str) -> Reply:
        """Ask for a path; underscores in names of headers stand for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.plain, timeout=DEADLINE)
        return self._ask(connection, path, method, headers)

    def safely(self, path: str) -> Reply:
        """Ask for a path over HTTPS, as a browser that trusts the certificate."""
        trusting = ssl.create_default_context(cafile=str(self.certificate))
        trusting.check_hostname = False  # the connection goes to an address, not to the name
        return self._ask(http.client.HTTPSConnection("127.0.0.1", self.https, timeout=DEADLINE, context=trusting), path, "GET", {"Host": NAME})

    @staticmethod
    def _ask(connection: http.client.HTTPConnection, path: str, method: str, headers: Mapping[str, str]) -> Reply:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        names = [name.lower() for name, _ in response.getheaders()]
        # To a range beyond the end, nginx 1.22 itself gives its headers twice.
        assert len(names) == len(set(names)) or response.status == 416, f"{path}: a header is sent twice: {names}"
        return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, body)


@contextmanager
def serving(published: Path, folder: Path, *modules: Path) -> Iterator[Nginx]:
    """Serve what was published for nginx.

    Parameters:
        published: Folder with `www/` and `nginx/`.
        folder: Empty folder for nginx itself.
        modules: Modules that it loads.
    """
    program = nginx_program()
    assert program, NO_NGINX
    nginx = Nginx(*free_ports(3), certificate_in(folder))
    loaded = "".join(f"load_module {module};\n" for module in modules)
    (folder / "nginx.conf").write_text(loaded + _configuration(published, folder, nginx), "utf-8")
    command = [program, "-p", f"{folder}/", "-c", str(folder / "nginx.conf")]
    log = folder / "log"
    with guarded(command, log, folder) as process:
        end = time.monotonic() + DEADLINE
        while not all(map(_answers, (nginx.plain, nginx.http, nginx.https))):
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < end, "nginx does not answer"
            time.sleep(0.02)
        yield nginx
    assert not re.search(r"\[(?:warn|crit|alert|emerg)\]", log.read_text("utf-8")), log.read_text("utf-8")


def nginx_program() -> str | None:
    """Return the path of nginx; where services lie, only root looks by itself."""
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


def _configuration(published: Path, folder: Path, nginx: Nginx) -> str:
    """Put the files of the configuration together, with ports and a certificate of the test."""
    whole = (published / "nginx" / "server.conf").read_text("utf-8")
    for written, ours in (
        (r"listen \[::\].*;", ""),
        (r"listen 80;", f"listen 127.0.0.1:{nginx.http};"),
        (r"listen 443 ", f"listen 127.0.0.1:{nginx.https} "),
        (r"ssl_certificate .*;", f"ssl_certificate {nginx.certificate};"),
        (r"ssl_certificate_key .*;", f"ssl_certificate_key {nginx.certificate.with_suffix('.key')};"),
    ):
        whole, found = re.subn(written, ours, whole)
        assert found, f"{written} is not in server.conf"
    (folder / "server.conf").write_text(whole, "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    values = {
        "temporary": " ".join(f"{kind}_temp_path {folder / kind};" for kind in kinds),
        "whole": folder / "server.conf",
        "site": published / "nginx" / "site.conf",
        "plain": nginx.plain,
    }
    # Folders of tests are closed to others, and workers would be others.
    return ("user root;" if os.geteuid() == 0 else "") + FRAME % values


def certificate_in(folder: Path) -> Path:
    """Make a certificate for the host, with its key beside it."""
    certificate = folder / "host.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    subprocess.run([*command, "-keyout", str(certificate.with_suffix(".key")), "-out", str(certificate)], check=True, capture_output=True)
    return certificate


def free_ports(number: int) -> list[int]:
    """Find ports on which nothing listens."""
    sockets = [socket.socket() for _ in range(number)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
