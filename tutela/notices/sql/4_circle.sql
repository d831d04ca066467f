-- Tell those in the circle of the child whose record is open, by their part in it, of something that
-- was just written there. Only who may read that part of the record is told, and never the writer.
-- Where nobody leads, or managers are named, those of the agency that answers for the child are told.
CREATE OR REPLACE FUNCTION door_tell_circle(
    p_child uuid, p_roles text[], p_category text, p_sort text, p_about uuid
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    IF p_child IS DISTINCT FROM nullif(current_setting('app.child', true), '')::uuid
       OR NOT EXISTS (SELECT FROM door_standings(p_child)) THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    PERFORM tell_people(
        (SELECT array_agg(DISTINCT p.id)
           FROM people_practitioner p
           JOIN people_child c ON c.id = p_child
           LEFT JOIN people_membership m ON m.practitioner_id = p.id AND m.child_id = p_child
                AND m.relation = 'circle' AND m.role = ANY (p_roles)
                AND m.during @> clock_timestamp()
           JOIN access_grant g
             ON g.standing = coalesce(m.standing, 'manager/agency/care/responsible')
                AND g.state = c.state AND g.category = p_category AND g.action = 'read'
          WHERE p.is_active AND p.id <> door_who()
            AND (m.id IS NOT NULL
                 OR (p.manages AND p.agency_id = c.lead_agency_id
                     AND ('manager' = ANY (p_roles) OR NOT EXISTS (
                     SELECT FROM people_membership l WHERE l.child_id = p_child
                        AND l.role = 'lead-worker' AND l.during @> clock_timestamp()))))
            AND NOT EXISTS (SELECT FROM people_conflict x WHERE x.practitioner_id = p.id
                               AND x.child_id = p_child AND x.during @> clock_timestamp())
            -- Whoever an entry is kept from is not told that it is there.
            AND NOT EXISTS (
                SELECT FROM chronology_entry e
                 WHERE e.id = p_about AND e.child_id = p_child
                   AND (jsonb_exists_any(e.content->'kept_from', (
                            SELECT array_agg(k.role::text) FROM people_membership k
                             WHERE k.practitioner_id = p.id AND k.child_id = p_child
                               AND k.during @> clock_timestamp()))
                        OR (p.manages AND p.agency_id = c.lead_agency_id
                            AND jsonb_exists(e.content->'kept_from', 'manager'))))),
        p_sort, p_about, p_child, '{}', clock_timestamp());
END $$;

GRANT EXECUTE ON FUNCTION door_tell_circle(uuid, text[], text, text, uuid) TO {app};
