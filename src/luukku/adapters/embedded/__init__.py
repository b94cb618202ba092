"""What runs inside the one process, with nothing to start: store, keys, gate, log, engine, embedding."""
