"""Roles of people as sentences state them, pure text code over mentions and sentences."""

from pipeline.roles.statements import RULES, Role, find_roles
from pipeline.roles.table import role_rows, stated_roles

__all__ = ["RULES", "Role", "find_roles", "role_rows", "stated_roles"]
