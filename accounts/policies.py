"""Policies taken apart: what each role of the database is left to be asked (docs/decisions/0046).

A policy is written for everybody (accounts/rows.py): or of and of conditions, of which some ask for the person's role
alone. For one role those are answered already; what is left is said to that role, and a role for which nothing is left
has no policy and so no rows. The planner then meets what this person needs, and not what everybody would.
"""

import re

from accounts.database_roles import DATABASE_ROLES, SERVICE

_MARKS = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|[()]|\b(?:or|and)\b", re.IGNORECASE)
_WHOLE = re.compile(r"(select|case|with)\b", re.IGNORECASE)
_OF_THE_SERVICE = re.compile(r"\(\s*select dvpp_service\(\)( as \w+)?\s*\)", re.IGNORECASE)
_OF_ROLES = re.compile(r"\(\s*select \(dvpp_role\(\) = [^()]*(\(array\[[^]]*\]\))?\)\s*\)", re.IGNORECASE)
_NAMES = re.compile(r"'(\w+)'")
_FOR = "_for_"

_OF_EVERYBODY = """
select polname, pg_get_expr(polqual, polrelid) from pg_policy
where polrelid = %s::regclass and polpermissive and polcmd = '*' and polwithcheck is null and polroles = '{0}'
order by 1
"""
_OF_ROLES_ALONE = """
select polname, pg_get_expr(polqual, polrelid), array(select rolname::text from pg_roles where oid = any(polroles))
from pg_policy
where polrelid = %s::regclass and polpermissive and polname ~ %s and polroles <> '{0}' order by 1
"""


# Reading


def read(text):
    """``("or" | "and", parts)`` down to conditions, which stay as they are written, in brackets."""
    text = _bare(text)
    if not _WHOLE.match(text):
        for word in ("or", "and"):
            parts = _parted(text, word)
            if len(parts) > 1:
                return word, [read(part) for part in parts]
    return f"({text})"


def _bare(text):
    """Without brackets around the whole of it."""
    text = text.strip()
    while text.startswith("(") and _closes(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _closes(text):
    """Where the bracket closes with which ``text`` begins."""
    depth = 0
    for mark in _MARKS.finditer(text):
        depth += {"(": 1, ")": -1}.get(mark.group(), 0)
        if depth == 0:
            return mark.start()
    raise ValueError(f"A bracket is not closed: {text}")


def _parted(text, word):
    depth, begins, parts = 0, 0, []
    for mark in _MARKS.finditer(text):
        depth += {"(": 1, ")": -1}.get(mark.group(), 0)
        if depth == 0 and mark.group().lower() == word:
            parts.append(text[begins : mark.start()])
            begins = mark.end()
    return [*parts, text[begins:]]


# Answering what is known of a role


def left_for(role, condition):
    """What is left to be asked of a row: SQL, or True for every row, or False for none."""
    if isinstance(condition, str):
        return _answered(role, condition)
    word, parts = condition
    decides = word == "or"
    left = [left_for(role, part) for part in parts]
    if decides in left:
        return decides
    left = list(dict.fromkeys(each for each in left if each is not (not decides)))
    if not left:
        return not decides
    return left[0] if len(left) == 1 else "(" + f" {word} ".join(left) + ")"


def _answered(role, condition):
    if _OF_THE_SERVICE.fullmatch(condition):
        return role == SERVICE
    if _OF_ROLES.fullmatch(condition):
        return role in {f"dvpp_{name}" for name in _NAMES.findall(condition)}
    return {"(true)": True, "(false)": False}.get(condition.lower(), condition)


def for_each_role(seen):
    """{what is left: the roles of the database to whom it is said}; who meets no row is not named."""
    condition, found = read(seen), {}
    for role in DATABASE_ROLES:
        left = left_for(role, condition)
        if left is not False:
            found.setdefault("true" if left is True else left, []).append(role)
    return found


# In the database


def take_apart(cursor, table):
    """Every policy of ``table`` that is written for everybody; what restricts besides is left as it is."""
    cursor.execute(_OF_EVERYBODY, [table])
    for name, seen in cursor.fetchall():
        cursor.execute(f"drop policy {name} on {table}")
        for left, roles in for_each_role(seen).items():
            called = f"{name}{_FOR}{roles[0].removeprefix('dvpp_')}"
            cursor.execute(f"create policy {called} on {table} for all to {', '.join(roles)} using ({left})")


def put_together(cursor, table):
    """The other way: each policy written for everybody again."""
    cursor.execute(_OF_ROLES_ALONE, [table, _FOR])
    conditions = {}
    for called, left, roles in cursor.fetchall():
        cursor.execute(f"drop policy {called} on {table}")
        conditions.setdefault(called.rpartition(_FOR)[0], []).extend(_for_everybody(left, roles))
    for name, either in conditions.items():
        cursor.execute(f"create policy {name} on {table} for all using ({' or '.join(either)})")


def _for_everybody(left, roles):
    if SERVICE in roles:
        yield "(select dvpp_service())"
    people = ", ".join(f"'{role.removeprefix('dvpp_')}'" for role in sorted(roles) if role != SERVICE)
    if people:
        yield f"((select dvpp_role() in ({people})) and ({left}))"


def admit(role, *, like):
    """SQL by which what is said to ``like`` is said to ``role`` too, of whom no policy could know that is older."""
    return f"""
do $$
declare
    each record;
begin
    for each in
        select polname, polrelid::regclass::text as whose, (
            select string_agg(quote_ident(rolname), ', ' order by rolname) from pg_roles where oid = any(polroles)
        ) as roles
        from pg_policy
        where '{like}'::regrole::oid = any(polroles) and not '{role}'::regrole::oid = any(polroles)
    loop
        execute format('alter policy %I on %s to %s, %I', each.polname, each.whose, each.roles, '{role}');
    end loop;
end $$
"""  # noqa: S608 names that a migration gives


def drop_parts(cursor, table, name):
    """Of a policy that is written anew, or taken back."""
    ours = "|".join(role.removeprefix("dvpp_") for role in DATABASE_ROLES)
    cursor.execute(_OF_ROLES_ALONE, [table, f"^{name}{_FOR}({ours})$"])
    for called, *_ in cursor.fetchall():
        cursor.execute(f"drop policy {called} on {table}")


def guarded(cursor):
    cursor.execute("select distinct polrelid::regclass::text from pg_policy order by 1")
    return [table for (table,) in cursor.fetchall()]


def each_role_has_its_own(cursor):
    """Whether this database is past accounts 0008; the roles alone belong to the server and say nothing of it."""
    cursor.execute("select to_regprocedure('dvpp_act(text)') is not null")
    return cursor.fetchone()[0]
