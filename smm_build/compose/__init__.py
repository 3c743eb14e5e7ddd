"""A post and a channel become a variant: what exactly is sent, where and when. Pure.

Levels are laid over each other (network default < channel default < post < override), mentions become handles and the
link gets its parameters.
"""

from __future__ import annotations

from smm_build.compose.links import tag_link
from smm_build.compose.mentions import resolve_mentions
from smm_build.compose.variants import comment_text, compose, compose_all, compose_post, in_order

__all__ = ["comment_text", "compose", "compose_all", "compose_post", "in_order", "resolve_mentions", "tag_link"]
