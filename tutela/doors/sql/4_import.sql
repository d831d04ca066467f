-- Many at once, for imports and demonstrations: as the owner, from the temporary tables
-- `incoming_child` and `incoming` filled by COPY, under the same seal, access table and audit as one
-- at a time. Only new records come so; the first two entries of each are its opening and the
-- opener's place. What is asked of an entry is asked of all of a batch in one statement: a statement
-- for each would cost more than the entry.

-- The rows in the order in which each child's entries are recorded. `turn` counts the entries about
-- the record itself that come before: only those change who may write what, so the entries of one
-- turn can be looked at together.
CREATE OR REPLACE FUNCTION incoming_in_order() RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    now timestamptz := clock_timestamp();
BEGIN
    INSERT INTO incoming_entry
    SELECT row_number() OVER (ORDER BY i.child_id, i.seq), row_number() OVER child,
           count(*) FILTER (WHERE i.category = 'record') OVER child - (i.category = 'record')::int,
           CASE WHEN i.corrects_id IS NOT NULL THEN 'correct'
                WHEN i.withdraws_id IS NOT NULL THEN 'withdraw' ELSE 'record' END,
           p.agency_id, i.recorded_at IS NOT NULL,
           i.kind IN ('emergency-opened', 'emergency-ended') AND
               (SELECT d.demonstration FROM access_databasepurpose d),
           i.child_id, i.id, i.kind, i.version, i.category, i.happened_from, i.happened_until,
           i.precision, i.by_id, i.refers_to_id, i.corrects_id, i.withdraws_id, i.reason, i.content,
           coalesce(i.recorded_at, now + i.seq * interval '1 microsecond'), i.opened_as
      FROM incoming i
      JOIN incoming_child c ON c.id = i.child_id AND octet_length(c.sealed_key) > 0
      LEFT JOIN people_practitioner p ON p.id = i.by_id AND p.is_active
    WINDOW child AS (PARTITION BY i.child_id ORDER BY i.seq);
    IF (SELECT count(*) FROM incoming_entry) <> (SELECT count(*) FROM incoming) THEN
        PERFORM entry_refuse('not-there');
    END IF;
    IF EXISTS (
        SELECT FROM (
            SELECT i.told, i.recorded_at, lag(i.recorded_at) OVER (ORDER BY i.n) AS before, i.place
              FROM incoming_entry i) i
         WHERE i.told AND (NOT (SELECT d.demonstration FROM access_databasepurpose d)
                           OR i.recorded_at > clock_timestamp()
                           OR (i.place > 1 AND i.recorded_at <= i.before))) THEN
        PERFORM entry_refuse('not-allowed: the time of recording');
    END IF;
END $$;

-- What an entry answers to or mends stands before it in the same record, and is mended by one that
-- may mend it.
CREATE OR REPLACE FUNCTION incoming_answers_hold() RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS
$$
BEGIN
    IF EXISTS (
        SELECT FROM incoming_entry i LEFT JOIN incoming_entry o
            ON o.id = i.refers_to_id AND o.child_id = i.child_id AND o.n < i.n
         WHERE i.refers_to_id IS NOT NULL AND o.id IS NULL
    ) OR EXISTS (
        SELECT FROM incoming_entry i LEFT JOIN incoming_entry o
            ON o.id = coalesce(i.corrects_id, i.withdraws_id) AND o.child_id = i.child_id
           AND o.n < i.n AND o.category = i.category AND o.withdraws_id IS NULL
           AND (i.act = 'withdraw' OR o.kind = i.kind)
         WHERE i.act <> 'record' AND o.id IS NULL
    ) THEN
        PERFORM entry_refuse('not-there');
    END IF;
END $$;

-- How those who write in a turn stand to the children, and what the access table lets them do.
CREATE OR REPLACE FUNCTION incoming_standings(p_turn int) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    INSERT INTO incoming_standing
    SELECT p_turn, c.id, m.practitioner_id, m.standing, c.state, m.scope, m.during
      FROM (SELECT DISTINCT i.child_id FROM incoming_entry i WHERE i.turn = p_turn) t
      JOIN people_child c ON c.id = t.child_id
      JOIN people_membership m ON m.child_id = t.child_id
     UNION ALL
    SELECT p_turn, c.id, p.id, 'manager/agency/care/responsible', c.state, NULL, '(,)'
      FROM (SELECT DISTINCT i.child_id, i.by_id FROM incoming_entry i WHERE i.turn = p_turn) t
      JOIN people_child c ON c.id = t.child_id
      JOIN people_practitioner p ON p.id = t.by_id AND p.manages AND p.agency_id = c.lead_agency_id;
    INSERT INTO incoming_grant
    SELECT p_turn, g.standing, g.state, g.category, g.action
      FROM (SELECT DISTINCT s.standing, s.state FROM incoming_standing s WHERE s.turn = p_turn) s
      JOIN access_grant g ON g.standing = s.standing AND g.state = s.state AND g.action <> 'read';
END $$;

-- In which role each entry of a turn is recorded: the first standing that may, as in `door_append`.
-- No table's size is known to the planner here; row by row would be slow for all of them.
CREATE OR REPLACE FUNCTION incoming_roles(p_turn int) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS
$$
DECLARE
    refused text;
BEGIN
    INSERT INTO incoming_role
    SELECT i.n, split_part(min(g.standing), '/', 1)
      FROM incoming_entry i
      JOIN incoming_standing s ON s.turn = p_turn AND s.child_id = i.child_id AND s.by_id = i.by_id
       AND s.during @> i.recorded_at AND (s.scope IS NULL OR i.category = ANY (s.scope))
      JOIN incoming_grant g ON g.turn = p_turn AND g.standing = s.standing AND g.state = s.state
       AND g.category = i.category AND g.action = i.act
     WHERE i.turn = p_turn AND i.place > 2 AND i.agency_id IS NOT NULL AND NOT i.by_the_house
       AND NOT EXISTS (SELECT FROM people_conflict x WHERE x.practitioner_id = i.by_id
                          AND x.child_id = i.child_id AND x.during @> i.recorded_at)
     GROUP BY i.n;
    IF p_turn < 2 THEN
        INSERT INTO incoming_role
        SELECT i.n, i.opened_as FROM incoming_entry i
         WHERE i.turn = p_turn AND i.place <= 2 AND i.agency_id IS NOT NULL
           AND i.opened_as || '/circle/care/responsible' IN (
                SELECT g.standing FROM access_grant g
                 WHERE g.category = 'identification' AND g.action = 'record' AND g.state = 'open');
    END IF;
    -- In an emergency the house writes for a duty worker, who may not write.
    INSERT INTO incoming_role
    SELECT i.n, 'duty-worker' FROM incoming_entry i
     WHERE i.turn = p_turn AND i.place > 2 AND i.agency_id IS NOT NULL AND i.by_the_house;
    SELECT i.kind INTO refused FROM incoming_entry i LEFT JOIN incoming_role r ON r.n = i.n
     WHERE i.turn = p_turn AND r.n IS NULL ORDER BY i.n LIMIT 1;
    IF FOUND THEN
        PERFORM entry_refuse('not-allowed: ' || refused);
    END IF;
END $$;

-- What the entries of a turn that are about the record itself do to it: one of each child at most.
-- Joining the circle is by far the commonest, and opening a record has no effect of its own.
CREATE OR REPLACE FUNCTION incoming_take_effect(p_turn int) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    one record;
    e chronology_entry;
BEGIN
    INSERT INTO people_membership (id, child_id, practitioner_id, role, relation, purpose, basis,
                                   scope, named, during)
    SELECT i.id, i.child_id, t.* FROM incoming_entry i CROSS JOIN LATERAL
           place_taken(i.content::jsonb, coalesce(i.happened_from, i.recorded_at)) t
     WHERE i.turn = p_turn AND i.kind = 'circle-joined' AND i.act = 'record';
    UPDATE people_child c SET lead_agency_id = p.agency_id
      FROM (SELECT i.child_id, i.content::jsonb AS said FROM incoming_entry i
             WHERE i.turn = p_turn AND i.kind = 'circle-joined' AND i.act = 'record') i
      JOIN people_practitioner p ON p.id = (i.said->>'practitioner')::uuid
     WHERE c.id = i.child_id AND i.said->>'role' = 'lead-worker';
    FOR one IN SELECT n.*, r.role FROM incoming_entry n JOIN incoming_role r ON r.n = n.n
              WHERE n.turn = p_turn AND n.category = 'record' AND n.kind <> 'record-opened'
                AND NOT (n.kind = 'circle-joined' AND n.act = 'record') LOOP
        e.id := one.id; e.child_id := one.child_id; e.place := one.place; e.kind := one.kind;
        e.version := one.version; e.category := one.category; e.happened_from := one.happened_from;
        e.happened_until := one.happened_until; e.precision := one.precision;
        e.recorded_at := one.recorded_at; e.by_id := one.by_id; e.agency_id := one.agency_id;
        e.role := one.role; e.refers_to_id := one.refers_to_id; e.corrects_id := one.corrects_id;
        e.withdraws_id := one.withdraws_id; e.reason := one.reason; e.content := one.content::jsonb;
        PERFORM entry_takes_effect(e);
    END LOOP;
END $$;

-- Seals each child's chain, link by link, and appends all of it.
CREATE OR REPLACE FUNCTION incoming_are_sealed() RETURNS int LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    i record;
    link bytea;
    links bytea[] := '{}';
    written int := 0;
BEGIN
    FOR i IN SELECT n.*, r.role FROM incoming_entry n JOIN incoming_role r ON r.n = n.n
              ORDER BY n.n LOOP
        IF i.place = 1 THEN
            link := '';
        END IF;
        link := entry_digest(link, i.id, i.child_id, i.place, i.kind, i.version, i.category,
            i.happened_from, i.happened_until, i.precision, i.recorded_at, i.by_id, i.agency_id,
            i.role, i.refers_to_id, i.corrects_id, i.withdraws_id, i.reason, i.content);
        written := written + 1;
        links[written] := link;
    END LOOP;
    INSERT INTO chronology_entry (
        id, child_id, place, kind, version, category, happened_from, happened_until, precision,
        recorded_at, by_id, agency_id, role, refers_to_id, corrects_id, withdraws_id, reason,
        content, digest)
    SELECT n.id, n.child_id, n.place, n.kind, n.version, n.category, n.happened_from,
           n.happened_until, n.precision, n.recorded_at, n.by_id, n.agency_id, r.role,
           n.refers_to_id, n.corrects_id, n.withdraws_id, n.reason, n.content::jsonb, l.digest
      FROM incoming_entry n
      JOIN incoming_role r ON r.n = n.n
      JOIN unnest(links) WITH ORDINALITY l (digest, n) ON l.n = n.n;
    UPDATE people_child c
       SET head_place = e.place, head_digest = l.digest, head_recorded_at = e.recorded_at
      FROM (SELECT DISTINCT ON (n.child_id) n.* FROM incoming_entry n
             ORDER BY n.child_id, n.n DESC) e
      JOIN unnest(links) WITH ORDINALITY l (digest, n) ON l.n = e.n
     WHERE c.id = e.child_id;
    RETURN written;
END $$;

CREATE OR REPLACE FUNCTION door_append_incoming() RETURNS bigint LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    written int;
BEGIN
    INSERT INTO people_child (id, reference, sealed_key, state, shield, opened_at, head_place,
                              head_digest)
    SELECT id, reference, sealed_key, 'open', 'open', coalesce(opened_at, clock_timestamp()), 0, ''
      FROM incoming_child;
    PERFORM incoming_in_order(), incoming_answers_hold();
    FOR turn IN 0 .. (SELECT max(n.turn) FROM incoming_entry n) LOOP
        PERFORM incoming_standings(turn), incoming_roles(turn), incoming_take_effect(turn);
    END LOOP;
    written := incoming_are_sealed();
    INSERT INTO chronology_head (child_id, category, recorded_at, by_id)
    SELECT DISTINCT ON (child_id, category) child_id, category, recorded_at, by_id
      FROM incoming_entry
     ORDER BY child_id, category, n DESC;
    INSERT INTO access_audit (at, who, agency, role, action, child, categories, upto, purpose)
    SELECT clock_timestamp(), min(n.by_id::text)::uuid, NULL, '', 'import', n.child_id,
           array_agg(DISTINCT n.category), max(n.place), 'import'
      FROM incoming_entry n GROUP BY n.child_id;
    RETURN written;
END $$;
