"""Long work shows a bar on a terminal and stops on Ctrl-C."""

import io
import os
import signal
import sys
import threading
import time

import numpy as np
import pytest

import intercoder as ic
from intercoder import _progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def table(units):
    return np.random.default_rng(0).integers(1, 4, (units, 3)).astype(float)


LONG = {
    "bootstrap": lambda: ic.bootstrap(lambda r: ic.cohen_kappa(r.select(coders=["1", "2"])).value, table(300), n=10**6),
    "resampled interval": lambda: ic.krippendorff_alpha(table(2000)).interval(method="percentile", resamples=10**6),
    "jackknife": lambda: ic.krippendorff_alpha(
        np.random.default_rng(0).random((30_000, 2)), weights="interval"
    ).interval(se="jackknife"),
    "plan": lambda: ic.plan(target=0.8, minimum=0.7, data_sets=10**6),
}


def terminal(monkeypatch):
    """Stand in for standard error; called by the test itself, as pytest puts its own there after the fixtures."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm-256color")  # on a dumb terminal a bar cannot be taken away again
    return stream


@pytest.mark.parametrize("work", LONG)
@pytest.mark.usefixtures("interruptible")
def test_a_bar_is_shown_and_ctrl_c_stops_it(work, monkeypatch):
    monkeypatch.setattr(_progress, "MOMENT", 0.0)
    stream = terminal(monkeypatch)
    threading.Timer(0.6, os.kill, (os.getpid(), signal.SIGINT)).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        LONG[work]()
    assert time.monotonic() - began < 60
    assert "%" in stream.getvalue()


def test_nothing_is_shown_where_nobody_looks(monkeypatch):
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    monkeypatch.setattr(_progress, "MOMENT", 0.0)
    ic.krippendorff_alpha(table(3000)).interval(method="percentile", resamples=3000)
    bar = _progress.Bar()
    bar.show(0.5)
    bar.close()
    assert written.getvalue() == ""


def test_the_bar_goes_when_the_work_is_done(monkeypatch):
    monkeypatch.setattr(_progress, "MOMENT", 0.0)
    stream = terminal(monkeypatch)
    bar = _progress.Bar()
    bar.show(0.25)
    assert "25%" in stream.getvalue()
    bar.close()
    bar.close()
    assert stream.getvalue().endswith("\x1b[2K")


def test_short_work_shows_nothing(monkeypatch):
    stream = terminal(monkeypatch)
    ic.cohen_kappa([[1, 1], [2, 2], [1, 2]]).interval()
    assert stream.getvalue() == ""
