package dev.offboard.identity.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.identity.Company;
import dev.offboard.identity.IdentitySlice;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IdentitySlice
class TenantSliceTest {
  @Autowired Company company;

  @Test
  void a_tenant_is_made_once_and_may_be_renamed() {
    assertThat(company.put("/api/tenants/t-1", "{\"name\":\"One\"}").status()).isEqualTo(201);
    assertThat(company.put("/api/tenants/t-1", "{\"name\":\"One\"}").status()).isEqualTo(200);

    Company.Answer renamed = company.put("/api/tenants/t-1", "{\"name\":\"Two\"}");

    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.body().toString()).isEqualTo("{\"tenantId\":\"t-1\",\"name\":\"Two\"}");
    assertThat(
            company
                .owner()
                .sql("SELECT name FROM tenant WHERE tenant_id = 't-1'")
                .query(String.class)
                .single())
        .isEqualTo("Two");
  }
}
