"""Who reports a number and what it is about, with the names marked by hand: `[Reuters]`."""

import re

import pytest

from pipeline.numbers import find_numbers, nearest_name, source_name
from tests.helpers.timing import takes_linear_time


def read(marked: str) -> list[tuple[str, str | None, str | None]]:
    """The numbers of a sentence, each with the name that it is about and its source."""
    text, names = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        if part.startswith("["):
            names.append((len(text), len(text) + len(part) - 2))
        text += part.strip("[]") if part.startswith("[") else part
    found = []
    for number in find_numbers(text, names=names):
        if number.kind not in {"date", "time"}:
            chosen = (rule(text, number, names) for rule in (nearest_name, source_name))
            found.append((number.text, *(None if name is None else text[slice(*names[name])] for name in chosen)))
    return found


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("Laut [dpa] starben 20 Menschen.", "dpa"),
        ("Laut einer am Dienstag veröffentlichten Mitteilung des [WFP] wurden 2.000 Menschen versorgt.", "WFP"),
        ("20 Menschen starben nach Angaben von [Reuters] bei dem Unfall.", "Reuters"),
        ("Nach Angaben des Chefs der Behörde, die 20 Stellen hat, ging [Müller].", None),
        ("Dem [Spiegel] zufolge kostet das 20 Millionen Euro.", "Spiegel"),
        ("Nach Angaben der Polizei wurden in [Berlin] 200 Menschen festgenommen.", None),
        ("Laut Polizei wurden in [Berlin] 200 Menschen festgenommen.", None),
        ("„Wir brauchen 300 Stellen“, sagte [Merkel] in [Berlin].", "Merkel"),
        ("Es gebe 20 Tote, so der Sprecher [Hans Müller].", "Hans Müller"),
        ("Es gebe 20 Tote, teilte die zur [Universität Rom] gehörende [Stiftung Rom] mit.", "Stiftung Rom"),
        ("Wie [Reuters] meldet, kostet das 20 Millionen Euro.", "Reuters"),
        ("[SPD]-Chef [Gabriel] sagte, es fehlten 20 Stimmen.", "Gabriel"),
        ("[Brown] sagt, dass die Reise 20 Tage dauert.", "Brown"),
        ("[Elon Musk], der Gründer, kündigte 20 Werke an.", "Elon Musk"),
        ("Der Direktor der [IAEO], [Hans Blix], erklärte, es gebe vier Bomben.", "Hans Blix"),
        ("Die Agentur [Reuters] spricht dagegen von zehn Flugzeugen.", "Reuters"),
        ("Die [UN] schätzen die Zahl der Toten auf 300.", "UN"),
        ("[Merkel]: „Wir haben 20 Prozent mehr.“", "Merkel"),
        ("Nach eigenen Angaben beschäftigt [Siemens] 300.000 Menschen.", "Siemens"),
        ("[Müller] sagte vor 300 Studenten, dass er geht.", None),
        ("[Müller] wollte nicht bestätigen, dass es 20 Tote gab.", None),
        ("[Müller] wurde für drei Monate gesperrt.", None),
    ],
)
def test_source_of_a_number(marked, source):
    """A name is the source of a number if the sentence says that it reports the number, and in no other case."""
    assert [found[2] for found in read(marked)] == [source]


@pytest.mark.parametrize(
    ("marked", "about"),
    [
        ("Laut [dpa] starben in [Kabul] 20 Menschen.", ["Kabul"]),
        ("Nach Angaben des [KBA] in [Flensburg] fahren in [Deutschland] etwa 25.000 Wagen.", ["Deutschland"]),
        ("[Merkel] sagte, [VW] streiche 300 Stellen.", ["VW"]),
        ("Die Agentur [Reuters] spricht von zehn Flugzeugen.", [None]),
        ("[BASF] meldet einen Gewinn von 3 Milliarden Euro.", ["BASF"]),
        ("[Müller] mit vier und [Meier] mit drei Toren trafen.", ["Müller", "Meier"]),
        ("[Romney] führt mit 563 Stimmen vor [Paul] mit 50 Stimmen.", ["Romney", "Paul"]),
        ("In [Berlin] sind es 20, in [Köln] 30 Fälle.", ["Berlin", "Köln"]),
        ("20 Fälle in [Berlin] und 30 Fälle in [Köln] sind bekannt.", ["Berlin", "Köln"]),
        ("Vor zwei Jahren schien [EADS] am Ziel.", [None]),
        ("[Boetticher] trat wegen einer 16-Jährigen zurück.", [None]),
        ("In der 17. Minute wehrte [Nkoulou] den Schuss ab.", [None]),
        ("[Koch] siegte im Finale, fiel dann aber auf Platz 16 zurück.", ["Koch"]),
        ("Er kam von der [taz], wo er 16 Jahre lang Redakteur war.", ["taz"]),
        ("[Müller] aus [Köln], der dem Staat 20 Millionen Euro schuldet, schweigt.", ["Müller"]),
        ("[Müller] und drei weitere Männer gingen.", [None]),
        ("Der Staat will 20 Soldaten in die [Ukraine] entsenden.", [None]),
        ("Hier demonstrierten 300 Menschen im Rahmen des Gipfels der [G20].", [None]),
        ("9.000 Soldaten wurden wegen der Flut des [Rheins] gerufen.", [None]),
        ("Ein Massaker an 22.000 [Polen] wurde bekannt.", [None]),
        ("Die [VW]-Tochter verkaufte drei Prozent mehr Wagen.", [None]),
        ("Die [VW]-Aktie stieg um drei Prozent.", ["VW"]),
        ("Das sind 12 [VW]-Werke.", ["VW"]),
        ("Ein 40-jähriger Fahrer aus [Köln] starb.", [None]),
        ("Der 90-jährige Präsident [Südafrikas] schwieg.", [None]),
        ("Der 56 Jahre alte Trainer [Otto Meyer] schwieg.", ["Otto Meyer"]),
        ("[Otto Meyer] wird heute 56 Jahre alt.", ["Otto Meyer"]),
        ("[Parker] (30 Punkte, 6 Pässe) und [Kidd] (11 Punkte) überzeugten.", ["Parker", "Parker", "Kidd"]),
        ("[Chile] ist das achte Land [Amerikas] mit diesem Gesetz.", ["Chile"]),
        ("Die [WHO] befürchtet eine Seuche mit 20.000 Toten.", [None]),
        ("Es heißt, dass 20 Prozent der Wähler nun [Merkel] unterstützen.", [None]),
        ("Das Flugzeug flog mit 20 Menschen zu seinem Ziel in [Newark].", [None]),
        ("Nach langem Streit gab [Sonthi] einen Zeitraum von drei Jahren an.", [None]),
        ("[Ziemer] leitet das Projekt „Plan 100.000 Brunnen“.", [None]),
        ("„In [Kabul] starben 20 Menschen“, rief [Müller].", ["Kabul"]),
        ("[Kidd] ist der beste Spieler der Geschichte der [NBA], der 14 Punkte erreichte.", [None]),
        ("Er ist Nachfolger des Präsidenten [Kofi Annan], der 14 Reisen machte.", ["Kofi Annan"]),
        ("[Müller] stimmte gegen das 700-Millionen-Euro-Paket.", [None]),
        ("[Müllersdorf] ist ein 200-Einwohner-Dorf.", ["Müllersdorf"]),
        ("In [Darmstadt] wurde eine 20 Jahre junge Frau erstochen.", [None]),
        ("Im [Harz] wütet seit einem Monat ein Feuer.", [None]),
        ("[Löw] bezeichnete acht Karten als zu viel.", [None]),
        ("Nachdem [Schumacher] gewann und [Ferrari] sogar sechsmal siegte, gab es Streit.", ["Ferrari"]),
        ("Es gab 16 Vorträge von Forschern aus [Dresden].", [None]),
        ("Nur drei davon aus [Dresden] gewannen.", ["Dresden"]),
        ("Am dritten Spieltag der [Bundesliga] verlor [Köln].", [None]),
        ("Bei einem Sieg [Uruguays] müssten die Gäste fünf Tore erzielen.", [None]),
        ("In [Homs] wurden zwölf, in [Hama] acht Menschen getötet.", ["Homs", "Hama"]),
        ("In der Stadt [Paris] starben 20 Menschen.", ["Paris"]),
        ("[Europas] größter Hersteller erreicht 20 Prozent.", [None]),
        ("Es gibt acht Staaten einschließlich [Kamerun].", [None]),
        ("Der Chef der [NASA], [Michael Griffin], ist zu 20 Besuchen aufgebrochen.", ["Michael Griffin"]),
        ("Ein vierköpfiges Team fuhr in Richtung [Lima].", [None]),
        ("[Vonn] war 23 Sekunden schneller als [Maze].", ["Vonn"]),
        ("[Aronian] ([Armenien], 2.741) und [Leko] ([Ungarn], 2.739) spielen.", ["Aronian", "Leko"]),
        ("[Berlin] kauft das 360 Hektar große Gelände.", [None]),
        ("Nach einer Zählung des Senders [Fox News], die auf 65 Prozent beruht, siegt er.", [None]),
        ("Es klagten ein Mitglied der „[Linken].“ und drei Anwälte.", [None]),
        ("[Birsa], der zwei Tore schoss und den Torwart [Howard] überraschte, jubelt.", ["Birsa"]),
        ("Eine der ersten Folgen war der Ausschluss [Müllers].", [None]),
        ("Der Chef der [Grünen] in [Bayern] [Otto Meyer] starb im Alter von 48 Jahren.", ["Otto Meyer"]),
        ("Der Chef von [Bündnis 90]/[Die Grünen] in [Bayern] [Otto Meyer] starb mit 48 Jahren.", ["Otto Meyer"]),
        ("Er bat [Bayerns] [Müller] um 20 Euro.", ["Müller"]),
        (
            "Das Land führt, gefolgt von [Brasilien] mit 7 Milliarden und [Kolumbien] mit 4 Milliarden Euro.",
            ["Brasilien", "Kolumbien"],
        ),
        ("[Müller] wurde zu 9 Jahren Haft und [Meier] zu 20 Jahren Haft verurteilt.", ["Müller", "Meier"]),
        ("Nach Angaben des Fonds ([MIF]) der [IADB] sandten Leute aus [Chile] 20 Euro.", ["Chile"]),
        ("Es verlor nach Angaben des Dienstes auf [Twitter] 3000 Höhenmeter.", [None]),
        ("[Twitter] entließ 3000 Mitarbeiter.", ["Twitter"]),
        (
            "Es gab Morde in [England], die von Banden verübt werden und in [London] schon 17 Opfer forderten.",
            ["London"],
        ),
        ("Er wurde bekannt, als er als erster Politiker der [Grünen] gewählt wurde.", [None]),
        ("[Otto Meyer] wurde als erster Politiker der [Grünen] gewählt.", ["Otto Meyer"]),
        ("Teilnehmen werden Minister der [EU] und Vertreter von 20 Staaten.", [None]),
        ("38.294 Zuschauer in [Köln] sahen eine Leistung des Schiedsrichters [Müller].", ["Köln"]),
        ("Es hieß, dass ein Massaker an 22.000 [Polen] verübt wurde.", [None]),
        ("[Meyer] konnte in vier der 18 Wahlbezirke in [Illinois] nicht antreten.", ["Meyer", "Illinois"]),
        ("Zwei Tage nachdem [Müller] ging, kam er wieder.", [None]),
        ("Die [ÖVP] tritt erstmals seit zwölf Jahren an.", [None]),
        ("Den Erfolg bezifferte Vorstand [Otto Meyer] mit 22 Millionen Euro.", [None]),
    ],
)
def test_what_a_number_is_about(marked, about):
    """A number is about whose it is or where it was counted, not about its source or another name of the sentence."""
    assert [found[1] for found in read(marked)] == about


@pytest.mark.parametrize(
    "unit",
    ["laut A 20 Euro ", "sagte A 20 Euro, ", "wie A 20 Euro ", "A (20 Euro) ", "des A der B 20 Euro ", "A, 20 Euro "],
)
def test_long_sentences_take_linear_time(unit):
    """The time for one number is linear in the length of a sentence full of cues and names."""

    def ask(size: int) -> None:
        text = unit * size
        names = [match.span() for match in re.finditer(r"\b[AB]\b", text)]
        number = next(each for each in find_numbers(unit) if each.unit == "EUR")
        nearest_name(text, number, names)
        source_name(text, number, names)

    assert takes_linear_time(ask, 20_000 // len(unit))
