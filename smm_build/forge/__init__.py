"""What a forge knows of pull requests: who approved which commit. Each forge is a module; none is needed."""

from __future__ import annotations

from smm_build.forge._base import Forge, Review
from smm_build.forge.recorded import RecordedForge

__all__ = ["Forge", "RecordedForge", "Review"]
