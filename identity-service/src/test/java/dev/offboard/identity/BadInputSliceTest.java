package dev.offboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.identity.Company.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/// Bad input is told what is wrong with it; never a 500, never a stack trace.
@IdentitySlice
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputSliceTest {
  private static final String USER = "/api/tenants/bad/users/u1";

  @Autowired Company company;

  @BeforeAll
  void a_tenant_with_a_user() {
    company.hasUser("bad", "known");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"userName":"a","kind":"employee","nickname":"b"}          | unknown-field | nickname
          {"userName":"a","kind":"employee","status":"ERASED"}       | unknown-field | status
          {"userName":5,"kind":"employee"}                           | invalid-value | userName
          {"userName":true,"kind":"employee"}                        | invalid-value | userName
          {"userName":{"a":1},"kind":"employee"}                     | invalid-value | userName
          {"userName":["a"],"kind":"employee"}                       | invalid-value | userName
          {"userName":"a","kind":"employee","protected":"yes"}       | invalid-value | protected
          {"userName":"a","kind":"employee","protected":1}           | invalid-value | protected
          {"userName":"a","kind":"employee","password":12345678}     | invalid-value | password
          {"userName":"a","kind":"employee","password":{}}           | invalid-value | password
          {"userName":"a","kind":"employee","password":"short"}      | invalid-value | password
          {"userName":"a","kind":"boss"}                             | invalid-value | kind
          {"userName":"a","kind":"EMPLOYEE"}                         | invalid-value | kind
          {"userName":"a"}                                           | invalid-value | kind
          {"kind":"employee"}                                        | invalid-value | userName
          {"userName":"","kind":"employee"}                          | invalid-value | userName
          {"userName":" a","kind":"employee"}                        | invalid-value | userName
          {"userName":null,"kind":"employee"}                        | invalid-value | userName
          {"userName":"a\\u0000b","kind":"employee"}                 | invalid-value | userName
          {"userName":"a\\ud800b","kind":"employee"}                 | invalid-value | userName
          {"userName":"a","kind":"employee","mail":"a b@c"}          | invalid-value | mail
          {"userName":"a","kind":"employee","mail":"nowhere"}        | invalid-value | mail
          {"userName":"a","kind":"employee","displayName":"a\\nb"}   | invalid-value | displayName
          {"userName":"a","kind":"employee","externalId":""}         | invalid-value | externalId
          {"userName":"a","kind":"employee","otherContractUntil":"2027-06-30"}           | invalid-value | otherContractUntil
          {"userName":"a","kind":"employee","otherContractUntil":"+99999-01-01T00:00:00Z"} | invalid-value | otherContractUntil
          """)
  void a_bad_user_is_answered_400_naming_the_field(String json, String code, String field) {
    Answer answer = company.put(USER, json);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(company.get(USER).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT  | /api/tenants/bad/users/u1          | {"userName":            | 400 | malformed-json
          PUT  | /api/tenants/bad/users/u1          | not json                | 400 | malformed-json
          PUT  | /api/tenants/bad/users/u1          | []                      | 400 | invalid-value
          PUT  | /api/tenants/bad/users/u1          | null                    | 400 | missing-body
          PUT  | /api/tenants/bad/users/u%20x       | {}                      | 400 | invalid-value
          GET  | /api/tenants/bad/users/.hidden     |                         | 400 | invalid-value
          GET  | /api/tenants/%C3%BCber/users/u     |                         | 400 | invalid-value
          PUT  | /api/tenants/bad                   | {"name":7}              | 400 | invalid-value
          PUT  | /api/tenants/bad                   | {}                      | 400 | invalid-value
          PUT  | /api/tenants/bad/users             | {}                      | 400 | invalid-value
          PUT  | /api/tenants/bad/users             | {"users":"u1"}          | 400 | invalid-value
          PUT  | /api/tenants/bad/users             | {"users":[{"x":1}]}     | 400 | unknown-field
          PUT  | /api/tenants/nowhere/users         | {"users":[]}            | 404 | tenant-unknown
          POST | /api/tenants/bad/sign-ins          | {"userName":"u"}        | 400 | invalid-value
          POST | /api/tenants/bad/sign-ins          | {"password":"p"}        | 400 | invalid-value
          POST | /api/tenants/nowhere/sign-ins      | {"userName":"u","password":"p"} | 404 | tenant-unknown
          POST | /api/tenants/bad/sign-ins          | {"userName":"a\\u0000","password":"p"} | 401 | sign-in-refused
          POST | /api/tenants/bad/sign-ins          | {"userName":"a\\ud800","password":"\\ud800"} | 401 | sign-in-refused
          POST | /api/tenants/bad/sign-ins          | {"userName":"","password":""} | 401 | sign-in-refused
          POST | /api/tenants/bad/users/known/api-keys | {"label":" x"}       | 400 | invalid-value
          POST | /api/tenants/bad/users/known/api-keys | {"label":5}          | 400 | invalid-value
          POST | /api/api-keys/introspect           | {}                      | 400 | invalid-value
          POST | /api/api-keys/introspect           | {"key":7}               | 400 | invalid-value
          DELETE | /api/tenants/bad                 |                         | 405 | method-not-allowed
          GET  | /api/nothing                       |                         | 404 | no-such-resource
          """)
  void a_bad_request_is_told_what_is_wrong(
      String method, String path, String json, int status, String code) {
    Answer answer = company.exchange(method, path, json);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  @Test
  void a_body_above_the_limit_is_answered_413() {
    Answer answer =
        company.put(
            USER, "{\"userName\":\"" + "a".repeat(1024 * 1024) + "\",\"kind\":\"employee\"}");

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void a_password_that_bcrypt_would_cut_is_refused_and_never_compared() {
    String longer = "x".repeat(73);

    assertThat(
            company
                .put(
                    USER,
                    "{\"userName\":\"a\",\"kind\":\"employee\",\"password\":\"" + longer + "\"}")
                .text("field"))
        .isEqualTo("password");
    assertThat(company.signIn("bad", "known@example.com", longer).status()).isEqualTo(401);
  }
}
