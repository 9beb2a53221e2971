"""Memory stays bounded whatever comes (check 23), measured in a process of its own: the worst of each kind that is taken, and bombs."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.uploads.making import png_that_says, saved

pytestmark = pytest.mark.once
ROOT = Path(__file__).parent.parent.parent
IN_ALL = 300  # MB, of a process that holds the whole app (check 23)
GROWTH = 200  # MB

# Draws each file once and says how far memory had grown at its highest, in kB. Reading `VmHWM` needs Linux.
MEASURING = """
import json, sys
from pathlib import Path
from app import create_app  # what a server holds in any case
from app.uploads.pictures import redrawn
from app.web.errors import Refusal

def status(name):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(name))

files = [Path(name).read_bytes() for name in sys.argv[1:]]
open("/proc/self/clear_refs", "w").write("5")  # the highest mark begins here
began, outcomes = status("VmRSS"), []
for sent in files:
    try:
        outcomes.append(redrawn(sent).kind)
    except Refusal as refusal:
        outcomes.append(type(refusal).__name__)
print(json.dumps([status("VmHWM") - began, status("VmHWM"), outcomes]))
"""


def plain(mode: str, size: tuple[int, int]) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert(mode)


TAKEN = {
    "a photograph of 50 million pixels": lambda: saved(plain("RGB", (8_160, 6_120)), "JPEG", quality=50),
    "a photograph that is opened whole": lambda: saved(plain("RGB", (5_460, 3_660)), "JPEG", quality=50),
    "a photograph in several scans": lambda: saved(plain("RGB", (5_000, 4_000)), "JPEG", quality=50, progressive=True, subsampling=0),
    "four colours in several scans": lambda: saved(plain("CMYK", (5_000, 3_000)), "JPEG", quality=50, progressive=True),
    "a see-through drawing": lambda: saved(plain("RGBA", (5_000, 4_000)), "PNG"),
    "a long screen": lambda: saved(plain("RGBA", (1_250, 16_000)), "PNG"),
    "few colours": lambda: saved(plain("P", (5_000, 4_000)), "GIF"),
    "a see-through WebP": lambda: saved(plain("RGBA", (4_500, 2_000)), "WEBP", quality=50),
}
BOMBS = {
    "30,000 by 30,000": lambda: png_that_says(30_000, 30_000),
    "as wide as a number": lambda: png_that_says(2**31 - 1, 2**31 - 1, depth=8),
    "several scans of 50 million pixels": lambda: saved(plain("RGB", (8_000, 6_000)), "JPEG", quality=30, progressive=True, subsampling=0),
    "a drawing of 40 million pixels": lambda: saved(plain("1", (8_000, 5_000)), "PNG"),
    "a WebP of 16 million pixels": lambda: saved(plain("RGB", (4_096, 4_096)), "WEBP", quality=30),
}


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the highest mark of memory is read from Linux")
@pytest.mark.parametrize("make", [*TAKEN.values(), *BOMBS.values()], ids=[*TAKEN, *BOMBS])
def test_drawing_takes_a_bounded_amount_of_memory(tmp_path, make):
    sent = tmp_path / "sent"
    sent.write_bytes(make())
    ran = subprocess.run([sys.executable, "-c", MEASURING, str(sent), str(sent)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    grown, highest, outcomes = json.loads(ran.stdout.splitlines()[-1])
    print(f"{grown // 1024} MB more, {highest // 1024} MB in all, {outcomes}")

    assert grown < GROWTH * 1024
    assert highest < IN_ALL * 1024
    assert all(outcome.startswith("image/") for outcome in outcomes) == (make in TAKEN.values())
