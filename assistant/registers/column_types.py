"""What kind of thing a column of a register holds, by the words of its header: a due date, a price, a maker.

Headers of plants are abbreviations in two languages (``Dern. VGP``, ``PU HT``, ``ACTFINISH``). Which everyday
words ask for which type is learnt (``eval.learn_registers``); here it only stands what headers are called.
Semantic column types: Hulsebos et al. 2019 (arXiv:1905.10688). Ranks nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.experts.tables.programs.sheet import Kind, Sheet
from assistant.experts.tables.words import fold
from assistant.registers.beside import called_there

_DATES = """
due: due target promised deadline echeance* delai* prev* limite required needed need promis* butoir ech
next: next proch* prochain* suivant* futur*
last: last dern* previous preced* latest
raised: raised opened created reported report* logged ouvert* cree* emis* emission demande* signal* notified
 found requested issued detect* declar* constat* arriv* start* debut* when time heure
done: closed clos* clot* done complet* finish* actfinish sold* fait* realis* lev* cleared fixed returned
 resolved end fin termin* executed cured remedied
ordered: ordered order cde command* po
received: received recu* rec rcvd livr* delivered reelle arriv* entree rec'd
start: start* begin debut from depart effective signed signature out since
end: end fin to expiry expir* valid* valable* perempt* ddm dlu until jusqu* warranty garantie recycl*
 reprise
installed: install* commission* fitted built mes serv* service yom monte* pose* mise purchase* achat acq*
 supplied age
calibrated: cal calib* etal* metrol*
inspected: insp* visite vgp contr* exam* loler test tested audit verif* check* round releve* prelev* sampled
 sample analys*
serviced: pm ppm service* maint* revision entretien overhaul graiss* lub* greas* vidang* vid oil change*
 replac* rempl*
moved: issue* sortie movement count inventaire inv mouvement used
plain: date day jour
"""
_NUMBERS = """
stock: qty qte quant* stock soh qoh hand dispo* nombre nb count balance available held stk
minimum: min mini minimum seuil reorder rop securite safety
maximum: max maxi maximum
price: price prix pu unit unitaire
cost: cost* cout* montant amount value valeur budget total spend fee ht eur gbp usd € £ $ annuel annual
 parts pieces keur k€ repl
hours: h hrs hours heures tps temps lab labour labor mo time passe* worked man*
duration: dur* min minutes time delay
downtime: down* arret* indispo* lost perdu* stop* outage
running: run* compteur counter marche meter km mileage operating fonct*
power: kw power puissance kva motor rated mw p
energy: kwh mwh gwh energy energie conso* consumption gaz
interval: int interval* freq* period* every mths mois months cycle weeks sem days jours j
lead: lead delai* appro* wk
weight: kg t tonnes tons weight poids mass masse brut net tare swl cmu charge load wll
length: m mm cm km length long* head hmt dn size taille diam* ø width thick* ep epaisseur larg* haut* height
 depth prof*
volume: l m3 vol* capac* litre* hl ltr contenance
flow: flow debit lps m3/h lpm nm3 m3h
pressure: bar barg psi ps press* mbar set tarage timbre kpa
temperature: °c c temp* t° deg
percent: % pct percent rate taux yield humid* rendement
year: year annee yom built millesime
limit: limit* alarm* trip alert* hh ll h l lo hi cible target emt tol* spec consigne setpoint norme seuil
result: result* reading releve mesure* measur* found vib* ppm mg ph ecart deviation actual last
rank: prio* pri crit* sev* grav* class* risk rpn cond* rating score note stage s o d
age: age
number: no n° num numero id line ligne poste berth
staff: people persons pers* effectif headcount staff nb
"""
_TEXTS = """
person: owner resp* pilote assign* affect* tech* by par suiv* visa lead planner agent operat* inspect*
 fitter who qui initial* holder buyer acheteur signed analyst* intervenant* contact contr* prelev* graisseur
 chef sampl* driver conducteur keeper monteur attend* handled auditor author auteur supervisor manager user
 mech*
team: crew equipe* team shift quart poste trade discipline metier corps dept department service group*
 section brigade tournee faction
requester: raised demandeur request* reported found originator req emetteur ordered origin* signale declar*
supplier: supplier* vendor* fourn* prestataire* contractor* entreprise* organisme* lab labo* house transp*
 carrier haul* provider subcontract* societe company cal firm
maker: make maker mfr manufact* oem marque constr* fab* brand builder built
model: model* type ref version
serial: serial s/n sn serie fab matricule immat* reg plate
place: loc* area zone room local bldg building bat* batiment site atelier secteur sect* emplac* empl* bay
 hall line ligne station commune town unit* where lieu voie posit* plant floor etage quai block parc dock
 berth house shop place geo* implant* quartier
bin: bin rack shelf casier magasin store* emplac* empl armoire rang* stock* held cupboard tiroir allee
 etagere whse warehouse drawer
status: status statut etat state cond* avanc* stat open ouvert
result: result* verdict conf* pass avis decision disposition outcome found finding constat* conclus* judg*
priority: prio* pri urg* crit* class* grav* sev* risk risque level niveau abc rank
kind: type kind categ* cat nature fam* class* group* genre sort worktype wt discipline
cause: cause* root reason motif orig* mode why
fault: fault* problem* symptom* defect* defaut* panne* anomal* happened issue fail* event what alarm*
action: action* remed* trav* work task tache op* correct* mesure todo do* repair* fix* interv* job
named: desc* desig* lib* name nom item art* title titre objet object text short intitule label mat* what
remark: remark* comm* obs* note* rem memo
asset: asset* machine* equip* tag rep* engin* appareil* device* instr* unit pump* eqpt eq mach* tool* outil*
 vehic* fleet wtg press* rame robot tank* cuve* vessel
part: part* piece* art* fits used spare* mat* compon* organe element
fluid: fluid* oil* lub* grease* produ* medium gas* gaz fuel huile* carbur* energ* refrig* graisse
material: mat* nuance grade* seal spec* alloy metal
customer: client* customer* abonne* serves site user*
reference: no n° num* ref* id code wo po ot di nc cert* contract* contrat* ticket* bt job call sheet doc*
measure: par* param* grandeur quantity mesur* range gamme test
yesno: trip yes oui flag spare* bypass secours
product: produ* recipe recette article grade lot* batch* item gamme
month: month mois period* semaine week
"""
_WORD = re.compile(r"°c|t°|n°|m3/h|m3|[a-z]+(?:/[a-z])?'?[a-z]*|[%€£$ø]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _types(kind: Kind, listed: str) -> dict[str, re.Pattern[str]]:
    """The header words of each type as one pattern; ``*`` ends the beginning of a word."""
    lines = [line.partition(":") for line in listed.strip().replace("\n ", " ").splitlines()]
    found = {}
    for name, _, words in lines:
        ways = "|".join(
            re.escape(word.removesuffix("*")) + (".*" if word.endswith("*") else "") for word in words.split()
        )
        found[f"{kind}.{name}"] = re.compile(ways)
    return found


_TYPES: dict[Kind, dict[str, re.Pattern[str]]] = {
    "date": _types("date", _DATES),
    "number": _types("number", _NUMBERS),
    "text": _types("text", _TEXTS),
}
COLUMN_TYPES: tuple[str, ...] = tuple(
    name for kind, own in _TYPES.items() for name in (*own, f"{kind}.other")
)
"""All types; a column without a known word in its header is of its kind's ``other``."""


@lru_cache(maxsize=4096)
def types_of(header: str, kind: Kind) -> tuple[str, ...]:
    """The types that a column may be of, by its header: ``Next cal`` is a next and a calibration date."""
    words = _WORD.findall(fold(_CAMEL.sub(" ", header)))
    found = tuple(name for name, ways in _TYPES[kind].items() if any(ways.fullmatch(w) for w in words))
    return found or (f"{kind}.other",)


def column_types(table: Sheet) -> tuple[tuple[str, ...], ...]:
    """Of each column of a sheet: of another register's what it is there, of one that was reckoned none."""
    found: list[tuple[str, ...]] = []
    for column, (name, kind) in enumerate(zip(table.names, table.kinds, strict=True)):
        made = table.made[column - table.real] if column >= table.real else None
        if made is not None and made.way == "joined":
            name = called_there(name, table.names[made.of[0]])
        found.append(types_of(name, kind) if made is None or made.way == "joined" else ())
    return tuple(found)


LOOKS = ("initials", "codes", "prose", "classes", "names")
"""What the cells of a text column look like."""
_INITIALS = re.compile(r"[A-Z]{1,3}|[A-Z]\.\s?[A-Z]\.?")
_CODE = re.compile(r"(?=\S*\d)(?=\S*[^\W\d])\S+")
_MOSTLY = 0.7
_WORDS_OF_PROSE = 4
_FEW = 0.4
"""Share of different cells up to which they are classes."""
_LOOKED_AT = 100
"""Rows."""


def look_of(table: Sheet, column: int) -> str | None:
    """What the first cells look like; None of numbers, days and empty columns."""
    if table.kinds[column] != "text":
        return None
    cells = [row[column].text.strip() for row in table.rows[:_LOOKED_AT] if not row[column].empty]
    if not cells:
        return None
    for look, way in (("initials", _INITIALS), ("codes", _CODE)):
        if sum(way.fullmatch(cell) is not None for cell in cells) >= _MOSTLY * len(cells):
            return look
    if sum(len(cell.split()) for cell in cells) >= _WORDS_OF_PROSE * len(cells):
        return "prose"
    return "classes" if len(set(cells)) <= _FEW * len(cells) else "names"
