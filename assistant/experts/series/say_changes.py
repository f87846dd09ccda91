"""When something changed for good or for a time, as sentences. Knows outcomes."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.experts.series import wording as w
from assistant.experts.series.outcome import Outcome, Shift
from assistant.experts.series.voice import Voice

_SHOWN = 4
_KINDS: Mapping[str, tuple[str, str]] = {
    "level": ("level", "niveau"),
    "slope": ("slope", "pente"),
    "spread": ("spread", "dispersion"),
    "correlation": ("correlation", "corrélation"),
}
_ARTICLE = {
    "level": "le niveau",
    "slope": "la pente",
    "spread": "la dispersion",
    "correlation": "la corrélation",
}


def changes(v: Voice, outcome: Outcome) -> str:
    """When it changed first, then from what to what; the strongest change leads where there are several."""
    when = v.when(outcome.operand)
    if not outcome.shifts:
        return _none(v, outcome, when)
    ranked = sorted(outcome.shifts, key=lambda s: (s.until is not None, -s.strength))
    shown = sorted(ranked[:_SHOWN], key=lambda s: s.at)
    lead = "" if v.plan.ask != "yes_no" else v.t("Yes: ", "Oui : ")
    if v.plan.ask == "size":
        return _sized(v, outcome, ranked[0])
    if outcome.total == 1:
        told = _told(v, outcome, shown[0]) + "."
        return lead + told if lead else told[0].upper() + told[1:]
    log, count = outcome.operand.log.display, outcome.total
    told = "; ".join(_told(v, outcome, s) for s in shown)
    more = " …" if count > len(shown) else ""
    which = v.t(
        f"the {len(shown)} strongest in order of time", f"les {len(shown)} plus nets dans l'ordre du temps"
    )
    which = which if count > len(shown) else v.t("in order of time", "dans l'ordre du temps")
    return lead + v.t(
        f"{count} lasting changes in {log} {when}, {which}: {told}{more}.",
        f"{count} changements durables dans {log} {when}, {which} : {told}{more}.",
    )


def _none(v: Voice, outcome: Outcome, when: str) -> str:
    kinds = v.plan.changes
    name = v.sensor(outcome.operand) if outcome.operand.sensors else outcome.operand.log.display
    what = v.listed([v.t(_KINDS[k][0], _KINDS[k][1]) for k in kinds])
    lead = "" if v.plan.ask != "yes_no" else v.t("No. ", "Non. ")
    counted = v.readings(outcome.readings)
    return lead + v.t(
        f"No lasting change of {what} in {name} {when} ({counted}).",
        f"Aucun changement durable de {what} dans {name} {when} ({counted}).",
    )


def _told(v: Voice, outcome: Outcome, shift: Shift) -> str:
    unit = _unit(v, outcome, shift)
    before, after = (w.with_unit(value, unit, v.language) for value in (shift.before, shift.after))
    name = v.named(shift.sensor, outcome.operand)
    between = f" ({v.t('with', 'avec')} {shift.partner})" if shift.partner else ""
    near = ""
    if shift.latest > shift.earliest:
        low, high = v.at(shift.earliest), v.at(shift.latest)
        near = v.t(f" (between {low} and {high})", f" (entre le {low} et le {high})")
    end = v.t(", for good as far as the log goes", ", durablement jusqu'à la fin de l'enregistrement")
    if shift.until is not None:
        until = v.at(shift.until)
        end = v.t(f", until it was as before on {until}", f", jusqu'au retour à l'état d'avant le {until}")
    english, french = _KINDS[shift.kind][0], _ARTICLE[shift.kind]
    passed = "passé" if shift.kind == "level" else "passée"
    return v.t(
        f"on {v.at(shift.at)}{near} the {english} of {name}{between} went from {before} to {after}{end}",
        f"le {v.at(shift.at)}{near}, {french} de {name}{between} est {passed} de {before} à {after}{end}",
    )


def _sized(v: Voice, outcome: Outcome, shift: Shift) -> str:
    """By how much the strongest change went first, then all of it."""
    size = w.with_unit(abs(shift.after - shift.before), _unit(v, outcome, shift), v.language)
    more = outcome.total - 1
    others = v.t(f" {more} more were found.", f" {more} autres ont été trouvés.") if more else ""
    way = v.t("up", "à la hausse") if shift.after > shift.before else v.t("down", "à la baisse")
    return f"{size} {way}{v.t(':', ' :')} {_told(v, outcome, shift)}.{others}"


def _unit(v: Voice, outcome: Outcome, shift: Shift) -> str | None:
    if shift.kind == "correlation":
        return None
    own = next((s for s in outcome.operand.log.sensors if s.label == shift.sensor), None)
    unit = own.sensor.unit if own is not None else None
    if shift.kind != "slope":
        return unit
    return f"{unit or ''}/{v.t('day', 'jour') if shift.per == 'd' else 'h'}"
