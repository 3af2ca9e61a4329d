package dev.offboard.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenClientTest {
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private TokenClient tokens;
  private int status;
  private String answer = "";

  @BeforeEach
  void an_orchestrator() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        http -> {
          String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(
              "%s %s %s".formatted(http.getRequestMethod(), http.getRequestURI(), body).strip());
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          http.getResponseBody().write(bytes);
          http.close();
        });
    server.start();
    tokens =
        new TokenClient(
            new Api(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "t"));
  }

  @AfterEach
  void it_goes() {
    server.stop(0);
  }

  @Test
  void a_token_is_asked_for_with_name_roles_and_tenant() {
    answers(201, "{\"id\":\"7\",\"token\":\"offb_x\"}");

    var made =
        tokens.create(
            new TokenClient.Wish(
                "ci",
                Optional.of("acme"),
                List.of("viewer"),
                Optional.of("acme/u-1"),
                Optional.empty()));

    assertThat(made.path("token").asText()).isEqualTo("offb_x");
    assertThat(asked)
        .containsExactly(
            "POST /api/tokens"
                + " {\"name\":\"ci\",\"roles\":[\"viewer\"],\"tenantId\":\"acme\",\"person\":\"acme/u-1\"}");
  }

  @Test
  void one_is_rotated_and_revoked_by_its_id() {
    answers(200, "{\"token\":\"offb_y\"}");
    assertThat(tokens.rotate("7", Duration.ofHours(1)).path("token").asText()).isEqualTo("offb_y");
    answers(204, "");
    tokens.revoke("7");

    assertThat(asked)
        .containsExactly(
            "POST /api/tokens/7/rotation {\"overlapSeconds\":3600}", "DELETE /api/tokens/7");
  }

  @Test
  void a_refusal_is_told_in_the_services_words() {
    answers(404, "{\"code\":\"token-unknown\",\"detail\":\"There is no token 7.\"}");

    assertThatThrownBy(() -> tokens.revoke("7"))
        .isInstanceOf(ServiceRefusal.class)
        .hasMessageContaining("There is no token 7.");
  }

  private void answers(int status, String answer) {
    this.status = status;
    this.answer = answer;
  }
}
