package dev.offboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.identity.Company;
import dev.offboard.identity.Company.Answer;
import dev.offboard.identity.IdentitySlice;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdentitySlice
class ResolutionSliceTest {
  @Autowired Company company;
  @Autowired JdbcClient jdbc;

  @Test
  void names_and_mail_addresses_are_resolved_in_their_order() {
    company.hasTenant("resolve-1");
    company.putUser("resolve-1", "u-1", "");
    company.putUser("resolve-1", "u-2", "");
    jdbc.sql("UPDATE account SET mail = 'Team@example.com' WHERE tenant_id = 'resolve-1'").update();

    Answer answer =
        company.post(
            "/api/users/resolutions",
            """
            {"names":[{"tenantId":"resolve-1","userName":"U-1@example.COM"},{"tenantId":"resolve-1","userName":"nobody"},
              {"tenantId":"resolve-1","mail":"TEAM@example.com"},{"tenantId":"elsewhere","userName":"u-1@example.com"},
              {"tenantId":"resolve-1","userName":"\\u0000"}]}
            """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("results").toString())
        .isEqualTo(
            """
            [{"userIds":["u-1"]},{"userIds":[]},{"userIds":["u-1","u-2"]},{"userIds":[]},{"userIds":[]}]\
            """);
  }

  @Test
  void the_active_users_of_a_tenant_come_page_by_page() {
    company.hasTenant("resolve-2");
    for (int i = 0; i < 3; i++) {
      company.putUser("resolve-2", "u-" + i, "");
    }
    String path = "/api/active-users?tenantId=resolve-2&limit=2";
    assertThat(company.get(path).body().toString()).isEqualTo("{\"userIds\":[\"u-0\",\"u-1\"]}");
    assertThat(company.get(path + "&after=u-1").body().toString())
        .isEqualTo("{\"userIds\":[\"u-2\"]}");
    assertThat(company.get("/api/active-users?tenantId=nobody").status()).isEqualTo(404);
    assertThat(company.get(path.replace("=2", "=0")).status()).isEqualTo(400);
  }
}
