"""The local server: what it answers, what it refuses, and what applying alias lines changes on disk."""

import http.client
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import Settings, open_run, rebuild, run
from pipeline.errors import OutputError, SettingsError
from pipeline.names import read_aliases
from pipeline.serving import ReportServer
from pipeline.serving.server import MAX_BODY_BYTES
from tests.helpers.local_server import serving
from tests.helpers.run_folders import ARTICLES, digests, write

LINES = [["rename", "CSTO", "", "OVKS", "", "=1+1"], ["drop", "Armenien", "", "", "", ""]]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, tiny_model: str) -> Path:
    """Output of a run over the small corpus."""
    folder = tmp_path_factory.mktemp("serving")
    run(write(folder / "corpus", ARTICLES), folder / "out", settings=Settings(model=tiny_model))
    return folder / "out"


@pytest.fixture
def output(finished: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copytree(finished, tmp_path / "out"))


@pytest.fixture
def server(output: Path) -> Iterator[ReportServer]:
    """A server of that copy."""
    with serving(output) as server:
        yield server


def ask(server: ReportServer, method: str = "GET", *, path: str | None = None, body: Any = None, **headers: str | None):
    """Send a request as our own page would, except for what is given; return status, headers and body."""
    sent = {"Host": server.host}
    if method == "POST":
        sent |= {"Origin": f"http://{server.host}", "Content-Type": "application/json"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection._encode_request = lambda line: line.encode("latin-1")  # browsers send bytes that are not ASCII too
    connection.putrequest(method, path or f"/{server.token}/", skip_host=True, skip_accept_encoding=True)
    if method == "POST":
        sent.setdefault("Content-Length", str(len(data)))
    for name, value in sent.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(data if method == "POST" else None)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def request_for(server: ReportServer, lines: list[list[str]], **more: Any) -> dict[str, Any]:
    """The request that applies lines."""
    state = json.loads(state_of(ask(server)[2]))
    return {"lines": lines, "edition": state["edition"], **more}


def state_of(page: bytes) -> bytes:
    """The JSON that the server put into the page."""
    return page.partition(b'id="server">')[2].partition(b"</script>")[0]


def test_the_page_is_the_report_with_one_more_permission(server: ReportServer, output: Path) -> None:
    """The served page is the report, allowed to ask its own server, with the server's state; nothing is cached."""
    status, headers, page = ask(server)
    report = (output / "report.html").read_bytes()
    state = b'<script type="application/json" id="server">' + state_of(page) + b"</script>\n"

    assert status == 200
    assert page.replace(state, b"", 1).replace(b" connect-src 'self';", b"", 1) == report
    assert page.count(b"connect-src 'self'; base-uri 'none'") == 1
    assert json.loads(state_of(page))["review"] == {}
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert headers["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Server"] == "pressenetz"


def test_it_listens_on_this_computer_only(server: ReportServer) -> None:
    """The server is bound to 127.0.0.1, and every server has a token of its own."""
    assert server.server_address[0] == "127.0.0.1"
    assert len(server.token) >= 43
    with ReportServer(server.output) as other:
        assert other.token != server.token


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("status", "wrong"),
    [
        (404, {"path": "/"}),
        (404, {"path": "/report.html"}),
        (404, {"path": "/run.json"}),
        (404, {"path": "/TOKEN"}),
        (404, {"path": "/TOKEN/run.json"}),
        (404, {"path": "/TOKEN/../run.json"}),
        (404, {"path": "/TOKEN/?x"}),
        (404, {"path": "/" + "A" * 43 + "/"}),
        (404, {"path": "/\xe4"}),
        (403, {"Host": "localhost:PORT"}),
        (403, {"Host": "127.0.0.1"}),
        (403, {"Host": "example.org:PORT"}),
        (403, {"Host": None}),
        (403, {"Origin": "http://example.org"}),
        (403, {"Origin": "null"}),
        (403, {"Origin": "http://127.0.0.1"}),
        (403, {"Origin": "http://127.0.0.1:1"}),
        (403, {"Origin": "https://127.0.0.1:PORT"}),
    ],
)
def test_others_get_nothing(server: ReportServer, method: str, status: int, wrong: dict[str, str | None]) -> None:
    """Another path, token, host name or origin gets an empty refusal."""
    filled = {
        name: value and value.replace("PORT", str(server.server_port)).replace("TOKEN", server.token)
        for name, value in wrong.items()
    }
    path = filled.pop("path", None)
    body = {"review": {"pending": []}}

    found, _, content = ask(server, method, path=path, body=body, **filled)

    assert (found, content) == (status, b"")
    assert not (server.output / "review.json").exists()


def test_a_change_needs_an_origin_and_json(server: ReportServer) -> None:
    """A POST without `Origin`, of another type, without a length, or too large is refused before it is read."""
    body = {"review": {}}

    assert ask(server, "POST", body=body, Origin=None)[0] == 403
    assert ask(server, "POST", body=body, Content_Type="text/plain")[0] == 415
    assert ask(server, "POST", body=body, Content_Length=None)[0] == 411
    assert ask(server, "POST", body=body, Content_Length="-1")[0] == 411
    assert ask(server, "POST", body=body, Transfer_Encoding="chunked")[0] == 411
    assert ask(server, "POST", body=body, Content_Length=str(MAX_BODY_BYTES + 1))[0] == 413
    assert ask(server, "POST", body=body, Content_Length="9" * 5000)[0] == 413
    assert not (server.output / "review.json").exists()


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(server: ReportServer, method: str) -> None:
    """Only GET and POST are known."""
    status, headers, content = ask(server, method)

    assert (status, content) == (501, b"")
    assert not [name for name in headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        ([], "must be an object"),
        ({"path": "x"}, "must be an object"),
        ({"review": []}, "must be an object, not list"),
        ({"lines": "x"}, "list of lists of six texts"),
        ({"lines": [["drop", "x"]]}, "list of lists of six texts"),
        ({"lines": [["drop", "x", "", "", "", 1]]}, "list of lists of six texts"),
        ({"lines": LINES, "edition": "1-2-3"}, "the run has changed"),
    ],
)
def test_malformed_requests_are_explained(server: ReportServer, body: Any, message: str) -> None:
    """The answer to a request that makes no sense is one line that says so, and nothing is written."""
    before = sorted(path.name for path in server.output.iterdir())
    status, _, content = ask(server, "POST", body=body)

    assert status in (400, 422)
    assert message in json.loads(content)["error"]
    assert sorted(path.name for path in server.output.iterdir()) == before


def test_lines_are_applied(server: ReportServer, output: Path, finished: Path, tmp_path: Path) -> None:
    """Applied lines lie beside the run, which is that of `network --aliases` with the same file; ids are translated."""
    request = request_for(server, LINES, ids=["ORG:csto", "LOC:armenien", "LOC:almaty"], review={"accepted": {}})
    status, _, content = ask(server, "POST", body=request)

    assert (status, json.loads(content)) == (200, {"moved": {"ORG:csto": "ORG:ovks"}})
    assert read_aliases(output / "aliases.csv").lines() == LINES
    assert open_run(output).info["aliases"] == LINES
    assert json.loads((output / "review.json").read_text(encoding="utf-8")) == {"accepted": {}}

    by_hand = Path(shutil.copytree(finished, tmp_path / "hand"))
    (tmp_path / "hand.csv").write_text("action,name,target\nrename,CSTO,OVKS\ndrop,Armenien,\n", encoding="utf-8")
    rebuild(by_hand, settings=open_run(by_hand).settings.with_changes(aliases=str(tmp_path / "hand.csv")))
    assert digests(output) == digests(by_hand)


def test_a_page_that_was_loaded_before_is_outdated(server: ReportServer) -> None:
    """A page of an earlier state of the run cannot overwrite the lines of a later one."""
    request = request_for(server, LINES)

    assert ask(server, "POST", body=request)[0] == 200
    status, _, content = ask(server, "POST", body=request)
    assert (status, "reload the page" in json.loads(content)["error"]) == (422, True)


def test_lines_that_contradict_each_other_change_nothing(server: ReportServer, output: Path) -> None:
    """An alias file that is not valid is not written; the message names its lines."""
    assert ask(server, "POST", body=request_for(server, LINES))[0] == 200
    before = digests(output), (output / "aliases.csv").read_bytes()
    lines = [["merge", "A", "", "B", "", ""], ["separate", "A", "", "B", "", ""]]
    status, _, content = ask(server, "POST", body=request_for(server, lines))

    error = json.loads(content)["error"]
    assert status == 422
    assert error.startswith("aliases.csv: line 2 (merge 'A' 'B') contradicts line 3")
    assert (digests(output), (output / "aliases.csv").read_bytes()) == before
    assert not list(output.glob(".aliases*"))


def test_a_rebuild_that_fails_puts_the_old_file_back(server: ReportServer, output: Path) -> None:
    """If the network cannot be rebuilt, the alias file is that of the network that is still there."""
    assert ask(server, "POST", body=request_for(server, LINES))[0] == 200
    before = (output / "aliases.csv").read_bytes()
    request = request_for(server, [])
    (output / "mentions.parquet").write_bytes(b"damaged")
    status, _, content = ask(server, "POST", body=request)

    assert (status, "mentions.parquet" in json.loads(content)["error"]) == (422, True)
    assert (output / "aliases.csv").read_bytes() == before


def test_a_file_that_the_page_does_not_know_is_left_alone(server: ReportServer, output: Path) -> None:
    """An aliases.csv that the run was not built with would be lost: the message says how to bring it in."""
    (output / "aliases.csv").write_text("action,name\ndrop,Almaty\n", encoding="utf-8")
    status, _, content = ask(server, "POST", body=request_for(server, LINES))

    assert (status, "--aliases" in json.loads(content)["error"]) == (422, True)
    assert (output / "aliases.csv").read_text(encoding="utf-8") == "action,name\ndrop,Almaty\n"


def test_review_is_kept_beside_the_run(server: ReportServer) -> None:
    """Saved work comes back with the page, escaped; a damaged file is empty work."""
    review = {"pending": [], "accepted": {"</script><b>": ["\ud83e"]}}

    assert ask(server, "POST", body={"review": review})[0] == 200
    state = state_of(ask(server)[2])
    assert b"<" not in state
    assert json.loads(state)["review"] == review
    (server.output / "review.json").write_bytes(b"\xff[")
    assert json.loads(state_of(ask(server)[2]))["review"] == {}


def test_what_cannot_be_served_is_refused(tmp_path: Path, server: ReportServer) -> None:
    """A folder without a run, a taken port and a port that does not exist are errors of one line."""
    with pytest.raises(OutputError, match=r"run\.json"):
        ReportServer(tmp_path)
    with pytest.raises(OutputError, match="another program may use it"):
        ReportServer(server.output, port=server.server_port)
    with pytest.raises(SettingsError, match="from 0"):
        ReportServer(server.output, port=70_000)
