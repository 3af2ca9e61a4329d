package dev.offboard.session.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Answer;
import dev.offboard.session.SessionApi.Opened;
import dev.offboard.session.SessionSlice;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;

/// The error table of RFC 6749 section 5.2, which RFC 7009 section 2.2.1 and RFC 7662 section 2.3
/// share. Some rows go over a real socket: how a form is decoded is the container's business.
@SessionSlice
class OAuthErrorSliceTest {
  @Autowired SessionApi api;
  @LocalServerPort int port;

  @ParameterizedTest(name = "{0} with {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "token      |                                                    | invalid_request        |"
            + " grant_type",
        "token      | grant_type=                                        | invalid_request        |"
            + " grant_type",
        "token      | grant_type=refresh_token                           | invalid_request        |"
            + " refresh_token",
        "token      | grant_type=refresh_token&refresh_token=            | invalid_request        |"
            + " refresh_token",
        "token      | grant_type=refresh_token&refresh_token=a&refresh_token=b | invalid_request  |"
            + " 2 times",
        "token      | grant_type=refresh_token&grant_type=refresh_token  | invalid_request        |"
            + " 2 times",
        "token      | grant_type=password&username=u&password=p          | unsupported_grant_type |"
            + " refresh_token",
        "token      | grant_type=authorization_code&code=c               | unsupported_grant_type |"
            + " refresh_token",
        "token      | grant_type=refresh_token&refresh_token=x&scope=all | invalid_scope          |"
            + " scopes",
        "token      | grant_type=refresh_token&refresh_token=unknown     | invalid_grant          |"
            + " sign in again",
        "token      | grant_type=refresh_token&refresh_token=%ZZ         | invalid_request        |"
            + " form",
        "introspect |                                                    | invalid_request        |"
            + " token",
        "introspect | token_type_hint=access_token                       | invalid_request        |"
            + " token",
        "introspect | token=a&token=b                                    | invalid_request        |"
            + " 2 times",
        "introspect | token=%                                            | invalid_request        |"
            + " form",
        "revoke     |                                                    | invalid_request        |"
            + " token",
        "revoke     | token=a&token=b                                    | invalid_request        |"
            + " 2 times",
      })
  void a_bad_form_is_answered_in_the_words_of_the_rfc(
      String endpoint, String form, String error, String named) throws Exception {
    HttpResponse<String> response = send("/oauth2/" + endpoint, form == null ? "" : form);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("json");
    assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(response.body())
        .startsWith("{\"error\":\"" + error + "\",\"error_description\":")
        .contains(named);
  }

  @Test
  void a_token_in_the_address_is_refused_and_not_told_again() {
    Opened opened = api.opened("oauth-errors", "u1");

    Answer answer =
        api.call(
            post("/oauth2/revoke?token={token}", opened.refreshToken())
                .contentType(MediaType.APPLICATION_FORM_URLENCODED));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).isEqualTo("invalid_request");
    assertThat(answer.toString()).doesNotContain(opened.refreshToken());
    assertThat(api.isActive(opened.accessToken())).isTrue();
  }

  @Test
  void a_json_body_is_no_form() {
    Answer answer =
        api.call(
            post("/oauth2/introspect")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"token\":\"x\"}"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).isEqualTo("invalid_request");
  }

  @Test
  void the_answer_is_json_whatever_the_caller_says_to_accept() {
    Answer refused =
        api.call(
            post("/oauth2/token")
                .accept(MediaType.TEXT_PLAIN)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .content("grant_type=password"));
    Answer inactive =
        api.call(
            post("/oauth2/introspect")
                .accept(MediaType.APPLICATION_XML)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .content("token=unknown"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("error")).isEqualTo("unsupported_grant_type");
    assertThat(inactive.status()).isEqualTo(200);
    assertThat(inactive.text("active")).isEqualTo("false");
  }

  @Test
  void unknown_parameters_are_ignored() {
    Opened opened = api.opened("oauth-errors", "u2");

    assertThat(
            api.form("/oauth2/introspect", "token", opened.accessToken(), "colour", "blue")
                .text("sub"))
        .isEqualTo("u2");
  }

  @Test
  void an_oversized_form_is_413_also_when_its_length_is_not_announced() throws Exception {
    String form = "token=" + "x".repeat(100_000);
    assertThat(send("/oauth2/introspect", form).statusCode()).isEqualTo(413);
    byte[] endless = ("token=" + "x".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);
    assertThat(
            send(
                    "/oauth2/introspect",
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(endless)))
                .statusCode())
        .isEqualTo(413);
  }

  private HttpResponse<String> send(String path, String form) throws Exception {
    return send(path, BodyPublishers.ofString(form));
  }

  private HttpResponse<String> send(String path, HttpRequest.BodyPublisher body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(10))
              .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(body)
              .build(),
          BodyHandlers.ofString());
    }
  }
}
