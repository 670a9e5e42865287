"""The store on disk: TinyDB tables over snapshots and a journal. Nobody else knows TinyDB."""
