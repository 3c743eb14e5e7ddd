"""Google's own client (google-api-python-client) uploads a film to YouTube; prints what it was told as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import googleapiclient
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaFileUpload, build_http


def youtube_at(said: dict[str, str]) -> Any:
    """Return the client for an address: its own description of the API with another root."""
    own = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents" / "youtube.v3.json"
    document = json.loads(own.read_text(encoding="utf-8"))
    document |= {"rootUrl": f"{said['youtube']}/", "baseUrl": f"{said['youtube']}/", "mtlsRootUrl": ""}
    credentials = Credentials(
        None,
        refresh_token=said["refresh_token"],
        token_uri=f"{said['youtube']}/oauth2/token",
        client_id=said["client_id"],
        client_secret=said["client_secret"],
    )
    http = build_http()
    http.proxy_info = None  # it does not see that the dead proxy of the tests' environment is not for loopback
    return build_from_document(document, http=AuthorizedHttp(credentials, http=http))


def main(said: dict[str, str]) -> dict[str, Any]:
    """Upload in pieces, look at the film, comment on it, and be refused once."""
    client = youtube_at(said)
    channels = client.channels().list(part="id,snippet", mine=True).execute()
    film = MediaFileUpload(said["film"], mimetype="video/mp4", chunksize=262_144, resumable=True)
    snippet = {"title": "Dal client di Google", "description": "Caffè ☕", "categoryId": "22"}
    status = {"privacyStatus": "public", "selfDeclaredMadeForKids": False}
    request = client.videos().insert(
        part="snippet,status", body={"snippet": snippet, "status": status}, media_body=film
    )
    answer, pieces = None, 0
    while answer is None:
        _, answer = request.next_chunk()
        pieces += 1
    shown = client.videos().list(part="snippet,status", id=answer["id"]).execute()
    try:
        client.videos().insert(part="snippet", body={"snippet": {"title": "<"}}, media_body=film).execute()
    except HttpError as error:
        refusal = error.status_code
    return {
        "channels": [channel["id"] for channel in channels["items"]],
        "film": answer["id"],
        "pieces": pieces,
        "shown": [film["snippet"]["title"] for film in shown["items"]],
        "refusal": refusal,
    }


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.stdin.read()))))
