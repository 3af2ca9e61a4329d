package dev.offboard.entitlement.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EntitlementSlice
class ApplicationApiSliceTest {
  @Autowired Tenants tenants;

  @Test
  void an_application_is_created_once_and_replaced_after() {
    Tenant acme = tenants.fresh();

    assertThat(
            acme.putApplication(
                "crm", "{\"name\":\"Sales\",\"roles\":[\"viewer\",\"admin\",\"viewer\"]}"))
        .hasStatus(201)
        .bodyJson()
        .isStrictlyEqualTo(
            "{\"applicationId\":\"crm\",\"name\":\"Sales\",\"roles\":[\"admin\",\"viewer\"]}");
    assertThat(acme.putApplication("crm", "{\"name\":\"Sales\",\"roles\":[\"viewer\",\"admin\"]}"))
        .hasStatus(200);
    assertThat(acme.putApplication("crm", "{\"roles\":[\"viewer\"]}")).hasStatus(200);
    assertThat(tenants.get(acme.path("/applications/crm")))
        .hasStatus(200)
        .bodyJson()
        .isStrictlyEqualTo("{\"applicationId\":\"crm\",\"roles\":[\"viewer\"]}");
  }

  @Test
  void a_role_given_up_is_granted_to_nobody_and_does_not_come_back() {
    Tenant acme =
        tenants
            .fresh()
            .withApplication("crm", "viewer", "admin")
            .withGrant("u1", "crm", "viewer")
            .withGrant("u1", "crm", "admin");

    acme.withApplication("crm", "viewer");
    assertThat(acme.grantsOf("u1")).containsExactly("crm/viewer@1");

    acme.withApplication("crm", "viewer", "admin");
    assertThat(acme.grantsOf("u1")).containsExactly("crm/viewer@1");
  }

  @Test
  void applications_are_listed_page_by_page_and_per_tenant() {
    Tenant acme = tenants.fresh().withApplication("a").withApplication("b").withApplication("c");
    tenants.fresh().withApplication("foreign");

    assertThat(tenants.get(acme.path("/applications?limit=2")))
        .bodyJson()
        .isStrictlyEqualTo(
            "{\"applications\":[{\"applicationId\":\"a\",\"roles\":[]},{\"applicationId\":\"b\",\"roles\":[]}],\"next\":\"b\"}");
    assertThat(tenants.get(acme.path("/applications?limit=2&after=b")))
        .bodyJson()
        .isStrictlyEqualTo("{\"applications\":[{\"applicationId\":\"c\",\"roles\":[]}]}");
  }

  @Test
  void an_unknown_application_is_not_found() {
    assertThat(tenants.get(tenants.fresh().path("/applications/nope")))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("application-unknown");
  }
}
