"""JSON that may stand inside an HTML page."""

import json
from typing import Any


def to_json(value: Any) -> str:
    """Compact JSON that may stand inside a script element: `<`, `>`, `&` and JavaScript's line ends are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
