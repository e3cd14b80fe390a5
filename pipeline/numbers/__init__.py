"""German number expressions, pure text code: span, value, unit, noun, and what they are about."""
