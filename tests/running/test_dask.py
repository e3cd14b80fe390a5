"""A real Dask scheduler and two real workers on this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from pipeline import Settings, run
from pipeline.errors import SettingsError
from pipeline.running.progress import Progress
from tests.helpers.run_folders import ARTICLES, digests, write

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'pressenetz[dask]'")
ROOT = Path(__file__).parents[2]

Cluster: TypeAlias = "tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]]"


def start(*arguments: str) -> "subprocess.Popen[bytes]":
    """Start a part of the cluster in the background."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Address of a scheduler, its process, and its two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    options = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = start("scheduler", *options, "--port", str(port))
    workers = [start("worker", address, *options, "--nthreads", "1", "--no-nanny") for _ in range(2)]
    try:
        yield address, scheduler, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.mark.filterwarnings("ignore")  # Dask and its event loop warn of their own affairs when a worker is killed
def test_a_cluster_gives_the_same_results_as_one_process(cluster: Cluster, tmp_path: Path, tiny_model: str) -> None:
    """A run on two workers, one of them killed midway, writes the same tables and graph as a run in this process."""
    address, _, workers = cluster
    articles = {f"{number:03}-{name}": f"{text} {number}" for number in range(40) for name, text in ARTICLES.items()}
    corpus = write(tmp_path / "corpus", articles)
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if progress.analysed > 20 and not killed:
            workers[0].send_signal(signal.SIGKILL)
            killed.append(progress.analysed)

    settings = Settings(model=tiny_model, scheduler=address, batch_characters=500)
    run(corpus, tmp_path / "many", settings=settings, progress=kill_one)
    run(corpus, tmp_path / "one", settings=Settings(model=tiny_model))

    assert killed
    assert killed[0] < len(articles)
    assert digests(tmp_path / "many") == digests(tmp_path / "one")


@pytest.mark.filterwarnings("ignore")  # the client warns of the connection that it could not make
def test_a_missing_scheduler_is_named(tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """If no scheduler answers in time, the run is refused, and the message names the address."""
    corpus = write(tmp_path / "corpus", ARTICLES)
    monkeypatch.setattr("pipeline.running.worker_pool.CONNECTION_SECONDS", 1)

    with pytest.raises(SettingsError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        run(corpus, tmp_path / "out", settings=Settings(model=tiny_model, scheduler="tcp://127.0.0.1:1"))


@pytest.mark.filterwarnings("ignore")  # the client warns of the workers that it lost
def test_a_cluster_without_workers_ends_the_run(
    cluster: Cluster,
    tmp_path: Path,
    tiny_model: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """If no worker is left, the run ends with a one-line message on what to do."""
    address, _, workers = cluster
    for worker in workers:
        worker.kill()
        worker.wait()
    monkeypatch.setattr("pipeline.running.worker_pool.STARTUP_SECONDS", 1)
    settings = Settings(model=tiny_model, scheduler=address, article_seconds=1)

    with pytest.raises(SettingsError, match=r"has finished nothing for \d+ s: look at its workers"):
        run(write(tmp_path / "corpus", ARTICLES), tmp_path / "out", settings=settings)


def test_a_run_continues_after_its_scheduler_died(cluster: Cluster, tmp_path: Path, tiny_model: str) -> None:
    """If the scheduler dies during a run, one line names it and the exit code is 2; the next run finishes."""
    address, scheduler, _ = cluster
    texts = {f"{number:04}.txt": f"Toqajew sprach am Tag {number} in Almaty. " * 40 for number in range(600)}
    corpus = write(tmp_path / "corpus", texts)
    (tmp_path / "small.toml").write_text("batch_characters = 2000\n", encoding="utf-8")
    output = tmp_path / "out"
    command = [sys.executable, "-m", "pipeline", "run", str(corpus), "--output", str(output), "--model", tiny_model]
    command += ["--quiet", "--config", str(tmp_path / "small.toml")]
    running = subprocess.Popen([*command, "--scheduler", address], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    store = output / "checkpoints.sqlite"
    while running.poll() is None and not (store.exists() and store.stat().st_size > 100_000):
        time.sleep(0.05)
    scheduler.kill()
    _, err = running.communicate(timeout=90)

    assert running.returncode == 2
    assert len(err.splitlines()) == 1
    assert f"the connection to the Dask scheduler at {address} is lost" in err
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    log = (output / "run.log").read_text(encoding="utf-8")
    assert int(log.rsplit("known ", 1)[1].split(",")[0]) > 0
    assert f"read {len(texts)}," in log


def test_tls_that_is_not_set_up_is_refused(tmp_path: Path, tiny_model: str) -> None:
    """An address for which Dask needs certificates is refused in one line."""
    settings = Settings(model=tiny_model, scheduler="tls://127.0.0.1:1")

    with pytest.raises(SettingsError, match="no Dask scheduler answers at tls://127"):
        run(write(tmp_path / "corpus", ARTICLES), tmp_path / "out", settings=settings)
