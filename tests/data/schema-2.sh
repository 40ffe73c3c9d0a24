#!/bin/sh
# Makes tests/data/schema-2.db, a small database as step 2 left it: run once, when the step was closed; kept for the
# test of migrations. sh tests/data/schema-2.sh (needs sqlite3)
set -eu
cd "$(dirname "$0")/../.."
out=tests/data/schema-2.db
rm -f "$out"
{
    echo "PRAGMA page_size=1024; BEGIN;"
    cat data/schema/001-start.sql data/schema/002-sales-desk.sql
    cat <<'SQL'
INSERT INTO site(number, name, here) VALUES (1, 'A', 1);
INSERT INTO counter(name, value) VALUES ('id', 100), ('JD261122', 1);
INSERT INTO staff(id, name, roles) VALUES (1099511627777, '王强', '14');
INSERT INTO project(id, name, sales_manager) VALUES (1099511627778, '云栖花园', 1099511627777);
INSERT INTO customer(id, name, form) VALUES (1099511627779, '欧阳明', '1');
INSERT INTO customer_phone(id, customer, number) VALUES (1099511627780, 1099511627779, '13655556666');
INSERT INTO reception(id, number, kind, project, customer, phone, name, staff, began_at, state)
    VALUES (1099511627781, 'JD261122-A001', 'walk_in', 1099511627778, 1099511627779, '13655556666', '欧阳明', 1099511627777, 1795312800, 'open');
INSERT INTO find_pending(customer) VALUES (1099511627779);
INSERT INTO list_entry(id, list, code, text, state) VALUES (1099511627782, 'need', '2', '随便看看', 'active');
INSERT INTO setting(name, value) VALUES ('find.rules', '1');
SQL
    echo "COMMIT; PRAGMA application_id=1364476233; PRAGMA user_version=2;"
} | sqlite3 "$out"
