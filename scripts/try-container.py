"""Do what the Dockerfile says in an empty Debian, where no container engine is at hand: needs root and apt.

    python scripts/try-container.py [FOLDER]

Both stages run in a chroot below FOLDER (default: a temporary folder), the same commands in the same order, with
Debian's Python in place of the image's. Then the bot is asked for its version, a search and a look at itself, and lives
in the playground on a read-only root as compose.yaml has it, as the user that the image runs it as, and is stopped as
Docker stops it; sizes and times are printed.

It takes two minutes on two cores, 1.6 GB of room, and packages of Debian's and PyPI's from the network; debootstrap is
installed where it is missing.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MIRROR, SUITE = "http://deb.debian.org/debian", "bookworm"
STAND_IN = ("python3", "python3-venv", "ca-certificates")  # what the image brings
HOST_FILES = ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs/ca-certificates.crt")


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as (word, rest) with its continued lines joined."""
    text = re.sub(r"\\\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def stages() -> list[list[tuple[str, str]]]:
    """The instructions of each stage, without its FROM."""
    found: list[list[tuple[str, str]]] = []
    for word, rest in instructions():
        if word == "FROM":
            found.append([])
        elif found:
            found[-1].append((word, rest))
    return found


def inside(root: Path, command: str, environment: dict[str, str], user: str = "root") -> str:
    """Run a command in the chroot; what it printed."""
    names = [name for name in os.environ if name.startswith("PIP_") or "proxy" in name.lower()]
    kept = {name: os.environ[name] for name in names if name != "PIP_FIND_LINKS"}  # a folder that is not in there
    done = subprocess.run(
        ["/usr/sbin/chroot", f"--userspec={user}:{user}", str(root), "/bin/sh", "-ec", command],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", **kept, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def copy(rest: str, source: Path, root: Path) -> None:
    """COPY as this Dockerfile uses it."""
    *names, target = [word for word in rest.split() if not word.startswith("--")]
    for name in names:
        place = root / target.lstrip("/")
        if target.endswith("/") or (len(names) > 1):
            place = place / Path(name).name
        place.parent.mkdir(parents=True, exist_ok=True)
        origin = source / name.lstrip("/")
        if origin.is_dir():
            shutil.copytree(origin, place, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy2(origin, place)


def live_read_only(root: Path, environment: dict[str, str]) -> str:
    """Start the playground where only /tmp and /data can be written, as compose.yaml has it; what it said until it
    served its page."""
    script = f"""
        mount --bind {root} {root} && mount --bind {root}/data {root}/data
        mount -t tmpfs tmpfs {root}/tmp && mount -o remount,ro,bind {root}
        exec /usr/sbin/chroot --userspec=linger:linger {root} /bin/sh -ec '
            ! touch /opt/linger/x 2>/dev/null && touch /data/x /tmp/x && rm /data/x
            cd /data && exec linger playground --port 0'
    """
    with subprocess.Popen(
        ["/usr/bin/unshare", "--mount", "/bin/sh", "-ec", script],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", **environment},
        stdout=subprocess.PIPE,
        text=True,
    ) as playground:
        assert playground.stdout is not None
        said = next((line for line in playground.stdout if "http://" in line), "")
        playground.terminate()
        assert playground.wait(timeout=15) == 0, "it does not end in order"  # compose.yaml gives it as long
    return said.strip()


def empty_debian(folder: Path) -> Path:
    """A root with nothing but Debian's base and what stands in for the image's Python."""
    if shutil.which("debootstrap") is None:
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", "debootstrap"], check=True)
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={','.join(STAND_IN)}", SUITE, str(folder), MIRROR],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    # As the image does: no package stays behind that was installed.
    clean = (
        'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };\n'
        'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";\n'
    )
    (folder / "etc/apt/apt.conf.d/docker-clean").write_text(clean, encoding="utf-8")
    for archive in (folder / "var/cache/apt/archives").glob("*.deb"):
        archive.unlink()
    subprocess.run(["umount", str(folder / "proc")], check=False, stderr=subprocess.DEVNULL)  # debootstrap leaves it
    for name in HOST_FILES:
        if Path(name).is_file():
            (folder / name.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(name, folder / name.lstrip("/"))
    return folder


def perform(stage: list[tuple[str, str]], root: Path, built: Path | None) -> dict[str, str]:
    """Do a stage's instructions; the environment it leaves."""
    environment: dict[str, str] = {}
    for word, rest in stage:
        print(f"  {word} {rest[:90]}", flush=True)
        if word == "RUN":
            inside(root, rest, environment)
        elif word == "COPY":
            copy(rest, built if "--from=" in rest and built is not None else ROOT, root)
        elif word == "ENV":
            pairs = dict(pair.split("=", 1) for pair in shlex.split(rest))
            environment |= {k: v.replace("$PATH", "/usr/local/bin:/usr/bin:/bin") for k, v in pairs.items()}
    return environment


def size_mb(path: Path) -> int:
    """How much a folder takes, as `du` counts."""
    said = subprocess.run(["du", "-smx", str(path)], capture_output=True, text=True, check=True).stdout
    return int(said.split()[0])


def main() -> int:
    """Try it; 0 when everything worked."""
    with tempfile.TemporaryDirectory(prefix="linger-container-") as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        build, final = stages()
        began = time.monotonic()
        base = empty_debian(folder / "build")
        subprocess.run(["cp", "-ax", str(base), str(folder / "final")], check=True)  # -x: no /proc that is mounted
        bare = size_mb(folder / "final")
        perform(build, base, None)
        environment = perform(final, folder / "final", base)
        root = folder / "final"
        (root / "tmp").chmod(0o1777)
        print(inside(root, "linger --version", environment, "linger").strip())
        found = inside(root, "linger search --json litbc", environment, "linger")
        assert "love-in-the-big-city-kr-2024" in found, found
        refused = inside(root, "linger health 2>&1 || echo status $?", environment, "linger")
        assert "status 1" in refused, refused
        looked = inside(root, "linger doctor --offline || true", environment, "linger")
        print(looked)
        assert "there is none" in looked, "it wants a token"
        assert "every script of the catalogue can be drawn" in looked, "the fonts are those that pictures need"
        said = live_read_only(root, environment)
        assert "http://" in said, "it does not live on a read-only root"
        print(f"on a read-only root: {said}")
        print(
            f"{size_mb(root) - bare} MB beyond the base, {size_mb(root / 'opt/linger')} MB of them Linger and libraries"
        )
        print(f"{time.monotonic() - began:.0f} s in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
