package dev.offboard.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.Topics;
import dev.offboard.identity.Company;
import dev.offboard.identity.Company.Answer;
import dev.offboard.identity.IdentitySlice;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Inventories;
import dev.offboard.messaging.testkit.Story;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@IdentitySlice
class OAuthGrantSliceTest {
  private static final String CLIENT = "https://calendar.example.com/client";

  @Autowired Company company;
  @Autowired ApplicationContext context;

  @Test
  void a_client_may_act_while_the_grant_lives_with_the_scopes_of_the_last_consent() {
    company.hasUser("grant-1", "u1");
    Answer first = company.postGrant("grant-1", "u1", CLIENT);
    Answer second =
        company.post(
            Company.userPath("grant-1", "u1") + "/oauth-grants",
            "{\"clientId\":\"" + CLIENT + "\",\"scopes\":[\"openid\"]}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.text("grantId")).isEqualTo(first.text("grantId"));
    assertThat(
            company
                .post(
                    "/api/oauth-grants/introspect",
                    "{\"tenantId\":\"grant-1\",\"userId\":\"u1\",\"clientId\":\"" + CLIENT + "\"}")
                .body()
                .toString())
        .isEqualTo(
            "{\"active\":true,\"grantId\":\"%s\",\"scopes\":[\"openid\"]}"
                .formatted(first.text("grantId")));
    assertThat(company.mayActFor("another", "grant-1", "u1")).isFalse();
  }

  @Test
  void a_revoked_grant_stays_revoked_and_a_new_consent_is_another_grant() {
    company.hasUser("grant-2", "u1");
    String path = Company.userPath("grant-2", "u1") + "/oauth-grants";
    String first = company.postGrant("grant-2", "u1", CLIENT).text("grantId");

    assertThat(company.exchange("DELETE", path + "/" + first, null).status()).isEqualTo(204);
    assertThat(company.exchange("DELETE", path + "/" + first, null).status()).isEqualTo(204);
    assertThat(company.mayActFor(CLIENT, "grant-2", "u1")).isFalse();
    assertThat(company.postGrant("grant-2", "u1", CLIENT).text("grantId")).isNotEqualTo(first);

    assertThat(company.get(path).body().get("oauthGrants")).hasSize(2);
    assertThat(company.mayActFor(CLIENT, "grant-2", "u1")).isTrue();
    company.hasUser("grant-2", "u2");
    assertThat(
            company
                .exchange(
                    "DELETE", Company.userPath("grant-2", "u2") + "/oauth-grants/" + first, null)
                .code())
        .isEqualTo("grant-unknown");
  }

  @Test
  void who_leaves_leaves_no_grant_behind_and_gets_none() {
    company.hasUser("grant-3", "u1");
    company.postGrant("grant-3", "u1", CLIENT);
    company.postGrant("grant-3", "u1", "mail-client");
    Deliveries lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
    Story story = Story.offboardingOf("grant-3", "u1");

    List<StepReport> reports = lifecycle.deliver(story.deprovisioned());

    assertThat(((StepCompleted) reports.getFirst()).evidence().counts())
        .containsEntry("oauthGrants", 2L);
    assertThat(Inventories.has(reports.getFirst(), "oauthGrants", CLIENT)).isTrue();
    assertThat(company.mayActFor(CLIENT, "grant-3", "u1")).isFalse();
    assertThat(company.postGrant("grant-3", "u1", CLIENT).code()).isEqualTo("user-deprovisioned");

    lifecycle.deliver(story.reinstated());
    assertThat(company.mayActFor(CLIENT, "grant-3", "u1")).isFalse();
    company.postGrant("grant-3", "u1", CLIENT);
    assertThat(company.mayActFor(CLIENT, "grant-3", "u1")).isTrue();
  }

  @Test
  void a_grant_planted_behind_the_products_back_is_residual_access() {
    company.hasUser("grant-4", "u1");
    Deliveries lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
    Story story = Story.offboardingOf("grant-4", "u1");
    lifecycle.deliver(story.deprovisioned());
    company
        .owner()
        .sql(
            "INSERT INTO oauth_grant (tenant_id, user_id, epoch, client_id, scopes)"
                + " VALUES ('grant-4', 'u1', 1, 'planted', '{all}')")
        .update();

    List<StepReport> reports = lifecycle.deliver(story.queried());

    assertThat(((ResidualAccessReported) reports.getFirst()).residual().counts())
        .containsEntry("oauthGrants", 1L);
    lifecycle.deliver(story.erased());
    assertThat(
            company
                .owner()
                .sql("SELECT count(*) FROM oauth_grant WHERE tenant_id = 'grant-4'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"scopes":["a"]}                        | clientId
          {"clientId":"","scopes":["a"]}          | clientId
          {"clientId":"c\\u00e9","scopes":["a"]}  | clientId
          {"clientId":"c"}                        | scopes
          {"clientId":"c","scopes":[]}            | scopes
          {"clientId":"c","scopes":[null]}        | scopes
          {"clientId":"c","scopes":["a b"]}       | scopes
          {"clientId":"c","scopes":["\\"a"]}      | scopes
          """)
  void nonsense_is_refused_by_field(String json, String field) {
    company.hasUser("grant-5", "u1");

    Answer answer = company.post(Company.userPath("grant-5", "u1") + "/oauth-grants", json);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(company.get(Company.userPath("grant-5", "u1") + "/oauth-grants").body().toString())
        .isEqualTo("{\"oauthGrants\":[]}");
  }
}
