"""Every published value is compared by some test; what is not stands here, with the reason."""

import json
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

# Reason, how many, which. A case that gets its test leaves this list.
NOT_COMPARED: list[tuple[str, int, list[str]]] = []

# Reason, how many, which: their own reference does not reproduce them.
NOT_REPRODUCED = [
    ("estimates for data missing at random", 1, ["klein2018_ipw_misskappa"]),
    ("the sample size rests on a model of unequal codes that is not stated", 1, ["sample_size_kappaSize_3cats"]),
]


def cases():
    return [c for name in ("statistics", "inference") for c in json.loads((TESTS / f"data/{name}.json").read_text())]


@pytest.fixture(scope="module")
def quoted():
    """What the tests name: an id in quotes."""
    files = [*TESTS.glob("published/*.cpp"), *TESTS.glob("inference/*.cpp"), *TESTS.glob("unitizing/*.cpp")]
    files += [p for p in (TESTS / "python").glob("*.py") if p != Path(__file__)]
    text = "\n".join(p.read_text() for p in files)
    return {c["id"] for c in cases() if f'"{c["id"]}"' in text}


def test_every_verified_case_is_compared_or_excused(quoted):
    excused = {case for _, _, which in NOT_COMPARED for case in which}
    verified = {c["id"] for c in cases() if c["verified"]}
    assert verified - quoted == excused
    for reason, count, which in NOT_COMPARED:
        assert len(set(which)) == count, reason


def test_every_case_that_is_not_verified_is_known():
    assert {c["id"] for c in cases() if not c["verified"]} == {case for _, _, which in NOT_REPRODUCED for case in which}
    for reason, count, which in NOT_REPRODUCED:
        assert len(set(which)) == count, reason
