package dev.offboard.identity.account;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.chassis.ApiProblem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// How many users a tenant has, for whoever has to know how many are too many. Counts them: not for
/// callers that ask all the time.
@RestController
final class TenantSizeApi {
  private final JdbcClient jdbc;

  TenantSizeApi(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param activeUsers who may sign in
  record Size(TenantId tenantId, long activeUsers) {}

  @GetMapping("/api/tenants/{tenantId}/size")
  Size getTenantSize(@PathVariable TenantId tenantId) {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM account WHERE tenant_id = t.tenant_id AND status = 'ACTIVE')
            FROM tenant AS t WHERE tenant_id = ?
            """)
        .param(tenantId.value())
        .query(Long.class)
        .optional()
        .map(active -> new Size(tenantId, active))
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "tenant-unknown",
                    "There is no tenant %s. Nothing was done.".formatted(tenantId)));
  }
}
