"""The models: choose one, find its files, and make sure that they are what their name promises.

Does not import spaCy, which takes seconds.
"""

import hashlib
import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.translations import _

MD = "de_core_news_md"
MODELS = Path(__file__).parents[1] / "models"
EMBEDDED = ("accurate", "fast")
"""The embedded models, best first."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The identity of a model: `name` and `version` of its meta.json, its path and a digest of its files."""

    name: str
    version: str
    path: str
    digest: str


def choose_model(model: str) -> str:
    """Resolve `auto` to the best installed model; return other names unchanged.

    Raises:
        ModelError: if the installed `de_core_news_md` is the squatted package.
    """
    if model != "auto":
        return model
    if is_package(MD):
        refuse_squatted()
        return MD
    return next((name for name in EMBEDDED if (MODELS / name / "meta.json").is_file()), EMBEDDED[0])


def model_info(model: str) -> ModelInfo:
    """Identify a model without loading it.

    Raises:
        ModelError: if the model is missing or is the squatted package.
    """
    chosen = choose_model(model)
    path = model_path(chosen)
    meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    return ModelInfo(f"{meta['lang']}_{meta['name']}", str(meta["version"]), chosen, model_digest(path))


def describe_models() -> list[str]:
    """Describe each model that `auto` knows in one line, then the choice of `auto`."""
    lines = []
    for name in (MD, *EMBEDDED):
        try:
            info = model_info(name)
            lines.append(f"{name:<16} {info.name} {info.version}")
        except ModelError as error:
            missing = _("not installed")
            lines.append(f"{name:<16} {error if is_package(name) else missing}")
    picks = _("auto picks")
    try:
        lines.append(f"{picks:<16} {model_info('auto').name}")
    except ModelError as error:
        nothing = _("nothing: {reason}").format(reason=error)
        lines.append(f"{picks:<16} {nothing}")
    return lines


def model_path(chosen: str) -> Path:
    """Find the folder with the model's config.cfg and meta.json.

    Raises:
        ModelError: if the model is missing or is the squatted package.
    """
    if chosen == MD and is_package(MD):
        refuse_squatted()
    if chosen in EMBEDDED:
        folders = [MODELS / chosen]
    elif is_package(chosen):
        folder = Path(str(metadata.distribution(chosen).locate_file(chosen)))
        folders = [folder, *sorted(folder.glob(f"{chosen}-*"))]
    else:
        folders = [Path(chosen)]
    for folder in folders:
        if (folder / "config.cfg").is_file() and (folder / "meta.json").is_file():
            return folder
    if chosen in EMBEDDED:
        message = _("the embedded model {model!r} is missing from {folder}: reinstall pressenetz")
        raise ModelError(message.format(model=chosen, folder=MODELS))
    message = _(
        "no spaCy model {model!r}: neither an installed package nor a folder with config.cfg and meta.json (valid: "
        "auto, accurate, fast, the name of an installed model such as {example}, or a path)"
    )
    raise ModelError(message.format(model=chosen, example=MD))


def refuse_squatted() -> None:
    """Check, without importing it, that the installed `de_core_news_md` is spaCy's.

    Raises:
        ModelError: if it is the squatted package (version 999.9.9, or no meta.json).
    """
    distribution = metadata.distribution(MD)
    files = [file.name for file in distribution.files or []]
    if distribution.version.startswith("999") or "meta.json" not in files:
        message = _(
            "the installed package {package} {version} is not spaCy's (that name on PyPI is squatted): pip uninstall "
            "de-core-news-md, then pip install 'pressenetz[md]', or use --model accurate"
        )
        raise ModelError(message.format(package=MD, version=distribution.version))


def model_digest(path: Path) -> str:
    """Compute the SHA-256 of the names and contents of a model's files, as hex."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")):
        if file.is_file():
            digest.update(file.relative_to(path).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def is_package(name: str) -> bool:
    """Return whether a distribution of this name is installed, without importing it."""
    try:
        metadata.distribution(name)
    except (metadata.PackageNotFoundError, ValueError):
        return False
    return True
