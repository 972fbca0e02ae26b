"""The embedded servers survive accidents, share themselves out and leave the machine as it was."""

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dvpp.stack.binaries import as_server_owner, postgres_program
from dvpp.stack.embedded import Embedded
from dvpp.stack.folders import PROJECT, Folders, StackError, server_owner

USE_AND_WAIT = """
import sys, time
from dvpp.stack.binaries import as_server_owner, postgres_program
from dvpp.stack.embedded import running
with running(durable=False) as servers:
    print(*[server.pid() for server in servers.servers], flush=True)
    time.sleep(float(sys.argv[1]))
"""


@pytest.fixture
def folders(tmp_path):
    return Folders(tmp_path / "data")


@pytest.fixture
def embedded(folders):
    servers = Embedded(folders, durable=False, environment={})
    yield servers
    servers.leave()


def user(folders, seconds):
    """Another command that uses the servers for some seconds."""
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}
    }
    return subprocess.Popen(
        [sys.executable, "-c", USE_AND_WAIT, str(seconds)],
        cwd=PROJECT,
        env={**environment, "DVPP_DATA": str(folders.root)},
        stdout=subprocess.PIPE,
        text=True,
    )


def pids(embedded):
    return [server.pid() for server in embedded.servers]


def test_servers_killed_outright_start_again(folders, embedded):
    embedded.enter()
    before = pids(embedded)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    second = Embedded(folders, durable=False, environment={})
    second.enter()
    try:
        assert all(server.ready() for server in second.servers)
        assert not set(pids(second)) & set(before)
    finally:
        second.leave()


def test_servers_whose_sockets_were_removed_are_replaced(folders, embedded):
    embedded.enter()
    for entry in folders.sockets.iterdir():
        entry.unlink()
    second = Embedded(folders, durable=False, environment={})
    second.enter()
    try:
        assert all(server.ready() for server in second.servers)
    finally:
        second.leave()


def test_commands_that_start_at_once_share_the_same_servers(folders):
    users = [user(folders, 2) for _ in range(3)]
    said = {process.communicate(timeout=60)[0] for process in users}
    assert len(said) == 1
    assert all(process.returncode == 0 for process in users)


def test_whoever_leaves_last_stops_them(folders, embedded):
    second = Embedded(folders, durable=False, environment={})
    embedded.enter()
    second.enter()
    embedded.leave()
    assert all(server.ready() for server in second.servers)
    second.leave()
    assert not any(pids(second))
    assert not any(server.ready() for server in second.servers)


def test_a_user_killed_outright_does_not_count_any_more(folders, embedded):
    process = user(folders, 60)
    process.stdout.readline()
    process.kill()
    process.communicate()
    embedded.enter()
    embedded.leave()
    assert not any(pids(embedded))


def test_a_user_ended_by_a_signal_stops_them(folders, embedded):
    process = user(folders, 60)
    process.stdout.readline()
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGTERM
    assert not any(pids(embedded))


def test_what_is_in_the_database_and_in_redis_outlives_a_restart(folders):
    servers = Embedded(folders, environment={})
    servers.enter()
    query(folders, "create table kept as select 42 as answer")
    redis(folders, b"SET kept 42\r\n")
    servers.leave()
    servers.enter()
    try:
        assert query(folders, "select answer from kept") == "42"
        assert b"42" in redis(folders, b"GET kept\r\n")
    finally:
        servers.leave()


def query(folders, sql):
    """As the role that owns the database, with the password file that Django uses."""
    psql = [postgres_program("psql"), "-X", "-q", "-A", "-t", "-U", "dvpp_owner", "-d", "dvpp", "-c", sql]
    environment = {"PGHOST": str(folders.sockets), "PGPASSFILE": str(folders.secrets / "owner.pgpass")}
    return subprocess.run(psql, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def redis(folders, command):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(folders.sockets / "redis.sock"))
        connection.sendall(command)
        return connection.recv(100)


def test_folders_above_keep_their_permissions_even_when_closed(tmp_path):
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    folders = Folders(closed / "project" / "data")
    (closed / "project").mkdir(mode=0o750)
    before = {parent: parent.stat().st_mode for parent in folders.root.parents}
    servers = Embedded(folders, durable=False, environment={})
    servers.enter()
    servers.leave()
    assert {parent: parent.stat().st_mode for parent in folders.root.parents} == before


@pytest.mark.skipif(os.geteuid() != 0, reason="others run the servers as themselves")
def test_root_has_them_run_as_nobody_who_finds_a_program_in_a_closed_folder(tmp_path):
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    program = closed / "program"
    program.write_text("#!/bin/sh\ntest -x $0 && id -u")
    program.chmod(0o755)
    done = subprocess.run(as_server_owner([program], [program]), capture_output=True, text=True)
    assert done.stdout.strip() == str(server_owner()[0]), done.stderr


def test_everything_of_ours_is_private(folders, embedded):
    embedded.enter()
    for folder in (
        folders.postgres,
        folders.redis,
        folders.sockets,
        folders.secrets,
        folders.files,
        folders.mail,
    ):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
    for secret in folders.secrets.iterdir():
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600, secret


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="looks into /proc")
def test_nothing_listens_on_a_network(embedded):
    embedded.enter()
    network = set()
    for table in ("tcp", "tcp6"):
        path = Path("/proc/net", table)
        if path.exists():
            network |= {f"socket:[{line.split()[9]}]" for line in path.read_text().splitlines()[1:]}
    for pid in pids(embedded):
        held = {os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir()}
        assert not held & network


def test_a_deep_data_folder_has_its_sockets_in_a_short_private_one(tmp_path):
    folders = Folders(tmp_path / ("deep" * 30) / "data")
    servers = Embedded(folders, durable=False, environment={})
    servers.enter()
    try:
        assert all(server.ready() for server in servers.servers)
        assert len(os.fsencode(folders.sockets)) < 80
        assert stat.S_IMODE(folders.sockets.stat().st_mode) == 0o700
    finally:
        servers.leave()
        folders.sockets.rmdir()
        folders.sockets.parent.rmdir()


def test_a_folder_that_others_can_write_to_is_refused(folders):
    folders.prepare()
    os.chmod(folders.sockets, 0o777)
    with pytest.raises(StackError, match="choose another DVPP_DATA"):
        folders.prepare()


def test_a_server_named_in_the_environment_is_not_started(folders):
    servers = Embedded(folders, environment={"DATABASE_URL": "postgresql://elsewhere/dvpp"})
    assert [server.name for server in servers.servers] == ["Redis"]


def test_two_who_need_a_secret_at_once_get_the_same(folders):
    folders.prepare()
    script = "import sys; from dvpp.stack.folders import Folders; print(Folders.from_environment().secret('shared'))"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=PROJECT,
            env={**os.environ, "DVPP_DATA": str(folders.root)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in processes}) == 1


def test_stopping_waits_until_nothing_is_left(folders, embedded):
    embedded.enter()
    before = pids(embedded)
    embedded.leave()
    assert not any(Path(f"/proc/{pid}/exe").exists() for pid in before)
