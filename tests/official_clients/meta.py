"""Meta's own client (facebook-business) publishes on Facebook and Instagram; prints what it was told as JSON."""

from __future__ import annotations

import json
import sys
from typing import Any

from facebook_business.adobjects.iguser import IGUser
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.post import Post
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession


def api_at(address: str, token: str, secret: str) -> FacebookAdsApi:
    """Return the client for an address."""
    session = FacebookSession(app_secret=secret, access_token=token)
    session.GRAPH = address
    return FacebookAdsApi(session)


def facebook(said: dict[str, str]) -> dict[str, Any]:
    """Publish a post, a link and a photo on a page; read the post back, and be refused once."""
    page = Page(said["page"], api=api_at(said["facebook"], said["token"], said["secret"]))
    post = page.create_feed(params={"message": "Caffè ☕ dal client di Meta"})
    link = page.create_feed(params={"message": "Con un link", "link": "https://example.com/a"})
    photo = page.create_photo(params={"url": said["address"], "caption": "Una foto", "alt_text_custom": "Una tazza"})
    read = Post(post["id"], api=page.get_api_assured()).api_get(fields=["message", "permalink_url"])
    try:
        page.create_feed(params={"message": "Con una chiave sbagliata", "published": "perhaps"})
    except FacebookRequestError as error:
        refusal = [error.http_status(), error.api_error_code(), error.api_error_type()]
    return {"post": post["id"], "link": link["id"], "photo": photo["id"], "read": read["message"], "refusal": refusal}


def instagram(said: dict[str, str]) -> dict[str, Any]:
    """Make a container, ask how it is, publish it."""
    api = api_at(said["instagram"], said["token"], said["secret"])
    user = IGUser(said["account"], api=api)
    params = {"image_url": said["address"], "caption": "Dal client di Meta", "alt_text": "Una tazza"}
    container = user.create_media(params=params)
    status = ""
    for _ in range(60):
        if status == "FINISHED":
            break
        status = api.call("GET", (container["id"],), params={"fields": "status_code"}).json()["status_code"]
    published = user.create_media_publish(params={"creation_id": container["id"]})
    return {"container": container["id"], "published": published["id"]}


if __name__ == "__main__":
    given = json.loads(sys.stdin.read())
    print(json.dumps({"facebook": facebook(given), "instagram": instagram(given)}))
