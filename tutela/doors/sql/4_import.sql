-- Many at once, for imports and demonstrations: as the owner, from the temporary tables
-- `incoming_child` and `incoming` filled by COPY, under the same lock, seal, access table and audit
-- as one at a time. The first two entries of a new record are its opening and the opener's place.
CREATE OR REPLACE FUNCTION role_held(
    p_child uuid, p_who uuid, p_category text, p_action text, p_at timestamptz
) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public AS
$$
    SELECT split_part(g.standing, '/', 1) FROM (
        SELECT m.standing::text FROM people_membership m
         WHERE m.child_id = p_child AND m.practitioner_id = p_who AND m.during @> p_at
           AND (m.scope IS NULL OR p_category = ANY (m.scope))
        UNION ALL
        SELECT 'manager/agency/care/responsible' FROM people_practitioner p JOIN people_child c
            ON c.lead_agency_id = p.agency_id
         WHERE c.id = p_child AND p.id = p_who AND p.manages
    ) held
    JOIN people_child c ON c.id = p_child
    JOIN access_grant g ON g.standing = held.standing AND g.category = p_category
        AND g.action = p_action AND g.state = c.state
    WHERE NOT EXISTS (SELECT FROM people_conflict x WHERE x.practitioner_id = p_who
                         AND x.child_id = p_child AND x.during @> p_at)
    ORDER BY g.standing LIMIT 1
$$;

-- Where a child's chain ends now.
CREATE OR REPLACE FUNCTION child_reaches(head people_child) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS
$$
BEGIN
    UPDATE people_child SET head_place = head.head_place, head_digest = head.head_digest,
           head_recorded_at = head.head_recorded_at
     WHERE id = head.id;
END $$;

CREATE OR REPLACE FUNCTION door_append_incoming() RETURNS bigint LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    i record;
    e chronology_entry;
    head people_child;
    act text;
    demonstration boolean := (SELECT d.demonstration FROM access_databasepurpose d);
    rows chronology_entry[] := '{}';
    written int := 0;
    -- Roles already looked up for this child: who, category and action to role. Only entries of the
    -- record's own category change who stands in the circle, so each of them empties it.
    roles jsonb := '{}';
    asked text;
BEGIN
    INSERT INTO people_child (id, reference, sealed_key, state, shield, opened_at, head_place,
                              head_digest)
    SELECT id, reference, sealed_key, 'open', 'open', coalesce(opened_at, clock_timestamp()), 0, ''
      FROM incoming_child;
    FOR i IN SELECT n.*, p.agency_id FROM incoming n
               LEFT JOIN people_practitioner p ON p.id = n.by_id AND p.is_active
              ORDER BY n.child_id, n.seq LOOP
        IF head.id IS DISTINCT FROM i.child_id THEN
            PERFORM child_reaches(head);
            SELECT * INTO head FROM people_child WHERE id = i.child_id FOR NO KEY UPDATE;
            IF octet_length(head.sealed_key) = 0 THEN
                PERFORM entry_refuse('not-allowed: the record was erased');
            END IF;
            roles := '{}';
        END IF;
        act := CASE WHEN i.corrects_id IS NOT NULL THEN 'correct'
                    WHEN i.withdraws_id IS NOT NULL THEN 'withdraw' ELSE 'record' END;
        e.recorded_at := i.recorded_at;
        IF e.recorded_at IS NULL THEN
            e.recorded_at := greatest(clock_timestamp(),
                                      head.head_recorded_at + interval '1 microsecond');
        ELSIF NOT demonstration OR e.recorded_at <= head.head_recorded_at
              OR e.recorded_at > clock_timestamp() THEN
            PERFORM entry_refuse('not-allowed: the time of recording');
        END IF;
        IF head.head_place < 2 THEN
            e.role := (SELECT i.opened_as FROM access_grant g
                        WHERE g.standing = i.opened_as || '/circle/care/responsible' AND g.category = 'identification'
                          AND g.action = 'record' AND g.state = 'open');
        ELSE
            asked := i.by_id || i.category || act || (i.kind LIKE 'emergency-%');
            e.role := roles->>asked;
            IF e.role IS NULL THEN
                -- In an emergency the house writes for a duty worker, who may not write.
                e.role := CASE WHEN demonstration AND i.kind IN ('emergency-opened',
                                                                 'emergency-ended')
                               THEN 'duty-worker'
                               ELSE role_held(i.child_id, i.by_id, i.category, act, e.recorded_at)
                          END;
                roles := roles || jsonb_build_object(asked, e.role);
            END IF;
        END IF;
        IF e.role IS NULL THEN
            PERFORM entry_refuse('not-allowed: ' || i.kind);
        END IF;
        head.head_place := head.head_place + 1;
        head.head_recorded_at := e.recorded_at;
        e.id := i.id; e.child_id := i.child_id; e.place := head.head_place; e.kind := i.kind;
        e.version := i.version; e.category := i.category; e.happened_from := i.happened_from;
        e.happened_until := i.happened_until; e.precision := i.precision; e.by_id := i.by_id;
        e.agency_id := i.agency_id; e.refers_to_id := i.refers_to_id;
        e.corrects_id := i.corrects_id; e.withdraws_id := i.withdraws_id; e.reason := i.reason;
        e.content := i.content::jsonb;
        e.digest := entry_digest(head.head_digest, e.id, e.child_id, e.place, e.kind, e.version,
            e.category, e.happened_from, e.happened_until, e.precision, e.recorded_at, e.by_id,
            e.agency_id, e.role, e.refers_to_id, e.corrects_id, e.withdraws_id, e.reason,
            i.content);
        head.head_digest := e.digest;
        written := written + 1;
        rows[written] := e;
        IF e.category = 'record' THEN
            PERFORM entry_takes_effect(e);
            roles := '{}';
        END IF;
    END LOOP;
    PERFORM child_reaches(head);
    -- All at once: a statement for each row would cost more than the row.
    INSERT INTO chronology_entry SELECT * FROM unnest(rows);
    INSERT INTO chronology_head (child_id, category, recorded_at, by_id)
    SELECT DISTINCT ON (child_id, category) child_id, category, recorded_at, by_id
      FROM unnest(rows)
     ORDER BY child_id, category, place DESC
    ON CONFLICT (child_id, category)
        DO UPDATE SET recorded_at = excluded.recorded_at, by_id = excluded.by_id;
    INSERT INTO access_audit (at, who, agency, role, action, child, categories, upto, purpose)
    SELECT clock_timestamp(), min(n.by_id::text)::uuid, NULL, '', 'import', n.child_id,
           array_agg(DISTINCT n.category), max(n.seq), 'import'
      FROM incoming n GROUP BY n.child_id;
    RETURN written;
END $$;
