"""One newspaper, one source: the spellings of a source joined under one name."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from functools import cache
from urllib.parse import urlsplit

import pandas as pd

from pipeline.parquet import iter_tuples

_PREFIX = re.compile(r"(?:https?:)?/*(?:(?:www\d?|m|mobile?|amp|news|rss)\.)*", re.IGNORECASE)
_HOST = re.compile(r"(?P<name>[^\s/:?#]+?)(?:\.(?:co|com|or|ac|gv))?\.[a-z]{2,}(?:[/:?#]\S*)?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:der|die|das|the)[\s_-]+(?=\w)", re.IGNORECASE)
_ONLINE = re.compile(r"(?<=\w)[\s._-]+online$", re.IGNORECASE)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def source_key(source: str) -> str:
    """The key that the spellings of one source share.

    `www.seeheimer-zeitung.de`, `seeheimer-zeitung` and `Seeheimer Zeitung` have the key `seeheimerzeitung`.
    """
    name = _PREFIX.sub("", source.strip(), count=1)
    if host := _HOST.fullmatch(name):
        name = host["name"].rpartition(".")[2]
    name = _ONLINE.sub("", _ARTICLE.sub("", name, count=1))
    return re.sub(r"\W|_", "", name.casefold().translate(_UMLAUTS)) or source.casefold().strip()


def article_sources(articles: pd.DataFrame) -> "pd.Series[str]":
    """The name of the source of each article, aligned with `articles`; missing where nothing tells it.

    An article without a source takes that of its address, else that of its folder if another article has this source.
    The address of a newspaper belongs to the one source that its articles name. The name of a source is its most
    frequent spelling, preferably one with a capital letter.
    """
    rows = list(iter_tuples(articles[["article_id", "source", "url"]]))
    hosts = [_host(row.url) for row in rows]
    key_of = cache(source_key)
    keys = [key_of(row.source or host) for row, host in zip(rows, hosts, strict=True)]
    own = [key_of(host) for host in hosts]
    owner = _owners(zip(own, keys, strict=True))
    keys = [owner.get(key, key) for key in keys]
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, row, host in zip(keys, rows, hosts, strict=True):
        if key:
            spellings[key][row.source or host] += 1
    named = {key: min(counts.items(), key=_rank)[0] for key, counts in spellings.items()}
    folder_of = cache(lambda folder: _folder_key(folder, named))
    found = [
        named.get(key or folder_of(row.article_id.rpartition("/")[0])) for key, row in zip(keys, rows, strict=True)
    ]
    return pd.Series(found, index=articles.index, dtype="object")


def _rank(spelling: tuple[str, int]) -> tuple[bool, int, str]:
    """Capital letters first, then the most frequent."""
    name, count = spelling
    return name == name.lower(), -count, name


def _host(url: str | None) -> str:
    try:
        return _PREFIX.sub("", urlsplit(url or "").netloc, count=1)
    except ValueError:  # such as http://[
        return ""


def _owners(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The only other source that the articles of a host name, by key."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for host, key in pairs:
        if host and key != host:
            named[host].add(key)
    return {host: next(iter(keys)) for host, keys in named.items() if len(keys) == 1}


def _folder_key(path: str, known: Container[str]) -> str:
    """The key of the innermost folder of a path that is called like a known source."""
    folders = [source_key(folder) for folder in path.split("/")]
    return next((folder for folder in reversed(folders) if folder in known), "")
