package dev.offboard.session.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Answer;
import dev.offboard.session.SessionSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

@SessionSlice
class BadInputSliceTest {
  private static final String SESSIONS = "/api/tenants/bad/users/u1/sessions";

  @Autowired SessionApi api;
  @Autowired JdbcClient jdbc;

  @ParameterizedTest(name = "{0} is {1} naming {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"epoch\":0}                | invalid-value  | epoch",
        "{\"epoch\":\"two\"}          | invalid-value  | epoch",
        "{\"epoch\":99999999999}      | invalid-value  | epoch",
        "{\"epoch\":{}}               | invalid-value  | epoch",
        "{\"device\":[1]}             | invalid-value  | device",
        "{\"device\":\"\"}            | invalid-value  | device",
        "{\"device\":\"a\\u0000b\"}   | invalid-value  | device",
        "{\"client\":\"two words\"}   | invalid-value  | client",
        "{\"applications\":[null]}    | invalid-value  | applications",
        "{\"devise\":\"phone\"}       | unknown-field  | devise",
        "{\"epoch\":1                 | malformed-json | JSON",
        "[]                           | invalid-value  | body",
        "7                            | invalid-value  | body",
      })
  void a_bad_body_is_told_what_is_wrong(String body, String code, String named) {
    Answer answer = api.open("bad", "u1", body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.response().getContentType()).startsWith("application/problem+json");
    assertThat(answer.text("code")).as(answer.toString()).isEqualTo(code);
    assertThat(answer.text("detail")).contains(named).contains("Nothing was done");
    assertThat(answer.toString()).doesNotContain("dev.offboard", "tools.jackson", "at java.");
    assertNothingIsStored();
  }

  @Test
  void a_device_of_more_than_120_characters_is_refused() {
    Answer answer = api.open("bad", "u1", "{\"device\":\"%s\"}".formatted("x".repeat(121)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains("121 characters", "1 to 120 characters");
  }

  @ParameterizedTest
  @CsvSource({"-bad,u1,tenantId", "bad,with space,userId", "bad,ünïcode,userId"})
  void an_id_that_is_none_is_refused_naming_the_field(String tenant, String user, String field) {
    Answer answer = api.open(tenant, user, "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(api.list(tenant, user).status()).isEqualTo(400);
  }

  @Test
  void no_body_at_all_opens_a_plain_session() {
    assertThat(api.call(post("/api/tenants/bad-none/users/u1/sessions")).status()).isEqualTo(201);
  }

  @Test
  void a_body_of_another_type_is_415() {
    Answer answer =
        api.call(post(SESSIONS).contentType(MediaType.APPLICATION_XML).content("<session/>"));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.response().getContentType()).startsWith("application/problem+json");
  }

  @Test
  void an_oversized_body_is_413() {
    Answer answer = api.open("bad", "u1", "{\"device\":\"%s\"}".formatted("x".repeat(70_000)));

    assertThat(answer.status()).isEqualTo(413);
    assertNothingIsStored();
  }

  @Test
  void another_method_is_405_and_another_path_404() {
    assertThat(api.call(delete(SESSIONS)).status()).isEqualTo(405);
    assertThat(api.call(get("/oauth2/introspect")).status()).isEqualTo(405);
    assertThat(api.call(get("/oauth2/authorize")).status()).isEqualTo(404);
  }

  @Test
  void nothing_but_health_and_the_api_document_is_open_without_the_token() {
    assertThat(api.send(post(SESSIONS)).status()).isEqualTo(401);
    assertThat(api.send(get(SESSIONS)).status()).isEqualTo(401);
    for (String path : new String[] {"/oauth2/introspect", "/oauth2/revoke", "/oauth2/token"}) {
      assertThat(api.send(post(path)).status()).as(path).isEqualTo(401);
    }
    assertThat(api.send(get("/actuator/prometheus")).status()).isEqualTo(401);
    assertThat(api.send(get("/actuator/health")).status()).isEqualTo(200);
    assertThat(api.send(get("/openapi.json")).status()).isEqualTo(200);
  }

  private void assertNothingIsStored() {
    assertThat(
            jdbc.sql("SELECT count(*) FROM session WHERE tenant_id = 'bad'")
                .query(Long.class)
                .single())
        .isZero();
  }
}
