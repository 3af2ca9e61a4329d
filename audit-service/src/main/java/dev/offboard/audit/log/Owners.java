package dev.offboard.audit.log;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.access.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whose an entry is, for callers who are bound to a tenant: what isn't theirs isn't there.
@Component
public final class Owners {
  private final JdbcClient jdbc;

  Owners(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Whether the log has an entry of that offboarding that the caller may know of; always for a
  /// global one.
  public boolean sees(Caller caller, OffboardingId offboarding) {
    return caller
        .boundTo()
        .map(
            tenant ->
                jdbc.sql(
                        "SELECT EXISTS (SELECT FROM entry WHERE offboarding_id = ? AND tenant_id ="
                            + " ?)")
                    .param(offboarding.value())
                    .param(tenant.value())
                    .query(Boolean.class)
                    .single())
        .orElse(true);
  }

  /// The same of one leaf.
  public boolean sees(Caller caller, long leafIndex) {
    return caller
        .boundTo()
        .map(
            tenant ->
                jdbc.sql("SELECT EXISTS (SELECT FROM entry WHERE leaf_index = ? AND tenant_id = ?)")
                    .param(leafIndex)
                    .param(tenant.value())
                    .query(Boolean.class)
                    .single())
        .orElse(true);
  }
}
