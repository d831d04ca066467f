-- The only way in. Each function runs as the owner, asks the access table, and audits what it did.

-- Declared no steadier than what they call, so that PostgreSQL may put their text in place.
CREATE OR REPLACE FUNCTION microseconds(p timestamptz) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT coalesce((extract(epoch FROM p) * 1000000)::bigint::text, '') $$;

-- The seal: SHA-256 over the digest before, the row's own columns and its canonical content.
-- `tutela.chronology.seal.digest` computes the same in Python.
CREATE OR REPLACE FUNCTION entry_digest(
    p_before bytea, p_id uuid, p_child uuid, p_place int, p_kind text, p_version int,
    p_category text, p_from timestamptz, p_until timestamptz, p_precision text,
    p_recorded timestamptz, p_by uuid, p_agency uuid, p_role text, p_refers uuid, p_corrects uuid,
    p_withdraws uuid, p_reason text, p_content text
) RETURNS bytea LANGUAGE sql STABLE AS
$$
    SELECT sha256(p_before || convert_to(concat_ws(E'\x1f',
        p_id, p_child, p_place, p_kind, p_version, p_category, microseconds(p_from),
        microseconds(p_until), p_precision, microseconds(p_recorded), p_by, p_agency, p_role,
        coalesce(p_refers::text, ''), coalesce(p_corrects::text, ''),
        coalesce(p_withdraws::text, ''), p_reason, p_content), 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION door_audit(
    p_action text, p_child uuid, p_entry uuid, p_role text, p_categories text[], p_upto int,
    p_purpose text
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    INSERT INTO access_audit (at, who, agency, role, action, child, entry, categories, upto, purpose)
    SELECT clock_timestamp(), door_who(),
           (SELECT agency_id FROM people_practitioner WHERE id = door_who()),
           p_role, p_action, p_child, p_entry, p_categories, p_upto, left(p_purpose, 200)
$$;

-- Come to the door of one child: says with what key, and how one stands to the child, and opens the
-- scope of this transaction to that child. No standing: no row, and the scope stays shut.
CREATE OR REPLACE FUNCTION door_open(p_who uuid, p_child uuid, p_action text, p_purpose text)
    RETURNS TABLE (sealed_key bytea, reference text, state text, shield text, nation text,
                   lead_agency uuid, standings json, place int)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    held json;
    roles text;
    seen text[];
BEGIN
    PERFORM set_config('app.who', p_who::text, true), set_config('app.child', '', true),
            set_config('app.wrote', '', true);
    -- Who stands nowhere is turned away before anything of the child is looked at: that a child is
    -- known must not show in what an answer costs (python -m bench.existence).
    IF NOT EXISTS (SELECT FROM door_standings(p_child)) THEN
        RETURN;
    END IF;
    seen := door_categories(p_child, 'read');
    IF seen = '{}' THEN
        RETURN;
    END IF;
    SELECT json_agg(s), string_agg(DISTINCT split_part(s.standing, '/', 1), ',')
      INTO held, roles FROM door_standings(p_child) s;
    PERFORM set_config('app.child', p_child::text, true);
    IF p_action <> '' THEN
        PERFORM door_audit(p_action, p_child, NULL, roles, seen,
                           (SELECT c.head_place FROM people_child c WHERE c.id = p_child), p_purpose);
    END IF;
    RETURN QUERY
        SELECT c.sealed_key, c.reference::text, c.state::text, c.shield::text, a.nation::text,
               c.lead_agency_id, held, c.head_place
          FROM people_child c LEFT JOIN people_agency a ON a.id = c.lead_agency_id
         WHERE c.id = p_child;
END $$;

-- All of one child's entries, for checks and derived tables that no person reads as such. The
-- caller must stand in the circle with the scope open.
-- Few rows, and the planner must know it: expecting a thousand, it reads everybody's names for them.
CREATE OR REPLACE FUNCTION door_whole(p_child uuid) RETURNS SETOF chronology_entry
    LANGUAGE sql STABLE ROWS 50 SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT * FROM chronology_entry
     WHERE child_id = p_child
       AND p_child = nullif(current_setting('app.child', true), '')::uuid
       AND EXISTS (SELECT FROM door_standings(p_child))
     ORDER BY place
$$;

-- From one state of a record to the next: closing and restricting do not undo each other.
CREATE OR REPLACE FUNCTION state_after(p_state text, p_kind text) RETURNS text
    LANGUAGE sql IMMUTABLE AS
$$
    SELECT CASE p_kind
        WHEN 'record-closed' THEN
            CASE WHEN p_state LIKE '%restricted' THEN 'closed-restricted' ELSE 'closed' END
        WHEN 'record-reopened' THEN
            CASE WHEN p_state LIKE '%restricted' THEN 'restricted' ELSE 'open' END
        WHEN 'record-restricted' THEN
            CASE WHEN p_state LIKE 'closed%' THEN 'closed-restricted' ELSE 'restricted' END
        WHEN 'restriction-lifted' THEN
            CASE WHEN p_state LIKE 'closed%' THEN 'closed' ELSE 'open' END
        ELSE p_state END
$$;

-- The place in a child's circle that a `circle-joined` speaks of. One that is given for a time ends
-- with its last day, in London.
CREATE OR REPLACE FUNCTION place_taken(p_content jsonb, p_began timestamptz)
    RETURNS TABLE (practitioner_id uuid, role text, relation text, purpose text, basis text,
                   scope text[], named boolean, during tstzrange)
    LANGUAGE sql STABLE AS
$$
    SELECT (p_content->>'practitioner')::uuid, p_content->>'role',
           coalesce(p_content->>'relation', 'circle'), coalesce(p_content->>'purpose', 'care'),
           coalesce(p_content->>'ground', 'responsible'),
           (SELECT array_agg(c) FROM jsonb_array_elements_text(p_content->'scope') c), false,
           tstzrange(p_began, ((p_content->>'until')::date + 1)::timestamp
                              AT TIME ZONE 'Europe/London')
$$;

-- What an entry of the record's own kinds does to the child's row and to the circle.
CREATE OR REPLACE FUNCTION entry_takes_effect(e chronology_entry) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS
$$
DECLARE
    began timestamptz := coalesce(e.happened_from, e.recorded_at);
    gone uuid := coalesce(e.corrects_id, e.withdraws_id);
BEGIN
    -- What was recorded by mistake ends now; it is not undone, since it was used.
    IF gone IS NOT NULL THEN
        UPDATE people_membership
           SET during = tstzrange(lower(during), greatest(lower(during), e.recorded_at))
         WHERE id = gone AND (upper_inf(during) OR upper(during) > e.recorded_at);
        UPDATE people_conflict
           SET during = tstzrange(lower(during), greatest(lower(during), e.recorded_at))
         WHERE id = gone AND upper_inf(during);
    END IF;
    IF e.withdraws_id IS NOT NULL THEN
        RETURN;
    END IF;
    CASE e.kind
        WHEN 'circle-joined' THEN
            IF e.corrects_id IS NOT NULL THEN
                began := e.recorded_at;
            END IF;
            INSERT INTO people_membership (id, child_id, practitioner_id, role, relation, purpose,
                                           basis, scope, named, during)
            SELECT e.id, e.child_id, t.* FROM place_taken(e.content, began) t;
            IF e.content->>'role' = 'lead-worker' THEN
                UPDATE people_child SET lead_agency_id =
                    (SELECT agency_id FROM people_practitioner
                      WHERE id = (e.content->>'practitioner')::uuid)
                 WHERE id = e.child_id;
            END IF;
        WHEN 'circle-left' THEN
            UPDATE people_membership
               SET during = tstzrange(lower(during), greatest(lower(during), began))
             WHERE id = e.refers_to_id AND (upper_inf(during) OR upper(during) > began);
        WHEN 'conflict-declared' THEN
            INSERT INTO people_conflict (id, child_id, practitioner_id, during)
            VALUES (e.id, e.child_id, (e.content->>'practitioner')::uuid,
                    tstzrange(e.recorded_at, NULL));
        WHEN 'emergency-opened', 'emergency-ended', 'emergency-reviewed' THEN
            PERFORM emergency_takes_effect(e);
        WHEN 'conflict-ended' THEN
            UPDATE people_conflict
               SET during = tstzrange(lower(during), greatest(lower(during), e.recorded_at))
             WHERE id = e.refers_to_id AND upper_inf(during);
        WHEN 'whereabouts-kept' THEN
            UPDATE people_child SET shield = e.content->>'level' WHERE id = e.child_id;
        WHEN 'whereabouts-named' THEN
            UPDATE people_membership SET named = true WHERE id = e.refers_to_id;
        ELSE
            UPDATE people_child c SET state = state_after(c.state, e.kind)
             WHERE c.id = e.child_id AND state_after(c.state, e.kind) <> c.state;
    END CASE;
END $$;

CREATE OR REPLACE FUNCTION entry_refuse(p_what text) RETURNS void LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', p_what USING ERRCODE = 'TU002'; END $$;

-- Lock the child, take the next place, seal, append, audit. A retry with the same id by the same
-- person answers what was written the first time.
CREATE OR REPLACE FUNCTION door_append(
    p_id uuid, p_child uuid, p_kind text, p_version int, p_category text, p_from timestamptz,
    p_until timestamptz, p_precision text, p_refers uuid, p_corrects uuid, p_withdraws uuid,
    p_reason text, p_content text, p_recorded timestamptz DEFAULT NULL
) RETURNS TABLE (place int, recorded_at timestamptz, digest bytea, repeated boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    who uuid := nullif(current_setting('app.who', true), '')::uuid;
    act text := CASE WHEN p_corrects IS NOT NULL THEN 'correct'
                     WHEN p_withdraws IS NOT NULL THEN 'withdraw' ELSE 'record' END;
    head people_child;
    e chronology_entry;
    old chronology_entry;
BEGIN
    SELECT * INTO head FROM people_child c WHERE c.id = p_child FOR NO KEY UPDATE;
    IF octet_length(head.sealed_key) = 0 THEN
        PERFORM entry_refuse('not-allowed');  -- the record was erased
    END IF;
    e.recorded_at := greatest(clock_timestamp(), head.head_recorded_at + interval '1 microsecond');
    -- The first standing that may, and the agency for which it is done, in one look.
    SELECT split_part(g.standing, '/', 1), p.agency_id INTO e.role, e.agency_id
      FROM people_practitioner p
      LEFT JOIN people_membership m
        ON m.practitioner_id = p.id AND m.child_id = p_child AND m.during @> e.recorded_at
       AND (m.scope IS NULL OR p_category = ANY (m.scope))
      JOIN access_grant g
        ON g.standing IN (m.standing, CASE WHEN p.manages AND p.agency_id = head.lead_agency_id
                                           THEN 'manager/agency/care/responsible' END,
                         CASE WHEN who = p_child THEN (SELECT door_own_standing(p_child)) END)
       AND g.state = head.state AND g.action = act AND g.category = p_category
     WHERE p.id = who AND (p.is_active OR who = p_child)
       AND NOT EXISTS (SELECT FROM people_conflict x WHERE x.practitioner_id = who
                          AND x.child_id = p_child AND x.during @> e.recorded_at)
     ORDER BY g.standing LIMIT 1;
    IF e.role IS NULL THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    IF act <> 'record' THEN
        SELECT * INTO old FROM chronology_entry c
         WHERE c.id = coalesce(p_corrects, p_withdraws) AND c.child_id = p_child;
        IF NOT FOUND OR old.category <> p_category OR old.withdraws_id IS NOT NULL
           OR (act = 'correct' AND old.kind <> p_kind) THEN
            PERFORM entry_refuse('not-there');
        END IF;
        IF EXISTS (SELECT 1 FROM chronology_entry c
                    WHERE coalesce(c.corrects_id, c.withdraws_id) = old.id AND c.id <> p_id) THEN
            PERFORM entry_refuse('stale');
        END IF;
    END IF;
    IF p_refers IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM chronology_entry c WHERE c.id = p_refers AND c.child_id = p_child) THEN
        PERFORM entry_refuse('not-there');
    END IF;
    IF p_recorded IS NOT NULL THEN
        IF NOT (SELECT demonstration FROM access_databasepurpose)
           OR p_recorded <= head.head_recorded_at OR p_recorded > clock_timestamp() THEN
            PERFORM entry_refuse('not-allowed');
        END IF;
        e.recorded_at := p_recorded;
    END IF;

    e.id := p_id; e.child_id := p_child; e.place := head.head_place + 1; e.kind := p_kind;
    e.version := p_version; e.category := p_category; e.happened_from := p_from;
    e.happened_until := p_until; e.precision := p_precision; e.by_id := who;
    e.refers_to_id := p_refers; e.corrects_id := p_corrects; e.withdraws_id := p_withdraws;
    e.reason := p_reason; e.content := p_content::jsonb;
    e.digest := entry_digest(head.head_digest, e.id, e.child_id, e.place, e.kind, e.version,
        e.category, e.happened_from, e.happened_until, e.precision, e.recorded_at, e.by_id,
        e.agency_id, e.role, e.refers_to_id, e.corrects_id, e.withdraws_id, e.reason, p_content);
    INSERT INTO chronology_entry SELECT e.* ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND THEN
        RETURN QUERY SELECT c.place, c.recorded_at, c.digest, true FROM chronology_entry c
            WHERE c.id = p_id AND c.child_id = p_child AND c.by_id = who AND c.kind = p_kind
              AND c.corrects_id IS NOT DISTINCT FROM p_corrects
              AND c.withdraws_id IS NOT DISTINCT FROM p_withdraws;
        IF NOT FOUND THEN
            PERFORM entry_refuse('id-taken');
        END IF;
        RETURN;
    END IF;
    UPDATE people_child SET head_place = e.place, head_digest = e.digest,
           head_recorded_at = e.recorded_at WHERE id = p_child;
    INSERT INTO chronology_head AS h (child_id, category, recorded_at, by_id)
    VALUES (p_child, p_category, e.recorded_at, who)
    ON CONFLICT (child_id, category) DO UPDATE SET recorded_at = e.recorded_at, by_id = who;
    INSERT INTO access_audit (at, who, agency, role, action, child, entry, categories, upto, purpose)
    VALUES (clock_timestamp(), who, e.agency_id, e.role, act, p_child, p_id, ARRAY[p_category], e.place,
            '');
    IF p_category = 'record' THEN
        PERFORM entry_takes_effect(e), set_config('app.wrote', p_child::text, true);
    END IF;
    PERFORM sharing_follows(e, old);
    RETURN QUERY SELECT e.place, e.recorded_at, e.digest, false;
END $$;

-- A new child: a bare identifier, its wrapped key, and the opener's own place in the circle, each
-- as an entry. Nothing else can be recorded before. `p_opened` is the sealed content of the first.
CREATE OR REPLACE FUNCTION door_open_record(
    p_who uuid, p_child uuid, p_reference text, p_sealed_key bytea, p_role text, p_opened text,
    p_ids uuid[], p_recorded timestamptz DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    me people_practitioner;
    at timestamptz := clock_timestamp();
BEGIN
    IF EXISTS (SELECT 1 FROM people_child WHERE id = p_child AND sealed_key IS NOT NULL) THEN
        IF EXISTS (SELECT 1 FROM chronology_entry WHERE id = p_ids[1] AND child_id = p_child
                      AND by_id = p_who) THEN
            RETURN;
        END IF;
        PERFORM entry_refuse('id-taken');
    END IF;
    SELECT * INTO me FROM people_practitioner WHERE id = p_who AND is_active;
    IF NOT FOUND OR NOT EXISTS (SELECT 1 FROM access_grant g
            WHERE g.standing = p_role || '/circle/care/responsible' AND g.category = 'identification' AND g.action = 'record' AND g.state = 'open') THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    IF p_recorded IS NOT NULL THEN
        IF NOT (SELECT demonstration FROM access_databasepurpose) OR p_recorded > at THEN
            PERFORM entry_refuse('not-allowed');
        END IF;
        at := p_recorded;
    END IF;
    PERFORM set_config('app.who', p_who::text, true), set_config('app.child', p_child::text, true);
    INSERT INTO people_child (id, reference, sealed_key, state, shield, opened_at, head_place,
                              head_digest)
    VALUES (p_child, p_reference, p_sealed_key, 'open', 'open', at, 0, '');
    PERFORM first_entry(p_ids[1], p_child, 'record-opened', me, p_role, at,
                        p_opened);
    PERFORM first_entry(p_ids[2], p_child, 'circle-joined', me, p_role,
                        at + interval '1 microsecond',
                        opening_circle(me, p_role));
    PERFORM door_audit('open', p_child, p_ids[1], p_role, ARRAY['record'], 2, '');
END $$;

-- Canonical JSON (sorted keys, no spaces) of the opener's own place in the circle.
CREATE OR REPLACE FUNCTION opening_circle(me people_practitioner, p_role text) RETURNS text
    LANGUAGE sql IMMUTABLE AS
$$
    SELECT '{"ground":"responsible","name":' || to_json(me.name::text)::text
        || ',"practitioner":"' || me.id || '","role":"' || p_role || '"}'
$$;

-- Seal an entry that the house itself writes, at the end of its child's chain. The child is locked;
-- `e` says whose entry it is, of which kind and category, by whom, and when it is recorded.
CREATE OR REPLACE FUNCTION entry_of_the_house(e chronology_entry, p_content text)
    RETURNS chronology_entry LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    head people_child;
BEGIN
    SELECT * INTO head FROM people_child WHERE id = e.child_id;
    e.place := head.head_place + 1; e.version := 1; e.happened_from := e.recorded_at;
    e.happened_until := e.recorded_at; e.precision := 'instant'; e.reason := '';
    e.corrects_id := NULL; e.withdraws_id := NULL; e.content := p_content::jsonb;
    e.digest := entry_digest(head.head_digest, e.id, e.child_id, e.place, e.kind, e.version,
        e.category, e.happened_from, e.happened_until, e.precision, e.recorded_at, e.by_id,
        e.agency_id, e.role, e.refers_to_id, NULL, NULL, '', p_content);
    INSERT INTO chronology_entry SELECT e.*;
    UPDATE people_child SET head_place = e.place, head_digest = e.digest,
           head_recorded_at = e.recorded_at WHERE id = e.child_id;
    INSERT INTO chronology_head (child_id, category, recorded_at, by_id)
    VALUES (e.child_id, e.category, e.recorded_at, e.by_id)
    ON CONFLICT (child_id, category)
        DO UPDATE SET recorded_at = excluded.recorded_at, by_id = excluded.by_id;
    RETURN e;
END $$;

CREATE OR REPLACE FUNCTION first_entry(
    p_id uuid, p_child uuid, p_kind text, me people_practitioner, p_role text, p_at timestamptz,
    p_content text
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    e chronology_entry;
BEGIN
    e.id := p_id; e.child_id := p_child; e.kind := p_kind; e.category := 'record';
    e.recorded_at := p_at; e.by_id := me.id; e.agency_id := me.agency_id; e.role := p_role;
    PERFORM entry_takes_effect(entry_of_the_house(e, p_content));
END $$;
