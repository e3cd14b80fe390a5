"""A small corpus, and what tells two output folders apart."""

import hashlib
from pathlib import Path

from pipeline.schema import SCHEMAS

ARTICLES = {
    "2022-01-02_a.txt": "Kasachstan\n\nIn Kasachstan demonstrierten 3000 Menschen. "
    "Qassym-Schomart Toqajew sprach in Almaty.",
    "2022-01-05_b.txt": "Toqajew rief die CSTO zu Hilfe. "
    "Russland schickte Soldaten nach Kasachstan. Toqajew dankte Russland.",
    "2022-01-07_c.txt": "Nursultan Nasarbajew schwieg. "
    "Samat Abish, der Neffe von Nasarbajew, wurde in Almaty festgenommen.",
    "2022-02-01_d.txt": "Armenien zog seine 70 Soldaten aus Kasachstan ab, meldete die CSTO. "
    "Das kostete 2,5 Millionen Euro.",
}


GRAPHS = ("graph.graphml", "graph.gexf", "graph-dynamic.gexf", "graph.json", "nodes.csv", "edges.csv")


FILES = (*(f"{name}.parquet" for name in SCHEMAS), *GRAPHS, "places.geojson")


def write(folder: Path, articles: dict[str, str]) -> Path:
    """Write articles into a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in articles.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def digests(output: Path) -> dict[str, str]:
    """SHA-256 of every table and graph file."""
    return {name: hashlib.sha256((output / name).read_bytes()).hexdigest() for name in FILES}
