"""X's own client (xdk) uploads, posts, answers, lists and deletes; prints what it was told as JSON."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any

import requests
from xdk import Client
from xdk.media.models import AppendUploadRequest, CreateMetadataRequest, InitializeUploadRequest
from xdk.oauth1_auth import OAuth1
from xdk.posts.models import CreateRequest


def client_at(said: dict[str, str], secret: str) -> Client:
    """Return the client for an address; it signs by OAuth 1.0a itself."""
    keys = (said["API_KEY"], said["API_SECRET"], "oob", said["ACCESS_TOKEN"], secret)
    return Client(base_url=said["server"], auth=OAuth1(*keys))


def uploaded(client: Client, file: Path) -> str:
    """Upload a picture in two pieces, as JSON, and describe it."""
    content = file.read_bytes()
    begun = client.media.initialize_upload(
        InitializeUploadRequest(media_type="image/png", media_category="tweet_image", total_bytes=len(content))
    )
    half = len(content) // 2
    for number, piece in enumerate((content[:half], content[half:])):
        body = AppendUploadRequest(media=base64.b64encode(piece).decode(), segment_index=number)
        client.media.append_upload(begun.data.id, body)
    client.media.finalize_upload(begun.data.id)
    words = {"alt_text": {"text": "Una tazza"}}
    client.media.create_metadata(CreateMetadataRequest(id=begun.data.id, metadata=words))
    return str(begun.data.id)


def refusal(client: Client, text: str) -> int:
    """Return the status with which a post is refused, 0 when it is not."""
    try:
        client.posts.create(CreateRequest(text=text))
    except requests.HTTPError as error:
        return error.response.status_code if error.response is not None else -1
    return 0


def publish(said: dict[str, str]) -> dict[str, Any]:
    """Post a picture, answer it, list both, delete the answer; be refused twice."""
    client = client_at(said, said["ACCESS_SECRET"])
    media = uploaded(client, Path(said["file"]))
    post = client.posts.create(CreateRequest(text="Ciao dal client di X", media={"media_ids": [media]})).data.id
    answer = client.posts.create(CreateRequest(text="E ancora", reply={"in_reply_to_tweet_id": post})).data.id
    me = client.users.get_me().data
    fields = ["created_at", "conversation_id", "entities"]
    pages = client.users.get_posts(me.id, max_results=5, post_fields=fields)
    listed = [one["id"] if isinstance(one, dict) else one.id for page in pages for one in page.data or []]
    gone = client.posts.delete(answer).data.deleted
    refused = [refusal(client, "Ciao dal client di X"), refusal(client_at(said, "other"), "Con un'altra chiave")]
    return {"post": post, "answer": answer, "me": me.username, "listed": listed, "gone": gone, "refused": refused}


if __name__ == "__main__":
    print(json.dumps(publish(json.loads(sys.stdin.read()))))
