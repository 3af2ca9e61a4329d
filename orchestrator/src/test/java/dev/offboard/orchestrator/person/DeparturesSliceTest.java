package dev.offboard.orchestrator.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.TestTokens;
import dev.offboard.orchestrator.person.SomePeople.Known;
import dev.offboard.orchestrator.signin.Browser;
import dev.offboard.orchestrator.signin.BrowserSlice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whoever operates the platform and is offboarded by it.
class DeparturesSliceTest extends BrowserSlice {
  @Test
  void sessions_account_and_tokens_end_when_the_access_is_taken() {
    UserRef user = activeUser("e1");
    Known known = people.user(user, Role.VIEWER, Role.REQUESTER);
    Browser browser = browser().as(known);
    JsonNode token = tokenOf(user);
    Known colleague = people.user(activeUser("e2"), Role.VIEWER);
    Browser other = browser().as(colleague);

    offboarded(user, "contract-end");

    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
    assertThat(browser().signIn(known.name(), known.password()).status()).isEqualTo(401);
    assertThat(bodyOf(getAs(EMPLOYER, at(token))).hasNonNull("revokedAt")).isTrue();
    assertThat(getAs(token.path("token").asString(), "/api/offboardings")).hasStatus(401);
    assertThat(other.get("/").status()).isEqualTo(200);
    assertThat(changes("person." + known.id())).endsWith("account-disabled");
    assertThat(changes("token." + token.path("id").asString()))
        .containsExactly("token-issued", "token-revoked");
    assertThat(told("person." + known.id()).getLast().path("by").asString())
        .isEqualTo("offboarding");
    assertThat(told("person." + known.id()).getLast().path("person").path("userId").asString())
        .isEqualTo("e1");
  }

  @Test
  void an_account_for_all_tenants_ends_too_whoever_asks() {
    UserRef user = activeUser("e1");
    Known known = people.everywhere(user, Role.VIEWER);
    Browser browser = browser().as(known);
    Map<String, Object> later = new HashMap<>(body(user, "planned-departure"));
    later.put("effectiveAt", Instant.now().plus(7, ChronoUnit.DAYS).toString());
    String requester = TestTokens.jwt(tenant, Role.REQUESTER);
    assertThat(postAs(requester, "/api/offboardings", later)).hasStatus(202);
    assertThat(browser.get("/").status()).isEqualTo(200);

    assertThat(postAs(requester, "/api/offboardings", body(user, "immediate-termination")))
        .hasStatus2xxSuccessful();

    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
    assertThat(changes("person." + known.id())).endsWith("account-disabled");
  }

  @Test
  void what_is_only_planned_ends_nothing() {
    UserRef user = activeUser("e1");
    Browser browser = browser().as(people.user(user, Role.VIEWER));
    Map<String, Object> body = new HashMap<>(body(user, "planned-departure"));
    body.put("effectiveAt", Instant.now().plus(7, ChronoUnit.DAYS).toString());

    assertThat(post(body)).hasStatus(202);

    assertThat(browser.get("/").status()).isEqualTo(200);
  }

  @Test
  void an_undo_gives_nothing_back_until_an_administrator_does() {
    UserRef user = activeUser("e1");
    Known known = people.user(user, Role.VIEWER);
    Browser browser = browser().as(known);
    JsonNode token = tokenOf(user);
    OffboardingId id = offboarded(user, "contract-end");
    revoked(user);

    assertThat(undo(id)).hasStatus(202);
    deliveries.deliver(participants.completeLast(user));
    assertThat(stateOf(id)).isEqualTo("REINSTATED");

    assertThat(browser.get("/").location()).isEqualTo("/sign-in");
    assertThat(browser().signIn(known.name(), known.password()).status()).isEqualTo(401);
    assertThat(getAs(token.path("token").asString(), "/api/offboardings")).hasStatus(401);

    assertThat(postTo("/api/people/%s/enabling".formatted(known.id()), Map.of())).hasStatus(200);
    assertThat(browser().signIn(known.name(), known.password()).status()).isEqualTo(302);
    assertThat(browser.get("/").location()).as("the old session").isEqualTo("/sign-in");
  }

  @Test
  void enabling_somebody_who_is_being_offboarded_lets_nobody_in() {
    UserRef user = activeUser("e1");
    Known known = people.user(user, Role.VIEWER);
    offboarded(user, "contract-end");

    assertThat(postTo("/api/people/%s/enabling".formatted(known.id()), Map.of())).hasStatus(200);

    assertThat(browser().signIn(known.name(), known.password()).status()).isEqualTo(401);
    JsonNode late = tokenOf(user);
    assertThat(getAs(late.path("token").asString(), "/api/offboardings")).hasStatus(401);
  }

  @Test
  void what_names_somebody_goes_when_they_are_erased() {
    UserRef user = activeUser("e1");
    Known known = people.user(user, Role.VIEWER);
    offboarded(user, "erasure-request");
    revoked(user);
    deliveries.deliver(participants.completeLast(user));

    assertThat(
            jdbc.sql("SELECT count(*) FROM person AS p WHERE p::text LIKE '%' || ? || '%'")
                .param(known.name())
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(bodyOf(get("/api/people/" + known.id())).path("subject").asString())
        .isEqualTo("person." + known.id());
  }

  private static final String EMPLOYER = dev.offboard.messaging.testkit.EmbeddedDatabase.TOKEN;

  private JsonNode tokenOf(UserRef user) {
    var made =
        postTo(
            "/api/tokens",
            Map.of("name", "theirs", "roles", List.of("viewer"), "person", user.toString()));
    assertThat(made).hasStatus(201);
    assertThat(bodyOf(made).path("person").asString()).isEqualTo(user.toString());
    return bodyOf(made);
  }

  private static String at(JsonNode token) {
    return "/api/tokens/" + token.path("id").asString();
  }
}
