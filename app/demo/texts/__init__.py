"""What the people of the demo cohort are called and what they write: by hand, in TOML, for reading. `app/demo/material.py` loads it.

All persons are fictitious. Multi-line strings may end with a line break that is no part of the text.

people.toml
    [[person]] name, local (the address before its @), role ("camper", "mentor", "staff"), team (campers only, "1조" to "14조"), lang
    ("ko" or "en"), topics (mentors only: tags they like to answer). The known accounts are camper, peer, mentor, mentor2 and staff;
    camper and peer share a team.

questions/week1.toml to week9.toml
    `week` stands once, at the top. [[question]] origin (as the product names origins), tags (one to three), lang, text (Markdown),
    variants (how others would ask the same), own_answer (left out where the asker found none), and [[question.replies]] by ("mentor",
    "peer", "asker"), text, asks_back (true for a counter-question). Replies stand in the order of the conversation and fit every
    variant. Where there is an own_answer, they speak about it: leave it out and they must be left out too.

reviews/*.toml
    titles, resources (title, url, why), study (topic, first_step), takeaways, went_well, to_improve, actions (decision, first_step),
    closing, energy, reopening, comments. An item with `week` speaks of what was taught that week, one without fits any. Each has
    `lang`. A comment is by "peer" or "mentor", on the section "review" (the whole of it), "question", "resource", "study", "takeaway",
    "went_well", "to_improve" or "action".

story.toml
    What the known accounts meet when they sign in; people are named by their `local`.
    8 is the camper's filed review of week 8: its fields, then tables of question, resource, study_topic, takeaway, went_well,
    to_improve, action and comment. A question has key, origin, tags, text, asked, me_too, perhaps own_answer, and tables of reply
    (`hours_after` counts from the question) and comment. `waiting_hours` counts back from now: such a question came with a later filing.
    The review, an entry and a comment may have `words`, pairs of who and which; a comment that was edited said `before` first.
    9 is the half-written draft of week 9. earlier_question got a counter-question in week 7. kept_resource comes back on home. ending is
    a question that ends otherwise than by a mentor's answer: `then` what happens to it, by whom, and how long ago. team_review is the
    team's week 9. queue_question are others who wait for the mentors. reply_draft is what a mentor left half-written for the question
    whose key it names, snippet what its author says again and again, `for_all` what staff keep for all mentors.

sessions.toml
    plan is when staff let all teams meet from now on: so many days after the due day, `at` that time. told is the session of the camper's
    team over a week: who led it and who was absent, its notes, and tables of outcome (kind, noted_by, text, so many minutes after it was
    opened). An answer names the beginning of the question and who said it; decisions and resources whom they are for; a resource the row
    of a review that it becomes; a question the reply that it got.
"""
