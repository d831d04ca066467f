-- Every table about a child shows rows of children within reach, and no others, unless it has a policy
-- of its own. A new room's tables are born inside this wall.
--
-- Whoever records that they leave a circle, or hands a child to another agency, has lost their reach
-- when derived tables are made anew a moment later, in the same transaction. So the child of whom they
-- have just written is within the wall until the next door opens; for nobody else, and no longer.
CREATE OR REPLACE FUNCTION door_derived() RETURNS uuid[] LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    wrote uuid := nullif(current_setting('app.wrote', true), '')::uuid;
BEGIN
    IF wrote IS NOT NULL AND EXISTS (
        SELECT FROM chronology_entry e WHERE e.child_id = wrote AND e.by_id = door_who()
           AND e.recorded_at >= transaction_timestamp()) THEN
        RETURN door_children() || wrote;
    END IF;
    RETURN door_children();
END $$;

DO $$
DECLARE
    old regclass;
    bare regclass;
BEGIN
    FOR old IN SELECT polrelid FROM pg_policy WHERE polname = 'within_reach' AND polcmd = '*' LOOP
        EXECUTE format('DROP POLICY within_reach ON %s', old);
    END LOOP;
    FOR bare IN
        SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
           AND a.attname = 'child_id' AND NOT a.attisdropped
           AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', bare);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', bare);
        EXECUTE format('CREATE POLICY within_reach ON %s '
            'USING (child_id = ANY ((SELECT door_derived())::uuid[]))', bare);
    END LOOP;
END $$;
