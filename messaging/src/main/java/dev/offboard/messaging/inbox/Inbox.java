package dev.offboard.messaging.inbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Remembers which messages a consumer has handled. Accepting joins the transaction of the effect,
/// so both are kept or both are gone.
public class Inbox {
  private final JdbcClient jdbc;

  public Inbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Accepts those ids that `consumer` has not accepted before and returns them; one statement.
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<UUID> accept(String consumer, Collection<UUID> ids) {
    return new HashSet<>(
        jdbc.sql(
                """
                INSERT INTO inbox (consumer, message_id)
                SELECT :consumer, unnest(:ids::uuid[]) ON CONFLICT DO NOTHING RETURNING message_id
                """)
            .param("consumer", consumer)
            .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
            .query(UUID.class)
            .list());
  }
}
