"""``python -m smm_build`` is the same as ``smm``."""

from __future__ import annotations

from smm_build.cli import main

if __name__ == "__main__":
    main()
