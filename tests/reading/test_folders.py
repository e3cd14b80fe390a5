"""Real folder trees: links, loops, unusual names, entries that are not files."""

import os
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import CorpusError
from pipeline.reading.articles import Article, Failure, read_corpus, read_found
from pipeline.reading.folders import Found, Refused, printable, walk

TEXT = "Der Präsident sprach in Almaty."


def outcomes(corpus: Path) -> dict[str, str]:
    """Return text or error by path."""
    items = list(read_corpus(corpus))
    assert len({item.path for item in items}) == len(items)
    return {item.path: item.text if isinstance(item, Article) else item.error for item in items}


def test_names_are_valid_text(tmp_path: Path) -> None:
    """Newlines and invalid UTF-8 are escaped; different names stay different."""
    names = [
        b"a\nb.txt",
        b"a\\nb.txt",
        b"\xff\xfe.txt",
        b"\xe4.txt",
        "ä.txt".encode(),
        b"a.zip!b.txt",
        b"\xe2\x80\xae.txt",
    ]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(TEXT, encoding="utf-8")
    found = outcomes(tmp_path)

    assert len(found) == len(names)
    assert set(found.values()) == {TEXT}
    assert all(name.isprintable() and name.encode() for name in found)


def test_links(tmp_path: Path) -> None:
    """Links into the corpus add nothing; broken links and loops are failures and do not end the walk."""
    (tmp_path / "tief").mkdir()
    (tmp_path / "tief" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "tief" / "a.txt")
    (tmp_path / "ordner").symlink_to("tief")
    (tmp_path / "tief" / "schleife").symlink_to(tmp_path)
    (tmp_path / "tief" / "selbst").symlink_to(".")
    (tmp_path / "kreis.txt").symlink_to(tmp_path / "kreis.txt")
    (tmp_path / "hin").symlink_to("her")
    (tmp_path / "her").symlink_to("hin")
    (tmp_path / "leer.txt").symlink_to(tmp_path / "nichts.txt")
    loop = "broken symbolic link: Too many levels of symbolic links"

    assert outcomes(tmp_path) == {
        "her": loop,
        "hin": loop,
        "kreis.txt": loop,
        "leer.txt": "broken symbolic link: No such file or directory",
        "tief/a.txt": TEXT,
    }


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """Build a corpus with links to a file and to folders next to and above it."""
    corpus = tmp_path / "corpus"
    for folder in (corpus, tmp_path / "drüben" / "tief", tmp_path / "corpus-2"):
        folder.mkdir(parents=True)
    for file in ("corpus/a.txt", "drüben/b.txt", "drüben/tief/c.txt", "corpus-2/d.txt"):
        (tmp_path / file).write_text(f"{TEXT} {file}", encoding="utf-8")
    (corpus / "b.txt").symlink_to(tmp_path / "drüben" / "b.txt")
    (corpus / "ordner").symlink_to("../drüben")
    (corpus / "umweg").symlink_to("ordner/tief")
    (corpus / "vorsilbe").symlink_to("../corpus-2")
    (corpus / "x-darüber").symlink_to("..")
    return corpus


def test_links_out_of_the_corpus_are_not_followed(linked: Path) -> None:
    """A link to a file or folder outside is a failure that names the setting; a folder of a longer name is outside."""
    found = outcomes(linked)

    assert found.pop("a.txt").startswith(TEXT)
    assert sorted(found) == ["b.txt", "ordner", "umweg", "vorsilbe", "x-darüber"]
    assert all("leads out of the corpus" in error and "--follow-links" in error for error in found.values())


def test_links_out_of_the_corpus_are_followed_once(linked: Path) -> None:
    """With follow_links, each file outside and inside the corpus is read once, regardless of the links to it."""
    found = [item.name for item in walk(linked, follow_links=True)]

    assert found == ["a.txt", "b.txt", "ordner/tief/c.txt", "vorsilbe/d.txt"]


def test_the_corpus_may_be_a_link(linked: Path, tmp_path: Path) -> None:
    """A corpus that is a symbolic link is followed, and links out of it are still recognised."""
    (tmp_path / "verweis").symlink_to(linked)
    (linked / "innen.txt").symlink_to("a.txt")

    assert outcomes(tmp_path / "verweis") == outcomes(linked)


def test_links_into_hidden_folders_are_followed_once(tmp_path: Path) -> None:
    """A file that git-annex keeps in a hidden folder is read through the link to it."""
    (tmp_path / ".annex").mkdir()
    (tmp_path / ".annex" / "x.txt").write_text(TEXT, encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).symlink_to(".annex/x.txt")

    assert outcomes(tmp_path) == {"a.txt": TEXT}


def test_a_file_that_grows_ends(tmp_path: Path) -> None:
    """A file that grows faster than it is read is read up to its initial size."""
    line = '{"text": "Der Präsident sprach in Almaty."}\n'.encode()
    path = tmp_path / "a.jsonl"
    path.write_bytes(line * 2)
    items = []
    with path.open("ab", buffering=0) as writer:
        for item in read_corpus(tmp_path):
            writer.write(line * 5_000)
            items.append(item)

    assert [item.path for item in items] == ["a.jsonl"] * 2


def test_a_pipe_as_the_corpus_is_refused(tmp_path: Path) -> None:
    """A pipe, or a link to one, is refused without being opened."""
    os.mkfifo(tmp_path / "rohr.txt")
    (tmp_path / "link.txt").symlink_to("rohr.txt")

    for name in ("rohr.txt", "link.txt"):
        with pytest.raises(CorpusError, match="is a pipe, socket or device"):
            list(walk(tmp_path / name))


def test_a_file_replaced_by_a_pipe_does_not_block(tmp_path: Path) -> None:
    """A file that has become a pipe since it was found is a failure."""
    path = tmp_path / "a.txt"
    os.mkfifo(path)

    found = read_found(Found(path, "a.txt"), today=date(2022, 1, 1), any_language=False, text_field=None, seconds=5)

    assert list(found) == [Failure("a.txt", "read", "not a regular file: a pipe, socket or device")]


def test_paths_too_long_for_the_system_are_failures(tmp_path: Path) -> None:
    """A folder nested beyond the maximum path length is a failure, and the files above it are read."""
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=here)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    found = list(walk(tmp_path))

    assert [item.error for item in found if isinstance(item, Refused)] == ["cannot be read: File name too long"]
    assert found[0].name == "b.txt"


def test_no_regular_files(tmp_path: Path) -> None:
    """A pipe is refused without being opened; a folder named like a file is a folder."""
    os.mkfifo(tmp_path / "rohr.txt")
    (tmp_path / "ordner.txt").mkdir()
    (tmp_path / "ordner.txt" / "a.txt").write_text(TEXT, encoding="utf-8")

    assert outcomes(tmp_path) == {
        "ordner.txt/a.txt": TEXT,
        "rohr.txt": "not a regular file: a pipe, socket or device",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    """A file without read permission is a failure whose error names the reason."""
    (tmp_path / "geheim.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "geheim.txt").chmod(0)

    assert outcomes(tmp_path) == {"geheim.txt": "cannot be read: Permission denied"}


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    """Files and folders whose names begin with a dot are skipped."""
    (tmp_path / ".git").mkdir()
    for name in (".DS_Store", ".git/a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")

    assert outcomes(tmp_path) == {"b.txt": TEXT}


def test_walk_is_sorted(tmp_path: Path) -> None:
    """Files and folders are sorted by the bytes of their names."""
    for name in ("b.txt", "a/z.txt", "ä.txt", "B.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    names = [item.name for item in walk(tmp_path) if isinstance(item, Found | Refused)]

    assert names == ["B.txt", "a/z.txt", "a.txt", "b.txt", "ä.txt"]


def test_printable_is_reversible_by_eye() -> None:
    """Backslashes are doubled, so that escapes are unambiguous."""
    assert printable("a\nb") == "a\\nb"
    assert printable("a\\nb") == "a\\\\nb"
    assert isinstance(next(iter(walk(Path(__file__)))), Found)
    assert Failure("a", "read", "b").stage == "read"
