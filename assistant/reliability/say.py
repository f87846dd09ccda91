"""Reliability figures as sentences, English and French. Computes nothing and knows no question's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from assistant.experts.series.wording import day
from assistant.experts.tables.figures import number
from assistant.reliability.figures import Figures, Observed, Trend
from retrieval.records import Language

_FROM_DAYS = 72.0
"""Hours from which a stretch is told in days."""
_FEW = 3
"""Failures below which an upper bound of the MTBF says nothing."""


def one_of(language: Language, english: str, french: str) -> str:
    """The wording in the language of the answer."""
    return french if language == "fr" else english


def span(hours: float, language: Language) -> str:
    """``48.2 days``, ``30.5 h``."""
    if hours >= _FROM_DAYS:
        days = number(hours / 24, language, digits=0 if hours >= 100 * 24 else 1)
        return f"{days} {one_of(language, 'days', 'jours')}"
    return f"{number(hours, language, digits=1)} h"


def percent(share: float, language: Language) -> str:
    """``98.6 %``; near 1 with as many digits as tell it from 1."""
    return f"{number(100 * share, language, digits=2 if 0.995 < share < 1 else 1)} %"


def during(observed: Observed, language: Language) -> str:
    """``from 21 September 2022 to 29 September 2025``."""
    last = observed.end - timedelta(seconds=1)  # a year ends before the first of January
    start, end = day(observed.start, language), day(last, language)
    return one_of(language, f"from {start} to {end}", f"du {start} au {end}")


def failures(count: int, language: Language) -> str:
    """``3 failures``, ``1 panne``."""
    plural = "s" if count != 1 and not (language == "fr" and count == 0) else ""
    return f"{count} {one_of(language, 'failure', 'panne')}{plural}"


def none(figures: Figures, language: Language) -> str:
    """That a machine had no failure, and how long it must then last."""
    when, low = during(figures.observed, language), span(figures.mtbf_low, language)
    return one_of(
        language,
        f"No failure of {figures.machine} stands in the register {when}, so no MTBF can be told; "
        f"it is above {low} with 95 % confidence, if failures come at a constant rate.",
        f"Aucune panne de {figures.machine} dans le registre {when} : pas de MTBF calculable ; "
        f"il dépasse {low} avec 95 % de confiance, si les pannes surviennent à taux constant.",
    )


def mtbf(figures: Figures, language: Language) -> str:
    """Mean time between failures with what it is made of and its interval."""
    if figures.mtbf is None or figures.mtbf_high is None:
        return none(figures, language)
    when, count = during(figures.observed, language), failures(figures.failures, language)
    low, high = span(figures.mtbf_low, language), span(figures.mtbf_high, language)
    sure = one_of(
        language, f"it lies between {low} and {high} (90 %)", f"il est compris entre {low} et {high} (90 %)"
    )
    if figures.failures < _FEW:
        sure = one_of(language, f"it is above {low} (95 %)", f"il dépasse {low} (95 %)")
    less = ""
    if figures.downtime:
        down = span(figures.downtime, language)
        less = one_of(language, f", less {down} of downtime", f", moins {down} d'arrêt")
    return one_of(
        language,
        f"MTBF of {figures.machine}: {span(figures.mtbf, language)} ({count} {when}, calendar time{less}). "
        f"If failures come at a constant rate, {sure}.",
        f"MTBF de {figures.machine} : {span(figures.mtbf, language)} "
        f"({count} {when}, temps calendaire{less}). "
        f"Si les pannes surviennent à taux constant, {sure}.",
    )


def repair(figures: Figures, language: Language) -> str:
    """Mean time that a failure takes."""
    when, count = during(figures.observed, language), failures(figures.failures, language)
    if not figures.failures:
        return one_of(
            language,
            f"No failure of {figures.machine} stands in the register {when}.",
            f"Aucune panne de {figures.machine} dans le registre {when}.",
        )
    if figures.repair is None:
        return one_of(
            language,
            f"The register tells neither downtime nor end of the {count} of {figures.machine} {when}.",
            f"Le registre n'indique ni arrêt ni fin pour {figures.machine} ({count} {when}).",
        )
    mean = span(figures.repair, language)
    if figures.elapsed:
        days = figures.repair / 24
        told = number(days, language, digits=1 if days >= 1 else 2)
        mean = f"{told} {one_of(language, 'days', 'jours' if days >= 2 else 'jour')}"
        return one_of(
            language,
            f"From report to end a failure of {figures.machine} takes {mean} on average ({count} {when}); "
            f"the register has no downtime, so this is no time of repair in the strict sense.",
            f"De la demande à la clôture, une panne de {figures.machine} dure {mean} en moyenne "
            f"({count} {when}) ; "
            f"le registre n'indique pas l'arrêt, ce n'est donc pas un temps de réparation au sens strict.",
        )
    return one_of(
        language,
        f"Mean downtime of a failure (MTTR) of {figures.machine}: {mean} ({count} {when}).",
        f"Arrêt moyen par panne (MTTR) de {figures.machine} : {mean} ({count} {when}).",
    )


def availability(figures: Figures, language: Language) -> str:
    """Share of time in which a machine did not stand still."""
    when = during(figures.observed, language)
    if figures.availability is None:
        return one_of(
            language,
            f"The register records no downtime of {figures.machine}, so its availability cannot be told.",
            f"Le registre n'indique pas d'arrêt pour {figures.machine} : sa disponibilité n'est pas "
            f"calculable.",
        )
    share, down = percent(figures.availability, language), span(figures.downtime or 0.0, language)
    return one_of(
        language,
        f"Availability of {figures.machine}: {share} ({down} of downtime over all its orders {when}).",
        f"Disponibilité de {figures.machine} : {share} ({down} d'arrêt sur tous ses ordres {when}).",
    )


def trend(name: str, found: Trend, observed: Observed, language: Language) -> str:
    """Whether failures come more often, with the halves and the test."""
    when = during(observed, language)
    halves = one_of(
        language,
        f"{found.first} in the first half and {found.second} in the second half of the time {when}",
        f"{found.first} dans la première moitié et {found.second} dans la seconde ({when})",
    )
    if found.laplace is None:
        return one_of(
            language,
            f"Too few failures of {name} to tell a trend: {halves}.",
            f"Trop peu de pannes de {name} pour juger d'une tendance : {halves}.",
        )
    test = one_of(language, "Laplace test U =", "test de Laplace U =")
    test = f"{test} {number(found.laplace, language, digits=2)}"
    told = {
        "more": (
            "Failures of {0} come more and more often",
            "Les pannes de {0} sont de plus en plus fréquentes",
        ),
        "fewer": (
            "Failures of {0} come less and less often",
            "Les pannes de {0} sont de moins en moins fréquentes",
        ),
        "same": (
            "Failures of {0} come neither more nor less often, as far as chance lets us tell",
            "Les pannes de {0} ne sont ni plus ni moins fréquentes, aux effets du hasard près",
        ),
    }[found.way]
    said = one_of(language, *told).format(name)
    bound = number(1.645, language, digits=2)
    outside = one_of(language, f"beyond ±{bound} it is a change", f"au-delà de ±{bound}, il y a évolution")
    return (
        f"{said} : {halves} ({test} ; {outside})."
        if language == "fr"
        else f"{said}: {halves} ({test}; {outside})."
    )


def card(figures: Figures, money: str, language: Language) -> str:
    """A machine's figures on one line, costs in the register's money where it says which."""
    orders = one_of(language, "order", "ordre")
    parts = [
        f"{figures.orders} {orders}{'s' if figures.orders != 1 else ''}",
        failures(figures.failures, language),
    ]
    if figures.mtbf is not None:
        parts.append(f"MTBF {span(figures.mtbf, language)}")
    if figures.downtime is not None:
        parts.append(one_of(language, "downtime ", "arrêt ") + f"{number(figures.downtime, language)} h")
    if figures.availability is not None:
        parts.append(
            one_of(language, "availability ", "disponibilité ") + percent(figures.availability, language)
        )
    if figures.cost is not None:
        parts.append(f"{one_of(language, 'cost', 'coût')} {number(figures.cost, language)} {money}".rstrip())
    colon = " : " if language == "fr" else ": "
    return f"{figures.machine}{colon}{', '.join(parts)}."


def compared(one: Figures, other: Figures, p_value: float, language: Language) -> str:
    """Which of two machines failed more often, and whether chance would do."""
    when = during(one.observed, language)
    more, less = (one, other) if one.failures >= other.failures else (other, one)
    if one.failures == other.failures:
        return one_of(
            language,
            f"{one.machine} and {other.machine} failed equally often {when} ({one.failures}).",
            f"{one.machine} et {other.machine} sont tombées en panne aussi souvent {when} ({one.failures}).",
        )
    p = number(p_value, language, digits=2 if p_value >= 0.01 else 4)
    by_chance = p_value >= 0.05
    verdict = (
        one_of(language, f"no more than chance gives (p = {p})", f"ce que le hasard peut donner (p = {p})")
        if by_chance
        else one_of(language, f"more than chance gives (p = {p})", f"plus que le hasard (p = {p})")
    )
    return one_of(
        language,
        f"{more.machine} failed more often than {less.machine} {when}: "
        f"{more.failures} to {less.failures}, {verdict}.",
        f"{more.machine} a eu plus de pannes que {less.machine} {when} : "
        f"{more.failures} contre {less.failures}, {verdict}.",
    )


def shares(planned: int, failed: int, others: int, observed: Observed, language: Language) -> str:
    """What part of the work was planned."""
    total = planned + failed + others
    when = during(observed, language)
    if not planned:
        corrective = percent(failed / total, language)
        return one_of(
            language,
            f"{corrective} of the orders are failures ({failed} of {total}), {when}; the register does not "
            f"say which of the others were preventive.",
            f"{corrective} des ordres sont des pannes ({failed} sur {total}), {when} ; le registre ne dit "
            f"pas lesquels des autres étaient préventifs.",
        )
    rest = ""
    if others:
        rest = one_of(language, f", {others} of other kinds", f", {others} d'autres types")
    return one_of(
        language,
        f"{percent(planned / total, language)} of the orders are preventive ({planned} of {total}) and "
        f"{percent(failed / total, language)} corrective ({failed}){rest}, {when}.",
        f"{percent(planned / total, language)} des ordres sont préventifs ({planned} sur {total}) et "
        f"{percent(failed / total, language)} correctifs ({failed}){rest}, {when}.",
    )


def on_time(kept: int, late: int, unfinished: int, observed: Observed, language: Language) -> str:
    """What part of planned work was finished by its due date."""
    total = kept + late + unfinished
    share, when = percent(kept / total, language), during(observed, language)
    missing = ""
    if unfinished:
        missing = one_of(
            language, f", {unfinished} past due and not finished", f", {unfinished} échus et non terminés"
        )
    return one_of(
        language,
        f"{share} of the preventive orders were finished by their due date: {kept} of {total}, "
        f"{late} later{missing} ({when}).",
        f"{share} des ordres préventifs ont été terminés à l'échéance : {kept} sur {total}, "
        f"{late} après{missing} ({when}).",
    )


def no_due(language: Language) -> str:
    """That on-time work cannot be told."""
    return one_of(
        language,
        "The register has no due date of preventive orders, so I cannot tell how many were done on time.",
        "Le registre n'a pas d'échéance pour les ordres préventifs : le respect des délais n'est pas "
        "calculable.",
    )


def years(counts: Sequence[tuple[int, int]], language: Language) -> str:
    """``By year: 2023 12, 2024 9``."""
    told = ", ".join(
        f"{year} : {count}" if language == "fr" else f"{year}: {count}" for year, count in counts
    )
    return f"{one_of(language, 'By year', 'Par année')} – {told}." if counts else ""


def modes(
    name: str, found: Sequence[tuple[str, int]], total: int, observed: Observed, language: Language
) -> str:
    """The kinds of failure that come most often, with how often."""
    when, count = during(observed, language), failures(total, language)
    told = ", ".join(f"{mode} {amount} ({percent(amount / total, language)})" for mode, amount in found)
    of = f" {one_of(language, 'of', 'de')} {name}" if name else ""
    colon = " : " if language == "fr" else ": "
    head = one_of(language, f"Most common failures{of} {when}", f"Pannes les plus fréquentes{of} {when}")
    rest = one_of(language, f"of {count} with a failure mode", f"sur {count} avec mode de défaillance")
    return f"{head}{colon}{told}, {rest}."
