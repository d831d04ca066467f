-- Who is at the door, and which children are within their reach. Each answer is computed once per
-- statement. Nobody at the door: nothing within reach.
CREATE OR REPLACE FUNCTION door_who() RETURNS uuid LANGUAGE sql STABLE
    SET search_path = pg_catalog, public AS
$$ SELECT nullif(current_setting('app.who', true), '')::uuid $$;

-- The young person stands to their own record as long as their card is neither frozen nor ended. Their
-- identifier as a person is that of the record, and only their own door (`4_entrance.sql`) gives it.
CREATE OR REPLACE FUNCTION door_own_standing(p_child uuid) RETURNS SETOF text
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, public AS
$$
BEGIN
    IF p_child = door_who() THEN
        RETURN QUERY SELECT 'young-person/circle/care/responsible' FROM entrance_card k
                      WHERE k.child_id = p_child AND k.ended_at IS NULL AND k.frozen_at IS NULL;
    END IF;
END $$;

-- How the person at the door stands to one child now, as `tutela.access.standing` says it. A declared
-- conflict of interest leaves nothing.
-- Few rows, and the planner must know it: expecting many, it reads the whole access table each time.
CREATE OR REPLACE FUNCTION door_standings(p_child uuid)
    RETURNS TABLE (standing text, scope text[], named boolean) LANGUAGE sql STABLE ROWS 2
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT held.standing, held.scope, held.named FROM (
        SELECT m.standing::text, m.scope::text[], m.named
          FROM people_membership m
         WHERE m.child_id = p_child AND m.practitioner_id = door_who()
           AND m.during @> clock_timestamp()
        UNION ALL
        SELECT 'manager/agency/care/responsible', NULL, false
          FROM people_practitioner p
          JOIN people_child c ON c.lead_agency_id = p.agency_id
         WHERE p.id = door_who() AND p.manages AND c.id = p_child
    ) held
     WHERE EXISTS (SELECT FROM people_practitioner p WHERE p.id = door_who() AND p.is_active)
       AND NOT EXISTS (SELECT FROM people_conflict x
                        WHERE x.practitioner_id = door_who() AND x.child_id = p_child
                          AND x.during @> clock_timestamp())
    UNION ALL
    SELECT own, NULL, false FROM door_own_standing(p_child) own
$$;

-- Does the person at the door answer for this record? They read who looked and what left.
CREATE OR REPLACE FUNCTION answers_for(p_child uuid) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = pg_catalog, public AS
$$
    SELECT EXISTS (SELECT FROM door_standings(p_child) s
                    WHERE split_part(s.standing, '/', 1)
                          IN ('lead-worker', 'manager', 'reviewing-officer', 'guardian'))
$$;

-- Categories that those standings may read, record, correct or withdraw in.
CREATE OR REPLACE FUNCTION door_categories(p_child uuid, p_action text) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT coalesce(array_agg(DISTINCT g.category), '{}')
      FROM people_child c
      JOIN door_standings(p_child) s ON true
      JOIN access_grant g ON g.standing = s.standing AND g.state = c.state AND g.action = p_action
           AND (s.scope IS NULL OR g.category = ANY (s.scope))
     WHERE c.id = p_child
$$;

-- Children within reach: the one whose page is open, or else all to whom the person stands somehow.
CREATE OR REPLACE FUNCTION door_children() RETURNS uuid[] LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    one uuid := nullif(current_setting('app.child', true), '')::uuid;
    who uuid := door_who();
BEGIN
    IF one IS NOT NULL THEN
        RETURN CASE WHEN door_categories(one, 'read') <> '{}' THEN ARRAY[one] ELSE '{}' END;
    END IF;
    RETURN (
        SELECT coalesce(array_agg(DISTINCT reach.child_id), '{}') FROM (
            SELECT m.child_id
              FROM people_membership m
              JOIN people_practitioner p ON p.id = m.practitioner_id AND p.is_active
              JOIN people_child c ON c.id = m.child_id
             WHERE m.practitioner_id = who AND m.during @> clock_timestamp()
               AND EXISTS (SELECT FROM access_grant g
                            WHERE g.standing = m.standing AND g.state = c.state
                              AND g.action = 'read'
                              AND (m.scope IS NULL OR g.category = ANY (m.scope)))
            UNION ALL
            SELECT c.id
              FROM people_practitioner p
              JOIN people_child c ON c.lead_agency_id = p.agency_id
             WHERE p.id = who AND p.is_active AND p.manages
        ) reach
         WHERE NOT EXISTS (SELECT FROM people_conflict x
                            WHERE x.practitioner_id = who AND x.child_id = reach.child_id
                              AND x.during @> clock_timestamp())
    );
END $$;

-- Entries are read one child at a time, and only in the categories that are open to the reader.
CREATE OR REPLACE FUNCTION door_open_categories() RETURNS text[] LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT door_categories(nullif(current_setting('app.child', true), '')::uuid, 'read') $$;

ALTER TABLE people_child ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_child FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS within_reach ON people_child;
CREATE POLICY within_reach ON people_child FOR SELECT
    USING (id = ANY ((SELECT door_children())::uuid[]));

ALTER TABLE people_membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_membership FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS within_reach ON people_membership;
CREATE POLICY within_reach ON people_membership FOR SELECT
    USING (child_id = ANY ((SELECT door_children())::uuid[]));

ALTER TABLE chronology_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE chronology_head FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS within_reach ON chronology_head;
CREATE POLICY within_reach ON chronology_head FOR SELECT
    USING (child_id = ANY ((SELECT door_children())::uuid[]));

-- Entries of the open record that the person at the door never reads, whatever their role reads
-- otherwise: a complaint says itself from whom it is kept, and so is what mends it or answers to it.
-- `tutela.chronology.entry.Chronology.kept_from` works out the same.
CREATE OR REPLACE FUNCTION door_kept_from() RETURNS uuid[] LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    WITH RECURSIVE here AS MATERIALIZED (
        SELECT e.id, e.refers_to_id, e.corrects_id, e.withdraws_id, e.content->'kept_from' AS kept
          FROM chronology_entry e
         WHERE e.child_id = nullif(current_setting('app.child', true), '')::uuid
    ), kept(id, corrects_id) AS (
        SELECT h.id, h.corrects_id FROM here h
         WHERE jsonb_exists_any(h.kept, (
                   SELECT array_agg(split_part(s.standing, '/', 1))
                     FROM door_standings(nullif(current_setting('app.child', true), '')::uuid) s))
        UNION
        SELECT h.id, h.corrects_id FROM kept k
          JOIN here h ON k.id IN (h.refers_to_id, h.corrects_id, h.withdraws_id)
                      OR h.id = k.corrects_id
    )
    SELECT coalesce(array_agg(id), '{}') FROM kept
$$;

ALTER TABLE chronology_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE chronology_entry FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS one_child_at_a_time ON chronology_entry;
CREATE POLICY one_child_at_a_time ON chronology_entry FOR SELECT
    USING (child_id = nullif(current_setting('app.child', true), '')::uuid
           AND category = ANY ((SELECT door_open_categories())::text[])
           AND id <> ALL ((SELECT door_kept_from())::uuid[]));

ALTER TABLE people_look ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_look FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS my_own ON people_look;
CREATE POLICY my_own ON people_look USING (practitioner_id = (SELECT door_who()));
