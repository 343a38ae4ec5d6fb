"""The language of autoscale formulas: check one, or evaluate it against samples that you give.

    from azure_batch_sdk.emulator.autoscale import evaluate_formula

    result = evaluate_formula("$TargetDedicatedNodes = min(10, $PendingTasks.GetSample(1));", samples={...})
    print(result.target_dedicated_nodes, result.error)

Needs no service and no further packages.
"""

from .errors import FormulaError, FormulaSyntaxError
from .formulas import FormulaResult, check_formula, evaluate_formula

__all__ = ["FormulaError", "FormulaResult", "FormulaSyntaxError", "check_formula", "evaluate_formula"]
