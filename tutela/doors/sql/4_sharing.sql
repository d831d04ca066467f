-- Sharing that ends. What follows from a consent taken back, or from a share that stops, follows in
-- the same transaction, whoever records it and whatever they may record themselves.

-- All versions of an entry: it, what it corrected, what corrected it.
CREATE OR REPLACE FUNCTION entry_versions(p_entry uuid) RETURNS uuid[] LANGUAGE sql STABLE
    SET search_path = pg_catalog, public AS
$$
    WITH RECURSIVE back(id) AS (
        SELECT p_entry
        UNION SELECT c.corrects_id FROM chronology_entry c JOIN back b ON c.id = b.id
               WHERE c.corrects_id IS NOT NULL
    ), forth(id) AS (
        SELECT id FROM back
        UNION SELECT c.id FROM chronology_entry c
                JOIN forth f ON coalesce(c.corrects_id, c.withdraws_id) = f.id
               WHERE c.corrects_id IS NOT NULL
    )
    SELECT array_agg(id) FROM forth
$$;

CREATE OR REPLACE FUNCTION entry_stands(p_entry uuid) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = pg_catalog, public AS
$$
    SELECT NOT EXISTS (SELECT FROM chronology_entry m
                        WHERE (m.corrects_id IS NOT NULL OR m.withdraws_id IS NOT NULL)
                          AND coalesce(m.corrects_id, m.withdraws_id) = p_entry)
$$;

-- Append an entry that follows from another one, in the name of whoever made that one. The child is
-- locked already. `p_content` is canonical JSON.
CREATE OR REPLACE FUNCTION entry_follows(
    cause chronology_entry, p_id uuid, p_kind text, p_category text, p_refers uuid, p_content text
) RETURNS chronology_entry LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    head people_child;
    e chronology_entry;
BEGIN
    SELECT * INTO head FROM people_child WHERE id = cause.child_id;
    e.recorded_at := greatest(cause.recorded_at, head.head_recorded_at) + interval '1 microsecond';
    e.id := p_id; e.child_id := cause.child_id; e.kind := p_kind; e.category := p_category;
    e.by_id := cause.by_id; e.agency_id := cause.agency_id; e.role := cause.role;
    e.refers_to_id := p_refers;
    e := entry_of_the_house(e, p_content);
    INSERT INTO access_audit (at, who, agency, role, action, child, entry, categories, upto, purpose)
    VALUES (clock_timestamp(), e.by_id, e.agency_id, e.role, 'record', e.child_id, e.id,
            ARRAY[e.category], e.place, 'follows');
    IF e.category = 'record' THEN
        PERFORM entry_takes_effect(e);
    END IF;
    RETURN e;
END $$;

-- Somebody's place in the circle ends because of `cause`.
CREATE OR REPLACE FUNCTION place_ends(cause chronology_entry, p_place uuid) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    who text := (SELECT content->>'name' FROM chronology_entry WHERE id = p_place);
BEGIN
    PERFORM entry_follows(cause, gen_random_uuid(), 'circle-left', 'record', p_place,
                          '{"name":' || to_json(who)::text || '}');
END $$;

-- The guests of a share leave.
CREATE OR REPLACE FUNCTION guests_leave(cause chronology_entry, p_share uuid) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    share uuid := (SELECT CASE WHEN kind = 'transition-sent' THEN refers_to_id ELSE id END
                     FROM chronology_entry WHERE id = p_share);
    guest uuid;
BEGIN
    FOR guest IN
        SELECT m.id FROM people_membership m JOIN chronology_entry c ON c.id = m.id
         WHERE m.child_id = cause.child_id AND m.relation = 'guest'
           AND (upper_inf(m.during) OR upper(m.during) > cause.recorded_at)
           AND (c.content->>'share')::uuid = ANY (entry_versions(share))
    LOOP
        PERFORM place_ends(cause, guest);
    END LOOP;
END $$;

-- What rests on a consent ends. A place that is said to rest on consent, and on none that is named,
-- ends too: nobody can show its ground.
CREATE OR REPLACE FUNCTION consent_ends(cause chronology_entry, p_consent uuid) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    consent uuid[] := entry_versions(p_consent);
    it uuid;
BEGIN
    FOR it IN
        SELECT coalesce(s.id, p.id) FROM chronology_entry p
          LEFT JOIN chronology_entry s ON s.child_id = p.child_id AND s.kind = 'transition-sent'
               AND s.refers_to_id = ANY (entry_versions(p.id)) AND entry_stands(s.id)
         WHERE p.child_id = cause.child_id AND p.kind = 'transition-proposed'
           AND p.refers_to_id = ANY (consent) AND p.content->>'ground' = 'consent'
           AND entry_stands(p.id) AND NOT share_is_over(p.child_id, p.id, s.id)
         ORDER BY p.place
    LOOP
        PERFORM entry_follows(cause, gen_random_uuid(), 'transition-revoked', 'protection', it,
                              '{"because":"consent"}');
    END LOOP;
    FOR it IN
        SELECT m.id FROM people_membership m JOIN chronology_entry c ON c.id = m.id
         WHERE m.child_id = cause.child_id AND m.basis = 'consent'
           AND (upper_inf(m.during) OR upper(m.during) > cause.recorded_at)
           AND (c.content->>'consent' IS NULL OR (c.content->>'consent')::uuid = ANY (consent))
    LOOP
        PERFORM place_ends(cause, it);
    END LOOP;
END $$;

-- Was a share stopped or declined, or has its last day passed?
CREATE OR REPLACE FUNCTION share_is_over(p_child uuid, p_proposed uuid, p_sent uuid)
    RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS
$$
    SELECT EXISTS (SELECT FROM chronology_entry r
                    WHERE r.child_id = p_child
                      AND r.kind IN ('transition-revoked', 'transition-declined')
                      AND (r.refers_to_id = ANY (entry_versions(p_proposed))
                           OR r.refers_to_id = ANY (entry_versions(p_sent)))
                      AND entry_stands(r.id))
        OR (SELECT ((p.content->>'until')::date + 1)::timestamp AT TIME ZONE 'Europe/London'
                   <= clock_timestamp()
              FROM chronology_entry p WHERE p.id = p_proposed)
$$;

-- What follows from an entry that was just appended.
CREATE OR REPLACE FUNCTION sharing_follows(e chronology_entry, old chronology_entry) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    what text := coalesce(old.kind, e.kind);
BEGIN
    IF e.kind = 'consent-withdrawn' THEN
        PERFORM consent_ends(e, e.refers_to_id);
    ELSIF what = 'consent-answered' AND old.id IS NOT NULL AND (
            e.withdraws_id IS NOT NULL
            OR e.content->'answer' IS DISTINCT FROM old.content->'answer'
            OR e.content->'parts' IS DISTINCT FROM old.content->'parts'
            OR e.content->'until' IS DISTINCT FROM old.content->'until') THEN
        -- It was not, or not so, that they agreed. What still rests on the answer is shared anew.
        PERFORM consent_ends(e, old.id);
    ELSIF e.kind = 'transition-revoked' THEN
        PERFORM guests_leave(e, e.refers_to_id);
    ELSIF what IN ('transition-proposed', 'transition-sent') AND e.withdraws_id IS NOT NULL THEN
        PERFORM guests_leave(e, old.id);
    ELSIF what = 'transition-accepted' AND e.withdraws_id IS NOT NULL THEN
        PERFORM guests_leave(e, old.refers_to_id);
    END IF;
END $$;

-- The package that was sent to this person, if they may open it now.
CREATE OR REPLACE FUNCTION shared_with(p_who uuid, p_sent uuid) RETURNS chronology_entry
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS
$$
DECLARE
    s chronology_entry;
    p chronology_entry;
    c people_child;
BEGIN
    SELECT * INTO s FROM chronology_entry
     WHERE id = p_sent AND kind = 'transition-sent' AND content->>'person' = p_who::text
       AND role IN ('lead-worker', 'manager') AND entry_stands(id);
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT * INTO p FROM chronology_entry
     WHERE id = ANY (entry_versions(s.refers_to_id)) AND entry_stands(id) AND withdraws_id IS NULL;
    SELECT * INTO c FROM people_child WHERE id = s.child_id;
    IF p.id IS NULL OR share_is_over(s.child_id, p.id, s.id) OR octet_length(c.sealed_key) = 0
       OR NOT EXISTS (SELECT FROM people_practitioner w WHERE w.id = p_who AND w.is_active)
       OR EXISTS (SELECT FROM people_conflict x WHERE x.practitioner_id = p_who
                     AND x.child_id = s.child_id AND x.during @> clock_timestamp())
       OR (c.state <> 'open' AND p.content->>'sort' NOT IN ('assign', 'transfer')) THEN
        RETURN NULL;
    END IF;
    RETURN s;
END $$;

-- Everything that was sent to the person, and whether it can be opened; nothing about the child.
CREATE OR REPLACE FUNCTION door_shared_list(p_who uuid)
    RETURNS TABLE (entry uuid, sent timestamptz, name text, agency text, sort text, until date,
                   is_open boolean, received boolean, accepted boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    PERFORM set_config('app.who', p_who::text, true), set_config('app.child', '', true);
    PERFORM door_audit('list', NULL, NULL, '', '{}', NULL, 'shared with me');
    RETURN QUERY
        SELECT s.id, s.recorded_at, w.name::text, a.name::text, p.content->>'sort',
               (p.content->>'until')::date, (shared_with(p_who, s.id)).id IS NOT NULL,
               was_answered(s.child_id, s.id, 'transition-received'),
               was_answered(s.child_id, s.id, 'transition-accepted')
          FROM chronology_entry s
          JOIN chronology_entry p ON p.id = s.refers_to_id
          JOIN people_practitioner w ON w.id = s.by_id
          JOIN people_agency a ON a.id = s.agency_id
         WHERE s.kind = 'transition-sent' AND s.content->>'person' = p_who::text
           AND entry_stands(s.id)
         ORDER BY s.recorded_at DESC LIMIT 200;
END $$;

CREATE OR REPLACE FUNCTION was_answered(p_child uuid, p_sent uuid, p_kind text) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, public AS
$$
    SELECT EXISTS (SELECT FROM chronology_entry r
                    WHERE r.child_id = p_child AND r.kind = p_kind AND r.refers_to_id = p_sent
                      AND entry_stands(r.id))
$$;

-- One package, with the key that opens it, for the person to whom it was sent. Audited.
CREATE OR REPLACE FUNCTION door_shared(p_who uuid, p_sent uuid, p_action text)
    RETURNS TABLE (child uuid, sealed_key bytea, sent uuid, sent_version int, sent_content text,
                   proposed uuid, proposed_version int, proposed_content text, recorded timestamptz,
                   name text, agency text, received boolean, accepted boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    s chronology_entry;
BEGIN
    PERFORM set_config('app.who', p_who::text, true), set_config('app.child', '', true);
    s := shared_with(p_who, p_sent);
    IF s.id IS NULL THEN
        RETURN;
    END IF;
    IF p_action <> '' THEN
        PERFORM door_audit(p_action, s.child_id, s.id, 'recipient', ARRAY['protection'], NULL,
                           'a package that was sent to them');
    END IF;
    RETURN QUERY
        SELECT s.child_id, c.sealed_key, s.id, s.version::int, s.content::text,
               p.id, p.version::int, p.content::text, s.recorded_at, w.name::text, a.name::text,
               was_answered(s.child_id, s.id, 'transition-received'),
               was_answered(s.child_id, s.id, 'transition-accepted')
          FROM people_child c
          JOIN chronology_entry p ON p.id = ANY (entry_versions(s.refers_to_id))
               AND entry_stands(p.id)
          JOIN people_practitioner w ON w.id = s.by_id
          JOIN people_agency a ON a.id = s.agency_id
         WHERE c.id = s.child_id;
END $$;

-- The recipient's own answer, as an entry of the child's record. With `transition-accepted` the lead
-- passes over, or the guest comes in: now, and not before.
CREATE OR REPLACE FUNCTION door_answer_shared(
    p_who uuid, p_sent uuid, p_id uuid, p_kind text, p_content text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    s chronology_entry;
    p chronology_entry;
    cause chronology_entry;
    done chronology_entry;
    me people_practitioner;
BEGIN
    PERFORM set_config('app.who', p_who::text, true), set_config('app.child', '', true);
    PERFORM 1 FROM people_child c JOIN chronology_entry e ON e.child_id = c.id
      WHERE e.id = p_sent FOR NO KEY UPDATE OF c;
    IF EXISTS (SELECT FROM chronology_entry WHERE id = p_id AND by_id = p_who AND kind = p_kind) THEN
        RETURN;
    END IF;
    s := shared_with(p_who, p_sent);
    IF s.id IS NULL OR p_kind NOT IN ('transition-received', 'transition-accepted',
                                      'transition-declined') THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    IF was_answered(s.child_id, s.id, 'transition-accepted')
       OR was_answered(s.child_id, s.id, p_kind) THEN
        RETURN;
    END IF;
    SELECT * INTO me FROM people_practitioner WHERE id = p_who;
    SELECT * INTO p FROM chronology_entry
     WHERE id = ANY (entry_versions(s.refers_to_id)) AND entry_stands(id);
    cause := s;
    cause.by_id := p_who; cause.agency_id := me.agency_id; cause.role := 'recipient';
    cause.recorded_at := clock_timestamp();
    done := entry_follows(cause, p_id, p_kind, 'protection', s.id, p_content);
    -- The board may say at once that the receipt is there; all else of it follows from entries.
    UPDATE duties_duerow SET met = done.recorded_at, met_by = done.id
     WHERE child_id = s.child_id AND duty = 'SHARE_RECEIPT' AND started_by = s.id AND met IS NULL;
    IF p_kind = 'transition-accepted' THEN
        IF p.content->>'sort' IN ('assign', 'transfer') THEN
            PERFORM lead_passes(done, me, p.content->>'sort');
        ELSIF p.content->>'guest' IS NOT NULL THEN
            PERFORM guest_comes(done, me, p);
        END IF;
    END IF;
END $$;

-- The lead leaves and the new one joins, one after the other in the chain and without a moment
-- between them.
CREATE OR REPLACE FUNCTION lead_passes(
    cause chronology_entry, me people_practitioner, p_sort text
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    lead uuid;
    from_agency uuid := (SELECT lead_agency_id FROM people_child WHERE id = cause.child_id);
BEGIN
    IF (SELECT kind FROM people_agency WHERE id = me.agency_id AND closed_on IS NULL)
            IS DISTINCT FROM 'local-authority'
       OR (p_sort = 'assign') IS DISTINCT FROM (me.agency_id = from_agency) THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    SELECT m.id INTO lead FROM people_membership m
     WHERE m.child_id = cause.child_id AND m.role = 'lead-worker'
       AND m.during @> clock_timestamp();
    IF lead IS NOT NULL THEN
        PERFORM place_ends(cause, lead);
    END IF;
    PERFORM entry_follows(cause, gen_random_uuid(), 'circle-joined', 'record', NULL,
        '{"ground":"responsible","name":' || to_json(me.name::text)::text || ',"practitioner":"'
        || me.id || '","purpose":"care","relation":"circle","role":"lead-worker"}');
END $$;

-- The guest comes in, for the parts and the time that were proposed.
CREATE OR REPLACE FUNCTION guest_comes(
    cause chronology_entry, me people_practitioner, p chronology_entry
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
DECLARE
    scope text := (SELECT string_agg(to_json(x)::text, ',' ORDER BY x)
                     FROM jsonb_array_elements_text(p.content->'parts') x);
BEGIN
    IF (p.content->>'until')::date > (clock_timestamp() AT TIME ZONE 'Europe/London')::date + 90 THEN
        PERFORM entry_refuse('not-allowed');
    END IF;
    PERFORM entry_follows(cause, gen_random_uuid(), 'circle-joined', 'record', NULL,
        '{' || CASE WHEN p.content->>'ground' = 'consent'
                    THEN '"consent":"' || p.refers_to_id || '",' ELSE '' END
        || '"ground":' || to_json(p.content->>'ground')::text
        || ',"name":' || to_json(me.name::text)::text
        || ',"practitioner":"' || me.id || '"'
        || ',"purpose":' || to_json(p.content->>'used_for')::text
        || ',"relation":"guest","role":' || to_json(p.content->>'guest')::text
        || ',"scope":[' || scope || ']'
        || ',"share":"' || p.id || '"'
        || ',"until":' || to_json(p.content->>'until')::text || '}');
END $$;

-- Copies that were taken out of one child's record, for those who answer for it.
CREATE OR REPLACE FUNCTION door_copies(p_child uuid)
    RETURNS TABLE (at timestamptz, name text, agency text, purpose text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT a.at, p.name::text, g.name::text, a.purpose::text
      FROM access_audit a
      JOIN people_practitioner p ON p.id = a.who
      JOIN people_agency g ON g.id = a.agency
     WHERE a.child = p_child AND a.action = 'export'
       AND p_child = nullif(current_setting('app.child', true), '')::uuid
       AND answers_for(p_child)
     ORDER BY a.at DESC LIMIT 200
$$;

-- The register of requests: of one's own agency, for its managers and whoever protects its data. A
-- step is never changed. It hangs on no child: what is asked stands sealed in words.
CREATE OR REPLACE FUNCTION door_register() RETURNS uuid LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    RETURN (SELECT agency_id FROM people_practitioner
             WHERE id = door_who() AND is_active AND (manages OR protects_data));
END $$;

-- Immigration enforcement is refused: there is no other step that decides.
CREATE OR REPLACE FUNCTION step_is_taken() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    IF NEW.step = 'release' AND (SELECT r.power = 'immigration-enforcement'
                                   FROM sharing_disclosurerequest r WHERE r.id = NEW.request_id) THEN
        PERFORM entry_refuse('enforcement');
    END IF;
    NEW.protects_data := (SELECT p.protects_data FROM people_practitioner p WHERE p.id = NEW.by_id);
    NEW.at := clock_timestamp();
    RETURN NEW;
END $$;

DO $$
BEGIN
    IF to_regclass('sharing_disclosurestep') IS NULL THEN
        RETURN;
    END IF;
    REVOKE UPDATE, DELETE ON sharing_disclosurerequest, sharing_disclosurestep FROM {app};
    ALTER TABLE sharing_disclosurerequest ENABLE ROW LEVEL SECURITY;
    ALTER TABLE sharing_disclosurerequest FORCE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS of_my_agency ON sharing_disclosurerequest;
    CREATE POLICY of_my_agency ON sharing_disclosurerequest
        USING (agency_id = (SELECT door_register()))
        WITH CHECK (agency_id = (SELECT door_register())
                    AND registered_by_id = (SELECT door_who()));
    ALTER TABLE sharing_disclosurestep ENABLE ROW LEVEL SECURITY;
    ALTER TABLE sharing_disclosurestep FORCE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS of_my_agency ON sharing_disclosurestep;
    CREATE POLICY of_my_agency ON sharing_disclosurestep
        USING (EXISTS (SELECT FROM sharing_disclosurerequest r WHERE r.id = request_id))
        WITH CHECK (by_id = (SELECT door_who())
                    AND EXISTS (SELECT FROM sharing_disclosurerequest r WHERE r.id = request_id));
    CREATE OR REPLACE TRIGGER step_is_taken BEFORE INSERT ON sharing_disclosurestep
        FOR EACH ROW EXECUTE FUNCTION step_is_taken();
END $$;
