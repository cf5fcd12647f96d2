"""A bar for what takes longer than a moment: on a terminal, on standard error, and gone when the work is done."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

MOMENT = 1.0  #: seconds before there is anything to see
BETWEEN = 0.1  #: seconds between two pictures


class Bar:
    """One piece of work, as the C++ part reports it. It draws in the caller's thread, when it is told something."""

    def __init__(self) -> None:
        self._next = time.monotonic() + MOMENT
        self._wanted = sys.stderr is not None and sys.stderr.isatty()
        self._shown: Progress | None = None

    def show(self, done: float) -> None:
        """Say how much is done, from 0 to 1."""
        now = time.monotonic()
        if not self._wanted or now < self._next:
            return
        self._next = now + BETWEEN
        if self._shown is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

            self._shown = Progress(
                BarColumn(),
                TaskProgressColumn(),
                TimeRemainingColumn(),
                console=Console(file=sys.stderr),
                transient=True,
                auto_refresh=False,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._shown.start()
            self._shown.add_task("", total=1.0)
        self._shown.update(self._shown.task_ids[0], completed=done, refresh=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = None
