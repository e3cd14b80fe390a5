"""Names, pure text code: clean, complete, link within an article and across articles, and why."""

from pipeline.names.aliases import Aliases, alias_csv, read_aliases
from pipeline.names.article_links import Link, link_article
from pipeline.names.authority import AUTHORITY_COLUMNS, NAMING_RULES, match_authorities
from pipeline.names.authority_lists import AuthorityList
from pipeline.names.cleaning import Mention, clean_mentions
from pipeline.names.completion import complete_mentions
from pipeline.names.compounds import split_compounds
from pipeline.names.corpus_links import link_corpus
from pipeline.names.forms import name_key, split_short
from pipeline.names.gazetteer import Gazetteer, listed_mentions, pack, read_gazetteer, unpack
from pipeline.names.heads import head_class
from pipeline.names.knowledge import gender, is_known_name, known
from pipeline.names.merge_report import RISKS, merges
from pipeline.names.nations import adjective_country
from pipeline.names.nouns import is_dictionary_word
from pipeline.names.rules import RULES

__all__ = [
    "AUTHORITY_COLUMNS",
    "NAMING_RULES",
    "RISKS",
    "RULES",
    "Aliases",
    "AuthorityList",
    "Gazetteer",
    "Link",
    "Mention",
    "adjective_country",
    "alias_csv",
    "clean_mentions",
    "complete_mentions",
    "gender",
    "head_class",
    "is_dictionary_word",
    "is_known_name",
    "known",
    "link_article",
    "link_corpus",
    "listed_mentions",
    "match_authorities",
    "merges",
    "name_key",
    "pack",
    "read_aliases",
    "read_gazetteer",
    "split_compounds",
    "split_short",
    "unpack",
]
