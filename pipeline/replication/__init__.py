"""A run without its texts -> a folder to publish; such a folder and another copy of the texts -> a proof."""

from typing import TYPE_CHECKING

from pipeline.lazy_imports import lazy_names

if TYPE_CHECKING:
    from pipeline.replication.folder import publish
    from pipeline.replication.shared_tables import CHOICES, OPTIONAL, edge_id
    from pipeline.replication.verification import Difference, Verification, verify

__all__ = ["CHOICES", "OPTIONAL", "Difference", "Verification", "edge_id", "publish", "verify"]

_HOMES = {
    "folder": ("publish",),
    "shared_tables": ("CHOICES", "OPTIONAL", "edge_id"),
    "verification": ("Difference", "Verification", "verify"),
}

__getattr__ = lazy_names(__name__, _HOMES)
