"""Servers to be measured, and the load that measures them. Everything stays on 127.0.0.1 and ends by itself."""
from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.serving import free_port, wait_for

PROGRAMS = Path(sys.executable).parent
ROOT = Path(__file__).parent.parent.parent
# As `make run` serves: two processes, each with many threads of which four are at work (app/web/whole.py).
GRANIAN = ("--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--workers", "2", "--blocking-threads", "128", "--log-level", "error")
LUA = """
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("JSON {\\"rps\\": %.1f, \\"p50\\": %.2f, \\"p99\\": %.2f, \\"errors\\": %d}\\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Measured:
    """Requests a second, and milliseconds at the median and the 99th percentile."""

    rps: float
    p50: float
    p99: float
    errors: int


@contextlib.contextmanager
def serving(target: str, environ: dict[str, str]) -> Iterator[str]:
    """`target` ("wsgi:app") on a free port; gives its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([PROGRAMS / "granian", target, *GRANIAN, "--port", str(port)], cwd=ROOT, env={**os.environ, **environ}, start_new_session=True)
    try:
        wait_for(f"{address}/healthz", process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)


def load(url: str, seconds: int, cookie: str = "", lua: str = "", connections: int = 16) -> Measured:
    """What 16 clients get out of `url` in `seconds`. `lua` may make the requests (wrk's own interface)."""
    if not (wrk := shutil.which("wrk")):
        sys.exit("The benchmark needs wrk: apt-get install wrk")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(lua + LUA)
        script.flush()
        headers = ["-H", f"Cookie: {cookie}"] if cookie else []
        command = [wrk, "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "--latency", "-s", script.name, *headers, url]
        out = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=True).stdout
    found = re.search(r"^JSON (.*)$", out, re.M)
    if not found:
        raise RuntimeError(out)
    return Measured(**json.loads(found[1]))
