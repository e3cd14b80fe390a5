"""The language that a command speaks: that of `--sprache` or `--language`, or the one chosen for the computer."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pipeline.translations import LANGUAGES, N_, _, in_language, ngettext, preferred_language

LANGUAGE_OPTIONS = ("--sprache", "--language")


def chosen_language(words: Sequence[str]) -> str:
    """Find the language of a command line before it is parsed: its help and errors are to be in that language."""
    pairs = [word.partition("=") for word in words]
    for (option, equals, value), following in zip(pairs, [*words[1:], ""], strict=True):
        given = value if equals else following
        if option in LANGUAGE_OPTIONS and given in LANGUAGES:
            return given
    return preferred_language()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use a language for all messages, those of argparse included.

    argparse looks its words up in the names `_` and `ngettext` of its module, whose own meaning follows only the
    environment, and not an option.
    """
    before = vars(argparse)["_"], vars(argparse)["ngettext"]
    vars(argparse).update(_=_, ngettext=ngettext)
    try:
        with in_language(language):
            yield
    finally:
        vars(argparse).update(_=before[0], ngettext=before[1])


WORDS_OF_ARGPARSE = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""Texts that argparse shows of its own, for the catalogue."""
