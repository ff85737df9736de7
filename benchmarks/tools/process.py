"""A measurement in a process of its own: memory is then that of the measured work alone."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

MEBIBYTE = 1024


@dataclass(frozen=True)
class Measured:
    """What work took; ``first`` is the time until it gave its first piece."""

    seconds: float
    cpu: float
    # Most memory that the process ever had, in MiB, and what it had before the work.
    peak: float
    before: float
    first: float = 0.0
    size: int = 0


def measured(work: Callable[[Callable[[], None]], int]) -> Measured:
    """Do the work in this process; it calls what it is given when its first piece is there."""
    before = _resident("VmRSS")
    firsts: list[float] = []
    cpu, wall = time.process_time(), time.perf_counter()
    size = work(lambda: firsts.append(time.perf_counter()) if not firsts else None)
    took = time.perf_counter() - wall
    return Measured(
        seconds=took,
        cpu=time.process_time() - cpu,
        peak=_resident("VmHWM"),
        before=before,
        first=(firsts[0] if firsts else time.perf_counter()) - wall,
        size=size,
    )


def run(module: str, *arguments: str) -> Measured:
    """Run a module that ends with ``tell``; return what it told."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, *arguments],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        env=os.environ,
    )
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def tell(result: Measured) -> None:
    """Print a result for ``run``."""
    print(json.dumps(asdict(result)))


def _resident(name: str) -> float:
    """Return a figure of this process's memory as Linux keeps it, in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / MEBIBYTE
    return 0.0
