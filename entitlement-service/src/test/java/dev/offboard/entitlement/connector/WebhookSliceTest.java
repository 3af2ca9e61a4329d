package dev.offboard.entitlement.connector;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.standardwebhooks.Webhook;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.ForeignApplication;
import dev.offboard.entitlement.ForeignApplication.Mood;
import dev.offboard.entitlement.ForeignApplication.Request;
import dev.offboard.entitlement.Leaver;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@EntitlementSlice
class WebhookSliceTest {
  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  private final ForeignApplication hr = new ForeignApplication();
  private Tenant acme;
  private Leaver ada;

  @BeforeEach
  void a_user_of_an_application_with_a_webhook() {
    acme = tenants.fresh().withWebhook("hr.core", hr.hook()).withGrant("ada", "hr.core", "user");
    ada = new Leaver(Deliveries.to(context, Topics.LIFECYCLE), offboardingOf(acme.id(), "ada"));
  }

  @AfterEach
  void close() {
    acme.endTasks();
    hr.close();
  }

  @Test
  void the_request_says_who_left_and_is_signed_as_standard_webhooks_has_it() {
    ada.is(ada.story.deprovisioned());

    assertThat(ada.completed(Phase.REVOKE).counts()).containsEntry("webhooksAccepted", 1L);
    Request request = hr.requests.getFirst();
    assertThat(request.headers())
        .containsEntry("webhook-id", ada.story.offboardingId() + "_revoke_1_hr~core");
    assertThat(request.body())
        .contains("\"type\":\"user.deprovisioned\"")
        .contains("\"userId\":\"ada\"")
        .contains("\"tenantId\":\"" + acme.id() + "\"");
    Map<String, List<String>> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    assertThatNoException()
        .isThrownBy(() -> new Webhook(Tenants.SIGNING_KEY).verify(request.body(), headers));
  }

  @Test
  void a_failing_receiver_is_asked_again_under_the_same_id_until_it_accepts() {
    hr.is(Mood.FAILS);
    ada.is(ada.story.deprovisioned());
    ada.progressed("hr.core: answers 503");

    hr.is(Mood.GOOD);
    ada.completed(Phase.REVOKE);
    assertThat(hr.requests).hasSizeGreaterThan(1);
    assertThat(hr.requests.stream().map(r -> r.headers().get("webhook-id")).distinct()).hasSize(1);
  }

  @Test
  void a_receiver_that_is_too_slow_has_not_accepted() {
    hr.is(Mood.HANGS);
    ada.is(ada.story.deprovisioned());

    ada.progressed("hr.core: does not answer within 400 ms");
    assertThat(ada.hasCompleted(Phase.REVOKE)).isFalse();
    hr.is(Mood.GOOD);
    ada.completed(Phase.REVOKE);
  }

  @Test
  void a_410_disables_it_until_a_person_puts_it_again() {
    hr.is(Mood.GONE);
    ada.is(ada.story.deprovisioned());

    assertThat(ada.failing("hr.core: disabled since"))
        .contains("answers 410", "its owner hr-team has to put the connection again");
    assertThat(tenants.get(acme.path("/applications/hr.core/connection")))
        .bodyJson()
        .extractingPath("$.standing")
        .isEqualTo("disabled");
    int calls = hr.requests.size();

    hr.is(Mood.GOOD);
    assertThat(hr.requests).as("nobody calls meanwhile").hasSize(calls);
    acme.connect("hr.core", Tenants.webhook(hr.hook()));
    ada.completed(Phase.REVOKE);
  }

  @Test
  void an_undo_and_an_erasure_are_told_too() {
    ada.is(ada.story.deprovisioned()).completed(Phase.REVOKE);
    ada.is(ada.story.reinstated()).completed(Phase.REINSTATE);
    Leaver again =
        new Leaver(
            Deliveries.to(context, Topics.LIFECYCLE), offboardingOf(acme.id(), "ada").epoch(2));
    again.is(again.story.deprovisioned()).completed(Phase.REVOKE);
    again.is(again.story.erased()).completed(Phase.ERASE);

    assertThat(hr.requests)
        .extracting(r -> r.body().replaceAll(".*\"type\":\"([^\"]*)\".*", "$1"))
        .containsExactly(
            "user.deprovisioned", "user.reinstated", "user.deprovisioned", "user.erased");
  }
}
