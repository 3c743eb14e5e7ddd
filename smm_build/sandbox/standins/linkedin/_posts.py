"""Posts and comments at LinkedIn's stand-in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins.linkedin._media import AVAILABLE, digest_of
from smm_build.sandbox.standins.linkedin._words import PAGE, field_faults, read_little, refusal

__all__ = ["create", "delete", "edit", "posts_of"]

_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "author": str,
    "commentary": str,
    "visibility": str,
    "distribution": dict,
    "content": dict,
    "lifecycleState": str,
    "isReshareDisabledByAuthor": bool,
    "reshareContext": dict,
}
_NEEDED = ("author", "commentary", "visibility", "distribution", "lifecycleState")
_CONTENT = {"article": dict, "media": dict, "multiImage": dict, "poll": dict}
_ARTICLE = {"source": str, "title": str, "description": str, "thumbnail": str}
_MEDIA = {"id": str, "title": str, "altText": str}
_DURATIONS = {"ONE_DAY", "THREE_DAYS", "SEVEN_DAYS", "FOURTEEN_DAYS"}
_DUPLICATE_FOR = timedelta(minutes=10)
_TEXT = 3_000
_A_YEAR = timedelta(days=365)


def create(asked: Asked, world: World) -> Answer:
    """Publish a post, unless the same words were published within ten minutes."""
    body = asked.data
    refused = _post_faults(asked.json, world)
    if refused is not None:
        return refused
    said = {name: body.get(name) for name in ("commentary", "content", "reshareContext")}
    now = world.clock()
    for urn, post in world.kind("posts").items():
        if post["said"] == said and now.timestamp() - float(str(post["at"])) < _DUPLICATE_FOR.total_seconds():
            return refusal(422, "DUPLICATE_POST", f"Content is a duplicate of {urn}")
    film = any(name.startswith("urn:li:video:") for name in _files(body.get("content")))
    urn = f"urn:li:{'ugcPost' if film else 'share'}:{world.new_id()}"
    world.kind("posts")[urn] = {"said": said, "at": now.timestamp(), "changed": now.timestamp(), "body": body}
    world.show(_shown(urn, body, world))
    return Answer(201, None, {"x-restli-id": urn})


def posts_of(asked: Asked, world: World) -> Answer:
    """List the page's posts, the last changed first; one from last year is always there."""
    if asked.params.get("q") != "author" or asked.params.get("author") != PAGE:
        return refusal(403, "ACCESS_DENIED", "Not enough permissions to access: posts.FINDER-author")
    start, count = int(asked.params.get("start", "0")), int(asked.params.get("count", "10"))
    posts = sorted(world.kind("posts").items(), key=lambda pair: float(str(pair[1]["changed"])), reverse=True)
    listed = [_listed(urn, post) for urn, post in posts]
    old = int((world.clock() - _A_YEAR).timestamp() * 1000)
    last = {"id": "urn:li:share:1", "author": PAGE, "commentary": "Buongiorno", "createdAt": old, "lastModifiedAt": old}
    elements = [*listed, last][start : start + count]
    return Answer(200, {"elements": elements, "paging": {"start": start, "count": count, "links": []}})


def edit(asked: Asked, world: World, urn: str) -> Answer:
    """Change the words of a post."""
    post = world.kind("posts").get(urn)
    if post is None:
        return refusal(404, "NOT_FOUND", f"Could not find {urn}")
    wrong = field_faults(asked.json, {"patch": dict}, ("patch",))
    wrong = wrong or field_faults(asked.data.get("patch"), {"$set": dict}, ("$set",), "/patch")
    patch = asked.data.get("patch")
    changed = patch.get("$set") if isinstance(patch, dict) else None
    wrong = wrong or field_faults(changed, {"commentary": str}, ("commentary",), "/patch/$set")
    if wrong is not None:
        return wrong
    assert isinstance(changed, dict), "judged by field_faults"
    body = post["body"]
    assert isinstance(body, dict), "made so by create"
    post |= {"changed": world.clock().timestamp(), "body": body | changed}
    world.show(replace(world.shown[urn], text=read_little(str(changed["commentary"]))[0]))
    return Answer(204)


def delete(_: Asked, world: World, urn: str) -> Answer:
    """Take a post away; one that is gone already is fine."""
    world.kind("posts").pop(urn, None)
    world.hide(urn)
    return Answer(204)


def _post_faults(body: object, world: World) -> Answer | None:
    wrong = field_faults(body, _FIELDS, _NEEDED)
    if wrong is not None or not isinstance(body, dict):
        return wrong
    if body["author"] != PAGE:
        return refusal(403, "ACCESS_DENIED", "Field Value validation failed in REQUEST_BODY: /author is forbidden")
    if body["visibility"] not in {"PUBLIC", "LOGGED_IN"}:  # CONNECTIONS is for persons, CONTAINER for groups
        return refusal(400, "INVALID_VALUE_FOR_FIELD", "/visibility is not allowed for this author")
    if body["lifecycleState"] != "PUBLISHED":
        return refusal(400, "INVALID_VALUE_FOR_FIELD", "PUBLISHED is the only accepted field during creation")
    if len(read_little(body["commentary"])[0]) > _TEXT:
        return refusal(400, "FIELD_LENGTH_TOO_LONG", "/commentary is too long")
    feed = body["distribution"]
    wrong = field_faults(
        feed,
        {"feedDistribution": str, "targetEntities": list, "thirdPartyDistributionChannels": list},
        ("feedDistribution",),
        "/distribution",
    )
    return wrong or _content_faults(body.get("content"), world)


def _content_faults(content: object, world: World) -> Answer | None:
    if content is None:
        return None
    wrong = field_faults(content, _CONTENT, (), "/content")
    if wrong is not None or not isinstance(content, dict):
        return wrong
    if len(content) != 1:
        return refusal(400, "INVALID_VALUE_FOR_FIELD", "/content has to be one of its kinds")
    judged = {"article": _article, "media": _media, "multiImage": _images, "poll": _poll}
    ((kind, inside),) = content.items()
    return judged[kind](inside) or _unready(content, world)


def _article(inside: object) -> Answer | None:
    return field_faults(inside, _ARTICLE, ("source", "title"), "/content/article")


def _media(inside: object) -> Answer | None:
    wrong = field_faults(inside, _MEDIA, ("id",), "/content/media")
    if wrong is None and isinstance(inside, dict) and ":document:" in inside["id"] and not inside.get("title"):
        return refusal(400, "MISSING_FIELD", "/content/media/title is required for documents")
    return wrong


def _images(inside: object) -> Answer | None:
    wrong = field_faults(inside, {"images": list}, ("images",), "/content/multiImage")
    images = inside["images"] if wrong is None and isinstance(inside, dict) else []
    if wrong is None and not 2 <= len(images) <= 20:  # noqa: PLR2004 - as LinkedIn's page says
        return refusal(400, "INVALID_VALUE_FOR_FIELD", "/content/multiImage/images needs 2 to 20 images")
    for image in images:
        wrong = wrong or field_faults(image, {"id": str, "altText": str}, ("id",), "/content/multiImage/images")
    return wrong


def _poll(inside: object) -> Answer | None:
    fields = {"question": str, "options": list, "settings": dict}
    wrong = field_faults(inside, fields, tuple(fields), "/content/poll")
    if wrong is not None or not isinstance(inside, dict):
        return wrong
    right = (
        len(inside["question"]) <= 140  # noqa: PLR2004 - as LinkedIn's page says
        and 2 <= len(inside["options"]) <= 4  # noqa: PLR2004 - the same
        and all(isinstance(one, dict) and set(one) == {"text"} for one in inside["options"])
        and all(0 < len(one["text"]) <= 30 for one in inside["options"])  # noqa: PLR2004 - the same
        and inside["settings"].get("duration") in _DURATIONS
    )
    return None if right else refusal(400, "INVALID_VALUE_FOR_FIELD", "/content/poll is not valid")


def _unready(content: Mapping[str, object], world: World) -> Answer | None:
    for urn in _files(content):
        thing = world.kind("files").get(urn)
        if thing is None:
            return refusal(400, "INVALID_URN_ID", f"{urn} does not exist")
        if thing["status"] != AVAILABLE:
            return refusal(400, "MEDIA_ASSET_WAITING_UPLOAD", f"{urn} is {thing['status']}")
    return None


def _files(content: object) -> Iterator[str]:
    if not isinstance(content, dict):
        return
    if "multiImage" in content:
        yield from (image["id"] for image in content["multiImage"]["images"])
    elif "media" in content:
        yield content["media"]["id"]
    elif "thumbnail" in content.get("article", {}):
        yield content["article"]["thumbnail"]


def _shown(urn: str, body: Mapping[str, object], world: World) -> Shown:
    content, context = body.get("content"), body.get("reshareContext")
    inside = content if isinstance(content, dict) else {}
    (kind,) = inside or ("reshare" if context else "text",)
    alts = {image["id"]: image.get("altText") for image in inside.get("multiImage", {}).get("images", ())}
    if "media" in inside:
        alts[inside["media"]["id"]] = inside["media"].get("altText")
        kind = str(inside["media"]["id"]).split(":")[2]
    files = tuple((digest_of(world, name), alts.get(name)) for name in _files(inside))
    text, _ = read_little(str(body["commentary"]))
    link = inside["article"]["source"] if "article" in inside else None
    url = f"https://www.linkedin.com/feed/update/{urn}/"
    return Shown("linkedin", PAGE, urn, kind, text, world.clock(), url, files, link)


def _listed(urn: str, post: Mapping[str, object]) -> dict[str, object]:
    body = post["body"]
    assert isinstance(body, dict), "made so by create"
    made, changed = (int(float(str(post[name])) * 1000) for name in ("at", "changed"))
    return {**body, "id": urn, "createdAt": made, "publishedAt": made, "lastModifiedAt": changed}
