-- Every table about a child shows rows of children within reach, and no others, unless it has a policy
-- of its own. A new room's tables are born inside this wall.
DO $$
DECLARE
    bare regclass;
BEGIN
    FOR bare IN
        SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
           AND a.attname = 'child_id' AND NOT a.attisdropped
           AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', bare);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', bare);
        EXECUTE format('CREATE POLICY within_reach ON %s '
            'USING (child_id = ANY ((SELECT door_children())::uuid[]))', bare);
    END LOOP;
END $$;
