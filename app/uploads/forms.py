"""The form for those whose browser runs no script of ours."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField

TAKEN = "image/png,image/jpeg,image/gif,image/webp"


class ImageForm(FlaskForm):
    image = FileField(_l("Picture"), description=_l(
        "PNG, JPEG, GIF or WebP, at most 5 MB. Place and camera are taken out. Of what moves, the first moment stays."))
