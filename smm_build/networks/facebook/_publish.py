"""Publishing on a Facebook page: one flow for each kind of message, each with one commit.

Before every commit the ledger is told what is about to be published as what. Photos are uploaded unpublished and films
are finished last, so that nothing is visible before the commit and what came of it can be found by its id.
"""

from __future__ import annotations

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Commit, FileBody, Flow, InDoubt, PartTask, Refused, Remember, Response, Session
from smm_build.networks._meta import asking, counterpart
from smm_build.networks.facebook._content import Kind, feed_form, film_form, kind_of, shown_now
from smm_build.networks.facebook._films import FilmState, broken, upload_chunked, upload_whole, videos_edge, watch
from smm_build.networks.facebook._find import ARMED, PHOTOS, address, and_before

__all__ = ["armed", "publish_as", "upload_photos"]

_SERVER = counterpart("Facebook")
_PUBLISH = Sentence("publish the post", "pubblicare il post")
_COMMENT = Sentence("write the first comment", "scrivere il primo commento")


def publish_as(kind: Kind, task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Publish a message that was checked as what it is."""
    return _FLOWS[kind](task, session)


def _words(task: PartTask, session: Session) -> Flow[PartReceipt]:
    return (yield from _to_feed(task, session, ()))


def _photos(task: PartTask, session: Session) -> Flow[PartReceipt]:
    return (yield from _to_feed(task, session, (yield from upload_photos(task, session))))


def _to_feed(task: PartTask, session: Session, photos: tuple[str, ...]) -> Flow[PartReceipt]:
    """Publish words, a link or photos that are uploaded.

    Source: https://developers.facebook.com/docs/pages-api/posts, read on 2026-11-23.
    """
    yield armed(task, photos)
    form = feed_form(task, photos) | shown_now()
    answer = yield Commit(asking(session, "POST", f"{session.facts['page_id']}/feed", _PUBLISH.en, form))
    post = answer.text("id")
    if answer.ok and post:
        return PartReceipt(task.number, post, address(post))
    raise _after(answer, session)


def upload_photos(task: PartTask, session: Session) -> Flow[tuple[str, ...]]:
    """Return the ids of the photos, uploaded and to be seen nowhere, in order.

    Source: https://developers.facebook.com/docs/graph-api/reference/page/photos, read on 2026-11-23.
    """
    photos: list[str] = []
    for number, media in enumerate(task.part.media, start=1):
        asked = Sentence(f"upload picture {number}", f"caricare l'immagine {number}")
        assert media.facts is not None, "refused before anything was asked"
        form: dict[str, str | FileBody] = {"published": "false", "source": FileBody(media.file, media.facts.mime)}
        if media.alt:
            form["alt_text_custom"] = media.alt
        answer = yield asking(session, "POST", f"{session.facts['page_id']}/photos", asked.en, form)
        if not answer.ok or not answer.text("id"):
            raise _SERVER.refused(answer, asked, session)
        photos.append(answer.text("id"))
    return tuple(photos)


def _video(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Publish a film in the feed.

    Source: https://developers.facebook.com/docs/graph-api/video-uploads, read on 2026-11-23.
    """
    film, upload = yield from upload_chunked(task, session)
    yield armed(task)
    form = {"upload_phase": "finish", "upload_session_id": upload} | film_form(task) | shown_now()
    cover = task.variant.settings.cover
    if cover is not None and cover.facts is not None:
        form["thumb"] = FileBody(cover.file, cover.facts.mime)
    answer = yield Commit(asking(session, "POST", videos_edge(session), _PUBLISH.en, form))
    return (yield from _film_receipt(task, answer, session, film))


def _reel(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Publish a reel.

    Source: https://developers.facebook.com/documentation/video-api/guides/reels-publishing, read on 2026-11-23.
    """
    film = yield from upload_whole(task, session, "video_reels")
    yield armed(task)
    form = {"upload_phase": "finish", "video_id": film, "video_state": "PUBLISHED"} | film_form(task)
    if task.variant.settings.location:
        form["place"] = task.variant.settings.location
    answer = yield Commit(asking(session, "POST", f"{session.facts['page_id']}/video_reels", _PUBLISH.en, form))
    return (yield from _film_receipt(task, answer, session, film, f"https://www.facebook.com/reel/{film}"))


def _photo_story(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Publish a picture as a story.

    Source: https://developers.facebook.com/docs/page-stories-api, read on 2026-11-23.
    """
    photos = yield from upload_photos(task, session)
    yield armed(task, photos)
    form = {"photo_id": photos[0]}
    answer = yield Commit(asking(session, "POST", f"{session.facts['page_id']}/photo_stories", _PUBLISH.en, form))
    return _story_receipt(task, answer, session)


def _video_story(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Publish a film as a story; the source is that of :func:`_photo_story`."""
    film = yield from upload_whole(task, session, "video_stories")
    yield armed(task)
    form = {"upload_phase": "finish", "video_id": film}
    if task.variant.settings.ai in {"generated", "manipulated"}:
        form["is_ai_generated"] = "true"
    answer = yield Commit(asking(session, "POST", f"{session.facts['page_id']}/video_stories", _PUBLISH.en, form))
    return _story_receipt(task, answer, session)


def _comment(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Write the first comment under the post.

    Source: https://developers.facebook.com/docs/pages-api/comments-mentions, read on 2026-11-23.
    """
    yield armed(task)
    post = task.earlier[-1].id
    form = {"message": task.part.text}
    answer = yield Commit(asking(session, "POST", f"{post}/comments", _COMMENT.en, form))
    comment = answer.text("id")
    if answer.ok and comment:
        return PartReceipt(task.number, comment)
    raise _SERVER.after_commit(answer, _COMMENT, session)


def armed(task: PartTask, photos: tuple[str, ...] = ()) -> Remember:
    """Return the note that the next request may make the message visible, and by which ids it would be found."""
    notes = {ARMED: and_before(task, ARMED, kind_of(task).value)}
    return Remember(notes | ({PHOTOS: and_before(task, PHOTOS, *photos)} if photos else {}))


def _story_receipt(task: PartTask, answer: Response, session: Session) -> PartReceipt:
    """Return the proof of a story; no address of one is told."""
    if answer.ok and answer.text("post_id"):
        return PartReceipt(task.number, answer.text("post_id"))
    raise _after(answer, session)


def _film_receipt(
    task: PartTask, answer: Response, session: Session, film: str, url: str | None = None
) -> Flow[PartReceipt]:
    """Return the proof of a film that Facebook has agreed to publish; raise when it then finds it of no use."""
    if not answer.ok or answer.data.get("success") is not True:
        raise _after(answer, session)
    seen = yield from watch(film, session)
    if seen.state is FilmState.BROKEN:
        raise broken()
    return PartReceipt(task.number, film, url or seen.url or address(film))


def _after(answer: Response, session: Session) -> Refused | InDoubt:
    return _SERVER.after_commit(answer, _PUBLISH, session)


_FLOWS = {
    Kind.WORDS: _words,
    Kind.PHOTOS: _photos,
    Kind.VIDEO: _video,
    Kind.REEL: _reel,
    Kind.PHOTO_STORY: _photo_story,
    Kind.VIDEO_STORY: _video_story,
    Kind.COMMENT: _comment,
}
