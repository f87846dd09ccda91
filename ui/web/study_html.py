"""A study's pages as HTML: plain forms, no script, nothing that a participant must not see. Pure.

What a page holds is what the step shows: no truth, no other participant, no advice before its time. Nothing
is chosen beforehand, since a default would pull answers.
"""

from __future__ import annotations

from html import escape

from assistant.study.records import Case, Study, StudyLanguage
from assistant.study.session import Decide, Describe
from assistant.study.wording import answer_words
from ui import study_words as words

_STYLE = (
    ":root{color-scheme:light}*{box-sizing:border-box}"
    "body{font:16px/1.5 system-ui,sans-serif;color:#1f2328;background:#f6f8fa;margin:0}"
    "main{max-width:46rem;margin:0 auto;padding:1.2rem 1rem 3rem}"
    "h1{font-size:1.2rem;margin:.2rem 0 1rem}h2{font-size:1.1rem;margin:0 0 .6rem}"
    ".card{background:#fff;border:1px solid #d8dee4;border-radius:10px;padding:1rem 1.2rem;margin:0 0 1rem}"
    ".question{font-size:1.1rem;margin:0}.hint{color:#59636e;font-size:.92rem;margin:.5rem 0 .7rem}"
    ".text{white-space:pre-line}img{max-width:100%;height:auto;display:block;margin:.8rem 0 0}"
    "fieldset{border:0;padding:0;margin:0 0 1rem}legend{font-weight:600;padding:0;margin:0 0 .5rem}"
    "label.option{display:flex;gap:.7rem;align-items:flex-start;border:1px solid #d8dee4;border-radius:8px;"
    "padding:.65rem .8rem;margin:0 0 .45rem;cursor:pointer}label.option:hover{background:#eef4fb}"
    "label.option:has(input:checked){border-color:#1f6fb2;background:#eef4fb}"
    "label.option input{margin:.3rem 0 0}"
    ".scale{display:grid;grid-template-columns:repeat(11,1fr);gap:.25rem}"
    ".scale label{text-align:center;border:1px solid #d8dee4;border-radius:6px;padding:.35rem 0;"
    "font-size:.85rem;cursor:pointer}.scale label:has(input:checked){border-color:#1f6fb2;background:#eef4fb}"
    ".scale input{display:block;margin:0 auto .15rem}"
    "input[type=text],input[type=number]{font:inherit;padding:.55rem .7rem;border:1px solid #8c959f;"
    "border-radius:8px;width:12rem;max-width:100%}"
    "button{font:inherit;font-weight:600;background:#1f6fb2;color:#fff;border:0;border-radius:8px;"
    "padding:.7rem 1.4rem;cursor:pointer}"
    "button.second{background:#fff;color:#1f6fb2;border:1px solid #1f6fb2}"
    "button:focus-visible,input:focus-visible,a:focus-visible{outline:3px solid #8ec5ff;outline-offset:2px}"
    ".advice{border-left:5px solid #1f6fb2}.advice .says{font-weight:600;margin:0 0 .3rem}"
    ".advice ul{margin:.3rem 0 0;padding-left:1.2rem}.advice li{margin:.3rem 0;overflow-wrap:anywhere}"
    ".advice .place{color:#59636e;font-size:.88rem}.wrong{color:#b42318;font-weight:600}"
    "progress{width:100%;height:8px;margin:0 0 .7rem;accent-color:#1f6fb2}"
    ".top{display:flex;justify-content:space-between;"
    "gap:1rem;color:#59636e;font-size:.92rem}"
    "@media (max-width:560px){.scale{grid-template-columns:repeat(6,1fr)}.card{padding:.9rem .9rem}}"
)
_SCALE = range(0, 101, 10)


def page(title: str, body: str, language: StudyLanguage) -> str:
    """The frame around a step."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{body}</main></body></html>\n"
    )


def code_page(study: Study, language: StudyLanguage, *, wrong: bool) -> str:
    """Asks for the participant's code."""
    said = f'<p class="wrong" role="alert">{words.WRONG_CODE[language]}</p>' if wrong else ""
    body = (
        f"{_languages(study, language)}<h1>{escape(study.title.of(language))}</h1>"
        f'<form class="card" method="post" action="/study/{study.name}/code">{said}'
        f'<fieldset><legend><label for="code">{words.CODE[language]}</label></legend>'
        '<input type="text" id="code" name="code" maxlength="16" autocomplete="off" '
        f'autocapitalize="characters" spellcheck="false" required autofocus>'
        f'<p class="hint">{words.CODE_HINT[language]}</p></fieldset>'
        f"<button>{words.BEGIN[language]}</button></form>"
    )
    return page(study.title.of(language), body, language)


def consent_page(study: Study, language: StudyLanguage) -> str:
    """The consent text, and the language in which all else will be."""
    more = study.instructions.of(language)
    told = f'<div class="card text">{escape(more)}</div>' if more else ""
    body = (
        f"{_languages(study, language)}<h1>{escape(study.title.of(language))}</h1>"
        f'<div class="card text">{escape(study.consent.of(language))}</div>{told}'
        f'<p class="hint">{words.NO_WAY_BACK[language]}</p>'
        f'<form method="post" action="/study/{study.name}/consent">'
        f'<input type="hidden" name="language" value="{language}">'
        f'<button>{words.AGREE[language]}</button></form><p class="hint">{words.DISAGREE[language]}</p>'
    )
    return page(study.title.of(language), body, language)


def describe_page(study: Study, step: Describe, language: StudyLanguage, *, wrong: bool) -> str:
    """What the participant says of themselves."""
    asked = ""
    for one in step.attributes:
        options = "".join(
            _option(f"attribute_{one.id}", option.id, option.text.of(language)) for option in one.levels
        )
        asked += f"<fieldset><legend>{escape(one.question.of(language))}</legend>{options}</fieldset>"
    said = _wrong(words.ANSWER_ALL[language] if wrong else "")
    body = (
        f"<h1>{words.ABOUT_YOU[language]}</h1>"
        f'<form class="card" method="post" action="/study/{study.name}/about">{said}{asked}'
        f"<button>{words.BEGIN[language]}</button></form>"
    )
    return page(study.title.of(language), body, language)


def decide_page(study: Study, step: Decide, language: StudyLanguage, *, wrong: str = "") -> str:
    """A case, with what is shown at this step."""
    case = step.case
    where = words.CASE[language].format(number=step.number, total=step.total)
    first = f'<p class="hint">{words.FIRST[language]}</p>' if step.stage == "initial" else ""
    title = words.FINAL_DECISION if step.initial is not None else words.YOUR_DECISION
    body = (
        f'<div class="top"><span>{where}</span></div>'
        f'<progress max="{step.total}" value="{step.number - 1}" aria-label="{where}"></progress>'
        f'<div class="card"><p class="question text">{escape(case.question.of(language))}</p>'
        f"{_pictures(study, case, language)}{first}</div>"
        f"{_before(step, language)}{_advice(step, language)}"
        f'<form class="card" method="post" action="/study/{study.name}/decide">{_wrong(wrong)}'
        f'<input type="hidden" name="case" value="{escape(case.id)}">'
        f'<input type="hidden" name="stage" value="{step.stage}">'
        f"<fieldset><legend>{title[language]}</legend>{_answers(case, language)}</fieldset>"
        f"{_confidence(language) if study.confidence else ''}"
        f"<button>{words.SUBMIT[language]}</button></form>{_delegation(study, step, language)}"
    )
    return page(study.title.of(language), body, language)


def done_page(study: Study, language: StudyLanguage) -> str:
    """Thanks, and what participants are told afterwards."""
    more = study.debrief.of(language)
    told = f'<div class="card text">{escape(more)}</div>' if more else ""
    body = f"<h1>{words.THANKS[language]}</h1>{told}"
    return page(study.title.of(language), body, language)


def closed_page(language: StudyLanguage) -> str:
    """There is no such study."""
    return page(words.CLOSED[language], f"<h1>{words.CLOSED[language]}</h1>", language)


def _languages(study: Study, language: StudyLanguage) -> str:
    other, name = ("en", "English") if language == "fr" else ("fr", "Français")
    return f'<div class="top"><span></span><a href="/study/{study.name}?language={other}">{name}</a></div>'


def _pictures(study: Study, case: Case, language: StudyLanguage) -> str:
    count = len(case.pictures) + len(case.windows)
    return "".join(
        f'<img src="/study/{study.name}/pictures/{escape(case.id)}/{number}.png" '
        f'alt="{words.PICTURE[language].format(number=number)}">'
        for number in range(1, count + 1)
    )


def _before(step: Decide, language: StudyLanguage) -> str:
    if step.initial is None:
        return ""
    said = words.YOU_SAID[language].format(answer=answer_words(step.case, step.initial, language))
    return f'<p class="hint" id="initial">{escape(said)}</p>'


def _advice(step: Decide, language: StudyLanguage) -> str:
    advice = step.case.advice
    if not step.advised or advice is None:
        return ""
    says = escape(answer_words(step.case, advice.answer, language))
    pieces = [f'<p class="says">{words.ADVICE[language]} {says}</p>']
    if advice.text.of(language):
        pieces.append(f'<p class="text">{escape(advice.text.of(language))}</p>')
    if advice.confidence is not None:
        sure = words.SURE_MODEL[language].format(percent=round(100 * advice.confidence))
        pieces.append(f'<p class="hint">{sure}</p>')
    if step.explained and advice.grounds:
        items = ""
        for ground in advice.grounds:
            text, place = words.ground_said(ground, language)
            where = f' <span class="place">{escape(place)}</span>' if place else ""
            items += f"<li>{escape(text)}{where}</li>"
        pieces.append(f'<div id="grounds"><strong>{words.WHY[language]}</strong><ul>{items}</ul></div>')
    return f'<div class="card advice" id="advice">{"".join(pieces)}</div>'


def _answers(case: Case, language: StudyLanguage) -> str:
    if case.number is None:
        return "".join(_option("answer", one.id, one.text.of(language)) for one in case.options)
    number = case.number
    bounds = words.NUMBER_BOUNDS[language].format(
        low=f"{number.low:g}", high=f"{number.high:g}", unit=number.unit
    )
    return (
        f'<input type="text" inputmode="decimal" name="answer" id="answer" maxlength="20" autocomplete="off" '
        f'required aria-describedby="bounds"><p class="hint" id="bounds">{escape(bounds.strip())}</p>'
    )


def _confidence(language: StudyLanguage) -> str:
    steps = "".join(
        f'<label><input type="radio" name="confidence" value="{value}" required>{value}</label>'
        for value in _SCALE
    )
    return (
        f'<fieldset><legend>{words.CONFIDENCE[language]}</legend><div class="scale">{steps}</div></fieldset>'
    )


def _delegation(study: Study, step: Decide, language: StudyLanguage) -> str:
    if not step.may_delegate:
        return ""
    return (
        f'<form class="card" method="post" action="/study/{study.name}/decide">'
        f'<input type="hidden" name="case" value="{escape(step.case.id)}">'
        f'<input type="hidden" name="stage" value="{step.stage}">'
        '<input type="hidden" name="delegate" value="1">'
        f'<button class="second">{words.DELEGATE[language]}</button>'
        f'<p class="hint">{words.DELEGATE_HINT[language]}</p></form>'
    )


def _option(name: str, value: str, text: str) -> str:
    return (
        f'<label class="option"><input type="radio" name="{escape(name)}" value="{escape(value)}" required>'
        f"<span>{escape(text)}</span></label>"
    )


def _wrong(text: str) -> str:
    return f'<p class="wrong" role="alert">{escape(text)}</p>' if text else ""
