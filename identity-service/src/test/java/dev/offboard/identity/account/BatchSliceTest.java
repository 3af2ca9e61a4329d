package dev.offboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.Company.Answer;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@IdentitySlice
class BatchSliceTest {
  @Autowired Company company;
  @Autowired ApplicationContext context;

  @Test
  void a_full_batch_with_every_field_is_put_and_put_again_changes_nothing() {
    company.hasTenant("batch-1");
    String batch =
        users(
            Batch.MOST_USERS,
            i ->
                "{\"userId\":\"u%1$d\",\"userName\":\"user%1$d@example.com\",\"kind\":\"employee\","
                        .formatted(i)
                    + "\"displayName\":\"%s\",\"mail\":\"user%d@example.com\",\"externalId\":\"hr-%d\"}"
                        .formatted("ü".repeat(250), i, i));

    assertThat(outcomes(company.put("/api/tenants/batch-1/users", batch)))
        .hasSize(Batch.MOST_USERS)
        .containsOnly("created");
    assertThat(outcomes(company.put("/api/tenants/batch-1/users", batch)))
        .containsOnly("unchanged");
  }

  @Test
  void what_is_wrong_with_one_user_rejects_that_one_only() {
    company.hasUser("batch-2", "leaver");
    company.hasUser("batch-2", "stayer");
    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(Story.offboardingOf("batch-2", "leaver").deprovisioned());

    Answer answer =
        company.put(
            "/api/tenants/batch-2/users",
            """
            {"users":[
              {"userId":"u1","userName":"one","kind":"employee"},
              {"userId":"no id","userName":"two","kind":"employee"},
              {"userId":"u3","userName":"three","kind":"boss"},
              {"userId":"u4","userName":"ONE","kind":"employee"},
              {"userId":"u1","userName":"again","kind":"employee"},
              {"userId":"leaver","userName":"leaver@example.com","kind":"employee"},
              {"userId":"stayer","userName":"stayer@example.com","kind":"customer"},
              {"userName":"nobody","kind":"employee"},
              null,
              {"userId":"u9","userName":"nine","kind":"employee","mail":"no address"},
              {"userId":"u10","kind":"employee"}
            ]}
            """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(reasons(answer))
        .containsExactly(
            "created",
            "invalid-value",
            "invalid-value",
            "user-name-taken",
            "invalid-value",
            "user-deprovisioned",
            "updated",
            "invalid-value",
            "invalid-value",
            "invalid-value",
            "invalid-value");
    assertThat(detail(answer, 1)).startsWith("userId: \"no id\" (expected:");
    assertThat(detail(answer, 2))
        .isEqualTo(
            "kind: is unknown (expected one of: employee, contractor, customer). Nothing was"
                + " done.");
    assertThat(detail(answer, 9)).startsWith("mail: is no address").doesNotContain("no address\"");
    assertThat(company.getUser("batch-2", "u1").text("userName")).isEqualTo("one");
    assertThat(company.getUser("batch-2", "u9").status()).isEqualTo(404);
  }

  @Test
  void users_without_password_cannot_sign_in_until_one_is_set() {
    company.hasTenant("batch-3");
    company.put(
        "/api/tenants/batch-3/users",
        "{\"users\":[{\"userId\":\"u1\",\"userName\":\"u1@example.com\",\"kind\":\"employee\"}]}");
    assertThat(company.signIn("batch-3", "u1").status()).isEqualTo(401);

    Answer answer =
        company.put(
            "/api/tenants/batch-3/users",
            "{\"users\":[{\"userId\":\"u1\",\"userName\":\"u1@example.com\",\"kind\":\"employee\",\"password\":\"%s\"}]}"
                .formatted(Company.PASSWORD));

    assertThat(outcomes(answer)).containsExactly("updated");
    assertThat(company.signIn("batch-3", "u1").status()).isEqualTo(200);
  }

  @Test
  void no_users_are_no_work() {
    company.hasTenant("batch-5");

    assertThat(company.put("/api/tenants/batch-5/users", "{\"users\":[]}").body().toString())
        .isEqualTo("{\"results\":[]}");
  }

  @Test
  void more_users_than_fit_are_refused_as_a_whole() {
    company.hasTenant("batch-4");

    Answer answer =
        company.put(
            "/api/tenants/batch-4/users",
            users(
                Batch.MOST_USERS + 1,
                i ->
                    "{\"userId\":\"u%1$d\",\"userName\":\"u%1$d\",\"kind\":\"employee\"}"
                        .formatted(i)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo("users");
    assertThat(company.getUser("batch-4", "u0").status()).isEqualTo(404);
  }

  private static String users(int count, IntFunction<String> user) {
    return IntStream.range(0, count)
        .mapToObj(user)
        .collect(Collectors.joining(",", "{\"users\":[", "]}"));
  }

  private static List<String> outcomes(Answer answer) {
    return answer
        .body()
        .get("results")
        .valueStream()
        .map(r -> r.get("outcome").asString())
        .toList();
  }

  /// The reason of a rejected one, else the outcome.
  private static List<String> reasons(Answer answer) {
    return answer
        .body()
        .get("results")
        .valueStream()
        .map(r -> (r.has("reason") ? r.get("reason") : r.get("outcome")).asString())
        .toList();
  }

  private static String detail(Answer answer, int line) {
    JsonNode result = answer.body().get("results").get(line);
    return result.get("detail").asString();
  }
}
