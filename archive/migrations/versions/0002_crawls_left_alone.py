"""Crawls that are left alone: hosts side by side, hints, absences, warnings, texts of files."""

import sqlalchemy as sa
from alembic import op

# Written by this step as by the program that will look it up; should keys ever change, they do so
# in every table at once, by a step of its own.
from archive.urls import url_key

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

# What a visit came to that says what stands at its address.
STANDING = ("article", "listing", "file", "gone", "redirected")


def upgrade() -> None:
    op.add_column('runs', sa.Column('warnings', sa.JSON(), nullable=False, server_default='[]'))
    with op.batch_alter_table('visits') as visits:
        visits.add_column(sa.Column('host', sa.String(length=300), nullable=False, server_default=''))
        visits.add_column(sa.Column('queued', sa.Boolean(), nullable=False, server_default=sa.false()))
        visits.add_column(sa.Column('hint_from', sa.String(length=20), nullable=True))
        visits.add_column(sa.Column('standing', sa.String(length=40), nullable=True))
        visits.drop_index('visits_due')
        visits.create_index('ix_visits_article', ['article'])
    table = sa.table(
        'visits',
        *(sa.column(name) for name in (
            'id', 'url', 'host', 'kind', 'priority', 'queued', 'due', 'fetched_at', 'outcome', 'standing', 'article',
        )),
    )
    # Cut as text, because no address of an archive is without its `//` and path.
    connection = op.get_bind()
    known = connection.execute(sa.select(table.c.id, table.c.url)).all()
    hosts = [
        {'key': key, 'name': url.split('/', 3)[2].lower().removeprefix('www.')} for key, url in known
    ]
    if hosts:
        connection.execute(
            sa.update(table).where(table.c.id == sa.bindparam('key')).values(host=sa.bindparam('name')),
            hosts,
        )
    _tell_standings(table)
    _tell_due(table)
    op.execute(sa.update(table).values(priority=table.c.priority * 10_000_000))
    with op.batch_alter_table('visits') as visits:
        visits.alter_column('host', server_default=None)
        visits.alter_column('queued', server_default=None)
    op.create_index(
        'visits_queue', 'visits', ['source', 'host', 'priority', 'id'], unique=False,
        sqlite_where=sa.text('queued = 1'), postgresql_where=sa.text('queued'),
    )
    op.add_column('revisions', sa.Column('hint', sa.Date(), nullable=True))
    op.add_column('revisions', sa.Column('hint_from', sa.String(length=20), nullable=True))
    op.create_table('absences',
        sa.Column('article', sa.String(length=16), nullable=False),
        sa.Column('since', MOMENT, nullable=False),
        sa.Column('capture', KEY, nullable=False),
        sa.Column('until', MOMENT, nullable=True),
        sa.Column('returned', KEY, nullable=True),
        sa.ForeignKeyConstraint(['article'], ['articles.id'], ),
        sa.ForeignKeyConstraint(['capture'], ['captures.id'], ),
        sa.ForeignKeyConstraint(['returned'], ['captures.id'], ),
        sa.PrimaryKeyConstraint('article', 'since')
    )
    op.create_table('article_files',
        sa.Column('article', sa.String(length=16), nullable=False),
        sa.Column('url_key', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['article'], ['articles.id'], ),
        sa.PrimaryKeyConstraint('article', 'url_key')
    )
    op.create_index('ix_article_files_url_key', 'article_files', ['url_key'], unique=False)
    op.create_table('file_texts',
        sa.Column('digest', sa.String(length=100), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('extractor', sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint('digest')
    )
    _link_files(connection)
    _tell_absences()


def _tell_standings(table: sa.TableClause) -> None:
    outcome, standing = table.c.outcome, table.c.standing
    op.execute(sa.update(table).where(outcome.in_(STANDING)).values(standing=outcome))
    # An article stood for as long as nothing said otherwise; a failure says nothing.
    op.execute(
        sa.update(table)
        .where(table.c.article.is_not(None), standing.is_(None))
        .values(standing='article')
    )
    # Every page that is no article was asked for in each run.
    op.execute(
        sa.update(table)
        .where(standing == 'listing', table.c.kind.in_(('seed', 'page')))
        .values(standing='section')
    )


def _tell_due(table: sa.TableClause) -> None:
    due, outcome = table.c.due, sa.func.coalesce(table.c.outcome, '')
    # A file that could not be had waits for a later run; what else has a time is left of the last.
    tried = sa.and_(table.c.kind == 'file', table.c.fetched_at.is_not(None))
    op.execute(sa.update(table).where(due.is_not(None), ~tried).values(queued=sa.true()))
    # Each run made everything due that it knew, but for files; now each address has a time.
    op.execute(
        sa.update(table)
        .where(due.is_(None), table.c.kind != 'file', outcome != 'too large')
        .values(due=table.c.fetched_at)
    )


def _link_files(connection: sa.Connection) -> None:
    """Notes which files the articles link to; the next crawl reads those that are here."""
    articles = sa.table('articles', sa.column('id'), sa.column('revision'))
    revisions = sa.table(
        'revisions', sa.column('article'), sa.column('revision'), sa.column('attachments', sa.JSON())
    )
    newest = sa.select(revisions.c.article, revisions.c.attachments).join(
        articles,
        sa.and_(articles.c.id == revisions.c.article, articles.c.revision == revisions.c.revision),
    )
    links = {
        (article, key)
        for article, attachments in connection.execute(newest)
        for one in attachments
        if one['kind'] == 'file' and (key := _key(one['url']))
    }
    table = sa.table('article_files', sa.column('article'), sa.column('url_key'))
    op.bulk_insert(table, [{'article': article, 'url_key': key} for article, key in sorted(links)])


def _key(url: str) -> str:
    """Empty for what is no address of the web: a portal may link to anything."""
    try:
        return url_key(url)
    except ValueError:
        return ''


def _tell_absences() -> None:
    """Notes since when articles are missing, with the capture that was made at that moment."""
    op.execute(
        'INSERT INTO absences (article, since, capture)'
        ' SELECT articles.id, articles.withdrawn_at, MIN(captures.id) FROM articles'
        ' JOIN visits ON visits.article = articles.id'
        ' JOIN captures ON captures.url_key = visits.url_key'
        ' AND captures.captured_at = articles.withdrawn_at'
        ' GROUP BY articles.id, articles.withdrawn_at'
    )
