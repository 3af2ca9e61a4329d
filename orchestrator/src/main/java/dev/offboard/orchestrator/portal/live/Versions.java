package dev.offboard.orchestrator.portal.live;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells whether rows have changed, by the transactions that wrote them last (`xmin`): nothing is
/// kept for it, and no index has to follow every report.
@Component
public class Versions {
  private final JdbcClient jdbc;

  Versions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The version that is shown now; a page says it when it asks to be told of the next one.
  public String of(Watched watched) {
    return of(List.of(watched)).getOrDefault(watched, "");
  }

  /// One statement for all single offboardings together, and one for each tenant's overview.
  Map<Watched, String> of(Collection<? extends Watched> all) {
    Map<Watched, String> versions = new HashMap<>();
    List<Watched.One> ones =
        all.stream().filter(Watched.One.class::isInstance).map(Watched.One.class::cast).toList();
    if (!ones.isEmpty()) {
      versions.putAll(ofOffboardings(ones));
    }
    for (Watched each : all) {
      if (each instanceof Watched.AllLive(var tenant)) {
        versions.put(each, ofLive(tenant));
      }
      if (each instanceof Watched.People(var roster)) {
        versions.put(each, ofPeople(roster));
      }
    }
    return versions;
  }

  private Map<Watched, String> ofOffboardings(List<Watched.One> ones) {
    Map<Watched, String> versions = new HashMap<>();
    jdbc.sql(
            """
            SELECT o.id, md5(o.xmin::text || coalesce(string_agg(s.xmin::text, ' ' ORDER BY s.phase, s.participant), '')) AS version
            FROM offboarding AS o LEFT JOIN step AS s ON s.offboarding_id = o.id
            WHERE o.id = ANY(:ids::uuid[]) GROUP BY o.id, o.xmin
            """)
        .param("ids", ones.stream().map(one -> one.id().toString()).toArray(String[]::new))
        .query(
            row -> {
              versions.put(
                  new Watched.One(OffboardingId.parse(row.getString("id"))),
                  row.getString("version"));
            });
    return versions;
  }

  private String ofPeople(UUID roster) {
    return jdbc.sql(
            """
            SELECT state || '.' || (SELECT count(*) FROM roster_row WHERE roster_id = r.id AND outcome IS NOT NULL)
            FROM roster AS r WHERE id = ?
            """)
        .param(roster)
        .query(String.class)
        .optional()
        .orElse("");
  }

  /// What has ended since isn't counted any more, so an end is a change too.
  private String ofLive(@Nullable TenantId tenant) {
    return jdbc.sql(
            """
            SELECT count(*) || '.' || coalesce(sum(hashtext(id::text || xmin::text)::bigint), 0)
            FROM offboarding
            WHERE state NOT IN ('COMPLETED', 'REINSTATED', 'CANCELLED') AND NOT (state = 'SEALING' AND roles <> '{}')
              AND (:tenant::text IS NULL OR tenant_id = :tenant)
            """)
        .param("tenant", tenant == null ? null : tenant.value(), java.sql.Types.VARCHAR)
        .query(String.class)
        .single();
  }
}
