-- Whom a practitioner knows in private life is read by themselves, and compared, sealed as it lies, for
-- a child in whose circle somebody wants them.
ALTER TABLE restrictions_knownperson ENABLE ROW LEVEL SECURITY;
ALTER TABLE restrictions_knownperson FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS my_own ON restrictions_knownperson;
CREATE POLICY my_own ON restrictions_knownperson USING (practitioner_id = (SELECT door_who()));

-- The list of the person at the door, or of somebody who is to join the circle of the child whose
-- record is open to the person at the door.
CREATE OR REPLACE FUNCTION door_known_people(p_practitioner uuid)
    RETURNS TABLE (id uuid, sealed text) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public AS
$$
    SELECT k.id, k.sealed FROM restrictions_knownperson k
     WHERE k.practitioner_id = p_practitioner
       AND (p_practitioner = door_who()
            OR door_categories(nullif(current_setting('app.child', true), '')::uuid, 'record') <> '{}')
$$;

-- Somebody was kept from joining, since they may know the family: the managers who answer for the
-- child hear of it, and decide.
CREATE OR REPLACE FUNCTION door_may_know_them(p_practitioner uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    one uuid := nullif(current_setting('app.child', true), '')::uuid;
BEGIN
    IF door_categories(one, 'record') = '{}' THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    PERFORM door_audit('refused', one, NULL, '', '{}', NULL, 'joining: may know the family');
    PERFORM tell_people(
        (SELECT array_agg(p.id) FROM people_practitioner p JOIN people_child c ON c.id = one
          WHERE p.agency_id = c.lead_agency_id AND p.manages AND p.id <> p_practitioner),
        'joins-and-knows', p_practitioner, one,
        jsonb_build_object('who', (SELECT name FROM people_practitioner WHERE id = p_practitioner)),
        clock_timestamp());
END $$;

-- Somebody who sees a record steps back from it: they know the family. From then on they see nothing
-- of it. Whoever leads lets somebody else lead first.
CREATE OR REPLACE FUNCTION door_step_back(p_who uuid, p_child uuid, p_id uuid, p_content text)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    PERFORM set_config('app.who', p_who::text, true);
    IF NOT EXISTS (SELECT FROM door_standings(p_child))
       OR (p_content::jsonb->>'practitioner')::uuid <> p_who THEN
        PERFORM entry_refuse('not-allowed');
    ELSIF EXISTS (SELECT FROM people_membership m WHERE m.child_id = p_child
                     AND m.practitioner_id = p_who AND m.role = 'lead-worker'
                     AND m.during @> clock_timestamp()) THEN
        RETURN 'leads';
    END IF;
    PERFORM entry_by_rule(p_id, p_child, 'conflict-declared', p_who,
        (SELECT split_part(s.standing, '/', 1) FROM door_standings(p_child) s
          ORDER BY s.standing LIMIT 1), NULL, p_content, 'record');
    PERFORM tell_people(
        (SELECT array_agg(p.id) FROM people_practitioner p JOIN people_child c ON c.id = p_child
          WHERE p.id <> p_who AND (p.agency_id = c.lead_agency_id AND p.manages
             OR p.id IN (SELECT m.practitioner_id FROM people_membership m
                          WHERE m.child_id = p_child AND m.role = 'lead-worker'
                            AND m.during @> clock_timestamp()))),
        'stepped-back', p_id, p_child,
        jsonb_build_object('who', (SELECT name FROM people_practitioner WHERE id = p_who)),
        clock_timestamp());
    RETURN 'done';
END $$;
