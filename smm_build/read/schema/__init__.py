"""What may stand in each kind of file: one module a kind.

These models are the border: they take strings, lists and mappings as YAML gives them and say everything that is wrong
at once. What they let through is made into the values of :mod:`smm_build.domain` by the modules of
:mod:`smm_build.read`.
"""
