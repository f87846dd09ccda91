"""The few sentences that the program says itself, in English and French. Knows no evidence and no model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.records import Language

_LANGUAGE_NAMES = {
    "en": {"en": "English", "fr": "French", "und": "another language"},
    "fr": {"en": "anglais", "fr": "français", "und": "une autre langue"},
}


def _one_of(language: Language, *, en: str, fr: str) -> str:
    return fr if language == "fr" else en


def nothing_ingested(language: Language) -> str:
    """Said while the catalogue is empty."""
    return _one_of(
        language,
        en="Nothing has been ingested yet, so there is nothing to answer from. Run `assistant ingest` on a "
        "folder of documents, tables, drawings or logs first.",
        fr="Rien n'a encore été ingéré : il n'y a aucune source pour répondre. Lancez d'abord "
        "`assistant ingest` sur un dossier de documents, de tableaux, de plans ou de mesures.",
    )


def not_found(
    language: Language,
    looked_for: Sequence[str],
    *,
    documents: int,
    unsaid: Sequence[str] = (),
    untranslated: Sequence[str] = (),
) -> str:
    """Said where the evidence is too weak: what was looked for, in how many sources, what stands in none."""
    things = _quoted(language, looked_for, ", ")
    if not things:
        return _one_of(
            language,
            en="I did not find an answer to this in the sources.",
            fr="Je n'ai pas trouvé de réponse à cette question dans les sources.",
        )
    many = "s" if documents != 1 else ""
    said = _one_of(
        language,
        en=f"I did not find an answer to this in the sources. I looked for {things} in {documents} "
        f"document{many}.",
        fr=f"Je n'ai pas trouvé de réponse à cette question dans les sources. J'ai cherché {things} dans "
        f"{documents} document{many}.",
    )
    return f"{said} {_unsaid(language, unsaid, untranslated, alone=documents == 1)}" if unsaid else said


def _unsaid(language: Language, words: Sequence[str], untranslated: Sequence[str], *, alone: bool) -> str:
    between = _one_of(language, en=" or ", fr=" ni ")
    none, unknown = (_quoted(language, some, between) for some in (words, untranslated))
    said = _one_of(
        language,
        en=f"{'It does not say' if alone else 'None of them says'} {none}",
        fr=f"{'Il ne dit pas' if alone else 'Aucun ne dit'} {none}",
    )
    if not unknown:
        return f"{said}."
    return _one_of(
        language,
        en=f"{said}; I know no French word for {unknown}.",
        fr=f"{said} ; je ne connais pas de mot anglais pour {unknown}.",
    )


def _quoted(language: Language, words: Sequence[str], between: str) -> str:
    return between.join(f"« {word} »" if language == "fr" else f"“{word}”" for word in words)


def part_not_found(language: Language, question: str) -> str:
    """Said of one of two questions to which nothing was found."""
    return _one_of(
        language,
        en=f"I did not find in the sources: “{question}”",
        fr=f"Je n'ai pas trouvé dans les sources : « {question} »",
    )


_WORDS_OF_TALK = (
    r"hello|hi|hey|all[oô]|good (?:morning|afternoon|evening)|thanks?(?: you)?(?: (?:very much|a lot))?|ok|"
    r"okay|great|bye|goodbye|help|who are you|what can you do(?: for me)?|how are you|bonjour|bonsoir|salut|"
    r"coucou|merci(?: beaucoup)?|au revoir|aide|qui es[- ]tu|qui êtes[- ]vous|que (?:sais|peux)[- ]tu faire|"
    r"que (?:savez|pouvez)[- ]vous faire|"
    r"that helps|got it|understood|perfect|cool|nice|sorry|no problem|never mind|useless|compris|parfait|"
    r"super|d'accord|nulle?|bof|inutile|"
    r"ça marche|pas de souci|désolée?|"
    r"(?:you(?:'re| are)|this is|that(?:'s| is)|it(?:'s| is)|tu es|t'es|vous êtes|c'est) (?:so |very |très |"
    r"vraiment )?(?:useless|stupid|bad|great|perfect|helpful|good|fine|nice|nul(?:le)?|inutile|super|parfait|"
    r"génial|utile|bien)|"
    r"i (?:don't|do not|didn't|did not) understand|je (?:ne )?comprends pas"
)
_SMALL_TALK = re.compile(rf"\W*(?:(?:{_WORDS_OF_TALK})\b\W*)+", re.IGNORECASE)
_OPENING = re.compile(rf"\W*(?:(?:{_WORDS_OF_TALK})\b\s*[,.!;:–-]+\s*)+", re.IGNORECASE)
_JOINING = re.compile(r"^(?:and|et|so|alors)\s+(?=\w+\s)", re.IGNORECASE)


def is_small_talk(text: str) -> bool:
    """True for a greeting, thanks or a question about the assistant itself: no source holds an answer."""
    return _SMALL_TALK.fullmatch(text) is not None


def without_opening(text: str, *, first: bool) -> str:
    """A question without the greeting or thanks before it; the text itself where there is nothing else.

    Args:
        first: Nothing was asked before, so that ``and`` joins the question to nothing either.
    """
    opening = _OPENING.match(text)
    rest = text[opening.end() :] if opening else text
    return (_JOINING.sub("", rest) if first else rest) or text


def what_to_ask(language: Language) -> str:
    """Said to a greeting and the like: what this is for."""
    return _one_of(
        language,
        en="Ask me what your documents, tables, drawings and sensor logs hold, for example a limit in a "
        "standard, the work orders of a pump or the highest vibration of a day. I answer with the places "
        "where it stands, or say that I did not find it.",
        fr="Demandez-moi ce que disent vos documents, tableaux, plans et historiques de capteurs, par "
        "exemple une limite d'une norme, les ordres de travail d'une pompe ou la vibration la plus forte "
        "d'un jour. Je réponds en citant l'endroit, ou je dis que je n'ai pas trouvé.",
    )


def what_do_you_mean(language: Language, choice: Sequence[str] = ()) -> str:
    """Asked where a follow-up cannot be resolved: nothing was asked before, or it fits several things."""
    if choice:
        named = (" or " if language != "fr" else " ou ").join(choice)
        return _one_of(
            language, en=f"Which one do you mean: {named}?", fr=f"Lequel voulez-vous dire : {named} ?"
        )
    return _one_of(
        language,
        en="What do you mean? I do not see what this refers to: please name the equipment, the document "
        "or the "
        "period.",
        fr="De quoi parlez-vous ? Je ne vois pas à quoi cela se rapporte : nommez l'équipement, le "
        "document ou "
        "la période.",
    )


def rests_on(language: Language) -> str:
    """Said before the places that an answer stands on."""
    return _one_of(language, en="The answer rests on:", fr="La réponse s'appuie sur :")


def looked_up_again(language: Language, *, same: bool) -> str:
    """Said before an answer that was looked up a second time."""
    if same:
        return _one_of(
            language,
            en="I looked it up again, with the same result:",
            fr="J'ai vérifié, avec le même résultat :",
        )
    return _one_of(
        language, en="I looked it up again, and now find:", fr="J'ai vérifié, et trouve maintenant :"
    )


def nothing_was_said(language: Language) -> str:
    """Said where the source of an answer is asked for and the turn before gave none."""
    return _one_of(
        language,
        en="I gave no answer to that, so there is no source for it.",
        fr="Je n'ai pas donné de réponse à cela : il n'y a donc pas de source.",
    )


def not_said_in(language: Language, sources: Sequence[str]) -> str:
    """Said where the document whose word is asked for does not hold the answer."""
    files = [source.rsplit("/", 1)[-1] for source in sources]
    named = (" or " if language != "fr" else " ou ").join(files)
    return _one_of(
        language,
        en=f"I did not find an answer to this in {named}.",
        fr=f"Je n'ai pas trouvé de réponse à cette question dans {named}.",
    )


def said_elsewhere(language: Language, source: str) -> str:
    """Said before the answer of another document than the one whose word is asked for."""
    file = source.rsplit("/", 1)[-1]
    return _one_of(language, en=f"{file} gives one:", fr=f"{file} en donne une :")


def no_such_identifier(language: Language, asked: str, neighbours: Sequence[str]) -> str:
    """Said where a clause, tag or number that was asked for does not exist though its family does."""
    near = ", ".join(neighbours)
    return _one_of(
        language,
        en=f"{asked} is not in the sources." + (f" What there is of that kind: {near}." if near else ""),
        fr=f"{asked} ne figure pas dans les sources." + (f" On y trouve : {near}." if near else ""),
    )


def clauses_on(language: Language, term: str, count: int, labels: str) -> str:
    """Lists the clauses that speak of a term."""
    many = "s" if count != 1 else ""
    return _one_of(
        language,
        en=f"{count} clause{many} on “{term}”: {labels}.",
        fr=f"{count} clause{many} sur « {term} » : {labels}.",
    )


def clause_says(language: Language, label: str, document: str, words: str) -> str:
    """Names a clause and gives its words."""
    return _one_of(
        language, en=f"Clause {label} of {document}: {words}", fr=f"Article {label} de {document} : {words}"
    )


def no_clause_on(language: Language, term: str) -> str:
    """Said where no numbered clause speaks of a term."""
    return _one_of(
        language,
        en=f"No numbered clause in the sources speaks of “{term}”.",
        fr=f"Aucune clause numérotée des sources ne parle de « {term} ».",
    )


def in_other_language(language: Language, evidence: Language) -> str:
    """Frames a quote that is not in the question's language."""
    name = _LANGUAGE_NAMES["fr" if language == "fr" else "en"][evidence]
    return _one_of(language, en=f"The source says (in {name}):", fr=f"La source indique (en {name}) :")


_FRAME = re.compile(r"^(?:La source indique|The source says) \(((?:en|in) [^()]+)\) ?: ")


def said_by(who: str, words: str, language: Language) -> str:
    """Whose words they are, before them; one colon, also where they are framed as of another language."""
    framed = _FRAME.match(words)
    if framed:
        who, words = f"{who} ({framed[1]})", words[framed.end() :]
    return _one_of(language, en=f"{who}: {words}", fr=f"{who} : {words}")


def stopped(language: Language) -> str:
    """Said where the user stopped the answer before its first sentence."""
    return _one_of(language, en="Stopped.", fr="Interrompu.")
