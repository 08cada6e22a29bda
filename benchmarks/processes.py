"""Bots as processes of their own, kept to the bots' core."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.machine import BOT_CORE, spent

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 60.0


class Bot:
    """A running bot that says one line when it is ready."""

    def __init__(self, *words: str, **environment: str) -> None:
        mine = {n: v for n, v in os.environ.items() if not n.startswith(("JALON_", "PG"))}
        self.begun = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, *words],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**mine, "PYTHONUNBUFFERED": "1", **environment},
            preexec_fn=lambda: os.sched_setaffinity(0, {BOT_CORE}),
        )
        self.pid = self._process.pid

    def ready(self) -> float:
        """Wait for its line; return the seconds since it was started."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"a bot did not start: {self._process.args!r}"
        return time.perf_counter() - self.begun

    @property
    def cpu(self) -> float:
        return spent(self.pid)

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
