package dev.offboard.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.json.Json;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorTest {
  private static final String OFF =
      "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}";
  private static final String SIGNING_KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final Simulator simulator =
      Simulator.start(0, new Simulator.Credentials("token", SIGNING_KEY));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    simulator.close();
    client.close();
  }

  @Test
  void an_account_is_found_patched_and_stays_deleted() throws Exception {
    String user = user("ada");
    assertThat(body(send("GET", user, "")).path("active").asBoolean()).isTrue();

    assertThat(send("PATCH", user, OFF).statusCode()).isEqualTo(200);
    assertThat(body(send("GET", user, "")).path("active").asBoolean()).isFalse();
    assertThat(send("DELETE", user, "").statusCode()).isEqualTo(204);
    assertThat(send("GET", user, "").statusCode()).isEqualTo(404);
    assertThat(search("ada").path("totalResults").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"fail, 503", "gone, 410", "redirect, 302", "ok, 200", "lie, 200"})
  void it_behaves_as_it_was_told(String behaviour, int status) throws Exception {
    String user = user("ada");
    assertThat(tell("scim", behaviour).statusCode()).isEqualTo(200);

    assertThat(send("GET", user, "").statusCode()).isEqualTo(status);
  }

  @Test
  void a_liar_says_yes_and_does_nothing() throws Exception {
    String user = user("ada");
    tell("scim", "lie");

    assertThat(send("PATCH", user, OFF).statusCode()).isEqualTo(200);
    assertThat(body(send("GET", user, "")).path("active").asBoolean()).isTrue();
  }

  @Test
  void without_patch_it_says_so() throws Exception {
    String user = user("ada");
    tell("scim", "no-patch");

    assertThat(send("PATCH", user, OFF).statusCode()).isEqualTo(501);
    assertThat(
            body(send("GET", "/scim/v2/ServiceProviderConfig", ""))
                .at("/patch/supported")
                .asBoolean())
        .isFalse();
  }

  @Test
  void who_is_slow_answers_when_switched() throws Exception {
    String user = user("ada");
    tell("scim", "slow");
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request("GET", user, ""), BodyHandlers.ofString());
    assertThat(tell("webhook", "ok").statusCode()).as("the other one").isEqualTo(200);
    assertThat(answer.isDone()).isFalse();

    tell("scim", "ok");
    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void the_receiver_takes_signed_webhooks_only() throws Exception {
    // made elsewhere: the HMAC-SHA256 of msg_1.1700000000.{} under the key above
    String signed = "v1,x5lVgj0b/JJJaUYaa1+6I5J/EECcryrPlFN4VrkmI94=";

    assertThat(webhook(signed).statusCode()).isEqualTo(202);
    assertThat(webhook("v1,AAAA").statusCode()).isEqualTo(401);
    assertThat(body(send("GET", "/control/webhook", "")).at("/counts/accepted").asInt())
        .isEqualTo(1);
  }

  @Test
  void an_unknown_behaviour_is_refused_with_those_known() throws Exception {
    HttpResponse<String> refused = tell("scim", "dance");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("dance", "ok, fail, slow, lie, gone");
  }

  private String user(String externalId) throws Exception {
    return "/scim/v2/Users/" + search(externalId).at("/Resources/0/id").asText();
  }

  private JsonNode search(String externalId) throws Exception {
    String filter =
        URLEncoder.encode("externalId eq \"" + externalId + "\"", StandardCharsets.UTF_8);
    return body(send("GET", "/scim/v2/Users?filter=" + filter, ""));
  }

  private HttpResponse<String> tell(String application, String behaviour) throws Exception {
    return send("PUT", "/control/" + application, "{\"behaviour\":\"" + behaviour + "\"}");
  }

  private HttpResponse<String> webhook(String signature) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(simulator.url().resolve("/webhook"))
            .timeout(Duration.ofSeconds(10))
            .header("webhook-id", "msg_1")
            .header("webhook-timestamp", "1700000000")
            .header("webhook-signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(request(method, path, body), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(simulator.url().resolve(path))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer token")
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static JsonNode body(HttpResponse<String> response) {
    return Json.tree(response.body());
  }
}
