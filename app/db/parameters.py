"""Parameters of statements that are built once, when their module is loaded.

To build a statement takes up to ten times as long as to run it, so what nearly every request asks
is built once; what is asked now and then reads better where it is asked. Each is named as in the
mapping that is executed with the statement.
"""

from sqlalchemy import BindParameter, bindparam

PARTNERSHIP: BindParameter[object] = bindparam("partnership")
PERSON: BindParameter[object] = bindparam("person")
PEOPLE: BindParameter[object] = bindparam("people", expanding=True)
AGENCY: BindParameter[object] = bindparam("agency")
AUDIT: BindParameter[object] = bindparam("audit")
AUDITS: BindParameter[object] = bindparam("audits", expanding=True)
CASES: BindParameter[object] = bindparam("cases", expanding=True)
RECORD: BindParameter[object] = bindparam("record")
KEYS: BindParameter[object] = bindparam("keys", expanding=True)
PLACES: BindParameter[object] = bindparam("places", expanding=True)
RECORDS: BindParameter[object] = bindparam("records", expanding=True)
