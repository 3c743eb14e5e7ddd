"""The accented letters that twitter-text 3 counts among those of Latin words."""

from __future__ import annotations

__all__ = ["LATIN"]

LATIN = r"\xC0-\xD6\xD8-\xF6\xF8-\xFF\u0100-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B\u02BB\u0300-\u036F\u1E00-\u1EFF"  # noqa: E501 - one character class
"""For a character class; https://github.com/twitter/twitter-text (Apache-2.0), read on 2026-11-22."""
