"""Sending a picture, and looking at one."""
from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.cohorts.current import current_member
from app.extensions import db
from app.uploads.forms import TAKEN, ImageForm
from app.uploads.limits import pictures_of_a_person
from app.uploads.models import KEY, Image, ImageContent
from app.uploads.pictures import hash_of, redrawn
from app.uploads.refusals import SENT_AT_MOST, NoPicture, TooLarge, too_large
from app.web import clock
from app.web.errors import Refusal, asks_for_json
from app.web.finding import get_or_404
from app.web.uploads import takes_files
from config import MEGABYTE

bp = Blueprint("uploads", __name__, url_prefix="/c/<cohort>/images")

A_DAY = 86_400  # seconds; who may no longer see an image sees it in their own browser for so long
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


@bp.post("")
@takes_files(at_most=SENT_AT_MOST + MEGABYTE, sentence=too_large)
@pictures_of_a_person
def create(cohort: str) -> ResponseReturnValue:
    try:
        image = _kept(*_sent())
    except Refusal as refusal:
        if asks_for_json():
            raise
        return _page(refusal.sentence()), refusal.status
    if not asks_for_json():
        return redirect(url_for("uploads.new", image=image.key), 303)
    slug = current_member.cohort.slug
    return jsonify(address=image.address(slug), markdown=image.markdown(slug, _("Picture")), width=image.width, height=image.height), 201


@bp.get("/new")
def new(cohort: str) -> ResponseReturnValue:
    if current_member.cohort.is_archived:
        abort(404)
    key = request.args.get("image", "")
    made = db.session.scalar(select(Image).where(Image.author_id == current_member.id, Image.key == key)) if KEY.fullmatch(key) else None
    return _page(made=made)


@bp.get("/<key>")
def show(cohort: str, key: str) -> ResponseReturnValue:
    if not KEY.fullmatch(key):
        abort(404)
    image = get_or_404(Image.visible_to(current_member).where(Image.key == key))
    response = Response(mimetype=image.kind)
    response.set_etag(image.key)  # what it shows never changes
    response.cache_control.private = response.cache_control.immutable = True
    response.cache_control.max_age = A_DAY
    response.headers["Content-Disposition"] = f'inline; filename="{image.file_name}"'
    response.headers["Content-Security-Policy"] = POLICY
    if request.if_none_match.contains(image.key):
        response.status_code = 304
    else:
        response.data = db.session.scalars(select(ImageContent.content).where(ImageContent.image_id == image.id)).one()
    return response


def _sent() -> tuple[bytes, str]:
    """The file that came, and what it is called."""
    file = request.files.get("image")
    if file is None:
        raise NoPicture
    sent = file.stream.read(SENT_AT_MOST + 1)
    if len(sent) > SENT_AT_MOST:
        raise TooLarge
    return sent, file.filename or ""


def _kept(sent: bytes, name: str) -> Image:
    if before := Image.sent_before(current_member, hash_of(sent), clock.now()):
        return before
    db.session.commit()  # drawing takes a moment, in which others may write
    image = Image.kept(current_member, redrawn(sent), name, clock.now())
    db.session.commit()
    return image


def _page(fault: str = "", made: Image | None = None) -> str:
    form = ImageForm()
    if fault:
        form.image.errors = [fault]
    markdown = made.markdown(current_member.cohort.slug, _("Picture")) if made else ""
    return render_template("uploads/new.html", form=form, made=made, markdown=markdown, taken=TAKEN)
