-- Who is at the door, and which children are within their reach. Each answer is computed once per
-- statement. Nobody at the door: nothing within reach.
CREATE OR REPLACE FUNCTION door_who() RETURNS uuid LANGUAGE sql STABLE
    SET search_path = pg_catalog, public AS
$$ SELECT nullif(current_setting('app.who', true), '')::uuid $$;

-- Roles that the person at the door holds now towards one child.
CREATE OR REPLACE FUNCTION door_roles(p_child uuid) RETURNS text[] LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT coalesce(array_agg(DISTINCT role), '{}') FROM (
        SELECT m.role
          FROM people_membership m
          JOIN people_practitioner p ON p.id = m.practitioner_id AND p.is_active
         WHERE m.child_id = p_child AND m.practitioner_id = door_who() AND m.during @> clock_timestamp()
        UNION ALL
        SELECT 'manager'
          FROM people_practitioner p
          JOIN people_child c ON c.lead_agency_id = p.agency_id
         WHERE p.id = door_who() AND p.is_active AND p.manages AND c.id = p_child
    ) held
$$;

-- Categories that those roles may read, record, correct or withdraw in.
CREATE OR REPLACE FUNCTION door_categories(p_child uuid, p_action text) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT coalesce(array_agg(DISTINCT g.category), '{}')
      FROM people_child c
      JOIN access_grant g ON g.state = c.state AND g.action = p_action
     WHERE c.id = p_child AND g.role = ANY (door_roles(p_child))
$$;

-- Children within reach: the one whose page is open, or else all in whose circle the person stands.
CREATE OR REPLACE FUNCTION door_children() RETURNS uuid[] LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    one uuid := nullif(current_setting('app.child', true), '')::uuid;
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
             WHERE m.practitioner_id = door_who() AND m.during @> clock_timestamp()
               AND EXISTS (SELECT 1 FROM access_grant g
                            WHERE g.role = m.role AND g.state = c.state AND g.action = 'read')
            UNION ALL
            SELECT c.id
              FROM people_practitioner p
              JOIN people_child c ON c.lead_agency_id = p.agency_id
             WHERE p.id = door_who() AND p.is_active AND p.manages
        ) reach
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

ALTER TABLE chronology_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE chronology_entry FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS one_child_at_a_time ON chronology_entry;
CREATE POLICY one_child_at_a_time ON chronology_entry FOR SELECT
    USING (child_id = nullif(current_setting('app.child', true), '')::uuid
           AND category = ANY ((SELECT door_open_categories())::text[]));

ALTER TABLE people_look ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_look FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS my_own ON people_look;
CREATE POLICY my_own ON people_look USING (practitioner_id = (SELECT door_who()));
