-- Who is still missing. The register is asked whenever something is recorded by which a child can be
-- recognised; it answers the lead of the missing child, and nobody else. Whoever records learns
-- nothing: in their transaction one row is written, the same whether anybody is missing or not, and the
-- register is not looked at. The clerk looks, afterwards.
REVOKE ALL ON missing_asked, missing_answered FROM {app};

CREATE OR REPLACE FUNCTION door_ask_register(p_child uuid, p_keys text[], p_is_missing boolean)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    IF p_child IS DISTINCT FROM nullif(current_setting('app.child', true), '')::uuid
       OR NOT EXISTS (SELECT FROM door_standings(p_child)) THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    INSERT INTO missing_asked (id, child_id, keys, is_missing, by_id, agency_id, at)
    SELECT gen_random_uuid(), p_child, p_keys, p_is_missing, p.id, p.agency_id, clock_timestamp()
      FROM people_practitioner p WHERE p.id = door_who();
END $$;

-- Tell the lead of a missing child that another record may be about the same child: which agency, and
-- whom to ring. Of a record that is restricted, closed or shielded, the agency alone. Where nobody
-- leads, the managers of the agency that answers for the missing child.
CREATE OR REPLACE FUNCTION register_answers(p_missing uuid, other missing_asked) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
BEGIN
    INSERT INTO missing_answered (child_id, other_id, at)
    VALUES (p_missing, other.child_id, clock_timestamp()) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM tell_people(
        (SELECT array_agg(DISTINCT p.id)
           FROM people_practitioner p JOIN people_child c ON c.id = p_missing
          WHERE (EXISTS (SELECT FROM people_membership m
                          WHERE m.child_id = p_missing AND m.practitioner_id = p.id
                            AND m.role = 'lead-worker' AND m.during @> clock_timestamp())
                 OR (p.manages AND p.agency_id = c.lead_agency_id AND NOT EXISTS (
                     SELECT FROM people_membership m WHERE m.child_id = p_missing
                        AND m.role = 'lead-worker' AND m.during @> clock_timestamp())))
            AND NOT EXISTS (SELECT FROM people_conflict x WHERE x.practitioner_id = p.id
                               AND x.child_id = p_missing AND x.during @> clock_timestamp())),
        'may-be-found', other.child_id, p_missing,
        (SELECT jsonb_strip_nulls(jsonb_build_object('agency', a.name,
                'who', CASE WHEN c.state = 'open' AND c.shield = 'open' THEN p.name END,
                'reference', CASE WHEN c.state = 'open' AND c.shield = 'open' THEN c.reference END))
           FROM people_agency a, people_practitioner p, people_child c
          WHERE a.id = other.agency_id AND p.id = other.by_id AND c.id = other.child_id),
        clock_timestamp());
END $$;

-- Answer everything that was asked and not answered yet. Questions are kept for ninety days, so that a
-- child who is recorded somewhere before anybody has written that they are missing is noticed too.
CREATE OR REPLACE FUNCTION door_answer_register() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    q missing_asked;
    o missing_asked;
    sought uuid;
BEGIN
    FOR q IN SELECT * FROM missing_asked WHERE answered_at IS NULL ORDER BY at
                FOR UPDATE SKIP LOCKED LIMIT 200
    LOOP
        FOR sought IN SELECT s.child_id FROM missing_stillmissing s
                       WHERE s.child_id <> q.child_id AND s.keys && q.keys
        LOOP
            PERFORM register_answers(sought, q);
        END LOOP;
        IF q.is_missing THEN
            FOR o IN SELECT a.* FROM missing_asked a
                      JOIN missing_stillmissing s ON s.child_id = q.child_id
                      WHERE a.child_id <> q.child_id AND a.keys && s.keys
            LOOP
                PERFORM register_answers(q.child_id, o);
            END LOOP;
        END IF;
        UPDATE missing_asked SET answered_at = clock_timestamp() WHERE id = q.id;
    END LOOP;
    DELETE FROM missing_asked WHERE at < clock_timestamp() - interval '90 days';
END $$;

GRANT EXECUTE ON FUNCTION door_ask_register(uuid, text[], boolean), door_answer_register() TO {app};
