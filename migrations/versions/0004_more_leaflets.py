"""More leaflets: formats, translations signed for, withdrawals, prints unsigned, logos, copies that were signed."""

import sqlalchemy as sa
from alembic import op

from core import columns
from migrations.append_only import create_triggers, drop_triggers

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NEW = ("leaflet_withdrawal", "service_logo", "unsigned_print")
# Whoever points at a version stands aside while its table is made anew: SQLite changes no CHECK in place.
POINTING = ("leaflet_given", "leaflet_sign_off")
REWRITTEN = (*POINTING, "leaflet_version")
CODES = ("risk",), ("risk", "staff")
FORMATS = (
    ("standard", "large-print"),
    ("standard", "large-print", "easy-read", "booklet", "fridge-page", "card", "pictures", "poster"),
)


def upgrade() -> None:
    """Forwards."""
    drop_triggers(op.get_bind(), REWRITTEN)
    _aside()
    _checks(CODES[1], FORMATS[1])
    _sign_offs(sa.Column("translated_by", sa.Text(), nullable=False))
    _given(
        sa.Column("pharmacy_id", sa.Uuid(), nullable=True),
        sa.Column("signed_copy", sa.Boolean(), nullable=False),
        sa.Column("not_theirs_because", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pharmacy_id"], ["pharmacy.id"], name=op.f("fk_leaflet_given_pharmacy_id_pharmacy")),
    )
    _back("leaflet_sign_off", SIGN_OFF, {"translated_by": "''"})
    with op.batch_alter_table("leaflet_given", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leaflet_given_leaflet_version_id"), ["leaflet_version_id"], unique=False)
    _back("leaflet_given", GIVEN, {"pharmacy_id": "NULL", "signed_copy": "FALSE", "not_theirs_because": "''"})
    _new_tables()
    create_triggers(op.get_bind(), (*REWRITTEN, *NEW))


def downgrade() -> None:
    """Backwards."""
    drop_triggers(op.get_bind(), (*REWRITTEN, *NEW))
    with op.batch_alter_table("unsigned_print", schema=None) as batch_op:
        batch_op.drop_index("ix_unsigned_print_service_id")
    for table in NEW:
        op.drop_table(table)
    _aside()
    _without_what_is_new()
    _checks(CODES[0], FORMATS[0])
    _sign_offs()
    _given()
    _back("leaflet_sign_off", SIGN_OFF, {})
    _back("leaflet_given", GIVEN, {})
    create_triggers(op.get_bind(), REWRITTEN)


SIGN_OFF = ("service_id", "leaflet_version_id", "reviewed_by", "id", "recorded_at", "recorded_by_id")
GIVEN = (
    *("leaflet_version_id", "language", "format", "given_by", "said_back", "declined", "person_id", "happened_on"),
    *("id", "recorded_at", "recorded_by_id"),
)


def _aside() -> None:
    for table in POINTING:
        op.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")  # noqa: S608
        op.drop_table(table)


def _back(table: str, names: tuple[str, ...], added: dict[str, str]) -> None:
    into, values = ", ".join((*names, *added)), ", ".join((*names, *added.values()))
    op.execute(f"INSERT INTO {table} ({into}) SELECT {values} FROM kept_{table}")  # noqa: S608
    op.drop_table(f"kept_{table}")


def _without_what_is_new() -> None:
    """The old CHECKs know neither the new leaflets nor the new formats: they go, and what was said about them."""
    codes, formats = (", ".join(repr(each) for each in listed) for listed in (CODES[0], FORMATS[0]))
    new = f"code NOT IN ({codes}) OR format NOT IN ({formats})"
    for table in POINTING:
        op.execute(
            f"DELETE FROM kept_{table} WHERE leaflet_version_id IN (SELECT id FROM leaflet_version WHERE {new})"  # noqa: S608
        )
    op.execute(f"DELETE FROM leaflet_version WHERE {new}")  # noqa: S608


def _checks(codes: tuple[str, ...], formats: tuple[str, ...]) -> None:
    listed = {"code": codes, "format": formats}
    with op.batch_alter_table("leaflet_version", schema=None) as batch_op:
        for column, values in listed.items():
            name = op.f(f"ck_leaflet_version_{column}_is_known")
            batch_op.drop_constraint(name, type_="check")
            batch_op.create_check_constraint(name, f"{column} IN ({', '.join(repr(each) for each in values)})")


def _sign_offs(*more: sa.Column) -> None:
    op.create_table(
        "leaflet_sign_off",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("leaflet_version_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        *more,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(reviewed_by) > 0", name=op.f("ck_leaflet_sign_off_says_who_reviewed_it")),
        *_of_service("leaflet_sign_off"),
        sa.UniqueConstraint(
            "service_id", "leaflet_version_id", name=op.f("uq_leaflet_sign_off_service_id_leaflet_version_id")
        ),
    )


def _given(*more: sa.Column | sa.ForeignKeyConstraint) -> None:
    op.create_table(
        "leaflet_given",
        sa.Column("leaflet_version_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("said_back", sa.Text(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        *more,
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["leaflet_version_id"],
            ["leaflet_version.id"],
            name=op.f("fk_leaflet_given_leaflet_version_id_leaflet_version"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_leaflet_given_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_leaflet_given_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaflet_given")),
    )
    with op.batch_alter_table("leaflet_given", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leaflet_given_person_id"), ["person_id"], unique=False)


def _of_service(table: str) -> list[sa.Constraint]:
    """A fact of a service about a version."""
    return [
        sa.ForeignKeyConstraint(
            ["leaflet_version_id"], ["leaflet_version.id"], name=op.f(f"fk_{table}_leaflet_version_id_leaflet_version")
        ),
        *_signed(table),
    ]


def _signed(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f(f"fk_{table}_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f(f"fk_{table}_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _new_tables() -> None:
    op.create_table(
        "leaflet_withdrawal",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("leaflet_version_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(because) > 0", name=op.f("ck_leaflet_withdrawal_says_why")),
        *_of_service("leaflet_withdrawal"),
        sa.UniqueConstraint(
            "service_id", "leaflet_version_id", name=op.f("uq_leaflet_withdrawal_service_id_leaflet_version_id")
        ),
    )
    op.create_table(
        "unsigned_print",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("leaflet_version_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(name) > 0 AND length(because) > 0", name=op.f("ck_unsigned_print_says_who_and_why")),
        *_of_service("unsigned_print"),
    )
    with op.batch_alter_table("unsigned_print", schema=None) as batch_op:
        batch_op.create_index("ix_unsigned_print_service_id", ["service_id"], unique=False)
    op.create_table(
        "service_logo",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_service_logo_version_starts_at_one")),
        sa.CheckConstraint("length(png) <= 1000000", name=op.f("ck_service_logo_is_small")),
        *_signed("service_logo"),
        sa.UniqueConstraint("service_id", "version", name=op.f("uq_service_logo_service_id_version")),
    )
