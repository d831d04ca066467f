-- Releases: nothing that was brought is changed, and no step is taken out of order, whoever asks.
REVOKE INSERT, UPDATE, DELETE ON statistics_officer FROM {app};
REVOKE UPDATE, DELETE ON statistics_release, statistics_releasefile, statistics_step FROM {app};

CREATE OR REPLACE TRIGGER release_stays BEFORE UPDATE OR DELETE ON statistics_release
    FOR EACH ROW EXECUTE FUNCTION stays_as_written();
CREATE OR REPLACE TRIGGER release_file_stays BEFORE UPDATE OR DELETE ON statistics_releasefile
    FOR EACH ROW EXECUTE FUNCTION stays_as_written();
CREATE OR REPLACE TRIGGER release_step_stays BEFORE UPDATE OR DELETE ON statistics_step
    FOR EACH ROW EXECUTE FUNCTION stays_as_written();

-- Files come with the draft, in its transaction, and none after.
CREATE OR REPLACE FUNCTION release_file_in_order() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS
$$
BEGIN
    IF EXISTS (SELECT FROM statistics_step WHERE release_id = NEW.release_id) THEN
        RAISE EXCEPTION 'files are frozen once a release is drafted' USING ERRCODE = 'TU021';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER release_file_comes_first BEFORE INSERT ON statistics_releasefile
    FOR EACH ROW EXECUTE FUNCTION release_file_in_order();

-- Draft, then a check by somebody else, then out. Whoever takes a step stands at the door, and is named
-- for that work.
CREATE OR REPLACE FUNCTION release_step_in_order() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS
$$
DECLARE
    before text; author uuid; upto int; needed text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('release ' || NEW.release_id));
    SELECT count(*) INTO upto FROM statistics_step WHERE release_id = NEW.release_id;
    SELECT kind INTO before FROM statistics_step
     WHERE release_id = NEW.release_id ORDER BY place DESC LIMIT 1;
    SELECT by_id INTO author FROM statistics_step
     WHERE release_id = NEW.release_id ORDER BY place LIMIT 1;
    needed := CASE NEW.kind WHEN 'drafted' THEN 'draft' WHEN 'checked' THEN 'check'
                            WHEN 'sent-back' THEN 'check' ELSE 'publish' END;
    IF NEW.by_id IS DISTINCT FROM door_who() OR NOT EXISTS (
        SELECT FROM statistics_officer o JOIN people_practitioner p ON p.id = o.practitioner_id
         WHERE o.practitioner_id = NEW.by_id AND o.work = needed AND o.ended IS NULL AND p.is_active)
    THEN
        RAISE EXCEPTION 'not named for this work' USING ERRCODE = 'TU022';
    END IF;
    IF NEW.place <> upto OR NOT coalesce(
        (NEW.kind = 'drafted' AND before IS NULL)
        OR (NEW.kind IN ('checked', 'sent-back') AND before = 'drafted')
        OR (NEW.kind = 'published' AND before = 'checked')
        OR (NEW.kind = 'withdrawn' AND before = 'published'), false)
    THEN
        RAISE EXCEPTION 'out of order: % after %', NEW.kind, before USING ERRCODE = 'TU023';
    END IF;
    IF NEW.kind IN ('checked', 'sent-back') AND NEW.by_id = author THEN
        RAISE EXCEPTION 'nobody checks their own draft' USING ERRCODE = 'TU024';
    END IF;
    IF (NEW.kind = 'published') <> (NEW.signature <> '') THEN
        RAISE EXCEPTION 'what is published is signed, and nothing else' USING ERRCODE = 'TU025';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER release_step_comes_in_order BEFORE INSERT ON statistics_step
    FOR EACH ROW EXECUTE FUNCTION release_step_in_order();
