"""One newspaper is one source, however it is spelt."""

import pandas as pd
import pytest

from pipeline.reading.sources import article_sources, source_key


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Seeheimer Zeitung",
            "seeheimer-zeitung",
            "www.seeheimer-zeitung.example",
            "https://m.seeheimer-zeitung.example/x",
        ),
        ("DER SPIEGEL", "Spiegel Online", "spiegel.de", "spiegel"),
        ("Neue Zürcher Zeitung", "neue-zuercher-zeitung"),
        ("n-tv", "N-TV", "n-tv.de"),
        ("BBC", "https://www.bbc.co.uk/"),
    ],
)
def test_spellings_share_a_key(spellings: tuple[str, ...]) -> None:
    """Host names, folders, articles, umlauts and case make no difference."""
    assert len({source_key(spelling) for spelling in spellings}) == 1


def test_different_papers_have_different_keys() -> None:
    """Papers whose names only begin alike stay apart."""
    papers = ["Rheinische Post", "Rheinpfalz", "Die Zeit", "Zeitung am Sonntag", "taz", "Tageszeitung", "dpa", "?", "-"]

    assert len({source_key(paper) for paper in papers}) == len(papers)


def test_sources_of_articles() -> None:
    """An article without a source takes that of its address or folder; a host belongs to its only source."""
    rows = [
        ("1.txt", "Frankfurter Allgemeine", "https://www.faz.net/a"),
        ("2.txt", None, "https://m.faz.net/b"),
        ("3.txt", "faz.net", None),
        ("4.txt", "rellinger-abendpost", None),
        ("5.txt", "Rellinger Abendpost", None),
        ("archiv/rellinger-abendpost/6.txt", None, None),
        ("archiv/7.txt", None, None),
        ("8.txt", None, "http://["),
        ("9.txt", "A", "https://sammlung.example/1"),
        ("10.txt", "B", "https://sammlung.example/2"),
    ]
    found = article_sources(pd.DataFrame(rows, columns=["article_id", "source", "url"]))

    paper, post = "Frankfurter Allgemeine", "Rellinger Abendpost"
    assert found.where(found.notna(), None).tolist() == [paper, paper, paper, post, post, post, None, None, "A", "B"]
