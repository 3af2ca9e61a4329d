package dev.offboard.entitlement.grant;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import dev.offboard.messaging.testkit.Deliveries;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@EntitlementSlice
class GrantImportSliceTest {
  @Autowired Tenants tenants;
  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;
  private Tenant acme;

  @BeforeEach
  void aTenant() {
    acme = tenants.fresh().withApplication("crm", "viewer", "admin");
  }

  @Test
  void every_item_has_an_outcome_and_a_bad_one_keeps_no_other_back() {
    acme.withGrant("u1", "crm", "viewer");
    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(offboardingOf(acme.id(), "leaver").deprovisioned());

    MvcTestResult result =
        put(
            item("zoe", "crm", "viewer"),
            item("u1", "crm", "viewer"),
            item("u 2", "crm", "viewer"),
            item("u3", "nope", "viewer"),
            item("u4", "crm", "owner"),
            item("leaver", "crm", "admin"),
            item("zoe", "crm", "viewer"),
            item("adam", "crm", "admin"));

    assertThat(result)
        .hasStatus(200)
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"results":[
              {"outcome":"created"},
              {"outcome":"unchanged"},
              {"outcome":"rejected","reason":"invalid-value","detail":"userId: \\"u 2\\" (expected: 1 to 128 of A-Z a-z 0-9 . _ -, starting with a letter or digit)"},
              {"outcome":"rejected","reason":"application-unknown"},
              {"outcome":"rejected","reason":"role-unknown"},
              {"outcome":"rejected","reason":"user-blocked"},
              {"outcome":"unchanged"},
              {"outcome":"created"}]}
            """);
    assertThat(acme.grantsOf("zoe")).containsExactly("crm/viewer@1");
    assertThat(acme.grantsOf("leaver")).isEmpty();
  }

  @Test
  void importing_again_changes_nothing() {
    String[] items =
        IntStream.range(0, 500)
            .mapToObj(i -> item("user-" + i % 250, "crm", i < 250 ? "viewer" : "admin"))
            .toArray(String[]::new);

    assertThat(Tenants.text(put(items))).doesNotContain("rejected").doesNotContain("unchanged");
    String before = fingerprint();
    assertThat(Tenants.text(put(items))).doesNotContain("rejected").doesNotContain("created");

    assertThat(fingerprint()).isEqualTo(before).startsWith("500 ");
  }

  @Test
  void more_than_500_items_are_refused_as_a_whole() {
    String[] items =
        IntStream.range(0, 501)
            .mapToObj(i -> item("u" + i, "crm", "viewer"))
            .toArray(String[]::new);

    assertThat(put(items)).hasStatus(400).bodyJson().extractingPath("$.field").isEqualTo("grants");
    assertThat(fingerprint()).startsWith("0 ");
  }

  @Test
  void nothing_to_import_is_no_error() {
    assertThat(put()).hasStatus(200).bodyJson().isStrictlyEqualTo("{\"results\":[]}");
  }

  private MvcTestResult put(String... items) {
    return tenants.send(
        HttpMethod.PUT,
        acme.path("/grants"),
        java.util.Arrays.stream(items).collect(Collectors.joining(",", "{\"grants\":[", "]}")));
  }

  private String fingerprint() {
    return jdbc.sql(
            """
            SELECT count(*) || ' ' || coalesce(max(granted_at)::text, '-') || ' ' || coalesce(max(xmin::text), '-')
            FROM role_grant WHERE tenant_id = ?
            """)
        .param(acme.id())
        .query(String.class)
        .single();
  }

  private static String item(String user, String application, String role) {
    return "{\"userId\":\"%s\",\"applicationId\":\"%s\",\"role\":\"%s\"}"
        .formatted(user, application, role);
  }
}
