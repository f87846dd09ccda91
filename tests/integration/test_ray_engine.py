"""A Ray cluster of this machine: jobs that crash, hang and eat memory there cost themselves alone."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from importlib.util import find_spec

import psutil
import pytest

from ingest.engines.ray import RayEngine
from ingest.errors import IngestError, Stopped
from ingest.limits import Limits

Cluster = RayEngine[str, object]
pytestmark = pytest.mark.skipif(
    find_spec("ray") is None, reason="needs Ray: pip install 'plant-assistant[ray]'"
)  # not imported here: the engine tells Ray where to listen before it is


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    engine: Cluster = RayEngine(eval, limits=Limits(seconds=4.0, memory_mb=500), workers=2)
    yield engine
    engine.close()


def test_each_job_has_its_own_fate_and_comes_back_once(cluster: Cluster) -> None:
    jobs = (
        "1 + 1",
        "__import__('os').abort()",
        "__import__('time').sleep(60)",
        "[b'x' * 600_000_000, __import__('time').sleep(60)]",
        "1 / 0",
        "(_ for _ in ()).throw(__import__('ingest.errors').errors.Unreadable('torn', 'mend it'))",
        "lambda: 0",
        "6 * 7",
    )
    for job in jobs:
        cluster.submit(job)
    outcomes = [cluster.outcome() for _ in jobs]
    assert not cluster.busy
    assert sorted(outcome.job for outcome in outcomes) == sorted(jobs)
    results = {o.job: o.result if o.error is None else o.error.reason for o in outcomes}
    values = [results[job] for job in jobs]
    assert values[0] == 2
    assert values[1] == "the reader crashed on it (SIGABRT)"
    assert values[2] == "reading it took longer than 4 seconds and was stopped"
    assert values[3] == "reading it took more than 500 MB of memory and was stopped"
    assert values[4] == "the reader failed on it (ZeroDivisionError: division by zero)"
    assert values[5] == "torn"
    assert "pickle" in str(values[6])
    assert values[7] == 42


def test_a_place_computes_with_the_one_processor_it_asked_for(cluster: Cluster) -> None:
    cluster.submit("__import__('os').environ['OMP_NUM_THREADS']")
    assert cluster.outcome().result == "1"


def test_a_place_that_dies_costs_no_job(cluster: Cluster) -> None:
    cluster.submit("__import__('os').getppid()")
    place = cluster.outcome().result
    assert isinstance(place, int)
    jobs = [f"[{number}, __import__('time').sleep(0.3)][0]" for number in range(8)]
    for job in jobs:
        cluster.submit(job)
    psutil.Process(place).kill()
    found = [cluster.outcome() for _ in jobs]
    assert sorted(outcome.result for outcome in found) == list(range(8))  # type: ignore[type-var]
    assert not cluster.busy


def test_a_job_that_kills_its_place_each_time_is_given_up(cluster: Cluster) -> None:
    job = "__import__('os').kill(__import__('os').getppid(), 9)"
    cluster.submit(job)
    cluster.submit("6 * 7")
    fates = {o.job: o for o in (cluster.outcome(), cluster.outcome())}
    error = fates[job].error
    assert error is not None
    assert error.reason == "the node of the cluster on which it was read died, 3 times"
    assert fates["6 * 7"].result == 42


def test_hungry_until_places_and_queue_are_full_and_waiting_can_be_stopped(cluster: Cluster) -> None:
    taken = 0
    while cluster.hungry:
        cluster.submit("__import__('time').sleep(1)")
        taken += 1
    assert taken == 6
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Stopped):
        cluster.outcome(cancel=cancel)
    for _ in range(taken):
        cluster.outcome()


def test_a_cluster_of_this_machine_listens_on_loopback_only(cluster: Cluster) -> None:
    ours = [child for child in psutil.Process().children(recursive=True) if child.is_running()]
    listening = [
        connection.laddr.ip
        for process in ours
        for connection in process.net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert len(listening) >= 3
    assert {ip.removeprefix("::ffff:") for ip in listening} <= {"127.0.0.1", "::1"}


def test_a_cluster_that_is_not_there_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    monkeypatch.setattr(ray, "is_initialized", lambda: False)  # the module's own cluster is up
    with pytest.raises(IngestError, match=f"the Ray cluster {address} cannot be joined: .*refused"):
        RayEngine(eval, limits=Limits(), address=address)
