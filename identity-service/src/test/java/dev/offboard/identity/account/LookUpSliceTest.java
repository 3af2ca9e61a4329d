package dev.offboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.Company.Answer;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@IdentitySlice
class LookUpSliceTest {
  private static final String PATH = "/api/users/look-ups";

  @Autowired Company company;
  @Autowired ApplicationContext context;

  @Test
  void users_of_several_tenants_are_found_in_the_order_asked_for() {
    company.hasProtectedUser("look-up-1", "stayer");
    company.hasUser("look-up-2", "leaver");
    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(Story.offboardingOf("look-up-2", "leaver").deprovisioned());

    Answer answer =
        company.post(
            PATH,
            """
            {"users":[
              {"tenantId":"look-up-2","userId":"leaver"},
              {"tenantId":"look-up-1","userId":"nobody"},
              {"tenantId":"look-up-none","userId":"stayer"},
              {"tenantId":"look-up-1","userId":"stayer"}
            ]}
            """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("results").toString())
        .isEqualTo(
            """
            [{"tenantId":"look-up-2","userId":"leaver","status":"DEPROVISIONED","epoch":1,"kind":"employee"},\
            {"tenantId":"look-up-1","userId":"nobody","code":"user-unknown"},\
            {"tenantId":"look-up-none","userId":"stayer","code":"tenant-unknown"},\
            {"tenantId":"look-up-1","userId":"stayer","status":"ACTIVE","epoch":1,"protected":true,"kind":"employee"}]\
            """);
  }

  @Test
  void the_last_active_administrator_of_a_tenant_is_told() {
    company.hasTenant("look-up-4");
    company.putUser("look-up-4", "first", ",\"administrator\":true");
    company.putUser("look-up-4", "second", ",\"administrator\":true");
    assertThat(administration("first")).isEqualTo("[true,null]");

    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(Story.offboardingOf("look-up-4", "second").deprovisioned());

    assertThat(administration("first")).isEqualTo("[true,true]");
    assertThat(administration("second")).as("is none any more").isEqualTo("[null,null]");
    company.putUser("look-up-4", "first", "");
    assertThat(administration("first")).as("an import leaves it").isEqualTo("[true,true]");
    company.putUser("look-up-4", "first", ",\"administrator\":false");
    assertThat(administration("first")).isEqualTo("[null,null]");
  }

  private String administration(String user) {
    Answer answer =
        company.post(
            PATH, "{\"users\":[{\"tenantId\":\"look-up-4\",\"userId\":\"%s\"}]}".formatted(user));
    JsonNode found = answer.body().path("results").get(0);
    return "[%s,%s]".formatted(found.get("administrator"), found.get("lastAdministrator"));
  }

  @Test
  void the_size_of_a_tenant_counts_who_may_sign_in() {
    company.hasUser("look-up-5", "stayer");
    company.hasUser("look-up-5", "leaver");
    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(Story.offboardingOf("look-up-5", "leaver").deprovisioned());

    assertThat(company.get("/api/tenants/look-up-5/size").body().toString())
        .isEqualTo("{\"tenantId\":\"look-up-5\",\"activeUsers\":1}");
    assertThat(company.get("/api/tenants/look-up-none/size").status()).isEqualTo(404);
  }

  @Test
  void somebody_re_hired_can_be_offboarded_again_before_the_account_is_made_anew() {
    company.hasUser("look-up-3", "returner");
    Story story = Story.offboardingOf("look-up-3", "returner");
    Deliveries lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
    lifecycle.deliver(story.deprovisioned());
    lifecycle.deliver(story.erased());
    assertThat(lookedUp()).contains("\"status\":\"ERASED\",\"epoch\":1");

    lifecycle.deliver(story.because(ReasonCode.RE_HIRE).reinstated());
    assertThat(lookedUp()).contains("\"status\":\"ACTIVE\",\"epoch\":2");

    lifecycle.deliver(Story.offboardingOf("look-up-3", "returner").epoch(2).deprovisioned());
    assertThat(lookedUp()).contains("\"status\":\"ERASED\",\"epoch\":1");
  }

  private String lookedUp() {
    return company
        .post(PATH, "{\"users\":[{\"tenantId\":\"look-up-3\",\"userId\":\"returner\"}]}")
        .body()
        .toString();
  }

  @Test
  void what_is_wrong_with_a_look_up_is_said_with_its_field() {
    assertBad("{}", "users");
    assertBad("{\"users\":[null]}", "users");
    assertBad("{\"users\":[{\"userId\":\"u1\"}]}", "tenantId");
    assertBad("{\"users\":[{\"tenantId\":\"acme\"}]}", "userId");
    assertBad(
        IntStream.rangeClosed(0, LookUp.MOST_USERS)
            .mapToObj("{\"tenantId\":\"acme\",\"userId\":\"u%d\"}"::formatted)
            .collect(Collectors.joining(",", "{\"users\":[", "]}")),
        "users");
  }

  private void assertBad(String body, String field) {
    Answer answer = company.post(PATH, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asString()).isEqualTo(field);
  }
}
