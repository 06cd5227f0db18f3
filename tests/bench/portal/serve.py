"""Serves a written portal: nginx as a child of this process, its conf and log in the portal's folder."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.portal.plan import Places

NGINX = next((path for path in (shutil.which("nginx"), "/usr/sbin/nginx") if path and Path(path).exists()), None)
HOW = "nginx is missing: apt-get install -y --no-install-recommends nginx-light"
CONNECTIONS = 4096
FILES = 16_384  # open files: a connection needs two, the log and listeners a few; nothing is cached open
FIRST_PORT, LAST_PORT = 8080, 8980

# The header lifts LinkChecker's limit of ten requests a second. No open_file_cache: it would serve day one
# for a while on day two, and its descriptors come on top of the connections'.
CONF = """worker_processes 1; {affinity} {user}
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log crit; worker_rlimit_nofile {files};
events {{ worker_connections {connections}; multi_accept on; }}
http {{
  types {{ text/html html; text/css css; application/javascript js; image/png png; image/jpeg jpg; image/x-icon ico;
    application/pdf pdf; application/vnd.ms-excel xls; text/plain txt;
    application/vnd.openxmlformats-officedocument.wordprocessingml.document docx;
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx; }}
  default_type application/octet-stream;
  client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp; fastcgi_temp_path {folder}/tmp;
  uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
  sendfile on; tcp_nopush on; keepalive_timeout 65; keepalive_requests 10000000; server_tokens off;
  log_format short '$request_method $status $bytes_sent $server_addr:$server_port$request_uri';
  access_log {folder}/access.log short;
  add_header LinkChecker 1 always;
  root {folder}/a;
  server {{ listen 127.0.0.2:{port} backlog=4096; include {folder}/places.conf; }}
  server {{ listen 127.0.0.2:{bare} backlog=4096; include {folder}/places.conf;
    etag off; if_modified_since off; add_header Last-Modified ""; add_header LinkChecker 1 always; }}
  server {{ listen 127.0.0.3:{port} backlog=4096; root {folder}/b; }}
}}
"""
PLACES = """location /r/ {{ rewrite ^/r(/.*)$ $1 permanent; }}
location /rr/ {{ rewrite ^/rr(/.*)$ /r$1 redirect; }}
location /rb/ {{ rewrite ^/rb(/.*)$ {other}$1 permanent; }}
location /yw/ {{ return 302 /404.html; }}
location ~ ^/zt/[0-9]+/ {{ return 302 /; }}
location = /index.htm {{ return 301 /; }}
location = /index.jsp {{ return 301 /; }}
location = /home {{ return 302 /; }}
location /yj/ {{ try_files $uri /yj/missing.html; }}
location /wz/ {{ rewrite ^ /wz/missing.html break; }}
location /err/403/ {{ return 403 "no"; }}
location /err/410/ {{ return 410 "no"; }}
location /err/412/ {{ return 412 "no"; }}
location /err/500/ {{ return 500 "no"; }}
location /err/503/ {{ return 503 "no"; }}
location /err/521/ {{ return 521 "no"; }}
location /nohead/ {{ if ($request_method = HEAD) {{ return 405; }} }}
location /headlie/ {{ if ($request_method = HEAD) {{ return 404; }} }}
location /attach/bin/ {{ types {{ }} }}
location = /cx/gbk.html {{ if ($args !~* "^lm=%B9%AB%B8%E6$") {{ return 404; }} }}
location = /cx/utf8.html {{ if ($args !~* "^lm=%E5%85%AC%E5%91%8A$") {{ return 404; }} }}
location /rili/ {{ proxy_pass {backstage}; }}
location /hd/ {{ proxy_pass {backstage}; }}
"""


class Missing(Exception):
    """Something that serving needs is not there. Raised from ``served``; the message says what brings it."""


@dataclass(frozen=True)
class Traffic:
    """What nginx answered: requests, bytes sent, answers without a body that said "not modified", distinct addresses."""

    requests: int
    sent: int
    unmodified: int
    addresses: frozenset[str]
    statuses: Counter[str]


class AccessLog:
    """nginx's own count of what a checker asked, from one call of ``since`` to the next."""

    def __init__(self, path: Path):
        self._path = path
        self._offset = 0

    def since(self) -> Traffic:
        """Everything answered since the last call."""
        with self._path.open("rb") as log:
            log.seek(self._offset)
            lines = log.read().decode("latin-1").splitlines()
            self._offset = log.tell()
        rows = [line.split(" ", 3) for line in lines]
        statuses = Counter(row[1] for row in rows)
        return Traffic(
            len(rows),
            sum(int(row[2]) for row in rows),
            statuses["304"],
            frozenset("http://" + row[3] for row in rows),
            statuses,
        )


def free_places() -> Places:
    """The first ports that are free on all the addresses, so that two runs do not meet."""
    for port in range(FIRST_PORT, LAST_PORT, 100):
        places = Places(port)
        if all(
            _is_free(f"127.0.0.{last}", at) for last, at in ((2, port), (2, port + 1), (3, port), (5, port), (6, port))
        ):
            return places
    raise Missing(
        f"no free ports on 127.0.0.2 to 127.0.0.6 from {FIRST_PORT} to {LAST_PORT}; is an earlier run still going?"
    )


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as nginx does
        with suppress(OSError):
            probe.bind((host, port))
            return True
    return False


@contextmanager
def served(folder: Path, places: Places, *, cpu: int | None = None) -> Iterator[AccessLog]:
    """The portal in ``folder`` answers at ``places``; nginx keeps to one ``cpu``. ``Missing`` without nginx."""
    if NGINX is None:
        raise Missing(HOW)
    _configure(folder, places, cpu)
    backstage = subprocess.Popen([sys.executable, "-m", "tests.bench.portal.backstage", str(places.port)])
    server = subprocess.Popen(
        [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    )
    try:
        for url in (places.site, places.silent):
            _await(url, server, folder / "nginx.pid")
        yield AccessLog(folder / "access.log")
    finally:
        for child in (server, backstage):
            child.terminate()
            child.wait()


def _configure(folder: Path, places: Places, cpu: int | None) -> None:
    (folder / "tmp").mkdir(exist_ok=True)
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    values = {
        "folder": folder,
        "files": FILES if limit == resource.RLIM_INFINITY else min(FILES, limit),
        "connections": CONNECTIONS,
        "affinity": "" if cpu is None else f"worker_cpu_affinity {1 << cpu:b};",
        "user": "user root;" if os.geteuid() == 0 else "",  # else its workers could not read a private folder
        "port": places.port,
        "bare": places.port + 1,
        "other": places.other,
        "backstage": places.backstage,
    }
    (folder / "nginx.conf").write_text(CONF.format(**values), encoding="utf-8")
    (folder / "places.conf").write_text(PLACES.format(**values), encoding="utf-8")


def _await(url: str, server: subprocess.Popen[bytes], bound: Path) -> None:
    """Until it answers. nginx writes ``bound`` once the ports are its own: another run's nginx answers too."""
    host, _, port = url.removeprefix("http://").partition(":")
    until = time.monotonic() + 10
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), socket.create_connection((host, int(port)), timeout=1):
            if bound.exists():
                return
        time.sleep(0.05)
    raise Missing(f"{url} does not answer; error.log in the portal's folder says more")
