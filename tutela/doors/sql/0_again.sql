-- These files are put in place anew after every `migrate`. Functions go first, so that one whose
-- answer has another shape can be made again; those that a policy or trigger hangs on are replaced
-- where they stand.
DO $$
DECLARE
    ours regprocedure;
BEGIN
    FOR ours IN
        SELECT p.oid FROM pg_proc p
         WHERE p.pronamespace = 'public'::regnamespace
           AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP
        BEGIN
            EXECUTE 'DROP FUNCTION ' || ours;
        EXCEPTION WHEN dependent_objects_still_exist THEN
            NULL;
        END;
    END LOOP;
END $$;
