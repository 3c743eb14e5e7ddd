"""Write what a session of cosmic-ray would do to rules as lines of JSON: module, operator, line and the changed text.

``python tests/mutation/spell_out.py mutants.sqlite > mutants.jsonl``, with the Python that has cosmic-ray;
:mod:`tests.mutation.rules` judges them.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from pathlib import Path

from cosmic_ray.mutating import mutate_code  # type: ignore[import-not-found]
from cosmic_ray.plugins import get_operator  # type: ignore[import-not-found]

RULE = re.compile(r"smm_build/checks/[a-z]{3}\d{3}_\w+\.py")
ASKED = """
    select module_path, operator_name, occurrence, operator_args, start_pos_row from mutation_specs
    where operator_name not like '%BitOr%' order by module_path, start_pos_row
"""
"""Of ``|`` there are many, in annotations nobody evaluates."""


def main(session: str) -> None:
    """Write every mutant of a rule."""
    for path, operator, occurrence, arguments, row in sqlite3.connect(session).execute(ASKED):
        if RULE.fullmatch(path):
            said = json.loads(arguments)
            changed = get_operator(operator)(**(json.loads(said) if isinstance(said, str) else said))
            text = mutate_code(Path(path).read_text(encoding="utf-8"), changed, occurrence)
            print(json.dumps([path, operator.rpartition("/")[2], row, text]))


if __name__ == "__main__":
    main(sys.argv[1])
