"""The German catalogue: extract the messages of the code, update `pressenetz.po`, compile `pressenetz.mo`.

python -m tests.helpers.catalogue    keeps translations, adds new messages without one, lists these, and compiles
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "pipeline" / "locale" / "de" / "LC_MESSAGES" / "pressenetz.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "NN_": (1, 2)}


def extracted() -> Catalog:
    """Collect the messages of the package, each with the files that hold it."""
    catalog = Catalog(project="pressenetz", charset="utf-8")
    package = ROOT / "pipeline"
    for name, line, message, comments, _ in extract_from_dir(package, keywords=KEYWORDS, comment_tags=("For the",)):
        catalog.add(message, locations=[(f"pipeline/{name}", line)], auto_comments=comments)
    return catalog


def german() -> Catalog:
    """Read the committed catalogue."""
    with SOURCE.open("rb") as file:
        return read_po(file, locale="de", domain="pressenetz")


def compiled(catalog: Catalog) -> bytes:
    """Compile a catalogue as gettext reads it."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def written(catalog: Catalog) -> bytes:
    """Format a catalogue; without line numbers, which would change with every edit of the code."""
    file = io.BytesIO()
    write_po(file, catalog, width=120, ignore_obsolete=True, include_lineno=False, sort_by_file=True)
    return file.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """List the messages without a complete translation."""
    texts = [(message.id, message.string) for message in catalog if message.id]
    return [str(id_) for id_, string in texts if not string or (not isinstance(string, str) and not all(string))]


def main() -> None:
    """Update and compile the catalogue; exit code 1 if translations are missing."""
    catalog = german()
    catalog.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    SOURCE.write_bytes(written(catalog))
    SOURCE.with_suffix(".mo").write_bytes(compiled(catalog))
    sys.exit("\n".join(untranslated(catalog)) or None)


if __name__ == "__main__":
    main()
