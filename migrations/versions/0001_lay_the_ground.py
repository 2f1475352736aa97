"""lay the ground."""

import sqlalchemy as sa
from alembic import op

from core import columns
from migrations.append_only import create_triggers

revision = "0001"
down_revision = None
branch_labels = ("default",)
depends_on = None

APPEND_ONLY = (
    "absence",
    "acknowledgement",
    "adult_agreement",
    "adult_details",
    "arrangement_in_use",
    "audit_entry",
    "bottle",
    "box",
    "call",
    "call_confirmed",
    "care_ended",
    "care_plan_review",
    "child_details",
    "child_seen",
    "closed_day",
    "co_ordinator",
    "consent_view",
    "contact",
    "decision_confirmed",
    "decision_exception",
    "decision_not_agreed",
    "dispensing_decision",
    "dose",
    "escalation",
    "escalation_resolved",
    "event",
    "event_answer",
    "exception_answered",
    "exposure_act",
    "family_agency_details",
    "family_link",
    "heard_from",
    "household_asked",
    "keyworker_assignment",
    "leaflet_given",
    "leaflet_sign_off",
    "leaflet_version",
    "look",
    "membership",
    "naloxone",
    "not_needed",
    "outcome_view",
    "person_details",
    "pharmacist_check",
    "pharmacist_query",
    "pharmacy_assignment",
    "pharmacy_hours",
    "plan_copy",
    "plan_item",
    "plan_review",
    "prescriber_spoken",
    "prescription",
    "query_answer",
    "referral",
    "referral_outcome",
    "safeguarding_review",
    "safety_plan",
    "service_user",
    "share",
    "storage_check",
    "supervision",
    "support_offered",
    "their_plan",
)


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("locked_until", columns.UtcDateTime(), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.CheckConstraint("failed_sign_ins >= 0", name=op.f("ck_account_failed_sign_ins_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_account_fs_uniquifier")),
    )
    op.create_table(
        "demonstration",
        sa.Column("loaded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration")),
    )
    op.create_table(
        "policy_in_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("since", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_in_use")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "name IN ('drugs-worker', 'prescriber', 'pharmacist', 'manager', 'safeguarding-lead', 'administrator')",
            name=op.f("ck_role_name_is_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "service",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("nation", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("out_of_hours", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "nation IN ('england-and-wales', 'scotland', 'northern-ireland')", name=op.f("ck_service_nation_is_known")
        ),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_service_has_a_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("code", name=op.f("uq_service_code")),
    )
    op.create_table(
        "agency",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "role IN ('health-visitor', 'social-worker', 'gp', 'midwife', 'pharmacy', 'probation', 'school', 'hospital', 'police', 'drug-service', 'other')",
            name=op.f("ck_agency_role_is_known"),
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_agency_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
    )
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.create_index("ix_agency_service_id_name", ["service_id", "name"], unique=False)

    op.create_table(
        "household",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("next_change_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_household_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index("ix_household_next_change_on", ["next_change_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_service_id"), ["service_id"], unique=False)

    op.create_table(
        "pharmacy",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("nation", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("closed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "nation IN ('england-and-wales', 'scotland', 'northern-ireland')", name=op.f("ck_pharmacy_nation_is_known")
        ),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_pharmacy_has_a_name")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_pharmacy_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pharmacy")),
    )
    with op.batch_alter_table("pharmacy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pharmacy_service_id"), ["service_id"], unique=False)

    op.create_table(
        "roles_users",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_roles_users_role_id_role")),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_roles_users_user_id_account")),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_roles_users")),
    )
    with op.batch_alter_table("roles_users", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roles_users_role_id"), ["role_id"], unique=False)

    op.create_table(
        "team",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("closed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_team_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("service_id", "name", name=op.f("uq_team_service_id_name")),
    )
    op.create_table(
        "child",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_child_household_id_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
    )
    with op.batch_alter_table("child", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_child_household_id"), ["household_id"], unique=False)

    op.create_table(
        "family_agency",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_family_agency_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_family_agency_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_agency")),
        sa.UniqueConstraint("household_id", "agency_id", name=op.f("uq_family_agency_household_id_agency_id")),
    )
    with op.batch_alter_table("family_agency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_agency_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "staff_member",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("pharmacy_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("disabled_at", columns.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(service_id IS NULL) <> (pharmacy_id IS NULL)", name=op.f("ck_staff_member_belongs_to_one_organisation")
        ),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_staff_member_has_a_name")),
        sa.CheckConstraint(
            "team_id IS NULL OR service_id IS NOT NULL", name=op.f("ck_staff_member_only_services_have_teams")
        ),
        sa.ForeignKeyConstraint(["pharmacy_id"], ["pharmacy.id"], name=op.f("fk_staff_member_pharmacy_id_pharmacy")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_staff_member_service_id_service")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_staff_member_team_id_team")),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_staff_member_user_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_member")),
        sa.UniqueConstraint("user_id", name=op.f("uq_staff_member_user_id")),
    )
    with op.batch_alter_table("staff_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_member_pharmacy_id"), ["pharmacy_id"], unique=False)
        batch_op.create_index("ix_staff_member_service_id_name", ["service_id", "name"], unique=False)
        batch_op.create_index(batch_op.f("ix_staff_member_team_id"), ["team_id"], unique=False)

    op.create_table(
        "absence",
        sa.Column("absence_key", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("called_off", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("deputy_id <> staff_id", name=op.f("ck_absence_deputy_is_someone_else")),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_absence_ends_after_it_starts")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_absence_version_starts_at_one")),
        sa.ForeignKeyConstraint(["deputy_id"], ["staff_member.id"], name=op.f("fk_absence_deputy_id_staff_member")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_absence_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_absence_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("absence_key", "version", name=op.f("uq_absence_absence_key_version")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index("ix_absence_deputy_id", ["deputy_id"], unique=False)
        batch_op.create_index("ix_absence_staff_id_from_on", ["staff_id", "from_on"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('view', 'change', 'sign-in', 'refused')", name=op.f("ck_audit_entry_kind_is_known")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff_member.id"], name=op.f("fk_audit_entry_by_id_staff_member")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_audit_entry_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entry_household_id_id", ["household_id", "id"], unique=False)
        batch_op.create_index("ix_audit_entry_person_id_id", ["person_id", "id"], unique=False)
        batch_op.create_index("ix_audit_entry_service_id_id", ["service_id", "id"], unique=False)

    op.create_table(
        "call",
        sa.Column("family_agency_id", sa.Uuid(), nullable=True),
        sa.Column("with_name", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("ours_alone", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(version = 1) = (entry_id = id)", name=op.f("ck_call_the_first_version_names_the_entry")),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_call_a_correction_says_why")),
        sa.ForeignKeyConstraint(
            ["family_agency_id"], ["family_agency.id"], name=op.f("fk_call_family_agency_id_family_agency")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_call_household_id_household")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_call_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_call_entry_id_version")),
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_household_id"), ["household_id"], unique=False)

    op.create_table(
        "child_details",
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("born_is_estimate", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("ethnicity", sa.Text(), nullable=True),
        sa.Column("religion", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("identity_not_asked_because", sa.Text(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("gone", sa.Text(), nullable=True),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "gone IN ('died', 'pregnancy-ended', 'mistake', 'not-named-again', 'moved-away', 'recorded-twice')",
            name=op.f("ck_child_details_gone_is_known"),
        ),
        sa.CheckConstraint(
            "how IN ('lives', 'stays', 'visits', 'elsewhere')", name=op.f("ck_child_details_how_is_known")
        ),
        sa.CheckConstraint("(gone IS NULL) = (gone_on IS NULL)", name=op.f("ck_child_details_gone_has_its_day")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_child_details_has_a_name")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_child_details_version_starts_at_one")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_details_child_id_child")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_child_details_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_child_details_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_details")),
        sa.UniqueConstraint("child_id", "version", name=op.f("uq_child_details_child_id_version")),
    )
    with op.batch_alter_table("child_details", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_child_details_household_id"), ["household_id"], unique=False)

    op.create_table(
        "closed_day",
        sa.Column("pharmacy_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("open_after_all", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["pharmacy_id"], ["pharmacy.id"], name=op.f("fk_closed_day_pharmacy_id_pharmacy")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_closed_day_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_day")),
        sa.UniqueConstraint("pharmacy_id", "day", "version", name=op.f("uq_closed_day_pharmacy_id_day_version")),
    )
    op.create_table(
        "co_ordinator",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_co_ordinator_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_co_ordinator_a_correction_says_why")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_co_ordinator_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_co_ordinator_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_ordinator")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_co_ordinator_entry_id_version")),
    )
    with op.batch_alter_table("co_ordinator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_co_ordinator_household_id"), ["household_id"], unique=False)

    op.create_table(
        "family_agency_details",
        sa.Column("family_agency_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("worker_name", sa.Text(), nullable=False),
        sa.Column("has_part", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "left_on IS NULL OR left_on >= from_on", name=op.f("ck_family_agency_details_leaves_after_coming")
        ),
        sa.ForeignKeyConstraint(
            ["family_agency_id"],
            ["family_agency.id"],
            name=op.f("fk_family_agency_details_family_agency_id_family_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_family_agency_details_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_family_agency_details_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_agency_details")),
        sa.UniqueConstraint(
            "family_agency_id", "version", name=op.f("uq_family_agency_details_family_agency_id_version")
        ),
    )
    with op.batch_alter_table("family_agency_details", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_agency_details_household_id"), ["household_id"], unique=False)

    op.create_table(
        "family_link",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("other_household_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("household_id <> other_household_id", name=op.f("ck_family_link_links_two_households")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_family_link_household_id_household")),
        sa.ForeignKeyConstraint(
            ["other_household_id"], ["household.id"], name=op.f("fk_family_link_other_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_family_link_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_link")),
        sa.UniqueConstraint(
            "household_id", "other_household_id", name=op.f("uq_family_link_household_id_other_household_id")
        ),
    )
    with op.batch_alter_table("family_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_link_other_household_id"), ["other_household_id"], unique=False)

    op.create_table(
        "heard_from",
        sa.Column("family_agency_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("ours_alone", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_heard_from_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_heard_from_a_correction_says_why")),
        sa.ForeignKeyConstraint(
            ["family_agency_id"], ["family_agency.id"], name=op.f("fk_heard_from_family_agency_id_family_agency")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_heard_from_household_id_household")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_heard_from_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heard_from")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_heard_from_entry_id_version")),
    )
    with op.batch_alter_table("heard_from", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_heard_from_household_id"), ["household_id"], unique=False)

    op.create_table(
        "leaflet_version",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("what_changed", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("text", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("code IN ('risk')", name=op.f("ck_leaflet_version_code_is_known")),
        sa.CheckConstraint("format IN ('standard', 'large-print')", name=op.f("ck_leaflet_version_format_is_known")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_leaflet_version_version_starts_at_one")),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["staff_member.id"], name=op.f("fk_leaflet_version_issued_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaflet_version")),
        sa.UniqueConstraint(
            "code", "language", "format", "version", name=op.f("uq_leaflet_version_code_language_format_version")
        ),
    )
    op.create_table(
        "pharmacy_hours",
        sa.Column("pharmacy_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closed_weekdays", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("shut_on_bank_holidays", sa.Boolean(), nullable=False),
        sa.Column("nation", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "nation IN ('england-and-wales', 'scotland', 'northern-ireland')",
            name=op.f("ck_pharmacy_hours_nation_is_known"),
        ),
        sa.ForeignKeyConstraint(["pharmacy_id"], ["pharmacy.id"], name=op.f("fk_pharmacy_hours_pharmacy_id_pharmacy")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_pharmacy_hours_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pharmacy_hours")),
        sa.UniqueConstraint("pharmacy_id", "version", name=op.f("uq_pharmacy_hours_pharmacy_id_version")),
    )
    op.create_table(
        "safeguarding_review",
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_safeguarding_review_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint(
            "version = 1 OR because IS NOT NULL", name=op.f("ck_safeguarding_review_a_correction_says_why")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_safeguarding_review_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_safeguarding_review_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safeguarding_review")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_safeguarding_review_entry_id_version")),
    )
    with op.batch_alter_table("safeguarding_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safeguarding_review_household_id"), ["household_id"], unique=False)

    op.create_table(
        "service_user",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_service_user_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_service_user_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_user")),
        sa.UniqueConstraint("service_id", "reference", name=op.f("uq_service_user_service_id_reference")),
    )
    op.create_table(
        "their_plan",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('child-in-need', 'child-protection')", name=op.f("ck_their_plan_kind_is_known")),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_their_plan_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_their_plan_a_correction_says_why")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_their_plan_household_id_household")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_their_plan_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_their_plan")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_their_plan_entry_id_version")),
    )
    with op.batch_alter_table("their_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_their_plan_household_id"), ["household_id"], unique=False)

    op.create_table(
        "adult",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_adult_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_adult_person_id_service_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adult")),
    )
    with op.batch_alter_table("adult", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adult_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adult_person_id"), ["person_id"], unique=False)

    op.create_table(
        "arrangement_in_use",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("arrangement", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "source IN ('prescription', 'decision', 'counter', 'told')",
            name=op.f("ck_arrangement_in_use_source_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_arrangement_in_use_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_arrangement_in_use_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangement_in_use")),
    )
    with op.batch_alter_table("arrangement_in_use", schema=None) as batch_op:
        batch_op.create_index("ix_arrangement_in_use_person_id", ["person_id"], unique=False)

    op.create_table(
        "bottle",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("for_on", sa.Date(), nullable=True),
        sa.Column("went", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "went IN ('drunk-later', 'returned', 'destroyed', 'lost')", name=op.f("ck_bottle_went_is_known")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_bottle_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_bottle_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bottle")),
    )
    with op.batch_alter_table("bottle", schema=None) as batch_op:
        batch_op.create_index("ix_bottle_person_id", ["person_id"], unique=False)

    op.create_table(
        "box",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("state IN ('given', 'own-seen', 'owed')", name=op.f("ck_box_state_is_known")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_box_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_box_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_box")),
    )
    with op.batch_alter_table("box", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_box_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_box_serial", ["serial"], unique=False)

    op.create_table(
        "call_confirmed",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_confirmed_call_id_call")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_call_confirmed_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_call_confirmed_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_confirmed")),
        sa.UniqueConstraint("call_id", name=op.f("uq_call_confirmed_call_id")),
    )
    with op.batch_alter_table("call_confirmed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_confirmed_household_id"), ["household_id"], unique=False)

    op.create_table(
        "care_ended",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("still_at_home", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(how = 'merged') = (merged_into_id IS NOT NULL)", name=op.f("ck_care_ended_merged_into_somebody")
        ),
        sa.CheckConstraint("how IN ('ended', 'died', 'merged', 'returned')", name=op.f("ck_care_ended_how_is_known")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["service_user.id"], name=op.f("fk_care_ended_merged_into_id_service_user")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_care_ended_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_care_ended_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_ended")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_care_ended_person_id_version")),
    )
    op.create_table(
        "care_plan_review",
        sa.Column("risk_discussed", sa.Boolean(), nullable=False),
        sa.Column("leaflet_status", sa.Text(), nullable=True),
        sa.Column("leaflet_given_by", sa.Text(), nullable=False),
        sa.Column("leaflet_given_on", sa.Date(), nullable=True),
        sa.Column("better_for_the_child", sa.Text(), nullable=False),
        sa.Column("all_events", sa.Boolean(), nullable=False),
        sa.Column("events", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "leaflet_status IN ('given', 'has-it', 'declined')",
            name=op.f("ck_care_plan_review_leaflet_status_is_known"),
        ),
        sa.CheckConstraint("risk_discussed", name=op.f("ck_care_plan_review_storage_risk_was_discussed")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_care_plan_review_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_care_plan_review_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_plan_review")),
    )
    with op.batch_alter_table("care_plan_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_care_plan_review_person_id"), ["person_id"], unique=False)

    op.create_table(
        "child_seen",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("family_agency_id", sa.Uuid(), nullable=True),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("alert", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("ours_alone", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "alert IN ('awake', 'asleep-woken', 'asleep-not-woken', 'unusually-sleepy')",
            name=op.f("ck_child_seen_alert_is_known"),
        ),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_child_seen_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_child_seen_a_correction_says_why")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_seen_child_id_child")),
        sa.ForeignKeyConstraint(
            ["family_agency_id"], ["family_agency.id"], name=op.f("fk_child_seen_family_agency_id_family_agency")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_child_seen_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_child_seen_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_child_seen_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_seen")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_child_seen_entry_id_version")),
    )
    with op.batch_alter_table("child_seen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_child_seen_household_id"), ["household_id"], unique=False)

    op.create_table(
        "consent_view",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("not_asked_because", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("view IN ('agrees', 'objects', 'not-asked')", name=op.f("ck_consent_view_view_is_known")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_consent_view_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_consent_view_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_view")),
    )
    with op.batch_alter_table("consent_view", schema=None) as batch_op:
        batch_op.create_index("ix_consent_view_person_id", ["person_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("ours_alone", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("how IN ('clinic', 'home', 'phone', 'record')", name=op.f("ck_contact_how_is_known")),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_contact_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_contact_a_correction_says_why")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_contact_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_contact_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_contact_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_contact_entry_id_version")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_household_id"), ["household_id"], unique=False)

    op.create_table(
        "decision_draft",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("typed", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("saved_at", columns.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_decision_draft_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_decision_draft_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_draft")),
        sa.UniqueConstraint("person_id", "staff_id", name=op.f("uq_decision_draft_person_id_staff_id")),
    )
    op.create_table(
        "decision_exception",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column("second_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until_at", columns.UtcDateTime(), nullable=False),
        sa.Column("stops", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("given_by_id <> recorded_by_id", name=op.f("ck_decision_exception_given_by_another")),
        sa.CheckConstraint("length(reason) >= 20", name=op.f("ck_decision_exception_reason_in_their_own_words")),
        sa.CheckConstraint(
            "second_by_id IS NULL OR second_by_id <> given_by_id", name=op.f("ck_decision_exception_second_is_another")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["staff_member.id"], name=op.f("fk_decision_exception_given_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_decision_exception_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_decision_exception_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["staff_member.id"], name=op.f("fk_decision_exception_second_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_exception")),
    )
    with op.batch_alter_table("decision_exception", schema=None) as batch_op:
        batch_op.create_index("ix_decision_exception_person_id", ["person_id"], unique=False)

    op.create_table(
        "decision_not_agreed",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("arrangement", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("stops", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("watched", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_decision_not_agreed_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_decision_not_agreed_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_not_agreed")),
    )
    with op.batch_alter_table("decision_not_agreed", schema=None) as batch_op:
        batch_op.create_index("ix_decision_not_agreed_person_id", ["person_id"], unique=False)

    op.create_table(
        "dose",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("for_on", sa.Date(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("pharmacy_id", sa.Uuid(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "how IN ('supervised', 'take-home', 'missed', 'refused')", name=op.f("ck_dose_how_is_known")
        ),
        sa.CheckConstraint("part >= 1", name=op.f("ck_dose_part_starts_at_one")),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_dose_a_correction_says_why")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_dose_person_id_service_user")),
        sa.ForeignKeyConstraint(["pharmacy_id"], ["pharmacy.id"], name=op.f("fk_dose_pharmacy_id_pharmacy")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_dose_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dose")),
        sa.UniqueConstraint("person_id", "medicine", "for_on", "part", "version", name="uq_dose_one_stands"),
    )
    op.create_table(
        "household_asked",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "answer <> 'not-asked' OR because IS NOT NULL", name=op.f("ck_household_asked_not_asked_says_why")
        ),
        sa.CheckConstraint(
            "answer IN ('children', 'none', 'would-not-say', 'not-asked')",
            name=op.f("ck_household_asked_answer_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_household_asked_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_household_asked_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_household_asked_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_asked")),
    )
    with op.batch_alter_table("household_asked", schema=None) as batch_op:
        batch_op.create_index("ix_household_asked_household_id", ["household_id"], unique=False)

    op.create_table(
        "keyworker_assignment",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_keyworker_assignment_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_keyworker_assignment_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_keyworker_assignment_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keyworker_assignment")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_keyworker_assignment_person_id_version")),
    )
    with op.batch_alter_table("keyworker_assignment", schema=None) as batch_op:
        batch_op.create_index("ix_keyworker_assignment_staff_id", ["staff_id"], unique=False)

    op.create_table(
        "leaflet_given",
        sa.Column("leaflet_version_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("said_back", sa.Text(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
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

    op.create_table(
        "leaflet_sign_off",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("leaflet_version_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(reviewed_by) > 0", name=op.f("ck_leaflet_sign_off_says_who_reviewed_it")),
        sa.ForeignKeyConstraint(
            ["leaflet_version_id"],
            ["leaflet_version.id"],
            name=op.f("fk_leaflet_sign_off_leaflet_version_id_leaflet_version"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_leaflet_sign_off_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_leaflet_sign_off_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaflet_sign_off")),
        sa.UniqueConstraint(
            "service_id", "leaflet_version_id", name=op.f("uq_leaflet_sign_off_service_id_leaflet_version_id")
        ),
    )
    op.create_table(
        "look",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('manager', 'prescriber')", name=op.f("ck_look_kind_is_known")),
        sa.CheckConstraint("(version = 1) = (entry_id = id)", name=op.f("ck_look_the_first_version_names_the_entry")),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_look_a_correction_says_why")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_look_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_look_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_look_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_look_entry_id_version")),
    )
    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_look_household_id"), ["household_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "how IN ('registered', 'moved', 'split', 'joined', 'merged')", name=op.f("ck_membership_how_is_known")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_membership_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_membership_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_membership_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_membership_person_id_version")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index("ix_membership_household_id", ["household_id"], unique=False)

    op.create_table(
        "naloxone",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("state IN ('given', 'declined')", name=op.f("ck_naloxone_state_is_known")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_naloxone_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_naloxone_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naloxone")),
    )
    with op.batch_alter_table("naloxone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_naloxone_person_id"), ["person_id"], unique=False)

    op.create_table(
        "name_token",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("sound", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_name_token_person_id_service_user")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_name_token_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_token")),
        sa.UniqueConstraint("person_id", "word", name=op.f("uq_name_token_person_id_word")),
    )
    with op.batch_alter_table("name_token", schema=None) as batch_op:
        batch_op.create_index("ix_name_token_service_id_sound", ["service_id", "sound", "word"], unique=False)
        batch_op.create_index("ix_name_token_service_id_word", ["service_id", "word", "person_id"], unique=False)

    op.create_table(
        "not_needed",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "code NOT IN ('exposure-act-now', 'child-exposure-open')", name=op.f("ck_not_needed_never_for_exposure")
        ),
        sa.CheckConstraint("length(because) > 0", name=op.f("ck_not_needed_says_why")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_not_needed_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_not_needed_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_not_needed_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_needed")),
    )
    with op.batch_alter_table("not_needed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_not_needed_household_id"), ["household_id"], unique=False)

    op.create_table(
        "open_finding",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("whom_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_staff_id", sa.Uuid(), nullable=True),
        sa.Column("prescriber_too", sa.Boolean(), nullable=False),
        sa.Column("lead_too", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("clears", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("kept_closed", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "owner IN ('keyworker', 'prescriber', 'pharmacist', 'manager', 'safeguarding-lead')",
            name=op.f("ck_open_finding_owner_is_known"),
        ),
        sa.CheckConstraint("severity IN ('stop', 'act', 'note')", name=op.f("ck_open_finding_severity_is_known")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_open_finding_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["owner_staff_id"], ["staff_member.id"], name=op.f("fk_open_finding_owner_staff_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_open_finding_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_open_finding_service_id_service")),
        sa.ForeignKeyConstraint(["whom_id"], ["service_user.id"], name=op.f("fk_open_finding_whom_id_service_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_finding")),
    )
    with op.batch_alter_table("open_finding", schema=None) as batch_op:
        batch_op.create_index("ix_open_finding_household_id", ["household_id"], unique=False)
        batch_op.create_index("ix_open_finding_owner_staff_id", ["owner_staff_id"], unique=False)
        batch_op.create_index("ix_open_finding_service_id_code", ["service_id", "code"], unique=False)
        batch_op.create_index("ix_open_finding_service_id_rank_due_on", ["service_id", "rank", "due_on"], unique=False)

    op.create_table(
        "person_details",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("given_names", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("known_as", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("nhs_number", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("treatment_started_on", sa.Date(), nullable=True),
        sa.Column("leaflet_language", sa.Text(), nullable=True),
        sa.Column("leaflet_format", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(family_name) > 0", name=op.f("ck_person_details_has_a_family_name")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_person_details_version_starts_at_one")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_person_details_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_person_details_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_details")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_person_details_person_id_version")),
    )
    with op.batch_alter_table("person_details", schema=None) as batch_op:
        batch_op.create_index("ix_person_details_born_on", ["born_on"], unique=False)
        batch_op.create_index("ix_person_details_nhs_number", ["nhs_number"], unique=False)

    op.create_table(
        "pharmacist_query",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('query', 'concern')", name=op.f("ck_pharmacist_query_kind_is_known")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_pharmacist_query_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_pharmacist_query_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pharmacist_query")),
    )
    with op.batch_alter_table("pharmacist_query", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pharmacist_query_person_id"), ["person_id"], unique=False)

    op.create_table(
        "pharmacy_assignment",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pharmacy_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_pharmacy_assignment_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["pharmacy_id"], ["pharmacy.id"], name=op.f("fk_pharmacy_assignment_pharmacy_id_pharmacy")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_pharmacy_assignment_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pharmacy_assignment")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_pharmacy_assignment_person_id_version")),
    )
    with op.batch_alter_table("pharmacy_assignment", schema=None) as batch_op:
        batch_op.create_index("ix_pharmacy_assignment_pharmacy_id", ["pharmacy_id"], unique=False)

    op.create_table(
        "plan_draft",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("saved_at", columns.UtcDateTime(), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_plan_draft_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["staff_member.id"], name=op.f("fk_plan_draft_saved_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_draft")),
        sa.UniqueConstraint("person_id", name=op.f("uq_plan_draft_person_id")),
    )
    op.create_table(
        "prescriber_spoken",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("spoke_to", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("supplied", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_prescriber_spoken_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_prescriber_spoken_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescriber_spoken")),
    )
    with op.batch_alter_table("prescriber_spoken", schema=None) as batch_op:
        batch_op.create_index("ix_prescriber_spoken_person_id", ["person_id"], unique=False)

    op.create_table(
        "prescription",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("medicine", sa.Text(), nullable=False),
        sa.Column("mg_a_day", columns.Milligrams(), nullable=False),
        sa.Column("pharmacy_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("wording", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("titrating", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_prescription_ends_after_it_starts")
        ),
        sa.CheckConstraint("mg_a_day > 0", name=op.f("ck_prescription_prescribes_something")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_prescription_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(["pharmacy_id"], ["pharmacy.id"], name=op.f("fk_prescription_pharmacy_id_pharmacy")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_prescription_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescription")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_prescription_person_id_version")),
    )
    with op.batch_alter_table("prescription", schema=None) as batch_op:
        batch_op.create_index("ix_prescription_pharmacy_id", ["pharmacy_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("child_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("for_the_child", sa.Text(), nullable=False),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("asked_for", sa.Text(), nullable=False),
        sa.Column("told_by_phone", sa.Boolean(), nullable=False),
        sa.Column("not_sent_because", sa.Text(), nullable=True),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('S17', 'S47', 'early-help', 'pre-birth')", name=op.f("ck_referral_kind_is_known")),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_referral_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint(
            "not_sent_because IS NULL OR length(not_sent_because) > 0", name=op.f("ck_referral_not_sent_says_why")
        ),
        sa.CheckConstraint(
            "told_by_phone OR not_sent_because IS NOT NULL OR decide_by IS NOT NULL OR (child_id IS NOT NULL AND kind IS NOT NULL AND length(seen) > 0 AND length(for_the_child) > 0)",
            name=op.f("ck_referral_sent_in_writing_is_complete"),
        ),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_referral_a_correction_says_why")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_referral_child_id_child")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_referral_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_referral_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_referral_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_referral_entry_id_version")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_household_id"), ["household_id"], unique=False)

    op.create_table(
        "safety_plan",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreed_how", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("bottles", sa.Integer(), nullable=False),
        sa.Column("mg", columns.Milligrams(), nullable=False),
        sa.Column("usual_bottles", sa.Integer(), nullable=True),
        sa.Column("when_most", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=False),
        sa.Column("said_back", sa.Text(), nullable=False),
        sa.Column("what_changed", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "agreed_how <> 'said' OR length(witness) > 0", name=op.f("ck_safety_plan_said_before_a_witness")
        ),
        sa.CheckConstraint(
            "agreed_how IN ('paper', 'screen', 'said')", name=op.f("ck_safety_plan_agreed_how_is_known")
        ),
        sa.CheckConstraint(
            "evidence IN ('told', 'issued', 'shown', 'photo', 'seen-at-home')",
            name=op.f("ck_safety_plan_evidence_is_known"),
        ),
        sa.CheckConstraint("bottles >= 0 AND mg >= 0", name=op.f("ck_safety_plan_covers_no_less_than_nothing")),
        sa.CheckConstraint("review_on > happened_on", name=op.f("ck_safety_plan_is_looked_at_again")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_safety_plan_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_safety_plan_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_plan")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_safety_plan_person_id_version")),
    )
    with op.batch_alter_table("safety_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safety_plan_person_id"), ["person_id"], unique=False)

    op.create_table(
        "storage_check",
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("fix_by", sa.Date(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(result = 'fix-by') = (fix_by IS NOT NULL)", name=op.f("ck_storage_check_fix_by_has_its_day")
        ),
        sa.CheckConstraint(
            "result IN ('satisfactory', 'fix-by', 'not-safe', 'not-seen')",
            name=op.f("ck_storage_check_result_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_storage_check_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_storage_check_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storage_check")),
    )
    with op.batch_alter_table("storage_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_storage_check_person_id"), ["person_id"], unique=False)

    op.create_table(
        "supervision",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("better_for_the_child", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_supervision_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_supervision_a_correction_says_why")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_supervision_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_supervision_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_supervision_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_supervision_entry_id_version")),
    )
    with op.batch_alter_table("supervision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supervision_household_id"), ["household_id"], unique=False)

    op.create_table(
        "support_offered",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_support_offered_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_support_offered_a_correction_says_why")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_support_offered_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_support_offered_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_support_offered_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_offered")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_support_offered_entry_id_version")),
    )
    with op.batch_alter_table("support_offered", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_offered_household_id"), ["household_id"], unique=False)

    op.create_table(
        "adult_agreement",
        sa.Column("adult_id", sa.Uuid(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("not_told_because", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "agrees OR not_told_because IS NOT NULL", name=op.f("ck_adult_agreement_agrees_or_says_why_not_told")
        ),
        sa.ForeignKeyConstraint(["adult_id"], ["adult.id"], name=op.f("fk_adult_agreement_adult_id_adult")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_adult_agreement_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adult_agreement")),
    )
    with op.batch_alter_table("adult_agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adult_agreement_adult_id"), ["adult_id"], unique=False)

    op.create_table(
        "adult_details",
        sa.Column("adult_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("own_supply", sa.Boolean(), nullable=True),
        sa.Column("part", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "role IN ('partner', 'parent', 'lodger', 'carer', 'other')", name=op.f("ck_adult_details_role_is_known")
        ),
        sa.ForeignKeyConstraint(["adult_id"], ["adult.id"], name=op.f("fk_adult_details_adult_id_adult")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_adult_details_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_adult_details_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adult_details")),
        sa.UniqueConstraint("adult_id", "version", name=op.f("uq_adult_details_adult_id_version")),
    )
    with op.batch_alter_table("adult_details", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adult_details_household_id"), ["household_id"], unique=False)

    op.create_table(
        "dispensing_decision",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("arrangement", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("alternatives", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("better_for_the_child", sa.Text(), nullable=False),
        sa.Column("better_evidence", sa.Text(), nullable=True),
        sa.Column("authoriser_id", sa.Uuid(), nullable=True),
        sa.Column("senior_id", sa.Uuid(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("most_bottles", sa.Integer(), nullable=False),
        sa.Column("most_mg", columns.Milligrams(), nullable=False),
        sa.Column("adds_safety", sa.Boolean(), nullable=False),
        sa.Column("exception_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "better_evidence IN ('told', 'agency', 'observed-test', 'seen')",
            name=op.f("ck_dispensing_decision_better_evidence_is_known"),
        ),
        sa.CheckConstraint(
            "authoriser_id IS NOT NULL OR exception_id IS NOT NULL",
            name=op.f("ck_dispensing_decision_names_who_authorises"),
        ),
        sa.CheckConstraint(
            "length(reason) > 0 OR exception_id IS NOT NULL", name=op.f("ck_dispensing_decision_says_why")
        ),
        sa.CheckConstraint(
            "review_on IS NOT NULL OR adds_safety OR exception_id IS NOT NULL",
            name=op.f("ck_dispensing_decision_has_a_review_date"),
        ),
        sa.ForeignKeyConstraint(
            ["authoriser_id"], ["staff_member.id"], name=op.f("fk_dispensing_decision_authoriser_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["exception_id"],
            ["decision_exception.id"],
            name=op.f("fk_dispensing_decision_exception_id_decision_exception"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_dispensing_decision_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_dispensing_decision_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["senior_id"], ["staff_member.id"], name=op.f("fk_dispensing_decision_senior_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispensing_decision")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_dispensing_decision_person_id_version")),
    )
    op.create_table(
        "event",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("about_child_id", sa.Uuid(), nullable=True),
        sa.Column("about_adult_id", sa.Uuid(), nullable=True),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.Column("known_to", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("present", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("child_present", sa.Boolean(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("how_often", sa.Text(), nullable=False),
        sa.Column("child_was", sa.Text(), nullable=False),
        sa.Column("minded_by", sa.Text(), nullable=False),
        sa.Column("ours_alone", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('use-on-top', 'intoxicated', 'pregnancy', 'birth', 'hospital-discharge', 'new-adult', 'moved', 'bereavement', 'domestic-abuse', 'warrant', 'child-injury', 'child-handling', 'child-exposure', 'third-party-concern', 'dose-lost-or-stolen', 'storage-failed', 'social-care-ended', 'asks-for-less-supervision', 'missed-appointment', 'missed-dose', 'child-missed-appointment', 'illness', 'separation', 'debt', 'court', 'housing', 'police-contact', 'vomiting', 'adult-left', 'social-care-started', 'pregnancy-ended', 'child-died', 'storage-advice', 'support-offered', 'strength')",
            name=op.f("ck_event_kind_is_known"),
        ),
        sa.CheckConstraint(
            "source IN ('self-report', 'third-party', 'unobserved-test', 'observed-test', 'seen')",
            name=op.f("ck_event_source_is_known"),
        ),
        sa.CheckConstraint("(version = 1) = (entry_id = id)", name=op.f("ck_event_the_first_version_names_the_entry")),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_event_a_correction_says_why")),
        sa.ForeignKeyConstraint(["about_adult_id"], ["adult.id"], name=op.f("fk_event_about_adult_id_adult")),
        sa.ForeignKeyConstraint(["about_child_id"], ["child.id"], name=op.f("fk_event_about_child_id_child")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_event_household_id_household")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_event_person_id_service_user")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_event_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_event_entry_id_version")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_household_id"), ["household_id"], unique=False)

    op.create_table(
        "exception_answered",
        sa.Column("exception_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "answer IN ('confirmed', 'disowned', 'looked')", name=op.f("ck_exception_answered_answer_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["exception_id"],
            ["decision_exception.id"],
            name=op.f("fk_exception_answered_exception_id_decision_exception"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_exception_answered_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exception_answered")),
    )
    with op.batch_alter_table("exception_answered", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exception_answered_exception_id"), ["exception_id"], unique=False)

    op.create_table(
        "pharmacist_check",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["service_user.id"], name=op.f("fk_pharmacist_check_person_id_service_user")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_pharmacist_check_plan_id_safety_plan")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_pharmacist_check_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pharmacist_check")),
    )
    with op.batch_alter_table("pharmacist_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pharmacist_check_person_id"), ["person_id"], unique=False)

    op.create_table(
        "plan_copy",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("how IN ('given', 'declined', 'kept-at-clinic')", name=op.f("ck_plan_copy_how_is_known")),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_plan_copy_person_id_service_user")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_plan_copy_plan_id_safety_plan")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_plan_copy_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_copy")),
    )
    with op.batch_alter_table("plan_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_copy_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_copy_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_item",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("private", sa.Text(), nullable=False),
        sa.Column("ticks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("by_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("answer <> 'not-yet' OR by_on IS NOT NULL", name=op.f("ck_plan_item_not_yet_has_a_day")),
        sa.CheckConstraint(
            "answer = 'agreed' OR length(coalesce(because, '')) > 0", name=op.f("ck_plan_item_says_why_not_agreed")
        ),
        sa.CheckConstraint(
            "answer IN ('agreed', 'not-yet', 'does-not-apply')", name=op.f("ck_plan_item_answer_is_known")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_plan_item_plan_id_safety_plan")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_plan_item_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint("plan_id", "code", "version", name=op.f("uq_plan_item_plan_id_code_version")),
    )
    op.create_table(
        "plan_review",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("bottles", sa.Integer(), nullable=True),
        sa.Column("mg", columns.Milligrams(), nullable=True),
        sa.Column("all_events", sa.Boolean(), nullable=False),
        sa.Column("events", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "evidence IN ('told', 'issued', 'shown', 'photo', 'seen-at-home')",
            name=op.f("ck_plan_review_evidence_is_known"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_plan_review_person_id_service_user")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_plan_review_plan_id_safety_plan")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_plan_review_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_review")),
    )
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_review_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_review_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "query_answer",
        sa.Column("query_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["query_id"], ["pharmacist_query.id"], name=op.f("fk_query_answer_query_id_pharmacist_query")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_query_answer_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_answer")),
    )
    with op.batch_alter_table("query_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_query_answer_query_id"), ["query_id"], unique=False)

    op.create_table(
        "referral_outcome",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "result IN ('no-action', 'assessment', 'strategy', 'early-help', 'closed')",
            name=op.f("ck_referral_outcome_result_is_known"),
        ),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_referral_outcome_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint(
            "version = 1 OR because IS NOT NULL", name=op.f("ck_referral_outcome_a_correction_says_why")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_referral_outcome_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_referral_outcome_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_outcome_referral_id_referral")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_outcome")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_referral_outcome_entry_id_version")),
    )
    with op.batch_alter_table("referral_outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_outcome_household_id"), ["household_id"], unique=False)

    op.create_table(
        "share",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("family_agency_id", sa.Uuid(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=True),
        sa.Column("view", sa.Text(), nullable=True),
        sa.Column("not_asked_because", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("necessary_because", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("not_told_because", sa.Text(), nullable=True),
        sa.Column("not_sent_because", sa.Text(), nullable=True),
        sa.Column("delivered", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "length(coalesce(not_sent_because, '')) > 0 OR coalesce(view, '') = 'agrees' OR (length(coalesce(necessary_because, '')) > 0 AND length(coalesce(basis, '')) > 0 AND decided_by_id IS NOT NULL AND (told_on IS NOT NULL OR length(coalesce(not_told_because, '')) > 0))",
            name=op.f("ck_share_sent_without_agreement_is_justified"),
        ),
        sa.CheckConstraint(
            "sent_by IN ('hand', 'post', 'secure-email', 'link')", name=op.f("ck_share_sent_by_is_known")
        ),
        sa.CheckConstraint("view IN ('agrees', 'objects', 'not-asked')", name=op.f("ck_share_view_is_known")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff_member.id"], name=op.f("fk_share_decided_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["family_agency_id"], ["family_agency.id"], name=op.f("fk_share_family_agency_id_family_agency")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["service_user.id"], name=op.f("fk_share_person_id_service_user")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_share_plan_id_safety_plan")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_share_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
    )
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_share_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "acknowledgement",
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("our_part", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_acknowledgement_recorded_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["share_id"], ["share.id"], name=op.f("fk_acknowledgement_share_id_share")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgement")),
    )
    with op.batch_alter_table("acknowledgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acknowledgement_share_id"), ["share_id"], unique=False)

    op.create_table(
        "decision_confirmed",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["dispensing_decision.id"],
            name=op.f("fk_decision_confirmed_decision_id_dispensing_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_decision_confirmed_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_confirmed")),
    )
    with op.batch_alter_table("decision_confirmed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_confirmed_decision_id"), ["decision_id"], unique=False)

    op.create_table(
        "escalation",
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(version = 1) = (entry_id = id)", name=op.f("ck_escalation_the_first_version_names_the_entry")
        ),
        sa.CheckConstraint("version = 1 OR because IS NOT NULL", name=op.f("ck_escalation_a_correction_says_why")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_escalation_household_id_household")),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["referral_outcome.id"], name=op.f("fk_escalation_outcome_id_referral_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_escalation_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint("entry_id", "version", name=op.f("uq_escalation_entry_id_version")),
    )
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_household_id"), ["household_id"], unique=False)

    op.create_table(
        "escalation_resolved",
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "length(text) > 0 AND length(agreed_by) > 0",
            name=op.f("ck_escalation_resolved_says_what_was_resolved_and_with_whom"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_escalation_resolved_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["referral_outcome.id"], name=op.f("fk_escalation_resolved_outcome_id_referral_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_escalation_resolved_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation_resolved")),
    )
    with op.batch_alter_table("escalation_resolved", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_resolved_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_resolved_outcome_id"), ["outcome_id"], unique=False)

    op.create_table(
        "event_answer",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("changes", sa.Boolean(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(because) > 0", name=op.f("ck_event_answer_says_why")),
        sa.ForeignKeyConstraint(["entry_id"], ["event.id"], name=op.f("fk_event_answer_entry_id_event")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_event_answer_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_event_answer_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_answer")),
    )
    with op.batch_alter_table("event_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_answer_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_answer_household_id"), ["household_id"], unique=False)

    op.create_table(
        "exposure_act",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("done_at", columns.UtcDateTime(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["event.id"], name=op.f("fk_exposure_act_entry_id_event")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_exposure_act_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_exposure_act_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exposure_act")),
    )
    with op.batch_alter_table("exposure_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exposure_act_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_exposure_act_household_id"), ["household_id"], unique=False)

    op.create_table(
        "outcome_view",
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", columns.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "view IN ('agree', 'disagree', 'need-discussion')", name=op.f("ck_outcome_view_view_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_outcome_view_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["referral_outcome.id"], name=op.f("fk_outcome_view_outcome_id_referral_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["staff_member.id"], name=op.f("fk_outcome_view_recorded_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_view")),
    )
    with op.batch_alter_table("outcome_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_view_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outcome_view_outcome_id"), ["outcome_id"], unique=False)

    create_triggers(op.get_bind(), APPEND_ONLY)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("outcome_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_view_outcome_id"))
        batch_op.drop_index(batch_op.f("ix_outcome_view_household_id"))

    op.drop_table("outcome_view")
    with op.batch_alter_table("exposure_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exposure_act_household_id"))
        batch_op.drop_index(batch_op.f("ix_exposure_act_entry_id"))

    op.drop_table("exposure_act")
    with op.batch_alter_table("event_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_answer_household_id"))
        batch_op.drop_index(batch_op.f("ix_event_answer_entry_id"))

    op.drop_table("event_answer")
    with op.batch_alter_table("escalation_resolved", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_resolved_outcome_id"))
        batch_op.drop_index(batch_op.f("ix_escalation_resolved_household_id"))

    op.drop_table("escalation_resolved")
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_household_id"))

    op.drop_table("escalation")
    with op.batch_alter_table("decision_confirmed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_confirmed_decision_id"))

    op.drop_table("decision_confirmed")
    with op.batch_alter_table("acknowledgement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acknowledgement_share_id"))

    op.drop_table("acknowledgement")
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_share_plan_id"))
        batch_op.drop_index(batch_op.f("ix_share_person_id"))

    op.drop_table("share")
    with op.batch_alter_table("referral_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_outcome_household_id"))

    op.drop_table("referral_outcome")
    with op.batch_alter_table("query_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_query_answer_query_id"))

    op.drop_table("query_answer")
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_review_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_review_person_id"))

    op.drop_table("plan_review")
    op.drop_table("plan_item")
    with op.batch_alter_table("plan_copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_copy_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_copy_person_id"))

    op.drop_table("plan_copy")
    with op.batch_alter_table("pharmacist_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pharmacist_check_person_id"))

    op.drop_table("pharmacist_check")
    with op.batch_alter_table("exception_answered", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exception_answered_exception_id"))

    op.drop_table("exception_answered")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_household_id"))

    op.drop_table("event")
    op.drop_table("dispensing_decision")
    with op.batch_alter_table("adult_details", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adult_details_household_id"))

    op.drop_table("adult_details")
    with op.batch_alter_table("adult_agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adult_agreement_adult_id"))

    op.drop_table("adult_agreement")
    with op.batch_alter_table("support_offered", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_offered_household_id"))

    op.drop_table("support_offered")
    with op.batch_alter_table("supervision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_household_id"))

    op.drop_table("supervision")
    with op.batch_alter_table("storage_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_storage_check_person_id"))

    op.drop_table("storage_check")
    with op.batch_alter_table("safety_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_safety_plan_person_id"))

    op.drop_table("safety_plan")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_household_id"))

    op.drop_table("referral")
    with op.batch_alter_table("prescription", schema=None) as batch_op:
        batch_op.drop_index("ix_prescription_pharmacy_id")

    op.drop_table("prescription")
    with op.batch_alter_table("prescriber_spoken", schema=None) as batch_op:
        batch_op.drop_index("ix_prescriber_spoken_person_id")

    op.drop_table("prescriber_spoken")
    op.drop_table("plan_draft")
    with op.batch_alter_table("pharmacy_assignment", schema=None) as batch_op:
        batch_op.drop_index("ix_pharmacy_assignment_pharmacy_id")

    op.drop_table("pharmacy_assignment")
    with op.batch_alter_table("pharmacist_query", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pharmacist_query_person_id"))

    op.drop_table("pharmacist_query")
    with op.batch_alter_table("person_details", schema=None) as batch_op:
        batch_op.drop_index("ix_person_details_nhs_number")
        batch_op.drop_index("ix_person_details_born_on")

    op.drop_table("person_details")
    with op.batch_alter_table("open_finding", schema=None) as batch_op:
        batch_op.drop_index("ix_open_finding_service_id_rank_due_on")
        batch_op.drop_index("ix_open_finding_service_id_code")
        batch_op.drop_index("ix_open_finding_owner_staff_id")
        batch_op.drop_index("ix_open_finding_household_id")

    op.drop_table("open_finding")
    with op.batch_alter_table("not_needed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_not_needed_household_id"))

    op.drop_table("not_needed")
    with op.batch_alter_table("name_token", schema=None) as batch_op:
        batch_op.drop_index("ix_name_token_service_id_word")
        batch_op.drop_index("ix_name_token_service_id_sound")

    op.drop_table("name_token")
    with op.batch_alter_table("naloxone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_naloxone_person_id"))

    op.drop_table("naloxone")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index("ix_membership_household_id")

    op.drop_table("membership")
    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_look_household_id"))

    op.drop_table("look")
    op.drop_table("leaflet_sign_off")
    with op.batch_alter_table("leaflet_given", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leaflet_given_person_id"))

    op.drop_table("leaflet_given")
    with op.batch_alter_table("keyworker_assignment", schema=None) as batch_op:
        batch_op.drop_index("ix_keyworker_assignment_staff_id")

    op.drop_table("keyworker_assignment")
    with op.batch_alter_table("household_asked", schema=None) as batch_op:
        batch_op.drop_index("ix_household_asked_household_id")

    op.drop_table("household_asked")
    op.drop_table("dose")
    with op.batch_alter_table("decision_not_agreed", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_not_agreed_person_id")

    op.drop_table("decision_not_agreed")
    with op.batch_alter_table("decision_exception", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_exception_person_id")

    op.drop_table("decision_exception")
    op.drop_table("decision_draft")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_household_id"))

    op.drop_table("contact")
    with op.batch_alter_table("consent_view", schema=None) as batch_op:
        batch_op.drop_index("ix_consent_view_person_id")

    op.drop_table("consent_view")
    with op.batch_alter_table("child_seen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_seen_household_id"))

    op.drop_table("child_seen")
    with op.batch_alter_table("care_plan_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_care_plan_review_person_id"))

    op.drop_table("care_plan_review")
    op.drop_table("care_ended")
    with op.batch_alter_table("call_confirmed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_confirmed_household_id"))

    op.drop_table("call_confirmed")
    with op.batch_alter_table("box", schema=None) as batch_op:
        batch_op.drop_index("ix_box_serial")
        batch_op.drop_index(batch_op.f("ix_box_person_id"))

    op.drop_table("box")
    with op.batch_alter_table("bottle", schema=None) as batch_op:
        batch_op.drop_index("ix_bottle_person_id")

    op.drop_table("bottle")
    with op.batch_alter_table("arrangement_in_use", schema=None) as batch_op:
        batch_op.drop_index("ix_arrangement_in_use_person_id")

    op.drop_table("arrangement_in_use")
    with op.batch_alter_table("adult", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adult_person_id"))
        batch_op.drop_index(batch_op.f("ix_adult_household_id"))

    op.drop_table("adult")
    with op.batch_alter_table("their_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_their_plan_household_id"))

    op.drop_table("their_plan")
    op.drop_table("service_user")
    with op.batch_alter_table("safeguarding_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_safeguarding_review_household_id"))

    op.drop_table("safeguarding_review")
    op.drop_table("pharmacy_hours")
    op.drop_table("leaflet_version")
    with op.batch_alter_table("heard_from", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_heard_from_household_id"))

    op.drop_table("heard_from")
    with op.batch_alter_table("family_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_family_link_other_household_id"))

    op.drop_table("family_link")
    with op.batch_alter_table("family_agency_details", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_family_agency_details_household_id"))

    op.drop_table("family_agency_details")
    with op.batch_alter_table("co_ordinator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_co_ordinator_household_id"))

    op.drop_table("co_ordinator")
    op.drop_table("closed_day")
    with op.batch_alter_table("child_details", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_details_household_id"))

    op.drop_table("child_details")
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_household_id"))

    op.drop_table("call")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_service_id_id")
        batch_op.drop_index("ix_audit_entry_person_id_id")
        batch_op.drop_index("ix_audit_entry_household_id_id")

    op.drop_table("audit_entry")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index("ix_absence_staff_id_from_on")
        batch_op.drop_index("ix_absence_deputy_id")

    op.drop_table("absence")
    with op.batch_alter_table("staff_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_member_team_id"))
        batch_op.drop_index("ix_staff_member_service_id_name")
        batch_op.drop_index(batch_op.f("ix_staff_member_pharmacy_id"))

    op.drop_table("staff_member")
    with op.batch_alter_table("family_agency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_family_agency_agency_id"))

    op.drop_table("family_agency")
    with op.batch_alter_table("child", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_household_id"))

    op.drop_table("child")
    op.drop_table("team")
    with op.batch_alter_table("roles_users", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roles_users_role_id"))

    op.drop_table("roles_users")
    with op.batch_alter_table("pharmacy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pharmacy_service_id"))

    op.drop_table("pharmacy")
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_service_id"))
        batch_op.drop_index("ix_household_next_change_on")

    op.drop_table("household")
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.drop_index("ix_agency_service_id_name")

    op.drop_table("agency")
    op.drop_table("service")
    op.drop_table("role")
    op.drop_table("policy_in_use")
    op.drop_table("demonstration")
    op.drop_table("account")
