-- The keys of the house lie wrapped. The application reads them, and never writes one.
REVOKE INSERT, UPDATE, DELETE ON keyring_housekey FROM {app};
