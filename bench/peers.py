"""The package's time beside its peers', and its memory beside its input's, in one run: `make peers`.

Times are processor seconds, the least of several calls made in turns, so that other programs on the machine disturb
all sides alike; none of what is timed uses more than one thread. Memory is measured in processes of their own. Exits
with 1 when a peer is missing or finds another number.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich import box
from rich.console import Console
from rich.table import Table

import intercoder as ic

UNITS = 1_000_000
METRICS = ("ordinal", "interval", "ratio")
SAME = 1e-9
NEEDED = {"krippendorff": "krippendorff", "sklearn": "scikit-learn"}


def codes(coders: int) -> NDArray[np.int64]:
    """Draw codes 1 to 5, shape (units, coders): each coder keeps the truth with probability 0.7, else guesses."""
    random = np.random.default_rng(1)
    shape = (UNITS, coders)
    truth = random.integers(1, 6, (UNITS, 1))
    return np.where(random.random(shape) < 0.7, truth, random.integers(1, 6, shape))


def codes_with_gaps() -> NDArray[np.float64]:
    """Draw codes of five coders as floats, NaN in a fifth of the cells."""
    table = codes(5).astype(np.float64)
    table[np.random.default_rng(2).random(table.shape) < 0.2] = np.nan
    return table


def measurements() -> NDArray[np.float64]:
    """Draw numbers of two coders that never repeat, above 0 as the ratio metric has it."""
    return np.random.default_rng(3).random((UNITS, 2)) + 0.5


def least(*calls: Callable[[], Any], rounds: int = 7) -> list[float]:
    """Time each call in turns, and keep the least processor seconds of each."""
    best = [float("inf")] * len(calls)
    for _ in range(rounds):
        for i, call in enumerate(calls):
            started = time.process_time()
            call()
            best[i] = min(best[i], time.process_time() - started)
    return best


def columns(*names: str) -> Table:
    """Make an empty table: what it is about to the left, figures to the right."""
    out = Table(box=box.SIMPLE)
    for name in names:
        out.add_column(name, justify="left" if name in ("", "peer", "metric") else "right")
    return out


# --- beside the peers -------------------------------------------------------------------------------------------------


def beside_peers() -> Iterator[tuple[str, str, Callable[[], float], Callable[[], float]]]:
    """Yield what is computed, the peer's name, our call, and the peer's."""
    import krippendorff
    from sklearn.metrics import cohen_kappa_score

    table = codes_with_gaps()
    turned = np.ascontiguousarray(table.T)  # the peer wants coders x units; it is not charged for turning
    yield (
        "nominal alpha, 5 coders\nfloat64, 20 % NaN",
        "krippendorff",
        lambda: ic.krippendorff_alpha(table).value,
        lambda: float(krippendorff.alpha(reliability_data=turned, level_of_measurement="nominal")),
    )
    first, second = np.ascontiguousarray(codes(2).T)
    yield (
        "Cohen's kappa\nint64",
        "scikit-learn",
        lambda: ic.cohen_kappa(first, second).value,
        lambda: float(cohen_kappa_score(first, second)),
    )


def compare(console: Console) -> bool:
    """Print our times beside the peers'; False when a value differs."""
    out = columns("", "peer", "ours", "theirs", "ratio", "differ by")
    same = True
    for what, peer, ours, theirs in beside_peers():
        difference = abs(ours() - theirs())
        seconds = least(ours, theirs)
        same &= difference <= SAME
        out.add_row(
            what,
            f"{peer}\n{version(peer)}",
            f"{seconds[0] * 1e3:.1f} ms",
            f"{seconds[1] * 1e3:.0f} ms",
            f"{seconds[1] / seconds[0]:.0f} x",
            f"{difference:.0e}",
        )
    console.print(f"Beside the peers, {UNITS:,} units: processor time", out)
    return same


# --- memory, each figure in a process of its own ----------------------------------------------------------------------


def megabytes(figure: str) -> float:
    """Read memory of this process, "VmRSS" now or "VmHWM" at its peak, in MB of 10^6 bytes.

    On Linux `getrusage` will not do: a process is born with the peak of the one that started it, which hides what it
    takes itself. Elsewhere there is only the peak.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return next(int(line.split()[1]) * 1.024e-3 for line in lines if line.startswith(figure + ":"))


def computed(task: str, table: NDArray[Any]) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    """Return the call that is measured, and what is done with its result afterwards."""
    if task == "copy":
        return table.copy, lambda _: None
    if task == "kappa":
        return lambda: ic.cohen_kappa(table[0], table[1]).value, lambda _: None
    return lambda: ic.krippendorff_alpha(table, weights=task), lambda a: a.se


def measure(task: str, file: str) -> None:
    """Do one task on an array in a file, and print what it took: what runs in a process of its own."""
    call, then = computed(task, np.load(file))
    # What is loaded at the first use only is not what the data take.
    _ = ic.krippendorff_alpha(np.random.default_rng(0).random((50, 2)), weights="ratio").se
    before = megabytes("VmRSS")
    then(call())
    peak = megabytes("VmHWM") - before
    value = error = float("inf")
    for _ in range(3):
        started = time.process_time()
        result = call()
        value = min(value, time.process_time() - started)
        then(result)
        error = min(error, time.process_time() - started)
    print(json.dumps({"peak": peak, "value": value, "error": error}))


def in_a_process(task: str, table: NDArray[Any], folder: Path) -> dict[str, float]:
    """Run `measure` on the array: read from a file, so that making it leaves no peak behind."""
    file = folder / "table.npy"
    np.save(file, table)
    done = subprocess.run([sys.executable, __file__, task, str(file)], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def distinct(console: Console, folder: Path) -> None:
    """Print time and memory for numbers that never repeat."""
    out = columns("metric", "value", "value and error", "memory added")
    table = measurements()
    for metric in METRICS:
        found = in_a_process(metric, table, folder)
        out.add_row(metric, f"{found['value']:.2f} s", f"{found['error']:.2f} s", f"{found['peak']:.0f} MB")
    console.print(f"Alpha of 2 coders x {UNITS:,} distinct numbers: processor time, memory", out)


def no_copy(console: Console, folder: Path) -> None:
    """Print what counting adds to the memory of a process, and, to show that a copy would be seen, what a copy adds."""
    out = columns("", "input", "added", "ratio", "by a copy")
    cases = (
        ("nominal alpha and its error, float64", "nominal", codes_with_gaps()),
        ("Cohen's kappa, int64", "kappa", np.ascontiguousarray(codes(2).T)),
    )
    for what, task, table in cases:
        size = table.nbytes / 1e6
        added, copied = (in_a_process(t, table, folder)["peak"] for t in (task, "copy"))
        out.add_row(what, f"{size:.0f} MB", f"{added:.1f} MB", f"{added / size:.0%}", f"{copied:.0f} MB")
    console.print("Memory added at the peak, beside what one copy of the input adds", out)


def main() -> int:
    """Measure everything and print it."""
    if len(sys.argv) == 3:
        measure(sys.argv[1], sys.argv[2])
        return 0
    console = Console()
    missing = []
    for module, package in NEEDED.items():
        try:
            __import__(module)
        except ImportError:
            missing.append(package)
    if missing:
        print(f"missing: {', '.join(missing)}; please run: pip install -e '.[bench]'", file=sys.stderr)
        return 1
    console.print(f"intercoder {ic.__version__}, NumPy {version('numpy')}, Python {sys.version.split()[0]}\n")
    with tempfile.TemporaryDirectory() as name:
        same = compare(console)
        distinct(console, Path(name))
        no_copy(console, Path(name))
    if not same:
        print(f"a value differs from the peer's by more than {SAME:g}", file=sys.stderr)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
