"""A stand-in for LinkedIn's versioned API, as far as posts, files, comments and tokens go: a fake, and says so.

LinkedIn publishes no contract that a machine can read, so this is as strict as its documents are:
https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api, …/images-api, …/videos-api,
…/documents-api, …/poll-post-api, …/comments-api and …/marketing/versioning, read on 2026-11-22 and 2026-11-23.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from smm_build.networks.linkedin._api import VERSION
from smm_build.sandbox.standins._base import Answer, Asked, World
from smm_build.sandbox.standins._counts import ACCOUNT as OWN
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins.linkedin._ads import AD_ACCOUNT, ADS
from smm_build.sandbox.standins.linkedin._comments import (
    comment,
    comments_of,
    comments_on,
    delete_comment,
    edit_comment,
)
from smm_build.sandbox.standins.linkedin._media import initialize, state_of, take_file, take_part
from smm_build.sandbox.standins.linkedin._posts import create, delete, edit, posts_of
from smm_build.sandbox.standins.linkedin._words import PAGE, TOKEN, refusal

__all__ = ["ACCOUNT", "AD_ACCOUNT", "SECRETS", "handle"]

ACCOUNT = PAGE
SECRETS = {
    "ADS_TOKEN": TOKEN,
    "REFRESH_TOKEN": "sandbox-linkedin-refresh-token",
    "CLIENT_ID": "sandbox-linkedin-client",
    "CLIENT_SECRET": "sandbox-linkedin-client-secret",
}

_SIXTY_DAYS = 5_184_000
_A_YEAR = 31_536_000
_SCOPES = "r_organization_social,rw_organization_admin,w_organization_social"


def handle(asked: Asked, world: World) -> Answer:
    """Answer one request."""
    if asked.path.startswith("/www/oauth/v2/"):
        return _oauth(asked, world)
    if asked.path.startswith("/upload/"):
        return _file(asked, world)
    refused = _unversioned(asked) or _unauthorized(asked)
    if refused is not None:
        return refused
    for method, called, pattern, action in _ROUTES:
        found = re.fullmatch(pattern, asked.path)
        if found and _method(asked) == (method, called):
            return action(asked, world, *map(unquote, found.groups()))
    return refusal(404, "NOT_FOUND", f"Could not find entity at {asked.method} {asked.path}")


def _method(asked: Asked) -> tuple[str, str]:
    """Return the HTTP method and what Rest.li calls the request, where a header has to say it."""
    called = asked.headers.get("x-restli-method", "")
    return asked.method, called if called in {"PARTIAL_UPDATE", "FINDER"} else ""


def _unversioned(asked: Asked) -> Answer | None:
    version = asked.headers.get("linkedin-version")
    if version is None:
        return refusal(400, "VERSION_MISSING", "A version must be present. Please specify a version by adding a header")
    if version != VERSION:
        return refusal(426, "NONEXISTENT_VERSION", f"Requested version {version} is not active")
    if asked.headers.get("x-restli-protocol-version") != "2.0.0":
        return refusal(400, "INVALID_PROTOCOL", "Unsupported Rest.li protocol version")
    if asked.method == "POST" and "application/json" not in asked.headers.get("content-type", ""):
        return refusal(415, "UNSUPPORTED_MEDIA_TYPE", "Content type is not application/json")
    return None


def _unauthorized(asked: Asked) -> Answer | None:
    said = asked.headers.get("authorization", "")
    if said == f"Bearer {TOKEN}":
        return None
    if not said.startswith("Bearer "):
        return refusal(401, "EMPTY_ACCESS_TOKEN", "Empty oauth2 access token")
    return refusal(401, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user")


def _oauth(asked: Asked, world: World) -> Answer:
    app = {"client_id": SECRETS["CLIENT_ID"], "client_secret": SECRETS["CLIENT_SECRET"]}
    if asked.method != "POST" or any(asked.form.get(name) != value for name, value in app.items()):
        return Answer(401, {"error": "invalid_client", "error_description": "Client authentication failed"})
    if asked.path.endswith("/introspectToken"):
        now = int(world.clock().timestamp())
        if asked.form.get("token") != TOKEN:
            return Answer(200, {"active": False, "status": "expired"})
        told = {
            "active": True,
            "status": "active",
            "scope": _SCOPES,
            "expires_at": now + _SIXTY_DAYS,
            "auth_type": "3L",
        }
        return Answer(200, {**told, "client_id": SECRETS["CLIENT_ID"]})
    right = {"grant_type": "refresh_token", "refresh_token": SECRETS["REFRESH_TOKEN"]}
    if not asked.path.endswith("/accessToken") or any(asked.form.get(name) != value for name, value in right.items()):
        said = "The provided authorization grant or refresh token is invalid, expired or revoked"
        return Answer(400, {"error": "invalid_grant", "error_description": said})
    made = {"access_token": TOKEN, "expires_in": _SIXTY_DAYS, "refresh_token": SECRETS["REFRESH_TOKEN"]}
    return Answer(200, {**made, "refresh_token_expires_in": _A_YEAR, "scope": _SCOPES, "token_type": "Bearer"})


def _file(asked: Asked, world: World) -> Answer:
    name = asked.path.removeprefix("/upload/")
    if asked.method != "PUT":
        return refusal(405, "METHOD_NOT_ALLOWED", "Only PUT is supported")
    if "/" in name:
        return take_part(asked, world, *name.split("/", 1))
    return _unauthorized(asked) or take_file(asked, world, name)


def _organization(_: Asked, __: World, number: str) -> Answer:
    if f"urn:li:organization:{number}" != PAGE:
        return refusal(404, "NOT_FOUND", f"Could not find organization {number}")
    return Answer(200, {"id": int(number), "localizedName": "Torrefazione Aurora", "vanityName": "torrefazione-aurora"})


def _roles(asked: Asked, _: World) -> Answer:
    if asked.params.get("q") != "roleAssignee":
        return refusal(400, "ILLEGAL_ARGUMENT", "No finder by that name")
    role = {"organization": PAGE, "role": "ADMINISTRATOR", "state": "APPROVED", "roleAssignee": "urn:li:person:sandbox"}
    return Answer(200, {"elements": [role], "paging": {"start": 0, "count": 10, "links": []}})


def _statistics(asked: Asked, world: World) -> Answer:
    """Tell the page's statistics of the posts that are named; a post of nobody's makes it refuse all."""
    said = asked.params
    if said.get("q") != "organizationalEntity" or said.get("organizationalEntity") != PAGE:
        return refusal(403, "ACCESS_DENIED", "Not enough permissions to access: shareStatistics.FINDER")
    elements: list[dict[str, object]] = []
    for name, field in (("shares", "share"), ("ugcPosts", "ugcPost")):
        listed = re.fullmatch(r"List\((.*)\)", said.get(name, "List()"))
        for urn in listed[1].split(",") if listed and listed[1] else ():
            if urn not in world.kind("posts"):
                return refusal(403, "ACCESS_DENIED", f"Unpermitted fields present in PARAMETER: [/{name}]")
            counts = {known: happened(world, urn, what) for known, what in _COUNTS.items()}
            counts["commentCount"] += len(comments_on(urn, world))
            elements.append({"organizationalEntity": PAGE, field: urn, "totalShareStatistics": counts})
    return Answer(200, {"elements": elements, "paging": {"start": 0, "count": 10, "links": []}})


def _actions(_: Asked, world: World, urn: str) -> Answer:
    if urn not in world.kind("posts"):
        return refusal(404, "NOT_FOUND", f"Could not find {urn}")
    comments = happened(world, urn, "comments") + len(comments_on(urn, world))
    told = {"totalLikes": happened(world, urn, "likes")}, {"aggregatedTotalComments": comments}
    return Answer(200, {"target": urn, "likesSummary": told[0], "commentsSummary": told[1]})


def _followers(asked: Asked, world: World, urn: str) -> Answer:
    if urn != PAGE or asked.params.get("edgeType") != "COMPANY_FOLLOWED_BY_MEMBER":
        return refusal(400, "ILLEGAL_ARGUMENT", "Invalid edge type")
    return Answer(200, {"firstDegreeSize": happened(world, OWN, "followers")})


_COUNTS = {
    "impressionCount": "views",
    "uniqueImpressionsCount": "reach",
    "clickCount": "clicks",
    "likeCount": "likes",
    "commentCount": "comments",
    "shareCount": "shares",
}
_POST = r"/rest/posts/([^/]+)"
_COMMENTS = r"/rest/socialActions/([^/]+)/comments"
_ROUTES = (
    ("POST", "", "/rest/posts", create),
    ("GET", "FINDER", "/rest/posts", posts_of),
    ("POST", "PARTIAL_UPDATE", _POST, edit),
    ("DELETE", "", _POST, delete),
    ("POST", "", r"/rest/(images|videos|documents)", initialize),
    ("GET", "", r"/rest/(images|videos|documents)/([^/]+)", state_of),
    ("POST", "", _COMMENTS, comment),
    ("GET", "", _COMMENTS, comments_of),
    ("POST", "PARTIAL_UPDATE", rf"{_COMMENTS}/(\d+)", edit_comment),
    ("DELETE", "", rf"{_COMMENTS}/(\d+)", delete_comment),
    ("GET", "", "/rest/organizationalEntityShareStatistics", _statistics),
    ("GET", "", r"/rest/socialActions/([^/]+)", _actions),
    ("GET", "", r"/rest/networkSizes/([^/]+)", _followers),
    ("GET", "", r"/rest/organizations/(\d+)", _organization),
    ("GET", "FINDER", "/rest/organizationAcls", _roles),
    *ADS,
)
