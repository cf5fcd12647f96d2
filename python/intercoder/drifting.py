"""Whether agreement changes while the units are coded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from intercoder import _core, _display, _frames
from intercoder._arguments import number
from intercoder.errors import BadArgument
from intercoder.inference import Interval, interval_from


@dataclass(frozen=True, eq=False)
class Drift:
    """The change of a value from the first unit to the last. NaN where it cannot be given; `reason` then says why."""

    slope: float  #: above 0 when agreement gets better
    se: float
    interval: Interval
    statistic: float  #: Student's t
    p_value: float  #: two-sided
    df: float
    n_units: int | float
    n_sources: int  #: 0 where sources are not known
    windows: Any  #: a frame with one row a stretch of units
    reason: str


def drift_of(estimate: _core.Estimate, order: Any, window: Any, level: Any, backend: str | None) -> Drift:
    """Compute the drift of an estimate."""
    if window is not None and (isinstance(window, bool) or not isinstance(window, int) or window < 1):
        raise BadArgument(f"window: found {_frames.describe(window)}; expected a number of units, such as 20")
    raw = _core.drift(estimate, _numbers(order), window or 0, number(level, "level"))
    data = estimate.data
    names = data.unit_names or [str(u + 1) for u in range(data.units)]
    windows = {
        "first": [names[raw.units[w.first]] for w in raw.windows],
        "last": [names[raw.units[w.last]] for w in raw.windows],
        "n_units": [_display.whole(w.n_units) for w in raw.windows],
        "mean": [w.mean for w in raw.windows],
        "value": [w.value for w in raw.windows],
    }
    return Drift(
        **{name: getattr(raw, name) for name in ("slope", "se", "statistic", "p_value", "df", "n_sources", "reason")},
        interval=interval_from(raw.interval),
        n_units=_display.whole(raw.n_units),
        windows=_frames.make_frame(windows, backend),
    )


def _numbers(order: Any) -> list[float]:
    """Read what units are ordered by: numbers or times."""
    if order is None:
        return []
    if isinstance(order, str) or not hasattr(order, "__len__"):
        raise BadArgument(f"order: found {_frames.describe(order)}; expected a number or a time for each unit")
    try:
        values = [value.timestamp() if hasattr(value, "timestamp") else number(value, "order") for value in order]
    except BadArgument as error:
        raise BadArgument(f"{error} or a time for each unit") from None
    if not values:
        raise BadArgument("order: an empty list; expected a number or a time for each unit")
    return values
