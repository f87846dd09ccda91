"""Sentences that a digest says itself, in English and French. Knows no sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from assistant.crossing.say import file_name
from assistant.experts.series.wording import day
from assistant.experts.tables.figures import listed
from retrieval.records import Document, Language

_MEDIA = {
    "pdf": ("PDF document", "document PDF"), "docx": ("Word document", "document Word"),
    "doc": ("Word document", "document Word"), "xlsx": ("workbook", "classeur"), "xls": ("workbook",
    "classeur"),
    "csv": ("table", "tableau"), "json": ("table", "tableau"), "log": ("sensor log", "journal de capteurs"),
    "dxf": ("drawing", "plan"), "svg": ("drawing", "plan"),
    "image": ("picture", "image"), "mail": ("e-mail", "courriel"),
    "html": ("web page", "page web"), "markdown": ("note", "note"), "text": ("text file", "fichier texte"),
    "pptx": ("presentation", "présentation"),
}  # fmt: skip
_SPOKEN = {"en": ("in English", "en anglais"), "fr": ("in French", "en français")}


def _one_of(language: Language, *, en: str, fr: str) -> str:
    return fr if language == "fr" else en


def _quoted(text: str, language: Language) -> str:
    return _one_of(language, en=f"“{text}”", fr=f"« {text} »")


def _more(language: Language, more: int) -> list[str]:
    """``2 more``; nothing where there are no more."""
    if not more:
        return []
    return [_one_of(language, en=f"{more} more", fr=f"{more} autre{'s' if more > 1 else ''}")]


def document_is(language: Language, document: Document, *, drawing: bool) -> str:
    """What a document is: file, title, kind, date, revision, pages, language where it is another one."""
    french = language == "fr"
    media = "dxf" if drawing else document.media
    told = [_MEDIA.get(media, ("document", "document"))[french]]
    if document.date is not None:
        dated = day(datetime.combine(document.date, time()), language)
        told.append(f"daté du {dated}" if french else f"dated {dated}")
    if document.printed_revision and len(document.printed_revision) <= 4:
        told.append(f"{'révision' if french else 'revision'} {document.printed_revision}")
    if document.pages and document.pages > 1:
        told.append(f"{document.pages} pages")
    if document.language in _SPOKEN and document.language != language and not drawing:
        told.append(_SPOKEN[document.language][french])
    file, title = file_name(document.source), document.title.strip()
    named = f"{file}, {_quoted(title, language)}" if title and title.lower() not in file.lower() else file
    return f"{named} ({', '.join(told)})."


def which_document(language: Language, documents: Sequence[Document]) -> str:
    """Asked where words fit several documents alike."""
    names = [f"{file_name(d.source)} ({d.title})" if d.title else file_name(d.source) for d in documents]
    many = "; ".join(names)
    return _one_of(
        language,
        en=f"Several documents fit: {many}. Which one do you mean?",
        fr=f"Plusieurs documents correspondent : {many}. Lequel voulez-vous dire ?",
    )


def no_document(language: Language, what: str) -> str:
    """Asked where no document is called so."""
    return _one_of(
        language,
        en=f"I found no document called {_quoted(what, language)}. Which one do you mean? Its number, "
        f"its title or "
        "its file name tells me.",
        fr=f"Je n'ai trouvé aucun document appelé {_quoted(what, language)}. Lequel voulez-vous dire ? "
        f"Son numéro, "
        "son titre ou son nom de fichier me suffit.",
    )


def which_one(language: Language) -> str:
    """Asked where the words only point and nothing was spoken of."""
    return _one_of(
        language,
        en="Which document do you mean? Its number, its title or its file name tells me.",
        fr="De quel document parlez-vous ? Son numéro, son titre ou son nom de fichier me suffit.",
    )


def nothing_readable(language: Language) -> str:
    """Said of a document without a sentence that can be quoted."""
    return _one_of(
        language,
        en="It holds no text that could be summed up.",
        fr="Il ne contient aucun texte à résumer.",
    )


def parts_of(language: Language, tag: str, rows: Sequence[str], more: int, source: str) -> str:
    """The instruments or equipment that belong to a tag."""
    items, file = listed([*rows, *_more(language, more)], language), file_name(source)
    return _one_of(
        language, en=f"Listed for {tag}: {items} ({file}).", fr=f"Rattachés à {tag} : {items} ({file})."
    )


def events_of(
    language: Language, tag: str, total: int, span: tuple[str, str] | None, rows: Sequence[str], source: str
) -> str:
    """What a list recorded of a tag: how often, from when to when, and the latest."""
    file, latest = file_name(source), "; ".join(rows)
    between = ""
    if span is not None and span[0] != span[1]:
        between = _one_of(language, en=f" from {span[0]} to {span[1]}", fr=f" du {span[0]} au {span[1]}")
    if total == len(rows) and total == 1:
        return _one_of(language, en=f"{file} has one row on {tag}: {latest}.",
                       fr=f"{file} a une ligne sur {tag} : {latest}.")  # fmt: skip
    return _one_of(
        language,
        en=f"{file} has {total} rows on {tag}{between}; the latest: {latest}.",
        fr=f"{file} a {total} lignes sur {tag}{between} ; les dernières : {latest}.",
    )


def modes_of(language: Language, tag: str, total: int, rows: Sequence[str], by: str, source: str) -> str:
    """The failure modes of a tag, the gravest first."""
    file, told, many = file_name(source), "; ".join(rows), "s" if total > 1 else ""
    first = ""
    if by and total > 1:
        first = _one_of(language, en=f", highest {by} first", fr=f", {by} le plus élevé d'abord")
    return _one_of(
        language,
        en=f"{file} lists {total} failure mode{many} of {tag}{first}: {told}.",
        fr=f"{file} liste {total} mode{many} de défaillance de {tag}{first} : {told}.",
    )


def rows_of(language: Language, tag: str, total: int, rows: Sequence[str], title: str, source: str) -> str:
    """Other rows that name a tag."""
    file, told = file_name(source), "; ".join(rows)
    where = f"{file} ({title})" if title else file
    return _one_of(
        language,
        en=f"{where} has {total} row{'s' if total != 1 else ''} on {tag}: {told}.",
        fr=f"{where} a {total} ligne{'s' if total != 1 else ''} sur {tag} : {told}.",
    )


def reported(language: Language, document: Document, quote: str) -> str:
    """What a report on a tag says, with its date."""
    dated = ""
    if document.date is not None:
        dated = f", {day(datetime.combine(document.date, time()), language)}"
    file = file_name(document.source)
    return _one_of(language, en=f"{file}{dated}: “{quote}”", fr=f"{file}{dated} : « {quote} »")


def shown_on(language: Language, tag: str, document: Document) -> str:
    """A drawing that shows a tag."""
    file, title = file_name(document.source), document.title
    named = f"{file} ({title})" if title and title not in file else file
    return _one_of(language, en=f"{named} shows {tag}.", fr=f"{named} montre {tag}.")


def named_in(language: Language, tag: str, documents: Sequence[Document], more: int) -> str:
    """Documents that name a tag besides."""
    names = [file_name(document.source) for document in documents]
    items = listed([*names, *_more(language, more)], language)
    return _one_of(language, en=f"{tag} is also named in {items}.", fr=f"{tag} est aussi nommé dans {items}.")


def passed_limit(language: Language, named: str, at: str, limit: str, *, high: bool, file: str) -> str:
    """A sensor whose last reading reaches or passes a limit."""
    if language == "fr":
        side = "atteint ou dépasse" if high else "atteint ou passe sous"
        return f"{named} à la dernière mesure, le {at} : {side} la limite {limit} ({file})."
    side = "at or above" if high else "at or below"
    return f"{named} when last read, on {at}: {side} the limit {limit} ({file})."


def last_readings(language: Language, told: Sequence[str], at: str, file: str, *, limited: bool) -> str:
    """Sensors within their limits, or without known ones, at their last readings."""
    items = "; ".join(told)
    if language == "fr":
        head = "Dans leurs limites" if limited else "Sans limite connue"
        return f"{head} à la dernière mesure, le {at} : {items.replace('; ', ' ; ')} ({file})."
    head = "Within their limits" if limited else "With no known limit"
    return f"{head} when last read, on {at}: {items} ({file})."


def open_on(language: Language, tag: str, told: Sequence[str], count: int, total: int, source: str) -> str:
    """The open rows of a list on a tag; that none is open."""
    file, more = file_name(source), _more(language, count - len(told))
    if language == "fr":
        if not count and total == 1:
            return f"{file} : sa seule ligne sur {tag} n'est pas ouverte."
        if not count:
            return f"{file} : aucune des {total} lignes sur {tag} n'est ouverte."
        many = "s" if count > 1 else ""
        return f"{file} : {count} ligne{many} ouverte{many} sur {tag} : {' ; '.join([*told, *more])}."
    if not count and total == 1:
        return f"{file}: its one row on {tag} is not open."
    if not count:
        return f"{file}: none of its {total} rows on {tag} is open."
    return f"{file}: {count} row{'s' if count > 1 else ''} open on {tag}: {'; '.join([*told, *more])}."
