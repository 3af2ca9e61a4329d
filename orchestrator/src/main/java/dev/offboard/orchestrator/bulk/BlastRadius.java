package dev.offboard.orchestrator.bulk;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Counts what each source has asked for, in the transaction that accepts it, so that any number of
/// orchestrators together let nobody past the limit. By the minute: what is counted is never less
/// than what was asked for within the window.
@Component
public class BlastRadius {
  private final JdbcClient jdbc;
  private final BlastRadiusProperties properties;

  BlastRadius(JdbcClient jdbc, BlastRadiusProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /// What the sources have asked for so far. Nobody else counts for one of them until the
  /// transaction ends.
  @Transactional(propagation = Propagation.MANDATORY)
  public Count open(Collection<Source> sources) {
    List<Source> sorted = List.copyOf(new TreeSet<>(sources));
    // in one order, so that two transactions never wait for each other in a circle
    jdbc.sql(
            """
            SELECT count(pg_advisory_xact_lock(hashtextextended(s.tenant || '/' || s.requester, 0)))
            FROM (SELECT * FROM unnest(:tenants::text[], :requesters::text[]) WITH ORDINALITY
              AS u (tenant, requester, place) ORDER BY place) AS s
            """)
        .param("tenants", column(sorted, source -> source.tenant().value()))
        .param("requesters", column(sorted, Source::requester))
        .query(Long.class)
        .single();
    Map<Source, Long> asked = new HashMap<>();
    jdbc.sql(
            """
            SELECT u.place, coalesce(sum(m.requests), 0) AS requests
            FROM unnest(:tenants::text[], :requesters::text[]) WITH ORDINALITY AS u (tenant, requester, place)
            LEFT JOIN request_minute AS m ON (m.tenant_id, m.requester_id) = (u.tenant, u.requester)
              AND m.minute > date_trunc('minute', clock_timestamp()) - make_interval(secs => :seconds)
            GROUP BY u.place
            """)
        .param("tenants", column(sorted, source -> source.tenant().value()))
        .param("requesters", column(sorted, Source::requester))
        .param("seconds", properties.window().plusMinutes(1).toSeconds())
        .query(
            row -> {
              asked.put(sorted.get(row.getInt("place") - 1), row.getLong("requests"));
            });
    return new Count(properties, asked);
  }

  /// What was accepted in this transaction.
  @Transactional(propagation = Propagation.MANDATORY)
  public void save(Map<Source, Integer> accepted) {
    if (accepted.isEmpty()) {
      return;
    }
    List<Map.Entry<Source, Integer>> rows = List.copyOf(accepted.entrySet());
    jdbc.sql(
            """
            INSERT INTO request_minute (tenant_id, requester_id, minute, requests)
            SELECT tenant, requester, date_trunc('minute', clock_timestamp()), requests
            FROM unnest(:tenants::text[], :requesters::text[], :requests::int[]) AS u (tenant, requester, requests)
            ON CONFLICT (tenant_id, requester_id, minute)
              DO UPDATE SET requests = request_minute.requests + excluded.requests
            """)
        .param("tenants", column(rows, row -> row.getKey().tenant().value()))
        .param("requesters", column(rows, row -> row.getKey().requester()))
        .param("requests", column(rows, row -> row.getValue().toString()))
        .update();
  }

  public void forgetOlderThan(int days) {
    jdbc.sql("DELETE FROM request_minute WHERE minute < now() - make_interval(days => ?)")
        .param(days)
        .update();
  }

  private static <T> String[] column(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  /// Lives for one transaction.
  public static final class Count {
    private final BlastRadiusProperties properties;
    private final Map<Source, Long> asked;

    private Count(BlastRadiusProperties properties, Map<Source, Long> asked) {
      this.properties = properties;
      this.asked = asked;
    }

    /// Whether one more is too many.
    public boolean isFull(Source source, long activeUsers) {
      return asked.getOrDefault(source, 0L) >= properties.limit(activeUsers);
    }

    /// One more is being accepted.
    public void add(Source source) {
      asked.merge(source, 1L, Long::sum);
    }
  }
}
