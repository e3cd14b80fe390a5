"use strict";
(()=>{var SVG="http://www.w3.org/2000/svg",h=(tag,attributes={},...children)=>fill(document.createElement(tag),attributes,children),
s=(tag,attributes={},...children)=>fill(document.createElementNS(SVG,tag),attributes,children);function fill(element2,attributes,children){
for(let[name,value]of Object.entries(attributes))value==null||value===!1||(typeof value=="function"?element2.addEventListener(
name.slice(2),value):element2.setAttribute(name,value===!0?"":String(value)));return element2.append(...nodes(children)),
element2}function nodes(children){return children.flatMap(child=>Array.isArray(child)?nodes(child):child==null||child===
!1?[]:[typeof child=="number"?String(child):child])}function byId(id){let found2=document.getElementById(id);if(!found2)
throw new Error(`the page has no element #${id}`);return found2}var all=selector=>[...document.querySelectorAll(selector)].
map(each=>each);var german={text:{exact:"genau",estimate:"geschätzt",skip:"Zum Inhalt",search:"Namen und Artikeltitel suchen (Taste /)",
nothing:"Kein Name und kein Artikeltitel passt.",language:"Sprache",theme:"Hell oder dunkel",sections:"Bereiche",network:"\
Netz",entities:"Namen",edges:"Verbindungen",numbers:"Zahlen",time:"Zeit",articles:"Artikel",failures:"Fehler",about:"Übe\
r diese Seite",PER:"Person",LOC:"Ort",ORG:"Organisation",MISC:"Sonstiges",PERs:"Personen",LOCs:"Orte",ORGs:"Organisation\
en",MISCs:"Sonstiges",cardinal:"Anzahl",ordinal:"Ordnungszahl",percent:"Prozent",money:"Geldbetrag",quantity:"Maßangabe",
date:"Datum",clock:"Uhrzeit",number:"Zahl",sentence:"Satz",paragraph:"Absatz",document:"Artikel",colour:"Farbe",byLabel:"\
Art",byCommunity:"Gruppe",atLeast:"mindestens",sentences:"Sätze",articlesUnit:"Artikel",numbersUnit:"Zahlen",backbone:"\
nur Rückgrat",inBackbone:"Rückgrat",backboneHint:"Nur Verbindungen, die für mindestens einen der beiden Namen auffälli\
g stark sind (Disparitätsfilter)",from:"von",to:"bis",zoomIn:"Vergrößern",zoomOut:"Verkleinern",zoomFit:"Alles anzeig\
en",best:"Am stärksten verbunden",welcome:"Was hier zu sehen ist",caution:"Eine Verbindung bedeutet nur, dass zwei Name\
n gemeinsam genannt werden – nicht, dass die beiden einander kennen, zusammenarbeiten oder einer Meinung sind. Wie sie z\
usammenhängen, zeigen erst die Sätze.",help:"Namen anklicken: Karte mit Nachbarn und Zahlen. Linie anklicken: die Sätz\
e dahinter. Tastatur: / sucht, Pfeiltasten bewegen sich durch das Netz, die Eingabetaste öffnet, + − 0 zoomen, Esc schli\
eßt.",close:"Schließen",mentions:"Nennungen",degree:"Verbindungen",strength:"Stärke",community:"Gruppe",first:"zuerst",
last:"zuletzt",country:"Land",label:"Art",name:"Name",pagerank:"PageRank",betweenness:"Betweenness",overTime:"Artikel im\
 Lauf der Zeit",neighbours:"Gemeinsam genannt mit",figures:"Zahlen dazu",forms:"Schreibweisen",form:"im Text",rule:"zusa\
mmengeführt durch",count:"Anzahl",inArticles:"Kommt vor in",none:"nichts",noFigures:"Die Sätze in dieser Datei nennen d\
azu keine Zahl.",noEvidence:"Die Sätze hinter dieser Verbindung passten nicht in diese Datei; sie stehen in mentions.par\
quet und sentences.parquet.",more:"Mehr anzeigen",place:"Fundstellen",together:"Gemeinsam genannt",inSentences:"gemeinsa\
me Sätze",inArticlesCount:"Artikel mit beiden",npmi:"NPMI",llr:"LLR",source:"Quelle",a:"Name A",b:"Name B",value:"Wert",
unit:"Einheit",noun:"Gezähltes",kind:"Art",about_:"betrifft",context:"Satz",article:"Artikel",title:"Titel",names:"Name\
n",author:"Verfasser",file:"Datei",stage:"Schritt",error:"Grund",duplicate:"Duplikat von",carriedText:"Text enthalten",whole:"\
vollständig",part:"Auszüge",text:"Text",filter:"Filtern …",anyKind:"alle Arten",row:"Zeilen",back:"Zurück",print:"D\
rucken",partly:"Aus Platzgründen enthält diese Datei nur die Sätze dieses Artikels, die eine Verbindung oder Zahl belege\
n.",absent:"Der Text dieses Artikels passte nicht in diese Datei.",timeTitle:"Wer wann in den Artikeln vorkommt",timeLead:"\
Zahl der Artikel, die den Namen nennen; alle Diagramme haben denselben Maßstab.",noTime:"Kein Artikel hat ein Datum.",noFailures:"\
Alle Dateien wurden gelesen.",nobody:"Keine Verbindung entspricht diesen Filtern.",empty:"Keine zwei Namen werden gemein\
sam genannt; es gibt kein Netz zu zeichnen.",carried:"Was diese Datei enthält",carriedLead:"Eine Seite von höchstens 5 \
MB kann nicht alles enthalten. Diese enthält die stärksten Teile; vollständig sind die Tabellen (Parquet) neben dieser D\
atei.",complete:"Vollständige Artikel",allSentences:"Sätze",yes:"ja",no:"nein",nodes:"Namen im Netz",made:"Wie diese S\
eite entstanden ist",meaning:"Was eine Verbindung bedeutet",reading:"Wie die Kennzahlen zu lesen sind",safe:"Alles läuft\
 in dieser Datei; sie lädt nichts aus dem Internet.",merges:"Prüfen",mergesTitle:"Verdächtige Zusammenführungen",corrections:"\
Korrekturen",correct:"Name korrigieren",scope:"gilt",everywhere:"überall",mergeWith:"zusammenführen mit",searchName:"N\
amen suchen",renameTo:"heißt richtig",rename:"Umbenennen",retypeTo:"ist",drop:"Weglassen",dropHint:"kein Name, oder ohn\
e Belang für das Netz",separate:"Abtrennen",separateTitle:"Diese Schreibweise meint jemand oder etwas anderes",separateHint:"\
Eine Schreibweise abtrennen: unten in der Tabelle der Schreibweisen.",uncorrectable:"Dieser Name besteht nur aus Zeichen\
, die eine Alias-Datei nicht festhalten kann.",previewExact:"Vorschau: Nennungen, Artikel und Verbindungen sind schon ko\
rrigiert; PageRank, Betweenness, NPMI, LLR und Gruppen erst nach dem Neuaufbau.",previewBounds:"Vorschau: Die Zahlen sin\
d Obergrenzen, weil diese Datei nicht alle Sätze oder Verbindungen enthält; richtig sind sie nach dem Neuaufbau.",linkPreview:"\
Vorschau: NPMI und LLR werden erst beim Neuaufbau berechnet.",undo:"Rückgängig",redo:"Wiederholen",apply:"Anwenden",building:"\
Das Netz wird neu aufgebaut …",pendingExact:"Das Netz zeigt sie schon; PageRank, Betweenness, NPMI, LLR und Gruppen er\
st nach dem Neuaufbau.",pendingBounds:"Das Netz zeigt sie, soweit diese Datei reicht; der Rest braucht den Neuaufbau.",linesUnknown:"\
Die Zeilen der Alias-Datei in Gebrauch stehen nicht in dieser Seite; nach „pressenetz network AUSGABE“ stehen sie darin \
(bis 1 MB).",correctionsLead:"Korrekturen entstehen in der Karte eines Namens und unter „Prüfen“. Strg+Z macht die letzt\
e rückgängig, Strg+Umschalt+Z wiederholt sie.",applyLead:"„Anwenden“ schreibt aliases.csv neben diesen Lauf und baut d\
as Netz neu auf.",downloadLead:"aliases.csv herunterladen und anwenden mit: pressenetz network AUSGABE --aliases aliases\
.csv. Oder die Seite mit „pressenetz open AUSGABE“ öffnen und dort anwenden.",pendingTitle:"Noch nicht angewendet",
noCorrections:"Keine.",inUse:"Zeilen der Alias-Datei in Gebrauch",noLines:"Dieser Lauf benutzt keine Alias-Datei.",effectExact:"\
schon im Netz",effectBounds:"im Netz, Zahlen als Obergrenzen",effectRebuild:"erst nach dem Neuaufbau",didMerge:"gehört z\
u",didSeparate:"ist nicht",didRename:"heißt",didRetype:"ist",didDrop:"wird weggelassen",didRevoke:"Zeile entfernen:",revoke:"\
Entfernen",mergesLead:"Schreibweisen, die eine unsichere Regel einem Namen zugeordnet hat; die verdächtigsten zuerst. Di\
e Prozentzahl ist das geschätzte Risiko der Regel.",mergesKeys:"Tasten: A nimmt an, S trennt ab, Pfeiltasten gehen weit\
er, Strg+Z macht eine Abtrennung rückgängig.",showAccepted:"auch die angenommenen zeigen",accept:"Annehmen",reopen:"Wi\
eder öffnen",is:"=",noMerges:"Keine offenen Zusammenführungen.",noPassage:"Diese Datei enthält keinen Satz mit dieser \
Schreibweise."},singular:{articlesUnit:"Artikel",mentions:"Nennung",names:"Name",degree:"Verbindung",numbersUnit:"Zahl",
sentences:"Satz",inSentences:"gemeinsamer Satz",inArticlesCount:"Artikel mit beiden",row:"Zeile",place:"Fundstelle"},intro:{
sentence:"Zwei Namen sind verbunden, wenn sie im selben Satz stehen; je öfter, desto dicker die Linie.",paragraph:"Zwei\
 Namen sind verbunden, wenn sie im selben Absatz stehen; je mehr Artikel, desto dicker die Linie.",document:"Zwei Namen \
sind verbunden, wenn sie im selben Artikel stehen; je mehr Artikel, desto dicker die Linie.",near:"Zwei Namen sind verbu\
nden, wenn sie in nahe beieinanderliegenden Sätzen vorkommen; je mehr Artikel, desto dicker die Linie."},perBin:{4:"pro\
 Jahr",7:"pro Monat",10:"pro Tag"},measures:{strength:"Summe der Gewichte aller Verbindungen eines Namens",npmi:"wie vie\
l häufiger als durch Zufall zwei Namen gemeinsam vorkommen, von −1 bis 1",llr:"Log-Likelihood-Quotient: wie sicher es\
 ist, dass dies kein Zufall ist",pagerank:"Gewicht im Netz, wenn jeder Name seines an seine Nachbarn weitergibt",betweenness:"\
Anteil der kürzesten Wege, die über diesen Namen führen",inBackbone:"Verbindungen, die für mindestens einen der beide\
n Namen auffällig stark sind",community:"Namen, die untereinander dichter verbunden sind als mit dem Rest"},rules:{exact:"\
gleiche Form",model:"gleiche Form",spelling:"Schreibweise",genitive:"Genitiv",inflection:"gebeugte Form",surname:"Nachna\
me","first-name":"Vorname",initial:"Initiale",acronym:"Abkürzung in Klammern",initials:"Anfangsbuchstaben",variant:"Rec\
htsform",part:"Teil des Namens",transliteration:"Umschrift",country:"Ländername",known:"bekannter Name",label:"andere A\
rt überwiegt",introduced:"Langform mit Abkürzung",propagated:"aus demselben Artikel",relabelled:"Art wie im Rest des A\
rtikels",gazetteer:"eigene Namensliste",alias:"Alias-Datei",ambiguous:"mehrdeutig, nicht zusammengeführt",dropped:"laut\
 Alias-Datei weggelassen"},phrases:{estimated:(say2,starts,error)=>`geschätzt anhand der Wege von ${say2.number(starts)}\
 Namen, Standardfehler höchstens ${error}`,summary:(say2,totals,span)=>`${say2.counted(totals.articles,"articlesUnit")}${span}\
, ${say2.counted(totals.mentions,"mentions")} von ${say2.number(totals.entities)} Namen, ${say2.counted(totals.edges,"de\
gree")}, ${say2.counted(totals.numbers,"numbersUnit")}`,undated:(say2,articles3)=>`Artikel ohne genaues Datum, nur im ge\
samten Zeitraum enthalten: ${say2.number(articles3)}`,drawn:(say2,names,links,all2)=>`${say2.counted(names,"names")} und\
 ${say2.counted(links,"degree")} gezeichnet (von ${say2.number(all2)} Namen insgesamt)`,evidence:(say2,carried2,all2)=>carried2>=
all2?say2.counted(carried2,"place"):`${say2.number(carried2)} von ${say2.counted(all2,"place")} in dieser Datei`,rows:(say2,found2,all2)=>found2===
all2?say2.counted(found2,"row"):`${say2.number(found2)} von ${say2.counted(all2,"row")}`,left:(say2,carried2,all2)=>`. D\
iese Datei enthält die wichtigsten ${say2.number(carried2)} von ${say2.number(all2)}.`,of:(say2,some,all2)=>`${say2.number(
some)} von ${say2.number(all2)}`,onlyIn:title=>`nur in: ${title}`,pending:(say2,count)=>count===1?"1 Korrektur, nicht an\
gewendet":`${say2.number(count)} Korrekturen, nicht angewendet`,suspicion:percent=>`Irgendeine Schreibweise dieses Namen\
s ist mit ${percent} % ein anderer`,decided:(say2,done,all2)=>`${say2.number(done)} von ${say2.number(all2)} angenommen`}};var english={text:{exact:"exact",estimate:"estimated",skip:"Skip to content",search:"Search names and article titles (pr\
ess /)",nothing:"No name and no article title matches.",language:"Language",theme:"Light or dark",sections:"Sections",network:"\
Network",entities:"Names",edges:"Links",numbers:"Numbers",time:"Time",articles:"Articles",failures:"Failures",about:"Abo\
ut this page",PER:"person",LOC:"place",ORG:"organisation",MISC:"other",PERs:"people",LOCs:"places",ORGs:"organisations",
MISCs:"other",cardinal:"count",ordinal:"ordinal",percent:"percent",money:"money",quantity:"quantity",date:"date",clock:"\
clock time",number:"number",sentence:"sentence",paragraph:"paragraph",document:"article",colour:"Colour",byLabel:"kind",
byCommunity:"community",atLeast:"at least",sentences:"sentences",articlesUnit:"articles",numbersUnit:"numbers",backbone:"\
backbone only",inBackbone:"backbone",backboneHint:"Only links that are unusually strong for at least one of the two name\
s (disparity filter)",from:"from",to:"to",zoomIn:"Zoom in",zoomOut:"Zoom out",zoomFit:"Show all",best:"Most strongly con\
nected",welcome:"What you are looking at",caution:"A link only means that two names occur together, not that the two kno\
w each other, work together or agree. Only the sentences show how they are related.",help:"Click a name: its card with n\
eighbours and figures. Click a line: the sentences behind it. Keyboard: / searches, arrow keys move through the network,\
 Enter opens, + − 0 zoom, Esc closes.",close:"Close",mentions:"mentions",degree:"links",strength:"strength",community:"\
community",first:"first",last:"last",country:"country",label:"kind",name:"name",pagerank:"PageRank",betweenness:"between\
ness",overTime:"Articles over time",neighbours:"Appears with",figures:"Figures about it",forms:"Spellings",form:"in the \
text",rule:"joined by",count:"count",inArticles:"Appears in",none:"nothing",noFigures:"The sentences in this file report\
 no figures about it.",noEvidence:"The sentences behind this link did not fit into this file; they are in mentions.parqu\
et and sentences.parquet.",more:"Show more",place:"passages",together:"Named together",inSentences:"common sentences",inArticlesCount:"\
articles with both",npmi:"NPMI",llr:"LLR",source:"source",a:"name A",b:"name B",value:"value",unit:"unit",noun:"counted",
kind:"kind",about_:"about",context:"sentence",article:"article",title:"title",names:"names",author:"author",file:"file",
stage:"stage",error:"reason",duplicate:"duplicate of",carriedText:"text included",whole:"whole",part:"excerpts",text:"te\
xt",filter:"Filter …",anyKind:"all kinds",row:"rows",back:"Back",print:"Print",partly:"To save space, this file contai\
ns only those sentences of the article that support a link or a figure.",absent:"The text of this article did not fit in\
to this file.",timeTitle:"Who appears when",timeLead:"Number of articles that mention the name; all charts share one sca\
le.",noTime:"No article has a date.",noFailures:"All files were read.",nobody:"No link passes these filters.",empty:"No \
two names occur together, so there is no network to draw.",carried:"What this file contains",carriedLead:"A page of at m\
ost 5 MB cannot hold everything. This one has the strongest parts; the tables (Parquet) next to this file are complete.",
complete:"Complete articles",allSentences:"Sentences",yes:"yes",no:"no",nodes:"Names in the network",made:"How it was ma\
de",meaning:"What a link means",reading:"How to read the measures",safe:"Everything runs inside this file; it loads noth\
ing from the internet.",merges:"Review",mergesTitle:"Suspicious merges",corrections:"Corrections",correct:"Correct this \
name",scope:"applies",everywhere:"everywhere",mergeWith:"merge with",searchName:"Search names",renameTo:"correct name",rename:"\
Rename",retypeTo:"is a",drop:"Drop",dropHint:"not a name, or of no interest here",separate:"Separate",separateTitle:"Thi\
s spelling means somebody or something else",separateHint:"To separate a spelling, use the table of spellings below.",uncorrectable:"\
This name consists only of characters that an alias file cannot hold.",previewExact:"Preview: mentions, articles and lin\
ks are already corrected; PageRank, betweenness, NPMI, LLR and communities follow with the rebuild.",previewBounds:"Prev\
iew: the counts are upper bounds, because this file does not contain all sentences or links; the rebuild corrects them.",
linkPreview:"Preview: NPMI and LLR are only computed by the rebuild.",undo:"Undo",redo:"Redo",apply:"Apply",building:"Re\
building the network …",pendingExact:"The network already shows them; PageRank, betweenness, NPMI, LLR and communities\
 follow with the rebuild.",pendingBounds:"The network shows them as far as this file goes; the rest needs the rebuild.",
linesUnknown:"This page does not contain the lines of the alias file in use; after “pressenetz network OUTPUT” it does (\
up to 1 MB).",correctionsLead:"Corrections are made in the card of a name and under “Review”. Ctrl+Z undoes the last one\
, Ctrl+Shift+Z redoes it.",applyLead:"“Apply” writes aliases.csv beside this run and rebuilds the network.",downloadLead:"\
Download aliases.csv and apply it: pressenetz network OUTPUT --aliases aliases.csv. Or open the page with “pressenetz op\
en OUTPUT” and apply there.",pendingTitle:"Not applied yet",noCorrections:"None.",inUse:"Lines of the alias file in us\
e",noLines:"This run uses no alias file.",effectExact:"already in the network",effectBounds:"in the network, counts are \
upper bounds",effectRebuild:"only after the rebuild",didMerge:"belongs to",didSeparate:"is not",didRename:"is called",didRetype:"\
is a",didDrop:"is left out",didRevoke:"remove line:",revoke:"Remove",mergesLead:"Spellings that an uncertain rule assign\
ed to a name, the most suspicious first. The percentage is the estimated risk of the rule.",mergesKeys:"Keys: A accepts,\
 S separates, arrow keys move on, Ctrl+Z undoes a separation.",showAccepted:"also show the accepted ones",accept:"Accept",
reopen:"Reopen",is:"=",noMerges:"No open merges.",noPassage:"This file contains no sentence with this spelling."},singular:{
articlesUnit:"article",mentions:"mention",names:"name",degree:"link",numbersUnit:"number",sentences:"sentence",inSentences:"\
common sentence",inArticlesCount:"article with both",row:"row",place:"passage"},intro:{sentence:"Two names are linked if\
 they occur in the same sentence; the more often, the thicker the line.",paragraph:"Two names are linked if they occur i\
n the same paragraph; the more articles, the thicker the line.",document:"Two names are linked if they occur in the same\
 article; the more articles, the thicker the line.",near:"Two names are linked if they occur in sentences close to each \
other; the more articles, the thicker the line."},perBin:{4:"per year",7:"per month",10:"per day"},measures:{strength:"s\
um of the weights of a name's links",npmi:"how much more often than by chance two names occur together, from −1 to 1",
llr:"log-likelihood ratio: how certain it is that this is not chance",pagerank:"weight in the network when neighbours pa\
ss theirs on",betweenness:"share of the shortest paths through this name",inBackbone:"links that are unusually strong fo\
r at least one of the two names",community:"names linked more densely among themselves than with the rest"},rules:{exact:"\
same form",model:"same form",spelling:"spelling",genitive:"genitive",inflection:"inflection",surname:"surname","first-na\
me":"first name",initial:"initial",acronym:"acronym in brackets",initials:"initials",variant:"legal form",part:"part of \
the name",transliteration:"transliteration",country:"name of a country",known:"well-known name",label:"outvoted label",introduced:"\
long form with acronym",propagated:"found elsewhere in the article",relabelled:"label as in the rest of the article",gazetteer:"\
your list of names",alias:"alias file",ambiguous:"ambiguous, left apart",dropped:"left out by the alias file"},phrases:{
estimated:(say2,starts,error)=>`estimated from the paths of ${say2.number(starts)} names, standard error at most ${error}`,
summary:(say2,totals,span)=>`${say2.counted(totals.articles,"articlesUnit")}${span}, ${say2.counted(totals.mentions,"men\
tions")} of ${say2.counted(totals.entities,"names")}, ${say2.counted(totals.edges,"degree")}, ${say2.counted(totals.numbers,
"numbersUnit")}`,undated:(say2,articles3)=>`Articles without an exact date, counted only over the whole period: ${say2.number(
articles3)}`,drawn:(say2,names,links,all2)=>`${say2.counted(names,"names")} and ${say2.counted(links,"degree")} drawn (o\
f ${say2.counted(all2,"names")} in all)`,evidence:(say2,carried2,all2)=>carried2>=all2?say2.counted(carried2,"place"):`${say2.
number(carried2)} of ${say2.counted(all2,"place")} in this file`,rows:(say2,found2,all2)=>found2===all2?say2.counted(found2,
"row"):`${say2.number(found2)} of ${say2.counted(all2,"row")}`,left:(say2,carried2,all2)=>`. This file contains the ${say2.
number(carried2)} most important of ${say2.number(all2)}.`,of:(say2,some,all2)=>`${say2.number(some)} of ${say2.number(all2)}`,
onlyIn:title=>`only in: ${title}`,pending:(say2,count)=>count===1?"1 correction, not applied":`${say2.number(count)} cor\
rections, not applied`,suspicion:percent=>`At ${percent} %, some spelling of this name is another one`,decided:(say2,done,all2)=>`${say2.
number(done)} of ${say2.number(all2)} accepted`}};var WORDS={de:german,en:english},current=(globalThis.navigator?.language||"de").startsWith("de")?"de":"en",language=()=>current;
function setLanguage(next){current=next}var words=()=>WORDS[current],t=key=>words().text[key],wordFor=value=>lookUp(words().
text,value)??value,meaningOf=key=>lookUp(words().measures,key);function ruleWords(rules){return rules.split(", ").map(rule=>lookUp(
words().rules,rule)??rule).join(", ")}function formatNumber(value,digits=2){return new Intl.NumberFormat(current,{maximumFractionDigits:digits,
useGrouping:!0}).format(value)}var unit=(key,count)=>(count===1?lookUp(words().singular,key):void 0)??wordFor(key),counted=(count,key)=>`${formatNumber(
count)} ${unit(key,count)}`,say={number:value=>formatNumber(value),counted};function day(date,month="long"){let parts=/^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.
exec(date??"");if(!parts)return date??"";if(!parts[2])return parts[1];let options={year:"numeric",month,timeZone:"UTC",...parts[3]?
{day:"numeric"}:{}},time=Date.UTC(Number(parts[1]),Number(parts[2])-1,Number(parts[3]??1));return new Intl.DateTimeFormat(
current,options).format(time)}var period=(first,last2)=>first===last2?day(first):`${day(first)} – ${day(last2)}`,lookUp=(table2,key)=>Object.
hasOwn(table2,key)?table2[key]:void 0;function characterRange(text,start2,end){if(!/[\ud800-\udfff]/.test(text))return[start2,end];let characters=Array.from(text),
before=characters.slice(0,start2).join("").length;return[before,before+characters.slice(start2,end).join("").length]}function withoutOverlap(spans){
let kept=[];for(let span of spans)kept.some(other=>span.start<other.end&&other.start<span.end)||kept.push(span);return kept.
sort((a,b)=>a.start-b.start)}function pieces(text,spans){let found2=[],position=0;for(let span of spans){let[start2,end]=characterRange(
text,span.start,span.end);found2.push({text:text.slice(position,start2),span:null},{text:text.slice(start2,end),span}),position=
end}return found2.push({text:text.slice(position),span:null}),found2.filter(piece=>piece.text)}function buildModel(payload2){let weightUnit=payload2.window==="sentence"?"sentences":"articles",entities=payload2.entities.
map(makeEntity),links=payload2.edges.map((row,index2)=>makeLink(row,index2,entities,weightUnit));for(let link of links)link.
source.links.push(link),link.target.links.push(link);let articles3=payload2.articles.map(makeArticle),{nodes:nodes2,x,y,
r}=payload2.graph;return{payload:payload2,entities,links,articles:articles3,failures:payload2.failures.map(([path,stage2,
error])=>({path,stage:stage2,error})),figures:addTexts(payload2,entities,articles3),nodes:nodes2.map((number,index2)=>({
entity:entities[number],x:x[index2],y:y[index2],r:r[index2]})),entityById:new Map(entities.map(entity=>[entity.id,entity])),
articleById:new Map(articles3.map(article=>[article.id,article])),weightUnit}}function makeEntity(row,index2){let[id,name,
label,mentions,articles3,first,last2,country]=row,[degree,strength,community,pagerank,betweenness,forms,bins]=row.slice(
8);return{index:index2,id,name,label,...{mentions,articles:articles3,first,last:last2,country},...{degree,strength,community,
pagerank,betweenness,forms,bins},links:[],sentences:[],figures:[]}}function makeLink(row,index2,entities,weightUnit){let[
source,target,sentences,articles3,npmi,llr,first,last2,backbone,bins]=row,weight=weightUnit==="sentences"?sentences:articles3,
ends={source:entities[source],target:entities[target]};return{index:index2,...ends,sentences,articles:articles3,weight,npmi,
llr,first,last:last2,backbone,bins}}function makeArticle(row,index2){let[id,title,date,source,author,url,duplicate,sentences,
names,numbers]=row;return{index:index2,id,title,date,source,author,url,duplicate,...{sentences,names,numbers},complete:!1,
texts:[]}}function addTexts(payload2,entities,articles3){let found2=[];for(let[articleNumber,complete,rows]of payload2.texts){
let article=articles3[articleNumber];article.complete=complete===1;for(let[number,paragraph2,text,names,figures2=[]]of rows){
let sentence2={article,number,paragraph:paragraph2,text,names:[],figures:[]};article.texts.push(sentence2),addNames(sentence2,
names,entities,payload2.labels);for(let row of figures2)found2.push(addFigure(sentence2,row,entities,payload2.kinds))}}return found2}
function addNames(sentence2,names,entities,labels){for(let i=0;i<names.length;i+=3){let start2=names[i],end=names[i+1],number=names[i+
2],entity=number>=0?entities[number]:null;sentence2.names.push({start:start2,end,entity,label:entity?entity.label:labels[-1-
number]}),entity&&entity.sentences.at(-1)!==sentence2&&entity.sentences.push(sentence2)}}function addFigure(sentence2,row,entities,kinds){
let[start2,end,kindNumber,value,max,approx,unit2,noun,aboutNumber]=row,text=sentence2.text.slice(...characterRange(sentence2.
text,start2,end)),about=entities[aboutNumber??-1]??null,figure={start:start2,end,text,kind:kinds[kindNumber],value,max,approx,
unit:unit2,noun,about,sentence:sentence2};return sentence2.figures.push(figure),about&&!sentence2.article.duplicate&&about.
figures.push(figure),figure}var otherEnd=(link,entity)=>link.source===entity?link.target:link.source;function linkBetween(one,other){
return one?.links.find(link=>link.source===other||link.target===other)??null}function rankedLinks(links){return[...links].
sort((a,b)=>b.weight-a.weight||(b.llr??0)-(a.llr??0)||a.index-b.index)}var isDull=figure=>["date","time","ordinal"].includes(
figure.kind),titleOf=article=>article.title||article.id;function countWithin(bins,from,to){let total=0;for(let i=0;i<bins.length;i+=2)bins[i]>=from&&bins[i]<=to&&(total+=bins[i+
1]);return total}function countPerBin(bins,length){let counts=new Array(length).fill(0);for(let i=0;i<bins.length;i+=2)counts[bins[i]]=
bins[i+1];return counts}function datesPerBin(dates,axis){let counts=new Array(axis.length).fill(0),numbers=new Map(axis.
map((bin,number)=>[bin,number]));for(let date of dates){let bin=numbers.get((date??"").slice(0,axis[0]?.length));bin!==void 0&&
(counts[bin]+=1)}return counts}var MAX_LINKS_AT_START=420,PALETTE=["#0072b2","#d55e00","#009e73","#cc79a7","#e69f00","#56b4e9","#8c6d1f","#6a51a3"];function drawableLinks({
nodes:nodes2,links}){let drawn=new Set(nodes2.map(node=>node.entity));return links.filter(link=>drawn.has(link.source)&&
drawn.has(link.target))}function startFilters(model2){let{labels,bins}=model2.payload,time={from:0,to:Math.max(0,bins.length-
1),wholeTime:!0},minWeight=startWeight(drawableLinks(model2).map(link=>link.weight));return{labels:new Set(labels),minWeight,
...time,backbone:!1,colour:"label"}}function startWeight(weights){let falling=[...weights].sort((a,b)=>b-a);return falling.
length>MAX_LINKS_AT_START?Math.min(falling[MAX_LINKS_AT_START]+1,falling[0]):Math.max(1,falling.at(-1)??1)}function moveTime(filters2,end,bin,lastBin){
filters2[end]=end==="from"?Math.min(bin,filters2.to):Math.max(bin,filters2.from),filters2.wholeTime=filters2.from===0&&filters2.
to===lastBin}var weightNow=(link,filters2)=>filters2.wholeTime?link.weight:countWithin(link.bins,filters2.from,filters2.
to);function isShown(link,filters2){return!filters2.labels.has(link.source.label)||!filters2.labels.has(link.target.label)||
filters2.backbone&&!link.backbone?!1:weightNow(link,filters2)>=filters2.minWeight}var endsOf=links=>new Set(links.flatMap(
link=>[link.source,link.target]));function communitiesBySize(nodes2){let sizes=new Map;for(let{entity}of nodes2)sizes.set(
entity.community,(sizes.get(entity.community)??0)+1);return[...sizes].sort((a,b)=>b[1]-a[1]||(a[0]??-1)-(b[0]??-1)).map(
([community])=>community)}function colourOf(entity,filters2,communities2){return filters2.colour==="label"?`var(--${entity.
label})`:PALETTE[communities2.indexOf(entity.community)]??"var(--other)"}var parsePayload=json=>JSON.parse(json);var search_folds_default={ignored:"'’‘`´ʼʻʹʿʾ",sequences:{ß:"s",æ:"a",œ:"o",ø:"o",ə:"a",ł:"l",đ:"d",ð:"\
d",þ:"t",ı:"i",ς:"σ",schtsch:"s",shch:"s",tsch:"k",dsch:"s",dzh:"s",sch:"s",sh:"s",zh:"s",ch:"k",kh:"k",gh:"g",ck:"k",
cz:"k",ph:"f",th:"t",tz:"s",ts:"s",ks:"x",ij:"i",iy:"i",ee:"e",ou:"u",oo:"u",ae:"a",oe:"o",ue:"u",q:"k",c:"k",w:"v",y:"i",
j:"i",z:"s"},patterns:[["([bdfgklmnprstvx])i([aeou])","$1$2"],["off( |$)","ov$1"],["([^0-9])\\1+","$1"]]};var SEQUENCES=search_folds_default.sequences,LONGEST_FIRST=Object.keys(SEQUENCES).sort((a,b)=>b.length-a.length),SEQUENCE=new RegExp(
LONGEST_FIRST.join("|"),"gu"),IGNORED=new RegExp(`[${search_folds_default.ignored}]`,"gu"),PATTERNS=search_folds_default.
patterns.map(([pattern,replacement])=>({pattern:new RegExp(pattern,"gu"),replacement})),DOT_IN_ACRONYM=/([\p{L}\p{Nl}\p{No}])\.(?=[\p{L}\p{Nl}\p{No}])/gu;
function fold(text){let sounds=text.replace(IGNORED,"").normalize("NFKD").toLowerCase().replace(/\p{M}/gu,"").replace(DOT_IN_ACRONYM,
"$1").replace(/[^\p{L}\p{N}]+/gu," ").trim().replace(SEQUENCE,sequence=>SEQUENCES[sequence]);return PATTERNS.reduce((folded,{
pattern,replacement})=>folded.replace(pattern,replacement),sounds)}var foldedWords=text=>fold(text).split(" ").filter(Boolean);var MIN_SHARE=.5;function buildIndex(entities,articles3){let spellings2=entity=>[entity.name,...entity.forms.map(([form])=>form)];
return{entities:entities.map(entity=>({entity,words:[...new Set(spellings2(entity).flatMap(foldedWords))]})),articles:articles3.
map(article=>({article,folded:fold(`${article.title??""} ${article.id}`)}))}}function findEntities(index2,query){let words2=foldedWords(
query);return words2.length?index2.entities.map(({entity,words:own})=>{let scores=words2.map(word=>Math.max(0,...own.map(
each=>likeness(word,each)))),sum=scores.reduce((total,score)=>total+score,0);return{entity,score:Math.min(...scores)>0?sum/
words2.length:0}}).filter(hit=>hit.score>0).sort((a,b)=>b.score-a.score||a.entity.index-b.entity.index).map(hit=>hit.entity):
[]}function findArticles(index2,query){let words2=foldedWords(query);return words2.length?index2.articles.filter(({folded})=>hasWords(
folded,words2)).map(({article})=>article):[]}var hasWords=(folded,words2)=>words2.every(word=>folded.includes(word));function likeness(query,word){
if(query===word)return 1;if(word.startsWith(query))return .9;if(Array.from(query).length>2&&word.includes(query))return .75;
let mine=triples(query),theirs=triples(word),share=2*[...mine].filter(triple=>theirs.has(triple)).length/(mine.size+theirs.
size);return share>=MIN_SHARE?.8*share:0}function triples(word){let letters=Array.from(`  ${word} `);return new Set(letters.
slice(2).map((_,start2)=>letters.slice(start2,start2+3).join("")))}var TABS=["network","entities","edges","numbers","time","articles","failures","merges","corrections","about"];function writeAddress({
tab,entity,edge,article,sentence:sentence2}){let parts={tab,entity,edge:edge&&JSON.stringify(edge),article,sentence:sentence2},
given=Object.entries(parts).filter(([,value])=>value!=null);return new URLSearchParams(given.map(([key,value])=>[key,String(
value)])).toString()}function readAddress(hash){let parts=new URLSearchParams(hash.replace(/^#/,"")),tab=TABS.find(each=>each===
parts.get("tab"))??"network",sentence2=parts.has("sentence")?Number(parts.get("sentence")):null;return{tab,entity:parts.
get("entity"),edge:readEdge(parts.get("edge")),article:parts.get("article"),sentence:sentence2}}function readEdge(text){
try{let edge=JSON.parse(text??"null");return Array.isArray(edge)?[String(edge[0]),String(edge[1])]:null}catch{return null}}
function nextView(view,change2){let card=!!(change2.article||change2.tab)?{entity:view.entity,edge:view.edge}:{entity:null,
edge:null},staysOpen=!change2.tab&&!!(change2.entity||change2.edge),article=change2.article??(staysOpen?view.article:null);
return{tab:view.tab,...card,...change2,article,sentence:change2.sentence??null}}function createStore(location2){let view=readAddress(location2.hash),shown3=location2.hash,listeners2=[];function sync(){
if(shown3===location2.hash)return;let before=view;shown3=location2.hash,view=readAddress(shown3);for(let listener of listeners2)
listener(view,before)}return{view:()=>view,sync,subscribe:listener=>listeners2.push(listener),show(change2){location2.hash=
writeAddress(nextView(view,change2)),sync()}}}var runPayload=parsePayload(byId("data").textContent??""),payload=runPayload,model=buildModel(payload),store=createStore(
window.location),filters=startFilters(model),index=null;function setModel(next){model=next,payload=next.payload,index=null}
function searchIndex(){return index??=buildIndex(model.entities,model.articles),index}var chosenEntity=()=>model.entityById.
get(store.view().entity??"")??null;function chosenLink(){let{edge}=store.view();return edge&&linkBetween(model.entityById.
get(edge[0]),model.entityById.get(edge[1]))}var openArticle=()=>model.articleById.get(store.view().article??"")??null;var SHAPES={PER:r=>`M${-r} 0a${r} ${r} 0 1 0 ${2*r} 0a${r} ${r} 0 1 0 ${-2*r} 0`,LOC:r=>`M0 ${-r*1.25}L${r*1.25} 0L0 ${r*
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
title=[kindWord(figure.kind),amount,figure.unit,figure.noun].filter(Boolean).join(" ");return h("mark",{class:emphasised.
includes(figure)?"num on":"num",title},text)}function valueText({value,max}){return[value,max].filter(each=>each!=null).
map(each=>typeof each=="number"?formatNumber(each,6):each).join(" – ")}var kindWord=kind=>t(kind==="time"?"clock":kind);function linkTo(change2,text,attributes={}){let href=`#${writeAddress({tab:store.view().tab,...change2})}`;return h("a",
{class:"name-link",href,onclick:event=>{event.ctrlKey||event.metaKey||event.shiftKey||(event.preventDefault(),store.show(
change2))},...attributes},text)}function explain(key){let made=payload.info.network,meaning=meaningOf(key);if(key!=="bet\
weenness"||!isEstimate(made))return meaning;let{estimated}=words().phrases;return`${meaning} (${estimated(say,made.betweenness_starts,
formatNumber(made.betweenness_standard_error,6))})`}var isEstimate=made=>typeof made=="object"&&made!==null&&"betweennes\
s_starts"in made,nameLink=entity=>linkTo({entity:entity.id},entity.name,{"data-goto":entity.id}),articleLink=(article,sentence2=null)=>linkTo(
{article:article.id,sentence:sentence2},titleOf(article),{title:article.id});function originalLink(article){let original=model.
articleById.get(article.duplicate??"");return original?articleLink(original):article.duplicate}function facts(pairs){let given=pairs.
filter(([,value])=>value!==null&&value!==""),fact=(key,value)=>{let shown3=typeof value=="number"?formatNumber(value):value;
return h("div",{title:explain(key)},h("dt",{},unit(key,value)),h("dd",{},shown3))};return h("dl",{class:"facts"},given.map(
([key,value])=>fact(key,value)))}var lifeTime=(first,last2)=>first===null?null:lead(period(first,last2)),lead=(...text)=>h(
"p",{class:"lead"},...text);function windowMeaning(){let{intro}=words();return Object.hasOwn(intro,payload.window)?intro[payload.
window]:intro.near}var between=(parts,sign)=>parts.filter(Boolean).flatMap((part,index2)=>index2?[sign,part]:[part]);function rankRow(entity,count,share){
let strip=h("i");return strip.style.width=`${Math.round(share*100)}%`,h("li",{},icon(entity.label),nameLink(entity),count,
h("span",{class:"strip"},strip))}function quote(sentences,emphasised){let{article,number}=sentences[0],text=sentences.map(
(sentence2,index2)=>[index2?gap(sentences[index2-1],sentence2," … "):"",...marked(sentence2,emphasised)]),from=between(
[articleLink(article,number),day(article.date),article.source],", ");return h("li",{},h("blockquote",{},text),h("span",{
class:"from"},from))}var gap=(before,sentence2,sign)=>sentence2.number===before.number+1?" ":sign,MORE_ITEMS=50;function longList(items,make,{
first,tag="ul",class:css,id}){let list2=h(tag,{class:css,id},items.slice(0,first).map(make));if(items.length<=first)return[
list2];let more=h("button",{type:"button",class:"plain more",onclick:()=>{let{length}=list2.children;list2.append(...items.
slice(length,length+MORE_ITEMS).map(make)),more.hidden=list2.children.length>=items.length}},`${t("more")} (${formatNumber(
items.length)})`);return[list2,more]}var RUN_WORDS={corpus:["Artikel aus","articles from"],finished:["abgeschlossen am","finished on"],input_digest:["Prüfsum\
me der Eingabe","digest of the input"],model:["Modell","Model"],"model.name":["Name","name"],"model.version":["Version",
"version"],"model.path":["Pfad","path"],"model.digest":["Prüfsumme","digest"],settings:["Einstellungen","Settings"],"se\
ttings.model":["Modell","model"],"settings.window":["gemeinsam genannt heißt: im selben","named together means: in the \
same"],"settings.min_articles":["Mindestzahl der Artikel je Verbindung","minimum number of articles per link"],"settings\
.labels":["Arten von Namen","kinds of names"],"settings.date_from":["nur Artikel ab","only articles from"],"settings.dat\
e_to":["nur Artikel bis","only articles to"],"settings.aliases":["Alias-Datei","alias file"],"settings.max_names":["Zahl\
 der Namen, ab deren Überschreitung eine Aufzählung vorliegt (–: Vorgabe)","number of names above which a window is \
a list (–: default)"],"settings.min_confidence":["Mindestsicherheit einer Nennung","minimum confidence of a mention"],
"settings.gazetteer":["eigene Namensliste","list of names"],"settings.text_field":["Feld, in dem der Text steht","field \
that holds the text"],"settings.any_language":["auch Artikel in anderen Sprachen","articles in other languages too"],"se\
ttings.follow_links":["auch Ziele von Links aus dem Korpus heraus","targets of links out of the corpus too"],"settings.w\
orkers":["zusätzliche Prozesse","additional processes"],"settings.scheduler":["Dask-Scheduler","Dask scheduler"],"setti\
ngs.batch_characters":["Zeichen je Paket","characters per batch"],"settings.article_seconds":["Zeitlimit je Artikel in S\
ekunden","time limit per article in seconds"],counts:["Gefunden","Found"],"counts.articles":["Artikel","articles"],"coun\
ts.analysed":["davon ausgewertet","of these analysed"],"counts.duplicates":["davon Duplikate","of these duplicates"],"co\
unts.failures":["nicht lesbare Dateien","files that could not be read"],"counts.sentences":["Sätze","sentences"],"count\
s.mentions":["Nennungen","mentions"],"counts.numbers":["Zahlen","numbers"],"counts.entities":["Namen","names"],"counts.e\
dges":["Verbindungen","links"],"counts.exclusions":["Aufzählungen, die nichts verbinden","lists that link nothing"],network:[
"Netz","Network"],"network.max_names":["Mit mehr Namen gilt ein Satz, Absatz oder Artikel als Aufzählung und verbindet n\
ichts","With more names a sentence, paragraph or article is a list and links nothing"],"network.modularity":["Modularitä\
t der Gruppen (0: wie durch Zufall, 1: völlig getrennt)","Modularity of the communities (0: as by chance, 1: completely\
 separate)"],"network.betweenness":["Betweenness","Betweenness"],"network.betweenness_starts":["Betweenness: Namen in de\
r Stichprobe, von denen aus Wege gezählt wurden","Betweenness: names in the sample from which paths were counted"],"net\
work.betweenness_standard_error":["Betweenness: größter Standardfehler eines Namens, aus der Streuung der Stichprobe",
"Betweenness: largest standard error of any name, from the spread of the sample"],"network.betweenness_error_95":["Betwe\
enness: Fehlerschranke eines Namens, die mit mindestens 95 % Wahrscheinlichkeit gilt (Hoeffding)","Betweenness: bound on\
 a name's error that holds with at least 95 % probability (Hoeffding)"],filters:["Änderungen an den Ergebnissen des Mode\
lls (Fälle)","Changes to the results of the model (cases)"],"filters.dropped_adjective":["weggelassen: Adjektiv, kein O\
rt","left out: an adjective, not a place"],"filters.dropped_inside_number":["weggelassen: Teil einer Zahl","left out: pa\
rt of a number"],"filters.dropped_label":["weggelassen: nicht verwendete Art","left out: a kind that is not used"],"filt\
ers.dropped_no_letters":["weggelassen: ohne Buchstaben","left out: without letters"],"filters.dropped_overlap":["weggela\
ssen: überschneidet einen längeren Namen","left out: overlaps a longer name"],"filters.gazetteer_added":["ergänzt: aus\
 der eigenen Namensliste","added: from your list of names"],"filters.gazetteer_relabelled":["andere Art, wie in der eige\
nen Namensliste","other kind, as in your list of names"],"filters.introduced":["ergänzt: Langform mit Abkürzung in Klamm\
ern","added: long form with acronym in brackets"],"filters.propagated":["ergänzt: im selben Artikel anderswo gefunden",
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
path.indexOf(".")+1);let[german3,english2]=RUN_WORDS[path];return language2==="de"?german3:english2}function sortedFacts(values,prefix=""){
let rank=({path})=>ORDER.includes(path)?ORDER.indexOf(path):ORDER.length;return Object.entries(values).map(([key,value])=>({
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
whole))]))}function factList(facts2){let terms=facts2.map(({path,value})=>[h("dt",{title:path},runWord(path,language())),
h("dd",{},shown(path,value))]);return h("dl",{},terms)}function shown(path,value){return value===null||value===""?"–":
typeof value=="boolean"?t(value?"yes":"no"):typeof value=="number"?formatNumber(value,digitsOf(path)):Array.isArray(value)?
value.map(each=>shown(path,each)).join(", "):typeof value!="string"?JSON.stringify(value):WORDS2.has(path)?wordFor(value):
path==="finished"?moment(value):value}function moment(text){let time=Date.parse(text);return Number.isNaN(time)?text:new Intl.
DateTimeFormat(language(),{dateStyle:"long",timeStyle:"short"}).format(time)}var LETTERS={ä:"ae",ö:"oe",ü:"ue",ß:"ss",ø:"o",ł:"l",đ:"d",ð:"d",ı:"i"},ARTICLES=new Set(["der","die","das","de\
s","dem","den","the"]),QUOTES=`"'„“”»«›‹‚‘’ `;function tidy(name){let letters=Array.from(name.normalize(
"NFC").split(/\s+/u).filter(Boolean).join(" "));for(;letters.length&&QUOTES.includes(letters[0]);)letters.shift();for(;letters.
length&&QUOTES.includes(letters[letters.length-1]);)letters.pop();return letters.join("")}var keys=new Map;function nameKey(name){
let known2=keys.get(name);if(known2!==void 0)return known2;let[first,...rest]=name.split(" "),key=fold2(rest.length&&ARTICLES.
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
other.target)===key,kept=lines.filter(other=>!isReverse(other)),merged=groups(kept),joined=merged(key)===merged(target)?
kept:[...kept,line],together=groups(joined);return joined.filter(({action,name,target:other})=>action!=="separate"||together(
nameKey(name))!==together(nameKey(other)))}function withoutMergesOf(lines,line){let[key,target]=[nameKey(line.name),nameKey(
line.target)],merged=groups(lines);return merged(key)!==merged(target)?lines:lines.filter(other=>!(isMerge(other)&&[nameKey(
other.name),nameKey(other.target)].includes(key)))}var isMerge=({action,article})=>action==="merge"&&!article;function groups(lines){
let parents=new Map,find=key=>{let root=key;for(let next=parents.get(root);next!==void 0;next=parents.get(root))root=next;
return root};for(let{name,target}of lines.filter(isMerge)){let[one,other]=[find(nameKey(name)),find(nameKey(target))];one!==
other&&parents.set(one,other)}return find}function articlePattern(id){let signs=Array.from(id,sign=>/[*?[]/.test(sign)?`\
[${sign}]`:/[^\S ]/u.test(sign)?"?":sign).join("");return(signs===signs.normalize("NFC")?signs:signs.replace(/\P{M}\p{M}+/gu,
openSigns)).replace(/ {2,}/g,openSigns).replace(/^["'„“”»«›‹‚‘’ ]+|["'„“”»«›‹‚‘’ ]+$/gu,
openSigns)}var openSigns=signs=>"?".repeat(Array.from(signs).length);function aliasCsv(lines){return[[...COLUMNS],...lines.
map(cellsOf)].map(row=>`${row.map(cell).join(",")}
`).join("")}function cell(value){let text=value.replace(/\0/g," ").split(/\s+/u).filter(Boolean).join(" "),safe=/^[=+\-@]/.
test(text)?`'${text}`:text;return/[",]/.test(safe)?`"${safe.replaceAll('"','""')}"`:safe}function givenNames(lines){let renames=lines.filter(({action,article})=>action==="rename"&&!article);return new Set(renames.
map(({target})=>nameKey(target)))}function addressOf(entity,{namesOf,given}){return given.has(nameKey(entity.name))?namesOf(
entity)[0]:entity.name}var labelFor=(entity,known2)=>known2.isHomonym(entity)?entity.label:"";function allNames(entity,known2){
let names=[addressOf(entity,known2),...known2.namesOf(entity)].reverse();return[...new Map(names.map(name=>[nameKey(name),
name])).values()].reverse()}function merge(entity,into,known2,article=null){let about={id:entity.id,name:entity.name,to:into.
name,into:into.id};if(article)return{kind:"merge",...about,...within(article,"merge",entity,addressOf(into,known2),known2)};
let more={label:labelFor(entity,known2),target:addressOf(into,known2)},lines=allNames(entity,known2).map(name=>aliasLine(
"merge",name,more)),target=nameKey(more.target),others=lines.filter(line=>nameKey(line.name)!==target);return entity.label!==
into.label&&others.push(aliasLine("retype",more.target,{target:into.label})),{kind:"merge",...about,lines:others,ended:known2.
namesOf(entity)}}function separate(entity,form,known2){let label=labelFor(entity,known2),lines=allNames(entity,known2).filter(
name=>nameKey(name)!==nameKey(form)).map(target=>aliasLine("separate",form,{label,target}));return known2.isListed(entity)&&
lines.push(aliasLine("rename",form,{target:form})),{kind:"separate",id:entity.id,name:entity.name,to:form,lines}}var isSeparable=(entity,form,known2)=>tidy(
form)!==""&&nameKey(tidy(form))!==nameKey(addressOf(entity,known2))&&nameKey(form)!==nameKey(entity.name);function rename(entity,name,known2,article=null){
let about={id:entity.id,name:entity.name,to:tidy(name)};if(article)return{kind:"rename",...about,...within(article,"rena\
me",entity,name,known2)};let line=aliasLine("rename",addressOf(entity,known2),{label:labelFor(entity,known2),target:name});
return{kind:"rename",...about,lines:[line]}}function retype(entity,label,known2,article=null){let about={id:entity.id,name:entity.
name,to:label};if(article)return{kind:"retype",...about,...within(article,"retype",entity,label,known2)};let line=aliasLine(
"retype",addressOf(entity,known2),{label:labelFor(entity,known2),target:label});return{kind:"retype",...about,lines:[line]}}
function drop(entity,known2){let line=aliasLine("drop",entity.name,{label:labelFor(entity,known2)});return{kind:"drop",id:entity.
id,name:entity.name,to:"",lines:[line],ended:known2.namesOf(entity)}}var revoke=line=>({kind:"revoke",id:"",name:line.name,
to:line.target,lines:[line]});function within(article,action,entity,target,known2){let more={label:labelFor(entity,known2),
target,article:articlePattern(article.id)};return{article:article.id,lines:allNames(entity,known2).map(name=>aliasLine(action,
name,more))}}function linesAfter(inUse,corrections){let lines=inUse;for(let{kind,lines:own,ended}of corrections)kind==="\
revoke"?lines=lines.filter(line=>!own.some(each=>sameLine(each,line))):lines=own.reduce(withLine,withoutLooks(lines,ended??
[]));return lines}var emptyHistory=()=>({done:[],undone:[]}),added=({done},correction)=>({done:[...done,correction],undone:[]}),
undone=({done,undone:later})=>done.length?{done:done.slice(0,-1),undone:[done[done.length-1],...later]}:{done,undone:later},
redone=({done,undone:[next,...rest]})=>next?{done:[...done,next],undone:rest}:{done,undone:[]};function restored(stored,inUse){
let given=Array.isArray(stored)?stored.filter(isCorrection):[],has=line=>inUse.some(each=>sameLine(each,line)),isOpen4=({
kind,lines})=>kind==="revoke"?lines.some(has):!lines.every(has),texts=line=>COLUMNS.map(column=>String(line?.[column]??""));
return{done:given.map(each=>({...each,lines:each.lines.map(line=>lineOf(texts(line)))})).filter(isOpen4),undone:[]}}var KINDS=[
"merge","separate","rename","retype","drop","revoke"];function isCorrection(value){return[value?.kind,value?.id,value?.name,
value?.to].every(each=>typeof each=="string")&&KINDS.includes(value.kind)&&Array.isArray(value.lines)}function evidence(link,window2){let found2=[],ofTarget=groupByArticle(link.target.sentences);for(let[article,mine]of groupByArticle(
link.source.sentences)){let theirs=ofTarget.get(article);if(!theirs||article.duplicate)continue;let both=mine.filter(sentence2=>theirs.
includes(sentence2));both.length?found2.push(...both.map(sentence2=>[sentence2])):window2!=="sentence"&&found2.push(...nearest(
mine,theirs,window2))}return found2.sort(([a],[b])=>byDate(a,b)||a.article.index-b.article.index||a.number-b.number)}function groupByArticle(sentences){
let found2=new Map;for(let sentence2 of sentences){let group=found2.get(sentence2.article);group?group.push(sentence2):found2.
set(sentence2.article,[sentence2])}return found2}function nearest(mine,theirs,window2){let pairs=mine.flatMap(a=>theirs.
map(b=>[a,b])).filter(([a,b])=>isNear(a,b,window2));if(!pairs.length)return[];let gap2=([a,b])=>Math.abs(a.number-b.number);
return[pairs.reduce((least,pair)=>gap2(pair)<gap2(least)?pair:least).sort((a,b)=>a.number-b.number)]}function isNear(a,b,window2){
if(window2==="document")return!0;let reach=Number(window2.split(":")[1]??0);return reach?Math.abs(a.number-b.number)<reach:
a.paragraph===b.paragraph}var byDate=(a,b)=>(a.article.date??"9999").localeCompare(b.article.date??"9999");function previewOf(payload2,corrections,model2=buildModel({...payload2,totals:{...payload2.totals}})){let given=payload2.
corrections.names,names=new Map(model2.entities.map(entity=>[entity.id,given[entity.index]??[entity.name]])),preview2={model:model2,
changed:new Map,changedLinks:new Set,names,hasAllLinks:payload2.edges.length===payload2.totals.edges,effects:[]};for(let correction of corrections)
preview2.effects.push(apply(preview2,correction));return preview2}function apply(preview2,correction){let{kind,id,to,into,
article}=correction,entity=preview2.model.entityById.get(id);if(!entity||article||kind==="revoke")return"rebuild";if(kind===
"drop")return drop2(preview2,entity);if(kind==="separate")return separate2(preview2,entity,to);if(kind==="merge"){let target=preview2.
model.entityById.get(into??"");return target&&target!==entity?merge2(preview2,entity,target):"rebuild"}return kind==="re\
name"?entity.name=to:relabel(entity,to),"exact"}function relabel(entity,label){entity.label=label;for(let span of spansOf(
entity))span.label=label}var spansOf=(entity,sentences=entity.sentences)=>sentences.flatMap(({names})=>names.filter(span=>span.
entity===entity));function drop2({model:model2,changed,changedLinks},entity){for(let span of spansOf(entity))span.entity=
null;for(let figure of model2.figures)figure.about===entity&&(figure.about=null);for(let link of[...entity.links]){let other=otherEnd(
link,entity);loseLink(other,link,link.weight),mark(changed,other,"exact"),changedLinks.delete(link)}return removeLinks(model2,
new Set(entity.links)),removeEntity(model2,entity),model2.entityById.delete(entity.id),"exact"}function loseLink(entity,link,weight){
entity.links=entity.links.filter(each=>each!==link),entity.degree-=1,entity.strength!==null&&(entity.strength-=weight)}function removeLinks(model2,gone){
model2.links=model2.links.filter(link=>!gone.has(link)),model2.payload.totals.edges-=gone.size}function removeEntity(model2,entity){
model2.entities=model2.entities.filter(each=>each!==entity),model2.nodes=model2.nodes.filter(node=>node.entity!==entity),
model2.payload.totals.entities-=1}function mark(changed,entity,effect){changed.get(entity)!=="bounds"&&changed.set(entity,
effect)}function merge2(preview2,entity,into){let{model:model2,changed,names}=preview2,isKnown=isCarried(entity)&&isCarried(
into),linksKnown=mergeLinks(preview2,entity,into);mergeCounts(model2,entity,into),mergeSentences(model2,entity,into),into.
forms=mergedForms([...into.forms,...entity.forms]),names.set(into.id,[...names.get(into.id)??[],...names.get(entity.id)??
[]]);let node=model2.nodes.find(each=>each.entity===entity);node&&!model2.nodes.some(each=>each.entity===into)&&(node.entity=
into),removeEntity(model2,entity);let ids=[...model2.entityById].filter(([,each])=>each===entity).map(([id])=>id);for(let id of ids)
model2.entityById.set(id,into);let effect=isKnown&&linksKnown&&preview2.hasAllLinks?"exact":"bounds";return mark(changed,
into,effect==="exact"&&changed.get(entity)!=="bounds"?"exact":"bounds"),effect}function isCarried(entity){let own=entity.
sentences.filter(({article})=>!article.duplicate);return spansOf(entity,own).length===entity.mentions}function mergeLinks(preview2,entity,into){
let between2=linkBetween(entity,into);if(between2)for(let end of[into,entity])loseLink(end,between2,between2.weight);into.
degree+=entity.degree,into.strength=(into.strength??0)+(entity.strength??0);let found2=entity.links.map(link=>takeOver(preview2,
link,entity,into)),doubled=found2.filter(({kept,link})=>kept!==link).map(({link})=>link);return removeLinks(preview2.model,
new Set([...doubled,...between2?[between2]:[]])),found2.every(({exact})=>exact)}function takeOver(preview2,link,entity,into){
let same=linkBetween(into,otherEnd(link,entity)),exact=same?joinLinks(preview2,same,link,into):moveLink(link,entity,into),
kept=same??link;return Object.assign(kept,{npmi:null,llr:null}),preview2.changedLinks.add(kept),{link,kept,exact}}function moveLink(link,entity,into){
return link.source===entity?link.source=into:link.target=into,into.links.push(link),!0}function joinLinks({model:model2,
changed},kept,link,into){let other=otherEnd(kept,into),{weight,exact}=addLink(model2,kept,link),shared=kept.weight+link.
weight-weight;return kept.weight=weight,loseLink(other,link,shared),into.degree-=1,into.strength=(into.strength??0)-shared,
mark(changed,other,exact?"exact":"bounds"),exact}function addLink(model2,link,added2){let{window:window2}=model2.payload,
[mine,theirs]=[link,added2].map(each=>evidence(each,window2)),exact=isComplete(link,mine,window2)&&isComplete(added2,theirs,
window2),own=new Set(mine.flat()),both=new Set(theirs.filter(place2=>place2.length===1&&own.has(place2[0])).flat()),articles3=new Set(
mine.map(([{article}])=>article)),shared=new Set(theirs.map(([{article}])=>article).filter(article=>articles3.has(article)));
link.sentences+=added2.sentences-both.size,link.articles+=added2.articles-shared.size,Object.assign(link,spanOfTime(link,
added2),{backbone:link.backbone||added2.backbone});let isWeighedBySentences=model2.weightUnit==="sentences",twice=isWeighedBySentences?
[...both].map(({article})=>article):[...shared];return link.bins=addBins(link.bins,added2.bins,twice,model2.payload.bins),
{weight:isWeighedBySentences?link.sentences:link.articles,exact}}function isComplete(link,found2,window2){return window2===
"sentence"?found2.length===link.sentences:new Set(found2.map(([{article}])=>article)).size===link.articles}function spanOfTime(one,other){
let dates=each=>each.filter(date=>date!==null).sort();return{first:dates([one.first,other.first])[0]??null,last:dates([one.
last,other.last]).at(-1)??null}}function addBins(one,other,twice,axis){let counts=new Map,add=(bin,count)=>counts.set(bin,
(counts.get(bin)??0)+count);for(let bins of[one,other])for(let i=0;i<bins.length;i+=2)add(bins[i],bins[i+1]);for(let{date}of twice){
let bin=axis.indexOf((date??"").slice(0,axis[0]?.length));bin>=0&&add(bin,-1)}return[...counts].filter(([,count])=>count>
0).sort(([a],[b])=>a-b).flat()}var articlesOf=({sentences})=>new Set(sentences.map(({article})=>article).filter(({duplicate})=>!duplicate));
function mergeCounts(model2,entity,into){let own=articlesOf(into),both=[...articlesOf(entity)].filter(article=>own.has(article));
into.mentions+=entity.mentions,into.articles+=entity.articles-both.length,into.bins=addBins(into.bins,entity.bins,both,model2.
payload.bins),Object.assign(into,spanOfTime(into,entity),{pagerank:null,betweenness:null})}function mergeSentences(model2,entity,into){
for(let span of spansOf(entity))Object.assign(span,{entity:into,label:into.label});into.sentences=inOrder([...new Set([...into.
sentences,...entity.sentences])]);for(let figure of model2.figures)figure.about===entity&&(figure.about=into);into.figures=
[...into.figures,...entity.figures]}var inOrder=sentences=>sentences.sort((a,b)=>a.article.index-b.article.index||a.number-
b.number);function mergedForms(forms){let found2=new Map;for(let[form,rule,count]of forms){let key=JSON.stringify([form,
rule]);found2.set(key,[form,rule,count+(found2.get(key)?.[2]??0)])}return[...found2.values()].sort((a,b)=>b[2]-a[2])}function separate2(preview2,entity,form){
let{model:model2,changed,names}=preview2,taken=entity.forms.filter(([each])=>each===form),mentions=taken.reduce((sum,[,,
count])=>sum+count,0);if(!taken.length||mentions>=entity.mentions)return"rebuild";let isKnown=isCarried(entity),{window:window2}=model2.
payload,counted2=entity.links.map(link=>({link,complete:isComplete(link,evidence(link,window2),window2)})),own=newEntity(
model2,entity,form,taken);splitSentences(entity,own,form),model2.entities.push(own),model2.entityById.set(own.id,own),model2.
payload.totals.entities+=1,names.set(own.id,[form]),entity.forms=entity.forms.filter(([each])=>each!==form),entity.mentions-=
mentions;let linksKnown=counted2.map(({link,complete})=>splitLink(preview2,link,entity,own,complete)).every(Boolean);recount(
preview2,[entity,own],isKnown);let node=model2.nodes.find(each=>each.entity===entity);node&&model2.nodes.push({entity:own,
x:node.x+node.r+14,y:node.y+node.r+14,r:Math.max(4,node.r/2)});let effect=isKnown&&linksKnown&&preview2.hasAllLinks&&!isWide(
preview2,entity,form)?"exact":"rebuild";for(let each of[entity,own])mark(changed,each,effect==="exact"?"exact":"bounds");
return effect}function isWide({model:model2},entity,form){return(model2.payload.corrections.wide[entity.index]??[]).some(
name=>nameKey(name)===nameKey(form))}function newEntity(model2,entity,form,forms){let mentions=forms.reduce((sum,[,,count])=>sum+
count,0),unknown={country:null,pagerank:null,betweenness:null},id=`${entity.label}:${form} (${model2.entities.length})`,
parts={links:[],sentences:[],figures:[],degree:0,strength:0,articles:Math.min(mentions,entity.articles)};return{...entity,
...unknown,...parts,index:model2.entities.length,id,name:form,mentions,forms}}function formSpans({text,names},entity,form){
let isForm=({start:start2,end})=>text.slice(...characterRange(text,start2,end))===form;return names.filter(span=>span.entity===
entity&&isForm(span))}function splitSentences(entity,own,form){for(let sentence2 of entity.sentences){let spans=formSpans(
sentence2,entity,form);for(let span of spans)span.entity=own;spans.length&&own.sentences.push(sentence2)}entity.sentences=
entity.sentences.filter(({names})=>names.some(span=>span.entity===entity))}function splitLink({model:model2,changed,changedLinks},link,entity,own,complete){
let{window:window2,bins}=model2.payload,other=otherEnd(link,entity),part={...link,index:model2.links.length,source:own,target:other},
[theirs,rest]=[part,link].map(each=>evidence(each,window2));if(!theirs.length)return complete;let before=link.weight;return setCounts(
part,theirs,model2.weightUnit,bins),own.links.push(part),own.degree+=1,own.strength=(own.strength??0)+part.weight,other.
links.push(part),model2.links.push(part),changedLinks.add(part).add(link),model2.payload.totals.edges+=1,other.degree+=1,
complete&&setCounts(link,rest,model2.weightUnit,bins),other.strength!==null&&(other.strength+=part.weight+link.weight-before),
mark(changed,other,complete?"exact":"bounds"),complete&&!rest.length&&(loseLink(entity,link,before),loseLink(other,link,
0),removeLinks(model2,new Set([link])),changedLinks.delete(link)),complete}function setCounts(link,found2,unit2,axis){let articles3=[
...new Set(found2.map(([{article}])=>article))],dates=articles3.map(({date})=>date).filter(date=>date!==null);link.sentences=
found2.filter(place2=>place2.length===1).length,link.articles=articles3.length,link.weight=unit2==="sentences"?link.sentences:
link.articles,Object.assign(link,{first:dates.sort()[0]??null,last:dates.at(-1)??null,npmi:null,llr:null});let counted2=unit2===
"sentences"?found2.map(([{article}])=>article):articles3;link.bins=binsOf(counted2,axis)}function binsOf(articles3,axis){
let dated=articles3.map(({date})=>axis.indexOf((date??"").slice(0,axis[0]?.length))).filter(bin=>bin>=0);return addBins(
dated.flatMap(bin=>[bin,1]),[],[],axis)}function recount({model:model2,hasAllLinks},entities,areCarried){for(let entity of entities)
areCarried&&recountArticles(model2,entity),hasAllLinks&&(entity.degree=entity.links.length,entity.strength=entity.links.
reduce((sum,{weight})=>sum+weight,0))}function recountArticles(model2,entity){let articles3=[...articlesOf(entity)],dates=articles3.
map(({date})=>date).filter(date=>date!==null);entity.articles=articles3.length,entity.bins=binsOf(articles3,model2.payload.
bins),Object.assign(entity,{first:dates.sort()[0]??null,last:dates.at(-1)??null,pagerank:null,betweenness:null})}var element=document.getElementById("server"),serverState=element?JSON.parse(element.textContent??"null"):null,last=Promise.
resolve();function send(request){let answer=last.then(()=>post(request));return last=answer.catch(()=>{}),answer}async function post(request){
let body=JSON.stringify(request),answer=await fetch(location.pathname,{method:"POST",headers:{"Content-Type":"applicatio\
n/json"},body,cache:"no-store"}),content2=await answer.json().catch(()=>({}));if(!answer.ok)throw new Error(content2.error??
`HTTP ${answer.status}`);return content2}var linesInUse=runPayload.corrections.lines?.map(lineOf)??null,history2=emptyHistory(),accepted={},preview=previewOf(runPayload,
[],model),listeners=[],acceptListeners=[],pending=()=>history2.done,canRedo=()=>history2.undone.length>0,effects=()=>preview.
effects,allLines=()=>linesAfter(linesInUse??[],history2.done),onCorrection=listener=>listeners.push(listener),onAccept=listener=>acceptListeners.
push(listener),correct=correction=>change(added(history2,correction)),undo=()=>history2.done.length&&change(undone(history2)),
redo=()=>history2.undone.length&&change(redone(history2));function change(next){history2=next,keep(),show();for(let listener of listeners)
listener()}function show(){preview=previewOf(runPayload,history2.done),setModel(preview.model)}function known(){let homonyms=new Set(
runPayload.corrections.homonyms),listed=new Set(runPayload.corrections.listed);return{namesOf:entity=>preview.names.get(
entity.id)??[entity.name],isListed:entity=>listed.has(entity.index),isHomonym:entity=>homonyms.has(entity.index),given:givenNames(
allLines())}}var effectOn=entity=>preview.changed.get(entity)??null,isLinkChanged=link=>preview.changedLinks.has(link),isAccepted=(id,form)=>Object.
hasOwn(accepted,id)&&accepted[id].includes(form);function accept(id,form,isRight){let others=(Object.hasOwn(accepted,id)?
accepted[id]:[]).filter(each=>each!==form);accepted={...accepted,[id]:isRight?[...others,form]:others},keep();for(let listener of acceptListeners)
listener()}var{corpus,input_digest:articles}=runPayload.info,STORAGE_KEY=articles?`pressenetz ${JSON.stringify([corpus,articles])}`:
null;function keep(){let review={pending:history2.done,accepted};serverState?send({review}).catch(()=>{}):store2(JSON.stringify(
review))}function store2(text){try{STORAGE_KEY&&localStorage.setItem(STORAGE_KEY,text)}catch{}}function load(){if(serverState)
return serverState.review;try{return STORAGE_KEY?JSON.parse(localStorage.getItem(STORAGE_KEY)??"{}"):{}}catch{return{}}}
function resume(){let kept=load();history2=restored(kept?.pending,linesInUse??[]);let forms=Object.entries(kept?.accepted??
{}).filter(([,each])=>Array.isArray(each));accepted=Object.fromEntries(forms),history2.done.length&&show()}async function applyAll(ids){
let lines=allLines().map(cellsOf),edition=serverState?.edition,{moved}=await send({lines,edition,ids:[...ids,...Object.keys(
accepted)]}),newIds=Object.entries(accepted).map(([id,forms])=>[moved[id]??id,forms]);return await send({review:{pending:[],
accepted:Object.fromEntries(newIds)}}),moved}var MAX_TARGETS=6,isOpen=!1;function previewNote(entity){let effect=effectOn(entity);return effect?h("p",{class:"preview"},
t(effect==="exact"?"previewExact":"previewBounds")):null}function correctionForm(entity){let scope=scopeChoice(entity),article=()=>{
let chosen=scope.selectedOptions[0]?.dataset.article;return chosen===void 0?null:articlesOf2(entity)[Number(chosen)]},ontoggle=()=>{
isOpen=details.open},dropper=button("drop",()=>correct(drop(entity,known())));scope.addEventListener("change",()=>{dropper.
disabled=article()!==null});let details=h("details",{id:"correct",open:isOpen,ontoggle},h("summary",{},t("correct")),field(
"scope",scope),mergeField(entity,article),renameField(entity,article),retypeField(entity,article),h("div",{class:"act"},
dropper,h("span",{class:"hint"},t("dropHint"))),lead(t("separateHint")));return tidy(entity.name)?details:lead(t("uncorr\
ectable"))}var button=(key,onclick)=>h("button",{type:"button",class:"plain","data-correct":key,onclick},t(key)),field=(key,...controls2)=>h(
"div",{class:"act"},h("label",{},h("span",{},t(key)),controls2));function articlesOf2(entity){return[...groupByArticle(entity.
sentences).keys()].sort((a,b)=>(a.date??"").localeCompare(b.date??"")||a.index-b.index)}function scopeChoice(entity){let options=articlesOf2(
entity).map((article,index2)=>h("option",{"data-article":index2},words().phrases.onlyIn(titleOf(article))));return h("se\
lect",{id:"scope"},h("option",{},t("everywhere")),options)}function mergeField(entity,article){let list2=h("ul",{class:"\
targets",id:"targets"}),suggest2=()=>{let found2=findEntities(searchIndex(),input.value).filter(each=>each!==entity);list2.
replaceChildren(...found2.slice(0,MAX_TARGETS).map(target))},target=other=>{let onclick=()=>correct(merge(entity,other,known(),
article())),attributes2={type:"button",class:"plain","data-target":other.id,onclick};return h("li",{},h("button",attributes2,
icon(other.label),` ${other.name}`))},input=h("input",{...{type:"search",id:"merge-with",autocomplete:"off",oninput:suggest2,
onkeydown:event=>{event.key==="ArrowDown"&&list2.querySelector("button")?.focus()}},placeholder:t("searchName")});return[
field("mergeWith",input),list2]}function renameField(entity,article){let make=()=>tidy(input.value)&&correct(rename(entity,
input.value,known(),article())),onkeydown=event=>event.key==="Enter"&&make(),input=h("input",{type:"text",id:"rename-to",
value:entity.name,maxlength:200,onkeydown});return field("renameTo",input,button("rename",make))}function retypeField(entity,article){
let option=label=>h("option",{value:label,selected:label===entity.label},t(label)),select=h("select",{id:"retype-to",onchange:()=>correct(
retype(entity,select.value,known(),article()))},runPayload.labels.map(option));return field("retypeTo",select)}function separateButton(entity,form){
if(entity.forms.length<2||!isSeparable(entity,form,known()))return null;let onclick=()=>correct(separate(entity,form,known())),
attributes={type:"button",class:"plain small","data-separate":form,title:t("separateTitle"),onclick};return h("button",attributes,
t("separate"))}var WIDTH=380;function sparkline(bins,{top,height=62}={}){let axis=payload.bins,counts=countPerBin(bins,axis.length),most=Math.
max(...counts),scale=top??Math.max(most,1),step=WIDTH/counts.length,base=height-16,heightOf=count=>(base-14)*count/scale,
bars=counts.map((count,bin)=>{if(!count)return null;let place2={x:(bin*step).toFixed(2),y:(base-heightOf(count)).toFixed(
2)},size={width:Math.max(step*.82,1).toFixed(2),height:heightOf(count).toFixed(2)},hint=s("title",{},`${day(axis[bin])}:\
 ${formatNumber(count)}`);return s("rect",{...place2,...size,fill:"currentColor"},hint)}),peak=counts.indexOf(most),middle=Math.
min(Math.max((peak+.5)*step,8),WIDTH-8),label=`${t("overTime")}: ${formatNumber(most)} (${day(axis[peak])})`;return s("s\
vg",{class:"spark",viewBox:`0 0 ${WIDTH} ${height}`,role:"img","aria-label":label},bars,s("line",{x1:0,x2:WIDTH,y1:base,
y2:base,stroke:"var(--rule)"}),s("text",{x:middle,y:(base-heightOf(most)-3).toFixed(1),"text-anchor":"middle"},formatNumber(
most)),s("text",{x:0,y:height-3},day(axis[0])),s("text",{x:WIDTH,y:height-3,"text-anchor":"end"},day(axis.at(-1))))}var BEST=10;function welcome(){let best=model.entities.slice(0,BEST),top=Math.max(...best.map(entity=>entity.strength??0),
1),title=`${t("strength")}: ${meaningOf("strength")}`,row=entity=>{let strength=entity.strength??0;return rankRow(entity,
h("span",{class:"count",title},formatNumber(strength)),strength/top)};return[h("h2",{},t("welcome")),h("p",{},windowMeaning()),
lead(t("caution")),lead(t("help")),h("h3",{},t("best")),h("ol",{class:"rank",id:"best"},best.map(row))]}function entityCard(entity){
return[closeButton(),labelTag(entity.label),h("h2",{},entity.name),lifeTime(entity.first,entity.last),previewNote(entity),
facts([["mentions",entity.mentions],["articlesUnit",entity.articles],["degree",entity.degree],["country",entity.country]]),
correctionForm(entity),entity.bins.length&&payload.bins.length>1?[h("h3",{},t("overTime")),sparkline(entity.bins)]:null,
h("h3",{},t("neighbours")),neighbours(entity),h("h3",{},t("figures")),figures(entity),h("h3",{},t("forms")),spellings(entity),
articles2(entity)]}function neighbours(entity){let links=rankedLinks(entity.links);return links.length?longList(links,link=>{
let other=otherEnd(link,entity),label=`${t("together")}: ${entity.name}, ${other.name}: ${link.weight}`,onclick=()=>store.
show({edge:[link.source.id,link.target.id]}),attributes={type:"button",class:"count",title:t("together"),"aria-label":label,
onclick};return rankRow(other,h("button",attributes,formatNumber(link.weight)),link.weight/(links[0].weight||1))},{first:10,
tag:"ol",class:"rank",id:"neighbours"}):lead(t("none"))}function figures(entity){if(!entity.figures.length)return lead(t(
"noFigures"));let ordered=[...entity.figures].sort((a,b)=>Number(isDull(a))-Number(isDull(b)));return longList(ordered,figure=>quote(
[figure.sentence],[figure,entity]),{first:4,class:"quotes",id:"figures"})}function spellings(entity){let head=[h("th",{},
t("form")),h("th",{},t("rule")),h("th",{class:"n"},t("count")),h("td")],rows=entity.forms.map(([form,rule,count])=>h("tr",
{},h("td",{},form),h("td",{title:rule},ruleWords(rule)),h("td",{class:"n"},formatNumber(count)),h("td",{},separateButton(
entity,form))));return h("table",{id:"forms"},h("thead",{},h("tr",{},head)),h("tbody",{},rows))}function articles2(entity){
let seen=[...groupByArticle(entity.sentences).keys()];if(!seen.length)return null;seen.sort((a,b)=>(b.date??"").localeCompare(
a.date??""));let row=article=>h("li",{},h("span"),articleLink(article),h("span",{class:"count"},day(article.date)));return[
h("h3",{},t("inArticles")),longList(seen,row,{first:6,class:"rank"})]}function linkCard(link){let{source,target}=link,found2=evidence(
link,payload.window),total=payload.window==="sentence"?link.sentences:found2.length,options={first:12,class:"quotes",id:"\
evidence"};return[closeButton(),lead(t("together")),h("h2",{},nameLink(source)," – ",nameLink(target)),lifeTime(link.first,
link.last),isLinkChanged(link)?lead(t("linkPreview")):null,facts([["inSentences",link.sentences],["inArticlesCount",link.
articles],["npmi",link.npmi],["llr",link.llr]]),h("h3",{},words().phrases.evidence(say,found2.length,total)),found2.length?
longList(found2,each=>quote(each,[source,target]),options):lead(t("noEvidence"))]}function closeButton(){let attributes={
type:"button",class:"close","aria-label":t("close"),title:t("close")};return h("button",{...attributes,onclick:()=>store.
show({})},"×")}var bar=h("div",{id:"pending",role:"status",hidden:!0}),problem="";function startReview(redraw2){byId("tabs").after(bar),
resume(),onCorrection(()=>{problem="",redraw2()}),document.addEventListener("keydown",onKey)}function pendingBar(){bar.hidden=
!pending().length&&!canRedo(),bar.replaceChildren(...bar.hidden?[]:contents())}function contents(){let count=pending().length,
isBounded=effects().some(effect=>effect!=="exact");return[h("strong",{},words().phrases.pending(say,count)),h("span",{class:"\
hint"},count?t(isBounded?"pendingBounds":"pendingExact"):""),h("span",{class:"row"},historyButtons(),keepButtons()),h("p",
{id:"problem",role:"alert",hidden:!problem},problem)]}var historyButtons=()=>[button2("undo",undo,!pending().length),button2(
"redo",redo,!canRedo())];function keepButtons(){if(!linesInUse)return h("span",{class:"hint"},t("linesUnknown"));let download=h(
"a",{class:"plain",id:"download",download:"aliases.csv",onclick:fillDownload},"aliases.csv");return download.href="#",[download,
serverState?button2("apply",apply2,!pending().length):null]}var button2=(key,onclick,disabled)=>h("button",{type:"button",
class:"plain","data-do":key,disabled,onclick},t(key));function fillDownload({currentTarget}){let file=new Blob(["\uFEFF",
aliasCsv(allLines())],{type:"text/csv;charset=utf-8"});currentTarget.href=URL.createObjectURL(file),setTimeout(()=>URL.revokeObjectURL(
currentTarget.href),6e4)}async function apply2(){for(let each of bar.querySelectorAll("button"))each.disabled=!0;problem=
"",byId("problem").hidden=!0,bar.append(h("span",{id:"building"},t("building")));let{entity,edge}=store.view();try{let moved=await applyAll(
[entity,...edge??[]].filter(id=>id!==null)),newId=id=>moved[id]??id,view={...store.view(),entity:entity&&newId(entity)};
edge&&(view.edge=[newId(edge[0]),newId(edge[1])]),window.history.replaceState(null,"",`#${writeAddress(view)}`),location.
reload()}catch(error){problem=error instanceof Error?error.message:String(error),pendingBar()}}function onKey(event){let{
target}=event;if(target instanceof HTMLInputElement&&["text","search"].includes(target.type)||!(event.ctrlKey||event.metaKey)||
event.altKey)return;let key=event.key.toLowerCase();key!=="z"&&key!=="y"||(event.preventDefault(),key==="y"||event.shiftKey?
redo():undo())}function correctionsTab(){let done=pending();return[h("div",{class:"prose work"},h("h2",{},t("corrections")),lead(t("cor\
rectionsLead")),lead(t(serverState?"applyLead":"downloadLead")),h("div",{class:"row"},historyButtons(),keepButtons()),h(
"h3",{},`${t("pendingTitle")} (${formatNumber(done.length)})`),done.length?h("ol",{id:"corrections"},done.map(item)):lead(
t("noCorrections")),h("h3",{},t("inUse")),linesInUseList())]}var EFFECT_WORDS={exact:"effectExact",bounds:"effectBounds",
rebuild:"effectRebuild"};function item(correction,index2){let{article}=correction,where=article?` · ${model.articleById.
get(article)?.title??article}`:"";return h("li",{},sentence(correction),where," ",h("small",{},t(EFFECT_WORDS[effects()[index2]])))}
var SIGNS={merge:"didMerge",separate:"didSeparate",rename:"didRename",retype:"didRetype",drop:"didDrop",revoke:"didRevok\
e"};function sentence({kind,name,to,lines}){if(kind==="revoke")return[`${t("didRevoke")} `,lineText(lines[0])];let from=kind===
"separate"?to:name,goal=kind==="separate"?name:kind==="retype"?t(to):to;return[h("b",{},from),` ${t(SIGNS[kind])} `,goal&&
h("b",{},goal)]}var lineText=({action,name,label,target,article})=>h("code",{},[action,name,label,target,article].filter(
Boolean).join(", "));function linesInUseList(){if(!linesInUse)return lead(t("linesUnknown"));if(!linesInUse.length)return lead(
t("noLines"));let revoked=pending().flatMap(({kind,lines})=>kind==="revoke"?lines:[]);return longList(linesInUse,line=>{
let onclick=()=>correct(revoke(line)),attributes={type:"button",class:"plain small",disabled:revoked.includes(line),onclick};
return h("li",{},lineText(line),line.note&&h("small",{},line.note),h("button",attributes,t("revoke")))},{first:50,class:"\
lines",id:"lines"})}function riskyForms(model2,{suspicious,risks},known2){return suspicious.flatMap(([index2,suspicion])=>{let id=model2.payload.
entities[index2][0],entity=model2.entityById.get(id);return entity?.id!==id?[]:joinedForms(entity,risks).filter(({form})=>isSeparable(
entity,form,known2)).map(form=>({entity,suspicion,...form}))})}function joinedForms(entity,risks){let riskOf=rule=>Math.
max(...rule.split(", ").map(part=>Object.hasOwn(risks,part)?risks[part]:0)),found2=new Map;for(let[form,rule,count]of entity.
forms){let known2=found2.get(form),risk=riskOf(rule);known2?found2.set(form,{form,rule:risk>known2.risk?rule:known2.rule,
count:known2.count+count,risk:Math.max(risk,known2.risk)}):found2.set(form,{form,rule,count,risk})}return[...found2.values()].
filter(({risk})=>risk>0).sort((a,b)=>b.risk-a.risk||b.count-a.count)}var PAGE=100,MAX_QUOTES=3,current2="",shown2=PAGE,showsAccepted=!1,keyOf=({entity,form})=>JSON.stringify([entity.id,form]),
found=null;function allRows(){return found?.of!==model&&(found={of:model,rows:riskyForms(model,runPayload.corrections,known())}),
found.rows}var isOpen2=({entity,form})=>!isAccepted(entity.id,form),openMerges=()=>found&&allRows().filter(isOpen2).length;
function mergesTab(){let section=h("div",{class:"prose work",id:"merges"});return section.addEventListener("keydown",event=>onKey2(
event,section)),draw(section),[section]}function draw(section){let rows=allRows(),open=rows.filter(isOpen2),listed=showsAccepted?
rows:open;listed.some(row=>keyOf(row)===current2)||(current2=listed.length?keyOf(listed[0]):"");let list2=h("ul",{id:"ri\
sky"},listed.slice(0,shown2).map(row=>item2(row,section))),box=h("input",{type:"checkbox",id:"accepted",onchange:()=>toggle(
box.checked,section)});box.checked=showsAccepted;let more=()=>{shown2+=PAGE,draw(section)};section.replaceChildren(h("h2",
{},t("mergesTitle")),lead(t("mergesLead")),lead(t("mergesKeys")),h("p",{class:"lead"},words().phrases.decided(say,rows.length-
open.length,rows.length)),h("label",{class:"lead"},box,` ${t("showAccepted")}`),listed.length?list2:lead(t("noMerges")),
listed.length>shown2?h("button",{type:"button",class:"plain more",onclick:more},t("more")):"")}function toggle(checked,section){
showsAccepted=checked,draw(section)}function item2(row,section){let{entity,form,rule,count,risk,suspicion}=row,isCurrent=keyOf(
row)===current2,choose2=()=>{keyOf(row)!==current2&&(current2=keyOf(row),draw(section),focusCurrent(section))},title=words().
phrases.suspicion(formatNumber(100*suspicion,0)),attributes={class:isCurrent?"current":null,"data-form":form,"data-of":entity.
id};return h("li",{...attributes,tabindex:isCurrent?0:-1,onclick:choose2,onfocus:choose2},h("span",{class:"risk",title},
`${formatNumber(100*risk,0)} %`),h("span",{},h("b",{},form),` ${t("is")} `,nameLink(entity)," ",labelTag(entity.label)),
h("small",{},`${ruleWords(rule)} · ${formatNumber(count)}`),h("span",{class:"row"},buttons(row,section)),isCurrent?passages(
row):null)}function buttons(row,section){let done=!isOpen2(row);return[h("button",{type:"button",class:"plain small","da\
ta-do":"accept",onclick:()=>decide(row,section,!0)},t(done?"reopen":"accept")),h("button",{type:"button",class:"plain sm\
all","data-do":"separate",onclick:()=>decide(row,section,!1)},t("separate"))]}function passages({entity,form}){let found2=entity.
sentences.filter(sentence2=>formSpans(sentence2,entity,form).length);return found2.length?h("ul",{class:"quotes"},found2.
slice(0,MAX_QUOTES).map(sentence2=>quote([sentence2],[entity]))):lead(t("noPassage"))}function decide(row,section,isRight){
let{entity,form}=row,rows=allRows().filter(each=>showsAccepted||isOpen2(each)),position=rows.findIndex(each=>keyOf(each)===
keyOf(row));current2=keyOf(rows[position+1]??rows[position-1]??row),isRight?(accept(entity.id,form,isOpen2(row)),draw(section)):
correct(separate(entity,form,known())),focusCurrent(document.getElementById("merges")??section)}function focusCurrent(section){
section.querySelector("li.current")?.focus()}function onKey2(event,section){if(event.ctrlKey||event.metaKey||event.altKey)
return;let rows=allRows().filter(each=>showsAccepted||isOpen2(each)),position=rows.findIndex(each=>keyOf(each)===current2),
row=rows[position];if(!row)return;let step={ArrowDown:1,ArrowUp:-1}[event.key]??0,key=event.key.toLowerCase();step?(event.
preventDefault(),current2=keyOf(rows[Math.max(0,Math.min(rows.length-1,position+step))]),draw(section),focusCurrent(section)):
(key==="a"||key==="s")&&(event.preventDefault(),decide(row,section,key==="a"))}function project(node,{k,x,y}){return{entity:node.entity,size:node.r,x:node.x*k+x,y:node.y*k+y,r:node.r*k**.6}}function fitAll(nodes2,box){
let left=Math.max(...nodes2.map(node=>-node.x+node.r)),right=Math.max(...nodes2.map(node=>node.x+node.r)),top=Math.max(...nodes2.
map(node=>-node.y+node.r)),bottom=Math.max(...nodes2.map(node=>node.y+node.r)),k=Math.min(box.width/(left+right+150),box.
height/(top+bottom+70),2.2);return{k,x:box.width/2+(left-right)/2*k,y:box.height/2-12+(top-bottom)/2*k}}function zoomAround(transform2,factor,[
x,y]){let k=Math.min(Math.max(transform2.k*factor,.15),12),ratio=k/transform2.k;return{k,x:x-(x-transform2.x)*ratio,y:y-
(y-transform2.y)*ratio}}function overlap(a,b){let width=Math.min(a[2],b[2])-Math.max(a[0],b[0]),height=Math.min(a[3],b[3])-
Math.max(a[1],b[1]);return Math.max(0,width)*Math.max(0,height)}function placeNames(discs,{box,taken,rankOf,widthOf:widthOf2}){
let ranked=discs.filter(disc=>isNearBox(disc,box)).map(disc=>({disc,rank:rankOf(disc.entity),area:areaOf(disc)})).sort((a,b)=>a.
rank-b.rank||a.disc.entity.index-b.disc.entity.index),used=[...taken],labels=[];for(let{disc,rank}of ranked){let chosen=rank===
0,fontSize=Math.min(11+disc.size*.3,17)*(chosen?1.1:1),text=shorten(disc.entity.name),spots=nameSpots(disc,fontSize,widthOf2(
text,chosen)*fontSize),others=ranked.filter(each=>each.disc!==disc).map(({area})=>area),free=spots.filter(({area})=>isInside(
area,box)&&!used.some(other=>overlap(area,other)>0)),[left,,right]=spots[0].area,limit=(chosen?1/0:coverLimit(labels.length))*
fontSize*(right-left),best=clearest(free,others,limit)??(chosen?spots[0]:null);best&&(used.push(best.area),labels.push({
...best,text,fontSize,chosen,rank}))}return labels}function coverLimit(named){return named<10?1/0:named<40?.12:0}var isNearBox=({
x,y},box)=>x>-20&&y>-20&&x<box.width+20&&y<box.height+20;function clearest(spots,others,limit){let best=null,least=1/0;for(let spot of spots){
let covered=others.reduce((sum,area)=>sum+overlap(spot.area,area),0);covered>=least||(best=spot,least=covered)}return least<=
limit?best:null}function nameSpots(disc,fontSize,width){let side=disc.r+4,above=disc.r+4+fontSize*.48,slant=disc.r*.7+2;
return[[side,0,"start"],[-side,0,"end"],[0,-above,"middle"],[0,above,"middle"],[slant,-slant,"start"],[slant,slant,"star\
t"],[-slant,-slant,"end"],[-slant,slant,"end"]].map(([dx,dy,anchor])=>{let x=disc.x+dx,y=disc.y+dy+(dx&&dy?Math.sign(dy)*
fontSize*.3:0),left={start:x,middle:x-width/2,end:x-width}[anchor];return{x,y,anchor,area:[left-2,y-fontSize*.58,left+width+
2,y+fontSize*.58]}})}var areaOf=({x,y,r})=>[x-r,y-r*.9,x+r,y+r*.9],isInside=([left,top,right,bottom],box)=>left>=0&&top>=
0&&right<=box.width&&bottom<=box.height,shorten=name=>name.length>34?`${name.slice(0,32)}…`:name,DIRECTIONS={ArrowRight:[
1,0],ArrowLeft:[-1,0],ArrowDown:[0,1],ArrowUp:[0,-1]};function neighbourInDirection(from,key,discs){if(!isArrow(key))return null;
let direction=DIRECTIONS[key],best=null,least=1/0;for(let disc of discs){let dx=disc.x-from.x,dy=disc.y-from.y,ahead=dx*
direction[0]+dy*direction[1],aside=Math.abs(dx*direction[1])+Math.abs(dy*direction[0]),cost=ahead>1?ahead+2*aside:1/0;disc.
entity===from.entity||cost>=least||(best=disc,least=cost)}return best}var isArrow=key=>Object.hasOwn(DIRECTIONS,key);function showTooltip(pointer,text){let box=byId("tip");box.hidden=!1,box.textContent=text,box.style.left=`${Math.min(pointer.
clientX+14,window.innerWidth-330)}px`,box.style.top=`${pointer.clientY+16}px`}function hideTooltip(){byId("tip").hidden=
!0}var ZOOM_STEP=1.35,drawable=drawableLinks(model),communities=communitiesBySize(model.nodes),nodeOf=new Map(model.nodes.map(
node=>[node.entity,node])),stage=null,transform={k:1,x:0,y:0},focused=model.nodes[0]??null,resized=new ResizeObserver(()=>fit());
function refresh(){drawable=drawableLinks(model),communities=communitiesBySize(model.nodes),nodeOf=new Map(model.nodes.map(
node=>[node.entity,node])),focused=model.nodes.find(({entity})=>entity.id===focused?.entity.id)??model.nodes[0]??null}var maxWeight=()=>Math.
max(...drawable.map(link=>link.weight),1),isOpen3=()=>stage!==null;function close(){stage=null,resized.disconnect()}function makeStage(){
let layers={links:s("g",{id:"links"}),marks:s("g",{id:"marks"}),names:s("g",{id:"names"})},attributes={role:"application",
"aria-label":t("network"),id:"net"},svg=s("svg",attributes,layers.links,layers.marks,layers.names),note=h("p",{class:"no\
te",id:"drawn","aria-live":"polite"}),buttons3=[zoomButton("+",t("zoomIn"),()=>zoom(ZOOM_STEP)),zoomButton("−",t("zoom\
Out"),()=>zoom(1/ZOOM_STEP)),zoomButton("⤢",t("zoomFit"),fit)],box=h("div",{id:"stage"},svg,h("div",{class:"zoom"},buttons3),
note),marks=new Map(model.nodes.map(node=>[node,makeMark(node)]));return layers.marks.append(...[...marks.values()].reverse()),
svg.addEventListener("wheel",onWheel,{passive:!1}),svg.addEventListener("pointerdown",startDrag),svg.addEventListener("c\
lick",event=>event.target===svg&&store.show({})),svg.addEventListener("keydown",onKey3),stage={box,svg,layers,note,marks,
discs:new Map,lines:[],hovered:null},box}function start(){stage&&(redraw(),resized.observe(stage.box))}var zoomButton=(sign,words2,onclick)=>h(
"button",{type:"button",class:"plain",title:words2,"aria-label":words2,onclick},sign);function makeMark(node){let{entity}=node;
return s("path",{class:"node",tabindex:node===focused?0:-1,role:"button","data-entity":entity.id,"aria-label":`${entity.
name}, ${t(entity.label)}, ${counted(entity.degree,"degree")}`,onclick:()=>store.show({entity:entity.id}),onmouseenter:event=>{
hover(node);let articles3=counted(entity.articles,"articlesUnit");showTooltip(event,`${entity.name} · ${t(entity.label)}\
 · ${articles3}`)},onmouseleave:()=>{hover(null),hideTooltip()},onfocus:()=>{focused=node}})}function makeLine(link,share){
let{source,target}=link,hit=s("line",{class:"hit","data-edge":`${source.id}|${target.id}`,onclick:()=>store.show({edge:[
source.id,target.id]}),onmouseenter:event=>{let weight=counted(weightNow(link,filters),model.weightUnit==="sentences"?"s\
entences":"articlesUnit");showTooltip(event,`${source.name} – ${target.name}: ${weight}`)},onmouseleave:hideTooltip}),
line=s("line",{class:"link","stroke-width":.6+5.4*share,"stroke-opacity":.2+.5*share});return{link,line,hit}}function redraw(){
if(!stage)return;let links=drawable.filter(link=>isShown(link,filters)),chosen=chosenLink();chosen&&drawable.includes(chosen)&&
!links.includes(chosen)&&links.push(chosen);let top=Math.max(...links.map(link=>weightNow(link,filters)),1);stage.lines=
links.map(link=>makeLine(link,Math.sqrt(weightNow(link,filters)/top))),stage.layers.links.replaceChildren(...[...stage.lines].
reverse().flatMap(({hit,line})=>[hit,line]));let names=aliveEntities().size,all2=payload.totals.entities;stage.note.textContent=
links.length?words().phrases.drawn(say,names,links.length,all2):t("nobody"),place(),emphasise()}function aliveEntities(){
let alive=endsOf(stage?stage.lines.map(({link})=>link):[]),selected=chosenEntity();return selected&&nodeOf.has(selected)&&
alive.add(selected),alive}function place(){if(!stage)return;let alive=aliveEntities();stage.discs=new Map;for(let[node,mark2]of stage.
marks){let isAlive=alive.has(node.entity);if(mark2.style.display=isAlive?"":"none",!isAlive)continue;let disc=project(node,
transform);stage.discs.set(node,disc),mark2.setAttribute("d",SHAPES[node.entity.label](disc.r)),mark2.setAttribute("tran\
sform",`translate(${disc.x.toFixed(1)} ${disc.y.toFixed(1)})`),mark2.style.fill=colourOf(node.entity,filters,communities)}
for(let{link,line,hit}of stage.lines){let from=discOf(link.source),to=discOf(link.target);if(!(!from||!to))for(let each of[
line,hit])each.setAttribute("x1",from.x.toFixed(1)),each.setAttribute("y1",from.y.toFixed(1)),each.setAttribute("x2",to.
x.toFixed(1)),each.setAttribute("y2",to.y.toFixed(1))}drawNames()}function discOf(entity){let node=nodeOf.get(entity);return node&&
stage?.discs.get(node)}function drawNames(){if(!stage)return;let open=chosenLink(),link=stage.hovered?null:open,chosen=new Set(
[chosenEntity(),stage.hovered?.entity,...endsOf(open?[open]:[])]),near=neighbourhood(link),rankOf=entity=>chosen.has(entity)?
0:near?.has(entity)?1:near?3:2,texts=placeNames([...stage.discs.values()],{box:stage.box.getBoundingClientRect(),taken:[
...stage.box.querySelectorAll(".zoom, .note")].map(each=>boxOf(each)),rankOf,widthOf}).map(({x,y,anchor,text,fontSize,chosen:bold,
rank})=>{let position={x:x.toFixed(1),y:(y+fontSize*.34).toFixed(1),"text-anchor":anchor};return s("text",{class:`name${bold?
" on":""}${rank===3?" dim":""}`,...position,"font-size":fontSize.toFixed(1)},text)});stage.layers.names.replaceChildren(
...texts)}function boxOf({offsetLeft,offsetTop,offsetWidth,offsetHeight}){return[offsetLeft,offsetTop,offsetLeft+offsetWidth,
offsetTop+offsetHeight]}var ruler=document.createElement("canvas").getContext("2d"),widths=new Map;function widthOf(text,bold){
let key=(bold?"b":"r")+text,width=widths.get(key);if(width===void 0){if(!ruler)return text.length*.55;let font=getComputedStyle(
document.documentElement).getPropertyValue("--sans");ruler.font=`${bold?"700 ":""}100px ${font}`,width=ruler.measureText(
text).width/100,widths.set(key,width)}return width}function neighbourhood(link){if(!stage)return null;if(link)return endsOf(
[link]);let entity=stage.hovered?.entity??chosenEntity();if(!entity||!nodeOf.has(entity))return null;let links=stage.lines.
map(each=>each.link).filter(each=>each.source===entity||each.target===entity);return new Set([entity,...links.map(each=>otherEnd(
each,entity))])}function emphasise(){if(!stage)return;let link=stage.hovered?null:chosenLink(),entity=stage.hovered?.entity??
chosenEntity(),near=neighbourhood(link);for(let[{entity:each},mark2]of stage.marks)mark2.classList.toggle("dim",near?.has(
each)===!1),mark2.classList.toggle("on",near?.has(each)===!0&&(each===entity||link!==null));for(let{link:each,line}of stage.
lines){let isOn=link?each===link:each.source===entity||each.target===entity;line.classList.toggle("on",near!==null&&isOn),
line.classList.toggle("dim",near!==null&&!isOn)}drawNames()}function hover(node){stage&&(stage.hovered=node,emphasise())}
function fit(){if(!stage)return;let ends=endsOf(drawable.filter(link=>isShown(link,filters))),shown3=model.nodes.filter(
node=>ends.has(node.entity));transform=fitAll(shown3.length?shown3:model.nodes,stage.box.getBoundingClientRect()),place()}
function zoom(factor,point=null){if(!stage)return;let box=stage.box.getBoundingClientRect();transform=zoomAround(transform,
factor,point??[box.width/2,box.height/2]),place()}function zoomByKey(key){if(key==="0")fit();else if(key==="+")zoom(ZOOM_STEP);else if(key===
"-")zoom(1/ZOOM_STEP);else return!1;return!0}function onWheel(event){if(!stage)return;event.preventDefault();let box=stage.
svg.getBoundingClientRect();zoom(Math.exp(-event.deltaY*.0016),[event.clientX-box.left,event.clientY-box.top])}function startDrag(event){
if(event.target!==stage?.svg)return;let from=[event.clientX-transform.x,event.clientY-transform.y],move=next=>{transform=
{...transform,x:next.clientX-from[0],y:next.clientY-from[1]},place()},stop=()=>{window.removeEventListener("pointermove",
move),window.removeEventListener("pointerup",stop)};window.addEventListener("pointermove",move),window.addEventListener(
"pointerup",stop)}function onKey3(event){if(!(!stage||!focused||zoomByKey(event.key))){if(event.key==="Enter"||event.key===
" ")event.preventDefault(),store.show({entity:focused.entity.id});else if(isArrow(event.key)){event.preventDefault();let from=project(
focused,transform),next=neighbourInDirection(from,event.key,[...stage.discs.values()]);next&&focusOn(nodeOf.get(next.entity))}}}
function focusOn(node){!stage||!focused||(stage.marks.get(focused)?.setAttribute("tabindex","-1"),focused=node,stage.marks.
get(node)?.setAttribute("tabindex","0"),stage.marks.get(node)?.focus({preventScroll:!0}),hideTooltip(),hover(node))}function networkTab(){return model.nodes.length?[controls(),makeStage(),timeControls()]:[h("p",{class:"lead"},t("empty"))]}
function controls(){return h("div",{class:"controls"},h("div",{class:"chips"},payload.labels.map(labelChip)),weightSlider(),
backboneBox(),colourChoice())}function labelChip(label){let isOn=()=>String(filters.labels.has(label)),chip=h("button",{
type:"button",class:"chip","data-label":label,"aria-pressed":isOn(),onclick:()=>{filters.labels.delete(label)||filters.labels.
add(label),chip.setAttribute("aria-pressed",isOn()),redraw()}},icon(label),t(`${label}s`));return chip}function weightSlider(){
let value=h("output"),of=h("span"),write=()=>{value.textContent=formatNumber(filters.minWeight),of.textContent=unit(model.
weightUnit==="sentences"?"sentences":"articlesUnit",filters.minWeight)},slider=h("input",{type:"range",id:"weight",min:1,
max:Math.min(maxWeight(),Math.max(20,filters.minWeight*3)),value:filters.minWeight,oninput:()=>{filters.minWeight=Number(
slider.value),write(),redraw()}});return write(),h("label",{},t("atLeast"),slider,value,of)}function backboneBox(){let box=h(
"input",{type:"checkbox",id:"backbone",onchange:()=>{filters.backbone=box.checked,redraw()}});return box.checked=filters.
backbone,h("label",{title:t("backboneHint")},box,t("backbone"))}function colourChoice(){let option=(value,text)=>h("opti\
on",{value,selected:filters.colour===value},text),onchange=()=>{filters.colour=select.value==="community"?"community":"l\
abel",place()},options=[option("label",t("byLabel")),option("community",t("byCommunity"))],select=h("select",{id:"colour",
onchange},options);return h("label",{},t("colour"),select)}function timeControls(){let{bins}=payload;if(bins.length<2)return null;
let counts=datesPerBin(model.articles.map(article=>article.date),bins),undated=model.articles.length-counts.reduce((sum,count)=>sum+
count,0),bars=timeBars(counts),start2=h("output",{id:"start"}),end=h("output",{id:"end"}),write=()=>{start2.textContent=
day(bins[filters.from]),end.textContent=day(bins[filters.to]);for(let[bin,bar2]of bars.entries())bar2.classList.toggle("\
off",bin<filters.from||bin>filters.to)};write();let svg=s("svg",{viewBox:"0 0 1000 32",preserveAspectRatio:"none","aria-\
hidden":"true"},bars),axis=h("div",{class:"axis"},svg,timeHandle("from",write),timeHandle("to",write)),note=undated?h("p",
{class:"undated"},words().phrases.undated(say,undated)):null;return h("div",{class:"time"},start2,axis,end,note)}function timeBars(counts){
let top=Math.max(...counts,1),step=1e3/counts.length,width=Math.max(step-Math.min(2,step*.2),.5);return counts.map((count,bin)=>{
let height=32*count/top;return s("rect",{class:"bar",x:bin*step,width,y:32-height,height})})}function timeHandle(end,write){
let lastBin=payload.bins.length-1,oninput=()=>{moveTime(filters,end,Number(handle.value),lastBin),handle.value=String(filters[end]),
write(),redraw()},range={min:0,max:lastBin,value:filters[end]},handle=h("input",{type:"range",id:end,...range,"aria-labe\
l":t(end),oninput});return handle}function reader(article,target){let{heading:heading2,paragraphs}=layOut(article),legend=payload.labels.map(label=>h("mar\
k",{class:label},t(label)));return[buttons2(),h("article",{class:"prose",id:"reader",lang:"de"},h("h2",{},heading2?marked(
heading2):titleOf(article)),h("p",{class:"meta"},origin(article)),h("p",{class:"legend"},legend,h("mark",{class:"num"},t(
"number"))),article.complete?null:lead(t(article.texts.length?"partly":"absent")),paragraphs.map(sentences=>paragraph(sentences,
target)))]}function layOut({title,texts}){let[first,second]=texts,heading2=first?.text===title&&first.paragraph!==second?.
paragraph?first:null,paragraphs=new Map;for(let sentence2 of texts){if(sentence2===heading2)continue;let group=paragraphs.
get(sentence2.paragraph);group?group.push(sentence2):paragraphs.set(sentence2.paragraph,[sentence2])}return{heading:heading2,
paragraphs:[...paragraphs.values()]}}function buttons2(){return h("div",{class:"row"},h("button",{type:"button",class:"p\
lain",onclick:()=>history.length>1?history.back():store.show({})},`← ${t("back")}`),h("button",{type:"button",class:"p\
lain",onclick:()=>window.print()},t("print")))}function origin(article){let{date,source,author,url,id,duplicate}=article,
copy=duplicate&&h("span",{class:"copy"},`${t("duplicate")} `,originalLink(article));return between([day(date),source,author,
url,id,copy]," · ")}function paragraph(sentences,target){let parts=sentences.map((sentence2,index2)=>[index2?gap(sentences[index2-
1],sentence2,h("span",{class:"gap"}," … ")):"",h("span",{class:sentence2.number===target?"target":null},marked(sentence2,
[],{labels:!0}))]);return h("p",{},parts)}var MAX_ENTITIES=9,MAX_ARTICLES=5,field2=byId("search"),list=byId("hits"),hits=[],picked=-1;function startSearch(){field2.
addEventListener("input",suggest),field2.addEventListener("keydown",onKey4),field2.addEventListener("blur",()=>setOpen(!1))}
var focusSearch=()=>field2.focus();function suggest(){let entities=findEntities(searchIndex(),field2.value).slice(0,MAX_ENTITIES),
articles3=findArticles(searchIndex(),field2.value).slice(0,MAX_ARTICLES);hits=[...entities.map(entity=>({entity})),...articles3.
map(article=>({article}))],picked=hits.length?0:-1;let nothing=h("li",{class:"nothing",role:"option","aria-disabled":"tr\
ue"},t("nothing"));list.replaceChildren(...hits.length?hits.map(item3):[nothing]),setOpen(!!field2.value.trim())}function item3(hit,index2){
let{entity,article}=hit,onmousedown=event=>{event.preventDefault(),choose(hit)},attributes={role:"option",id:`hit${index2}`,
"aria-selected":String(index2===picked),onmousedown};if(entity)return h("li",attributes,icon(entity.label),h("span",{},entity.
name),h("small",{},t(entity.label)));let note=article.date?day(article.date):t("article");return h("li",attributes,h("sp\
an",{},titleOf(article)),h("small",{},note))}function setOpen(open){list.hidden=!open,field2.setAttribute("aria-expanded",
String(open)),field2.setAttribute("aria-activedescendant",open&&picked>=0?`hit${picked}`:"")}function choose({entity,article}){
setOpen(!1),field2.value="",field2.blur(),store.show(entity?{entity:entity.id}:{article:article.id})}function onKey4(event){
event.key==="Escape"?(setOpen(!1),field2.blur()):!list.hidden&&hits.length&&(event.key==="Enter"?choose(hits[picked]):event.
key==="ArrowDown"?pick(event,1):event.key==="ArrowUp"&&pick(event,-1))}function pick(event,step){event.preventDefault(),
picked=(picked+step+hits.length)%hits.length;for(let[index2,each]of[...list.children].entries())each.setAttribute("aria-\
selected",String(index2===picked));setOpen(!0)}function renderTabs(){byId("tabs").replaceChildren(...TABS.map(tabButton))}function tabButton(tab){let selected=tab===store.
view().tab,aria={role:"tab","aria-selected":String(selected),"aria-controls":"main",tabindex:selected?0:-1};return h("bu\
tton",{type:"button","data-tab":tab,...aria,...{onclick:()=>store.show({tab}),onkeydown:onKey5}},t(tab),countOf(tab))}function countOf(tab){
if(tab==="network"||tab==="time"||tab==="about")return null;if(tab==="corrections")return h("small",{},formatNumber(pending().
length));if(tab==="merges"){let open=openMerges();return open===null?null:h("small",{},formatNumber(open))}return h("sma\
ll",{},formatNumber(payload.totals[tab]))}function onKey5({key}){let step=key==="ArrowRight"?1:key==="ArrowLeft"?-1:0;if(!step)
return;let next=TABS.indexOf(store.view().tab)+step;store.show({tab:TABS[(next+TABS.length)%TABS.length]}),document.querySelector(
"#tabs [aria-selected=true]")?.focus()}function textFilter(rows,readers){let folded=new Map,foldOf=row=>{let known2=folded.get(row)??fold(readers.map(read=>read(
row)??"").join(" "));return folded.set(row,known2),known2};return text=>{let words2=foldedWords(text);return words2.length?
rows.filter(row=>hasWords(foldOf(row),words2)):rows}}function sortRows(rows,read,{descending,language:language2}){let collator=new Intl.
Collator(language2,{numeric:!0,sensitivity:"base"}),empty=cell2=>cell2==null||cell2==="";return[...rows].sort((x,y)=>{let a=read(
x),b=read(y);if(empty(a)||empty(b))return Number(empty(a))-Number(empty(b));let order=typeof a=="number"&&typeof b=="num\
ber"?a-b:collator.compare(String(a),String(b));return descending?-order:order})}var PAGE2=200,states=new Map;function table(id,rows,columns,{total,choices,start:start2}){let state=stateOf(id,start2),matching=textFilter(
rows,columns.map(({read})=>read)),body=h("tbody"),count=h("span",{class:"count","aria-live":"polite"}),more=h("button",{
type:"button",class:"plain more",onclick:showMore},t("more")),heads=columns.map(column=>heading(column,()=>sortBy(column)));
function update(){let found2=matching(state.text).filter(row=>!state.choice||choices?.read(row)===state.choice),column=columns.
find(({key})=>key===state.sort);column&&(found2=sortRows(found2,column.read,{descending:state.descending,language:language()}));
for(let[index2,head]of heads.entries())markOrder(head,columns[index2].key,state);body.replaceChildren(...found2.slice(0,
state.shown).map(row=>tableRow(row,columns)));let{phrases}=words(),left=total>rows.length?phrases.left(say,rows.length,total):
"";count.textContent=phrases.rows(say,found2.length,rows.length)+left,more.hidden=found2.length<=state.shown}function showMore(){
state.shown+=PAGE2,update()}function sortBy({key,css}){state.descending=state.sort===key?!state.descending:css==="n",state.
sort=key,update()}function filterBy(text){state.text=text,state.shown=PAGE2,update()}function choose2(value){state.choice=
value,update()}update();let filter=h("div",{class:"filters"},filterField(id,state,filterBy),choiceOf(choices,state,choose2),
count),content2=h("table",{id:`table-${id}`},h("thead",{},h("tr",{},heads)),body);return[filter,framed(content2,t(id)),more]}
function stateOf(id,start2){let known2=states.get(id);if(known2)return known2;let state={...{sort:start2?.key??null,descending:start2?.
descending??!1},text:"",choice:"",shown:PAGE2};return states.set(id,state),state}function heading({key,css},onclick){let attributes={
class:css,scope:"col","data-column":key,title:explain(key)};return h("th",attributes,h("button",{type:"button",onclick},
t(key)))}function markOrder(head,key,state){key===state.sort?head.setAttribute("aria-sort",state.descending?"descending":
"ascending"):head.removeAttribute("aria-sort")}var tableRow=(row,columns)=>h("tr",{},columns.map(column=>h("td",{class:column.
css},content(row,column))));function content(row,{read,show:show2,css}){if(show2)return show2(row);let value=read(row);return css===
"n"&&typeof value=="number"?formatNumber(value,3):value}function filterField(id,state,onText){let look={type:"search",value:state.
text,placeholder:t("filter"),"aria-label":t("filter")},field3=h("input",{...look,"data-filter":id,oninput:()=>onText(field3.
value)});return field3}function choiceOf(choices,state,onChoice){if(!choices)return null;let options=choices.values.map(
value=>h("option",{value,selected:state.choice===value},choices.word(value))),any=h("option",{value:""},t("anyKind")),select=h(
"select",{"aria-label":t("kind"),onchange:()=>onChoice(select.value)},any,options);return select}function framed(content2,label){
let look=()=>{frame.classList.toggle("left",wrap.scrollLeft>1),frame.classList.toggle("right",wrap.scrollLeft+wrap.clientWidth<
wrap.scrollWidth-1),frame.style.setProperty("--bar",`${wrap.offsetWidth-wrap.clientWidth}px`)},wrap=h("div",{class:"wrap",
tabindex:0,role:"region","aria-label":label,onscroll:look},content2),frame=h("div",{class:"frame"},wrap),resized2=new ResizeObserver(
look);return resized2.observe(wrap),resized2.observe(content2),frame}var numberColumn=(key,read)=>({key,read,css:"n"}),dateColumn=(key,read)=>({key,read,show:row=>day(read(row),"short"),css:"\
nowrap"});function entitiesTab(){let columns=[{key:"name",read:entity=>entity.name,show:nameLink},{key:"label",read:entity=>t(
entity.label),show:entity=>labelTag(entity.label)},numberColumn("mentions",entity=>entity.mentions),numberColumn("articl\
esUnit",entity=>entity.articles),numberColumn("degree",entity=>entity.degree),numberColumn("strength",entity=>entity.strength),
numberColumn("pagerank",entity=>entity.pagerank),numberColumn("betweenness",entity=>entity.betweenness),numberColumn("co\
mmunity",entity=>entity.community),dateColumn("first",entity=>entity.first),dateColumn("last",entity=>entity.last),{key:"\
country",read:entity=>entity.country}];return table("entities",model.entities,columns,{total:payload.totals.entities,choices:{
values:payload.labels,read:entity=>entity.label,word:label=>t(label)},start:{key:"strength",descending:!0}})}function linkButton({
source,target,sentences}){let onclick=()=>store.show({edge:[source.id,target.id]}),attributes={type:"button",class:"name\
-link",title:t("together"),onclick};return h("button",attributes,formatNumber(sentences))}function linksTab(){let columns=[
{key:"a",read:link=>link.source.name,show:link=>nameLink(link.source)},{key:"b",read:link=>link.target.name,show:link=>nameLink(
link.target)},{key:"inSentences",read:link=>link.sentences,show:linkButton,css:"n"},numberColumn("inArticlesCount",link=>link.
articles),numberColumn("npmi",link=>link.npmi),numberColumn("llr",link=>link.llr),dateColumn("first",link=>link.first),dateColumn(
"last",link=>link.last),{key:"inBackbone",read:link=>link.backbone?"✓":""}];return table("edges",model.links,columns,{
total:payload.totals.edges,start:{key:"inSentences",descending:!0}})}var articleOf=figure=>figure.sentence.article;function numbersTab(){
let columns=[{key:"text",read:figure=>figure.text,show:figure=>h("span",{class:"figure"},figure.text)},{key:"kind",read:figure=>kindWord(
figure.kind),css:"nowrap"},{key:"value",read:figure=>figure.value,show:shownValue,css:"n"},{key:"unit",read:figure=>figure.
unit},{key:"noun",read:figure=>figure.noun},{key:"about_",read:figure=>figure.about?.name,show:figure=>figure.about&&nameLink(
figure.about),css:"mid"},{key:"context",read:figure=>figure.sentence.text,show:figure=>marked(figure.sentence,[figure]),
css:"wide"},{key:"article",read:figure=>titleOf(articleOf(figure)),show:figure=>articleLink(articleOf(figure),figure.sentence.
number),css:"mid"},dateColumn("date",figure=>articleOf(figure).date)],rank=figure=>figure.about?.index??1/0,telling=[...model.
figures].sort((a,b)=>Number(isDull(a))-Number(isDull(b))||(rank(a)===rank(b)?0:rank(a)-rank(b)));return table("numbers",
telling,columns,{total:payload.totals.numbers,choices:{values:payload.kinds,read:figure=>figure.kind,word:kindWord}})}var shownValue=figure=>[
figure.approx,figure.approx?" ":"",valueText(figure)];function articlesTab(){let columns=[{key:"title",read:titleOf,show:article=>articleLink(
article),css:"mid"},dateColumn("date",article=>article.date),{key:"source",read:article=>article.source},numberColumn("s\
entences",article=>article.sentences),numberColumn("names",article=>article.names),numberColumn("numbersUnit",article=>article.
numbers),{key:"carriedText",read:carriedText},{key:"file",read:article=>article.id},{key:"duplicate",read:article=>model.
articleById.get(article.duplicate??"")?.title||article.duplicate,show:article=>article.duplicate&&originalLink(article),
css:"mid"}];return table("articles",model.articles,columns,{total:payload.totals.articles,start:{key:"date",descending:!1}})}
function carriedText(article){return article.complete?t("whole"):article.texts.length?t("part"):""}function failuresTab(){
if(!model.failures.length)return[h("p",{class:"lead",id:"no-failures"},t("noFailures"))];let columns=[{key:"file",read:failure=>failure.
path},{key:"stage",read:failure=>failure.stage},{key:"error",read:failure=>failure.error}];return table("failures",model.
failures,columns,{total:payload.totals.failures})}var MAX_PANELS=18;function timeTab(){let{bins}=payload,dated=model.entities.filter(entity=>entity.bins.length).slice(0,MAX_PANELS);
if(!dated.length||!bins.length)return[lead(t("noTime"))];let top=Math.max(...dated.flatMap(entity=>countPerBin(entity.bins,
bins.length))),{perBin}=words(),width=perBin[bins[0].length];return[h("h2",{},t("timeTitle")),lead(`${t("timeLead")} (${t(
"articlesUnit")} ${width})`),h("div",{class:"multiples",id:"multiples"},dated.map(entity=>panel(entity,top)))]}function panel(entity,top){
let heading2=h("h3",{},icon(entity.label)," ",nameLink(entity));heading2.style.color="var(--ink)";let section=h("section",
{class:"panel"},heading2,sparkline(entity.bins,{top,height:96}));return section.style.color=`var(--${entity.label})`,section}var TAB_CONTENTS={network:networkTab,entities:entitiesTab,edges:linksTab,numbers:numbersTab,time:timeTab,articles:articlesTab,
failures:failuresTab,merges:mergesTab,corrections:correctionsTab,about:aboutTab},main=byId("main"),panel2=byId("panel");
function render(view,before){hideTooltip(),before.tab!==view.tab||before.article!==view.article||before.sentence!==view.
sentence?renderMain():redraw(),renderTabs(),renderPanel(),bringIntoView(view,before)}function bringIntoView(view,before){
if(panel2.offsetTop<=main.offsetTop)return;let moved=view.tab!==before.tab||view.article!==before.article||view.sentence!==
before.sentence,opened=view.entity!==before.entity||JSON.stringify(view.edge)!==JSON.stringify(before.edge);if(!moved&&!opened)
return;let hasCard=!!(chosenLink()||chosenEntity()),goal=moved&&main.querySelector(".target")||(moved||!hasCard?main:panel2),
{top}=goal.getBoundingClientRect();(top<0||top>window.innerHeight/2)&&goal.scrollIntoView()}function renderMain(){let{tab,
sentence:sentence2}=store.view(),article=openArticle();close(),document.body.classList.toggle("reading",!!article),main.
replaceChildren(...nodes(article?reader(article,sentence2):TAB_CONTENTS[tab]())),main.classList.toggle("fixed",main.querySelector(
"#stage, .wrap")!==null),main.scrollTop=0,main.querySelector(".target")?.scrollIntoView({block:"center"}),start()}function renderPanel(){
let link=chosenLink(),entity=chosenEntity();panel2.replaceChildren(...nodes(link?linkCard(link):entity?entityCard(entity):
welcome())),panel2.scrollTop=0}function renderFrame(){document.documentElement.lang=language();let word=key=>t(key);for(let each of all(
"[data-t]"))each.textContent=word(each.dataset.t);for(let each of all("[data-t-placeholder]"))each.setAttribute("placeho\
lder",word(each.dataset.tPlaceholder));for(let each of all("[data-t-label]"))each.setAttribute("aria-label",word(each.dataset.
tLabel));for(let each of all("[data-t-title]"))each.title=word(each.dataset.tTitle);for(let each of all("[data-lang]"))each.
setAttribute("aria-pressed",String(each.dataset.lang===language()));byId("summary").textContent=words().phrases.summary(
say,payload.totals,monthsOfArticles())}function monthsOfArticles(){let months=model.articles.map(article=>article.date??
"").filter(date=>/^\d{4}/.test(date)).sort().map(date=>date.slice(0,7));return months.length?` (${period(months[0],months.
at(-1))})`:""}function renderAll(){renderFrame(),pendingBar(),renderMain(),renderTabs(),renderPanel()}function setTheme(theme){
document.documentElement.dataset.theme=theme,place()}function onKey6(event){let{target}=event;target instanceof Element&&
/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)||event.ctrlKey||event.metaKey||event.altKey||(event.key==="/"?(event.preventDefault(),
focusSearch()):event.key==="Escape"?store.show({}):isOpen3()&&target===document.body&&zoomByKey(event.key))}for(let button3 of all(
"[data-lang]"))button3.addEventListener("click",()=>{setLanguage(button3.dataset.lang),renderAll()});var systemTheme=matchMedia(
"(prefers-color-scheme: dark)");systemTheme.addEventListener("change",({matches})=>setTheme(matches?"dark":"light"));byId(
"theme").addEventListener("click",()=>setTheme(document.documentElement.dataset.theme==="dark"?"light":"dark"));document.
addEventListener("keydown",onKey6);window.addEventListener("hashchange",store.sync);store.subscribe(render);startSearch();
onAccept(renderTabs);startReview(()=>{let{scrollTop}=main;refresh(),renderAll(),main.scrollTop=scrollTop});setTheme(systemTheme.
matches?"dark":"light");renderAll();bringIntoView(store.view(),readAddress(""));})();
