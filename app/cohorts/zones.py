"""The world's time zones, as a select shows them."""
from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

DEFAULT = "Asia/Seoul"
NOT_PLACES = ("Etc", "SystemV", "posix", "right")


@cache
def grouped() -> dict[str, list[tuple[str, str]]]:
    """{'Asia': [('Asia/Seoul', 'Asia/Seoul'), …], …}, and UTC by itself first."""
    groups: dict[str, list[tuple[str, str]]] = {"UTC": [("UTC", "UTC")]}
    for name in sorted(available_timezones()):
        region, _, place = name.partition("/")
        if place and region not in NOT_PLACES:
            groups.setdefault(region, []).append((name, name.replace("_", " ")))
    return groups

