package dev.offboard.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.Company.Answer;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
  void a_key_says_when_it_was_last_used() {
    company.hasUser("key-6", "u1");
    String key = company.key("key-6", "u1");
    company.postKey("key-6", "u1");

    company.post("/api/api-keys/introspect", "{\"key\":\"" + key + "\"}");
    String used = lastUsedAt("key-6", 0);
    company.post("/api/api-keys/introspect", "{\"key\":\"" + key + "\"}");

    assertThat(Instant.parse(used)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThat(lastUsedAt("key-6", 0)).as("once a minute").isEqualTo(used);
    assertThat(keys("key-6").get(1).has("lastUsedAt")).as("a key nobody has shown").isFalse();
    ago("key-6", "2 hours");
    company.post("/api/api-keys/introspect", "{\"key\":\"" + key + "\"}");
    assertThat(Instant.parse(lastUsedAt("key-6", 0)))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  private String lastUsedAt(String tenant, int index) {
    return keys(tenant).get(index).get("lastUsedAt").asString();
  }

  private JsonNode keys(String tenant) {
    return company.get(Company.userPath(tenant, "u1") + "/api-keys").body().get("apiKeys");
  }

  private void ago(String tenant, String age) {
    company
        .owner()
        .sql(
            "UPDATE api_key SET last_used_at = last_used_at - ?::interval WHERE tenant_id = ? AND"
                + " last_used_at IS NOT NULL")
        .params(age, tenant)
        .update();
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
