package dev.offboard.entitlement.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.TenantId;
import dev.offboard.entitlement.EntitlementSlice;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EntitlementSlice
class OneTransactionSliceTest {
  @Autowired Applications applications;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;

  private final Application.Key crm = keyOf("crm");
  private final Application.Key wiki =
      new Application.Key(crm.tenantId(), new ApplicationId("wiki"));

  @Test
  void repository_and_jdbc_client_see_each_other_and_roll_back_together() {
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    tx -> {
                      insertWithRepository(crm);
                      insertWithJdbc(wiki);
                      assertThat(applications.findByKey(wiki)).isPresent();
                      assertThat(countWithJdbc(crm)).isEqualTo(1);
                      throw new IllegalStateException("the test wants it so");
                    }))
        .hasMessage("the test wants it so");

    assertThat(applications.findByKey(crm)).isEmpty();
    assertThat(countWithJdbc(wiki)).isZero();
  }

  @Test
  void repository_and_jdbc_client_commit_together() {
    transactions.executeWithoutResult(
        tx -> {
          insertWithRepository(crm);
          insertWithJdbc(wiki);
        });

    assertThat(applications.findByKey(wiki)).isPresent();
    assertThat(countWithJdbc(crm)).isEqualTo(1);
  }

  @Test
  void repository_and_jdbc_client_write_under_one_transaction_id() {
    transactions.executeWithoutResult(
        tx -> {
          insertWithRepository(crm);
          insertWithJdbc(wiki);
        });

    assertThat(
            jdbc.sql("SELECT count(DISTINCT xmin::text) FROM application WHERE tenant_id = ?")
                .param(crm.tenantId().value())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  private void insertWithRepository(Application.Key key) {
    applications.insert(key.tenantId(), key.applicationId(), null, List.of());
  }

  private void insertWithJdbc(Application.Key key) {
    jdbc.sql("INSERT INTO application (tenant_id, application_id, roles) VALUES (?, ?, '{}')")
        .params(key.tenantId().value(), key.applicationId().value())
        .update();
  }

  private long countWithJdbc(Application.Key key) {
    return jdbc.sql("SELECT count(*) FROM application WHERE tenant_id = ? AND application_id = ?")
        .params(key.tenantId().value(), key.applicationId().value())
        .query(Long.class)
        .single();
  }

  private static Application.Key keyOf(String application) {
    return new Application.Key(
        new TenantId("t-" + UUID.randomUUID()), new ApplicationId(application));
  }
}
