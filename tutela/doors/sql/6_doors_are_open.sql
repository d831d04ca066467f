-- The functions that the application may call. Every other one is closed to it.
GRANT EXECUTE ON FUNCTION
    door_who(), door_standings(uuid), door_categories(uuid, text), door_children(),
    door_open_categories(), door_audit(text, uuid, uuid, text, text[], int, text),
    door_open(uuid, uuid, text, text), door_whole(uuid),
    door_append(uuid, uuid, text, int, text, timestamptz, timestamptz, text, uuid, uuid, uuid,
                text, text, timestamptz),
    door_open_record(uuid, uuid, text, bytea, text, text, uuid[], timestamptz)
    TO {app};
