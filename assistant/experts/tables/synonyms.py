"""Words of maintenance that mean the same, English and French, with abbreviations. Knows no table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.experts.tables.lexicon import CHATTER, STOP
from assistant.experts.tables.words import norms
from assistant.trade_words import LONGEST, trade_words
from retrieval.records import Language

_GROUPS = """
work order: work, works, travaux, intervention, interventions, wo, workorder, work orders, wos, ot, ots,
    ordre de travail, ordres de travail, bon de
    travail, bons de travail, bt, job card, job, jobs, demande d'intervention,
    demandes d'intervention, work request, work requests, ticket, tickets
preventive: pm, pms, preventive maintenance, planned maintenance, scheduled maintenance, preventif,
    preventive, preventifs, preventives, preventative, maintenance preventive, preventives, entretien
    preventif, mp, prev, prv
corrective: cm, cms, corrective maintenance, unplanned, unscheduled, breakdown maintenance, correctif,
    correctifs, corrective, correctives, curatif, curative, curatifs, maintenance corrective, reactive,
    mc, corr, cor
breakdown: panne, pannes, breakdowns, break down
chiller: chillers, groupe froid, groupes froids, refroidisseur, groupe frigorifique, groupes
    frigorifiques, groupe d'eau glacee, refroidisseurs
pump: pumps, pompe, pompes
motor: motors, moteur electrique, moteurs electriques, moteur, moteurs
engine: engines, moteur, moteurs
valve: valves, vanne, vannes, soupape, soupapes, robinet, clapet
bearing: bearings, roulement, roulements, palier, paliers, brg, brgs
seal: seals, gasket, joint, joints, garniture, garnitures
leak: leaks, leaking, leakage, leakages, leaked, fuite, fuites, fuit
filter: filters, filtre, filtres, fltr
fan: fans, ventilateur, ventilateurs
compressor: compressors, compresseur, compresseurs
condenser: condensers, condenseur, condenseurs
evaporator: evaporators, evaporateur, evaporateurs
cooling tower: cooling towers, tour de refroidissement, tours de refroidissement, tour aerorefrigerante
boiler: boilers, chaudiere, chaudieres
tank: tanks, reservoir, reservoirs, cuve, cuves, vessel, bac
hose: hoses, flexible, flexibles, durite, durites
pipe: pipes, piping, tuyau, tuyaux, tuyauterie, conduite, conduites, tube, tubes
shaft: shafts, arbre, arbres
gearbox: gearboxes, reducteur, reducteurs, gear box, boite de vitesses
belt: belts, courroie, courroies, conveyor belt
conveyor: conveyors, convoyeur, convoyeurs
coupling: couplings, accouplement, accouplements
oil: huile, huiles
water: eau, eaux
steam: vapeur
air: air
cleaning: clean, cleaned, nettoyage, nettoyer, nettoyages
inspection: inspections, inspect, inspected, controle, controles, visite, ronde, check, checks
calibration: calibrations, calibrate, calibrated, etalonnage, calibrage
lubrication: lubricate, greasing, lubrification, graissage, lube
replacement: replace, replaced, replacements, remplacement, remplacer, remplace, changement
repair: repairs, repaired, reparation, reparations, reparer
oil analysis: analyse d'huile, analyses d'huile
vibration: vibrations, vibrating, vib, vibratoire, vibratoires
temperature: temperatures, temp
pressure: pressures, pression, pressions, press
flow: flows, debit, debits, flowrate, flow rate
speed: speeds, vitesse, vitesses, rpm
level: levels, niveau, niveaux
load: loads, charge, charges
current: amps, amperage, courant, intensite
voltage: tension, volts
power: puissance
energy: energie
efficiency: rendement, efficacite
failure: failures, fail, fails, failed, failing, defaillance, defaillances
failure mode: failure modes, mode de defaillance, modes de defaillance, mode of failure
fault: faults, defaut, defauts, defect, defects, anomalie machine
cause: causes, caused, reason, reasons, root cause, raison
effect: effects, effet, effets, consequence, consequences
wear: wearing, worn, wears, usure, usee, usees
corrosion: corroded, corroding, rust, rusted, rusty, rouille
blockage: blocked, block, clogged, clogging, plugged, plugging, bouche, bouchee, obstruction, colmatage,
    colmate
crack: cracks, cracked, cracking, fissure, fissures, fissuration
overheating: overheat, overheated, overheats, surchauffe
misalignment: misaligned, desalignement, defaut d'alignement
contamination: contaminated, pollution
noise: noisy, bruit, bruits
severity: severities, gravite, sev, criticality, severite
occurrence: occurrences, occ, frequence, frequency
detection: detections, det, detectability, detectabilite, non detection
risk priority number: rpn, ipr, indice de criticite
recommended action: recommended actions, action recommandee, actions recommandees, recommendation,
    recommendations, recommandation, action preconisee
action: actions, mesure, mesures
control: controls, controle, controles
component: components, composant, composants, composante
part: parts, piece, pieces
spare part: spare parts, spares, spare, piece de rechange, pieces de rechange, pdr
subsystem: subsystems, sous systeme, sous systemes, sub system, sub systems
equipment: equipments, equipement, equipements, materiel, materiels
asset: assets, actif, actifs
machine: machines
tag: tags, repere, reperes
code: codes
description: descriptions, libelle, libelles, designation, designations, desc
category: categories, categorie
alert: alerts, alarm, alarms, alerte, alertes, alarme, alarmes
rule: rules, regle, regles
anomaly: anomalies, anomalie, outlier, outliers
event: events, evenement, evenements
labor: labour, main d'oeuvre, main oeuvre, manpower, labors
hour: hours, hr, hrs, h, heure, heures
minute: minutes, min, mins, mn
day: days, jour, jours
duration: durations, duree, durees
downtime: down time, temps d'arret, arret, arrets, indisponibilite, stoppage, outage, outages, stopped,
    out of service, hors service, arretee, immobilisee, standstill
cost: costs, expensive, costly, costliest, cheapest, priciest, cher, chere, chers, chere, cout, couts,
    expense, expenses, montant, montants, depense, depenses, coute, coutent, usd, eur, gbp, euro, euros,
    dollars
price: prices, expensive, cheapest, priciest, cher, chere, chers, prix, tarif, cost, costs, coute, coutent
quantity: qty, quantities, quantite, quantites, qte
stock: stocks, inventory, en stock, on hand, in stock, do we have, do we have left, are left, avons nous,
    reste t il, restent il, il reste, il nous reste, il en reste, nous reste t il, have we got left,
    have we left, have we got, we got left, still have, have left
criticality: criticite, criticites, criticalities, classe de criticite
shelf: shelves, stored, etagere, rayon, casier, range, rangee
supplier: suppliers, vendor, vendors, fournisseur, fournisseurs, supplies, supplied by, supply, sells, sell,
    sold by, fournit, fournissent, fourni par, vend, vendent, vendu par
telephone: telephones, phone, phones, tel, phone number, phone numbers, telephone number, numero de
    telephone, num de tel, numero de tel, no de tel
door: doors, porte, portes
manufacturer: manufacturers, maker, makers, make, made, made by, makes, built by, fabrique par,
    fabrique, fabricant, fabricants, constructeur, constructeurs, brand, marque, mfr
model: models, modele, modeles
serial number: serial, serial no, numero de serie, sn
priority: priorities, prio, prios, priorite, priorites, urgency
status: statuses, state, statut, statuts, etat, etats
location: locations, lieu, lieux, emplacement, emplacements, localisation
building: buildings, batiment, batiments
area: areas, zone, zones, secteur, secteurs
room: rooms, salle, salles, local
department: departments, dept, service, services
team: teams, crew, crews, equipe, equipes
technician: technicians, tech, techs, technicien, techniciens, mechanic, mechanics, fitter
operator: operators, operateur, operateurs
inspector: inspectors, inspecteur, inspecteurs
author: authors, auteur, auteurs, written by
responsible: responsable, owner, owners, own, owns, in charge, en charge
shift: shifts, poste
limit: limits, limite, limites, threshold, thresholds, seuil, seuils
reading: readings, releve, releves, mesure relevee
comment: comments, commentaire, commentaires, remark, remarks, remarque, remarques, observation,
    observations
meter: meters, compteur, compteurs
flow meter: flow meters, flowmeter, flowmeters, debitmetre, debitmetres
range: ranges, etendue, plage, gamme, etendue de mesure, plage de mesure
grease: greases, graisse, graisses
torque: torques, couple, couples, couple de serrage
clearance: clearances, jeu, jeux
material: materials, matiere, matieres, materiau, materiaux
sensor: sensors, capteur, capteurs, transmitter, transmitters
interval: intervals, intervalle, intervalles, periodicity, periodicite, frequency, every
lead time: delai, delais, delai de livraison, delivery time, delai d'approvisionnement, delais
    d'approvisionnement, delai d'appro
weight: masse, poids, pese, pesent, peser
length: longueur, longueurs
width: largeur
height: hauteur
installation: installed, install, installe, installee, mise en service, commissioned, commissioning,
    installes, installees
start: starts, started, begin, began, begins, debut, demarrage, opened, raised
finish: finished, completed, completion, closed, fin, end, ended, ends, cloture, clos, termine,
    terminee, done
due: due date, echeance, deadline, overdue, target
creation: created, opened, raised, reported, cree, creee, creation, signale, declared
value: values, valeur, valeurs
high: haut, haute, elevee, eleve
low: bas, basse, faible
upper: superieur, superieure, haute
lower: inferieur, inferieure, basse
bound: bounds, borne, bornes
site: sites
plant: plants, usine, usines
haul truck: dumper, tombereau
power train: powertrain
electrical: electric, electrique, electriques
hydraulic: hydraulics, hydraulique, hydrauliques
mechanical: mecanique, mecaniques
brake: brakes, frein, freins
tyre: tyres, tire, tires, pneu, pneus
wheel: wheels, roue, roues
battery: batteries, batterie
cable: cables, wire, wires, wiring, cablage
screen: ecran, ecrans
spring: springs, ressort, ressorts
bolt: bolts, boulon, boulons, screw, screws, vis
starter: demarreur
clutch: embrayage
hot: chaud, chaude
cold: froid, froide
draining: drain, drained, vidange, vidanges
filling: fill, filled, remplissage
refrigerant: refrigerants, frigorigene, fluide frigorigene, freon
document revision: rev, revision, revisions, indice, edition, version
overhaul: overhauls, revision, revisions, overhauled
test: tests, tested, essai, essais
conform: compliant, ok, conforme, conformes, pass, passed, accepted
nonconform: non compliant, nok, not ok, non conforme, non conformes, fail, failed, ko, rejected,
    noncompliant
open: opened, ouvert, ouverte, ouverts, ouvertes, outstanding, pending, en cours
closed: close, ferme, fermee, fermes, cloture, clos, done, completed
critical: critique, critiques
standby: secours, spare machine, spare pump, spare unit, spare motor, spare fan, spare compressor
rated: nominal, nominale, nominaux, nominales, design, nameplate, conception, assigne, assignee
in service: running, en service, en marche, operational, active
out of service: hors service, a l'arret, stopped, inactive, decommissioned, hs
"""

_OPPOSITES = """
preventive / corrective
planned / unplanned
scheduled / unscheduled
open / closed
conform / nonconform
in service / out of service
active / inactive
calculated / measured
available / unavailable
critical / uncritical
internal / external
manual / automatic
safe / unsafe
normal / abnormal
approved / unapproved
urgent / routine
"""


_CONTINUED = re.compile(r"\n\s+")


def _read_groups() -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for line in _CONTINUED.sub(" ", _GROUPS.strip()).splitlines():
        head, _, rest = line.partition(":")
        for phrase in (head, *rest.split(",")):
            words = norms(phrase.strip())
            if words:
                found.setdefault(words, set()).add(head.strip())
    return {words: frozenset(concepts) for words, concepts in found.items()}


CONCEPTS: Mapping[tuple[str, ...], frozenset[str]] = _read_groups()
"""Phrase (folded words) to the concepts it may mean."""

LONGEST_PHRASE = max(LONGEST, *(len(words) for words in CONCEPTS))

OPPOSITES: Mapping[str, str] = {
    a: b
    for line in _OPPOSITES.strip().splitlines()
    for a, b in (
        tuple(part.strip() for part in line.split("/")),
        tuple(part.strip() for part in line.split("/"))[::-1],
    )
}
"""A concept to its contrary, for columns of yes and no."""


@lru_cache(maxsize=1)
def _meanings() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Phrases with their concepts, and with their groups of the words of the trades in both languages."""
    listed = trade_words()
    found = dict(CONCEPTS)
    for side in (listed.english, listed.french):
        for words, groups in side.items():
            found[words] = found[words] | groups if words in found else groups
    return found


def concepts_of(words: tuple[str, ...]) -> frozenset[str]:
    """What a whole phrase of a header, title or cell stands for; empty where it is no known phrase."""
    found = _meanings().get(words, frozenset())
    if not found and len(words) == 1:
        found = _meanings().get((words[0].removesuffix("s"),), frozenset())
    return found


def listed_concepts(words: tuple[str, ...]) -> frozenset[str]:
    """The concepts of maintenance of a whole phrase, without the words of the trades."""
    found = CONCEPTS.get(words, frozenset())
    if not found and len(words) == 1:
        found = CONCEPTS.get((words[0].removesuffix("s"),), frozenset())
    return found


def concepts_asked(words: tuple[str, ...], language: Language) -> frozenset[str]:
    """What a whole phrase of a question stands for, read in the question's language first.

    Of a word of talk only what it is in a longer name: ``measured`` of ``measured thickness``.
    """
    if len(words) == 1 and words[0] in STOP:
        return listed_concepts(words)
    return listed_concepts(words) | trade_words().asked(words, language)


def is_talk(words: tuple[str, ...], concept: str) -> bool:
    """True for a word of talk that only the words of the trades give a meaning."""
    return len(words) == 1 and words[0] in CHATTER and concept not in listed_concepts(words)
