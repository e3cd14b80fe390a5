"""A real Dask scheduler and two real workers on this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_run import ARTICLES, digests, write

from pipeline import Settings, run
from pipeline.errors import SettingsError
from pipeline.reading import Progress

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'pressenetz[dask]'")
ROOT = Path(__file__).parent.parent


def start(*arguments: str) -> "subprocess.Popen[bytes]":
    """Start a part of the cluster in the background."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def cluster() -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """Address of a scheduler, and its two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    options = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = start("scheduler", *options, "--port", str(port))
    workers = [start("worker", address, *options, "--nthreads", "1", "--no-nanny") for _ in range(2)]
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.mark.filterwarnings("ignore")  # Dask and its event loop warn of their own affairs when a worker is killed
def test_a_cluster_gives_what_one_process_gives(
    cluster: tuple[str, list["subprocess.Popen[bytes]"]], tmp_path: Path, tiny_model: str
) -> None:
    """Tables and graph of a run on two workers, one killed in the middle, are those of a run in this process."""
    address, workers = cluster
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
    """Where no scheduler answers, the run is refused with its address."""
    corpus = write(tmp_path / "corpus", ARTICLES)
    begin = time.monotonic()

    with pytest.raises(SettingsError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        run(corpus, tmp_path / "out", settings=Settings(model=tiny_model, scheduler="tcp://127.0.0.1:1"))
    assert time.monotonic() - begin < 60


@pytest.mark.filterwarnings("ignore")  # the client warns of the workers that it lost
def test_a_cluster_without_workers_is_not_waited_for_for_ever(
    cluster: tuple[str, list["subprocess.Popen[bytes]"]],
    tmp_path: Path,
    tiny_model: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where no worker is left, the run ends with one line that says what to do."""
    address, workers = cluster
    for worker in workers:
        worker.kill()
        worker.wait()
    monkeypatch.setattr("pipeline.workers._GRACE", 1)
    settings = Settings(model=tiny_model, scheduler=address, article_seconds=1)

    with pytest.raises(SettingsError, match=r"has finished nothing for \d+ s: look at its workers"):
        run(write(tmp_path / "corpus", ARTICLES), tmp_path / "out", settings=settings)
