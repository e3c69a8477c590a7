"""What a compose file says, done without a container engine: each service as a program that sees no more of this
machine than a container would, with the names of the others in its hosts file. Needs root on Linux.

The network is this machine's: a service is an address of its own in 127/8.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web

from tests.loopback.postgres import binaries

ROOT = Path(__file__).parent.parent.parent
USER = 10_001  # as the Dockerfile makes it
_SYSTEM = ("usr", "bin", "sbin", "lib", "lib64", "etc", "dev", "proc", "sys")
_DROP = {"Connection", "Content-Encoding", "Content-Length", "Host", "Keep-Alive", "Transfer-Encoding"}


def missing() -> str | None:
    """What this machine lacks for it; None where nothing."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "it takes root on Linux"
    lacking = [name for name in ("unshare", "setpriv", "chroot", "mount") if shutil.which(name) is None]
    if lacking:
        return f"{', '.join(lacking)} is not installed"
    if binaries() is None:
        return "PostgreSQL is not installed"
    tried = subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True)
    return None if tried.returncode == 0 else "no mounts of one's own can be made here"


@dataclass
class Composition:
    """The parts of a compose file that tell its services apart."""

    text: str
    given: dict[str, str]  # what stands in .env

    def environment(self, service: str) -> dict[str, str]:
        """A service's, with what it merges."""
        block = self._block(service)
        flow = re.search(r"^    environment: \{<<: \*settings, (\w+): ([^}]+)\}$", block, re.M)
        if flow is not None:
            settings = re.search(r"^x-settings: &settings\n((?:  .*\n)+)", self.text, re.M)
            assert settings is not None
            return self._pairs(settings[1]) | {flow[1]: flow[2]}
        found = re.search(r"^    environment:\n((?:      .*\n)+)", block, re.M)
        assert found is not None
        return self._pairs(found[1])

    def test_of(self, service: str) -> list[str]:
        """The command that tells whether a service is well."""
        found = re.search(r"^      test: \[CMD, (.*)\]$", self._block(service), re.M)
        assert found is not None
        return found[1].split(", ")

    def grace_s(self) -> float:
        """How long a process of the bot has to end."""
        found = re.search(r"^  stop_grace_period: (\d+)s$", self.text, re.M)
        assert found is not None
        return float(found[1])

    def _block(self, service: str) -> str:
        found = re.search(rf"^  {service}:\n((?:    .*\n|\n)+)", self.text, re.M)
        assert found is not None, service
        return found[1]

    def _pairs(self, lines: str) -> dict[str, str]:
        said = (line.strip() for line in lines.splitlines() if not line.strip().startswith("#"))
        pairs = (line.partition(": ") for line in said if line)
        return {name: self._value(value) for name, _colon, value in pairs}

    def _value(self, written: str) -> str:
        plain = re.sub(r"\s+#.*$", "", written).strip().strip('"')
        return re.sub(r"\$\{(\w+):\?\}", lambda found: self.given[found[1]], plain)


@dataclass
class Network:
    """Addresses of this machine's own for the services, by name."""

    number: int
    names: list[str]
    addresses: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.addresses = {name: f"127.{self.number}.0.{last}" for last, name in enumerate(self.names, start=2)}

    def hosts(self, folder: Path) -> Path:
        """A hosts file with them."""
        path = folder / "hosts"
        path.write_text("127.0.0.1 localhost\n" + "".join(f"{each} {name}\n" for name, each in self.addresses.items()))
        return path


class Server:
    """PostgreSQL as its image starts it: a user with a password, a database of that name, reached over the network."""

    def __init__(self, folder: Path, environment: dict[str, str], address: str) -> None:
        programs = binaries()
        assert programs is not None
        self._programs, self._environment, self._data = programs, environment, folder / "postgres"
        self._address = address
        folder.chmod(0o755)
        self._data.mkdir(mode=0o700)
        password = folder / "password"
        password.write_text(environment["POSTGRES_PASSWORD"])
        for path in (self._data, password):
            shutil.chown(path, "postgres", "postgres")
        self._run(
            "initdb", "-D", str(self._data), f"--username={environment['POSTGRES_USER']}", f"--pwfile={password}",
            "--auth-local=trust", "--auth-host=scram-sha-256", *environment["POSTGRES_INITDB_ARGS"].split(),
        )  # fmt: skip
        with (self._data / "postgresql.conf").open("a") as config:
            config.write(f"listen_addresses='{address}'\nunix_socket_directories='{folder}'\n")
        shutil.chown(folder, "postgres", "postgres")
        self.process = subprocess.Popen(
            [str(programs / "postgres"), "-D", str(self._data)],
            user="postgres",
            group="postgres",
            extra_groups=[],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._folder = folder

    async def begin(self, test: list[str]) -> None:
        """Wait until `test`, the health check, says that it is well; it makes the database once it listens."""
        made = False
        while True:
            if not made:
                made = self._make()
            checked = await asyncio.to_thread(
                subprocess.run, [*test, f"--host={self._address}"], check=False, capture_output=True
            )
            if made and checked.returncode == 0:
                return
            assert self.process.poll() is None
            await asyncio.sleep(0.1)

    def _make(self) -> bool:
        name, user = self._environment["POSTGRES_DB"], self._environment["POSTGRES_USER"]
        command = [str(self._programs / "createdb"), f"--host={self._folder}", f"--username={user}", name]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), *arguments], check=True, capture_output=True, cwd=self._data.parent,
            user="postgres", group="postgres", extra_groups=[],
        )  # fmt: skip

    def end(self) -> None:
        """As compose does, by SIGINT."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


class Proxy:
    """Stands in for the proxy of Discord's API: it hands requests on, at most 50 a second, and answers 408 where that
    takes too long. What is taken care of for each route it leaves to Discord, and hands its refusals on."""

    def __init__(self, environment: dict[str, str], home: str) -> None:
        """`home` is where Discord is."""
        self._port = int(environment["PORT"])
        self._timeout = aiohttp.ClientTimeout(total=int(environment["REQUEST_TIMEOUT"]) / 1_000)
        self._home = home
        self._free_at_s = 0.0
        self.handed_on = 0
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    async def begin(self, address: str) -> None:
        """Listen there."""
        app = web.Application(client_max_size=2**25)
        app.router.add_route("*", "/{path:.*}", self._hand_on)
        self._session = aiohttp.ClientSession(timeout=self._timeout, auto_decompress=False)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, address, self._port).start()

    async def _hand_on(self, request: web.Request) -> web.Response:
        assert self._session is not None
        now_s = asyncio.get_running_loop().time()
        self._free_at_s = max(self._free_at_s + 1 / 50, now_s)
        await asyncio.sleep(self._free_at_s - now_s)
        headers = {name: value for name, value in request.headers.items() if name.title() not in _DROP}
        self.handed_on += 1
        try:
            async with self._session.request(
                request.method, self._home + request.path_qs, headers=headers, data=await request.read()
            ) as answer:
                kept = {name: value for name, value in answer.headers.items() if name.title() not in _DROP}
                if "Content-Encoding" in answer.headers:
                    kept["Content-Encoding"] = answer.headers["Content-Encoding"]
                return web.Response(status=answer.status, body=await answer.read(), headers=kept)
        except TimeoutError:
            return web.Response(status=408)

    async def end(self) -> None:
        """Listen no more."""
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()


class Container:
    """One process of the bot: with nothing but its environment, as the image's user, on a root of its own that cannot
    be written, with a folder for its data and the token where the compose file puts it."""

    def __init__(self, folder: Path, environment: dict[str, str], hosts: Path, token: str) -> None:
        self.environment, self._folder = environment, folder
        for name in ("root", "data", "secrets"):
            (folder / name).mkdir(parents=True)
        os.chown(folder / "data", USER, USER)
        secret = folder / "secrets" / "discord-token"
        secret.write_text(token + "\n")
        secret.chmod(0o400)
        os.chown(secret, USER, USER)
        self._log = (folder / "log").open("w")
        self.process = subprocess.Popen(
            ["unshare", "--mount", "--propagation=private", "sh", "-ec", self._script(hosts)],
            env={"PATH": os.environ["PATH"]},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def _script(self, hosts: Path) -> str:
        root, lines = self._folder / "root", []
        shown = [*(f"/{name}" for name in _SYSTEM), sys.base_prefix, str(Path(sys.prefix).resolve()), str(ROOT)]
        lines.append(f"mount -t tmpfs -o mode=755 tmpfs {root}")
        lines.append(f"mkdir {root}/tmp && mount -t tmpfs tmpfs {root}/tmp")  # first: the checkout may lie there
        for name in (name for name in shown if Path(name).exists()):
            if Path(name).is_symlink():
                lines.append(f"cp -P {name} {root}{name}")
            elif not any(name != other and name.startswith(f"{other}/") for other in shown):
                read_only = "" if name in ("/dev", "/proc", "/sys") else f" && mount -o remount,bind,ro {root}{name}"
                lines.append(f"mkdir -p {root}{name} && mount --rbind {name} {root}{name}{read_only}")
        lines.append(f"mount --bind {hosts} {root}/etc/hosts")
        lines += [f"mkdir -p {root}/{each}" for each in ("run/secrets", "data")]
        lines.append(f"mount --bind {self._folder}/data {root}/data")
        lines.append(f"mount --bind {self._folder}/secrets {root}/run/secrets && mount -o remount,ro {root}")
        said = " ".join(f"'{name}={value}'" for name, value in self.environment.items())
        drop = (
            f"setpriv --reuid={USER} --regid={USER} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all"
        )
        run = f"cd /data && exec {drop} env -i {said} {sys.executable} -m bot run"
        return "\n".join([*lines, f'exec chroot {root} /bin/sh -ec "{run}"'])

    def log(self) -> str:
        """What it has said."""
        return (self._folder / "log").read_text()

    def status(self) -> str:
        """What the kernel says of its account and rights."""
        return Path(f"/proc/{self.process.pid}/status").read_text()

    def is_well(self) -> bool:
        """What `linger health` says, as the image's health check asks."""
        asked = subprocess.run(
            ["chroot", f"/proc/{self.process.pid}/root", sys.executable, "-m", "bot", "health"],
            env=self.environment | {"PATH": os.environ["PATH"]},
            check=False,
            capture_output=True,
            timeout=60,
        )
        return asked.returncode == 0

    async def ready(self, within_s: float) -> None:
        """Wait until it is well, and has its first servers."""
        until_s = asyncio.get_running_loop().time() + within_s
        while "ready as" not in self.log() or not await asyncio.to_thread(self.is_well):
            assert self.process.poll() is None, self.log()
            assert asyncio.get_running_loop().time() < until_s, self.log()
            await asyncio.sleep(0.2)

    async def end(self, within_s: float) -> int:
        """As compose does, by SIGTERM; the status, and -9 where it took longer than it has."""
        self.process.terminate()
        try:
            status = await asyncio.to_thread(self.process.wait, within_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = await asyncio.to_thread(self.process.wait)
        self._log.close()
        return status
