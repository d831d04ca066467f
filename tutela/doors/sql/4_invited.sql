-- A package read by somebody without an account: an invitation by link, opened once with a code that
-- came by another way. It gives this one package, as it was frozen, and nothing else of the child.
-- Nobody touches the table but through these functions, which ask for it only when they are called.
DO $$
BEGIN
    IF to_regclass('sharing_invitation') IS NOT NULL THEN
        REVOKE ALL ON sharing_invitation FROM {app};
    END IF;
END $$;

-- The proposal behind a package that may be read by link now; null where there is none, or where it
-- was stopped, declined, has run out, or the record was restricted, closed or erased.
CREATE OR REPLACE FUNCTION linked_proposal(p_sent uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS
$$
DECLARE
    s chronology_entry;
    p chronology_entry;
BEGIN
    SELECT * INTO s FROM chronology_entry
     WHERE id = p_sent AND kind = 'transition-sent' AND content->>'how' = 'link'
       AND content->>'person' IS NULL AND role IN ('lead-worker', 'manager') AND entry_stands(id);
    SELECT * INTO p FROM chronology_entry
     WHERE id = ANY (entry_versions(s.refers_to_id)) AND entry_stands(id) AND withdraws_id IS NULL
       AND content->>'recipient_kind' IN ('agency', 'person');
    IF s.id IS NULL OR p.id IS NULL OR share_is_over(s.child_id, p.id, s.id)
       OR NOT EXISTS (SELECT FROM people_child c WHERE c.id = s.child_id AND c.state = 'open'
                         AND octet_length(c.sealed_key) > 0) THEN
        RETURN NULL;
    END IF;
    RETURN p.id;
END $$;

-- A new invitation in place of the one before, whose id is answered too: its sitting must end. No row
-- where the person at the door may not give it.
CREATE OR REPLACE FUNCTION door_invite(
    p_id uuid, p_child uuid, p_sent uuid, p_token text, p_code text, p_hours int
) RETURNS TABLE (before uuid, expires timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    proposal uuid := linked_proposal(p_sent);
    old uuid;
    last timestamptz;
BEGIN
    IF proposal IS NULL OR NOT entrance_kept_by(p_child, ARRAY['lead-worker', 'manager'])
       OR NOT EXISTS (SELECT FROM chronology_entry WHERE id = p_sent AND child_id = p_child) THEN
        RETURN;
    END IF;
    SELECT least(clock_timestamp() + p_hours * interval '1 hour',
                 ((content->>'until')::date + 1)::timestamp AT TIME ZONE 'Europe/London')
      INTO last FROM chronology_entry WHERE id = proposal;
    UPDATE sharing_invitation i SET ended_at = clock_timestamp()
     WHERE i.sent = p_sent AND i.ended_at IS NULL RETURNING i.id INTO old;
    INSERT INTO sharing_invitation (id, child_id, sent, token_hash, sealed_code, issued_by_id,
                                    issued_at, expires_at, failures)
    VALUES (p_id, p_child, p_sent, p_token, p_code, door_who(), clock_timestamp(), last, 0);
    PERFORM door_audit('invited', p_child, p_sent, '', ARRAY['protection'], NULL, 'by link');
    RETURN QUERY SELECT old, last;
END $$;

-- The invitation is taken back; its id, if there was one.
CREATE OR REPLACE FUNCTION door_uninvite(p_child uuid, p_sent uuid) RETURNS TABLE (id uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    old uuid;
BEGIN
    IF NOT entrance_kept_by(p_child, ARRAY['lead-worker', 'manager']) THEN
        RETURN;
    END IF;
    UPDATE sharing_invitation i SET ended_at = clock_timestamp()
     WHERE i.sent = p_sent AND i.child_id = p_child AND i.ended_at IS NULL
    RETURNING i.id INTO old;
    IF old IS NOT NULL THEN
        PERFORM door_audit('uninvited', p_child, p_sent, '', ARRAY['protection'], NULL, 'by link');
        RETURN QUERY SELECT old;
    END IF;
END $$;

-- What those who answer for the record see of the last invitation to a package.
CREATE OR REPLACE FUNCTION door_invitation(p_child uuid, p_sent uuid)
    RETURNS TABLE (issued_at timestamptz, issued_by text, expires timestamptz,
                   opened timestamptz, ended timestamptz, failures int)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    RETURN QUERY
        SELECT i.issued_at, w.name::text, i.expires_at, i.opened_at, i.ended_at, i.failures
          FROM sharing_invitation i JOIN people_practitioner w ON w.id = i.issued_by_id
         WHERE i.sent = p_sent AND i.child_id = p_child
           AND entrance_kept_by(p_child, ARRAY['lead-worker', 'manager', 'reviewing-officer',
                                               'guardian'])
         ORDER BY i.issued_at DESC LIMIT 1;
END $$;

-- A try with a link, counted before the code is looked at. No row where the link is unknown, was used,
-- taken back or has run out, was tried five times, or leads to what may be read no more.
CREATE OR REPLACE FUNCTION door_invited_try(p_token text) RETURNS TABLE (id uuid, sealed_code text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    RETURN QUERY
        UPDATE sharing_invitation i SET failures = i.failures + 1
         WHERE i.token_hash = p_token AND i.ended_at IS NULL AND i.opened_at IS NULL
           AND i.expires_at > clock_timestamp() AND i.failures < 5
           AND linked_proposal(i.sent) IS NOT NULL
     RETURNING i.id, i.sealed_code;
END $$;

-- The code was right: the link is used up. Of several at once only one comes in.
CREATE OR REPLACE FUNCTION door_invited_open(p_id uuid) RETURNS TABLE (opened timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    i sharing_invitation;
BEGIN
    UPDATE sharing_invitation v SET opened_at = clock_timestamp(), failures = v.failures - 1
     WHERE v.id = p_id AND v.opened_at IS NULL AND v.ended_at IS NULL RETURNING v.* INTO i;
    IF i.id IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('app.who', p_id::text, true), set_config('app.child', '', true);
    PERFORM door_audit('guest-in', i.child_id, i.sent, 'guest by link', ARRAY['protection'], NULL,
                       'opened with link and code');
    RETURN QUERY SELECT i.opened_at;
END $$;

-- The package, with the key that opens it, for an hour after the link was used. Audited.
CREATE OR REPLACE FUNCTION door_invited(p_id uuid)
    RETURNS TABLE (child uuid, sealed_key bytea, sent uuid, sent_version int, sent_content text,
                   proposed uuid, proposed_version int, proposed_content text, recorded timestamptz,
                   name text, agency text, received boolean, accepted boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    i sharing_invitation;
    proposal uuid;
BEGIN
    PERFORM set_config('app.who', p_id::text, true), set_config('app.child', '', true);
    SELECT * INTO i FROM sharing_invitation v
     WHERE v.id = p_id AND v.ended_at IS NULL AND v.opened_at > clock_timestamp() - interval '1 hour';
    proposal := linked_proposal(i.sent);
    IF proposal IS NULL THEN
        RETURN;
    END IF;
    PERFORM door_audit('guest-read', i.child_id, i.sent, 'guest by link', ARRAY['protection'], NULL,
                       'a package that was sent to them');
    RETURN QUERY
        SELECT s.child_id, c.sealed_key, s.id, s.version::int, s.content::text,
               p.id, p.version::int, p.content::text, s.recorded_at, w.name::text, a.name::text,
               was_answered(s.child_id, s.id, 'transition-received'),
               was_answered(s.child_id, s.id, 'transition-accepted')
          FROM chronology_entry s
          JOIN people_child c ON c.id = s.child_id
          JOIN chronology_entry p ON p.id = proposal
          JOIN people_practitioner w ON w.id = i.issued_by_id
          JOIN people_agency a ON a.id = s.agency_id
         WHERE s.id = i.sent;
END $$;

-- That it reached them, as an entry of the child's record, in the name of whoever invited them.
CREATE OR REPLACE FUNCTION door_invited_receipt(p_id uuid, p_entry uuid, p_content text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    i sharing_invitation;
    cause chronology_entry;
    done chronology_entry;
BEGIN
    SELECT * INTO i FROM sharing_invitation v
     WHERE v.id = p_id AND v.ended_at IS NULL AND v.opened_at > clock_timestamp() - interval '1 hour';
    IF i.id IS NULL OR linked_proposal(i.sent) IS NULL THEN
        RETURN;
    END IF;
    PERFORM 1 FROM people_child c WHERE c.id = i.child_id FOR NO KEY UPDATE OF c;
    IF was_answered(i.child_id, i.sent, 'transition-received') THEN
        RETURN;
    END IF;
    SELECT * INTO cause FROM chronology_entry WHERE id = i.sent;
    cause.by_id := i.issued_by_id;
    cause.agency_id := (SELECT agency_id FROM people_practitioner WHERE id = i.issued_by_id);
    cause.recorded_at := clock_timestamp();
    done := entry_follows(cause, p_entry, 'transition-received', 'protection', i.sent, p_content);
    UPDATE duties_duerow SET met = done.recorded_at, met_by = done.id
     WHERE child_id = i.child_id AND duty = 'SHARE_RECEIPT' AND started_by = i.sent AND met IS NULL;
END $$;
