"""Sets of items and concepts whose links are known, for the shared space. Knows files, trains nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from assistant.experts.series.concepts.activation import strengths
from assistant.experts.series.concepts.concept import concepts_of
from assistant.experts.series.concepts.dictionary import load_dictionary
from assistant.experts.series.concepts.reference import fit_reference
from assistant.experts.series.detectors.prepare import fit_preparation
from assistant.experts.tables.expert import TableExpert
from assistant.graph.plant import PlantGraphs
from assistant.settings import Settings
from assistant.space.gather import WINDOW, gather
from assistant.space.windows import Window, encode_windows, sensor_kinds
from eval.datasets import local_folder
from eval.fault_windows import load_fault_windows
from eval.product import ingested
from eval.sensor_choices import load_sensor_choices
from eval.tep_words import FAULTS, SENSORS
from retrieval.embed import Embedder
from retrieval.identifiers import find, spelled_out
from retrieval.space.records import Concept, Matrix, SpaceData, SpaceItem


@dataclass(slots=True)
class _Set:
    """Items and concepts by their texts while a set is read; equal texts of a modality are one item."""

    items: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)

    def concept(self, kind: str, label: str, *, text: str = "", group: str = "") -> str:
        """Adds a concept where it is new and gives its name."""
        name = f"{kind}:{group}:{label}".casefold()
        self.concepts.setdefault(
            name, Concept(name=name, kind=kind, label=label, text=text or label, group=group or name)
        )
        return name

    def item(self, modality: str, text: str, concepts: Iterable[str]) -> None:
        """Adds an item, or links to one that is there."""
        clean = " ".join(text.split())
        if clean:
            self.items.setdefault((modality, clean), set()).update(concepts)

    def data(self, embedder: Embedder) -> SpaceData:
        """The set, embedded."""
        names = {name: place for place, name in enumerate(self.concepts)}
        items = tuple(SpaceItem(modality=m, text=text, source="set") for m, text in self.items)
        links = [(at, names[c]) for at, held in enumerate(self.items.values()) for c in sorted(held)]
        return SpaceData(
            items=items,
            concepts=tuple(self.concepts.values()),
            features=_embedded(items, embedder),
            anchors=embedder.encode([concept.text for concept in self.concepts.values()]),
            links=np.array(links, dtype=np.int64),
        )


def _embedded(items: tuple[SpaceItem, ...], embedder: Embedder) -> dict[str, Matrix]:
    names = dict.fromkeys(item.modality for item in items)
    return {m: embedder.encode([item.text for item in items if item.modality == m]) for m in names}


def plant_set(settings: Settings, folder: Path) -> SpaceData:
    """A plant's folder as ``assistant space train`` gathers it."""
    with ingested(settings, (folder,)) as knowledge:
        tables = TableExpert(knowledge)
        graph = PlantGraphs(knowledge, tables).current()
        return gather(knowledge, tables, graph, embedder=knowledge.index.embedder).data


def nameless(data: SpaceData, embedder: Embedder) -> SpaceData:
    """The same without tags and numbers in any text, so that only what things are can tell them apart.

    Windows keep what they do; their sensors lose the tag.
    """
    items = tuple(replace(item, text=without_names(item.text)) for item in data.items)
    concepts = tuple(replace(c, label="", text=without_names(c.text)) for c in data.concepts)
    features = _embedded(items, embedder)
    if WINDOW in features:
        own = data.features[WINDOW][:, data.anchors.shape[1] :]
        features[WINDOW] = np.hstack([features[WINDOW], own])
    return SpaceData(
        items=items,
        concepts=concepts,
        features=features,
        anchors=embedder.encode([concept.text for concept in concepts]),
        links=data.links,
    )


def without_names(text: str) -> str:
    """A text without tags, orders' and documents' numbers."""
    whole = spelled_out(text)
    for one in reversed(find(whole)):
        whole = whole[: one.start] + whole[one.end :]
    return " ".join(whole.split())


def asset_ops_set(bench_data: Path | None, embedder: Embedder) -> SpaceData:
    """Chillers: failure codes, and the alert rules, odd readings, meters and orders linked to them."""
    folder = local_folder("asset_ops", bench_data, needs=("alert_rule_failure_code_mapping.csv",))
    found = _Set()
    names: dict[str, str] = {}
    for row in _rows(folder / "primary_failure_codes.csv"):
        words = row["primary_code_description"]
        names[row["primary_code"]] = found.concept("failure mode", words, text=f"{words}; {row['category']}")
    by_rule: dict[str, set[str]] = {}
    for row in _rows(folder / "alert_rule_failure_code_mapping.csv"):
        if row["primary_code"] in names:
            by_rule.setdefault(row["rule_id"], set()).add(names[row["primary_code"]])
            found.item("alert", row["rule_name"], (names[row["primary_code"]],))
    for row in _rows(folder / "anomaly_to_failure_code_mapping.csv"):
        if row["primary_code"] in names:
            found.item("reading", f"{row['kpi_name']} {row['anomaly_type']}", (names[row["primary_code"]],))
    meters = {row["meter"]: row for row in _rows(folder / "meter.csv")}
    for row in _rows(folder / "alert_rule_meter_mapping.csv"):
        about = meters.get(row["meter"], {})
        text = f"{row['meter']}; {about.get('component', '')}; {about.get('description', '')}"
        found.item("meter", text, by_rule.get(row["rule_id"], set()))
    for row in _rows(folder / "all_wo_with_code_component_events.csv"):
        if row["primary_code"] in names:
            found.item("order", row["wo_description"], (names[row["primary_code"]],))
    return found.data(embedder)


def fmea_set(bench_data: Path | None, embedder: Embedder) -> SpaceData:
    """A haul truck: failure modes of parts, with causes, effects, and what is done about them."""
    folder = local_folder("fmea_qa", bench_data)
    found = _Set()
    for row in _rows(next(iter(sorted(folder.glob("*.csv"))))):
        part, mode = row["Sub-Component"], row["Potential Failure Mode"]
        concept = found.concept("failure mode", f"{part}: {mode}", group=row["Component"])
        found.item("cause", row["Potential Cause(s) of Failure"], (concept,))
        found.item("effect", row["Potential Effect(s) of Failure"], (concept,))
        found.item("action", row["Recommended Action"] or "", (concept,))
        found.item("control", row["Current Controls"] or "", (concept,))
    return found.data(embedder)


def failure_sensor_set(bench_data: Path | None, embedder: Embedder) -> SpaceData:
    """Which sensor of an asset tells of which of its failures, by questions that ask for the fitting one."""
    folder = local_folder("failure_sensor_iq", bench_data, needs=("single_answer.jsonl",))
    found = _Set()
    for choice in load_sensor_choices(folder / "single_answer.jsonl"):
        if choice.denied:
            continue
        asset, right = choice.asset, choice.options[choice.right]
        failure, sensor = (choice.named, right) if choice.asks_sensor else (right, choice.named)
        concept = found.concept("failure mode", f"{asset}: {failure}", group=asset)
        found.item("sensor", f"{sensor} of {asset}", (concept,))
    return found.data(embedder)


def tep_set(bench_data: Path | None, embedder: Embedder) -> SpaceData:
    """The Tennessee Eastman process: windows of the test runs, and the faults as their paper words them."""
    folder = local_folder("tep", bench_data, needs=("d00.dat", "d15_te.dat"))
    runs = load_fault_windows(folder)
    preparation = fit_preparation(runs.normal, [slice(0, runs.normal.shape[0])])
    reference = fit_reference((preparation.fill(runs.normal),), runs.windows.shape[1])
    kinds = sensor_kinds(load_dictionary())
    concepts = [c for c in concepts_of(SENSORS, reference, load_dictionary()) if c.kind in kinds]
    kept = runs.faults > 0
    cube = np.stack([preparation.fill(window) for window in runs.windows[kept]])
    strong = strengths(reference.deviations(cube), concepts)
    kind_of = np.array([kinds.index(concept.kind) for concept in concepts])
    windows, items = [], []
    for row in strong:
        order = [int(at) for at in np.argsort(-row, kind="stable")[:12] if row[at] > 0]
        profile = tuple(float(row[kind_of == k].max()) for k in range(len(kinds)))
        said = tuple((concepts[at].said("en"), float(row[at])) for at in order)
        windows.append(Window(sensor="the process", first=0, last=0, said=said, profile=profile))
        items.append(SpaceItem(modality=WINDOW, text=windows[-1].text, source="tep"))
    faults = runs.faults[kept]
    told = tuple(
        Concept(name=str(n), kind="failure mode", label=words, text=words, group=str(n))
        for n, words in enumerate(FAULTS, start=1)
    )
    return SpaceData(
        items=tuple(items),
        concepts=told,
        features={WINDOW: encode_windows(windows, embedder)},
        anchors=embedder.encode([concept.text for concept in told]),
        links=np.stack([np.arange(faults.size), faults - 1], axis=1).astype(np.int64),
    )


def _rows(path: Path) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
