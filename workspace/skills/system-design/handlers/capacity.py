"""The estimate: load, ways to serve it, training and storage."""

from __future__ import annotations

import queueing
from objectives import Objectives

from openclaw_skill import Context
from openclaw_skill.markdown import number

FOLDS = 5
CANDIDATES = 3


def estimate(product_spec: dict | None, profile: dict | None, slo: dict | None, context: Context) -> dict:
    known = Objectives(slo, product_spec)
    dataset = _dataset(product_spec, profile)
    per_second = known["throughput_per_minute"] / 60
    peak = per_second * known["peak_factor"]
    resident = _serving(known, peak, per_second, known["service_ms"], stays=True)
    on_demand = _serving(known, peak, per_second, known["cold_start_ms"] + known["service_ms"], stays=False)
    training = _training(product_spec, dataset)
    result = {
        "assumptions": known.listed(context, learning=training is not None),
        "load": {
            "requests_per_minute": known["throughput_per_minute"],
            "requests_per_second": _round(per_second),
            "peak_requests_per_second": _round(peak),
            "latency_objective_ms": known["p99_latency_ms"],
            "latency_objective_origin": known.origin("p99_latency_ms"),
        },
        "serving": {
            "resident": resident,
            "on_demand": on_demand,
            "break_even_requests_per_minute": _round(_break_even(known)),
        },
        "storage": _storage(known, dataset, learning=training is not None),
    }
    if training:
        result["training"] = training
    result["summary"] = _summary(result, context)
    return result


def _serving(known: Objectives, peak: float, average: float, service_ms: float, stays: bool) -> dict:
    offered = peak * service_ms / 1000
    processes = queueing.servers_for(offered, known["utilisation_limit"] / 100)
    rest = known["p99_latency_ms"] - service_ms * known["tail_factor"]
    while rest > 0 and queueing.wait_percentile(offered, processes, service_ms, 0.99) > rest:
        processes += 1
    each, wanted = known["process_availability_percent"] / 100, known["availability_percent"] / 100
    redundant = queueing.with_spares(processes, each, wanted)
    p99 = queueing.wait_percentile(offered, processes, service_ms, 0.99) + service_ms * known["tail_factor"]
    return {
        "service_ms": service_ms,
        "processes": processes,
        "redundant_processes": redundant,
        "utilisation": _round(offered / processes),
        "wait_probability": _round(queueing.wait_probability(offered, processes)),
        "p99_ms": _round(p99),
        "latency_met": p99 <= known["p99_latency_ms"],
        "idle_memory_mb": redundant * known["process_memory_mb"] if stays else 0.0,
        "busy_cores": _round(average * service_ms / 1000),
    }


def _break_even(known: Objectives) -> float:
    """Requests a minute at which both ways take as much of the machine.

    A process for each call costs its cold start on every request, resident ones their memory all day.
    """
    each, wanted = known["process_availability_percent"] / 100, known["availability_percent"] / 100
    resident_mb = queueing.with_spares(1, each, wanted) * known["process_memory_mb"]
    return resident_mb / known["memory_mb_per_core"] / (known["cold_start_ms"] / 1000) * 60


def _dataset(spec: dict | None, profile: dict | None) -> dict | None:
    """Rows, bytes and columns, out of the specification or of the profile."""
    if profile:
        return {"rows": profile["rows"], "bytes": profile["dataset"].get("bytes", 0), "columns": profile["columns"]}
    if spec and "dataset" in spec:
        return {
            "rows": spec["dataset"]["rows"],
            "bytes": spec["dataset"].get("bytes", 0),
            "columns": spec["dataset"]["columns"],
        }
    return None


def _training(spec: dict | None, dataset: dict | None) -> dict | None:
    if not dataset or not spec or "target" not in spec:
        return None
    features = [c for c in dataset["columns"] if c["role"] == "feature" and c["name"] != spec["target"]["column"]]
    columns = sum(1 if c["kind"] == "numeric" else c["distinct"] for c in features)
    rows = spec["target"].get("rows", dataset["rows"])
    return {
        "rows": rows,
        "columns": columns,
        "matrix_mb": _round(rows * columns * 8 / 1e6),
        # In each fold the baseline, the candidates and each feature alone; at last the chosen candidate on all rows.
        "model_fits": (1 + CANDIDATES + len(features)) * FOLDS + 1,
    }


def _storage(known: Objectives, dataset: dict | None, learning: bool) -> dict:
    size = dataset["bytes"] / 1e6 if dataset else 0.0
    if not learning:
        return {"dataset_mb": _round(size), "total_mb": _round(size)}
    models = known["versions_kept"] * known["model_mb"]
    return {
        "dataset_mb": _round(size),
        "versions_kept": int(known["versions_kept"]),
        "model_mb": known["model_mb"],
        "total_mb": _round(size + models),
    }


def _summary(result: dict, context: Context) -> str:
    load, serving = result["load"], result["serving"]
    resident, on_demand = serving["resident"], serving["on_demand"]
    even = number(serving["break_even_requests_per_minute"], 3)
    return context.text(
        zh=(
            f"平均每分钟 {number(load['requests_per_minute'])} 次、峰值每秒 {number(load['peak_requests_per_second'])}"
            f" 次。常驻进程:{resident['redundant_processes']} 个(含冗余),p99 约 {number(resident['p99_ms'], 3)}"
            f" ms,空闲占 {number(resident['idle_memory_mb'])} MB;按需进程:峰值 {on_demand['processes']} 个,p99 约"
            f" {number(on_demand['p99_ms'], 3)} ms,空闲不占内存。每分钟低于 {even} 次时按需进程更省。"
        ),
        en=(
            f"{number(load['requests_per_minute'])} requests a minute, {number(load['peak_requests_per_second'])} a"
            f" second at the peak. Resident: {resident['redundant_processes']} processes with spares, p99 about"
            f" {number(resident['p99_ms'], 3)} ms, {number(resident['idle_memory_mb'])} MB while idle. On demand:"
            f" {on_demand['processes']} processes at the peak, p99 about {number(on_demand['p99_ms'], 3)} ms, no memory"
            f" while idle. On demand takes less of the machine below {even} requests a minute."
        ),
    )


def _round(value: float) -> float:
    return float(f"{value:.5g}")
