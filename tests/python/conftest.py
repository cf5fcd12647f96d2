"""What the tests share: real files that are not part of the project, read where they are."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[2]

# The suite looks at the same examples every time; `make search` looks for new ones.
settings.register_profile("suite", max_examples=20, derandomize=True, deadline=None)
settings.register_profile("search", max_examples=200, deadline=None)
settings.load_profile("suite")


def pytest_addoption(parser):
    parser.addoption(
        "--update-displays", action="store_true", help="write tests/data/displays anew; then read the diff"
    )


@pytest.fixture(scope="session")
def shared():
    """Find a file below INTERCODER_SHARED (default: the folder "shared" beside the project); skip without it."""
    root = Path(os.environ.get("INTERCODER_SHARED", ROOT.parent / "shared"))

    def find(name):
        path = root / name
        if not path.exists():
            pytest.skip(f"{name} is not there; set INTERCODER_SHARED")
        return path

    return find


@pytest.fixture
def interruptible():
    """Ctrl-C means what it usually does, also where these tests run in the background, where it means nothing."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
