package dev.offboard.orchestrator.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.RestClientOpaqueTokenIntrospector;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The doors of a real server: what a client sees that MockMvc doesn't show.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "offboard.notes.wrapping-keys=wrapping-key-of-the-tests-0123456789")
@EmbeddedDatabase("orchestrator")
class DoorsSliceTest {
  private static final String OFFBOARDINGS = "/api/offboardings";

  @LocalServerPort int port;
  @Autowired JsonMapper json;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void health_is_open_also_to_a_probe_that_speaks_http_1_0() throws Exception {
    assertThat(raw("GET /actuator/health HTTP/1.0\r\n\r\n")).contains(" 200 ");
    assertThat(raw("HEAD /actuator/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .contains(" 200 ");
  }

  @Test
  void who_is_nobody_is_told_so_before_the_body_is_read() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(uri(OFFBOARDINGS))
                .POST(BodyPublishers.ofString("x".repeat(100_000)))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json.readTree(answer.body()).path("code").asString()).isEqualTo("unauthorized");
  }

  @Test
  void a_token_goes_its_way_from_issue_to_revocation() throws Exception {
    JsonNode made =
        json.readTree(
            send(
                    "POST",
                    "/api/tokens",
                    EmbeddedDatabase.TOKEN,
                    "{\"name\":\"sre\",\"roles\":[\"viewer\"],\"tenantId\":\"acme\"}")
                .body());
    String token = made.path("token").asString();

    assertThat(send("GET", OFFBOARDINGS, token, "").statusCode()).isEqualTo(200);
    assertThat(send("GET", OFFBOARDINGS + "?tenantId=other", token, "").statusCode())
        .isEqualTo(404);
    assertThat(send("POST", OFFBOARDINGS, token, "{}").statusCode()).isEqualTo(403);
    send("DELETE", "/api/tokens/" + made.path("id").asString(), EmbeddedDatabase.TOKEN, "");
    long revoked = System.nanoTime();
    int status = 200;
    while (status == 200 && System.nanoTime() - revoked < Duration.ofSeconds(10).toNanos()) {
      status = send("GET", OFFBOARDINGS, token, "").statusCode();
    }
    assertThat(status).as("within ten seconds").isEqualTo(401);
  }

  @Test
  void what_no_honest_client_sends_is_400_as_a_problem() throws Exception {
    String token = "Authorization: Bearer " + EmbeddedDatabase.TOKEN + "\r\n";
    String end = "Host: x\r\nConnection: close\r\n\r\n";
    for (String path :
        new String[] {
          "/api//offboardings", "/api/%2e%2e/api/offboardings", "/api/offboardings;x=1",
          "/api/offboardings%2f", "/api/%00", "/api/offboardings/%0a"
        }) {
      String answer = raw("GET " + path + " HTTP/1.1\r\n" + token + end);
      assertThat(answer).as(path).containsAnyOf(" 400 ", " 404 ").doesNotContain("Exception");
    }
    String header = "Idempotency-Key: a\u0001b\r\n";
    assertThat(
            raw(
                "POST /api/offboardings HTTP/1.1\r\n"
                    + token
                    + header
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n"
                    + end
                    + "{}"))
        .contains(" 400 ")
        .doesNotContain("Exception");
  }

  /// What the other services ask is what the orchestrator answers.
  @Test
  void a_service_is_told_what_a_token_stands_for() throws Exception {
    JsonNode made =
        json.readTree(
            send(
                    "POST",
                    "/api/tokens",
                    EmbeddedDatabase.TOKEN,
                    "{\"name\":\"sre\",\"roles\":[\"viewer\",\"operator\"],\"tenantId\":\"acme\"}")
                .body());
    OpaqueTokenIntrospector service =
        new RestClientOpaqueTokenIntrospector(
            uri("/oauth2/introspect").toString(),
            RestClient.builder()
                .defaultHeader("Authorization", "Bearer " + EmbeddedDatabase.SERVICE_TOKEN)
                .build());

    OAuth2AuthenticatedPrincipal told = service.introspect(made.path("token").asString());

    assertThat(told.getAttributes())
        .containsEntry("sub", "token." + made.path("id").asString())
        .containsEntry("scope", List.of("operator", "viewer"))
        .containsEntry("tenant_id", "acme")
        .containsEntry(
            "exp",
            Instant.parse(made.path("expiresAt").asString()).truncatedTo(ChronoUnit.SECONDS));
    assertThatThrownBy(() -> service.introspect("offb_nobody"))
        .isInstanceOf(BadOpaqueTokenException.class);
  }

  private HttpResponse<String> send(String method, String path, String token, String body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// Sends it as it is and reads to the end.
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
