package dev.offboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.Company.Answer;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdentitySlice
class UserSearchSliceTest {
  @Autowired Company company;
  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;

  @Test
  void users_are_found_by_the_beginning_of_any_word_in_any_case_and_order() {
    company.hasTenant("search-1");
    user("search-1", "u-1", "ada.lovelace", "Ada Lovelace", "countess@math.example");
    user("search-1", "u-2", "grace", "Grace Hopper", "grace@navy.example");
    user("search-1", "u-3", "ärmel", "Änne Ärmel-Öztürk", "aenne@x.example");

    assertThat(found("search-1", "love")).containsExactly("u-1");
    assertThat(found("search-1", "LOV ad")).containsExactly("u-1");
    assertThat(found("search-1", "ada.lovelace")).containsExactly("u-1");
    assertThat(found("search-1", "countess@math")).containsExactly("u-1");
    assertThat(found("search-1", "u-2")).containsExactly("u-2");
    assertThat(found("search-1", "ÖZT")).containsExactly("u-3");
    assertThat(found("search-1", "example")).containsExactly("u-1", "u-2", "u-3");
    assertThat(found("search-1", "ovelace")).isEmpty();
    assertThat(found("search-1", "ada hopper")).isEmpty();
  }

  @Test
  void what_could_mean_something_to_the_database_means_nothing() {
    company.hasTenant("search-2");
    user("search-2", "u-1", "bobby", "Robert'); DROP TABLE", null);

    for (String query : List.of("'", "%", "&|!():*", "\\", "''':*", "_", "--", "…")) {
      assertThat(found("search-2", query)).as(query).isEmpty();
    }
    assertThat(found("search-2", "robert'); drop")).containsExactly("u-1");
    assertThat(company.get("/api/tenants/search-2/users?query=").status()).isEqualTo(400);
    assertThat(company.get("/api/tenants/search-2/users").status()).isEqualTo(400);
    assertThat(company.get("/api/tenants/search-2/users?query=a&limit=101").status())
        .isEqualTo(400);
    assertThat(company.get("/api/tenants/search-none/users?query=a").status()).isEqualTo(404);
  }

  @Test
  void there_is_more_than_the_limit_and_an_exact_id_comes_first() {
    company.hasTenant("search-3");
    for (int i = 0; i < 5; i++) {
      user("search-3", "same" + i, "a" + i + "-same", "A Same " + i, null);
    }
    user("search-3", "same", "z-same", "Z Same", null);

    Answer answer = company.get("/api/tenants/search-3/users?query=same&limit=2");
    assertThat(answer.body().path("more").asBoolean()).isTrue();
    assertThat(answer.body().path("users").valueStream().map(it -> it.path("userId").asString()))
        .containsExactly("same", "same0");
  }

  @Test
  void a_tenants_search_finds_its_own_and_a_search_of_all_finds_everybody() {
    for (String tenant : List.of("search-4", "search-5")) {
      company.hasTenant(tenant);
      user(tenant, "twin", "quintus", "Quintus", null);
    }
    assertThat(company.get("/api/tenants/search-4/users?query=quint").body().path("users"))
        .hasSize(1);
    assertThat(company.get("/api/users?query=quint").body().path("users")).hasSize(2);
  }

  @Test
  void an_erased_user_is_found_by_the_id_alone() {
    company.hasTenant("search-6");
    user("search-6", "gone-1", "vanisher", "Van Isher", null);
    Story story = Story.offboardingOf("search-6", "gone-1");
    Deliveries lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
    lifecycle.deliver(story.deprovisioned());
    lifecycle.deliver(story.erased());

    assertThat(found("search-6", "vanisher")).isEmpty();
    assertThat(found("search-6", "gone")).containsExactly("gone-1");
  }

  @Test
  void ten_thousand_users_are_looked_through_in_no_time() {
    company.hasTenant("search-7");
    jdbc.sql(
            """
            INSERT INTO account (tenant_id, user_id, kind, status, epoch, protected, user_name, user_name_key, display_name)
            SELECT 'search-7', 'u-' || i, 'EMPLOYEE', 'ACTIVE', 1, false, 'user' || i, 'user' || i, 'Many Of-Them ' || i
            FROM generate_series(1, 10000) AS i
            """)
        .update();
    found("search-7", "9999");
    long start = System.nanoTime();

    assertThat(found("search-7", "them 9999")).containsExactly("u-9999");

    assertThat(System.nanoTime() - start).isLessThan(500_000_000L);
  }

  private void user(
      String tenant, String id, String userName, String displayName, @Nullable String mailOrNull) {
    String mail = mailOrNull == null ? "" : ",\"mail\":\"%s\"".formatted(mailOrNull);
    assertThat(
            company
                .put(
                    Company.userPath(tenant, id),
                    "{\"userName\":\"%s\",\"kind\":\"employee\",\"displayName\":\"%s\"%s}"
                        .formatted(userName, displayName, mail))
                .status())
        .isEqualTo(201);
  }

  private List<String> found(String tenant, String query) {
    Answer answer =
        company.get(
            "/api/tenants/%s/users?query=%s"
                .formatted(tenant, URLEncoder.encode(query, StandardCharsets.UTF_8)));
    assertThat(answer.status()).isEqualTo(200);
    return answer
        .body()
        .path("users")
        .valueStream()
        .map(it -> it.path("userId").asString())
        .toList();
  }
}
