"""words to find questions by, and the glossary"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Each database has its own engine under the same name. On SQLite it holds no text of its own: the triggers keep it in step with the documents.
ON_SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(concepts, words, content='search_documents', content_rowid='id', detail='column',
       tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S*'")""",
    """CREATE TRIGGER search_documents_added AFTER INSERT ON search_documents BEGIN
       INSERT INTO search_index(rowid, concepts, words) VALUES (new.id, new.concepts, new.words); END""",
    """CREATE TRIGGER search_documents_gone AFTER DELETE ON search_documents BEGIN
       INSERT INTO search_index(search_index, rowid, concepts, words) VALUES ('delete', old.id, old.concepts, old.words); END""",
    """CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN
       INSERT INTO search_index(search_index, rowid, concepts, words) VALUES ('delete', old.id, old.concepts, old.words);
       INSERT INTO search_index(rowid, concepts, words) VALUES (new.id, new.concepts, new.words); END""",
)
ON_POSTGRESQL = (
    "CREATE INDEX search_index ON search_documents USING gin (array_to_tsvector(string_to_array(concepts, ' ')))",
    "CREATE INDEX search_index_words ON search_documents USING gin (array_to_tsvector(string_to_array(words, ' ')))",
)


def upgrade() -> None:
    op.create_table(
        "search_documents",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("analyzer", sa.Integer(), nullable=False),
        sa.Column("concepts", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_search_documents_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_documents")),
        sa.UniqueConstraint("kind", "source_id", name=op.f("uq_search_documents_kind_source_id")),
    )
    op.create_table(
        "search_terms",
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("term", sa.String(length=80), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_search_terms_cohort_id")),
        sa.PrimaryKeyConstraint("cohort_id", "term", name=op.f("pk_search_terms")),
    )
    op.create_table(
        "glossary_terms",
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("spellings", sa.String(length=400), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["memberships.id"], name=op.f("fk_glossary_terms_added_by_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_glossary_terms_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_terms")),
    )
    op.create_index("ix_glossary_terms_cohort_id", "glossary_terms", ["cohort_id", "id"], unique=False)
    for statement in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table("search_index")
    op.drop_table("glossary_terms")
    op.drop_table("search_terms")
    op.drop_table("search_documents")
