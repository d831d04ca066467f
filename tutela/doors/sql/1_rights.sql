-- What the application's role may not touch, though new tables are open to it: the spine. A test lists
-- every table and what is granted on it.
REVOKE INSERT, UPDATE, DELETE ON
    people_child, people_membership, people_agency, people_team,
    chronology_entry, chronology_head,
    access_grant, access_databasepurpose, django_migrations
    FROM {app};
REVOKE ALL ON access_audit FROM {app};
REVOKE DELETE ON people_practitioner FROM {app};

-- Entries and audit rows stay as they were written, whoever asks.
CREATE OR REPLACE FUNCTION stays_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'TU001';
END $$;

CREATE OR REPLACE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON chronology_entry
    FOR EACH ROW EXECUTE FUNCTION stays_as_written();
CREATE OR REPLACE TRIGGER entry_stays_whole BEFORE TRUNCATE ON chronology_entry
    FOR EACH STATEMENT EXECUTE FUNCTION stays_as_written();
CREATE OR REPLACE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON access_audit
    FOR EACH ROW EXECUTE FUNCTION stays_as_written();
CREATE OR REPLACE TRIGGER audit_stays_whole BEFORE TRUNCATE ON access_audit
    FOR EACH STATEMENT EXECUTE FUNCTION stays_as_written();
