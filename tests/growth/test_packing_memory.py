"""Memory stays bounded however much there is to pack (check 23), measured in a process of its own: 200 reviews, and pictures of 120 MB in all."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).parent.parent.parent
GROWTH = 50  # MB, of which SQLite keeps 32 as its own cache

# Makes them, packs them, and says how far memory had grown at its highest, in kB: what is the process's own (`RssAnon`, on Linux), for a file that is
# mapped, as SQLite maps its own, costs nobody anything. It is looked at after each review and each picture.
MEASURING = """
import json, os, sys
from app import create_app
from app.extensions import db
from app.growth.models import Parcel
from app.growth.packing import making
from app.uploads.models import Image
from app.uploads.pictures import Picture
from app.web import clock
from tests import factories

def own():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("RssAnon"))

seen = []
noted = making.Lease.note
making.Lease.note = lambda lease: (seen.append(own()), noted(lease))
making.NOTED_EVERY = 0

with create_app().app_context():
    db.create_all()
    cohort = factories.cohort(week_count=100)
    members = [factories.member(in_cohort=each, account=account) for account in [factories.account("많이 쓴 이")]
               for each in (cohort, factories.cohort("ai-8", week_count=100))]
    for member in members:
        picture = [Image.kept(member, Picture(os.urandom(1_000_000), "image/png", 1, 1, f"{number:064x}"), "그림") for number in range(60)][0]
        for number in range(1, 101):
            factories.review(member, number=number, filed=False, closing=f"![]({picture.address('ai-7')}) " + "긴 글 " * 5_000)
        db.session.commit()
    account_id = members[0].account_id
    del members, member, picture
    db.session.remove()
    Parcel.ask(account_id, "ko", clock.now())
    db.session.commit()
    began = own()
    assert making.make_next(clock.now())
    parcel = db.session.query(Parcel).one()
    print(json.dumps([max(seen) - began, parcel.size, parcel.total, parcel.state(clock.now())]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from Linux")
def test_packing_takes_a_bounded_amount_of_memory(tmp_path):
    environ = {"HOEGO_SECRET_KEY": "only for tests, never anywhere else, 1234", "DATABASE_URL": f"sqlite:///{tmp_path / 'large.sqlite'}"}
    ran = subprocess.run([sys.executable, "-c", MEASURING], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=240)
    assert ran.returncode == 0, ran.stderr
    grown, size, total, state = json.loads(ran.stdout.splitlines()[-1])
    print(f"{grown // 1024} MB more for a parcel of {size // 2**20} MB")
    assert (state, total) == ("ready", 320)
    assert size > 120_000_000
    assert grown < GROWTH * 1024
