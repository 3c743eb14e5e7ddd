"""smm: social media, planned in git.

Text files are the plan, a pull request is the approval, and this package checks, shows and publishes what was
merged. The way of the data is the folder tree: ``read`` -> ``compose`` -> ``checks`` -> ``plan`` -> ``run``, with
``domain`` for the words they share, ``networks`` and ``text`` for what each network is like, and ``site`` and
``report`` for what people see.
"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
