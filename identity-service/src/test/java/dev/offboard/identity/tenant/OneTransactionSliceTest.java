package dev.offboard.identity.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.TenantId;
import dev.offboard.identity.IdentitySlice;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The proof that a Micronaut repository and Spring's `JdbcClient` share one transaction.
@IdentitySlice
class OneTransactionSliceTest {
  @Autowired Tenants tenants;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;

  @Test
  void repository_and_jdbc_client_see_each_other_before_the_commit() {
    transactions.executeWithoutResult(
        tx -> {
          tenants.insertIfNew(new TenantId("one-tx"), "by the repository");
          jdbc.sql("UPDATE tenant SET name = 'by the client' WHERE tenant_id = 'one-tx'").update();
          assertThat(tenants.findByTenantId(new TenantId("one-tx")).orElseThrow().name())
              .isEqualTo("by the client");
        });
  }

  @Test
  void what_either_wrote_is_rolled_back_with_the_other() {
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    tx -> {
                      tenants.insertIfNew(new TenantId("gone-1"), "by the repository");
                      jdbc.sql("INSERT INTO tenant (tenant_id, name) VALUES ('gone-2', 'client')")
                          .update();
                      throw new IllegalStateException("after both");
                    }))
        .hasMessage("after both");

    assertThat(
            jdbc.sql("SELECT count(*) FROM tenant WHERE tenant_id LIKE 'gone-%'")
                .query(Long.class)
                .single())
        .isZero();
  }
}
