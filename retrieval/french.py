"""The stem of a French word, the same with and without its accents. Knows words, no texts.

Snowball's stemmer needs the accents that people leave out (``verifie``, ``etancheite``) and leaves forms of
irregular verbs apart (``tient``, ``tenu``). Here accents go first, and a few endings are taken off that
it cannot see without them or does not know.
"""

from __future__ import annotations

import threading

import Stemmer

_FORMS = """
    tient tenir tiennent tenir tenu tenir tenue tenir vient venir viennent venir venu venir venue venir
    devient devenir deviennent devenir devenu devenir devenue devenir contient contenir contiennent contenir
    contenu contenir maintient maintenir maintiennent maintenir maintenu maintenir provient provenir
    previent prevenir previennent prevenir prevenu prevenir obtient obtenir obtenu obtenir
    prend prendre prennent prendre pris prendre prise prendre met mettre mettent mettre mis mettre
    permet permettre permettent permettre transmet transmettre transmis transmettre
    ouvre ouvrir ouvrent ouvrir ouvert ouvrir ouverte ouvrir couvert couvrir couverte couvrir
    ecrit ecrire ecrite ecrire ecrivent ecrire decrit decrire decrite decrire inscrit inscrire
    conduit conduire conduite conduire conduisent conduire produit produire produite produire
    produisent produire construit construire construite construire detruit detruire detruite detruire
    reduit reduire reduite reduire reduisent reduire recoit recevoir recoivent recevoir recu recevoir
    recue recevoir lit lire lisent lire suit suivre suivent suivre suivi suivre suivie suivre
    vend vendre vendu vendre vendue vendre perd perdre perdu perdre perdue perdre meurt mourir meurent mourir
    mourut mourir vit vivre vecu vivre naquit naitre nait naitre pese peser pesent peser leve lever
    levent lever gele geler jette jeter jettent jeter appelle appeler appellent appeler
    conquis conquerir conquise conquerir conquiert conquerir elu elire elue elire elit elire
    seche secher sechent secher fuit fuir fuient fuir fuite fuir
""".split()
_BASE_FORMS: dict[str, str] = dict(zip(_FORMS[::2], _FORMS[1::2], strict=True))

_APART = frozenset({"pompier"})
"""Words that would have the stem of another: firemen are no pumps."""
_LEAST = 4
"""Letters of a stem below which no vowel at its end is taken off."""
_ENDINGS = (("s", "", 3), ("ite", "e", 5), ("ee", "e", 3), ("ent", "e", 4))
"""Of a plural, of a noun made of an adjective, of a participle, of a verb with several subjects; what takes
their place, and the letters that have to stand before them."""
_stemmers = threading.local()


def french_stem(word: str) -> str:
    """The stem of one folded word (lower case, no accents): ``repare`` and ``reparees`` are one."""
    if len(word) <= 2 or not word.isalpha():
        return word
    word = _BASE_FORMS.get(word, word)
    for ending, left, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ment"):
            word = word.removesuffix(ending) + left
    word = _BASE_FORMS.get(word, word)
    if word in _APART:
        return word
    found = str(_stemmer().stemWord(word))
    if found.endswith("ag") and len(found) - 2 >= _LEAST:
        found = found[:-2]
    return found[:-1] if found.endswith(("e", "i", "y")) and len(found) > _LEAST else found


def _stemmer() -> Stemmer.Stemmer:
    """One for each thread: a stemmer keeps what it is at."""
    if not hasattr(_stemmers, "french"):
        _stemmers.french = Stemmer.Stemmer("french")
    return _stemmers.french
