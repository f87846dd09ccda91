from __future__ import annotations

import pytest

from assistant.conversation import stand_alone
from assistant.engines.scripted import ScriptedEngine
from assistant.records import Message

WORK_ORDERS = ("How many work orders did we do on Pump 9 in 2014?", "There were 16.")
MEAN = ("What was the mean temperature of P-101 on 5 June 2020?", "45 °C.")
WHICH = ("Which pump failed in March 2024?", "P-101 failed on 12 March 2024. [1]")
RULE = ("what does rule T.3.1.5 say?", "A single brake is acceptable.")
ALERTS = ("Which alert rule trips most on Pump 4?", "RUL0018 (High Level), 138 entries.")
CLASSES = ("What is the vibration limit for class II machines?", "7.1 mm/s.")
ANOMALIES = ("How many anomalies on P-101 in June 2024?", "12.")
ORDERS_FR = ("Combien d'OT correctifs sur la pompe 9 en 2014 ?", "16")
POWER_FR = ("Puissance moyenne de la pompe 6 le 4 juin 2020 ?", "681,95 kW")
WHICH_FR = ("Quelle pompe est tombée en panne en mars 2024 ?", "La pompe P-101.")

PAIRS = [
    # a date in the place of a date
    (WORK_ORDERS, "and in 2015?", "How many work orders did we do on Pump 9 in 2015?"),
    (MEAN, "ok, and on 10 July?", "What was the mean temperature of P-101 on 10 July 2020?"),
    (MEAN, "and the 11th?", "What was the mean temperature of P-101 on 11 June 2020?"),
    (MEAN, "July?", "What was the mean temperature of P-101 in July 2020?"),
    (MEAN, "and the next day?", "What was the mean temperature of P-101 on 6 June 2020?"),
    (MEAN, "and the day before?", "What was the mean temperature of P-101 on 4 June 2020?"),
    (MEAN, "2020-06-09?", "What was the mean temperature of P-101 on 2020-06-09?"),
    (WORK_ORDERS, "and over the previous year?", "How many work orders did we do on Pump 9 in 2013?"),
    (WHICH, "what happened the day before?", "what happened on 11 March 2024?"),
    (POWER_FR, "et le 5 juillet ?", "Puissance moyenne de la pompe 6 le 5 juillet 2020?"),
    (POWER_FR, "et le lendemain ?", "Puissance moyenne de la pompe 6 le 5 juin 2020?"),
    (POWER_FR, "et l'année précédente ?", "Puissance moyenne de la pompe 6 le 4 juin 2019?"),
    (ORDERS_FR, "et en 2015 ?", "Combien d'OT correctifs sur la pompe 9 en 2015?"),
    # a thing in the place of a thing
    (WORK_ORDERS, "and P-10?", "How many work orders did we do on P-10 in 2014?"),
    (WORK_ORDERS, "what about pump 4?", "How many work orders did we do on pump 4 in 2014?"),
    (WORK_ORDERS, "and number 10?", "How many work orders did we do on Pump 10 in 2014?"),
    (MEAN, "P-102?", "What was the mean temperature of P-102 on 5 June 2020?"),
    (RULE, "and T.3.1.6?", "what does rule T.3.1.6 say?"),
    (CLASSES, "What about class III?", "What is the vibration limit for class III machines?"),
    (("how long is the fault in run/3.csv?", "9 s"), "and in run/4.csv?",
     "how long is the fault in run/4.csv?"),
    (ORDERS_FR, "et pour la pompe 7 ?", "Combien d'OT correctifs sur la pompe 7 en 2014?"),
    (ORDERS_FR, "et sur la 10 ?", "Combien d'OT correctifs sur la pompe 10 en 2014?"),
    (("severity 4 lines: how many?", "22"), "and severity 5?", "severity 5 lines: how many?"),
    # what is measured, how, in which unit
    (MEAN, "and the pressure?", "What was the mean pressure of P-101 on 5 June 2020?"),
    (MEAN, "and the maximum?", "What was the maximum temperature of P-101 on 5 June 2020?"),
    (MEAN, "and what was the maximum that day?", "What was the maximum temperature of P-101 on 5 June 2020?"),
    (MEAN, "in °F?", "What was the mean temperature of P-101 on 5 June 2020, in °F?"),
    (POWER_FR, "et la puissance maximale ?", "Puissance maximale de la pompe 6 le 4 juin 2020?"),
    # a phrase in the place of a phrase
    (("noise limit at idle?", "103 dBC."), "and at the other speeds?", "noise limit at the other speeds?"),
    (("wall thickness for steel tubes?", "2 mm"), "same for aluminium tubes",
     "wall thickness for aluminium tubes?"),
    (("Is a monthly check required?", "Yes."), "why?", "why is a monthly check required?"),
    # pronouns
    (
        ("Which pump has the most corrective work orders?", "Pump 14, with 132."),
        "when was its last one finished?",
        "when was Pump 14's last corrective work order finished?",
    ),
    (WHICH, "who repaired it?", "who repaired P-101?"),
    (("what is the highest RPN in the truck FMEA?", "Water Pump, with RPN 36"), "how many lines share it?",
     "how many lines share RPN 36?"),
    (
        ("combien coûte le contrat des ascenseurs par an ?", "4 000 €."),
        "et celui du frigoriste ?",
        "combien coûte le contrat du frigoriste par an?",
    ),
    (WHICH, "What is its rated flow?", "What is P-101's rated flow?"),
    (MEAN, "when did it stop?", "when did P-101 stop?"),
    (RULE, "Does it apply to electric cars?", "Does T.3.1.5 apply to electric cars?"),
    (ALERTS, "what does it mean?", "what does RUL0018 mean?"),
    (ALERTS, "how often did it fire on Pump 5?", "how often did RUL0018 fire on Pump 5?"),
    (WORK_ORDERS, "how many of those were preventive?",
     "how many of the work orders were preventive on Pump 9 in 2014?"),
    (ANOMALIES, "Which of them were critical?",
     "Which of the anomalies were critical on P-101 in June 2024?"),
    (
        ("When does the fault start in run 3.csv?", "At 11:24:34."),
        "how long does it last there?",
        "how long does the fault last in run 3.csv?",
    ),
    (CLASSES, "Which clause says that?",
     "Which clause says that (What is the vibration limit for class II machines)?"),
    (WHICH_FR, "Quelle est sa dernière réparation ?", "Quelle est la dernière réparation de P-101 ?"),
    (WHICH_FR, "quand a-t-elle été arrêtée ?", "quand a-t-elle été arrêtée (P-101) ?"),
    # the state that was asked for
    (("Which work orders are open?", "WO-7."), "how many of them are on P-101A?",
     "how many of the open work orders are on P-101A?"),
    (("Quels OT sont ouverts ?", "OT-7."), "Combien d'entre eux sont sur P-101A ?",
     "Combien d'entre les OT ouverts sont sur P-101A ?"),
    # the level of a limit
    (("What is the vibration alarm limit for P-101A?", "7.1 mm/s"), "and the trip limit?",
     "What is the vibration trip limit for P-101A?"),
    (("What is the vibration alarm limit for P-101A?", "7.1 mm/s"), "what about the trip for P-101B?",
     "What is the vibration trip limit for P-101B?"),
    (("Quelle est la limite d'alarme de vibration de P-101A ?", "7,1 mm/s"), "et le seuil de déclenchement ?",
     "Quelle est la limite de déclenchement de vibration de P-101A?"),
    (("Quelle est la limite de déclenchement de P-101A ?", "11 mm/s"), "et l'alerte ?",
     "Quelle est la limite d'alerte de P-101A?"),
    # nothing is missing
    (MEAN, "min tread depth for rain tires?", "min tread depth for rain tires?"),
    (MEAN, "Is it allowed to weld aluminium tubes?", "Is it allowed to weld aluminium tubes?"),
    (MEAN, "How many pumps do we have?", "How many pumps do we have?"),
    (WHICH, "What does the standard say on seals and their inspection?",
     "What does the standard say on seals and their inspection?"),
    (POWER_FR, "Faut-il remplacer le joint chaque année ?", "Faut-il remplacer le joint chaque année ?"),
]  # fmt: skip


def talk(*turns: tuple[str, str]) -> list[Message]:
    messages: list[Message] = []
    for question, answer in turns:
        messages += [Message(role="user", content=question), Message(role="assistant", content=answer)]
    return messages


@pytest.mark.parametrize(("turn", "text", "expected"), PAIRS)
def test_follow_up(turn: tuple[str, str], text: str, expected: str) -> None:
    assert stand_alone(text, talk(turn)) == expected


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("what is the power of P-7?", "no, I meant P-8", "what is the power of P-8?"),
        ("quelle est la puissance de P-7 ?", "non, je voulais dire P-8", "quelle est la puissance de P-8?"),
    ],
)
def test_a_correction_takes_the_place_of_what_was_meant(before: str, text: str, whole: str) -> None:
    history = [Message(role="user", content=before), Message(role="assistant", content="15 kW [1]")]
    assert stand_alone(text, history) == whole


def test_without_history_nothing_changes() -> None:
    assert stand_alone(" and on 10 July? ", []) == "and on 10 July?"


def test_a_chain_of_follow_ups_keeps_what_was_said() -> None:
    history = talk(MEAN, ("and on 10 June?", "47 °C."), ("and the maximum?", "60 °C."))
    assert stand_alone("P-102?", history) == "What was the maximum temperature of P-102 on 10 June 2020?"


def test_a_capable_engine_rewrites_and_is_checked() -> None:
    good = "What was the mean temperature of P-101 on 10 July 2020?"
    engine = ScriptedEngine([("10 July", good)], capable=True)
    assert stand_alone("and on 10 July?", talk(MEAN), engine=engine) == good
    invented = ScriptedEngine([("10 July", "What was the vibration of P-109 on 10 July 2020?")], capable=True)
    assert stand_alone("and on 10 July?", talk(MEAN), engine=invented) == good
    silent = ScriptedEngine(capable=True)
    assert stand_alone("and on 10 July?", talk(MEAN), engine=silent) == good


@pytest.mark.parametrize(
    "text",
    [
        "Les actions du RCA sont-elles toutes faites ?", "La pompe est-elle réparée ?", "tell me about P-7",
        "La dernière réparation a-t-elle réussi ?", "Parle-moi de P-7",
    ],
)  # fmt: skip
def test_what_says_its_own_subject_takes_nothing_from_the_turn_before(text: str) -> None:
    history = (
        Message(role="user", content="What is the MTBF of P-101A?"),
        Message(role="assistant", content="157 days. [1]"),
    )
    assert stand_alone(text, history) == text


@pytest.mark.parametrize(
    "text", ["Quand a-t-elle été réparée ?", "Est-elle en service ?", "Quand la dernière a-t-elle eu lieu ?"]
)
def test_a_french_pronoun_without_its_subject_points_back(text: str) -> None:
    history = (
        Message(role="user", content="Quelle est la puissance de P-101A ?"),
        Message(role="assistant", content="132 kW. [1]"),
    )
    assert "P-101A" in stand_alone(text, history)


def test_a_french_object_pronoun_points_back() -> None:
    history = (
        Message(role="user", content="combien a coûté WO-104454 ?"),
        Message(role="assistant", content="11870 EUR. [1]"),
    )
    assert "WO-104454" in stand_alone("qui l'a signalé ?", history)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Combien d'OT sur K-302 en 2026 ?", "Quel a été leur coût total ?"),
        ("How many work orders on K-302 in 2026?", "What was their total cost?"),
    ],
)
def test_what_is_theirs_is_of_those_that_were_counted(before: str, text: str) -> None:
    history = (Message(role="user", content=before), Message(role="assistant", content="3. [1]"))
    alone = stand_alone(text, history)
    assert "K-302" in alone
    assert "2026" in alone


def test_what_is_theirs_takes_no_time_of_a_question_that_counted_nothing() -> None:
    history = (
        Message(role="user", content="Which pumps were overhauled in 2024?"),
        Message(role="assistant", content="P-101A and P-101B. [1]"),
    )
    assert "2024" not in stand_alone("What is their rated flow?", history)
