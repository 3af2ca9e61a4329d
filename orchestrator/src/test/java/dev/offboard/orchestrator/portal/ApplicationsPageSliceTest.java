package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.signin.Browser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationsPageSliceTest extends PortalSlice {
  private String page = "";
  private String connection = "";

  @BeforeEach
  void an_application_in_trouble() {
    page = "/applications/%s/crm".formatted(tenant);
    connection = "/api/tenants/%s/applications/crm/connection".formatted(tenant);
    new ForeignServices(tenant).applications(SERVICES);
  }

  @Test
  void how_applications_are_doing_is_seen_at_a_glance() {
    assertThat(somebody(Role.VIEWER).get("/applications").body())
        .contains("left alone, probed", "answers 503", "people look after it", "sales-desk")
        .contains("href=\"" + page + "\"");
    assertThat(somebody(Role.REQUESTER).get("/applications").status()).isEqualTo(403);
    assertThat(somebody(Role.VIEWER).get("/applications?tenant=elsewhere").status()).isEqualTo(404);
    assertThat(somebody(Role.VIEWER).get("/applications/elsewhere/crm").status()).isEqualTo(404);
  }

  @Test
  void an_administrator_changes_how_it_is_reached_and_the_secret_is_only_written() {
    Browser administrator = somebody(Role.ADMINISTRATOR);
    SERVICES.put(connection, ForeignServices.connection());

    Browser.Answer saved =
        administrator.post(
            page,
            page + "/connection",
            Map.of(
                "method",
                "scim",
                "owner",
                "crm-team",
                "deadlineHours",
                "48",
                "target",
                "https://crm.example.com/scim",
                "secret",
                "s3cret"));

    assertThat(saved.location()).isEqualTo(page);
    assertThat(SERVICES.said(connection))
        .contains("\"deadline\":\"PT48H\"", "\"secret\":\"s3cret\"", "\"owner\":\"crm-team\"");
    assertThat(administrator.get(page).body()).doesNotContain("s3cret");
  }

  @Test
  void what_is_refused_is_said_and_the_form_keeps_what_was_written_but_no_secret() {
    Browser administrator = somebody(Role.ADMINISTRATOR);
    SERVICES.refuses(connection, "target: is no https URL.");

    Browser.Answer refused =
        administrator.post(
            page,
            page + "/connection",
            Map.of(
                "method", "scim", "owner", "new-team", "deadlineHours", "1", "secret", "s3cret"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body())
        .contains("target: is no https URL.", "value=\"new-team\"")
        .doesNotContain("s3cret");
  }

  @Test
  void an_operator_has_it_tried_now_and_changes_nothing_else() {
    Browser operator = somebody(Role.OPERATOR);
    SERVICES.put(connection + "/probe", "{}");

    assertThat(operator.get(page).body()).contains("Try now").doesNotContain("type=\"password\"");
    assertThat(operator.post(page, page + "/probe", Map.of()).location()).isEqualTo(page);
    assertThat(SERVICES.asked()).contains(connection + "/probe");
    assertThat(operator.post(page, page + "/connection", Map.of()).status()).isEqualTo(403);
    assertThat(somebody(Role.VIEWER).get(page).body()).doesNotContain("Try now");
  }

  @Test
  void a_service_that_is_away_is_named() {
    SERVICES.fails("/api/application-loads?tenantId=" + tenant, 500);

    assertThat(somebody(Role.VIEWER).get("/applications").body())
        .contains("entitlement-service ", "nobody can say how applications are doing");
  }
}
