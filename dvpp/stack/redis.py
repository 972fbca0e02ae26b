"""The embedded Redis (or Valkey): wakes workers and counts sign-in attempts."""

import socket

from .binaries import redis_program
from .server import Server


class Redis(Server):
    name = "Redis"
    log_name = "redis"

    def __init__(self, folders, durable=True):
        super().__init__(folders, durable)
        self.program = redis_program().name

    @property
    def pid_path(self):
        return self.folders.redis / "redis.pid"

    @property
    def socket_path(self):
        return self.folders.sockets / "redis.sock"

    def reached(self):
        return self.folders.redis / "any", self.socket_path

    def command(self):
        return [
            *(redis_program(), "--port", 0, "--unixsocket", self.socket_path, "--unixsocketperm", 700),
            *("--dir", self.folders.redis, "--pidfile", self.pid_path, "--save", ""),
            *("--appendonly", "yes" if self.durable else "no", "--appendfsync", "everysec"),
            *("--maxmemory", "256mb", "--maxmemory-policy", "noeviction"),
        ]

    def ready(self):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            try:
                connection.connect(str(self.socket_path))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False
