-- Who looks at records as nobody else does, and decoys. The application reads none of the tables: it
-- asks functions that answer the data protection officers of an agency, and of the one named beside it.
REVOKE ALL ON watch_signal, watch_count, watch_leave, watch_overseer, watch_decoy FROM {app};

-- Whose signals may this person see?
CREATE OR REPLACE FUNCTION watch_agencies(p_who uuid) RETURNS uuid[] LANGUAGE sql STABLE
    SET search_path = pg_catalog, public AS
$$
    SELECT coalesce(array_agg(a), '{}') FROM (
        SELECT p.agency_id AS a FROM people_practitioner p
         WHERE p.id = p_who AND p.is_active AND p.protects_data
        UNION
        SELECT o.agency_id FROM watch_overseer o JOIN people_practitioner p ON p.agency_id = o.also_id
         WHERE p.id = p_who AND p.is_active AND p.protects_data
    ) overseen
$$;

-- The data protection officers who hear of an agency's signals; never the person they are about.
CREATE OR REPLACE FUNCTION watch_tells(p_agencies uuid[], p_about uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SET search_path = pg_catalog, public AS
$$
    SELECT array_agg(p.id) FROM people_practitioner p
     WHERE p.is_active AND p.protects_data AND p.id <> p_about
       AND watch_agencies(p.id) && p_agencies
$$;

-- Write a signal down and tell, in the present transaction.
CREATE OR REPLACE FUNCTION watch_raise(
    p_day date, p_person uuid, p_measure text, p_number int, p_usual int, p_also uuid
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    one uuid := gen_random_uuid();
    home uuid := (SELECT agency_id FROM people_practitioner WHERE id = p_person);
BEGIN
    INSERT INTO watch_signal (id, at, day, practitioner_id, agency, measure, number, usual, found, note)
    VALUES (one, clock_timestamp(), p_day, p_person, home, p_measure, p_number, p_usual, '', '');
    PERFORM tell_people(watch_tells(ARRAY[home, p_also], p_person), 'signal', one, NULL,
        jsonb_build_object('measure', p_measure, 'who',
                           (SELECT name FROM people_practitioner WHERE id = p_person)),
        clock_timestamp());
END $$;

-- Any look at a decoy is told in the transaction of the look itself: without the one there is no other.
CREATE OR REPLACE FUNCTION decoy_was_looked_at() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    whose uuid := (SELECT d.agency_id FROM watch_decoy d WHERE d.child_id = NEW.child);
BEGIN
    IF whose IS NULL OR NEW.who IS NULL OR NEW.action = 'import' OR EXISTS (
        SELECT FROM watch_signal s WHERE s.practitioner_id = NEW.who AND s.measure = 'decoy'
           AND s.at > NEW.at - interval '10 minutes') THEN
        RETURN NULL;
    END IF;
    PERFORM watch_raise((NEW.at AT TIME ZONE 'Europe/London')::date, NEW.who, 'decoy', 1, 0, whose);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER decoy_is_watched AFTER INSERT ON access_audit
    FOR EACH ROW WHEN (NEW.child IS NOT NULL) EXECUTE FUNCTION decoy_was_looked_at();

-- What each person did on one London day, from the audit.
CREATE OR REPLACE FUNCTION watch_counts(p_day date)
    RETURNS TABLE (practitioner uuid, measure text, number int)
    LANGUAGE sql STABLE SET search_path = pg_catalog, public AS
$$
    WITH lines AS MATERIALIZED (
        SELECT a.who, a.at, a.action, a.child, a.role,
               extract(hour FROM a.at AT TIME ZONE 'Europe/London') AS hour
          FROM access_audit a
         WHERE a.at >= p_day::timestamp AT TIME ZONE 'Europe/London'
           AND a.at < (p_day + 1)::timestamp AT TIME ZONE 'Europe/London'
           AND a.who IS NOT NULL AND a.action NOT IN ('import', 'erase', 'sign-in', 'sign-out', 'wrong-try', 'way-in')
    ), looks AS (
        SELECT l.*, c.reference, c.state FROM lines l JOIN people_child c ON c.id = l.child
         WHERE l.action = 'read'
    ), windows AS (
        SELECT who, count(DISTINCT child) AS n FROM looks
         GROUP BY who, floor(extract(epoch FROM at) / 600)
    ), repeated AS (
        SELECT who, child, count(*) AS n FROM looks GROUP BY who, child
    ), steps AS (
        SELECT who, at, reference, lag(reference) OVER (PARTITION BY who ORDER BY at) AS before
          FROM looks
    ), breaks AS (
        SELECT who, at,
               count(*) FILTER (WHERE before IS NULL OR reference < before)
                   OVER (PARTITION BY who ORDER BY at) AS run
          FROM steps WHERE before IS NULL OR reference <> before
    ), runs AS (
        SELECT who, count(*) AS n FROM breaks GROUP BY who, run
    ), tallied AS (
        SELECT who, 'lines' AS measure, count(*) AS n FROM lines GROUP BY who
        UNION ALL SELECT who, 'children', count(DISTINCT child) FROM looks GROUP BY who
        UNION ALL
        SELECT who, 'outside', count(DISTINCT child) FROM looks
         WHERE role <> '' AND string_to_array(role, ',') <@ ARRAY['manager', 'duty-worker']
         GROUP BY who
        UNION ALL SELECT who, 'closed', count(DISTINCT child) FROM looks
         WHERE state LIKE 'closed%' GROUP BY who
        UNION ALL SELECT who, 'rapid', max(n) FROM windows GROUP BY who
        UNION ALL SELECT who, 'repeat', max(n) FROM repeated GROUP BY who
        UNION ALL SELECT who, 'in-order', max(n) FROM runs GROUP BY who
        UNION ALL SELECT who, 'reveals', count(*) FROM lines WHERE action = 'reveal' GROUP BY who
        UNION ALL SELECT who, 'exports', count(*) FROM lines WHERE action = 'export' GROUP BY who
        UNION ALL SELECT who, 'refused', count(*) FROM lines WHERE action = 'refused' GROUP BY who
        UNION ALL SELECT who, 'emergencies', count(*) FROM lines WHERE action = 'emergency'
         GROUP BY who
        UNION ALL SELECT who, 'night', count(*) FROM lines WHERE hour >= 22 OR hour < 6 GROUP BY who
        UNION ALL
        SELECT l.who, 'away', count(*) FROM lines l
         WHERE EXISTS (SELECT FROM watch_leave v WHERE v.practitioner_id = l.who
                          AND p_day BETWEEN v.first AND coalesce(v.last, 'infinity'))
         GROUP BY l.who
        UNION ALL
        SELECT s.who, 'searches', count(*) FROM lines s
         WHERE s.action = 'search' AND NOT EXISTS (
             SELECT FROM lines r WHERE r.who = s.who AND r.action = 'read'
                AND r.at BETWEEN s.at AND s.at + interval '5 minutes')
         GROUP BY s.who
    )
    SELECT t.who, t.measure, t.n::int FROM tallied t JOIN people_practitioner p ON p.id = t.who
     WHERE t.n > 0
$$;

-- What 95 of 100 days stay within, over the four weeks before: those of a person's peers, with the same
-- job title (where they are fewer than five, everybody), or the person's own, if that is more: whoever
-- works at night is asked about it once. A day at work without the thing is a nought.
CREATE OR REPLACE FUNCTION watch_usual(p_person uuid, p_measure text, p_day date) RETURNS int
    LANGUAGE sql STABLE SET search_path = pg_catalog, public AS
$$
    WITH peers AS (
        SELECT p.id, lower(p.job_title) = lower(me.job_title) AS near
          FROM people_practitioner p, people_practitioner me
         WHERE me.id = p_person AND p.id <> p_person
    ), compared AS (
        SELECT id FROM peers WHERE near OR 5 > (SELECT count(*) FROM peers WHERE near)
    )
    , days AS (
        SELECT worked.practitioner_id = p_person AS own, coalesce(c.number, 0) AS number
          FROM watch_count worked
          LEFT JOIN watch_count c ON c.practitioner_id = worked.practitioner_id
                                 AND c.day = worked.day AND c.measure = p_measure
         WHERE worked.measure = 'lines' AND worked.day >= p_day - 28 AND worked.day < p_day
           AND (worked.practitioner_id = p_person
                OR worked.practitioner_id IN (SELECT id FROM compared))
    )
    SELECT greatest(
        percentile_disc(0.95) WITHIN GROUP (ORDER BY number) FILTER (WHERE NOT own),
        percentile_disc(0.95) WITHIN GROUP (ORDER BY number) FILTER (WHERE own), 0)::int
      FROM days
$$;

-- Signals for the page of a data protection officer, latest first; those about themselves are not theirs.
CREATE OR REPLACE FUNCTION door_watch(p_who uuid)
    RETURNS TABLE (id uuid, at timestamptz, day date, who text, agency text, measure text, number int,
                   usual int, looked_at timestamptz, looked_by text, found text, note text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT s.id, s.at, s.day, p.name::text, g.name::text, s.measure::text, s.number, s.usual,
           s.looked_at, b.name::text, s.found::text, s.note::text
      FROM watch_signal s
      JOIN people_practitioner p ON p.id = s.practitioner_id
      JOIN people_agency g ON g.id = s.agency
      LEFT JOIN people_practitioner b ON b.id = s.looked_by
     WHERE s.practitioner_id <> p_who
       AND (s.agency = ANY (watch_agencies(p_who))
            OR EXISTS (SELECT FROM notices_notice n WHERE n.practitioner_id = p_who
                          AND n.sort = 'signal' AND n.about = s.id))
     ORDER BY s.looked_at NULLS FIRST, s.at DESC LIMIT 500
$$;

-- What everybody of the overseen agencies has done today, beside what is usual.
CREATE OR REPLACE FUNCTION door_watch_today(p_who uuid)
    RETURNS TABLE (who text, agency text, measure text, number int, usual int)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE 'Europe/London')::date;
BEGIN
    PERFORM set_config('app.who', p_who::text, true);
    IF watch_agencies(p_who) = '{}' THEN
        RETURN;
    END IF;
    PERFORM door_audit('watch', NULL, NULL, '', '{}', NULL, 'today');
    RETURN QUERY
        SELECT p.name::text, g.name::text, c.measure, c.number,
               watch_usual(p.id, c.measure, today)
          FROM watch_counts(today) c
          JOIN people_practitioner p ON p.id = c.practitioner
          JOIN people_agency g ON g.id = p.agency_id
         WHERE p.agency_id = ANY (watch_agencies(p_who)) AND p.id <> p_who AND c.measure <> 'lines';
END $$;

-- An officer has asked about a signal: what they found. Once.
CREATE OR REPLACE FUNCTION door_watch_look(p_who uuid, p_signal uuid, p_found text, p_note text)
    RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    PERFORM set_config('app.who', p_who::text, true);
    IF p_found NOT IN ('explained', 'passed-on') OR NOT EXISTS (
        SELECT FROM door_watch(p_who) s WHERE s.id = p_signal AND s.looked_at IS NULL) THEN
        RETURN false;
    END IF;
    UPDATE watch_signal SET looked_at = clock_timestamp(), looked_by = p_who, found = p_found,
           note = p_note WHERE id = p_signal;
    PERFORM door_audit('watch', NULL, NULL, '', '{}', NULL, p_found || ': ' || p_signal);
    RETURN true;
END $$;

-- Which records are decoys: said to the data protection officers of their agency, and to nobody else.
CREATE OR REPLACE FUNCTION door_decoys(p_who uuid) RETURNS TABLE (reference text, agency text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    PERFORM set_config('app.who', p_who::text, true);
    PERFORM door_audit('watch', NULL, NULL, '', '{}', NULL, 'decoys');
    RETURN QUERY
        SELECT c.reference::text, g.name::text FROM watch_decoy d
          JOIN people_child c ON c.id = d.child_id
          JOIN people_agency g ON g.id = d.agency_id
          JOIN people_practitioner p ON p.agency_id = d.agency_id
         WHERE p.id = p_who AND p.is_active AND p.protects_data
         ORDER BY 1;
END $$;
