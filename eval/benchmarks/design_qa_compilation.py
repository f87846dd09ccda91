"""DesignQA rule compilation: the numbers of all rules that bear on a term.

Protocol: the PDF alone is ingested; each question is asked as it stands through ``Assistant.ask``; ``f1`` is
that of the set's own script (tokens between commas), of the answer without citation markers;
``f1_numbers`` is the same over the rule numbers that can be recognised in the answer. Plain grep for the term
stands beside it.
"""

from __future__ import annotations

from eval.baselines.llama_index_quick_start import LlamaIndexQuickStart
from eval.baselines.rule_book import RuleBookBaseline, grep
from eval.benchmark import Grade, RunOptions, Task
from eval.case import Case, Score
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.rules_data import load_rules_cases
from eval.scorers.rule_numbers import listed_rules, number_f1, official_f1
from eval.scorers.words import without_markers

RIGHT_FROM = 0.6
"""F1 from which an answer counts as right in ``accuracy``: what grep reaches."""


def grade(case: Case, answer: str, abstained: bool) -> Grade:  # noqa: ARG001
    """F1 of the lists, as the set's script has it and over recognised numbers."""
    reference = listed_rules(case.reference)
    text = without_markers(answer)
    f1 = official_f1(text, reference)
    metrics = {"f1": f1, "f1_numbers": number_f1(text, reference)}
    return Grade(score=Score(value=f1, correct=f1 >= RIGHT_FROM, why=f"F1 {f1:.2f}"), metrics=metrics)


class DesignQaCompilation:
    """The benchmark ``design_qa_compilation``."""

    name = "design_qa_compilation"

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the rules and asks for lists of their numbers."""
        cases, pdf = load_rules_cases(options.bench_data, "rule_compilation_qa.csv", kind="compilation")
        task = Task(
            name=self.name,
            cases=cases,
            paths=(pdf,),
            grade=grade,
            baselines=(RuleBookBaseline("grep", grep), LlamaIndexQuickStart()),
        )
        return run_questions(task, options)
