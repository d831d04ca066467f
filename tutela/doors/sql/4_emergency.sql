-- Opening a record in an emergency: one child, sixty minutes, to look at. Every rule is asked here
-- again, and the place in the circle, the entry in the chronology and the audit stand or fall together.
REVOKE ALL ON emergency_attempt, emergency_restoration FROM {app};
REVOKE INSERT, UPDATE, DELETE ON emergency_opening FROM {app};
REVOKE INSERT, DELETE ON notices_notice FROM {app};

-- A notice belongs to whom it tells; it may be marked as read, and nothing else.
ALTER TABLE notices_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices_notice FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS my_own ON notices_notice;
CREATE POLICY my_own ON notices_notice USING (practitioner_id = (SELECT door_who()));
REVOKE UPDATE ON notices_notice FROM {app};
GRANT UPDATE (read_at) ON notices_notice TO {app};

-- Tell people of something, each once. In a demonstration nothing is mailed.
CREATE OR REPLACE FUNCTION tell_people(
    p_whom uuid[], p_sort text, p_about uuid, p_child uuid, p_facts jsonb, p_at timestamptz
) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public AS
$$
    INSERT INTO notices_notice (id, practitioner_id, sort, about, child_id, facts, at, mailed_at)
    SELECT gen_random_uuid(), p.id, p_sort, p_about, p_child, p_facts, p_at,
           CASE WHEN (SELECT demonstration FROM access_databasepurpose) THEN p_at END
      FROM people_practitioner p
     WHERE p.id = ANY (p_whom) AND p.is_active
$$;

-- Who must hear of an emergency opening at once: whoever leads, guards or manages, the data protection
-- officers of both agencies, and the manager of the duty worker. Nobody with a conflict of interest.
CREATE OR REPLACE FUNCTION emergency_concerns(p_child uuid, p_who uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SET search_path = pg_catalog, public AS
$$
    SELECT coalesce(array_agg(DISTINCT p.id), '{}')
      FROM people_practitioner p
      JOIN people_child c ON c.id = p_child
     WHERE p.is_active AND p.id <> p_who
       AND (EXISTS (SELECT FROM people_membership m
                     WHERE m.child_id = p_child AND m.practitioner_id = p.id
                       AND m.role IN ('lead-worker', 'guardian', 'manager')
                       AND m.relation = 'circle' AND m.during @> clock_timestamp())
            OR ((p.manages OR p.protects_data)
                AND p.agency_id IN (c.lead_agency_id,
                                    (SELECT agency_id FROM people_practitioner WHERE id = p_who))))
       AND NOT EXISTS (SELECT FROM people_conflict x WHERE x.practitioner_id = p.id
                          AND x.child_id = p_child AND x.during @> clock_timestamp())
$$;

-- What emergency access reaches. Where the child is only where that is what the danger hangs on.
CREATE OR REPLACE FUNCTION emergency_scope(p_reason text) RETURNS text[] LANGUAGE sql IMMUTABLE AS
$$
    SELECT ARRAY['record', 'identity', 'identification', 'protection', 'health']
        || CASE WHEN p_reason IN ('missing', 'danger') THEN ARRAY['location'] ELSE '{}' END
$$;

-- May this person open records in an emergency now? 'open', 'not-on-duty' or 'suspended'.
CREATE OR REPLACE FUNCTION emergency_right(p_who uuid) RETURNS text LANGUAGE sql STABLE
    SET search_path = pg_catalog, public AS
$$
    SELECT CASE
        WHEN NOT EXISTS (SELECT FROM people_practitioner p
                          WHERE p.id = p_who AND p.is_active AND p.on_duty_rota) THEN 'not-on-duty'
        WHEN EXISTS (
            SELECT FROM emergency_opening o,
                   (SELECT coalesce(max(r.at), '-infinity') AS since FROM emergency_restoration r
                     WHERE r.practitioner_id = p_who) given
             WHERE o.practitioner_id = p_who
               AND ((o.outcome = 'not-justified' AND o.reviewed_at > given.since)
                    OR (o.suspends_at > given.since AND o.suspends_at <= clock_timestamp()
                        AND coalesce(o.reviewed_at, 'infinity') > o.suspends_at)))
            THEN 'suspended'
        ELSE 'open' END
$$;

-- May this person look at an opening again? A manager or data protection officer of the duty worker's
-- agency or of the one that leads; never whoever opened or confirmed it, nor past a conflict.
CREATE OR REPLACE FUNCTION emergency_may_review(p_who uuid, o emergency_opening) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, public AS
$$
    SELECT o.practitioner_id <> p_who AND o.second IS DISTINCT FROM p_who
       AND EXISTS (SELECT FROM people_practitioner p JOIN people_child c ON c.id = o.child_id
                    WHERE p.id = p_who AND p.is_active AND (p.manages OR p.protects_data)
                      AND p.agency_id IN (o.agency, c.lead_agency_id))
       AND NOT EXISTS (SELECT FROM people_conflict x WHERE x.practitioner_id = p_who
                          AND x.child_id = o.child_id AND x.during @> clock_timestamp())
$$;

-- What an entry about emergency access does. It asks itself who may, whichever way it came.
CREATE OR REPLACE FUNCTION emergency_takes_effect(e chronology_entry) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS
$$
DECLARE
    o emergency_opening;
    a emergency_attempt;
BEGIN
    IF e.kind = 'emergency-opened' THEN
        IF e.role <> 'duty-worker' OR e.corrects_id IS NOT NULL
           OR (e.content->>'practitioner')::uuid <> e.by_id THEN
            PERFORM entry_refuse('not-allowed');
        END IF;
        SELECT * INTO a FROM emergency_attempt t WHERE t.id = e.id;
        INSERT INTO people_membership (id, child_id, practitioner_id, role, relation, purpose, basis,
                                       scope, named, during)
        VALUES (e.id, e.child_id, e.by_id, 'duty-worker', 'emergency', 'immediate-risk',
                'vital-interests', emergency_scope(e.content->>'reason'), false,
                tstzrange(e.recorded_at, e.recorded_at + interval '60 minutes'));
        INSERT INTO emergency_opening (id, child_id, practitioner_id, agency, second, reason, words,
                                       at, until, suspends_at, outcome)
        VALUES (e.id, e.child_id, e.by_id, e.agency_id, a.second_id, e.content->>'reason',
                coalesce(a.words, ''), e.recorded_at, e.recorded_at + interval '60 minutes',
                coalesce(a.suspends_at, e.recorded_at + interval '4 days'), '');
        PERFORM tell_people(emergency_concerns(e.child_id, e.by_id), 'emergency-opened', e.id,
            e.child_id, jsonb_build_object('who', e.content->>'name',
            'reason', e.content->>'reason'), e.recorded_at);
        RETURN;
    END IF;
    SELECT * INTO o FROM emergency_opening t WHERE t.id = e.refers_to_id AND t.child_id = e.child_id;
    IF o.id IS NULL OR e.corrects_id IS NOT NULL THEN
        PERFORM entry_refuse('not-allowed');
    ELSIF e.kind = 'emergency-ended' THEN
        IF e.by_id <> o.practitioner_id THEN
            PERFORM entry_refuse('not-allowed');
        END IF;
        UPDATE people_membership m
           SET during = tstzrange(lower(m.during), greatest(lower(m.during), e.recorded_at))
         WHERE m.id = o.id AND upper(m.during) > e.recorded_at;
        UPDATE emergency_opening t SET until = least(t.until, e.recorded_at) WHERE t.id = o.id;
    ELSE
        IF o.reviewed_at IS NOT NULL OR NOT emergency_may_review(e.by_id, o) THEN
            PERFORM entry_refuse('not-allowed');
        END IF;
        UPDATE emergency_opening t SET reviewed_at = e.recorded_at, reviewed_by = e.by_id,
               outcome = e.content->>'outcome' WHERE t.id = o.id;
        -- Whoever looks at it again has no place in the circle to keep this derived table in step.
        UPDATE duties_duerow d SET met = e.recorded_at, met_by = e.id
         WHERE d.child_id = e.child_id AND d.duty = 'EMERGENCY_REVIEW' AND d.started_by = o.id;
        PERFORM tell_people(ARRAY[o.practitioner_id], 'emergency-reviewed', o.id, NULL,
            jsonb_build_object('outcome', e.content->>'outcome'), e.recorded_at);
    END IF;
END $$;

-- An entry that the house writes by a rule of its own, for somebody who may not write otherwise.
CREATE OR REPLACE FUNCTION entry_by_rule(
    p_id uuid, p_child uuid, p_kind text, p_who uuid, p_role text, p_refers uuid, p_content text,
    p_action text
) RETURNS chronology_entry LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    head people_child;
    e chronology_entry;
BEGIN
    SELECT * INTO head FROM people_child c WHERE c.id = p_child FOR NO KEY UPDATE;
    IF head.id IS NULL OR octet_length(head.sealed_key) = 0 THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    e.id := p_id; e.child_id := p_child; e.kind := p_kind; e.category := 'record';
    e.recorded_at := greatest(clock_timestamp(), head.head_recorded_at + interval '1 microsecond');
    e.by_id := p_who; e.role := p_role; e.refers_to_id := p_refers;
    SELECT p.agency_id INTO e.agency_id FROM people_practitioner p WHERE p.id = p_who;
    e := entry_of_the_house(e, p_content);
    INSERT INTO access_audit (at, who, agency, role, action, child, entry, categories, upto, purpose)
    VALUES (clock_timestamp(), p_who, e.agency_id, p_role, p_action, p_child, p_id, ARRAY['record'],
            e.place, p_kind);
    PERFORM entry_takes_effect(e);
    RETURN e;
END $$;

-- How it stands with this person: may they, and must a second person confirm the next one?
CREATE OR REPLACE FUNCTION door_emergency_right(p_who uuid)
    RETURNS TABLE (may text, second_needed boolean) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public AS
$$
    SELECT emergency_right(p_who),
           3 <= (SELECT count(*) FROM emergency_opening o WHERE o.practitioner_id = p_who
                    AND o.at > clock_timestamp() - interval '24 hours')
$$;

-- Try to open a record. What is wrong with the person is said first and whether or not there is such
-- a child; after that there are two answers, 'ready' and 'nothing', and 'nothing' does not say why.
-- Twelve tries an hour; each is kept and audited.
CREATE OR REPLACE FUNCTION door_emergency(
    p_id uuid, p_who uuid, p_reason text, p_reference text, p_keys text[], p_words text,
    p_suspends timestamptz, p_second uuid
) RETURNS TABLE (outcome text, child uuid, sealed_key bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    at timestamptz := clock_timestamp();
    said text := emergency_right(p_who);
    found uuid[] := '{}';
    head people_child;
BEGIN
    PERFORM set_config('app.who', p_who::text, true), set_config('app.child', '', true);
    -- One try of one person at a time, so that none is counted too late.
    PERFORM pg_advisory_xact_lock(hashtextextended('emergency/' || p_who, 0));
    IF EXISTS (SELECT FROM emergency_opening o WHERE o.id = p_id AND o.practitioner_id = p_who) THEN
        RETURN QUERY SELECT 'again', o.child_id, NULL::bytea FROM emergency_opening o
                      WHERE o.id = p_id;
        RETURN;
    ELSIF EXISTS (SELECT FROM emergency_attempt t WHERE t.id = p_id) THEN
        PERFORM entry_refuse('id-taken');
    END IF;
    IF said = 'open' THEN
        said := CASE
            WHEN p_reason NOT IN ('missing', 'danger', 'medical', 'found', 'other') THEN 'nothing'
            WHEN 12 <= (SELECT count(*) FROM emergency_attempt t WHERE t.practitioner_id = p_who
                           AND t.at > clock_timestamp() - interval '1 hour') THEN 'too-many'
            WHEN (SELECT r.second_needed FROM door_emergency_right(p_who) r)
                 AND NOT coalesce(p_second <> p_who AND (
                     SELECT p.is_active AND (p.manages OR emergency_right(p.id) = 'open')
                       FROM people_practitioner p WHERE p.id = p_second), false)
                THEN 'second-needed'
            ELSE 'open' END;
    END IF;
    IF said = 'open' THEN
        SELECT coalesce(array_agg(DISTINCT c.id), '{}') INTO found FROM people_child c
         WHERE c.reference = p_reference
            OR c.id IN (SELECT f.child_id FROM emergency_foundby f WHERE f.key = ANY (p_keys));
        said := 'nothing';
        IF cardinality(found) = 1 THEN
            SELECT * INTO head FROM people_child c WHERE c.id = found[1];
            IF octet_length(head.sealed_key) > 0 AND NOT EXISTS (
                SELECT FROM people_conflict x WHERE x.child_id = head.id
                   AND x.practitioner_id IN (p_who, p_second)
                   AND x.during @> clock_timestamp()) THEN
                said := CASE WHEN EXISTS (
                    SELECT FROM emergency_opening o WHERE o.child_id = head.id
                       AND o.practitioner_id = p_who AND o.until > clock_timestamp())
                    THEN 'open-already' ELSE 'ready' END;
            END IF;
        END IF;
    END IF;
    INSERT INTO emergency_attempt (id, practitioner_id, at, reason, words, second_id, suspends_at,
                                   found, outcome)
    VALUES (p_id, p_who, now(), p_reason, p_words, p_second,
            -- Two working days as the caller counts them, and never much else.
            least(greatest(p_suspends, at + interval '2 days'), at + interval '8 days'),
            CASE WHEN said = 'ready' THEN head.id END, said);
    PERFORM door_audit('emergency', found[1], NULL, 'duty-worker', '{}', NULL,
                       p_reason || ': ' || said);
    IF said IN ('ready', 'open-already') THEN
        PERFORM set_config('app.child', CASE said WHEN 'ready' THEN head.id::text ELSE '' END, true);
        RETURN QUERY SELECT said, head.id, head.sealed_key;
    ELSE
        RETURN QUERY SELECT said, NULL::uuid, NULL::bytea;
    END IF;
END $$;

-- The entry of a try that was just found ready, in the same transaction. It opens the record.
CREATE OR REPLACE FUNCTION door_emergency_open(p_id uuid, p_content text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    t emergency_attempt;
BEGIN
    SELECT * INTO t FROM emergency_attempt a
     WHERE a.id = p_id AND a.practitioner_id = door_who() AND a.at = now() AND a.outcome = 'ready';
    IF t.id IS NULL OR p_content::jsonb->>'reason' <> t.reason
       OR (p_content::jsonb->>'practitioner')::uuid <> t.practitioner_id THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    UPDATE emergency_attempt SET outcome = 'opened' WHERE id = p_id;
    PERFORM entry_by_rule(p_id, t.found, 'emergency-opened', t.practitioner_id, 'duty-worker', NULL,
                          p_content, 'record');
END $$;

-- A try that must not go on: what was found may concern somebody whom the person knows. They are
-- answered 'nothing'; those who answer for the child hear of it.
CREATE OR REPLACE FUNCTION door_emergency_stop(p_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    t emergency_attempt;
BEGIN
    SELECT * INTO t FROM emergency_attempt a
     WHERE a.id = p_id AND a.practitioner_id = door_who() AND a.at = now() AND a.outcome = 'ready';
    IF t.id IS NULL THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    UPDATE emergency_attempt SET outcome = 'knows-them' WHERE id = p_id;
    PERFORM set_config('app.child', '', true);
    PERFORM door_audit('refused', t.found, NULL, 'duty-worker', '{}', NULL, 'emergency: knows them');
    PERFORM tell_people(emergency_concerns(t.found, t.practitioner_id), 'knows-the-family', t.id,
        t.found, jsonb_build_object('who', (SELECT name FROM people_practitioner
                                             WHERE id = t.practitioner_id)), clock_timestamp());
END $$;

-- Whoever opened it needs it no longer.
CREATE OR REPLACE FUNCTION door_emergency_end(p_who uuid, p_opening uuid, p_id uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    o emergency_opening;
BEGIN
    SELECT * INTO o FROM emergency_opening t
     WHERE t.id = p_opening AND t.practitioner_id = p_who AND t.until > clock_timestamp();
    IF o.id IS NULL THEN
        RETURN false;
    END IF;
    PERFORM set_config('app.who', p_who::text, true);
    PERFORM entry_by_rule(p_id, o.child_id, 'emergency-ended', p_who, 'duty-worker', o.id,
        (SELECT '{"name":' || to_json(p.name::text)::text || '}' FROM people_practitioner p
          WHERE p.id = p_who), 'record');
    RETURN true;
END $$;

-- Openings that this person may look at again, latest first.
CREATE OR REPLACE FUNCTION door_emergencies(p_who uuid)
    RETURNS TABLE (id uuid, reference text, who text, practitioner uuid, agency text, reason text,
                   words text, second text, at timestamptz, until timestamptz,
                   suspends_at timestamptz, reviewed_at timestamptz, outcome text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT o.id, c.reference::text, p.name::text, p.id, g.name::text, o.reason::text, o.words::text,
           s.name::text, o.at, o.until, o.suspends_at, o.reviewed_at, o.outcome::text
      FROM emergency_opening o
      JOIN people_child c ON c.id = o.child_id
      JOIN people_practitioner p ON p.id = o.practitioner_id
      JOIN people_agency g ON g.id = o.agency
      LEFT JOIN people_practitioner s ON s.id = o.second
     WHERE emergency_may_review(p_who, o)
     ORDER BY o.at DESC LIMIT 500
$$;

-- One opening for whoever looks at it again: the entry with the key that opens its words, the child,
-- and nothing else of the record. Audited.
CREATE OR REPLACE FUNCTION door_emergency_look(p_who uuid, p_opening uuid)
    RETURNS TABLE (child uuid, sealed_key bytea, kind text, version int, content text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    o emergency_opening;
BEGIN
    PERFORM set_config('app.who', p_who::text, true), set_config('app.child', '', true);
    SELECT * INTO o FROM emergency_opening t WHERE t.id = p_opening;
    IF o.id IS NULL OR NOT emergency_may_review(p_who, o) THEN
        RETURN;
    END IF;
    PERFORM door_audit('review', o.child_id, o.id, '', ARRAY['record'], NULL, 'emergency access');
    RETURN QUERY SELECT c.id, c.sealed_key, e.kind::text, e.version::int, e.content::text
                   FROM people_child c JOIN chronology_entry e ON e.id = o.id
                  WHERE c.id = o.child_id;
END $$;

-- What was looked at through one opening: no contents, only what kind of look, when, and why.
CREATE OR REPLACE FUNCTION door_emergency_seen(p_who uuid, p_opening uuid)
    RETURNS TABLE (at timestamptz, action text, categories text[], purpose text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT a.at, a.action::text, a.categories::text[], a.purpose::text
      FROM emergency_opening o
      JOIN access_audit a ON a.who = o.practitioner_id AND a.child = o.child_id
       AND a.at BETWEEN o.at AND o.until
     WHERE o.id = p_opening AND emergency_may_review(p_who, o)
     ORDER BY a.at LIMIT 500
$$;

CREATE OR REPLACE FUNCTION door_emergency_review(
    p_who uuid, p_opening uuid, p_id uuid, p_content text
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    o emergency_opening;
BEGIN
    PERFORM set_config('app.who', p_who::text, true);
    SELECT * INTO o FROM emergency_opening t WHERE t.id = p_opening FOR UPDATE;
    IF o.id IS NULL OR NOT emergency_may_review(p_who, o) OR o.reviewed_at IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM set_config('app.child', o.child_id::text, true);
    PERFORM entry_by_rule(p_id, o.child_id, 'emergency-reviewed', p_who,
        (SELECT CASE WHEN p.manages THEN 'manager' ELSE 'data-protection' END
           FROM people_practitioner p WHERE p.id = p_who), o.id, p_content, 'record');
    RETURN true;
END $$;

-- Colleagues whose right this person may restore, and how it stands with each.
CREATE OR REPLACE FUNCTION door_emergency_rota(p_who uuid)
    RETURNS TABLE (id uuid, name text, may text) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public AS
$$
    SELECT p.id, p.name::text, emergency_right(p.id)
      FROM people_practitioner me
      JOIN people_practitioner p ON p.agency_id = me.agency_id AND p.is_active
     WHERE me.id = p_who AND me.is_active AND (me.manages OR me.protects_data)
     ORDER BY p.name
$$;

CREATE OR REPLACE FUNCTION door_emergency_restore(p_who uuid, p_person uuid, p_id uuid, p_why text)
    RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    PERFORM set_config('app.who', p_who::text, true);
    IF p_who = p_person OR p_why = '' OR emergency_right(p_person) <> 'suspended'
       OR NOT EXISTS (SELECT FROM door_emergency_rota(p_who) r WHERE r.id = p_person) THEN
        RETURN false;
    END IF;
    INSERT INTO emergency_restoration (id, practitioner_id, at, by_id, why)
    VALUES (p_id, p_person, clock_timestamp(), p_who, p_why);
    PERFORM door_audit('restore', NULL, NULL, '', '{}', NULL, 'emergency right of ' || p_person);
    PERFORM tell_people(ARRAY[p_person], 'right-restored', p_id, NULL, '{}', clock_timestamp());
    RETURN true;
END $$;

-- A manager says who of their agency is on the rota.
CREATE OR REPLACE FUNCTION door_emergency_duty(p_who uuid, p_person uuid, p_on boolean)
    RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    PERFORM set_config('app.who', p_who::text, true);
    IF p_who = p_person OR NOT EXISTS (SELECT FROM door_emergency_rota(p_who) r
                                        WHERE r.id = p_person)
       OR NOT (SELECT manages FROM people_practitioner WHERE id = p_who) THEN
        RETURN false;
    END IF;
    UPDATE people_practitioner SET on_duty_rota = p_on WHERE id = p_person;
    PERFORM door_audit('rota', NULL, NULL, '', '{}', NULL,
                       CASE WHEN p_on THEN 'on: ' ELSE 'off: ' END || p_person);
    RETURN true;
END $$;

-- Addresses that wait for a mail. Whoever takes them sends them in the same transaction.
CREATE OR REPLACE FUNCTION door_take_mail() RETURNS TABLE (email text)
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    WITH waiting AS (
        SELECT n.id FROM notices_notice n WHERE n.mailed_at IS NULL
         ORDER BY n.at LIMIT 100 FOR UPDATE SKIP LOCKED
    ), taken AS (
        UPDATE notices_notice n SET mailed_at = clock_timestamp() FROM waiting w WHERE w.id = n.id
        RETURNING n.practitioner_id
    )
    SELECT DISTINCT p.email::text FROM taken t JOIN people_practitioner p ON p.id = t.practitioner_id
     WHERE p.is_active
$$;
