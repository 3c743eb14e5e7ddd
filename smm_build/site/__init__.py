"""The calendar site: a plan as pages, pages as a site.

:mod:`~smm_build.site.pages` is pure and turns values into files; :mod:`~smm_build.site.build` hands the files to
mkdocs; :mod:`~smm_build.site.serve` shows the result while somebody writes.
"""
