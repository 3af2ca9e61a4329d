package dev.offboard.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@EntitlementSlice
class BadInputSliceTest {
  private static final String APPLICATION = "PUT /api/tenants/bad/applications/crm";
  private static final String DECISION = "POST /api/decisions";
  private static final String IMPORT = "PUT /api/tenants/bad/grants";

  @Autowired Tenants tenants;
  @Autowired MockMvcTester mvc;

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of(APPLICATION, "", 400, "missing-body", null),
        Arguments.of(APPLICATION, "{", 400, "malformed-json", null),
        Arguments.of(APPLICATION, "[]", 400, "invalid-value", "body"),
        Arguments.of(APPLICATION, "null", 400, "missing-body", null),
        Arguments.of(APPLICATION, "{}", 400, "invalid-value", "roles"),
        Arguments.of(APPLICATION, "{\"roles\":null}", 400, "invalid-value", "roles"),
        Arguments.of(APPLICATION, "{\"roles\":\"a\"}", 400, "invalid-value", "roles"),
        Arguments.of(APPLICATION, "{\"roles\":[null]}", 400, "invalid-value", "roles.[0]"),
        Arguments.of(APPLICATION, "{\"roles\":[7]}", 400, "invalid-value", "roles.[0]"),
        Arguments.of(APPLICATION, "{\"roles\":[\"a/b\"]}", 400, "invalid-value", "roles.[0]"),
        Arguments.of(APPLICATION, "{\"roles\":[\"\"]}", 400, "invalid-value", "roles.[0]"),
        Arguments.of(APPLICATION, "{\"roles\":[\"a\\u0000\"]}", 400, "invalid-value", "roles.[0]"),
        Arguments.of(APPLICATION, "{\"name\":7,\"roles\":[]}", 400, "invalid-value", "name"),
        Arguments.of(APPLICATION, "{\"name\":\" \",\"roles\":[]}", 400, "invalid-value", "name"),
        Arguments.of(
            APPLICATION, "{\"name\":\"a\\u0000\",\"roles\":[]}", 400, "invalid-value", "name"),
        Arguments.of(APPLICATION, "{\"roles\":[],\"rolez\":[]}", 400, "unknown-field", "rolez"),
        Arguments.of(APPLICATION, "{\"roles\":[]} x", 400, "malformed-json", null),
        Arguments.of(APPLICATION, " ".repeat(200_000), 413, "body-too-large", null),
        Arguments.of(
            DECISION,
            "{\"tenantId\":\"t\",\"userId\":\"u\",\"applicationId\":\"a\"}",
            400,
            "invalid-value",
            "role"),
        Arguments.of(
            DECISION,
            "{\"tenantId\":\"t\",\"userId\":\"u\",\"applicationId\":\"a\",\"role\":null}",
            400,
            "invalid-value",
            "role"),
        Arguments.of(
            DECISION,
            "{\"tenantId\":\"t\",\"userId\":5,\"applicationId\":\"a\",\"role\":\"r\"}",
            400,
            "invalid-value",
            "userId"),
        Arguments.of(
            DECISION,
            "{\"tenantId\":\"t t\",\"userId\":\"u\",\"applicationId\":\"a\",\"role\":\"r\"}",
            400,
            "invalid-value",
            "tenantId"),
        Arguments.of(DECISION, "{}", 400, "invalid-value", "tenantId"),
        Arguments.of(IMPORT, "{}", 400, "invalid-value", "grants"),
        Arguments.of(IMPORT, "{\"grants\":{}}", 400, "invalid-value", "grants"),
        Arguments.of(IMPORT, "{\"grants\":[null]}", 400, "invalid-value", "grants.[0]"),
        Arguments.of(
            IMPORT,
            "{\"grants\":[{\"userId\":\"u\",\"applicationId\":\"a\"}]}",
            400,
            "invalid-value",
            "grants.[0].role"),
        Arguments.of(
            IMPORT,
            "{\"grants\":[{\"userId\":1,\"applicationId\":\"a\",\"role\":\"r\"}]}",
            400,
            "invalid-value",
            "grants.[0].userId"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("bodies")
  void a_bad_body_is_answered_with_what_is_wrong(
      String request, String body, int status, String code, String field) {
    String[] line = request.split(" ", 2);
    MvcTestResult result = tenants.send(HttpMethod.valueOf(line[0]), line[1], body);

    assertThat(result)
        .hasStatus(status)
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(result).bodyJson().extractingPath("$.code").isEqualTo(code);
    if (field != null) {
      assertThat(result).bodyJson().extractingPath("$.field").isEqualTo(field);
    }
    assertThat(Tenants.text(result)).doesNotContain("Exception").doesNotContain("at dev.");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "PUT, /api/tenants/-bad/applications/crm, 400",
    "PUT, /api/tenants/bad/users/u 1/grants/crm/viewer, 400",
    "PUT, /api/tenants/bad/users/u1/grants/c%00m/viewer, 400",
    "PUT, /api/tenants/bad/users/u1/grants/crm, 404",
    "DELETE, /api/tenants/bad/users/u1/grants/crm/ä, 400",
    "GET, /api/tenants/bad/applications?limit=0, 400",
    "GET, /api/tenants/bad/applications?limit=501, 400",
    "GET, /api/tenants/bad/applications?limit=many, 400",
    "GET, /api/tenants/bad/applications?after=a b, 400",
    "PATCH, /api/tenants/bad/applications/crm, 405",
    "GET, /api/decisions, 405",
    "GET, /api/nothing, 404",
  })
  void a_bad_address_is_no_server_error(String method, String path, int status) {
    MvcTestResult result = tenants.send(HttpMethod.valueOf(method), path, "{\"roles\":[]}");

    assertThat(result)
        .hasStatus(status)
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(result).bodyJson().extractingPath("$.code").isNotNull();
  }

  @Test
  void another_media_type_is_not_read() {
    assertThat(
            mvc.post()
                .uri("/api/decisions")
                .header("Authorization", "Bearer token-of-the-tests")
                .contentType(MediaType.TEXT_PLAIN)
                .content("{}"))
        .hasStatus(415);
  }

  @Test
  void nothing_but_health_and_the_api_document_is_open() {
    assertThat(mvc.get().uri("/api/tenants/bad/applications")).hasStatus(401);
    assertThat(
            mvc.post()
                .uri("/api/decisions")
                .header("Authorization", "Bearer wrong")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}"))
        .hasStatus(401);
    assertThat(mvc.get().uri("/actuator/prometheus")).hasStatus(401);
    assertThat(mvc.get().uri("/actuator/health")).hasStatus(200);
    assertThat(mvc.get().uri("/openapi.json")).hasStatus(200);
  }
}
