package dev.offboard.entitlement.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.entitlement.Tenants;
import dev.offboard.entitlement.Tenants.Tenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@EntitlementSlice
class ConnectionApiSliceTest {
  private static final String PUBLIC = "https://93.184.216.34/scim/v2";

  @Autowired Tenants tenants;
  private Tenant acme;

  @BeforeEach
  void an_application() {
    acme = tenants.fresh().withApplication("crm", "user");
  }

  @Test
  void a_connection_is_put_and_got_with_its_defaults_but_never_its_secret() {
    MvcTestResult put = acme.connect("crm", Tenants.scim(PUBLIC));
    String expected =
        """
        {"applicationId":"crm","method":"scim","order":"any","deadline":"PT24H","owner":"crm-team",
         "target":"%s","account":"{userId}","lookup":"externalId","onErase":"delete","covers":"holders","standing":"working"}
        """
            .formatted(PUBLIC);

    assertThat(put).hasStatus(200).bodyJson().isStrictlyEqualTo(expected);
    assertThat(tenants.get(acme.path("/applications/crm/connection")))
        .bodyJson()
        .isStrictlyEqualTo(expected);
    assertThat(Tenants.text(tenants.get(acme.path("/connections"))))
        .contains("\"crm\"")
        .doesNotContain("bearer-of-the-tests");
  }

  @Test
  void an_application_without_a_connection_says_so() {
    assertThat(tenants.get(acme.path("/applications/crm/connection")))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("connection-unknown");
    assertThat(acme.connect("nope", Tenants.scim(PUBLIC)))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("application-unknown");
  }

  @Test
  void the_roles_can_be_put_again_without_disconnecting() {
    acme.connect("crm", Tenants.scim(PUBLIC));
    acme.withApplication("crm", "user", "admin");

    assertThat(tenants.get(acme.path("/applications/crm/connection"))).hasStatus(200);
  }

  @Test
  void a_secret_stays_with_the_target_it_was_given_for() {
    acme.connect("crm", Tenants.scim(PUBLIC));
    String same =
        """
        {"method":"scim","owner":"others","target":"%s"}
        """
            .formatted(PUBLIC);
    String elsewhere = same.replace("scim/v2", "elsewhere");

    assertThat(acme.connect("crm", same)).hasStatus(200);
    assertThat(acme.connect("crm", elsewhere))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.field")
        .isEqualTo("secret");
  }

  @Test
  void a_connection_without_open_tasks_is_taken_away() {
    acme.connect("crm", Tenants.scim(PUBLIC));

    assertThat(tenants.send(HttpMethod.DELETE, acme.path("/applications/crm/connection"), ""))
        .hasStatus(204);
    assertThat(tenants.get(acme.path("/applications/crm/connection"))).hasStatus(404);
  }

  @ParameterizedTest
  @CsvSource({
    "target, http://93.184.216.34/scim",
    "target, https://10.0.0.7/scim",
    "target, https://169.254.169.254/latest/meta-data",
    "target, https://[fd00:ec2::254]/",
    "target, https://user:pass@93.184.216.34/",
    "target, https://93.184.216.34/?q=1",
    "target, https://0.0.0.0/",
    "target, https://2852039166/",
    "target, ftp://93.184.216.34/",
    "target, scim",
    "owner, jane doe",
    "order, sometimes",
    "deadline, PT1S",
    "deadline, soon",
    "account, everybody",
    "lookup, id",
    "onErase, maybe",
    "covers, some",
    "method, telepathy",
    "secret, with a space"
  })
  void a_bad_value_is_refused_by_name(String field, String value) {
    String json =
        """
        {"method":"scim","owner":"o","target":"%s","secret":"s"}
        """
            .formatted(PUBLIC);
    String bad =
        json.contains("\"" + field + "\"")
            ? json.replaceAll("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + value + "\"")
            : json.replace("}", ",\"" + field + "\":\"" + value + "\"}");

    assertThat(acme.connect("crm", bad))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.field")
        .isEqualTo(field);
    assertThat(tenants.get(acme.path("/applications/crm/connection"))).hasStatus(404);
  }

  @Test
  void a_webhook_wants_a_key_of_standard_webhooks_and_a_manual_one_wants_none() {
    assertThat(acme.connect("crm", Tenants.webhook(PUBLIC).replace("whsec_", "")))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.field")
        .isEqualTo("secret");
    assertThat(acme.connect("crm", "{\"method\":\"manual\",\"owner\":\"o\",\"secret\":\"s\"}"))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.field")
        .isEqualTo("secret");
    assertThat(acme.connect("crm", "{\"method\":\"manual\",\"owner\":\"o\"}")).hasStatus(200);
  }
}
