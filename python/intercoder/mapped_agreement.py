"""Agreement of two coders before and after their codes were matched, and on sources that had no part in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intercoder import _core, _display
from intercoder._progress import Bar
from intercoder.capabilities import compute_by_name
from intercoder.results import Agreement, pooled

if TYPE_CHECKING:
    from intercoder.codebooks import Unit
    from intercoder.matching import CodebookMapping

NAN = math.nan


@dataclass(frozen=True, eq=False)
class MappedAgreement:
    """Agreement of two coders before and after their codes were matched, and how far the second figure flatters."""

    before: Agreement  #: codes as they are named, pooled over those that both used
    after: Agreement  #: codes as the mapping links them; chosen on the same text, so too high
    held_out: Agreement | None  #: each source by links learnt on the others; None without another source or link
    by_chance: float  #: mean of the figure after matching when B's codes are turned round; NaN where not asked for
    optimism: float  #: `after` less `held_out`; NaN where there is none
    notes: tuple[str, ...]

    def sentence(self) -> str:
        """Say it in plain words."""
        before = "undefined" if math.isnan(self.before.value) else _value(self.before.value)
        if math.isnan(self.after.value):
            return " ".join([f"Agreement was {before} by the names of codes; no code is linked.", *self.notes])
        out = f"Agreement was {before} by the names of codes and {_value(self.after.value)} by the mapping."
        if self.held_out is not None and not math.isnan(self.optimism):
            out += f" On sources that had no part in choosing the links it was {_value(self.held_out.value)}: "
            flatters = self.optimism >= 0.005  # else the two figures are printed as one
            out += (
                f"the figure after mapping flatters by {_value(self.optimism)}."
                if flatters
                else "choosing them flattered nothing."
            )
        if not math.isnan(self.by_chance):
            out += (
                f" Codes that have nothing to do with each other would reach {_value(self.by_chance)} after matching."
            )
        return " ".join([out, *self.notes])

    def to_dict(self) -> dict[str, Any]:
        """Give the figures as a dict."""
        held_out = NAN if self.held_out is None else self.held_out.value
        return {
            "before": self.before.value,
            "after": self.after.value,
            "held_out": held_out,
            "optimism": self.optimism,
            "by_chance": self.by_chance,
            "notes": list(self.notes),
        }


def agreement_by(
    mapping: CodebookMapping, coefficient: str, unit: Unit, permutations: int, seed: int
) -> MappedAgreement:
    """Compute the figures for a mapping; `CodebookMapping.agreement` says what they are."""
    notes, n = [], mapping._use.sources
    before, after = (_pooled(mapping, core, coefficient, unit) for core in (mapping._core, mapping.apply()._core))
    held_out = None
    if n > 1:
        held_out, partly = _held_out(mapping, coefficient, unit)
        if partly:
            links = _display.plural(partly, "code")
            notes.append(f"{links} had a link for some of the held-out sources only, and count in these.")
        if held_out is None:
            notes.append("On held-out sources nothing could be linked.")
    if n < 5:
        notes.append(f"With {_display.plural(n, 'source')} the figure on held-out sources says little.")
    if mapping.decisions:
        notes.append("Links for held-out sources were learnt without people's decisions, which saw all sources.")
    chance = _by_chance(mapping, coefficient, unit, permutations, seed)
    return MappedAgreement(
        before,
        after,
        held_out,
        math.fsum(chance) / len(chance) if chance else NAN,
        NAN if held_out is None else after.value - held_out.value,
        tuple(notes),
    )


def _pooled(mapping: CodebookMapping, core: _core.Study, coefficient: str, unit: Unit) -> Agreement:
    from intercoder.study import Study

    both, sources = [mapping.coder_a, mapping.coder_b], mapping._sources or None
    return Study(core, mapping._study._backend).agreement(coefficient, coders=both, unit=unit, sources=sources).pooled


def _held_out(mapping: CodebookMapping, coefficient: str, unit: Unit) -> tuple[Agreement | None, int]:
    """Translate each source by links learnt on the others; say how many codes had a link for some sources only."""
    from intercoder.study import Study

    core, sources_of = _core.translate_held_out(mapping._core, mapping._use, mapping._options)
    study, both = Study(core, mapping._study._backend), [mapping.coder_a, mapping.coder_b]
    # A code counts where there was a link for it, elsewhere nobody can say what the other coder called it; and by its
    # units there, so that the tables of the sources add up to one.
    each = [
        compute_by_name(coefficient, study.ratings(unit, code, both, sources), "nominal")
        for code, sources in sources_of
    ]
    partly = sum(len(sources) < mapping._use.sources for _, sources in sources_of)
    seen = [a for a in each if a.n_units]  # not those of sources without any unit
    return (pooled(seen, [a.n_units for a in seen]) if seen else None), partly


def _by_chance(mapping: CodebookMapping, coefficient: str, unit: Unit, permutations: int, seed: int) -> list[float]:
    """What codes that have nothing to do with each other reach after matching, wherever anything is linked."""
    out, bar = [], Bar()
    both, sources = (mapping.coder_a, mapping.coder_b), mapping._sources
    how = _core.MatchingOptions(**mapping._how | {"resamples": 0})
    try:
        for k in range(permutations):
            turned = _core.turn_codes(mapping._core, *both, seed + k, mapping._grid, sources)
            use = _core.use_of(turned, *both, mapping._unit, sources)
            joint = _core.match_codes(turned, use, how)
            value = _pooled(mapping, _core.translate(turned, *both, joint), coefficient, unit).value
            if not math.isnan(value):
                out.append(value)
            bar.show((k + 1) / permutations)
    finally:
        bar.close()
    return out


def _value(x: float) -> str:
    return str(_core.apa(x))
