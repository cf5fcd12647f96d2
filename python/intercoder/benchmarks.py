"""Words for values, such as "substantial", and how sure one can be of them. Display only."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from intercoder import _core, _frames
from intercoder._arguments import number
from intercoder.errors import BadArgument

BenchmarkScale = Literal["landis_koch", "altman", "fleiss", "cicchetti", "mchugh", "krippendorff"]


@dataclass(frozen=True)
class BenchmarkRow:
    """One word of a scale."""

    label: str
    low: float
    high: float
    probability: float  #: of lying between the limits
    cumulative: float  #: of this word or a better one

    def to_dict(self) -> dict[str, Any]:
        """Give all fields as a dict."""
        return asdict(self)


@dataclass(frozen=True)
class Benchmark:
    """The best word that a value reaches with a given probability: "at least moderate".

    No number rests on it. `point_label`, the word for the value itself, says more than the data do.
    """

    label: str  #: empty where there is none; `reason` then says why
    probability: float  #: with which the word, or a better one, is right
    asked: float  #: the probability that was asked for
    scale: str
    table: tuple[BenchmarkRow, ...]  #: best word first
    point_label: str
    method: str  #: "normal", or "interval": the word of the lower limit, where no error is known
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Give all fields as a dict."""
        return asdict(self)

    def sentence(self) -> str:
        """Say it: "at least moderate (P = .995)"."""
        if not self.label:
            return f"No word: {self.reason}"
        if self.label == self.table[-1].label:  # of which one can always be sure
            return f"{self.label}: no better word is reached (P >= {_core.apa(self.asked)}, scale {self.scale})"
        p = f"= {_core.apa(self.probability, 3)}" if self.probability < 0.9995 else "> .999"
        return f"at least {self.label} (P {p if self.method == 'normal' else p.replace('=', '>=')}, scale {self.scale})"


def benchmark_of(estimate: _core.Estimate, scale: Any, probability: Any) -> Benchmark:
    """Find the word for an estimate."""
    if not isinstance(scale, str):
        raise BadArgument(f"scale: found {_frames.describe(scale)}; expected a name, such as 'landis_koch'")
    raw = _core.benchmark(estimate, scale, number(probability, "probability"))
    names = BenchmarkRow.__dataclass_fields__
    return Benchmark(
        label=raw.label,
        probability=raw.probability,
        asked=raw.asked,
        scale=raw.scale,
        table=tuple(BenchmarkRow(**{name: getattr(row, name) for name in names}) for row in raw.rows),
        point_label=raw.point_label,
        method=raw.method,
        reason=raw.reason,
    )
