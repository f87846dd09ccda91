"""Words that engineers use for what sensors measure, English and French. Knows no log and no question."""

from __future__ import annotations

import re

from assistant.experts.series.tokens import fold, stem

_SYNONYMS = """
temperature: temperature, temp, tmp, temperatur, tmpr
pressure: pressure, pression, prs
flow: flow, flow rate, flowrate, debit, throughput, gpm, flw
power: power, pwr, wattage, puissance, kw, kilowatt
energy: energy, energie, kwh consumption
current: current, courant, intensite, amperage, amp, ampere, amps
voltage: voltage, volt, tension
frequency: frequency, frequence
speed: speed, spd, ws, wind speed, vitesse du vent, rpm, rotational speed, rotation speed, vitesse de rotation
speed: vitesse, regime
vibration: vibration, vib, velocity rms, vibratory, vibratoire
accelerometer: accelerometer, acceleration, accelerometre, accel
level: level, niveau, lvl
humidity: humidity, humidite, hygrometrie, rh, hum
torque: torque, couple, trq
load: load, loaded, loading, charge, taux de charge
efficiency: efficiency, rendement, efficacite, cop
tonnage: tonnage, cooling capacity, cooling load, tons of cooling, puissance frigorifique, charge frigorifique
setpoint: setpoint, set point, consigne, point de consigne
status: status, state, etat, statut, sts
schedule: schedule, programmation, planning
position: position, opening, ouverture, pos
thermocouple: thermocouple
density: density, densite
viscosity: viscosity, viscosite
conductivity: conductivity, conductivite
concentration: concentration, teneur
ph: ph
weight: weight, mass, masse, poids
noise: noise, bruit, sound level, niveau sonore
thickness: thickness, epaisseur
displacement: displacement, deplacement
strain: strain, deformation
force: force, effort
irradiance: irradiance, rayonnement, solar radiation
direction: direction, dir, wd
battery: battery, batt, batterie, battery voltage, tension de batterie, tension de la batterie
precipitation: precipitation, prcp, precip, rain, rainfall, pluie
input: input, absorbed, absorbee, absorbe, consumed, consommee, drawn, absorption, appelee
supply: supply, depart, dep, alimentation, fourniture, going out
return: return, retour, rtn
water: water, eau
wind: wind, vent
condenser: condenser, condensor, condenseur
evaporator: evaporator, evaporateur
cooling: cooling, refroidissement
tower: tower, tour
refrigerant: refrigerant, frigorigene
liquid: liquid, liquide
run: run, running, marche, fonctionnement
oil: oil, huile, lube
bearing: bearing, brg, palier, roulement
motor: motor, moteur
pump: pump, pompe
winding: winding, enroulement, bobinage, stator
suction: suction, aspiration, suct
inlet: inlet, influent, intake, entering, entree
discharge: discharge, delivery, refoulement, disch, dischg
outlet: outlet, effluent, leaving, sortie
inflow: inflow, influx, arrivee
outflow: outflow
ambient: ambient, ambiant, ambiante, outdoor, exterieure
air: air
steam: steam, vapeur
flue_gas: flue gas, flue gases, flue, fumees, fumee, exhaust gas, stack gas, gaz de combustion
gas: gas, gaz
fuel: fuel, combustible
furnace: furnace, fired heater, four, fours
zone: zone, z
consumption: conso
drum: drum, ballon
feedwater: feedwater, feed water, eau alimentaire, eau alim, eau d alimentation
condensate: condensate, condensat, condensats
oxygen: oxygen, oxygene, o 2
exhaust: exhaust, echappement, echap, exh
cylinder: cylinder, cylindre, cyl
transformer: transformer, transformateur, transfo, trafo, xfmr, tx
brine: brine, saumure
ice: ice, glace
coolant: coolant, liquide de refroidissement, liquide de coupe
burner: burner, bruleur
zinc: zinc
steel: steel, acier
feed: feed
medium: medium, milieu
jacket: jacket, double enveloppe
earth: earth, terre, earth leakage
gust: gust, gusts, rafale, rafales
stage: stage, etage
spindle: spindle, broche
recycle: recycle, recyclage
bottom: bottom, fond
cold_room: cold room, chambre froide
bath: bath, bain
basin: basin, bassin
pool: pool, piscine
nitrate: nitrate, nitrates, no 3
nitrite: nitrite, nitrites, no 2
sulfate: sulfate, sulphate, sulfates, sulphates, so 4
phosphate: phosphate, phosphates, po 4
silica: silica, silice, sio 2
chlorine: chlorine, chlore, cl 2
chloride: chloride, chlorides, chlorure, chlorures, cl
chlorate: chlorate, chlorates, naclo 3, clo 3
salt: salt, sel, nacl
caustic: caustic, caustic soda, soude, naoh
hardness: hardness, durete, ca mg, calcium plus magnesium, calcium magnesium
iron: iron, fer, fe
copper: copper, cuivre, cu
calcium: calcium
magnesium: magnesium
ammonia: ammonia, ammoniac, nh 3
ammonium: ammonium, nh 4
carbon_dioxide: carbon dioxide, dioxyde de carbone, gaz carbonique, co 2
carbon_monoxide: carbon monoxide, monoxyde de carbone
methane: methane, ch 4
hydrogen: hydrogen, hydrogene, h 2
hydrogen_sulphide: hydrogen sulphide, hydrogen sulfide, sulfure d hydrogene, h 2 s
moisture: moisture
dissolved: dissolved, dissous
sludge: sludge, boues, boue
turbidity: turbidity, turbidite
seal: seal, garniture
filter: filter, filtre
strainer: strainer, crepine
differential: differential, difference, delta, differentielle, differentiel
volume: volume, volumetric, volumique
drive: drive, entrainement
drive_end: drive_end, drive end, cote accouplement, cote entrainement, cote commande
non_drive_end: non_drive_end, nde, non drive end, opposite drive end, opposite end, cote oppose, coa
dp: dp, delta p, differential pressure, pressure drop, pressure difference, pression differentielle
header: header, manifold, collecteur
axial: axial, axiale
radial: radial, radiale
horizontal: horizontal, horizontale
vertical: vertical, verticale
wind: wind, vent
tank: tank, vessel, reservoir, cuve, bac, bache
receiver: receiver
belt: belt, bande, courroie
room: room, salle
suspended_solids: suspended solids, matieres en suspension, mes, tss
dewpoint: dewpoint, dew point, point de rosee
reactor: reactor, reacteur
compressor: compressor, compresseur
fan: fan, ventilateur
gearbox: gearbox, reducteur, multiplicateur
boiler: boiler, chaudiere
turbine: turbine
valve: valve, vanne
heat: heat, chaleur
exchanger: exchanger, echangeur
chiller: chiller, groupe froid, groupe frigorifique, groupe d eau glacee, refroidisseur
chilled: chilled, glacee, chw
machine: machine
rate: rate
shaft: shaft, arbre
anomaly: anomaly, anomalie
changepoint: changepoint, change point, point de rupture, rupture
fault: fault, defaut
alarm: alarm, alarme
"""

QUANTITIES = frozenset(
    """temperature pressure flow power energy current voltage frequency speed vibration accelerometer level
    humidity torque load efficiency tonnage setpoint status schedule position thermocouple density viscosity
    conductivity concentration ph weight noise thickness displacement strain force irradiance dp battery
    precipitation inflow outflow""".split()
)
"""Concepts that a sensor measures: a question must name one of them, or the sensor's whole name."""

EQUIPMENT = frozenset(
    """chiller pump compressor fan motor gearbox boiler turbine tower exchanger tank reactor valve ahu vav
    machine generator transformer line unit equipment conveyor crane robot furnace oven kiln mill""".split()
)
"""Concepts that, before a number, name a piece of equipment."""

MEDIA = frozenset({"water", "air", "fluid", "chilled", "wind", "dissolved"})
"""What flows; people add it to a name that leaves it out (``supply water temperature``)."""

OPTIONAL = frozenset(
    "rms avg average mean value sensor actual rate measured reading signal meter inst of to".split()
)
"""Words in a sensor's name that nobody needs to say."""

GENERIC = frozenset("value values reading measure measurement signal y data sensor x channel".split())
"""Names of the only sensor of a log that say nothing: the log's own name tells what it measures."""

KIN: dict[str, frozenset[str]] = {
    "vibration": frozenset({"accelerometer"}),
    "accelerometer": frozenset({"vibration"}),
    "temperature": frozenset({"thermocouple"}),
    "suction": frozenset({"inlet"}),
    "inlet": frozenset({"suction", "return", "inflow"}),
    "discharge": frozenset({"outlet"}),
    "outlet": frozenset({"discharge", "supply", "outflow"}),
    "return": frozenset({"inlet"}),
    "supply": frozenset({"outlet"}),
    "load": frozenset({"tonnage", "power"}),
    "flow": frozenset({"inflow", "outflow"}),
    "inflow": frozenset({"inlet"}),
    "outflow": frozenset({"outlet"}),
    "tank": frozenset({"receiver"}),
}
"""What a word may also mean where no sensor carries it itself."""

_UNIT_QUANTITY = {
    "power": "w kw mw hp ch cv va kva",
    "energy": "wh kwh mwh gwh j kj mj",
    "temperature": "c °c degc celsius f °f degf fahrenheit k kelvin deg c",
    "pressure": "bar mbar pa kpa mpa psi barg bara psig mbarg mbara mmhg mmce",
    "flow": "l/min lpm m3/h m³/h m3h nm3/h gpm l/s l/h m3/s m³/s kg/h t/h kg/s",
    "current": "a amp amps ma",
    "voltage": "v volt volts kv mv",
    "frequency": "hz khz",
    "speed": "rpm tr/min min-1 1/min m/s km/h kmh knots kt",
    "conductivity": "us/cm µs/cm ms/cm us cm",
    "vibration": "mm/s in/s mm/s rms",
    "accelerometer": "m/s2 m/s²",
    "humidity": "%rh %hr",
    "tonnage": "ton tons tr",
    "level": "m mm cm",
    "torque": "nm n·m n.m",
    "force": "n kn",
}
_QUANTITY_OF_UNIT = {unit: quantity for quantity, units in _UNIT_QUANTITY.items() for unit in units.split()}

_ISA = {
    "T": "temperature",
    "P": "pressure",
    "F": "flow",
    "L": "level",
    "S": "speed",
    "V": "vibration",
    "J": "power",
    "I": "current",
    "E": "voltage",
    "A": "concentration",
    "W": "weight",
    "D": "density",
}
_MEASURED = re.compile(r"[tpfl](?:[tie]|ic|it|dt|di|dit)?")
"""Letters that stand for what is measured, where a unit says so too."""


def _phrases() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in _SYNONYMS.strip().splitlines():
        concept, _, words = line.partition(":")
        for phrase in words.split(","):
            found[tuple(stem(fold(word)) for word in phrase.split())] = concept.strip()
    return found


PHRASES = _phrases()
"""Stems in a row -> concept."""
_METRES = frozenset({"m", "metre", "meter", "metres"})
_AT = frozenset({"at", "a"})
LONGEST_PHRASE = max(len(phrase) for phrase in PHRASES)
VOCABULARY = frozenset(word for phrase in PHRASES for word in phrase)


def concepts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Concepts of words in order; the longest phrase wins; a word of no concept is its own stem."""
    return tuple(concept for concept, _, _ in spans(words))


def spans(words: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """As ``concepts``, with the places ``[begin, end)`` of the words that each concept stands for.

    A height is one concept, however it is written: ``80 m`` of ``at 80 metres`` and of ``Spd80mN``.
    """
    stems = tuple(stem(word) for word in words)
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(stems):
        height = at + 1 if stems[at] in _AT else at
        if stems[height : height + 1] and is_height(stems[height : height + 2]):
            found.append((f"{stems[height]} m", at, height + 2))
            at = height + 2
            continue
        for length in range(min(LONGEST_PHRASE, len(stems) - at), 0, -1):
            concept = PHRASES.get(stems[at : at + length])
            if concept is not None:
                found.append((concept, at, at + length))
                at += length
                break
        else:
            found.append((stems[at], at, at + 1))
            at += 1
    return tuple(found)


def is_height(words: tuple[str, ...]) -> bool:
    """True for a number of metres."""
    return len(words) == 2 and words[0][:1].isdigit() and stem(words[1]) in _METRES


def unclipped(word: str, quantity: str | None = None) -> frozenset[str]:
    """The concepts that a clipped word of three letters or more may stand for: ``suct``, ``echap``, ``dep``.

    Args:
        word: A folded word that is no entry itself.
        quantity: What the sensor measures by its unit: another quantity is not meant.
    """
    if len(word) < 3 or not word.isalpha() or word in VOCABULARY:
        return frozenset()
    found = {
        concept
        for phrase, concept in PHRASES.items()
        if len(phrase) == 1 and len(phrase[0]) > len(word) and phrase[0].startswith(word)
    }
    if quantity in found:
        return frozenset(found & {quantity})
    if quantity is not None and len(found) > 1:
        found = {concept for concept in found if concept not in QUANTITIES}
    return frozenset(found)


def quantity_of_unit(unit: str | None) -> str | None:
    """What a sensor with this unit measures, or None."""
    return _QUANTITY_OF_UNIT.get(unit.strip().lower()) if unit else None


def quantity_of_letters(letters: str) -> str | None:
    """What the letters of a temperature, pressure, flow or level say before a name: ``T``, ``PT``, ``LI``."""
    return _ISA[letters[0].upper()] if _MEASURED.fullmatch(letters) else None


def quantity_of_tag(letters: str) -> str | None:
    """What an instrument tag's letters say (ISA 5.1): ``TT``, ``PIC``, ``FI`` …, or None."""
    upper = letters.upper()
    if 2 <= len(upper) <= 4 and upper[0] in _ISA and set(upper[1:]) <= set("TICERAD"):
        return _ISA[upper[0]]
    return None
