from tests.accounts.test_limits import *
from tests.accounts.conftest import *
def test_x(browser, cohort):
    person = browser()
    print([person.get(f"/join/ACDE34{number:02}").status_code for number in range(50)])
    print(limiter.storage.storage)
    assert 0
