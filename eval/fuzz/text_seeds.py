"""Small files of text: logs, tables, mails, markup. Knows the formats, no reader."""

# ruff: noqa: E501 - markup reads better unbroken
from __future__ import annotations

import email.message
import json

LOG = ("# unit 040\ntime;PT-1 [bar];T [°C];state\n;bar;°C;\n" + "".join(
    f"02/05/2024 00:{n:02d}:00;{n},5;{20 + n % 3};on\n" for n in range(40)
)).encode("cp1252")  # fmt: skip
LONG_LOG = ("timestamp,tag,value,quality\n" + "".join(
    f"2024-05-02T00:{n:02d}:00+02:00,{tag},{n}.25,good\n" for n in range(20) for tag in ("PT-1", "TT-2")
)).encode()  # fmt: skip
TABLE = (
    "Order\tEquipment\tDate\tText\n"
    + "".join(f'WO-{n}\tP-10{n % 3}A\t0{n % 9 + 1}.05.2024\t"repl seal, ck oil"\n' for n in range(12))
).encode()
TEXT = b"""Site standard 017
Revision: B    Date: 02/05/2024

1 Scope

1.1 The pump P-101A shall run at no more than 12.5 bar.
1.2 Each seal
 a. is dry,
 b. is clean.

- one
- two

Tag    Mass   Date
P-101  12.5   2024-05-02
P-102  13.0   2024-05-03
"""
MARKDOWN = b"""---
title: Round
date: 2024-05-02
---
# Head

Text with `code` and [a link](x.md).

| Tag | Mass |
|-----|------|
| P-1 | 12,5 |
| P-2 | 13   |

1. one
   - two

```
code
```
"""
HTML = b"""<!DOCTYPE html><html lang="fr"><head><title>Ronde</title><style>p{}</style></head><body>
<h1>Ronde du 2 mai</h1><p>La pompe <b>P-101A</b> est &agrave; l'arr&ecirc;t.<br>Voir 1.2.</p>
<ul><li>un<ul><li>deux</li></ul></li></ul><table><caption>Masses</caption>
<tr><th rowspan=2>Rep&egrave;re<th colspan="2">Masse</tr><tr><td>kg<td>lb</tr><tr><td>P-1<td>12,5<td>27</tr>
<tr><td>P-2<td>13<td>28</tr></table><script>x()</script><pre>a  b</pre></body></html>"""
XML = b"""<?xml version="1.0" encoding="utf-8"?><register unit="040"><title>Pumps</title>
<item tag="P-1"><mass unit="kg">12.5</mass><date>2024-05-02</date></item>
<item tag="P-2"><mass unit="kg">13</mass><date>2024-05-03</date></item>
<note>The seal is <b>dry</b>.</note></register>"""
RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Report}}\pard\outlinelevel0 Scope\par "
    rb"The pump\tab runs at 12\'b0 \u233?.\par\trowd\cellx100\cellx200\intbl Tag\cell Mass\cell\row"
    rb"\trowd\cellx100\cellx200\intbl P-1\cell 12\cell\row\pard{\*\pict 00}{\footnote A note.}\bin3 abc Last.\par}"
)


def mail() -> bytes:
    """A message in text and HTML with an attachment, a message within and words in headers' own coding."""
    inner = email.message.EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "x@b.c", "y@e.f", "Earlier"
    inner.set_content("It was noisy.")
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "A B <a@b.c>", "d@e.f", "Pompe à huile P-101"
    message["Date"] = "Fri, 16 Dec 2022 17:04:16 -0500"
    message.set_content("The seal is dry.\n\n> quoted\n> words\n")
    message.add_alternative("<p>The <b>seal</b> is dry.</p><table><tr><td>1<td>2</table>", subtype="html")
    message.add_attachment(b"a;b\n1;2\n", maintype="text", subtype="csv", filename="relevés.csv")
    message.add_attachment(inner)
    return message.as_bytes()


def records() -> bytes:
    """JSON: records with values of several kinds, nested ones too."""
    rows = [
        {
            "tag": f"P-{n}",
            "mass": n + 0.5,
            "at": f"2024-05-0{n + 1}T00:00:00Z",
            "in": {"a": [1, 2], "b": None},
            "on": n > 2,
        }
        for n in range(6)
    ]
    return json.dumps({"unit": "040", "items": rows, "notes": ["a", "b"]}).encode()


def json_lines() -> bytes:
    """JSON, one record a line, a log over time."""
    return "\n".join(
        json.dumps({"time": 1714600000 + 60 * n, "p": n * 1.5, "t": 20}) for n in range(30)
    ).encode()
