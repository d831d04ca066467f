-- The functions that the application may call. Every other one is closed to it.
GRANT EXECUTE ON FUNCTION
    door_emergency_right(uuid), door_emergency_open(uuid, text), door_emergency_stop(uuid),
    door_emergency(uuid, uuid, text, text, text[], text, timestamptz, uuid),
    door_emergency_end(uuid, uuid, uuid), door_emergencies(uuid),
    door_emergency_look(uuid, uuid), door_emergency_seen(uuid, uuid),
    door_emergency_review(uuid, uuid, uuid, text), door_emergency_rota(uuid),
    door_emergency_restore(uuid, uuid, uuid, text), door_emergency_duty(uuid, uuid, boolean),
    door_take_mail(), door_known_people(uuid), door_may_know_them(uuid),
    door_step_back(uuid, uuid, uuid, text), door_watch(uuid), door_watch_today(uuid),
    door_watch_look(uuid, uuid, text, text), door_decoys(uuid)
    TO {app};

GRANT EXECUTE ON FUNCTION
    door_who(), door_standings(uuid), door_categories(uuid, text), door_children(),
    door_derived(), door_open_categories(), door_kept_from(), door_audit(text, uuid, uuid, text, text[], int, text),
    door_open(uuid, uuid, text, text), door_whole(uuid),
    door_append(uuid, uuid, text, int, text, timestamptz, timestamptz, text, uuid, uuid, uuid,
                text, text, timestamptz),
    door_open_record(uuid, uuid, text, bytea, text, text, uuid[], timestamptz),
    door_shared_list(uuid), door_shared(uuid, uuid, text),
    door_answer_shared(uuid, uuid, uuid, text, text), door_copies(uuid), door_register(),
    door_entrance_state(uuid), door_entrance_issue(uuid, uuid, text, text, text),
    door_entrance_freeze(uuid, boolean), door_entrance_try(text), door_entrance_passed(uuid),
    door_entrance_choose(uuid, text), door_entrance_holder(uuid), door_entrance_circle(uuid),
    door_entrance_looks(uuid), door_entrance_own(uuid),
    door_invite(uuid, uuid, uuid, text, text, int), door_uninvite(uuid, uuid),
    door_invitation(uuid, uuid), door_invited_try(text), door_invited_open(uuid),
    door_invited(uuid), door_invited_receipt(uuid, uuid, text)
    TO {app};
