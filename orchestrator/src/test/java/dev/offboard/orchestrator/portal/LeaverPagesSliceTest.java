package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.Together;
import dev.offboard.orchestrator.signin.Browser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class LeaverPagesSliceTest extends PortalSlice {
  private static final String PLANNED = "planned-departure";

  @Test
  void somebody_is_found_looked_at_and_offboarded() {
    UserRef ada = ada();
    SERVICES.put(
        "/api/tenants/%s/users?limit=25&query=love".formatted(tenant),
        """
        {"users":[{"tenantId":"%s","userId":"u-ada","kind":"EMPLOYEE","status":"ACTIVE","displayName":"Ada Lovelace"}],"more":false}
        """
            .formatted(tenant));
    Browser hr = somebody(Role.REQUESTER);

    assertThat(hr.get("/users?query=love").location()).isEqualTo(pathOf(ada));
    assertThat(hr.get(pathOf(ada)).body())
        .contains("Ada Lovelace", "Signed in nowhere.", "Leaves as planned", "Must leave at once")
        .contains("Offboard Ada Lovelace …");
    Browser.Answer question = hr.get(pathOf(ada) + "/offboarding?reason=" + PLANNED);
    assertThat(question.body())
        .contains("Yes, offboard Ada Lovelace now", "Can be undone (14 days)", "Nobody can undo");
    OffboardingId id = offboarded(hr, ada, PLANNED);

    assertThat(participants.announced(ada)).hasSize(1);
    assertThat(hr.get(pathOf(ada)).body())
        .contains("An offboarding is under way")
        .contains("/offboardings/" + id)
        .doesNotContain("Offboard Ada Lovelace …");
  }

  @Test
  void the_inventory_is_there_before_anything_is_clicked() {
    UserRef ada = ada();
    String path = "/api/tenants/%s/users/u-ada".formatted(tenant);
    SERVICES.put(
        path + "/sessions",
        """
        {"sessions":[{"device":"Pixel 9","state":"LIVE","createdAt":"2026-01-01T00:00:00Z","lastSeenAt":"2026-01-01T00:00:00Z"},
          {"device":"Old one","state":"ENDED","createdAt":"2026-01-01T00:00:00Z","lastSeenAt":"2026-01-01T00:00:00Z"}]}
        """);
    SERVICES.put(
        path + "/api-keys",
        """
        {"apiKeys":[{"label":"nightly","createdAt":"2026-01-01T00:00:00Z","lastUsedAt":"2026-01-01T00:00:00Z"},
          {"label":"idle","createdAt":"2026-01-01T00:00:00Z"},
          {"label":"gone","createdAt":"2026-01-01T00:00:00Z","revokedAt":"2026-01-02T00:00:00Z"}]}
        """);
    SERVICES.put(
        path + "/oauth-grants",
        """
        {"oauthGrants":[{"clientId":"calendar","scopes":["read"],"grantedAt":"2026-01-01T00:00:00Z"}]}
        """);
    SERVICES.put(
        path + "/grants", "{\"grants\":[{\"applicationId\":\"crm\",\"role\":\"editor\"}]}");
    SERVICES.put(
        "/api/tenants/%s/applications?limit=500".formatted(tenant),
        "{\"applications\":[{\"applicationId\":\"crm\",\"name\":\"Customer files\"}]}");
    SERVICES.put(
        "/api/tenants/%s/connections".formatted(tenant),
        """
        {"connections":[{"applicationId":"crm","method":"manual","owner":"sales-desk","covers":"holders","standing":"working"},
          {"applicationId":"wiki","method":"scim","owner":"it","covers":"everybody","standing":"quarantined"}]}
        """);

    assertThat(somebody(Role.VIEWER).get(pathOf(ada)).body())
        .contains(", last used ", ", no use known")
        .contains("Pixel 9", "nightly", "calendar", "may read", "Customer files", "editor")
        .contains("by hand, by sales-desk", "1 of them need a person")
        .contains("wiki", "told of everybody who leaves", "quarantined right now")
        .doesNotContain("Old one", "gone")
        .contains("You may look, but not offboard anybody");
  }

  @Test
  void one_service_away_leaves_its_part_out_and_stops_nobody() {
    UserRef ada = ada();
    SERVICES.fails("/sessions", 500);
    SERVICES.fails("/grants", 503);
    Browser hr = somebody(Role.REQUESTER);

    Browser.Answer page = hr.get(pathOf(ada));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("session-service does not answer", "entitlement-service does not answer")
        .contains("None may act in this name.");
    assertThat(offboarded(hr, ada, PLANNED)).isNotNull();
  }

  @Test
  void a_directory_that_is_away_is_said_so() {
    UserRef ada = ada();
    Browser hr = somebody(Role.REQUESTER);
    SERVICES.fails("/u-ada", 500);
    SERVICES.fails("query=ada", 500);

    assertThat(hr.get("/users?query=ada").body()).contains("nobody can be looked up right now");
    Browser.Answer page = hr.get(pathOf(ada));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("identity-service does not answer", "u-ada");
  }

  @Test
  void clicking_twice_begins_one() throws Exception {
    UserRef ada = ada();
    Browser hr = somebody(Role.REQUESTER);
    String page = pathOf(ada) + "/offboarding?reason=" + PLANNED;
    Map<String, String> form =
        Map.of("reason", PLANNED, "key", UUID.randomUUID().toString(), "_csrf", hr.token(page));
    Callable<String> click = () -> hr.postBare(pathOf(ada) + "/offboarding", form).location();

    List<String> led = Together.run(List.of(click, click, click, click));

    assertThat(new HashSet<>(led)).hasSize(1);
    assertThat(led.getFirst()).startsWith("/offboardings/");
    assertThat(count(ada)).isEqualTo(1);
  }

  @Test
  void it_can_begin_on_a_date_but_not_on_one_that_has_passed() {
    UserRef ada = ada();
    Browser hr = somebody(Role.REQUESTER);
    String page = pathOf(ada) + "/offboarding?reason=" + PLANNED;

    for (String on : List.of("2020-01-01T10:00", "2999-01-01T10:00", "tomorrow", "<script>")) {
      Browser.Answer refused =
          hr.post(page, pathOf(ada) + "/offboarding", Map.of("reason", PLANNED, "on", on));
      assertThat(refused.status()).as(on).isEqualTo(422);
      assertThat(refused.body()).contains("role=\"alert\"").doesNotContain("<script>");
    }
    assertThat(count(ada)).isZero();

    LocalDateTime later =
        LocalDateTime.now(ZoneOffset.UTC).plusDays(3).truncatedTo(ChronoUnit.MINUTES);
    Browser.Answer planned =
        hr.post(
            page, pathOf(ada) + "/offboarding", Map.of("reason", PLANNED, "on", later.toString()));
    assertThat(planned.status()).as(planned.body()).isEqualTo(302);
    assertThat(
            jdbc.sql("SELECT state FROM offboarding WHERE tenant_id = ?")
                .param(tenant)
                .query(String.class)
                .single())
        .isEqualTo("SCHEDULED");
  }

  @Test
  void whoever_is_being_given_access_back_is_told_with_a_link() {
    UserRef ada = ada();
    Browser hr = somebody(Role.REQUESTER, Role.OPERATOR);
    OffboardingId id = offboarded(hr, ada, PLANNED);
    String page = pathOf(ada) + "/offboarding?reason=" + PLANNED;
    jdbc.sql("UPDATE offboarding SET state = 'REINSTATING' WHERE id = ?")
        .param(id.value())
        .update();

    Browser.Answer refused = hr.post(page, pathOf(ada) + "/offboarding", Map.of("reason", PLANNED));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("is being given access back", "/offboardings/" + id);
  }

  @Test
  void somebody_erased_has_nothing_left_to_take() {
    UserRef gone = UserRef.of(tenant, "u-gone");
    SERVICES.knows(gone, "ERASED", "nobody");

    assertThat(somebody(Role.REQUESTER).get(pathOf(gone)).body())
        .contains("erased: nothing but the id is left", "There is nothing left to take away here.")
        .doesNotContain("<details name");
  }

  @Test
  void names_are_text_whatever_they_look_like() {
    UserRef mean = UserRef.of(tenant, "u-mean");
    SERVICES.knows(mean, "ACTIVE", "<script>alert(1)</script>\"' onload=x");
    Browser hr = somebody(Role.REQUESTER);

    for (String page : List.of("", "/offboarding?reason=" + PLANNED)) {
      assertThat(hr.get(pathOf(mean) + page).body())
          .contains("&lt;script&gt;alert(1)")
          .doesNotContain("<script>alert");
    }
    assertThat(hr.get("/users?query=%3Cscript%3Ealert(1)").body()).doesNotContain("<script>alert");
  }

  @Test
  void another_tenants_people_are_not_there() {
    UserRef ada = ada();
    Browser stranger = of("stranger", Role.REQUESTER);
    String absent = stranger.get("/users/absent/u-ada").body();

    assertThat(stranger.get(pathOf(ada)).status()).isEqualTo(404);
    assertThat(withoutToken(stranger.get(pathOf(ada)).body()))
        .isEqualTo(withoutToken(absent.replace("absent", tenant)));
    assertThat(stranger.get(pathOf(ada) + "/offboarding?reason=" + PLANNED).status())
        .isEqualTo(404);
    assertThat(stranger.post("/", pathOf(ada) + "/offboarding", Map.of("reason", PLANNED)).status())
        .isEqualTo(404);
    assertThat(count(ada)).isZero();
    assertThat(somebody(Role.REQUESTER).get("/users/%s/nobody".formatted(tenant)).status())
        .isEqualTo(404);
    assertThat(somebody(Role.REQUESTER).get("/users/..%20/%25").status()).isBetween(400, 404);
  }

  @Test
  void who_may_not_offboard_sees_no_button_and_is_refused() {
    UserRef ada = ada();
    for (Role role : List.of(Role.VIEWER, Role.APPROVER, Role.OPERATOR, Role.ADMINISTRATOR)) {
      Browser other = somebody(role);
      assertThat(other.get(pathOf(ada)).body()).doesNotContain("Offboard Ada Lovelace");
      assertThat(other.get(pathOf(ada) + "/offboarding?reason=" + PLANNED).status()).isEqualTo(403);
      assertThat(other.post("/", pathOf(ada) + "/offboarding", Map.of("reason", PLANNED)).status())
          .isEqualTo(403);
    }
    Browser auditor = somebody(Role.AUDITOR);
    assertThat(auditor.get("/users?query=ada").status()).isEqualTo(403);
    assertThat(auditor.get("/").body()).doesNotContain("Who leaves?");
    assertThat(count(ada)).isZero();
  }

  @Test
  void a_form_without_its_token_or_with_a_made_up_reason_does_nothing() {
    UserRef ada = ada();
    Browser hr = somebody(Role.REQUESTER);

    assertThat(hr.postBare(pathOf(ada) + "/offboarding", Map.of("reason", PLANNED)).status())
        .isEqualTo(403);
    for (String reason : List.of("", "no-such", "role-change", "'; DROP TABLE")) {
      assertThat(hr.post("/", pathOf(ada) + "/offboarding", Map.of("reason", reason)).status())
          .as(reason)
          .isEqualTo(400);
    }
    assertThat(
            hr.post(
                    "/",
                    pathOf(ada) + "/offboarding",
                    Map.of("reason", PLANNED, "key", "not a key\n", "note", "x".repeat(2001)))
                .status())
        .isEqualTo(400);
    assertThat(count(ada)).isZero();
  }

  private int count(UserRef user) {
    return jdbc.sql("SELECT count(*) FROM offboarding WHERE tenant_id = ? AND user_id = ?")
        .params(user.tenantId().value(), user.userId().value())
        .query(Integer.class)
        .single();
  }

  private static String withoutToken(String body) {
    return body.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
  }
}
