"""Roles of people as the text states them: Bundeskanzler Olaf Scholz, Lars Klingbeil, Vorsitzender der SPD."""

from pipeline.roles.statements import RULES, Role, find_roles
from pipeline.roles.table import role_rows, stated_roles

__all__ = ["RULES", "Role", "find_roles", "role_rows", "stated_roles"]
