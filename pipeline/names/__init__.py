"""Names, pure text code: clean mentions, complete them, and decide which are one entity and by which rule."""

from pipeline.names.aliases import Aliases, read_aliases
from pipeline.names.article_links import Link, link_article
from pipeline.names.cleaning import Mention, clean_mentions
from pipeline.names.completion import complete_mentions
from pipeline.names.corpus_links import link_corpus
from pipeline.names.merge_report import merges

__all__ = [
    "RULES",
    "Aliases",
    "Link",
    "Mention",
    "clean_mentions",
    "complete_mentions",
    "link_article",
    "link_corpus",
    "merges",
    "read_aliases",
]

RULES = {
    "exact": "the mention has the very form of the entity's name",
    "spelling": "only case, hyphens, umlauts (Mueller), ß or accents differ",
    "genitive": "genitive of a base form that is attested or known (Russlands)",
    "inflection": "another case of a name of several words (des Auswärtigen Amtes)",
    "surname": "surname of the only bearer of a full name in the article, or in the corpus",
    "first-name": "first name of the only bearer of a full name in the article",
    "initial": "first or middle names are shortened (W. Putin)",
    "acronym": "the text gives long form and acronym side by side, one of them in brackets",
    "initials": "acronym made of the initials of the only name in the article that fits",
    "variant": "only the legal form differs (Deutsche Bahn AG)",
    "part": "first or last word of the only longer name in the article that fits (Bahn, Frankfurt)",
    "transliteration": "another transliteration of the same name (Tokayev, Toqajew)",
    "country": "another name of the same country (USA, Vereinigte Staaten)",
    "known": "another name of the same well-known organisation (EU, Europäische Union)",
    "label": "the same name under another label, outvoted by the better attested one",
    "introduced": "the text gives the long form and its acronym in brackets, of which the model missed a part",
    "propagated": "missed by the model here and found elsewhere in the same article",
    "relabelled": "labelled otherwise by the model here than in the rest of the article",
    "gazetteer": "the user's gazetteer lists the name",
    "alias": "the user's alias file says so",
    "ambiguous": "a short name with several bearers, left apart",
    "dropped": "the user's alias file leaves it out",
}
