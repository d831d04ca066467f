-- What an authority declares is read by whoever has an account, and written by a manager of that
-- authority alone. Nothing of it is changed: a later declaration takes the place of an earlier one.
REVOKE UPDATE, DELETE ON transfer_declaration FROM {app};
ALTER TABLE transfer_declaration ENABLE ROW LEVEL SECURITY;
ALTER TABLE transfer_declaration FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS read_by_all ON transfer_declaration;
CREATE POLICY read_by_all ON transfer_declaration FOR SELECT USING ((SELECT door_who()) IS NOT NULL);
DROP POLICY IF EXISTS written_by_managers ON transfer_declaration;
CREATE POLICY written_by_managers ON transfer_declaration FOR INSERT
    WITH CHECK (by_id = (SELECT door_who())
                AND EXISTS (SELECT FROM people_practitioner p JOIN people_agency a ON a.id = p.agency_id
                             WHERE p.id = by_id AND p.is_active AND p.manages
                               AND a.id = transfer_declaration.agency_id
                               AND a.kind = 'local-authority'));
