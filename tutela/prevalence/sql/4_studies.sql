-- Studies of prevalence: the lists that analysts bring, apart from every record. An analyst is named by
-- the owner of the database. Nothing here is deleted but through the functions below, which audit it.
REVOKE INSERT, UPDATE, DELETE ON prevalence_analyst FROM {app};
REVOKE DELETE ON prevalence_study, prevalence_run FROM {app};
REVOKE UPDATE, DELETE ON
    prevalence_broughtlist, prevalence_pairdecision, prevalence_resultpart
    FROM {app};

-- Is the person at the door an analyst? Whoever stands in a child's circle, or manages, is not: lists of
-- children and the care of a child are not in one pair of hands.
CREATE OR REPLACE FUNCTION door_is_analyst() RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT EXISTS (
        SELECT FROM prevalence_analyst a
          JOIN people_practitioner p ON p.id = a.practitioner_id
         WHERE p.id = door_who() AND a.ended IS NULL AND p.is_active AND NOT p.manages
           AND NOT EXISTS (SELECT FROM people_membership m
                            WHERE m.practitioner_id = p.id AND m.during @> clock_timestamp())
    )
$$;

-- A study is its owner's alone, and is not there any more when its time is over.
ALTER TABLE prevalence_study ENABLE ROW LEVEL SECURITY;
ALTER TABLE prevalence_study FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS ones_own ON prevalence_study;
CREATE POLICY ones_own ON prevalence_study
    USING (owner_id = (SELECT door_who()) AND (SELECT door_is_analyst())
           AND keep_until > clock_timestamp());

ALTER TABLE prevalence_broughtlist ENABLE ROW LEVEL SECURITY;
ALTER TABLE prevalence_broughtlist FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_ones_study ON prevalence_broughtlist;
CREATE POLICY of_ones_study ON prevalence_broughtlist
    USING (study_id IN (SELECT id FROM prevalence_study));

ALTER TABLE prevalence_pairdecision ENABLE ROW LEVEL SECURITY;
ALTER TABLE prevalence_pairdecision FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_ones_study ON prevalence_pairdecision;
CREATE POLICY of_ones_study ON prevalence_pairdecision
    USING (study_id IN (SELECT id FROM prevalence_study))
    WITH CHECK (study_id IN (SELECT id FROM prevalence_study) AND by_id = (SELECT door_who()));

ALTER TABLE prevalence_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE prevalence_run FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_ones_study ON prevalence_run;
CREATE POLICY of_ones_study ON prevalence_run
    USING (study_id IN (SELECT id FROM prevalence_study));

ALTER TABLE prevalence_resultpart ENABLE ROW LEVEL SECURITY;
ALTER TABLE prevalence_resultpart FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_ones_study ON prevalence_resultpart;
CREATE POLICY of_ones_study ON prevalence_resultpart
    USING (run_id IN (SELECT id FROM prevalence_run));

-- Audit what an analyst did with a study; the study stands where an entry would.
CREATE OR REPLACE FUNCTION door_audit_study(p_action text, p_study uuid, p_what text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    PERFORM door_audit(p_action, NULL, p_study, 'analyst', '{}', NULL, p_what);
END $$;

-- Delete a study with all that was brought to it and found in it.
CREATE OR REPLACE FUNCTION study_is_forgotten(p_study uuid, p_why text) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS
$$
BEGIN
    DELETE FROM prevalence_resultpart p USING prevalence_run r
     WHERE r.id = p.run_id AND r.study_id = p_study;
    DELETE FROM prevalence_run WHERE study_id = p_study;
    DELETE FROM prevalence_pairdecision WHERE study_id = p_study;
    DELETE FROM prevalence_broughtlist WHERE study_id = p_study;
    DELETE FROM prevalence_study WHERE id = p_study;
    PERFORM door_audit_study('forget', p_study, p_why);
END $$;

-- The owner says so. True if there was such a study.
CREATE OR REPLACE FUNCTION door_forget_study(p_study uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    IF NOT EXISTS (SELECT FROM prevalence_study WHERE id = p_study AND owner_id = door_who())
       OR NOT door_is_analyst() THEN
        RETURN false;
    END IF;
    PERFORM study_is_forgotten(p_study, 'its analyst said so');
    RETURN true;
END $$;

-- Its time is over. How many studies there were.
CREATE OR REPLACE FUNCTION door_forget_old_studies() RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    old uuid;
    forgotten int := 0;
BEGIN
    FOR old IN SELECT id FROM prevalence_study WHERE keep_until <= clock_timestamp() FOR UPDATE LOOP
        PERFORM study_is_forgotten(old, 'its time was over');
        forgotten := forgotten + 1;
    END LOOP;
    RETURN forgotten;
END $$;

-- Take one list away from a study of one's own. True if there was such a list.
CREATE OR REPLACE FUNCTION door_forget_list(p_list uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    of_study uuid;
BEGIN
    SELECT l.study_id INTO of_study FROM prevalence_broughtlist l
      JOIN prevalence_study s ON s.id = l.study_id
     WHERE l.id = p_list AND s.owner_id = door_who() AND door_is_analyst();
    IF of_study IS NULL THEN
        RETURN false;
    END IF;
    DELETE FROM prevalence_broughtlist WHERE id = p_list;
    PERFORM door_audit_study('forget', of_study, 'one list');
    RETURN true;
END $$;

-- The clerk takes the next run, and holds its lock for as long as the clerk's session lasts. A run
-- that is said to be running and that nobody holds was left by a clerk that ended: it is run once more.
CREATE OR REPLACE FUNCTION door_take_run() RETURNS TABLE (run uuid, who uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    next record;
BEGIN
    FOR next IN
        SELECT r.id, s.owner_id FROM prevalence_run r JOIN prevalence_study s ON s.id = r.study_id
         WHERE r.state IN ('waiting', 'running') ORDER BY r.asked_at
    LOOP
        CONTINUE WHEN NOT pg_try_advisory_lock(hashtextextended(next.id::text, 7));
        UPDATE prevalence_run SET state = 'cancelled', ended_at = clock_timestamp()
         WHERE id = next.id AND state IN ('waiting', 'running') AND cancel;
        UPDATE prevalence_run SET state = 'failed', ended_at = clock_timestamp()
         WHERE id = next.id AND state = 'running' AND attempts >= 2;
        UPDATE prevalence_run SET state = 'running', started_at = clock_timestamp(),
               attempts = attempts + 1, stage = '', done = 0
         WHERE id = next.id AND state IN ('waiting', 'running');
        IF FOUND THEN
            RETURN QUERY SELECT next.id, next.owner_id;
            RETURN;
        END IF;
        PERFORM pg_advisory_unlock(hashtextextended(next.id::text, 7));
    END LOOP;
END $$;

-- Whether a run is to be stopped: somebody said so, or its study is gone or shut to its owner.
CREATE OR REPLACE FUNCTION door_run_is_wanted(p_run uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    found_one record;
BEGIN
    SELECT r.cancel, s.owner_id, s.keep_until INTO found_one
      FROM prevalence_run r JOIN prevalence_study s ON s.id = r.study_id WHERE r.id = p_run;
    IF NOT FOUND OR found_one.cancel OR found_one.keep_until <= clock_timestamp() THEN
        RETURN false;
    END IF;
    PERFORM set_config('app.who', found_one.owner_id::text, true);
    RETURN door_is_analyst();
END $$;

-- The clerk lets go of a run. What its process did not end itself ends as the clerk says.
CREATE OR REPLACE FUNCTION door_end_run(p_run uuid, p_state text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
BEGIN
    UPDATE prevalence_run SET state = p_state, ended_at = clock_timestamp()
     WHERE id = p_run AND state = 'running' AND p_state IN ('cancelled', 'failed');
    PERFORM pg_advisory_unlock(hashtextextended(p_run::text, 7));
END $$;

GRANT EXECUTE ON FUNCTION
    door_is_analyst(), door_audit_study(text, uuid, text), door_forget_study(uuid),
    door_forget_old_studies(), door_forget_list(uuid), door_take_run(), door_run_is_wanted(uuid),
    door_end_run(uuid, text)
    TO {app};
