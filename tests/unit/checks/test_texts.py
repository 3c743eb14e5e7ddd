"""No text whatsoever stops a rule, and every finding can be read in both languages."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from smm_build.checks import run_checks
from smm_build.compose import compose_all
from smm_build.domain.brand import Term, Voice
from smm_build.domain.post import Disclosure, Settings
from smm_build.domain.workspace import Workspace
from smm_build.networks import all_networks
from tests.unit.checks.test_engine import a_workspace
from tests.values import NOON, a_channel, a_post

PIECES = st.sampled_from(
    ["http://", "https://[", "https://x..y", "@{", "@{x}", "}", "#", "**", "__", "[a](/", "<b>", "&amp;", "{{", "}}",
     "TODO", "\u202c@x\u200b", "𝗮𝗯",
     "☕", "👩‍🍳", "🇮🇹", "\n", "\n\n", " ", "ghp_", "-----BEGIN", "EAA", "expresso", "ſ", "İ"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=12).map("".join)
VOICE = Voice(
    terms=(Term("espresso", ("expresso", "İ", "ss")),),
    emoji_max=1,
    emoji_allowed=("☕",),
    hashtags_max=1,
    hashtags=("#CoffeeTime",),
    disclosure={"en": "#ad"},
)


def workspace_with(text: str) -> Workspace:
    channels = [a_channel(name) for name in all_networks()]
    settings = Settings(publish_at=NOON, first_comment=text, link=text, language=text, disclosure=Disclosure("paid"))
    post = a_post(texts={"": [text, text]}, settings=settings, channels=tuple(channel.id for channel in channels))
    usual = a_workspace(post, channels=channels)
    return replace(usual, brand=replace(usual.brand, voice=VOICE))


@given(TEXTS)
def test_no_text_stops_a_rule(text: str) -> None:
    # A link that is none never gets past reading, so composing need not stand it.
    workspace = workspace_with(text)
    composable = replace(workspace.posts[0], settings=replace(workspace.posts[0].settings, link="https://x.example"))
    variants = compose_all(replace(workspace, posts=(composable,)))
    for finding in run_checks(workspace, variants):
        assert all(part.strip() for part in finding.message)
        assert not finding.message.en.endswith(".")
