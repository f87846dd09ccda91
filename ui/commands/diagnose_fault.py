"""``assistant diagnose-fault``: faults told from a few labels, by concepts that can be read and mended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ui.log_options import LogArgument, SensorsOption, SeriesOption, chosen_log
from ui.options import DataOption, JsonOption
from ui.output import json_alone, note, say

if TYPE_CHECKING:
    from assistant.experts.series.concepts.report import FaultReport

_WORDS = {
    "en": {
        "head": "{log}: {rows} rows, {share} % labelled with a fault, {states} states",
        "unchecked": "no state has two labelled ranges, so that labels cannot be checked against one another",
        "checked": "check on labelled ranges left out: {right} of {windows} windows right",
        "corrected": "corrections change {changed} of {windows} windows",
        "untested": "not tested",
        "colon": ":",
    },
    "fr": {
        "head": "{log} : {rows} lignes, {share} % étiquetées comme défaut, {states} états",
        "unchecked": "aucun état n'a deux plages étiquetées : les étiquettes ne se vérifient pas entre elles",
        "checked": "vérification sur des plages laissées de côté : {right} fenêtres sur {windows} justes",
        "corrected": "les corrections changent {changed} fenêtres sur {windows}",
        "untested": "non vérifié",
        "colon": " :",
    },
}


def diagnose_fault(
    context: typer.Context,
    log: LogArgument,
    labels: Annotated[
        Path, typer.Option("--labels", metavar="FILE", help="CSV or JSON: start, end, label of known ranges.")
    ],
    train_until: Annotated[
        str | None,
        typer.Option(metavar="ROW|TIME", help="First rows that are normal. Default: rows labelled normal."),
    ] = None,
    normal: Annotated[str, typer.Option(metavar="NAME", help="Label of the normal state.")] = "normal",
    window: Annotated[int, typer.Option(min=10, help="Rows of a window.")] = 50,
    sensors: SensorsOption = None,
    corrections: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", help="Concepts to remove or to weight; says what changes."),
    ] = None,
    model: Annotated[
        bool, typer.Option("--model", help="Show the concepts that the model weighs for each fault.")
    ] = False,
    series: SeriesOption = None,
    language: Annotated[Literal["en", "fr"], typer.Option(help="Of the explanations.")] = "en",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell which fault each stretch of a log shows, learnt from the few ranges that are labelled."""
    with json_alone(as_json) as write:
        from assistant.experts.series.concepts.corrections import read_corrections
        from assistant.experts.series.concepts.labels import read_labels
        from assistant.experts.series.concepts.report import diagnose_log

        chosen = chosen_log(context, log, data, series, sensors)
        report = diagnose_log(
            chosen,
            read_labels(labels, chosen),
            width=window,
            train_until=train_until,
            normal=normal,
            corrections=() if corrections is None else read_corrections(corrections),
            language=language,
        )
        if as_json:
            write(report.to_json())
            return
    _show(report, model=model)


def _show(report: FaultReport, *, model: bool) -> None:
    found, words = report.found, _WORDS[report.language]
    share = f"{100 * found.labelled_share:.1f}"
    share = share.replace(".", ",") if report.language == "fr" else share
    say(
        words["head"].format(
            log=report.log.name, rows=report.log.times.size, share=share, states=len(found.model.faults)
        )
    )
    if found.check is None:
        note(words["unchecked"])
    else:
        say(words["checked"].format(right=found.check.right, windows=found.check.windows))
    for number, episode in enumerate(report.episodes, start=1):
        say(f"{number}. {report.explanation(episode)}")
    if report.corrections:
        say(words["corrected"].format(changed=len(report.changed), windows=found.judged.starts.size))
    if model:
        for fault, lines in report.model_lines().items():
            say(f"{fault}{words['colon']}")
            for line in lines:
                tested = words["untested"] if line["auc"] is None else f"AUC {line['auc']}"
                say(f"   {line['weight']:+} {line['concept']}{words['colon']} {line['said']} ({tested})")
