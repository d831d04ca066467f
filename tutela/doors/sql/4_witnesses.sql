-- Checkpoints are made as the owner, from the command line; the application has no part in them.
REVOKE ALL ON witnesses_checkpoint, witnesses_handed FROM {app};
