"""A month of forty people on the AT Protocol's own network, from the first post to the last message that is forgotten.

They like, repost, quote, answer, mention and follow, and think better of it; the team answers, hides and likes. What
`smm inbox`, `smm metrics`, `smm report` and `smm propose` then say is held against the rules by which the people did it
(`month_of_people`), and nothing of theirs may be anywhere but in the store, and after its time not there either.

The month is over when it is lived: October 2026. No clock is turned back. People's records bear the times of the month,
and the network's own rule takes them for that: it shows a record at its ``createdAt`` unless it arrived earlier. Our
own posts get theirs from ``SMM_NOW``, as every time of `smm` does.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml

from tests.e2e.month_of_people import COUNT, MONTH, ORDER, PEOPLE, ROME, SPAM, Month, Person, day_of, is_tip
from tests.e2e.workspace import Done, Workspace, at_the_pds, make_workspace
from tests.servers.atproto import Network
from tests.servers.git import Remote, Repository
from tests.servers.pds import POSTS, Record

FILES = {
    "brand/brand.yml": "name: Aurora\nlocale: en\nlanguages: [it]\ntimezone: Europe/Rome\n"
    "approval: {policy: merged, branch: main}\n",
    "brand/playbook.yml": """\
community:
  sla: {orders: 4h, mention: 3d}
rules:
  - {topic: orders, words: [ordine], priority: high}
  - {topic: spam, words: [bitcoin], action: hide, priority: low}
saved_replies:
  - {id: thanks, when: They are happy., it: "Grazie {nome}, a presto!"}
trusted: [community]
""",
    "brand/team.yml": "people:\n  giulia: {name: Giulia, roles: [editor, community]}\n"
    "  amina: {name: Amina, roles: [shop]}\nhand_offs:\n  orders: {to: amina, contact: The shop}\n",
    "strategy.md": """\
---
objectives:
  - {id: talk, title: Be talked to, metric: reactions and shares and comments per month, baseline: "0", target: "400"}
pillars:
  - {id: education, title: How to, share: 40%}
  - {id: shop, title: The shop, share: 60%}
---

Prose.
""",
}
MIDDLE, END = datetime(2026, 10, 14, 9, tzinfo=ROME), datetime(2026, 11, 2, 9, tzinfo=ROME)


@dataclass
class Team:
    """The brand's people at work: what they ran, and everything that was printed where others could read it."""

    workspace: Workspace
    clone: Repository
    printed: list[tuple[str, str]] = field(default_factory=list)

    def smm(self, *words: str, at: datetime, status: int = 0, private: bool = False) -> Done:
        done = self.workspace.smm(*words, now=f"{at:%Y-%m-%d %H:%M:%S}")
        assert done.status == status, done.out + done.err
        if not private:
            self.printed.append((" ".join(words), done.out + done.err))
        return done

    def merge(self, message: str) -> None:
        self.clone.commit(message)
        self.clone.push()

    def cases(self, at: datetime, *words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.smm("inbox", "list", "--format", "json", *words, at=at).data
        return found


@pytest.fixture
def team(remote: Remote, atproto: Network) -> tuple[Team, Month]:
    """A workspace with sixteen posts that are approved, its account, and forty people who know nothing of it yet."""
    brand, *others = atproto.new_accounts(1 + PEOPLE)
    clone = remote.clone("w")
    made = at_the_pds(make_workspace(clone.path, channels=()), brand)
    made.channel("bluesky", handle=brand.handle, server=brand.server, cadence='{per_week: 4, slots: ["tue 18:30"]}')
    for path, text in FILES.items():
        made.write(path, text)
    for k in range(COUNT):
        pillar = "education" if is_tip(k) else "shop"
        when = f"{day_of(k):%Y-%m-%d %H:%M}"
        made.post(f"post-{k:02}", f"Number {k:02}", "bluesky", publish_at=when, pillar=pillar)
    ours = Team(made, clone)
    ours.merge("The plan of October")
    return ours, Month(atproto, brand, [Person(i, one) for i, one in enumerate(others)])


@pytest.mark.slow
@pytest.mark.timeout(600)  # a minute on two cores, and several when they are shared
def test_a_month_of_forty_people(team: tuple[Team, Month], remote: Remote, tmp_path: Path) -> None:
    ours, month = team
    publish(ours, month, range(COUNT // 2))
    month.live_through(range(COUNT // 2))
    first = answer_the_first_half(ours, month)
    publish(ours, month, range(COUNT // 2, COUNT))
    month.live_through(range(COUNT // 2, COUNT))
    answer_the_second_half(ours, month, first)
    the_numbers_agree(ours, month)
    the_report_agrees(ours, month)
    the_proposal_agrees(ours)
    nothing_of_theirs_is_anywhere(ours, month, remote, tmp_path)
    nothing_of_theirs_stays(ours, month)


def publish(ours: Team, month: Month, posts: range) -> None:
    """Every post goes out in its minute; the network has it with that time."""
    for k in posts:
        ours.smm("publish", at=day_of(k))
    month.network.settle()
    for record in month.network.records(month.brand):
        if found := re.fullmatch(r"Number (\d\d)", record.value["text"]):
            month.posts[int(found[1])] = record
    for k in posts:
        late = datetime.fromisoformat(month.posts[k].value["createdAt"]) - day_of(k)
        assert timedelta() <= late < timedelta(minutes=15), "the ledger's lease at the longest"


def pull(ours: Team, month: Month, at: datetime) -> dict[tuple[int, int], dict[str, Any]]:
    """Messages become cases; return them by who wrote about which post."""
    known = len(ours.cases(at, "--all"))
    said = ours.smm("inbox", "pull", at=at)
    assert f"{len(month.written()) - known} new" in said.out
    assert "0 new" in ours.smm("inbox", "pull", at=at).out, "the same message is no second case"
    who = month.by_time()
    cases = {who[datetime.fromisoformat(case["at"])]: case for case in ours.cases(at, "--all")}
    about = next(iter(cases))
    shown = ours.smm("inbox", "show", cases[about]["id"], at=at, private=True).out
    assert month.wrote[about].value["text"] in shown, "it is there for whoever has to answer"
    return cases


def answer_the_first_half(ours: Team, month: Month) -> dict[tuple[int, int], datetime]:
    """Some are answered at once by who is trusted, some after a review; one is hidden, one is liked."""
    cases = pull(ours, month, MIDDLE)
    assert {about: (case["kind"], case["topic"]) for about, case in cases.items()} == month.written()
    assert all(case["hand_off"] is (case["topic"] == ORDER) for case in cases.values())
    happy = [about for about, (kind, topic) in month.written().items() if kind == topic == "reply"]
    trusted, reviewed = happy[0], happy[1:6]
    said = ["--saved", "thanks"]
    ours.smm("reply", cases[trusted]["id"], *said, "--as", "giulia", at=MIDDLE)
    for about in reviewed:
        ours.smm("reply", cases[about]["id"], *said, at=MIDDLE)
    assert "unapproved" in ours.smm("reply", "--send", at=MIDDLE, status=1).out
    assert [about for about in happy if answers_to(month, month.wrote[about])] == [trusted]
    ours.merge("Answers")
    later = MIDDLE + timedelta(hours=2)
    ours.smm("reply", "--send", at=later)
    ours.smm("reply", "--send", at=later)
    for about in (trusted, *reviewed):
        (answer,) = answers_to(month, month.wrote[about])
        assert answer.value["text"] == f"Grazie {month.people[about[0]].name}, a presto!"
        assert answer.value["reply"]["root"]["uri"] == month.posts[about[1]].uri
    (spam,) = (about for about, (_, topic) in month.written().items() if topic == SPAM)
    for _ in range(2):
        ours.smm("inbox", "hide", cases[spam]["id"], at=later)
        ours.smm("inbox", "like", cases[trusted]["id"], at=later)
    the_network_hides_and_likes(month, spam, trusted)
    ours.smm("inbox", "close", cases[spam]["id"], at=later)
    return {trusted: MIDDLE, **dict.fromkeys(reviewed, later)}


def the_network_hides_and_likes(month: Month, hidden: tuple[int, int], liked: tuple[int, int]) -> None:
    """Somebody else opens the thread: the hidden answer is apart from the others, where it was among them."""
    month.network.settle()
    somebody = month.people[0].account
    anchor = {"anchor": month.posts[hidden[1]].uri}
    thread = month.network.ask(somebody, "app.bsky.unspecced.getPostThreadV2", **anchor)
    shown = [one["uri"] for one in thread["thread"]]
    assert month.wrote[hidden].uri not in shown
    apart = month.network.ask(somebody, "app.bsky.unspecced.getPostThreadOtherV2", **anchor)
    assert [one["uri"] for one in apart["thread"]] == [month.wrote[hidden].uri]
    (post,) = month.network.ask(somebody, "app.bsky.feed.getPosts", uris=month.wrote[liked].uri)["posts"]
    assert post["likeCount"] == 1
    assert len(month.network.records(month.brand, "app.bsky.feed.like")) == 1


def answer_the_second_half(ours: Team, month: Month, answered: Mapping[tuple[int, int], datetime]) -> None:
    """The numbers of the conversations are those of what was written and answered."""
    began = time.monotonic()
    cases = pull(ours, month, END)
    assert {about: (case["kind"], case["topic"]) for about, case in cases.items()} == month.written()
    ours.smm("inbox", "stats", "--month", MONTH, "--write", at=END)
    said = yaml.safe_load((ours.workspace.root / f"content/reports/community-{MONTH}.yml").read_text("utf-8"))
    written = month.written()
    assert said["messages"] == len(written)
    assert said["answered"] == len(answered)
    assert said["handed_off"] == sum(topic == ORDER for _, topic in written.values())
    assert said["by_network"] == {"bluesky": len(written)}
    assert said["by_kind"] == dict(Counter(kind for kind, _ in written.values()))
    topics = Counter(topic for _, topic in written.values())
    assert topics.pop(SPAM) == 1
    # One cell that is left out alone could be worked out from the others, so the smallest of those goes, too.
    assert said["by_topic"] == {name: number for name, number in topics.items() if number > min(topics.values())}
    promised = [about for about, (kind, topic) in written.items() if topic == ORDER or kind == "mention"]
    assert not set(promised) & set(answered), "only those were answered that nothing was promised"
    assert said["within_sla"] == "0%"
    minutes = median((at - written_at(month, about)).total_seconds() / 60 for about, at in answered.items())
    assert 0 <= said["first_answer_minutes"]["median"] - round(minutes) <= 2 + (time.monotonic() - began) / 60


def the_numbers_agree(ours: Team, month: Month) -> None:
    told = ours.smm("metrics", "pull", "--format", "json", at=END).data["channels"]
    rows = next(row["readings"] for row in told if row["channel"] == "bluesky")
    counts = {(one["post"], one["metric"]): one["value"] for one in rows}
    for k in range(COUNT):
        for name in ("reactions", "shares", "comments", "quotes"):
            assert counts[f"post-{k:02}", name] == month.counts()[k, name], (k, name)
    assert counts[None, "followers"] == month.followers()
    asked = {post for post, _ in counts} - {None}
    assert len(asked) == COUNT, "nobody is asked about answers, likes and what is hidden"
    ours.smm("ledger", "verify", at=END)


def the_report_agrees(ours: Team, month: Month) -> None:
    """The same numbers with what is known here and with what the remote knows."""
    ours.smm("report", MONTH, "--language", "en", at=END)
    text = (ours.workspace.root / f"content/reports/{MONTH}.md").read_text("utf-8")
    sums = Counter[str]()
    for (_, name), number in month.counts().items():
        sums[name] += number
    assert f"{COUNT} posts went out, {COUNT} times in all." in text
    assert f"Networks told of {sums.total()} interactions with them" in text
    aimed = sums["reactions"] + sums["shares"] + sums["comments"]
    assert f"| Be talked to | reactions and shares and comments per month | 0 | 400 | {aimed} |" in text
    for pillar, number in (("How to", 8), ("The shop", 8)):
        mine = sum(n for (k, _), n in month.counts().items() if is_tip(k) is (pillar == "How to"))
        assert re.search(rf"\| {pillar} \| {number} \| 50\.0 % \(\d+\.0 %\) \| {mine} \|", text)
    assert f"| messages | {len(month.written())} |" in text
    ours.smm("report", MONTH, "--language", "en", "--fetch", at=END)
    assert (ours.workspace.root / f"content/reports/{MONTH}.md").read_text("utf-8") == text


def the_proposal_agrees(ours: Team) -> None:
    """Tips in the morning did better, of eight against eight: more of them, and the shop's evening moves."""
    ours.merge("The report of October")
    said = ours.smm("propose", MONTH, at=END).out
    assert "How to: 45% of all posts; The shop: 55%" in said
    assert "bluesky: tue 18:30 → tue 07:30" in said
    assert said.count("8 / 8") >= 2
    proposed = ours.clone.git("show", f"strategy/{MONTH}:strategy.md")
    assert "share: 45%" in proposed
    for question in re.findall(r'smm query "(.*)"', said):
        rows = ours.smm("query", "--format", "csv", question, at=END).out.splitlines()
        assert [float(row.split(",")[1]) for row in rows[1:]] == [8, 8]


def nothing_of_theirs_is_anywhere(ours: Team, month: Month, remote: Remote, tmp_path: Path) -> None:
    """Not in git, on the site, in reports, logs and artefacts: only in the store, which is checked to have it."""
    site = tmp_path / "site"
    ours.smm("build", "--out", str(site), at=END)
    ours.smm("status", at=END)
    ours.merge("Everything there is")
    theirs = [one for who in month.people for one in who.planted]
    pieces: list[tuple[str, bytes]] = [(words, text.encode()) for words, text in ours.printed]
    pieces += [
        (str(one.path), one.git("log", "--all", "-p", "--format=%an %ae %B").encode()) for one in (remote, ours.clone)
    ]
    pieces += [(str(path), path.read_bytes()) for path in files_below(site, ours.workspace.root) if path != store(ours)]
    assert any(b"a presto!" in content for _, content in pieces), "our own words are kept"
    for where, content in pieces:
        assert not [one for one in theirs if one.encode() in content], where
    kept = store(ours).read_bytes()
    for i, _ in month.wrote:
        assert not [one for one in month.people[i].planted if one.encode() not in kept], "it is found where it is"


def nothing_of_theirs_stays(ours: Team, month: Month) -> None:
    """Thirty days after it was closed a message is gone, ninety after it was written; the cases are still counted."""
    hidden = next(i for i, k in month.wrote if month.written()[i, k][1] == SPAM)
    marker = f"zibibbo-{hidden:02}-5".encode()
    assert marker in store(ours).read_bytes()
    ours.smm("inbox", "list", at=MIDDLE + timedelta(days=31))
    assert marker not in store(ours).read_bytes()
    assert b"zibibbo" in store(ours).read_bytes()
    after = END + timedelta(days=90)
    assert len(ours.cases(after, "--all")) == len(month.wrote)
    for path in store(ours).parent.iterdir():
        content = path.read_bytes()
        assert not [one for who in month.people for one in who.planted if one.encode() in content], path


# ------------------------------------------------------------------------------------------ small things


def store(ours: Team) -> Path:
    return ours.workspace.root / ".smm" / "inbox" / "inbox.sqlite"


def files_below(*folders: Path) -> Iterator[Path]:
    return (path for folder in folders for path in folder.rglob("*") if path.is_file())


def answers_to(month: Month, record: Record) -> list[Record]:
    """Return the brand's own posts that answer a post."""
    ours = month.network.records(month.brand, POSTS)
    return [one for one in ours if one.value.get("reply", {}).get("parent", {}).get("uri") == record.uri]


def written_at(month: Month, about: tuple[int, int]) -> datetime:
    return datetime.fromisoformat(month.wrote[about].value["createdAt"])
