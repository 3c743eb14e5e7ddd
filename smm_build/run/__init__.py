"""Everything that leaves this process: HTTP, the ledger's git branch, credentials, and the run that uses them."""
