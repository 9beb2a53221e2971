"""Staff say which words mean the same in their cohort."""
from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.search.models import GlossaryTerm

PAGE = "/c/ai-7/glossary/"


def test_staff_add_and_remove_words(as_staff):
    assert as_staff.post(PAGE, {"spellings": "레벨 2 과제, lv2,  LV2"}).status_code == 303
    as_staff.post(PAGE, {"spellings": "레벨 2 과제, lv2"})
    (term,) = db.session.scalars(select(GlossaryTerm)).all()
    assert term.spellings.startswith("레벨 2 과제, ")
    assert "레벨 2 과제" in as_staff.get(PAGE).text

    assert as_staff.post(f"{PAGE}{term.id}/removal").status_code == 303
    assert db.session.scalars(select(GlossaryTerm)).all() == []


def test_one_word_means_nothing_else(as_staff):
    assert as_staff.post(PAGE, {"spellings": "lv2"}).status_code == 422
    assert as_staff.post(PAGE, {"spellings": ""}).status_code == 422


def test_the_settings_lead_there(as_staff):
    assert PAGE in as_staff.get("/c/ai-7/settings/").text
