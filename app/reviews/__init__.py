"""The weekly review: written, filed, read, remarked on."""
from flask import Flask


def register(app: Flask) -> None:
    from app.accounts.leaving import forget_by
    from app.questions.sources import edited_in, told_by
    from app.reviews import indexed, leaving
    from app.reviews.queries import row_of, source, surroundings
    from app.reviews.queries.seen import comments_seen_by, reviews_seen_by
    from app.reviews.views import bp
    from app.reviews.words import outcome_words
    from app.uploads import seen_in

    app.register_blueprint(bp)
    app.jinja_env.globals["outcome_words"] = outcome_words
    told_by(app, source, surroundings)
    edited_in(app, row_of)
    seen_in(app, "review", reviews_seen_by)
    seen_in(app, "comment", comments_seen_by)
    indexed.watch()
    forget_by(leaving.forget)
