"""The first catalogue: runs, captures, visits, articles, revisions, changes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('articles',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('source', sa.String(length=200), nullable=False),
        sa.Column('identity', sa.Text(), nullable=False),
        sa.Column('url', sa.Text(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('first_seen', MOMENT, nullable=False),
        sa.Column('last_seen', MOMENT, nullable=False),
        sa.Column('withdrawn_at', MOMENT, nullable=True),
        sa.PrimaryKeyConstraint('id')
    )
    op.create_index('ix_articles_source', 'articles', ['source'], unique=False)
    op.create_table('changes',
        sa.Column('number', KEY, nullable=False),
        sa.Column('article', sa.String(length=16), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint('number'),
        sqlite_autoincrement=True
    )
    op.create_index('ix_changes_article', 'changes', ['article'], unique=False)
    op.create_table('runs',
        sa.Column('id', KEY, nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('source', sa.String(length=200), nullable=False),
        sa.Column('software', sa.String(length=100), nullable=False),
        sa.Column('began', MOMENT, nullable=False),
        sa.Column('ended', MOMENT, nullable=True),
        sa.Column('outcome', sa.Text(), nullable=True),
        sa.Column('counts', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('name')
    )
    op.create_table('captures',
        sa.Column('id', KEY, nullable=False),
        sa.Column('run', KEY, nullable=False),
        sa.Column('url', sa.Text(), nullable=False),
        sa.Column('url_key', sa.Text(), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('captured_at', MOMENT, nullable=False),
        sa.Column('status', sa.Integer(), nullable=True),
        sa.Column('media_type', sa.String(length=255), nullable=True),
        sa.Column('digest', sa.String(length=100), nullable=False),
        sa.Column('file', sa.String(length=255), nullable=False),
        sa.Column('offset', sa.BigInteger(), nullable=False),
        sa.Column('length', sa.BigInteger(), nullable=False),
        sa.Column('repeats', KEY, nullable=True),
        sa.ForeignKeyConstraint(['repeats'], ['captures.id']),
        sa.ForeignKeyConstraint(['run'], ['runs.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('file', 'offset')
    )
    op.create_index('ix_captures_digest', 'captures', ['digest'], unique=False)
    op.create_index('ix_captures_url_key', 'captures', ['url_key'], unique=False)
    op.create_table('revisions',
        sa.Column('article', sa.String(length=16), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.Column('capture', KEY, nullable=False),
        sa.Column('captured_at', MOMENT, nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('summary', sa.Text(), nullable=False),
        sa.Column('body', sa.Text(), nullable=False),
        sa.Column('section', sa.Text(), nullable=False),
        sa.Column('author', sa.Text(), nullable=False),
        sa.Column('captions', sa.JSON(), nullable=False),
        sa.Column('published', sa.Date(), nullable=True),
        sa.Column('published_at', MOMENT, nullable=True),
        sa.Column('attachments', sa.JSON(), nullable=False),
        sa.Column('parser', sa.String(length=40), nullable=False),
        sa.Column('parser_version', sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(['article'], ['articles.id']),
        sa.ForeignKeyConstraint(['capture'], ['captures.id']),
        sa.PrimaryKeyConstraint('article', 'revision')
    )
    op.create_table('visits',
        sa.Column('id', KEY, nullable=False),
        sa.Column('source', sa.String(length=200), nullable=False),
        sa.Column('url', sa.Text(), nullable=False),
        sa.Column('url_key', sa.Text(), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('priority', sa.Integer(), nullable=False),
        sa.Column('due', MOMENT, nullable=True),
        sa.Column('found_on', sa.Text(), nullable=True),
        sa.Column('hint', sa.Date(), nullable=True),
        sa.Column('fetched_at', MOMENT, nullable=True),
        sa.Column('outcome', sa.String(length=40), nullable=True),
        sa.Column('detail', sa.Text(), nullable=True),
        sa.Column('failures', sa.Integer(), nullable=False),
        sa.Column('capture', KEY, nullable=True),
        sa.Column('etag', sa.Text(), nullable=True),
        sa.Column('last_modified', sa.Text(), nullable=True),
        sa.Column('article', sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(['capture'], ['captures.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('source', 'url_key')
    )
    op.create_index('visits_due', 'visits', ['source', 'due'], unique=False)
