package dev.offboard.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.offboard.local.client.ApprovalClient.Asked;
import dev.offboard.local.client.ApprovalClient.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApprovalClientTest {
  private static final UUID ID = UUID.fromString("0190a0a0-0000-7000-8000-000000000001");
  private static final String ONE = "/api/offboardings/" + ID;
  private static final String MANY = "/api/approval-batches/" + ID;

  private final Map<String, String> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private ApprovalClient approvals;

  /// Answers what it knows with 200, or the status that the text begins with; else with 404.
  @BeforeEach
  void an_orchestrator() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        http -> {
          String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String path = http.getRequestURI().getPath();
          asked.add("%s %s %s".formatted(http.getRequestMethod(), path, body).strip());
          String answer = answers.getOrDefault(path, "404{}");
          boolean isPlain = answer.startsWith("{");
          byte[] bytes = (isPlain ? answer : answer.substring(3)).getBytes(StandardCharsets.UTF_8);
          http.sendResponseHeaders(
              isPlain ? 200 : Integer.parseInt(answer.substring(0, 3)), bytes.length);
          http.getResponseBody().write(bytes);
          http.close();
        });
    server.start();
    approvals =
        new ApprovalClient(
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
  void an_offboarding_is_approved_by_the_hash_that_was_shown() {
    answers.put(ONE, "{\"approval\":{\"planHash\":\"abc\"}}");
    answers.put(ONE + "/approval", "{\"state\":\"REVOKING\"}");

    Asked found = approvals.find(ID).orElseThrow();
    approvals.approve(found, Optional.of("looked"));

    assertThat(found.kind()).isEqualTo(Kind.OFFBOARDING);
    assertThat(asked.getLast())
        .isEqualTo("POST " + ONE + "/approval {\"planHash\":\"abc\",\"note\":\"looked\"}");
  }

  @Test
  void what_is_no_offboarding_may_be_a_batch() {
    answers.put(MANY, "{\"listHash\":\"def\"}");
    answers.put(MANY + "/approval", "{\"members\":[]}");
    answers.put(MANY + "/denial", "{\"members\":[]}");

    Asked found = approvals.find(ID).orElseThrow();
    approvals.approve(found, Optional.empty());
    approvals.deny(found, "too-many", Optional.empty());

    assertThat(found.kind()).isEqualTo(Kind.BATCH);
    assertThat(asked)
        .contains(
            "POST " + MANY + "/approval {\"listHash\":\"def\"}",
            "POST " + MANY + "/denial {\"reason\":\"too-many\"}");
  }

  @Test
  void what_is_neither_is_nothing() {
    assertThat(approvals.find(ID)).isEmpty();
  }

  @Test
  void a_plan_that_changed_is_told_in_the_services_words() {
    answers.put(ONE, "{\"approval\":{\"planHash\":\"abc\"}}");
    answers.put(ONE + "/approval", "409{\"code\":\"plan-changed\",\"detail\":\"It changed.\"}");

    Asked found = approvals.find(ID).orElseThrow();

    assertThatThrownBy(() -> approvals.approve(found, Optional.empty()))
        .isInstanceOf(ServiceRefusal.class)
        .hasMessageContaining("It changed.");
  }
}
