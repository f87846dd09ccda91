"""DesignQA rule retrieval: the exact words of a rule of the 140-page Formula SAE rules.

Protocol: the PDF alone is ingested; each question is asked as it stands through ``Assistant.ask``; F1 of the
bags of words (SQuAD's normalisation, as in the set's own script) between the answer without citation markers
and the rule's text; the score is the mean over questions. The trivial winner stands beside it: look up the
number in the PDF's plain text.
"""

from __future__ import annotations

from eval.baselines.llama_index_quick_start import LlamaIndexQuickStart
from eval.baselines.rule_book import RuleBookBaseline, look_up
from eval.benchmark import Grade, RunOptions, Task
from eval.case import Case, Score
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.rules_data import load_rules_cases
from eval.scorers.bag_of_words import bag_of_words_f1
from eval.scorers.words import without_markers

RIGHT_FROM = 0.9
"""F1 from which an answer counts as right in ``accuracy``."""


def grade(case: Case, answer: str, abstained: bool) -> Grade:  # noqa: ARG001
    """F1 of bags of words."""
    f1 = bag_of_words_f1(without_markers(answer), case.reference)
    return Grade(score=Score(value=f1, correct=f1 >= RIGHT_FROM, why=f"F1 {f1:.2f}"), metrics={"f1": f1})


class DesignQaRetrieval:
    """The benchmark ``design_qa_retrieval``."""

    name = "design_qa_retrieval"

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the rules and asks for their words."""
        cases, pdf = load_rules_cases(options.bench_data, "rule_retrieval_qa.csv", kind="retrieval")
        task = Task(
            name=self.name,
            cases=cases,
            paths=(pdf,),
            grade=grade,
            baselines=(RuleBookBaseline("exact_look_up", look_up), LlamaIndexQuickStart()),
        )
        return run_questions(task, options)
