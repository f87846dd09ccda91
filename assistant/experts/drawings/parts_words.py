"""Words of lists of parts, English and French: what is asked of them, what parts and materials are called.

Knows words, no drawing.
"""

from __future__ import annotations

import re

from assistant.words import content_words, fold, stem, word_set

ASKED: tuple[tuple[str, str], ...] = (
    ("quantity", r"quantit\w*|qty|qte|how many|number of|combien (?:de|d'|il|en)|nombre"),
    (
        "material",
        r"materials?|matieres?|materiaux?|made (?:of|from|out of)|en quoi|nuances?|(?:steel |bolt )?grades?"
        r"|(?:property |strength |bolt )?class(?:es?)?(?: d'acier| de qualite| de resistance)?|qualite",
    ),
    ("mass", r"mass|weights?|weighs?|heavy|masses?|poids|pese\w*"),
    ("standard", r"standards?|normes?|specs?|specifications?"),
    ("part number", r"part (?:no|number)|reference|article|code"),
    ("description", r"descriptions?|designations?|what is|what's|qu'est-ce|called|quoi"),
)
"""What a cell is called in the list and in questions; the first that a question holds is asked for."""

TOTAL = re.compile(
    r"\b(?:total\w*|whole|entire|altogether|all together|in all|complete?|complet|toute?|somme|sum(?:med)?"
    r"|add(?:ed|ing)?|addition\w*|cumul\w*|en tout|ensemble)\b"
)
HEAVIEST = re.compile(r"\b(?:heaviest|lightest|plus (?:lourd|leger)\w*|weighs? (?:the )?(?:most|least))\b")
LIGHTEST = re.compile(r"\b(?:lightest|leger\w*|least)\b")
COUNTED = re.compile(
    r"\b(?:how many|number of|combien d[e']|nombre d[e'])\s*(?:different\w* )?"
    r"(?P<what>items?|parts?|pieces?|lines?|rows?|reperes?|articles?|lignes?|postes?|components?|composants?)\b"
)
WHICH = re.compile(
    r"\b(?:which|what|quel(?:le)?s?|list|liste[rz]?) (?:are the |sont les |les )?"
    r"(?:items?|parts?|pieces?|reperes?|rep|pos(?:ition)?s?|mark|articles?|composants?|components?)\b"
    r"|\b(?:items?|reperes?|position|pos) (?:number|no|numero)\b|\bnumero de repere\b"
)
WORDS = frozenset(
    fold(word)
    for word in word_set(
        """
        what which how many much is are the of on in for from at does do item items position pos
        part parts mark balloon repere reperes rep piece pieces poste quantity qty number material
        materials made out mass weight weigh weighs heavy standard reference article code description
        called list bill bom nomenclature drawing plan assembly quel quelle quels quelles est sont
        le la les l de du des d un une sur dans combien nombre quantite qte matiere matieres materiau nuance
        masse masses poids pese pesent norme spec specs
        specification designation quoi en que qu ce y a t il there have used bulle
        liste kind type grade class classe classes qualite show give tell me donne moi total totale whole
        entire altogether together complete complet complets tout toute toutes somme sum add added
        additionne additionner addition cumul cumule ensemble x fois times all up faut need needed
        required prevoir heaviest lightest lourde lourd legere leger plus most least component components
        composant composants article articles different differents differentes line lines ligne lignes row
        rows steel acier property strength resistance kg lb lbs c cest it its unit unitaire unitary each
        single one chacun chacune chaque si on
        """
    )
)
"""Folded words that choose no row."""

_SAME: tuple[frozenset[str], ...] = tuple(
    frozenset(form for word in line.split() for form in (fold(word), stem(word), stem(word, "fr")))
    for line in (
        "bolt bolts screw screws vis boulon boulons boulonnerie", "nut nuts écrou écrous",
        "washer washers rondelle rondelles", "gasket gaskets joint joints seal seals",
        "plate plates plaque plaques tôle tôles", "shaft shafts arbre arbres",
        "bearing bearings roulement roulements palier paliers", "cover covers couvercle couvercles capot",
        "ring rings bague bagues anneau anneaux", "spring springs ressort ressorts",
        "pin pins goupille goupilles axe", "flange flanges bride brides", "stud studs goujon goujons tige",
        "key keys clavette clavettes", "impeller impellers roue", "casing housing carter volute",
        "tray pan bac", "pad pads mount mounts patin patins", "spacer entretoise entretoises",
        "bracket brackets support supports console équerre", "frame châssis base skid",
        "stainless inox inoxydable", "steel acier aciers", "rubber caoutchouc elastomer élastomère",
        "brass laiton", "iron fonte", "aluminium aluminum alu", "copper cuivre", "plastic plastique",
        "galvanized galvanised zinc galvanisé galvanisée zingué zinguée",
    )
)  # fmt: skip


def forms(word: str) -> frozenset[str]:
    """A word folded and stemmed in both languages, with what names the same part or material."""
    own = frozenset({fold(word), stem(word), stem(word, "fr")})
    return own.union(*(same for same in _SAME if own & same))


def held_by(cell: str, words: list[str]) -> bool:
    """True where a cell holds each of some words, or a size that begins with one (``M16`` in ``M16x60``)."""
    plain = fold(cell)
    held = {form for word in content_words(plain) for form in (fold(word), stem(word), stem(word, "fr"))}
    return all(
        forms(word) & held
        or (any(map(str.isdigit, word)) and re.search(rf"(?<![a-z0-9]){re.escape(fold(word))}(?!\d)", plain))
        for word in words
    )
