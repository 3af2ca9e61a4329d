package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.signin.Browser;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BulkPagesSliceTest extends PortalSlice {
  @Test
  void a_file_is_looked_at_started_paused_resumed_and_stopped() {
    ada();
    Browser hr = somebody(Role.REQUESTER);
    Browser.Answer taken = upload(hr, "user\nu-ada\nu-nobody\n<script>\n");
    assertThat(taken.status()).as(taken.body()).isEqualTo(302);
    String page = taken.location();
    assertThat(hr.get(page).body())
        .contains("looked at, not started", "1 can be offboarded", "1 is not known")
        .contains("Request 1 offboardings", tenant + "/u-ada")
        .doesNotContain("<script>\n", "&lt;script");
    assertThat(hr.get(page + "?only=UNKNOWN").body())
        .contains(">3<")
        .doesNotContain(tenant + "/u-ada");

    assertThat(hr.post(page, page + "/start", Map.of()).location()).isEqualTo(page);
    assertThat(hr.post(page, page + "/pause", Map.of()).location()).isEqualTo(page);
    assertThat(hr.get(page).body()).contains("paused", "Resume", "Stop the 1");
    assertThat(hr.post(page, page + "/resume", Map.of()).location()).isEqualTo(page);
    assertThat(hr.post(page, page + "/stop", Map.of()).location()).isEqualTo(page);
    assertThat(hr.get(page).body()).contains("stopped").doesNotContain("Resume", ">Pause<");
    assertThat(hr.get("/bulk").body()).contains("List of 3");
  }

  @Test
  void a_file_that_is_no_list_is_said_so_and_needs_its_token() {
    Browser hr = somebody(Role.REQUESTER);
    Browser.Answer refused = upload(hr, "name,colour\nx,y\n");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("role=\"alert\"", "a column that is not known");
    assertThat(send(hr, "nonsense", "user\nu-1\n").status()).isEqualTo(403);
    Browser viewer = somebody(Role.VIEWER);
    assertThat(viewer.get("/bulk").body()).doesNotContain("CSV file");
    assertThat(send(viewer, viewer.token("/bulk"), "user\nu-1\n").status()).isEqualTo(403);
  }

  @Test
  void a_large_list_gets_through_and_a_larger_one_does_not() {
    Browser hr = somebody(Role.REQUESTER);
    String row = "u-a-rather-long-id-of-somebody-who-is-not-there-at-all-0123456789\n";
    assertThat(upload(hr, "user\n" + row.repeat(9_000)).status()).isEqualTo(302);
    assertThat(upload(hr, "user\n" + row.repeat(40_000)).status()).isEqualTo(413);
  }

  @Test
  void a_whole_tenant_asks_for_its_id() {
    UserRef ada = ada();
    SERVICES.put(
        "/api/active-users?tenantId=%s&limit=1000&after=".formatted(tenant),
        "{\"userIds\":[\"%s\"]}".formatted(ada.userId()));
    Browser hr = somebody(Role.REQUESTER);
    String page =
        hr.post("/bulk", "/bulk/tenant", Map.of("tenant", tenant, "reason", "tenant-churn"))
            .location();
    assertThat(hr.get(page).body()).contains("All of tenant " + tenant, "Write the tenant's id");
    Browser.Answer unsure = hr.post(page, page + "/start", Map.of("confirm", "acme"));
    assertThat(unsure.status()).isEqualTo(400);
    assertThat(unsure.body()).contains("role=\"alert\"", "its id was not written");
    assertThat(hr.post(page, page + "/start", Map.of("confirm", tenant)).status()).isEqualTo(302);
    assertThat(
            hr.post(
                    "/bulk",
                    "/bulk/tenant",
                    Map.of("tenant", "elsewhere", "reason", "tenant-churn"))
                .body())
        .contains("There is no tenant elsewhere");
  }

  private Browser.Answer upload(Browser browser, String csv) {
    return send(browser, browser.token("/bulk"), csv);
  }

  private static Browser.Answer send(Browser browser, String token, String csv) {
    String body =
        part("_csrf", "", token)
            + part("reason", "", "contract-end")
            + part("file", "; filename=\"list.csv\"\r\nContent-Type: text/csv", csv)
            + "--b--\r\n";
    return browser.send(
        browser
            .request("/bulk/csv")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String part(String name, String more, String content) {
    return "--b\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n"
        .formatted(name, more, content);
  }
}
