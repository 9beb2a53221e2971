"""What processes spend: seconds of processor time, the system's for them included. Linux only (/proc)."""
from __future__ import annotations

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def below(parent: int) -> list[int]:
    """The processes that `parent` has started, and those that they have started."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        if fields := _stat(int(folder.name)):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, open_ones = [], [parent]
    while open_ones:
        started = children.get(open_ones.pop(), [])
        found += started
        open_ones += started
    return found


def parent_of(pid: int) -> int:
    return int(_stat(pid)[1])


def spent(pids: list[int]) -> float:
    """Seconds until now; a process that has ended counts nothing."""
    return sum((int(fields[11]) + int(fields[12])) / TICK for pid in pids if (fields := _stat(pid)))


def _stat(pid: int) -> list[str]:
    """Fields of /proc/…/stat after the name, from the state on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
