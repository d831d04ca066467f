-- Who asked where a child is: of the child whose page is open, for those who answer for the record.
CREATE OR REPLACE FUNCTION door_looks(p_child uuid)
    RETURNS TABLE (at timestamptz, name text, agency text, role text, entry uuid, reason text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT a.at, p.name::text, g.name::text, a.role::text, a.entry, a.purpose::text
      FROM access_audit a
      JOIN people_practitioner p ON p.id = a.who
      JOIN people_agency g ON g.id = a.agency
     WHERE a.child = p_child AND a.action = 'reveal'
       AND p_child = nullif(current_setting('app.child', true), '')::uuid
       AND answers_for(p_child)
     ORDER BY a.at DESC LIMIT 200
$$;
GRANT EXECUTE ON FUNCTION door_looks(uuid) TO {app};
