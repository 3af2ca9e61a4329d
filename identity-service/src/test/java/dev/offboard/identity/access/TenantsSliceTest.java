package dev.offboard.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.identity.Company;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IdentitySlice
class TenantsSliceTest {
  @Autowired Company company;
  @Autowired MockMvc mvc;

  @Test
  void another_tenants_api_key_is_not_active() {
    company.hasUser("keys-of", "u1");
    String key = company.postKey("keys-of", "u1").text("key");

    assertThat(introspect("another", key)).bodyJson().isLenientlyEqualTo("{\"active\":false}");
    assertThat(introspect("keys-of", key)).bodyJson().isLenientlyEqualTo("{\"active\":true}");
  }

  @Test
  void another_tenant_is_unknown_whether_it_is_there_or_not() {
    company.hasUser("there", "u1");
    for (String tenant : new String[] {"there", "not-there"}) {
      assertThat(get("/api/tenants/%s/users/u1".formatted(tenant)))
          .hasStatus(404)
          .bodyJson()
          .extractingPath("$.code")
          .isEqualTo("tenant-unknown");
    }
  }

  private MvcTestResult introspect(String tenant, String key) {
    return tester()
        .post()
        .uri("/api/api-keys/introspect")
        .header("Authorization", "Bearer " + TestTokens.jwt(tenant, Role.RELYING_PARTY))
        .contentType(MediaType.APPLICATION_JSON)
        .content("{\"key\":\"%s\"}".formatted(key))
        .exchange();
  }

  private MvcTestResult get(String path) {
    return tester()
        .get()
        .uri(path)
        .header("Authorization", "Bearer " + TestTokens.jwt("another", Role.VIEWER))
        .exchange();
  }

  private MockMvcTester tester() {
    return MockMvcTester.create(mvc);
  }
}
