"""which page on the web a resource, a topic or a decision is about"""

import re
from hashlib import sha256
from urllib.parse import quote, urlsplit

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ON_THE_WEB = sa.text("page is not null")
AT_ONCE = 1000

entries = sa.table("entries", sa.column("id"), sa.column("section"), sa.column("url"), sa.column("text"), sa.column("note"), sa.column("page"))


def upgrade() -> None:
    op.add_column("entries", sa.Column("page", sa.String(length=400), nullable=True))
    _name_pages()
    op.create_index("ix_entries_section", "entries", ["cohort_id", "section", "id"])
    op.create_index("ix_entries_page", "entries", ["cohort_id", "page", "section", "id"], sqlite_where=ON_THE_WEB, postgresql_where=ON_THE_WEB)


def downgrade() -> None:
    op.drop_index("ix_entries_page", "entries")
    op.drop_index("ix_entries_section", "entries")
    op.drop_column("entries", "page")


def _name_pages() -> None:
    connection, last = op.get_bind(), 0
    about = sa.or_(sa.and_(entries.c.section == "resource", entries.c.url != ""),
                   sa.and_(entries.c.section.in_(("study_topic", "action")), sa.or_(entries.c.text.ilike("%http%"), entries.c.note.ilike("%http%"))))
    change = sa.update(entries).where(entries.c.id == sa.bindparam("entry_id")).values(page=sa.bindparam("named"))
    while rows := connection.execute(sa.select(entries).where(entries.c.id > last, about).order_by(entries.c.id).limit(AT_ONCE)).all():
        last = rows[-1].id
        named = [{"entry_id": row.id, "named": _page_of(row.url) if row.section == "resource" else _page_in(f"{row.text}\n{row.note}")} for row in rows]
        if named := [each for each in named if each["named"]]:
            connection.execute(change, named)


# As app/reviews/models/same_page.py was when this was written.


def _page_of(url):
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    where = re.sub(r"\Awww\.(?=.+\.)", "", host.removesuffix(".")) + (f":{port}" if port and port != {"http": 80, "https": 443}[parts.scheme] else "")
    follows = re.compile(r"(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id)(?:=|\Z)", re.I)
    query = "&".join(each for each in parts.query.split("&") if each and not follows.match(each))
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    rest = re.sub("%([0-9A-Fa-f]{2})", _plain, parts.path.strip("/") + (f"?{query}" if query else "") + fragment)
    name = f"{_idna(where)}/" + quote(rest, safe="%/?:@!$&'()*+,;=~#[]")
    return name if len(name) <= 400 else f"{name[:335]}~{sha256(name.encode()).hexdigest()}"


def _page_in(text):
    found = re.search(r"https?://[^\s<>\"\\^`{|}]+", text, re.I)
    if not found:
        return None
    address, open_ones = found[0], 0
    for at, letter in enumerate(address):
        open_ones += (letter == "(") - (letter == ")")
        if open_ones < 0:
            address = address[:at]
            break
    particle = r"(?<=[A-Za-z0-9/])(?:을|를|은|는|이|가|의|에|도|와|과|로|으로|에서|부터|까지)\Z"
    return _page_of(re.sub(particle, "", address.rstrip(".,;:!?'*_~]")))


def _idna(host):
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        pass
    return quote(host, safe=":[]")


def _plain(escaped):
    letter = chr(int(escaped[1], 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else escaped[0].upper()
