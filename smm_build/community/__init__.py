"""What people write to the brand: kept on this machine for a while, sorted, answered.

Nothing personal leaves :mod:`smm_build.community.store`; git gets the brand's own words, random case ids and counts.
"""

from __future__ import annotations
