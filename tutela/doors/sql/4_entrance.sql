-- The young person's own way in: a card with a code, whose PIN only the young person knows. Nobody
-- touches the table but through these functions, which ask for it only when they are called: a release
-- before this one has none. They say with a row that something was done, and with
-- none that it was not; never why.
DO $$
BEGIN
    IF to_regclass('entrance_card') IS NOT NULL THEN
        REVOKE ALL ON entrance_card FROM {app};
    END IF;
END $$;

-- May the person at the door see (or give, freeze and renew) the way in of this child? Never a carer.
CREATE OR REPLACE FUNCTION entrance_kept_by(p_child uuid, p_roles text[]) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, public AS
$$
    SELECT p_child = nullif(current_setting('app.child', true), '')::uuid AND EXISTS (
        SELECT FROM door_standings(p_child) s WHERE split_part(s.standing, '/', 1) = ANY (p_roles)
           AND split_part(s.standing, '/', 2) IN ('circle', 'agency'))
$$;

CREATE OR REPLACE FUNCTION door_entrance_state(p_child uuid)
    RETURNS TABLE (card uuid, issued_at timestamptz, issued_by text, frozen_at timestamptz,
                   failures int, is_first boolean, last_used timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    RETURN QUERY
        SELECT k.id, k.issued_at, p.name::text, k.frozen_at, k.failures, k.is_first, k.last_used
          FROM entrance_card k JOIN people_practitioner p ON p.id = k.issued_by_id
         WHERE k.child_id = p_child AND k.ended_at IS NULL
           AND entrance_kept_by(p_child, ARRAY['guardian', 'lead-worker', 'manager',
                                               'reviewing-officer']);
END $$;

-- A new card in place of the one before, whose id is answered (or null): its sessions must end.
CREATE OR REPLACE FUNCTION door_entrance_issue(
    p_card uuid, p_child uuid, p_code text, p_pin text, p_nickname text
) RETURNS TABLE (before uuid) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    old uuid;
BEGIN
    IF NOT entrance_kept_by(p_child, ARRAY['guardian', 'lead-worker']) THEN
        RETURN;
    END IF;
    UPDATE entrance_card k SET ended_at = clock_timestamp()
     WHERE k.child_id = p_child AND k.ended_at IS NULL RETURNING k.id INTO old;
    INSERT INTO entrance_card (id, child_id, code_hash, sealed_pin, sealed_nickname, is_first,
                               issued_by_id, issued_at, failures, tries)
    VALUES (p_card, p_child, p_code, p_pin, p_nickname, true, door_who(), clock_timestamp(), 0, 0);
    -- Whoever writes in a record is a person. This one can sign in nowhere, stands in no list, and has
    -- no name but what they are; their identifier is that of the record.
    INSERT INTO people_practitioner (id, password, email, name, agency_id, job_title, manages,
                                     on_duty_rota, protects_data, is_active)
    SELECT c.id, '!', c.id || '@nobody.invalid', 'The young person', coalesce(c.lead_agency_id, p.agency_id),
           '', false, false, false, false
      FROM people_child c JOIN people_practitioner p ON p.id = door_who()
     WHERE c.id = p_child ON CONFLICT (id) DO NOTHING;
    PERFORM door_audit('card-issued', p_child, NULL, '', '{}', NULL, '');
    RETURN QUERY SELECT old;
END $$;

-- Freeze or open the card; one that was tried too often opens no more.
CREATE OR REPLACE FUNCTION door_entrance_freeze(p_child uuid, p_frozen boolean)
    RETURNS TABLE (card uuid) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    found_card uuid;
BEGIN
    IF NOT entrance_kept_by(p_child, ARRAY['guardian', 'lead-worker']) THEN
        RETURN;
    END IF;
    UPDATE entrance_card k SET frozen_at = CASE WHEN p_frozen THEN clock_timestamp() END
     WHERE k.child_id = p_child AND k.ended_at IS NULL RETURNING k.id INTO found_card;
    IF found_card IS NOT NULL THEN
        PERFORM door_audit(CASE WHEN p_frozen THEN 'card-frozen' ELSE 'card-opened' END,
                           p_child, NULL, '', '{}', NULL, '');
        RETURN QUERY SELECT found_card;
    END IF;
END $$;

-- A try with a code: counted before the PIN is looked at. No row where the code is unknown, ended,
-- frozen, tried five times within a quarter of an hour, or fifty times in its life.
CREATE OR REPLACE FUNCTION door_entrance_try(p_code text)
    RETURNS TABLE (card uuid, sealed_pin text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    at timestamptz := clock_timestamp();
BEGIN
    RETURN QUERY
        UPDATE entrance_card k
           SET failures = k.failures + 1,
               tries = CASE WHEN k.tries_until > at THEN k.tries + 1 ELSE 1 END,
               tries_until = CASE WHEN k.tries_until > at THEN k.tries_until
                                  ELSE at + interval '15 minutes' END
         WHERE k.code_hash = p_code AND k.ended_at IS NULL AND k.frozen_at IS NULL
           AND k.failures < 50 AND (k.tries_until IS NULL OR k.tries_until <= at OR k.tries < 5)
     RETURNING k.id, k.sealed_pin;
END $$;

-- The PIN was right: this try doesn't count, those before it do.
CREATE OR REPLACE FUNCTION door_entrance_passed(p_card uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    of_child uuid;
BEGIN
    UPDATE entrance_card k SET failures = k.failures - 1, tries = k.tries - 1,
           last_used = clock_timestamp()
     WHERE k.id = p_card AND k.ended_at IS NULL AND k.failures > 0 RETURNING k.child_id INTO of_child;
    IF of_child IS NOT NULL THEN
        PERFORM set_config('app.who', p_card::text, true);
        PERFORM door_audit('arrived', of_child, NULL, 'young-person', '{}', NULL, '');
    END IF;
END $$;

-- The young person chooses a PIN of their own.
CREATE OR REPLACE FUNCTION door_entrance_choose(p_card uuid, p_pin text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    UPDATE entrance_card SET sealed_pin = p_pin, is_first = false
     WHERE id = p_card AND ended_at IS NULL AND frozen_at IS NULL;
END $$;

-- Who holds this card, asked for on every page: no row from the moment on when it is frozen or ended.
CREATE OR REPLACE FUNCTION door_entrance_holder(p_card uuid)
    RETURNS TABLE (sealed_nickname text, is_first boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    RETURN QUERY
        SELECT k.sealed_nickname, k.is_first FROM entrance_card k
         WHERE k.id = p_card AND k.ended_at IS NULL AND k.frozen_at IS NULL;
END $$;

-- Whose record this card belongs to, and the agency of its holder as a person. For the holder's own door.
CREATE OR REPLACE FUNCTION door_entrance_own(p_card uuid) RETURNS TABLE (child uuid, agency uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    RETURN QUERY
        SELECT k.child_id, p.agency_id FROM entrance_card k
          JOIN people_practitioner p ON p.id = k.child_id
         WHERE k.id = p_card AND k.ended_at IS NULL AND k.frozen_at IS NULL;
END $$;

-- Who stands around the young person now: as what, and from where. No names.
CREATE OR REPLACE FUNCTION door_entrance_circle(p_card uuid) RETURNS TABLE (role text, agency text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    RETURN QUERY
        SELECT DISTINCT m.role::text, a.name::text
          FROM entrance_card k
          JOIN people_membership m ON m.child_id = k.child_id AND m.during @> clock_timestamp()
          JOIN people_practitioner p ON p.id = m.practitioner_id AND p.is_active
          JOIN people_agency a ON a.id = p.agency_id
         WHERE k.id = p_card AND k.ended_at IS NULL AND k.frozen_at IS NULL
         ORDER BY 1, 2;
END $$;

-- Who looked at the record or wrote in it in the last ninety days, by day: as what, from where, and what
-- they did. No names, no hours, none of what they typed. The look at it is audited as any other.
CREATE OR REPLACE FUNCTION door_entrance_looks(p_card uuid)
    RETURNS TABLE (day date, role text, agency text, actions text[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    of_child uuid;
BEGIN
    SELECT k.child_id INTO of_child FROM entrance_card k
     WHERE k.id = p_card AND k.ended_at IS NULL AND k.frozen_at IS NULL;
    IF of_child IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('app.who', p_card::text, true);
    PERFORM door_audit('own-page', of_child, NULL, 'young-person', '{}', NULL, '');
    RETURN QUERY
        SELECT (x.at AT TIME ZONE 'Europe/London')::date,
               split_part(split_part(x.role, ',', 1), '/', 1), a.name::text,
               array_agg(DISTINCT x.action::text)
          FROM access_audit x JOIN people_agency a ON a.id = x.agency
         WHERE x.child = of_child AND x.who <> of_child AND x.at > clock_timestamp() - interval '90 days'
           AND x.action IN ('read', 'export', 'reveal', 'record', 'correct', 'withdraw')
         GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3 LIMIT 60;
END $$;
