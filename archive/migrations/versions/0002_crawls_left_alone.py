"""Crawls that are left alone: hosts side by side, hints, absences, warnings, texts of files."""

import sqlalchemy as sa
from alembic import op

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
        *(sa.column(name) for name in ('id', 'url', 'host', 'priority', 'queued', 'due', 'outcome', 'standing')),
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
    op.execute(sa.update(table).where(table.c.due.is_not(None)).values(queued=sa.true()))
    op.execute(
        sa.update(table).where(table.c.outcome.in_(STANDING)).values(standing=table.c.outcome)
    )
    op.execute(sa.update(table).values(priority=table.c.priority * 10_000_000))
    with op.batch_alter_table('visits') as visits:
        visits.alter_column('host', server_default=None)
        visits.alter_column('queued', server_default=None)
    op.create_index(
        'visits_queue', 'visits', ['source', 'host', 'priority', 'id'], unique=False,
        sqlite_where=sa.text('queued'), postgresql_where=sa.text('queued'),
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
