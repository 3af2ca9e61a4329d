package dev.offboard.entitlement.decision;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;

@EntitlementSlice
class DecisionApiSliceTest {
  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;

  @Test
  void a_decision_says_yes_or_no_and_why() {
    Tenant acme = tenants.fresh().withApplication("crm", "viewer").withGrant("u1", "crm", "viewer");
    String question =
        """
        {"tenantId":"%s","userId":"%s","applicationId":"crm","role":"viewer"}
        """;

    assertThat(tenants.send(HttpMethod.POST, "/api/decisions", question.formatted(acme.id(), "u1")))
        .hasStatus(200)
        .bodyJson()
        .isStrictlyEqualTo("{\"allowed\":true,\"why\":\"granted\"}");
    assertThat(tenants.send(HttpMethod.POST, "/api/decisions", question.formatted(acme.id(), "u2")))
        .hasStatus(200)
        .bodyJson()
        .isStrictlyEqualTo("{\"allowed\":false,\"why\":\"no-grant\"}");
  }

  @Test
  void a_decision_follows_the_user_through_an_offboarding() {
    Tenant acme = tenants.fresh().withApplication("crm", "viewer").withGrant("u1", "crm", "viewer");
    Deliveries deliveries = Deliveries.to(context, Topics.LIFECYCLE);
    Story leaving = offboardingOf(acme.id(), "u1");

    deliveries.deliver(leaving.deprovisioned());
    assertThat(acme.whyOf("u1", "crm", "viewer")).isEqualTo("user-blocked");

    deliveries.deliver(leaving.reinstated());
    assertThat(acme.whyOf("u1", "crm", "viewer")).isEqualTo("granted");

    Story again = offboardingOf(acme.id(), "u1").epoch(2);
    deliveries.deliver(again.deprovisioned(), again.erased());
    assertThat(acme.whyOf("u1", "crm", "viewer")).isEqualTo("user-erased");
  }

  @Test
  void a_planted_grant_opens_nothing_to_a_blocked_user() {
    Tenant acme = tenants.fresh().withApplication("crm", "viewer");
    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(offboardingOf(acme.id(), "u1").deprovisioned());

    acme.plant("u1", "crm", "viewer");

    assertThat(acme.whyOf("u1", "crm", "viewer")).isEqualTo("user-blocked");
  }

  @Test
  void no_decision_looks_into_another_tenant() {
    tenants.fresh().withApplication("crm", "viewer").withGrant("u1", "crm", "viewer");
    Tenant other = tenants.fresh().withApplication("crm", "viewer");

    assertThat(other.whyOf("u1", "crm", "viewer")).isEqualTo("no-grant");
  }
}
