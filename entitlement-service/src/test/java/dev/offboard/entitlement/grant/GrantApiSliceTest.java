package dev.offboard.entitlement.grant;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@EntitlementSlice
class GrantApiSliceTest {
  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  private Tenant acme;

  @BeforeEach
  void aTenant() {
    acme = tenants.fresh().withApplication("crm", "viewer", "admin");
  }

  @Test
  void a_grant_is_created_once_and_unchanged_after() {
    assertThat(acme.grant("u1", "crm", "viewer"))
        .hasStatus(201)
        .bodyJson()
        .isStrictlyEqualTo("{\"applicationId\":\"crm\",\"role\":\"viewer\"}");
    assertThat(acme.grant("u1", "crm", "viewer")).hasStatus(200);
    assertThat(acme.grantsOf("u1")).containsExactly("crm/viewer@1");
  }

  @Test
  void a_grant_goes_as_often_as_it_is_deleted() {
    acme.withGrant("u1", "crm", "viewer").withGrant("u1", "crm", "admin");

    assertThat(acme.revoke("u1", "crm", "viewer")).hasStatus(204);
    assertThat(acme.revoke("u1", "crm", "viewer")).hasStatus(204);
    assertThat(acme.revoke("u1", "nope", "nope")).hasStatus(204);
    assertThat(acme.grantsOf("u1")).containsExactly("crm/admin@1");
  }

  @Test
  void an_unknown_application_or_role_is_not_found() {
    assertThat(acme.grant("u1", "nope", "viewer"))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("application-unknown");
    assertThat(acme.grant("u1", "crm", "owner"))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("role-unknown");
    assertThat(tenants.fresh().grant("u1", "crm", "viewer")).hasStatus(404);
    assertThat(acme.grantsOf("u1")).isEmpty();
  }

  @Test
  void the_grants_of_one_user_are_listed() {
    acme.withGrant("u1", "crm", "viewer").withGrant("u1", "crm", "admin");
    acme.withGrant("u2", "crm", "viewer");

    assertThat(tenants.get(acme.path("/users/u1/grants")))
        .hasStatus(200)
        .bodyJson()
        .hasPathSatisfying("$.grants.length()", v -> v.assertThat().isEqualTo(2))
        .hasPathSatisfying("$.grants[0].role", v -> v.assertThat().isEqualTo("admin"))
        .hasPathSatisfying("$.grants[0].applicationId", v -> v.assertThat().isEqualTo("crm"))
        .hasPathSatisfying("$.grants[0].epoch", v -> v.assertThat().isEqualTo(1))
        .hasPathSatisfying("$.grants[0].grantedAt", v -> v.assertThat().asString().endsWith("Z"));
  }

  @Test
  void nobody_blocked_or_erased_is_granted_anything_until_the_next_epoch() {
    Deliveries deliveries = Deliveries.to(context, Topics.LIFECYCLE);
    Story leaving = offboardingOf(acme.id(), "u1");

    deliveries.deliver(leaving.deprovisioned());
    assertThat(acme.grant("u1", "crm", "viewer"))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("user-blocked");

    deliveries.deliver(leaving.erased());
    assertThat(acme.grant("u1", "crm", "viewer"))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("user-erased");
    assertThat(acme.grantsOf("u1")).isEmpty();

    deliveries.deliver(leaving.reinstated());
    assertThat(acme.grant("u1", "crm", "viewer")).hasStatus(201);
    assertThat(acme.grantsOf("u1")).containsExactly("crm/viewer@2");
  }
}
