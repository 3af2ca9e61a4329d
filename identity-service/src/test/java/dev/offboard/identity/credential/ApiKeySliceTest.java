package dev.offboard.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.Company.Answer;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@IdentitySlice
class ApiKeySliceTest {
  @Autowired Company company;
  @Autowired ApplicationContext context;

  @Test
  void a_key_tells_whose_it_is() {
    company.hasUser("key-1", "u1");
    Answer made = company.postKey("key-1", "u1");

    Answer answer =
        company.post("/api/api-keys/introspect", "{\"key\":\"" + made.text("key") + "\"}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"active\":true,\"tenantId\":\"key-1\",\"userId\":\"u1\",\"keyId\":\"%s\"}"
                .formatted(made.text("keyId")));
  }

  @Test
  void a_key_is_shown_once_and_kept_as_a_hash() {
    company.hasUser("key-2", "u1");
    String key = company.key("key-2", "u1");

    JsonNode listed = company.get(Company.userPath("key-2", "u1") + "/api-keys").body();

    assertThat(listed.get("apiKeys")).hasSize(1);
    assertThat(listed.get("apiKeys").get(0).propertyNames())
        .containsExactlyInAnyOrder("keyId", "label", "epoch", "createdAt");
    assertThat(
            company
                .owner()
                .sql("SELECT k::text FROM api_key k WHERE tenant_id = 'key-2'")
                .query(String.class)
                .single())
        .doesNotContain(key)
        .doesNotContain(key.substring(4));
  }

  @Test
  void anything_that_is_no_live_key_is_not_active_and_nothing_else() {
    company.hasUser("key-3", "u1");
    String key = company.key("key-3", "u1");
    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(Story.offboardingOf("key-3", "u1").deprovisioned());

    for (String presented : new String[] {key, "nonsense", "", "obk_" + "A".repeat(43)}) {
      Answer answer = company.post("/api/api-keys/introspect", "{\"key\":\"" + presented + "\"}");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().toString()).isEqualTo("{\"active\":false}");
    }
  }

  @Test
  void a_key_needs_no_label_and_no_body() {
    company.hasUser("key-4", "u1");

    assertThat(
            company.exchange("POST", Company.userPath("key-4", "u1") + "/api-keys", null).status())
        .isEqualTo(201);
  }

  @Test
  void a_user_who_leaves_gets_no_new_key() {
    company.hasUser("key-5", "u1");
    Deliveries lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
    Story story = Story.offboardingOf("key-5", "u1");

    lifecycle.deliver(story.deprovisioned());
    assertThat(company.postKey("key-5", "u1").code()).isEqualTo("user-deprovisioned");
    lifecycle.deliver(story.erased());
    assertThat(company.postKey("key-5", "u1").code()).isEqualTo("user-erased");
    assertThat(company.postKey("key-5", "u1").status()).isEqualTo(409);
  }
}
