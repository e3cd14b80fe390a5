"""Configuration of Sphinx, which makes a site from README, docs/ and the docstrings: run `.ci/docs`.

The pages are the files that GitHub shows; links between them lead to the same headings in both. Only the order of pages
and the formulas are worked on here.
"""

import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.util import logging

project = "pressenetz"
author = "The pressenetz authors"
project_copyright = "the pressenetz authors, MIT licence"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "README"
include_patterns = [
    "README.md",
    "README.de.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/*",
    "training/*.md",
    "training/gold/*.md",
    "benchmarks/*.md",
]
nitpicky = True
# types of other packages in signatures; their documentation would have to be fetched
nitpick_ignore_regex = [
    ("py:.*", r"(collections|datetime|networkx|np|nx|numpy|pa|pandas|pathlib|pd|spacy|typing)\..*|Figure")
]

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
default_role = "code"  # docstrings mark code by single backticks, as Markdown does
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False

html_theme = "furo"
highlight_language = "none"
html_title = "pressenetz"
html_math_renderer = "mathml"
html_show_sphinx = False
html_copy_source = False
html_static_path = ["site.css"]
html_css_files = ["site.css"]

_LISTED = re.compile(r"^\| \[([\w/.]+)\.md\]", flags=re.MULTILINE)
_FILE_NAME = re.compile(r"\[[\w/.]+\.md\]\(")
_REFERENCE = "docs/reference"
_TITLES = {"README.de": "Deutsch <README.de>"}
"""Entries of the sidebar for pages whose own title is that of another."""
_MORE = [
    "Benchmark results <benchmarks/RESULTS>",
    "Training of the models <training/README>",
    "Results of the training <training/RESULTS>",
    "Guidelines of the annotation <training/gold/GUIDELINES>",
]
_log = logging.getLogger(__name__)


def _prepare(app: Sphinx, docname: str, source: list[str]) -> None:  # noqa: ARG001 (the signature of an event)
    """Give the front page a table of contents for the sidebar, in the order of README's own table of pages.

    Links that show the name of a file on GitHub show the title of the page or section here.
    """
    if docname == root_doc:
        listed = [_TITLES.get(name, name) for name in _LISTED.findall(source[0])]
        after = listed.index("docs/recipes") + 1
        pages = "\n".join([*listed[:after], _REFERENCE, *listed[after:], *_MORE])
        source[0] += f"\n\n```{{toctree}}\n:hidden:\n\n{pages}\n```\n"
    source[0] = _FILE_NAME.sub("[](", source[0])


def _write_formula(self: Any, node: nodes.Element) -> None:
    """Write a formula as MathML, which browsers draw without a script."""
    try:
        self.body.append(tex2mathml(node.astext(), as_block=isinstance(node, nodes.math_block)))
    except MathError as error:
        _log.warning("formula %r: %s", node.astext(), error, location=node)
    raise nodes.SkipNode


def _name_index(app: Sphinx, error: Exception | None) -> None:
    """Make the front page the one that a folder opens with as well."""
    if error is None and app.builder.name == "html":
        shutil.copyfile(Path(app.outdir, f"{root_doc}.html"), Path(app.outdir, "index.html"))


def setup(app: Sphinx) -> dict[str, Any]:
    """Register what is not an option of Sphinx."""
    app.add_html_math_renderer("mathml", (_write_formula, None), (_write_formula, None))
    app.connect("source-read", _prepare)
    app.connect("build-finished", _name_index)
    return {"parallel_read_safe": True}
