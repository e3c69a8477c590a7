"""What Windows lacks is taken away here: Linger starts, keeps others out and ends without it."""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from bot.app import until_stopped
from bot.errors import StartError
from bot.storage.engine import lock
from bot.storage.engine.database import Database

pytestmark = pytest.mark.sqlite


@pytest.fixture
def windows_lock(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The lock as Windows imports it: without positioned writes, with its own way to lock a byte."""

    def locking(descriptor: int, mode: int, count: int) -> None:
        assert mode == 2
        assert os.lseek(descriptor, 0, os.SEEK_CUR) > 20, "the process number has to stay readable"
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    for name in ("pread", "pwrite"):
        monkeypatch.delattr(os, name, raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "platform", "win32")
    assert lock.__file__ is not None
    spec = spec_from_file_location("lock_on_windows", lock.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.undo()
    for name in ("pread", "pwrite"):
        monkeypatch.delattr(os, name, raising=False)
    return module


def test_one_process_at_a_time_on_windows_too(windows_lock: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    with windows_lock.holding(path):
        assert windows_lock.holder_of(path) == str(os.getpid())
        with (
            pytest.raises(StartError, match=f"in use by another Linger .process {os.getpid()}."),
            windows_lock.holding(path),
        ):
            pass
    with windows_lock.holding(path):
        pass
    assert windows_lock.holder_of(path) is None


async def test_a_database_opens_without_positioned_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pread", "pwrite"):
        monkeypatch.delattr(os, name)
    async with Database.open(tmp_path / "linger.sqlite3"):
        assert lock.holder_of(tmp_path / "linger.sqlite3") == str(os.getpid())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_loop_without_signal_handlers_is_stopped_all_the_same(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    def missing(*_arguments: Any) -> None:
        raise NotImplementedError

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(type(loop), "add_signal_handler", missing)
    monkeypatch.delattr(signal, "SIGHUP")
    before = signal.getsignal(number)
    ended = []

    async def work() -> None:
        loop.call_later(0.05, os.kill, os.getpid(), number)
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(True)

    await asyncio.wait_for(until_stopped(work()), 20)
    assert ended == [True]
    assert signal.getsignal(number) is before
