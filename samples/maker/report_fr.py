"""The French papers: the instrument report (PDF) and the operating instruction (Word). No product code."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from reportlab.platypus import Flowable, Paragraph

from maker import story
from maker.office import add_bullets, add_fields, add_table, new_document, save
from maker.paper import Head, Styles, build, bullets, fields, ruled

Numbers = dict[str, str]


STEPS = (
    ("10 h 50", "Consignation, contrôle visuel du manifold"),
    ("11 h 26", "Ouverture de la vanne BP ; la mesure passe de 0,083 à 0,000 bar"),
    ("11 h 34", "Purge des deux lignes d'impulsion"),
    ("11 h 40", "Essai en trois points : 0 – 0,5 – 1,0 bar, écart maximal 0,2 %"),
    ("11 h 48", "Remise en service, fin d'intervention"),
)


CHECK = (
    ("0,000", "0,000", "0,000", "0,0"),
    ("0,500", "0,501", "0,501", "0,1"),
    ("1,000", "1,002", "1,002", "0,2"),
)


def write_instrument_report(path: Path, orders: Numbers) -> None:
    """The French report on the frozen differential pressure transmitter."""
    s = Styles("Sans", size=9.6)
    flow: list[Flowable] = [
        Paragraph("Rapport d'intervention : transmetteur PDT-104A", s.title),
        fields(
            s,
            (
                ("Rapport", "RI-2025-0919"),
                ("Ordre de travail", orders["pdt_fault"]),
                ("Équipement", "PDT-104A, filtre S-101A"),
                ("Date", "19/09/2025, 10 h 50 à 11 h 48"),
                ("Demandeur", "Ingénieur de quart"),
                ("Rédacteur", "Technicien instrumentation"),
            ),
        ),
        Paragraph("1 Objet", s.h1),
        Paragraph(
            "Le transmetteur de pression différentielle PDT-104A indique 0,083 bar alors que la pompe P-101A est "
            "arrêtée depuis le 18/09/2025 à 03 h 42. À l'arrêt, la pression différentielle du filtre devrait "
            "être nulle.",
            s.body,
        ),
        Paragraph("2 Constatations", s.h1),
        Paragraph(
            "2.1 La vanne d'isolement basse pression (BP) du manifold trois voies est fermée. La vanne haute "
            "pression (HP) est ouverte, la vanne d'égalisation est fermée.",
            s.body,
        ),
        Paragraph(
            "2.2 L'historique montre une valeur figée depuis le 02/09/2025 à 10 h 12, heure de fin de "
            f"l'étalonnage annuel ({orders['calibration']}).",
            s.body,
        ),
        Paragraph(
            "2.3 La contre-vérification par une deuxième personne, prévue à l'article 10.4 du standard "
            "SV-STD-017, n'a pas été faite : un seul technicien était présent.",
            s.body,
        ),
        Paragraph("3 Travaux réalisés", s.h1),
        ruled(
            s,
            ("Heure", "Opération"),
            STEPS,
            widths=(28, 130),
        ),
        Paragraph("4 Étalonnage : valeurs relevées", s.h1),
        Paragraph("Tableau 1 – Essai en trois points", s.caption),
        ruled(
            s,
            ("Consigne, bar", "Lecture locale, bar", "Lecture salle de contrôle, bar", "Écart, %"),
            CHECK,
            widths=(34, 42, 58, 26),
        ),
        Paragraph("5 Conclusion et recommandations", s.h1),
        Paragraph(
            "Le transmetteur est en bon état. Le défaut vient de la remise en service après étalonnage. Pendant "
            "17 jours, le colmatage du filtre n'a pas pu être vu en salle de contrôle.",
            s.body,
        ),
        *bullets(
            s,
            (
                "Apposer une étiquette « vannes à rouvrir » sur chaque manifold avant étalonnage.",
                "Activer l'alarme de valeur figée (article 10.5) pour PDT-104A et PDT-104B avant le 31/10/2025.",
                "Comparer à chaque poste la pression différentielle et la pression d'aspiration PT-102A.",
            ),
            marks="abc",
        ),
    ]
    head = Head(
        number="RI-2025-0919",
        title="Intervention sur PDT-104A",
        revision="Rev. 0",
        date="19/09/2025",
        company=story.COMPANY,
        footer="Rapport d'intervention",
        of_word="sur",
        language="fr",
    )
    build(path, head, flow)


CONTROL_VALUES = (
    ("Débit du collecteur", "FT-110", "850 m3/h", "700 m3/h"),
    ("Pression d'aspiration", "PT-102A/B", "0,40 à 0,46 barg", "0,10 barg"),
    ("Pression de refoulement", "PT-103A/B", "4,5 barg", "3,0 barg"),
    ("Courant moteur", "IT-109A/B", "212 A", "232 A"),
    ("Température palier NDE", "TT-106A/B", "56 °C", "75 °C"),
)


def write_instruction(path: Path) -> None:
    """The French operating instruction for the change-over of the pumps."""
    document = new_document(
        number="CE-040-03",
        title="Consigne d'exploitation : permutation des pompes P-101A/B",
        company=story.COMPANY,
        date=datetime(2025, 3, 11),
        language="fr-FR",
    )
    add_fields(
        document,
        (
            ("Consigne", "CE-040-03, indice 6"),
            ("Équipements", "P-101A, P-101B, HV-104A, HV-104B"),
            ("Rédacteur", "Chef de quart"),
            ("Fréquence", "Le premier mardi de chaque mois"),
            ("Durée prévue", "35 minutes"),
        ),
    )
    document.add_heading("1 But", 1)
    document.add_paragraph(
        "Cette consigne décrit la permutation de la pompe en service et de la pompe de secours, sans baisse de débit "
        "du collecteur d'eau de refroidissement en dessous de 780 m3/h."
    )
    document.add_heading("2 Conditions préalables", 1)
    add_bullets(
        document,
        (
            "Le niveau du bassin LT-101 est supérieur à 45 %.",
            "La pression différentielle du filtre de la pompe à démarrer est inférieure à 0,15 bar.",
            "La température du corps de la pompe à démarrer est supérieure à 5 °C.",
            "Aucune permutation n'est faite pendant le démarrage du réacteur.",
        ),
    )
    document.add_heading("3 Mode opératoire", 1)
    add_bullets(
        document,
        (
            "Prévenir la salle de contrôle de l'unité 200.",
            "Purger la chambre de garniture jusqu'à un jet d'eau continu.",
            "Ouvrir la vanne d'aspiration à 100 % et la vanne de refoulement à 10 %.",
            "Démarrer la pompe de secours.",
            "Ouvrir la vanne de refoulement en 60 secondes.",
            "Attendre 5 minutes, pompes en parallèle.",
            "Fermer la vanne de refoulement de l'autre pompe, puis arrêter cette pompe.",
            "Rouvrir la vanne de refoulement de la pompe arrêtée et armer le démarrage automatique.",
        ),
        numbered=True,
    )
    document.add_heading("4 Démarrage automatique", 1)
    document.add_paragraph(
        "Le pressostat PSL-112 démarre la pompe de secours quand la pression du collecteur passe sous 2,8 barg pendant "
        "45 secondes. Si la pompe n'a pas démarré après 60 secondes, démarrer à la main et réduire la charge du réacteur "
        "de 15 %."
    )
    document.add_heading("5 Valeurs de contrôle", 1)
    add_table(
        document,
        ("Grandeur", "Repère", "Valeur normale", "Valeur limite"),
        CONTROL_VALUES,
        widths=(5.0, 3.6, 4.2, 3.8),
    )
    document.add_heading("6 En cas d'anomalie", 1)
    document.add_paragraph(
        "Un bruit de gravier à l'aspiration signale une cavitation : vérifier d'abord le filtre, puis la vanne "
        "d'aspiration, puis le niveau du bassin. Permuter sans attendre si la pression d'aspiration est inférieure à "
        "0,10 barg."
    )
    save(document, path)
