"""What the package is, before what it does."""

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import intercoder

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_the_one_of_the_public_header():
    header = (ROOT / "include/intercoder/version.hpp").read_text(encoding="utf-8")
    version = ".".join(re.findall(r"INTERCODER_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", header))
    assert intercoder.__version__ == version
    assert importlib.metadata.version("intercoder") == version


def test_importing_loads_no_optional_package():
    code = "import sys, intercoder; print(*{'pandas', 'polars', 'pyarrow', 'matplotlib', 'docx'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert out.stdout.split() == []
