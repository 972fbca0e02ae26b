"""nginx before two hosts: one that is gone is passed by, and what it did not answer is asked of the other."""

import os
import shutil
import time
from contextlib import suppress

import requests

from tests.faults.processes import Process, Site, free_port

PATIENCE = 180  # seconds in which a host on a busy machine has to be up
# docs/operating.md shows these lines
CONF = """daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
    upstream hosts {{
        {servers}
    }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://hosts;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_connect_timeout 2s;
            proxy_read_timeout 60s;
            # A form carries a key and is done once (accounts/posts.py): it may be sent to the other host too
            proxy_next_upstream error timeout non_idempotent;
            proxy_next_upstream_tries 2;
        }}
    }}
}}
"""


def program():
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


class Proxy(Process):
    def __init__(self, place, hosts):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        folder = place.folders.root / "proxy"
        folder.mkdir(exist_ok=True)
        servers = "\n        ".join(
            f"server 127.0.0.1:{host.port} max_fails=1 fail_timeout=1s;" for host in hosts
        )
        conf = folder / "nginx.conf"
        conf.write_text(CONF.format(folder=folder, servers=servers, port=self.port))
        super().__init__(place, "proxy", [program(), "-p", str(folder), "-c", str(conf)])

    def answers(self, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(requests.RequestException):
                if requests.get(f"{self.url}/healthz", timeout=5).status_code == 200:
                    return True
            time.sleep(0.2)
        return False


class Host(Site):
    """A web host; ``pool``: the address that pages ask. Killed, all of it goes at once."""

    def __init__(self, place, pool):
        os.environ["DATABASE_POOL_URL"] = pool
        super().__init__(place)

    def kill_and_start(self):
        self.kill()
        self.start()
        return self.answers(PATIENCE)
