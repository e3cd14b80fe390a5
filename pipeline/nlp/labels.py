"""Labels of entities: the names that models and gold files give them, and the confidence of a model in them."""

CONFIDENCE = "confidence"
"""Key in `doc.user_data` of a model's confidence in its entities: (first character, end character, probability)."""

LABEL_NAMES = {
    **dict.fromkeys(("PER", "PERSON", "PERS"), "PER"),
    **dict.fromkeys(("LOC", "LOCATION", "GPE", "FAC"), "LOC"),
    **dict.fromkeys(("ORG", "ORGANIZATION", "ORGANISATION"), "ORG"),
    **dict.fromkeys(("MISC", "OTH", "OTHER", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART"), "MISC"),
}
"""Labels of models and gold files in capitals -> PER, LOC, ORG or MISC."""


def standard_label(label: str) -> str:
    """Translate a label to PER, LOC, ORG or MISC; return other labels unchanged."""
    return LABEL_NAMES.get(label.upper(), label)
