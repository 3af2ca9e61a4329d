package dev.offboard.identity.tenant;

import dev.offboard.contracts.TenantId;
import dev.offboard.identity.PlainText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/tenants/{tenantId}")
final class TenantApi {
  private static final int LONGEST_NAME = 256;

  private final Tenants tenants;
  private final TransactionOperations transactions;

  TenantApi(Tenants tenants, TransactionOperations transactions) {
    this.tenants = tenants;
    this.transactions = transactions;
  }

  /// Makes the tenant (201) or names it (200); the same again changes nothing.
  @PutMapping
  ResponseEntity<Tenant> putTenant(@PathVariable TenantId tenantId, @RequestBody TenantBody body) {
    String name = PlainText.required("name", body.name(), LONGEST_NAME);
    HttpStatus status =
        transactions.execute(
            tx -> {
              if (tenants.insertIfNew(tenantId, name) == 1) {
                return HttpStatus.CREATED;
              }
              tenants.rename(tenantId, name);
              return HttpStatus.OK;
            });
    return ResponseEntity.status(status).body(new Tenant(tenantId, name));
  }

  record TenantBody(@Nullable String name) {}
}
