package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class BadInputSliceTest extends OrchestratorSlice {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"tenantId":"T","userId":"u1"}                                            | invalid-value  | reason      | is missing
          {"userId":"u1","reason":"contract-end"}                                   | invalid-value  | tenantId    | is missing
          {"tenantId":null,"userId":"u1","reason":"contract-end"}                   | invalid-value  | tenantId    | is missing
          {"tenantId":"T","userId":"a b","reason":"contract-end"}                   | invalid-value  | userId      | expected: 1 to 128
          {"tenantId":"T","userId":"../x","reason":"contract-end"}                  | invalid-value  | userId      | expected: 1 to 128
          {"tenantId":"T","userId":"","reason":"contract-end"}                      | invalid-value  | userId      | expected: 1 to 128
          {"tenantId":7,"userId":"u1","reason":"contract-end"}                      | invalid-value  | tenantId    | Nothing was done
          {"tenantId":["T"],"userId":"u1","reason":"contract-end"}                  | invalid-value  | tenantId    | Nothing was done
          {"tenantId":{"value":"T"},"userId":"u1","reason":"contract-end"}          | invalid-value  | tenantId    | Nothing was done
          {"tenantId":"T","userId":true,"reason":"contract-end"}                    | invalid-value  | userId      | Nothing was done
          {"tenantId":"T","userId":"u1","reason":"boredom"}                         | reason-unknown | reason      | approved-departure, contract-end, edited-departure, erasure-request, guarded-departure, immediate-termination, planned-departure, role-change, tenant-churn
          {"tenantId":"T","userId":"u1","reason":"contract-end","effectiveAt":"soon"}          | invalid-value | effectiveAt | expected an instant
          {"tenantId":"T","userId":"u1","reason":"contract-end","effectiveAt":1764604800}      | invalid-value | effectiveAt | Nothing was done
          {"tenantId":"T","userId":"u1","reason":"contract-end","effectiveAt":"2026-12-01"}    | invalid-value | effectiveAt | expected an instant
          {"tenantId":"T","userId":"u1","reason":"contract-end","effectiveAt":"9999-01-01T00:00:00Z"}       | invalid-value | effectiveAt | ahead
          {"tenantId":"T","userId":"u1","reason":"contract-end","effectiveAt":"+1000000000-12-31T23:59:59Z"} | invalid-value | effectiveAt | ahead
          {"tenantId":"T","userId":"u1","reason":"contract-end","note":5}                      | invalid-value | note        | Nothing was done
          {"tenantId":"T","userId":"u1","reason":"contract-end","note":"a\\u0000b"}            | invalid-value | note        | no text
          {"tenantId":"T","userId":"u1","reason":"contract-end","note":"a\\ud800b"}            | invalid-value | note        | no text
          {"tenantId":"T","userId":"u1","reason":"contract-end","efectiveAt":"2030-01-01T00:00:00Z"} | unknown-field | efectiveAt | known: effectiveAt, note, reason, revoke, tenantId, userId
          [1]                                                                       | invalid-value  | body        | Nothing was done
          "text"                                                                    | invalid-value  | body        | Nothing was done
          """)
  void a_bad_body_is_400_naming_the_field(String body, String code, String field, String says) {
    JsonNode problem = assertProblem(post(body.replace("\"T\"", "\"" + tenant + "\"")), 400, code);
    assertThat(problem.path("field").asString()).isEqualTo(field);
    assertThat(problem.path("detail").asString()).contains(says);
    assertNothingWasKept();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{`tenantId`:", "{\"tenantId\":\"x\"", "nonsense", "{]"})
  void what_is_no_json_is_400(String body) {
    assertProblem(post(body), 400, "malformed-json");
  }

  @Test
  void no_body_at_all_is_400() {
    assertProblem(post(""), 400, "missing-body");
    assertThat(post("null")).hasStatus(400);
  }

  @Test
  void a_note_of_a_novel_is_400_and_a_body_of_a_library_413() {
    String body =
        "{\"tenantId\":\"t\",\"userId\":\"u\",\"reason\":\"contract-end\",\"note\":\"%s\"}";
    assertProblem(post(body.formatted("x".repeat(2001))), 400, "invalid-value");
    assertProblem(post(body.formatted("x".repeat(70_000))), 413, "body-too-large");
  }

  @Test
  void another_media_type_is_415_and_another_method_405() {
    MvcTestResult form =
        http.post()
            .uri("/api/offboardings")
            .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .content("tenantId=x")
            .exchange();
    assertProblem(form, 415, "unsupported-media-type");
    MvcTestResult anyType =
        http.post()
            .uri("/api/offboardings")
            .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
            .header("Content-Type", "application/*+json")
            .content("{}")
            .exchange();
    assertProblem(anyType, 415, "unsupported-media-type");
    MvcTestResult delete =
        http.delete()
            .uri("/api/offboardings")
            .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
            .exchange();
    assertProblem(delete, 405, "method-not-allowed");
  }

  @Test
  void without_the_token_it_is_401() {
    assertProblem(http.get().uri("/api/offboardings").exchange(), 401, "unauthorized");
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0,limit",
    "?limit=501,limit",
    "?limit=many,limit",
    "?state=GONE,state",
    "?state=UNKNOWN,state",
    "?needsAttention=perhaps,needsAttention",
    "?cursor=xyz,cursor",
    "?cursor=MTo3,cursor",
    "?tenantId=a%20b,tenantId",
    "/not-an-id,id"
  })
  void a_bad_question_is_400_naming_the_parameter(String uri, String field) {
    JsonNode problem = assertProblem(get("/api/offboardings" + uri), 400, "invalid-value");
    assertThat(problem.path("field").asString()).isEqualTo(field);
    assertThat(problem.path("detail").asString()).doesNotContain("dev.offboard", "java.");
  }

  @Test
  void a_bad_idempotency_key_is_400() {
    UserRef user = activeUser("u1");
    for (String key : List.of("", "a b", "x".repeat(201), "schlüssel")) {
      assertProblem(postUnder(key, body(user, "contract-end")), 400, "invalid-value");
    }
    assertNothingWasKept();
  }

  @Test
  void a_bad_undo_is_400() {
    MvcTestResult undo =
        http.post()
            .uri("/api/offboardings/{id}/undo", new java.util.UUID(1, 1))
            .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"note\":[]}")
            .exchange();
    assertProblem(undo, 400, "invalid-value");
  }

  private void assertNothingWasKept() {
    assertThat(
            jdbc.sql("SELECT count(*) FROM offboarding WHERE tenant_id = ?")
                .param(tenant)
                .query(Integer.class)
                .single())
        .isZero();
  }

  private JsonNode assertProblem(MvcTestResult answer, int status, String code) {
    assertThat(answer).hasStatus(status);
    String body = new String(answer.getResponse().getContentAsByteArray());
    assertThat(body).doesNotContain("Exception", "\tat ");
    JsonNode problem = json.readTree(body);
    assertThat(problem.path("code").asString()).as(body).isEqualTo(code);
    assertThat(Arrays.asList("application/problem+json", "application/problem+json;charset=UTF-8"))
        .contains(answer.getResponse().getContentType());
    return problem;
  }
}
