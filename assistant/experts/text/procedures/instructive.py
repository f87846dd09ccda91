"""Whether words tell somebody to do something. Knows verbs in English and French, no documents."""

from __future__ import annotations

import re

from assistant.words import fold, tokens, word_set

_VERBS = word_set(
    """accept access acknowledge activate add adjust affix align allow apply arm arrange ask assemble assure
    attach avoid back balance begin bend bleed blow break bring browse brush build bump burn calculate
    calibrate call cancel carry centre center change charge check choose clamp clean clear click clip close
    collect commission compare complete confirm connect contact continue control cool copy correct count
    cover crack create cut deactivate decrease degrease deliver depress detach determine dilute dip direct
    disable disassemble disconnect discharge disengage dismantle dispose dissolve don dose download drag
    drain draw drill drive drop dry earth eject empty enable engage enlarge ensure enter establish
    evacuate examine execute extract fasten feed file fill find finish fit fix flip flush fold follow
    free gather get give go grease grind grip guide hand hang have heat hoist hold identify ignite
    inform inject insert inspect install introduce invert isolate jack jog join keep knock label lap
    launch lay leave let level lift light listen load locate lock log look loosen lower lubricate
    maintain make mark match measure mix monitor mount move navigate neutralise note notify obtain
    observe oil open operate order paint perform photograph pick place plug point polish position pour
    power prepare press prevent prime print proceed protect prove pull purge push put quit rack
    raise rake read reassemble reattach recharge reconnect record reduce refer refill refit reinstall
    release remember remount remove renew reopen repeat replace report request rerun reset restart
    restore retighten retract return reverse rinse roll rotate route run sand save scan scrape screw seal
    search secure select send separate set shift shim shut sign slacken slide smear soak solder spray
    spread start stick stop store strip submit support suspend swap sweep switch tag take tap tape tell
    test thread throttle tighten tilt top torque touch train transfer trip turn type unbolt unclip
    uncover undo unfasten uninstall unlock unload unmount unplug unscrew untighten unwrap update upload
    use vent verify wait walk warm warn wash watch wax wear weigh weld wet wind wipe withdraw work wrap
    write"""
)
_AMBIGUOUS = word_set(
    """access back balance blow break bump burn call change charge check clamp clip control copy count cover
    crack cut drain drill drive drop dry earth feed file finish fit fix flush fold grease grip guide hand
    heat hold jack join jog knock label lap leave level lift light load lock log look mark match measure
    monitor mount move note oil order paint pick place plug point position power press prime print
    purge push rack record release repeat report request reset return reverse roll route run sand scan
    screw seal search set shift shim sign slide solder spray spread start stick stop store strip support
    swap switch tag tap tape test thread throttle top torque touch train transfer trip turn type update use
    vent wash watch wax weld wind work wrap"""
)
"""Nouns as well: told by the word that follows."""
_BEHIND = word_set(
    """the a an all any each every both it them this that these those your our its his her off out on up down
    in into with for to from whether if until how when where at by over back open again through along
    between around two three four five six one no and"""
)
_CONNECTIVE = re.compile(
    r"^\W*(?:(?:first(?:ly)?(?: of all)?|second(?:ly)?|third(?:ly)?|then|next|finally|lastly|last of all|now|"
    r"afterwards|after (?:that|this)|thereafter|subsequently|in addition|also|carefully|slowly|gently|"
    r"immediately|simply|please|always|never|do not|don['’]t|must|to finish|similarly|thoroughly|again|"
    r"d['’]abord|tout d['’]abord|ensuite|puis|enfin|alors|après quoi|finalement|pour finir|"
    r"ne pas|ne jamais|toujours|à nouveau|bien|vous pouvez|il faut|et)\b[\s,:]*)+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^\W*(?:if|when|once|before|after|while|with|using|on|in|at|from|to|for|as soon as|by|until|without|"
    r"under|where|should|during|"
    r"si|quand|lorsque|une fois|avant|après|pendant|avec|sur|dans|à|au|aux|pour|dès|en|sans|par|du|de)\b"
    r"[^,;:]{2,90}[,:]\s+",
    re.IGNORECASE,
)
_FRENCH_NOUNS = word_set(
    """palier collier papier cahier boitier atelier clavier levier chantier carter fer hiver mer filtre
    manometre metre cylindre ordre chambre arbre lettre fibre autre notre votre entre contre outre paire
    reservoir couloir miroir loisir amortisseur dernier premier panier courrier gravier roller charpentier
    registre nombre titre theatre centre membre cadre poudre verre terre matiere barriere chaudiere
    nature mesure rupture garniture soudure peinture manoeuvre vitre litre etre faire avoir parametre
    transmetteur thermometre acier escalier soir avenir mortier poussier tablier couvre sinistre
    autre propre offre coffre chiffre oeuvre livre heure"""
)
_OBLIGED = re.compile(
    r"\b(?:must|shall|should|(?:has|have|needs?|is|are) to\b(?: be)?|make sure|be sure|"
    r"doi(?:t|vent)|devez|devra|il faut|il convient de|veillez)\b",
    re.IGNORECASE,
)
_NOMINAL = re.compile(
    r"^\W*(?:mise|remise|pose|dépose|vidange|purge|contrôle|prise|\w{4,}(?:age|ement|ation|ition|ution))\s+"
    r"(?:d[eu]\b|des\b|d['’]|en\b|à\b|hors\b|en)",
    re.IGNORECASE,
)


def is_instructive(text: str, *, nominal: bool = False) -> bool:
    """True for an order or an obligation: ``Close the valve``, ``Fermez``, ``the cap must be closed``.

    Args:
        nominal: ``Mise en place du foret`` counts too, as steps of French lists are written.
    """
    return is_order(text) or bool(_OBLIGED.search(text)) or (nominal and bool(_NOMINAL.match(text)))


def is_order(text: str) -> bool:
    """True where a sentence begins with what is to be done, conditions and connectives before it apart."""
    rest = text.strip()
    for _ in range(3):
        if _begins_with_order(rest):
            return True
        shorter = _CONNECTIVE.sub("", rest, count=1)
        shorter = shorter if shorter != rest else _CLAUSE.sub("", rest, count=1)
        if shorter == rest:
            return False
        rest = shorter
    return _begins_with_order(rest)


def _begins_with_order(text: str) -> bool:
    words = tokens(text[:80])
    if not words:
        return False
    first = words[0]
    if first in ("re", "se", "s") and len(words) > 1:
        first = words[1]
    if first in _VERBS:
        return first not in _AMBIGUOUS or (
            len(words) > 1 and (words[1] in _BEHIND or words[1].endswith("ly"))
        )
    if first in ("ensure", "double"):
        return True
    plain = fold(first)
    if plain.endswith("ez") and len(plain) > 4 and plain not in ("assez",):
        return True
    is_infinitive = plain.endswith(("er", "ir", "re", "oir")) and len(plain) > 4
    return is_infinitive and plain not in _FRENCH_NOUNS and _is_french(words[1:])


def _is_french(words: list[str]) -> bool:
    """True where a French word stands among the next ones: ``rouler`` may be an English name else."""
    return not words or any(word in _FRENCH_WORDS or any(ord(c) > 127 for c in word) for word in words[:6])


_FRENCH_WORDS = word_set(
    """le la les l un une des du de d au aux à en sur sous dans par pour avec sans puis et ou son sa ses leur
    chaque tout toute tous toutes l'ancienne entre vers jusqu jusque hors que si ne pas deux trois quatre"""
)
