"""JSON that is safe to embed in an HTML page."""

import json
from typing import Any


def to_json(value: Any) -> str:
    """Serialise to compact JSON for a script element: `<`, `>`, `&`, U+2028 and U+2029 are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
