package dev.offboard.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The server's configuration: durable (a commit is on disk when it returns), logical decoding for
/// the relay, reachable from this machine only. Written at every start; an operator's own settings
/// go to `operator.conf` beside it, which is never written.
record PostgresConfiguration(int port) {
  /// Five services with twelve connections each, the relay, operators and tests.
  private static final int MAX_CONNECTIONS = 120;

  void writeTo(Path data) throws IOException {
    Files.writeString(data.resolve("postgresql.conf"), settings());
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        # Written at every start. This machine only, always with a password.
        host all all 127.0.0.1/32 scram-sha-256
        """);
  }

  private String settings() {
    return """
    # Written at every start: put your own settings into operator.conf beside this file.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = %d

    # the relay reads the outboxes from the log; a slot that nobody reads for long must not fill the disk
    wal_level = logical
    max_replication_slots = 8
    max_wal_senders = 8
    max_slot_wal_keep_size = 8GB

    # a confirmed commit is on disk; off would also make the relay wait for the WAL writer (160 ms instead of 8)
    fsync = on
    synchronous_commit = on
    full_page_writes = on

    shared_buffers = 128MB
    max_wal_size = 2GB
    checkpoint_timeout = 15min
    wal_compression = off
    jit = off

    log_destination = stderr
    logging_collector = off
    log_line_prefix = '%%m [%%p] %%a '
    log_timezone = UTC
    # the detail of an error quotes the row, and with it personal data
    log_error_verbosity = terse
    timezone = UTC

    include_if_exists = 'operator.conf'
    """
        .formatted(port, MAX_CONNECTIONS);
  }
}
