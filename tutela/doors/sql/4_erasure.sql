-- Erasing a record at the end of its time. Only the database's owner does it, from the command line.
REVOKE INSERT, UPDATE, DELETE ON retention_hold, retention_erasure FROM {app};
DO $$
BEGIN
    -- A release before this one has none.
    IF to_regclass('retention_ground') IS NOT NULL THEN
        REVOKE ALL ON retention_ground FROM {app};
    END IF;
END $$;

-- What is left of an entry: that it was there, when it was recorded, by whom, and its digest.
CREATE OR REPLACE FUNCTION entry_as_erased(e chronology_entry) RETURNS chronology_entry
    LANGUAGE plpgsql IMMUTABLE AS
$$
BEGIN
    e.kind := 'erased'; e.version := 0; e.category := 'record'; e.precision := 'unknown';
    e.happened_from := NULL; e.happened_until := NULL; e.refers_to_id := NULL;
    e.corrects_id := NULL; e.withdraws_id := NULL; e.reason := ''; e.content := '{}';
    RETURN e;
END $$;

-- An entry stays as it was written. One of an erased record loses what it said; nothing else can
-- happen to it, whoever asks.
CREATE OR REPLACE FUNCTION entry_stays_unless_erased() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS
$$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW = entry_as_erased(OLD)
       AND EXISTS (SELECT FROM retention_erasure x WHERE x.child_id = OLD.child_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'TU001';
END $$;
CREATE OR REPLACE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON chronology_entry
    FOR EACH ROW EXECUTE FUNCTION entry_stays_unless_erased();

-- SHA-256 over the places and digests of a child's chain. `tutela.doors.verifying` computes the same.
CREATE OR REPLACE FUNCTION seal_of_places(p_child uuid) RETURNS bytea LANGUAGE sql STABLE
    SET search_path = pg_catalog, public AS
$$
    SELECT sha256(coalesce(string_agg(int4send(e.place) || e.digest, ''::bytea ORDER BY e.place),
                           ''::bytea))
      FROM chronology_entry e WHERE e.child_id = p_child
$$;

-- Destroy the key, empty the entries, and remove every row about the child but these: who stood in
-- the circle and in conflict (so that they are told that the record was erased), the chain, the
-- holds and the erasure. A new room's tables are among those that are emptied.
CREATE OR REPLACE FUNCTION record_is_gone(p_child uuid) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS
$$
DECLARE
    about regclass;
BEGIN
    UPDATE people_child SET sealed_key = '' WHERE id = p_child;
    UPDATE chronology_entry e
       SET kind = 'erased', version = 0, category = 'record', precision = 'unknown',
           happened_from = NULL, happened_until = NULL, refers_to_id = NULL, corrects_id = NULL,
           withdraws_id = NULL, reason = '', content = '{}'
     WHERE e.child_id = p_child;
    FOR about IN
        SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
           AND a.attname = 'child_id' AND NOT a.attisdropped
           AND c.relname <> ALL (ARRAY['chronology_entry', 'people_membership', 'people_conflict',
                                       'retention_hold', 'retention_erasure'])
    LOOP
        EXECUTE format('DELETE FROM %s WHERE child_id = $1', about) USING p_child;
    END LOOP;
END $$;

-- Erase a record: two people, its time has come, nothing holds it. Both are audited.
CREATE OR REPLACE FUNCTION door_erase(
    p_child uuid, p_first uuid, p_second uuid, p_kept_until date, p_on date
) RETURNS int LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    head people_child;
BEGIN
    SELECT * INTO head FROM people_child WHERE id = p_child FOR UPDATE;
    IF head.id IS NULL THEN
        PERFORM entry_refuse('not-there');
    ELSIF octet_length(head.sealed_key) = 0 THEN
        PERFORM entry_refuse('erased');
    ELSIF EXISTS (SELECT FROM retention_hold h WHERE h.child_id = p_child AND h.released IS NULL) THEN
        PERFORM entry_refuse('held');
    ELSIF p_kept_until > p_on OR p_on > (clock_timestamp() AT TIME ZONE 'Europe/London')::date THEN
        PERFORM entry_refuse('not-due');
    ELSIF p_first = p_second OR 2 <> (SELECT count(*) FROM people_practitioner
                                       WHERE id IN (p_first, p_second) AND is_active) THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    RETURN erased_now(head, p_first, p_second, p_kept_until, p_on, '');
END $$;

-- A backup from before the erasure was restored: what was erased is erased again.
CREATE OR REPLACE FUNCTION door_erase_again(
    p_child uuid, p_first uuid, p_second uuid, p_kept_until date, p_on date
) RETURNS int LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    head people_child;
BEGIN
    SELECT * INTO head FROM people_child
     WHERE id = p_child AND octet_length(sealed_key) > 0 FOR UPDATE;
    IF head.id IS NULL THEN
        RETURN 0;
    END IF;
    RETURN erased_now(head, p_first, p_second, p_kept_until, p_on, 'again, after a restore');
END $$;

CREATE OR REPLACE FUNCTION erased_now(
    head people_child, p_first uuid, p_second uuid, p_kept_until date, p_on date, p_purpose text
) RETURNS int LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
BEGIN
    INSERT INTO retention_erasure (child_id, erased_on, at, kept_until, first, second, places, seal)
    VALUES (head.id, p_on, clock_timestamp(), p_kept_until, p_first, p_second, head.head_place,
            seal_of_places(head.id));
    INSERT INTO access_audit (at, who, agency, role, action, child, categories, upto, purpose)
    SELECT clock_timestamp(), who, (SELECT agency_id FROM people_practitioner WHERE id = who), '',
           'erase', head.id, '{}', head.head_place, p_purpose
      FROM unnest(ARRAY[p_first, p_second]) who;
    PERFORM record_is_gone(head.id);
    RETURN head.head_place;
END $$;
