"""A region of a thousand units, its people and their work items, made by generate_series."""

UNITS = 1000
TINY = 1042  # the id of a unit with sixty items; 1 is the region, 2-41 its administrations
TINY_PERSON, EVERYWHERE, ADMINISTRATION = 1, 2, 3  # ids of users
CASES = 20_000

ORGANISATION = f"""
INSERT INTO organisation_unit (id, public_id, kind, name, short_name, parent_id, authority_id, lineage)
SELECT id, substr(md5('unit ' || id), 1, 26),
       CASE WHEN id = 1 THEN 'region' WHEN id < 42 THEN 'administration' ELSE 'unit' END,
       'Enhet ' || id, 'E' || id,
       CASE WHEN id = 1 THEN NULL WHEN id < 42 THEN 1 ELSE 2 + id % 40 END,
       CASE WHEN id < 42 THEN NULL ELSE 2 + id % 40 END,
       CASE WHEN id = 1 THEN ARRAY[1] WHEN id < 42 THEN ARRAY[1, id] ELSE ARRAY[1, 2 + id % 40, id] END
FROM generate_series(1, {TINY}) id;
INSERT INTO auth_group (id, name) SELECT id, 'representative ' || id FROM generate_series(1, {TINY}) id;
INSERT INTO organisation_unitrole (group_id, unit_id, role)
SELECT id, id, 'representative' FROM generate_series(1, {TINY}) id;
INSERT INTO organisation_user (id, public_id, username, name, email, title, language, is_active, is_superuser, password)
SELECT id, substr(md5('user ' || id), 1, 26), 'u' || id, 'Person ' || id, '', '', 'sv', true, false, ''
FROM generate_series(1, 2000) id;
INSERT INTO organisation_membership (user_id, group_id, starts_on)
SELECT {TINY_PERSON}, {TINY}, date '2026-01-01'
UNION ALL SELECT {EVERYWHERE}, id, date '2026-01-01' FROM generate_series(1, {TINY}) id
UNION ALL SELECT {ADMINISTRATION}, id, date '2026-01-01' FROM generate_series(42, 1041) id WHERE id % 40 = 7
UNION ALL SELECT 4 + id % 1990, id, date '2026-01-01' FROM generate_series(1, {TINY}) id;
INSERT INTO cases_diary (id, authority_id, code, pattern, external)
SELECT id, id, 'D' || id, '{{code}} {{year}}-{{seq:05d}}', false FROM generate_series(1, 41) id;
INSERT INTO cases_case (id, public_id, diary_id, unit_id, title, year, sequence, number, registered_at, opened_at,
                        opened_by_id, state, secrecy_provision)
SELECT id, substr(md5('case ' || id), 1, 26), 2 + id % 40, 42 + id % {UNITS}, 'Ärende ' || id, 2025, id,
       'D' || 2 + id % 40 || ' 2025-' || id, now(), now(), 1, 'open', ''
FROM generate_series(1, {CASES}) id;
"""


def work_items(first: int, last: int) -> str:
    """Open items first to last, 200 made at the same instant as by one dispatch, and half as many done ones."""
    return f"""
{_items(first, last, "NULL")};
{_items(last, last + (last - first) // 2, "now()")};
"""


def tiny_items() -> str:
    """The tiny unit's sixty items, spread over the two years."""
    return _items(-3_000_000, -1, "NULL", every=50_000)


def _items(first: int, last: int, done: str, every: int = 1) -> str:
    unit = str(TINY) if first < 0 else f"42 + floor({UNITS} * power(random(), 2))"
    return f"""
INSERT INTO cases_workitem (kind, unit_id, role, user_id, case_id, target_type, target_id, target_public_id, title,
                            due_on, created_at, done_at)
SELECT 'answer', CASE WHEN own THEN NULL ELSE {unit} END,
       CASE WHEN own THEN '' WHEN i % 10 = 1 THEN 'manager' WHEN i % 10 = 2 THEN 'head' ELSE 'representative' END,
       CASE WHEN own THEN 1 + i % 2000 END, 1 + abs(i) % {CASES}, 'recipient', i, substr(md5(i::text), 1, 26),
       'Remiss om styrande principer ' || i, current_date + 30,
       now() - mod(abs(i) / 200 * 7919::bigint, 1000003) / 1000003.0 * interval '2 years', {done}
FROM (SELECT i, i > 0 AND i % 50 = 0 AS own FROM generate_series({first}, {last}, {every}) i) rows"""


SEQUENCES = "".join(
    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 1000000);\n"
    for table in (
        "organisation_unit",
        "organisation_user",
        "organisation_membership",
        "auth_group",
        "cases_diary",
        "cases_case",
    )
)
