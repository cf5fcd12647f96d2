"""What each public header costs to compile alone: `python tests/headers.py BUILD`.

BUILD is a CMake build folder configured with CMAKE_VERIFY_INTERFACE_HEADER_SETS. Each header is read with
`-O0 -fsyntax-only -DINTERCODER_COMPILED`; one that takes a second of CPU time or more, in three runs, is an error.
On a slow or busy machine the limit is half again what `<Eigen/Core>` alone takes there. Files named `*-inl.hpp` hold
bodies and may take longer; so may the umbrella, which reads every other header and is allowed two of them.
"""

import json
import os
import re
import resource
import shlex
import subprocess
import sys
from pathlib import Path

LIMIT = 1.0
UMBRELLA = "intercoder/intercoder.hpp"
RUNS = 3


def cpu_seconds(command: list[str], folder: str) -> float:
    """Run a command and return the CPU time that it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def best_of_runs(command: list[str], folder: str, enough: float) -> float:
    """Run a command again while it takes longer than `enough`, RUNS times at most: the machine may be busy."""
    seconds = cpu_seconds(command, folder)
    for _ in range(RUNS - 1):
        if seconds < enough:
            break
        seconds = min(seconds, cpu_seconds(command, folder))
    return seconds


def commands(build: Path) -> dict[str, tuple[list[str], str]]:
    """Read from CMake how each header is compiled alone: header -> (command, folder)."""
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        if match := re.search(r"_verify_interface_header_sets/(intercoder/.*)\.cxx$", entry["file"]):
            command = shlex.split(entry["command"])
            command = command[1:] if Path(command[0]).name == "ccache" else command
            output = command.index("-o")
            command[output : output + 2] = ["-O0", "-fsyntax-only", "-DINTERCODER_COMPILED"]
            found[match[1]] = (command, entry["directory"])
    return found


def main(build: Path) -> int:
    """Time every header, print the slowest first, and return the exit status."""
    alone = commands(build)
    if not alone:
        print(f"{build}/compile_commands.json: no header; expected CMAKE_VERIFY_INTERFACE_HEADER_SETS")
        return 1
    command, folder = next(iter(alone.values()))
    command = [*command[: command.index("-c")], "-include", "Eigen/Core", "-x", "c++", "-c", os.devnull]
    limit = max(LIMIT, 1.5 * best_of_runs([*command, "-fsyntax-only"], folder, 0))

    timed = {name: best_of_runs(*how, limit) for name, how in alone.items()}
    limits = {name: 2 * limit if name == UMBRELLA else limit for name in timed if not name.endswith("-inl.hpp")}
    slow = [name for name in limits if timed[name] >= limits[name]]
    for name, seconds in sorted(timed.items(), key=lambda item: -item[1]):
        print(f"{seconds:5.2f} s  {name}{'  TOO SLOW' if name in slow else ''}")
    print(f"headers: {len(timed)} compile alone, {len(slow)} of them above the limit of {limit:.2f} s")
    return 1 if slow else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
