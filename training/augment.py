"""Seeded augmentation: features of news text that the shuffled training sentences lack."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from training.corpora import Sentence, joined, tags_of

QUOTES = (("„", "“"), ("„", "“"), ("»", "«"), ("«", "»"), ("“", "”"), ("‚", "‘"))
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November")
AGENCIES = ("dpa", "Reuters", "AFP", "AP", "dapd", "dts", "epd", "KNA")
CITIES = (
    *("Berlin", "Hamburg", "München", "Köln", "Frankfurt", "Stuttgart", "Düsseldorf", "Leipzig", "Brüssel", "Wien"),
    *("Moskau", "Washington", "Paris", "London", "Kiew", "Nur-Sultan", "Astana", "Bischkek", "Taschkent"),
    *(
        "Peking",
        "Istanbul",
        "Ankara",
        "Genf",
        "Bern",
        "Zürich",
        "Warschau",
        "Prag",
        "Minsk",
        "Tiflis",
        "Eriwan",
        "Baku",
    ),
)
GIVEN = (
    *("Erkin", "Daniar", "Karim", "Dariga", "Timur", "Askar", "Erlan", "Serik"),
    *("Andrej", "Andrei", "Sergei", "Sergej", "Wladimir", "Dmitri", "Nikolai", "Michail", "Irina", "Olga", "Alexej"),
    *("Emomali", "Sadyr", "Almasbek", "Schawkat", "Islom", "Gurbanguly", "Ilham", "Nikol", "Sersch", "Alexander"),
    *("Swetlana", "Muchtar", "Gulnara", "Bakytschan", "Marat", "Aigul", "Murat", "Recep", "Mehmet", "Xi", "Abdul"),
)
STEMS = (
    *("Massim", "Kulib", "Sagint", "Abylk", "Dschejenb", "Mirsij", "Karim", "Rachm"),
    *("Schojg", "Lawr", "Pesk", "Medwed", "Lukasch", "Tichan", "Alij", "Paschin", "Sarks", "Berdim"),
    *("Bakij", "Atamb", "Schapar", "Ablj", "Tasmag", "Ak", "Smail", "Mam", "Orynb", "Ertajew", "Turtsch", "Dscham"),
)
ENDINGS = (
    "ew",
    "ow",
    "jew",
    "ajew",
    "bekow",
    "bajew",
    "in",
    "enko",
    "jan",
    "ischwili",
    "uly",
    "owa",
    "ewa",
    "kin",
    "skij",
)
PLACES = (
    *("Kasachstan", "Kirgisistan", "Usbekistan", "Tadschikistan", "Turkmenistan", "Armenien", "Aserbaidschan"),
    *("Georgien", "Belarus", "Abchasien", "Bergkarabach", "Atyrau", "Qaraghandy", "Schymkent"),
    *("Schangaösen", "Semei", "Taras", "Osch", "Samarkand", "Duschanbe", "Aschgabat", "Kostanai", "Pawlodar", "Oral"),
)
ORGANISATIONS = {
    "GUS": "Gemeinschaft Unabhängiger Staaten",
    "EAWU": "Eurasische Wirtschaftsunion",
    "SOZ": "Schanghaier Organisation für Zusammenarbeit",
    "OSZE": "Organisation für Sicherheit und Zusammenarbeit in Europa",
    "AU": "Afrikanische Union",
    "ASEAN": "Verband Südostasiatischer Nationen",
    "OAS": "Organisation Amerikanischer Staaten",
    "OPEC": "Organisation erdölexportierender Länder",
    "IWF": "Internationaler Währungsfonds",
    "WTO": "Welthandelsorganisation",
    "IAEA": "Internationale Atomenergie-Organisation",
    "UNHCR": "Hochkommissariat für Flüchtlinge",
    "OIC": "Organisation für Islamische Zusammenarbeit",
    "EFTA": "Europäische Freihandelsassoziation",
    "EBWE": "Europäische Bank für Wiederaufbau und Entwicklung",
    "NABU": "Naturschutzbund Deutschland",
}


class Augmenter:
    """Draw variants of sentences and join sentences to paragraph-like units, from one random stream."""

    def __init__(self, sentences: Iterable[Sentence], *, seed: int) -> None:
        self._random = random.Random(seed)
        names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for sentence in sentences:
            for start, end, label in sentence.spans():
                names[label].add(sentence.words[start:end])
        self._names = {label: sorted(found) for label, found in sorted(names.items())}

    def vary(self, sentence: Sentence, *, swap: float = 0.12) -> Sentence:
        """Vary a sentence: sometimes other names, other quotes, capitals or a date line."""
        draw = self._random.random
        if draw() < swap:
            sentence = self._swap(sentence)
        if '"' in sentence.words and draw() < 0.6:
            sentence = self.quote(sentence)
        if draw() < 0.02:
            sentence = self._capitals(sentence)
        if draw() < 0.02:
            sentence = self._dateline(sentence)
        return sentence

    def units(self, sentences: list[Sentence], *, most: int, alone: float = 0.35) -> Iterator[Sentence]:
        """Vary sentences and join them to units of up to `most` words; a share stays single."""
        unit: list[Sentence] = []
        room = 0
        for sentence in (self.vary(sentence) for sentence in sentences):
            if unit and (len(sentence.words) > room or sentence.covers != unit[0].covers):
                yield joined(unit)
                unit, room = [], 0
            if not unit:
                room = 0 if self._random.random() < alone else self._random.randint(most // 5, most)
            unit.append(sentence)
            room -= len(sentence.words)
        if unit:
            yield joined(unit)

    def _swap(self, sentence: Sentence) -> Sentence:
        words: list[str] = []
        spans = []
        last = 0
        for start, end, label in sentence.spans():
            words += sentence.words[last:start]
            for name in self._instead(sentence.words[start:end], label):
                if name[0] not in "(„“)":
                    spans.append((len(words), len(words) + len(name), label))
                words += name
            last = end
        words += sentence.words[last:]
        return replace(sentence, words=tuple(words), tags=tags_of(spans, len(words)))

    def _instead(self, name: tuple[str, ...], label: str) -> list[tuple[str, ...]]:
        """Replace a name: itself, another, or an organisation with its acronym; names and brackets alternate."""
        draw = self._random.random()
        if draw < 0.7 and not (label == "ORG" and draw < 0.2):
            return [self._name(label)]
        if draw > 0.2:
            return [name]
        acronym = self._random.choice(sorted(ORGANISATIONS))
        full = tuple(ORGANISATIONS[acronym].split())
        quoted = [("„",), full, ("“",)] if self._random.random() < 0.3 else [full]
        return self._random.choice([[(acronym,)], quoted, [*quoted, ("(",), (acronym,), (")",)]])

    def _name(self, label: str) -> tuple[str, ...]:
        pick = self._random.choice
        foreign = self._random.random() < 0.3
        if foreign and label == "PER":
            surname = pick(STEMS) + pick(ENDINGS)
            return (pick(GIVEN), surname) if self._random.random() < 0.5 else (surname,)
        if foreign and label == "LOC":
            return (pick(PLACES),)
        return pick(self._names[label])

    def quote(self, sentence: Sentence) -> Sentence:
        """Replace straight quotation marks by one kind of typographic ones."""
        pair = self._random.choice(QUOTES)
        words = list(sentence.words)
        for count, index in enumerate(i for i, word in enumerate(words) if word == '"'):
            words[index] = pair[count % 2]
        return replace(sentence, words=tuple(words))

    def _capitals(self, sentence: Sentence) -> Sentence:
        """Capitalise all words, or only the first ones as in a headline or a date line."""
        last = len(sentence.words) if self._random.random() < 0.5 else self._random.randint(1, 4)
        words = [word.upper() if index < last else word for index, word in enumerate(sentence.words)]
        return replace(sentence, words=tuple(words))

    def _dateline(self, sentence: Sentence) -> Sentence:
        pick = self._random.choice
        city = pick(CITIES)
        city = city.upper() if self._random.random() < 0.5 else city
        head: list[tuple[str, str]] = [(city, "B-LOC")]
        if self._random.random() < 0.5:
            head += [(word, "O") for word in (",", f"{self._random.randint(1, 28)}.", pick(MONTHS))]
        if self._random.random() < 0.8:
            agency = "B-ORG" if "ORG" in sentence.covers else "O"
            head += [("(", "O"), (pick(AGENCIES), agency), (")", "O")]
        head.append((pick(("–", "-", "—", ".")), "O"))
        words, tags = zip(*head, strict=True)
        return replace(sentence, words=words + sentence.words, tags=tags + sentence.tags)
